"""Retrain, recode, re-read: old addresses lead on, judgements go along, nothing counts twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.linking.building import CROATIA, KOSOVO, SERBIA, Told, document, write

from dragoman.linking import link_events
from dragoman.records import Coding, digest
from dragoman.store import CodedDocument, Ledger
from dragoman.store.tables import JudgementKind, JudgementRow

TEXT = "Rain fell in May. Serbia blamed Kosovo and thanked Croatia for it."
BLAMED = Told(text=TEXT, trigger="blamed")
THANKED = Told(text=TEXT, trigger="thanked", target=(CROATIA,), type="APPROVE")


@pytest.fixture
def ledger(folder: Ledger) -> Ledger:
    return folder


def judge(ledger: Ledger, *subject: str, verdict: str = "same") -> JudgementRow:
    now = datetime.now(UTC)
    row = JudgementRow(
        id=digest(*subject, verdict, now.isoformat())[:12],
        kind=JudgementKind.EVENT_LINK,
        subject=subject,
        object=None,
        verdict=verdict,
        who="tester",
        note=None,
        recorded_at=now,
    )
    ledger.writer(run="judgement").write_judgements([row])
    return row


def shown(ledger: Ledger, statement: str) -> list[tuple[str, str, bool]]:
    """Judgements on a statement: which, on what it was given, and whether it is carried."""
    found = ledger.reader().lineage.judgements_on(statement)
    return [(each.judgement.id, each.given_on, each.carried) for each in found]


def leads(ledger: Ledger, statement: str) -> str | None:
    return ledger.reader().lineage.leads_to([statement]).get(statement)


def counts(ledger: Ledger) -> tuple[int, int]:
    """Statements and events."""
    reader = ledger.reader()
    return len(reader.statements()), len(link_events(reader).events)


def test_another_coder_version_that_draws_longer_spans(ledger: Ledger) -> None:
    old = write(ledger, "one", BLAMED, THANKED)
    row = judge(ledger, *old)
    before = counts(ledger)
    new = write(
        ledger,
        "one",
        replace(THANKED, trigger="thanked Croatia"),
        replace(BLAMED, trigger="blamed Kosovo"),
        version="2",
    )
    assert [leads(ledger, each) for each in old] == new[::-1]
    assert shown(ledger, new[1]) == shown(ledger, old[0]) == [(row.id, old[0], True)]
    assert shown(ledger, new[0]) == shown(ledger, old[1]) == [(row.id, old[1], True)]
    (carried,) = ledger.reader().lineage.judgements_on(new[0])
    assert (carried.judgement.who, carried.judgement.recorded_at) == ("tester", row.recorded_at)
    assert counts(ledger) == before


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("May", "June"),
        TEXT.replace("Rain", "Heavy rain"),
        TEXT.replace("blamed", "again blamed"),
        TEXT.replace("Serbia", "Angry Serbia"),
        TEXT.replace("for it", "today"),
        "A headline.\n\n" + TEXT,
    ],
)
def test_a_page_read_again_with_a_word_changed(ledger: Ledger, text: str) -> None:
    old = write(ledger, "one", BLAMED, THANKED)
    before = counts(ledger)
    row = judge(ledger, old[1])
    new = write(ledger, "one", replace(BLAMED, text=text), replace(THANKED, text=text))
    assert set(old).isdisjoint(new)
    assert [leads(ledger, each) for each in old] == new
    assert shown(ledger, new[1]) == [(row.id, old[1], True)]
    assert shown(ledger, new[0]) == []
    assert counts(ledger) == before


def test_what_vanished_keeps_its_judgement_and_carries_none(ledger: Ledger) -> None:
    old = write(ledger, "one", BLAMED, THANKED)
    row = judge(ledger, old[0])
    new = write(ledger, "one", replace(THANKED, trigger="thanked Croatia"), version="2")
    assert leads(ledger, old[0]) is None
    assert shown(ledger, old[0]) == [(row.id, old[0], False)]
    assert shown(ledger, new[0]) == []
    (back,) = write(ledger, "one", replace(BLAMED, trigger="blamed Kosovo"), version="3")
    assert shown(ledger, back) == [(row.id, old[0], True)]


def test_a_judgement_is_carried_through_versions_and_readings(ledger: Ledger) -> None:
    (first,) = write(ledger, "one", BLAMED)
    row = judge(ledger, first)
    (second,) = write(ledger, "one", replace(BLAMED, text=TEXT.replace("May", "June"), trigger="blamed Kosovo"))
    text = TEXT.replace("May", "June").replace("Serbia blamed", "Serbia sharply blamed")
    (third,) = write(ledger, "one", replace(BLAMED, text=text))
    again = judge(ledger, second, verdict="distinct")
    assert shown(ledger, third) == [(row.id, first, True), (again.id, second, True)]
    assert leads(ledger, first) == leads(ledger, second) == leads(ledger, third) == third
    assert counts(ledger) == (1, 1)


def test_a_version_that_comes_back_has_its_own_again(ledger: Ledger) -> None:
    (first,) = write(ledger, "one", BLAMED)
    row = judge(ledger, first)
    (second,) = write(ledger, "one", replace(BLAMED, text=TEXT.replace("May", "June")))
    write(ledger, "one", BLAMED)
    assert leads(ledger, second) == leads(ledger, first) == first
    assert shown(ledger, first) == shown(ledger, second) == [(row.id, first, False)]


def test_the_past_leads_where_it_led(ledger: Ledger) -> None:
    (first,) = write(ledger, "one", BLAMED)
    judge(ledger, first)
    then = datetime.now(UTC)
    write(ledger, "one", replace(BLAMED, trigger="blamed Kosovo"), version="2")
    past = ledger.reader(as_of=then).lineage
    assert past.leads_to([first]) == {first: first}
    assert [each.carried for each in past.judgements_on(first)] == [False]


def test_another_document_or_a_forgotten_one_is_no_successor(ledger: Ledger) -> None:
    (first,) = write(ledger, "one", BLAMED)
    row = judge(ledger, first)
    write(ledger, "one", replace(BLAMED, text="Nothing was said.", source=(), target=(), trigger="said"))
    write(ledger, "two", BLAMED)
    assert leads(ledger, first) is None
    (document,) = [each.id for each in ledger.reader().summaries.values() if each.uri.endswith("/one")]
    ledger.writer(run="r").forget(document, reason=None)
    assert leads(ledger, first) is None
    assert shown(ledger, first) == [(row.id, first, False)]
    assert leads(ledger, "no such statement") is None


def test_another_coder_is_followed_to_the_one_that_is_asked_for(ledger: Ledger) -> None:
    (ours,) = write(ledger, "one", BLAMED)
    row = judge(ledger, ours)
    read = replace(BLAMED, trigger="blamed Kosovo").statement()
    key = document("one", BLAMED).key
    ledger.writer(run="r").write_codings([CodedDocument(key, "llm", "1", "r1", Coding((read,), (), ()))])
    theirs, lineage = read.id(key), ledger.reader().lineage
    assert lineage.leads_to([ours, theirs], coder="llm") == {ours: theirs, theirs: theirs}
    assert lineage.leads_to([ours, theirs]) == {ours: ours, theirs: ours}
    assert [each.judgement.id for each in lineage.judgements_on(theirs, coder="llm")] == [row.id]


def test_an_old_address_opens_the_event(ledger: Ledger) -> None:
    (first,) = write(ledger, "one", BLAMED)
    (second,) = write(ledger, "one", replace(BLAMED, trigger="blamed Kosovo"), version="2")
    found = link_events(ledger.reader())
    assert found.find(first).id == found.find(first[:10]).id == second


PLACES = ("May", "June", "July")
CODINGS = st.tuples(
    st.sampled_from(PLACES),
    st.lists(
        st.sampled_from(
            [
                BLAMED,
                THANKED,
                replace(BLAMED, trigger="blamed Kosovo"),
                replace(THANKED, trigger="thanked Croatia"),
                replace(BLAMED, type="REJECT"),
                replace(BLAMED, source=(KOSOVO,), target=(SERBIA,)),
            ]
        ),
        min_size=1,
        max_size=3,
        unique=True,
    ),
)


NUMBERS = count()


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(codings=st.lists(CODINGS, min_size=2, max_size=4))
def test_no_judgement_is_lost_and_nothing_counts_twice(
    ledger: Ledger, codings: Sequence[tuple[str, list[Told]]]
) -> None:
    name = f"random{next(NUMBERS)}"
    judged: dict[str, tuple[str, Told]] = {}
    for number, (word, told) in enumerate(codings):
        tellings = [replace(each, text=TEXT.replace("May", word)) for each in told]
        ids = write(ledger, name, *tellings, version=str(number))
        reader = ledger.reader()
        counted = [each.id for each in reader.statements() if each.document.uri.endswith(f"/{name}")]
        assert sorted(counted) == sorted(ids)
        for judgement, (statement, before) in judged.items():
            seen = [each for each in reader.lineage.judgements_on(statement) if each.judgement.id == judgement]
            assert [each.given_on for each in seen] == [statement]
            live = reader.lineage.leads_to([statement]).get(statement)
            assert live in ids if any(said(each) == said(before) for each in told) else live in {None, *ids}
        judged[judge(ledger, ids[0]).id] = ids[0], told[0]


def said(told: Told) -> tuple[object, ...]:
    return told.type, told.source, told.target

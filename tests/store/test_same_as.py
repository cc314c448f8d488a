"""Which statement of a newer reading is the same as one of an older."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from tests.store.building import span

from dragoman.records import Span, digest
from dragoman.store.same_as import same_as
from dragoman.store.tables import StatementRow

TEXT = "Serbia blamed Kosovo and thanked Croatia, then Serbia left."
ONE_MORE = "Rain fell. Serbia again blamed Kosovo and thanked Croatia, then Serbia left."
TEXTS = {"d-1": TEXT, "d-2": ONE_MORE, "d-3": "Rain fell. Yesterday Serbia again blamed Kosovo and thanked Croatia."}


def claim(
    source: str,
    trigger: str = "",
    target: str = "",
    *,
    version: str = "d-1",
    kind: str = "event",
    type_: str = "ACCUSE",
    object_: str = "",
) -> StatementRow:
    """A claim by its words; an empty one is not there."""
    text = TEXTS[version]
    spans = [(span(text, words),) if words else () for words in (source, target, trigger, object_)]
    ranges = [f"{each.start}-{each.end}" for group in spans for each in group]
    return StatementRow(
        id=digest(version, kind, type_, source, trigger, target, object_, *ranges),
        document=version,
        kind=kind,
        type=type_,
        about=None,
        source=spans[0],
        target=spans[1],
        trigger=spans[2][0] if spans[2] else None,
        object=spans[3][0] if spans[3] else None,
        sentence=Span(0, len(text), text),
        recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


BLAMED = claim("Serbia", "blamed", "Kosovo")
THANKED = claim("Serbia", "thanked", "Croatia")


def links(*readings: list[StatementRow]) -> dict[str, str]:
    return same_as(readings, TEXTS)


def test_a_word_more_of_every_span_is_the_same_claim() -> None:
    longer = claim("Serbia", "blamed Kosovo", "Kosovo and")
    assert links([BLAMED], [longer]) == {BLAMED.id: longer.id, longer.id: longer.id}


def test_the_words_around_may_change() -> None:
    again = claim("Serbia", "blamed", "Kosovo", version="d-2")
    assert links([BLAMED], [again])[BLAMED.id] == again.id


def test_two_claims_of_a_sentence_are_not_crossed() -> None:
    new = [
        claim("Serbia", "thanked Croatia", "Croatia", version="d-2"),
        claim("Serbia", "blamed", "Kosovo", version="d-2"),
    ]
    for reading in (new, new[::-1]):
        found = links([THANKED, BLAMED], reading)
        assert (found[THANKED.id], found[BLAMED.id]) == (new[0].id, new[1].id)


def test_two_claims_in_the_same_words_keep_their_types() -> None:
    old = [claim("Serbia", "blamed", "Kosovo", type_=each) for each in ("ACCUSE", "REJECT")]
    new = [claim("Serbia", "blamed Kosovo", "Kosovo", type_=each) for each in ("REJECT", "ACCUSE")]
    found = links(old, new)
    assert (found[old[0].id], found[old[1].id]) == (new[1].id, new[0].id)
    assert old[1].id not in links(old, [new[1]])


def test_two_interests_keep_their_objects() -> None:
    old = [claim("Serbia", "blamed", kind="interest", object_=each) for each in ("Kosovo", "Croatia")]
    new = [claim("Serbia", "blamed Kosovo", kind="interest", object_=each) for each in ("Croatia", "Kosovo")]
    found = links(old, new)
    assert (found[old[0].id], found[old[1].id]) == (new[1].id, new[0].id)
    assert old[0].id not in links(old, [new[0]])


def test_what_vanished_leads_nowhere() -> None:
    assert links([BLAMED, THANKED], [THANKED]) == {THANKED.id: THANKED.id}
    assert links([BLAMED], []) == {}
    assert links() == {}


def test_another_kind_or_turned_round_is_another_claim() -> None:
    assert BLAMED.id not in links([BLAMED], [claim("Serbia", "blamed Kosovo", "Kosovo", kind="forecast")])
    assert BLAMED.id not in links([BLAMED], [claim("Kosovo", "blamed Kosovo", "Serbia")])


def test_one_actor_in_common_is_not_enough() -> None:
    assert BLAMED.id not in links([BLAMED], [claim("Serbia", type_="RETREAT")])
    assert BLAMED.id in links([BLAMED], [claim("Serbia", "", "Kosovo")])


def test_of_several_old_ones_the_new_is_the_one_that_shares_most() -> None:
    long = claim("Serbia", "blamed Kosovo", "Kosovo and", type_="REJECT")
    short = claim("Serbia", "blamed", "Kosovo", type_="CRITICIZE")
    new = claim("Serbia", "blamed Kosovo and", "Kosovo and")
    assert links([short, long], [new]) == {long.id: new.id, new.id: new.id}


def test_two_old_ones_of_a_type_that_became_one_both_lead_there() -> None:
    old = [claim("Serbia", "blamed", "Kosovo"), claim("Serbia", "blamed Kosovo", "Kosovo")]
    new = claim("Serbia", "blamed Kosovo and", "Kosovo")
    found = links(old, [new])
    assert found[old[0].id] == found[old[1].id] == new.id


def test_of_equal_new_ones_the_smaller_id() -> None:
    new = [claim("Serbia", "blamed", "Kosovo", type_=each) for each in ("COERCE", "REJECT")]
    for reading in (new, new[::-1]):
        assert links([BLAMED], reading)[BLAMED.id] == min(each.id for each in new)


def test_chains_are_followed_and_gaps_are_bridged() -> None:
    second = claim("Serbia", "again blamed", "Kosovo", version="d-2")
    third = claim("Serbia", "Yesterday Serbia again", "Kosovo", version="d-3")
    assert BLAMED.id not in links([BLAMED], [third])
    found = links([BLAMED], [second], [third])
    assert found[BLAMED.id] == found[second.id] == third.id
    later = claim("Serbia", "blamed", "Kosovo", version="d-3")
    assert links([BLAMED], [], [later])[BLAMED.id] == later.id


WORDS = st.sampled_from(["Serbia", "Kosovo", "Croatia", "Serbia again", "Kosovo and"])
CLAIMS = st.builds(
    claim,
    WORDS,
    st.sampled_from(["", "blamed", "blamed Kosovo", "thanked", "thanked Croatia"]),
    st.sampled_from(["", "Kosovo", "Croatia"]),
    version=st.just("d-2"),
    type_=st.sampled_from(["ACCUSE", "REJECT"]),
)
READINGS = st.lists(CLAIMS, max_size=4, unique_by=lambda each: each.id)


@given(st.lists(READINGS, min_size=1, max_size=5))
def test_every_address_leads_to_one_of_the_last_reading_of_its_kind_or_nowhere(
    readings: list[list[StatementRow]],
) -> None:
    found = same_as(readings, TEXTS)
    last = {each.id for each in readings[-1]}
    known = {each.id for reading in readings for each in reading}
    assert set(found) <= known
    assert set(found.values()) <= last
    assert all(found[each] == each for each in last)
    assert same_as([[*reversed(each)] for each in readings], TEXTS) == found
    assert same_as([*readings, readings[-1]], TEXTS) == found

"""Merges and splits by people: reversible, before any likeness, and kept when texts are read or coded again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.linking.building import write
from tests.linking.test_events import AGAIN, LATER, MEETING, events, sizes

from dragoman.errors import UsageError
from dragoman.judgements import Judge
from dragoman.linking import EventJudge
from dragoman.store import Ledger


@pytest.fixture
def three(ledger: Ledger) -> list[str]:
    """Two reports of one meeting and one of another; the ids of their statements."""
    return [
        each
        for name, told in (("one", MEETING), ("two", AGAIN), ("three", LATER))
        for each in write(ledger, name, told)
    ]


def everything(ledger: Ledger) -> list[object]:
    found = events(ledger)
    return [(each, found.reasons(each)) for each in found.events]


def test_a_split_takes_a_report_out_and_undo_restores_it(ledger: Ledger, three: list[str]) -> None:
    before = everything(ledger)
    row = EventJudge(ledger, "tester").split(three[0], three[1][:8], note="another round")
    assert sizes(ledger) == [(1, 1), (1, 1), (1, 1)]
    assert events(ledger).judgements(events(ledger).find(three[1])) == (row,)
    Judge(ledger, "tester").undo(row.id)
    assert everything(ledger) == before


def test_a_merge_joins_what_contradicts_and_says_who_decided(ledger: Ledger, three: list[str]) -> None:
    before = everything(ledger)
    row = EventJudge(ledger, "tester").merge(three[0], three[2], note="one summit")
    assert sizes(ledger) == [(3, 3)]
    found = events(ledger)
    last = found.reasons(found.events[0])[-1]
    assert last.reasons == (f"judged the same by tester on {row.recorded_at:%Y-%m-%d} (one summit), {row.id}",)
    Judge(ledger, "tester").undo()
    assert everything(ledger) == before


def test_a_new_report_joins_a_merged_event_and_never_meets_what_was_split_off(ledger: Ledger, three: list[str]) -> None:
    judge = EventJudge(ledger, "tester")
    judge.merge(three[0], three[2])
    judge.split(three[0], three[1])
    assert sizes(ledger) == [(1, 1), (2, 2)] or sizes(ledger) == [(2, 2), (1, 1)]
    write(ledger, "four", replace(MEETING, text="The presidents Tadić and Josipović met in Vukovar."))
    ids = [{member.id for member in each.members} for each in events(ledger).events]
    assert not any({three[0], three[1]} <= each or {three[1], three[2]} <= each for each in ids)
    assert any({three[0], three[2]} <= each for each in ids)


def test_a_merge_against_a_split_names_it(ledger: Ledger, three: list[str]) -> None:
    judge = EventJudge(ledger, "tester")
    row = judge.split(three[0], three[1])
    with pytest.raises(UsageError, match=row.id):
        judge.merge(three[0], three[1])


def test_what_cannot_be_decided_is_refused(ledger: Ledger, three: list[str]) -> None:
    judge = EventJudge(ledger, "tester")
    with pytest.raises(UsageError, match="one event already"):
        judge.merge(three[0], three[1])
    with pytest.raises(UsageError, match="only member"):
        judge.split(three[2], three[2])
    with pytest.raises(UsageError, match="no member"):
        judge.split(three[0], three[2])


def test_judgements_survive_a_new_coder_that_draws_other_spans(ledger: Ledger, three: list[str]) -> None:
    EventJudge(ledger, "tester").split(three[0], three[1])
    EventJudge(ledger, "tester").merge(three[1], three[2])
    (new,) = write(ledger, "two", replace(AGAIN, trigger="held talks"), version="2")
    assert new != three[1]
    ids = [{member.id for member in each.members} for each in events(ledger).events]
    assert {new, three[2]} in ids
    assert {three[0]} in ids
    found = events(ledger)
    reasons = [reason for each in found.reasons(found.find(new)) for reason in each.reasons]
    assert any("carried over" in reason for reason in reasons)


def test_judgements_survive_a_page_read_again_with_one_word_changed(ledger: Ledger, three: list[str]) -> None:
    EventJudge(ledger, "tester").merge(three[0], three[2])
    (new,) = write(ledger, "three", replace(LATER, text="President Tadić met Josipović in Zagreb."))
    assert new != three[2]
    assert sizes(ledger) == [(3, 3)]


def test_a_document_that_is_gone_leaves_the_judgement_idle(ledger: Ledger, three: list[str]) -> None:
    EventJudge(ledger, "tester").merge(three[0], three[2])
    gone = next(each.id for each in ledger.reader().summaries.values() if each.uri.endswith("/three"))
    ledger.writer(run="r").forget(gone, reason=None)
    assert sizes(ledger) == [(2, 2)]


def test_a_copy_can_be_taken_out(ledger: Ledger) -> None:
    from tests.linking.building import copies

    ids = [*write(ledger, "one", MEETING), *write(ledger, "copy", MEETING)]
    copies(ledger, "one", "copy")
    assert sizes(ledger) == [(1, 2)]
    EventJudge(ledger, "tester").split(ids[0], ids[1])
    assert sizes(ledger) == [(1, 1), (1, 1)]


def test_coding_again_with_the_same_result_changes_nothing(ledger: Ledger, three: list[str]) -> None:
    EventJudge(ledger, "tester").merge(three[0], three[2])
    before = [each.id for each in events(ledger).events]
    for name, told in (("one", MEETING), ("two", AGAIN), ("three", LATER)):
        write(ledger, name, told, version="2")
    assert [each.id for each in events(ledger).events] == before
    assert sizes(ledger) == [(3, 3)]

"""Judgements as a person makes and withdraws them, and what readers then see."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import pytest
from tests.judgements.building import FIRST, NOBODY, STRANGER, VUCIC, Told, mention_of, written
from tests.store.building import document

from dragoman.errors import UsageError
from dragoman.judgements import Judge, list_actors
from dragoman.search import search
from dragoman.store import Ledger
from dragoman.store.reader import StatementFilter

ANA, ANITSH, LISTED = "provisional/ana-anic", "provisional/ana-anitsh", "person/aleksandar-vucic"


def counts(ledger: Ledger) -> dict[str, tuple[int, int]]:
    return {each.id: (each.mentions, each.documents) for each in list_actors(ledger.reader())}


def sources(ledger: Ledger, actor: str) -> list[str]:
    """Types of the statements in which an actor takes part."""
    found = ledger.reader().statements(StatementFilter(actors=(actor,)))
    return [each.document.uri.rpartition("/")[2] for each in found]


def everything(ledger: Ledger) -> list[object]:
    """All that a reader shows of actors and statements."""
    reader = ledger.reader()
    return [list_actors(reader), [(each.id, each.statement) for each in reader.statements()]]


def test_a_merge_joins_counts_and_statements_and_undo_restores_them(ledger: Ledger) -> None:
    before = everything(ledger)
    judge = Judge(ledger, "tester")
    judge.merge(ANITSH, ANA)
    assert counts(ledger) == {LISTED: (2, 2), ANA: (3, 3)}
    assert sorted(sources(ledger, ANITSH)) == sorted(sources(ledger, ANA)) == ["one", "three", "two"]
    judge.undo()
    assert everything(ledger) == before
    assert sources(ledger, ANITSH) == ["two"]


def test_what_is_merged_into_a_listed_person_carries_its_name_and_country(ledger: Ledger) -> None:
    Judge(ledger, "tester").merge(ANA, LISTED)
    resolved = ledger.reader().statements()[0].statement.target[0].resolved
    assert (resolved.actor, resolved.name, resolved.country) == (LISTED, "Aleksandar Vučić", "SRB")
    assert resolved.reasons == (f"{ANA} counts as {LISTED} by a merge",)
    assert resolved.rule == STRANGER.rule


def test_judgements_in_any_order_and_their_withdrawal_in_any_order(ledger: Ledger) -> None:
    before = everything(ledger)
    pairs = [(ANA, ANITSH), (ANITSH, LISTED), ("SRB", "SRB-GOV"), ("EU", "NATO")]
    results = []
    for seed in range(3):
        random = Random(seed)
        judge = Judge(ledger, f"tester {seed}")
        rows = [judge.merge(*pair) for pair in random.sample(pairs, len(pairs))]
        results.append(everything(ledger))
        for row in random.sample(rows, len(rows)):
            judge.undo(row.id)
        assert everything(ledger) == before
    assert results[0] == results[1] == results[2] != before


def test_a_split_takes_a_merge_apart_and_forbids_another(ledger: Ledger) -> None:
    before = everything(ledger)
    judge = Judge(ledger, "tester")
    judge.merge(ANA, ANITSH)
    split = judge.split(ANITSH, ANA, note="cousins")
    assert everything(ledger) == before
    with pytest.raises(UsageError, match=f"tester decided .* distinct.*undo {split.id}"):
        judge.merge(ANA, ANITSH)
    with pytest.raises(UsageError, match="distinct already"):
        judge.split(ANA, ANITSH)
    judge.undo(split.id)
    assert counts(ledger)[ANA] == (3, 3)


def test_a_merge_that_would_bridge_a_split_is_refused_wherever_it_is_made(ledger: Ledger) -> None:
    judge = Judge(ledger, "tester")
    judge.split(ANA, LISTED)
    judge.merge(ANITSH, LISTED)
    with pytest.raises(UsageError, match="distinct"):
        judge.merge(ANA, ANITSH)


def test_a_split_of_what_is_one_by_way_of_others_asks_which_link_is_wrong(ledger: Ledger) -> None:
    judge = Judge(ledger, "tester")
    judge.merge(ANA, ANITSH)
    judge.merge(ANITSH, LISTED)
    with pytest.raises(UsageError, match=r"by way of others.*split the pair that is wrong"):
        judge.split(ANA, LISTED)
    assert len(ledger.reader().naming.judgements) == 2


def test_what_is_one_already_is_not_merged_again(ledger: Ledger) -> None:
    judge = Judge(ledger, "tester")
    row = judge.merge(ANA, ANITSH)
    with pytest.raises(UsageError, match=f"one already by {row.id}"):
        judge.merge(ANITSH, ANA)
    with pytest.raises(UsageError, match="give two"):
        judge.merge(ANA, ANA)


def test_a_person_accepts_a_candidate_and_takes_it_back(ledger: Ledger) -> None:
    before = everything(ledger)
    judge = Judge(ledger, "tester")
    mention = mention_of(ledger, document("three", paragraphs=1).key, FIRST)
    row = judge.accept(mention[:10], LISTED, note="named below")
    assert row.subject == (mention,)
    assert counts(ledger)[LISTED] == (3, 3)
    resolved = ledger.reader().statements(StatementFilter(documents=(document("three", paragraphs=1).key,)))[0]
    who = resolved.statement.source[0].resolved
    assert (who.actor, who.country, who.rule) == (LISTED, "SRB", "accepted by tester")
    assert who.reasons[-1] == "accepted by tester (named below)"
    with pytest.raises(UsageError, match="already"):
        judge.accept(mention, LISTED)
    judge.undo()
    assert everything(ledger) == before


def test_a_person_rejects_what_a_mention_was_taken_for(ledger: Ledger) -> None:
    judge = Judge(ledger, "tester")
    judge.reject(mention_of(ledger, document("one", paragraphs=1).key, FIRST))
    assert counts(ledger)[LISTED] == (1, 1)
    who = ledger.reader().statements()[0].statement.source[0].resolved
    assert (who.actor, who.name, who.country) == (None, None, None)
    assert who.reasons[-1] == "rejected by tester"


def test_the_last_word_on_a_mention_counts(ledger: Ledger) -> None:
    judge = Judge(ledger, "tester")
    mention = mention_of(ledger, document("one", paragraphs=1).key, FIRST)
    judge.reject(mention)
    judge.accept(mention, ANA)
    assert counts(ledger) == {LISTED: (1, 1), ANA: (3, 2), ANITSH: (1, 1)}


def test_judgements_hold_when_a_document_is_coded_again(ledger: Ledger) -> None:
    judge = Judge(ledger, "tester")
    judge.merge(ANA, ANITSH)
    judge.reject(mention_of(ledger, document("one", paragraphs=1).key, FIRST))
    written(ledger, "one", Told(VUCIC), Told(STRANGER), version="2")
    assert counts(ledger) == {LISTED: (1, 1), ANA: (3, 3)}


def test_a_name_given_to_an_actor_is_shown_in_lists_and_statements(ledger: Ledger) -> None:
    Judge(ledger, "tester").rename(ANITSH, " Ana   Aničić ")
    reader = ledger.reader()
    assert {each.id: each.name for each in list_actors(reader)}[ANITSH] == "Ana Aničić"
    assert len(reader.statements(StatementFilter(actors=("ana aničić",)))) == 1


def test_history_is_kept_and_the_past_reads_as_it_was(ledger: Ledger) -> None:
    judge = Judge(ledger, "tester")
    row = judge.merge(ANA, ANITSH)
    merged = datetime.now(UTC)
    Judge(ledger, "another").undo(row.id)
    (kept,) = ledger.reader().naming.history()
    assert (kept.id, kept.who, kept.retired_by) == (row.id, "tester", "another")
    assert kept.retired_at is not None
    assert ledger.reader().naming.judgements == ()
    past = ledger.reader(as_of=merged)
    assert {each.id for each in list_actors(past)} == {LISTED, ANA}


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (lambda judge: judge.undo(), "no judgement to withdraw"),
        (lambda judge: judge.undo("feedbeef"), "is the id of no judgement"),
        (lambda judge: judge.accept("feedbeef", "SRB"), "no mention of a live document.*actors show"),
        (lambda judge: judge.reject("f"), "too short"),
        (lambda judge: judge.split("SRB", "SRB"), "give two"),
        (lambda judge: judge.rename("SRB", "  "), "empty"),
    ],
)
def test_misuse_names_the_next_step(ledger: Ledger, action: object, said: str) -> None:
    assert callable(action)
    with pytest.raises(UsageError, match=said):
        action(Judge(ledger, "tester"))


def test_a_search_by_actor_follows_merges(ledger: Ledger) -> None:
    ledger.writer(run="r").tidy()

    def found(actor: str) -> set[str]:
        return {hit.title or "" for hit in search(ledger.reader(), f"actor:{actor}").hits}

    before = {actor: found(actor) for actor in (ANA, ANITSH)}
    assert before == {ANA: {"On one", "On three"}, ANITSH: {"On two"}}
    judge = Judge(ledger, "tester")
    judge.merge(ANA, ANITSH)
    assert found(ANA) == found(ANITSH) == {"On one", "On two", "On three"}
    judge.undo()
    assert {actor: found(actor) for actor in (ANA, ANITSH)} == before


def test_a_search_by_actor_follows_what_is_said_of_mentions(ledger: Ledger) -> None:
    def found() -> set[str]:
        return {hit.title or "" for hit in search(ledger.reader(), f"actor:{LISTED}").hits}

    ledger.writer(run="r").tidy()
    assert found() == {"On one", "On two"}
    judge = Judge(ledger, "tester")
    judge.reject(mention_of(ledger, document("one", paragraphs=1).key, FIRST))
    accepted = judge.accept(mention_of(ledger, document("three", paragraphs=1).key, FIRST), LISTED)
    assert found() == {"On two", "On three"}
    written(ledger, "three", Told(NOBODY, (LISTED,)), Told(STRANGER), day="2015-01-01", version="2")
    assert found() == {"On two", "On three"}
    judge.undo(accepted.id)
    judge.undo()
    assert found() == {"On one", "On two"}


def test_what_was_withdrawn_is_not_withdrawn_again(ledger: Ledger) -> None:
    judge = Judge(ledger, "tester")
    row = judge.merge(ANA, ANITSH)
    judge.undo()
    with pytest.raises(UsageError, match=r"withdrawn on .* by tester"):
        judge.undo(row.id)

"""Merges and splits: one answer whatever the order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from dragoman.store.canonical import canonical, path_between
from dragoman.store.tables import JudgementKind, JudgementRow

BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
ACTORS = ["EU", "SRB", "person/a", "person/b", "provisional/c", "provisional/d"]
PAIRS = st.tuples(st.sampled_from(ACTORS), st.sampled_from(ACTORS)).filter(lambda pair: pair[0] < pair[1])
KINDS = st.sampled_from([JudgementKind.MERGE, JudgementKind.MERGE, JudgementKind.MERGE, JudgementKind.SPLIT])
JUDGEMENTS = st.lists(st.tuples(KINDS, PAIRS), max_size=12, unique=True)


def judgement(kind: JudgementKind, *subject: str, number: int = 0, verdict: str = "") -> JudgementRow:
    return JudgementRow(
        id=f"{kind}-{'-'.join(subject)}",
        kind=kind,
        subject=subject,
        object=None,
        verdict=verdict,
        who="tester",
        note=None,
        recorded_at=BEGIN + timedelta(seconds=number),
    )


def merge(*subject: str, number: int = 0) -> JudgementRow:
    return judgement(JudgementKind.MERGE, *subject, number=number)


def split(*subject: str, number: int = 0) -> JudgementRow:
    return judgement(JudgementKind.SPLIT, *subject, number=number)


@given(JUDGEMENTS, st.randoms(use_true_random=False))
def test_any_order_gives_the_same_groups(drawn: list[tuple[JudgementKind, tuple[str, str]]], random: Random) -> None:
    rows = [judgement(kind, *pair, number=number) for number, (kind, pair) in enumerate(drawn)]
    mixed = [judgement(kind, *pair, number=99 - number) for number, (kind, pair) in enumerate(drawn)]
    random.shuffle(mixed)
    assert canonical(mixed) == canonical(rows)


@given(JUDGEMENTS)
def test_groups_are_whole_and_no_split_is_bridged(drawn: list[tuple[JudgementKind, tuple[str, str]]]) -> None:
    rows = [judgement(kind, *pair) for kind, pair in drawn]
    found = canonical(rows)
    for actor in ACTORS:
        leader = found.leader(actor)
        assert found.leader(leader) == leader
        assert actor in found.members(actor)
        assert found.members(actor) == found.members(leader)
        assert found.members(actor)[0] == leader
    for row in rows:
        one, other = row.subject
        if row.kind is JudgementKind.SPLIT:
            assert found.leader(one) != found.leader(other)
        elif row.id not in found.idle:
            assert found.leader(one) == found.leader(other)


@given(JUDGEMENTS, st.tuples(KINDS, PAIRS))
def test_one_judgement_more_and_less_restores_exactly(
    drawn: list[tuple[JudgementKind, tuple[str, str]]], more: tuple[JudgementKind, tuple[str, str]]
) -> None:
    rows = [judgement(kind, *pair) for kind, pair in drawn if (kind, pair) != more]
    with_more = [*rows, judgement(more[0], *more[1])]
    assert canonical([row for row in with_more if row.id != with_more[-1].id]) == canonical(rows)


def test_an_actor_of_a_register_leads_before_a_provisional_one() -> None:
    found = canonical([merge("person/z", "provisional/a"), merge("provisional/a", "provisional/b")])
    assert found.members("provisional/b") == ("person/z", "provisional/a", "provisional/b")


def test_nothing_decided_changes_nothing() -> None:
    found = canonical([])
    assert (found.leader("SRB"), found.members("SRB"), found.version) == ("SRB", ("SRB",), "")


def test_the_last_name_given_counts_and_goes_to_the_leader() -> None:
    names = [
        judgement(JudgementKind.RENAME, "provisional/a", number=number, verdict=name)
        for number, name in enumerate(("First", "Second"))
    ]
    found = canonical([names[1], merge("person/z", "provisional/a"), names[0]])
    assert found.names == {"person/z": "Second"}


def test_a_chain_of_merges_is_named() -> None:
    rows = [merge("a", "b"), merge("b", "c"), merge("x", "y"), split("a", "x")]
    assert [row.subject for row in path_between("a", "c", rows)] == [("a", "b"), ("b", "c")]
    assert path_between("a", "x", rows) == ()

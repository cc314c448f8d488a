"""Groups: the same in any order, no chain through a vague report, and what people decide goes before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.linking.building import CROATIA, JOSIPOVIC, KOSOVO, SERBIA, TADIC, Named, Told, report

from dragoman.linking import Report, compare
from dragoman.linking.blocks import candidate_pairs
from dragoman.linking.cluster import Decision, cluster

MEETING = Told(
    text="Tadić met Josipović.", type="CONSULT", source=(TADIC,), target=(JOSIPOVIC,), published="2010-11-05"
)
FIRST, SECOND = replace(MEETING, start="2010-11-03"), replace(MEETING, start="2010-11-04")


def groups(reports: Sequence[Report], decisions: Sequence[Decision] = ()) -> set[frozenset[str]]:
    found = cluster(reports, decisions).groups
    return {frozenset(reports[number].id for number in group) for group in found}


def sets(*groups_: str) -> set[frozenset[str]]:
    return {frozenset(group) for group in groups_}


def test_reports_of_one_day_are_one_event_and_of_two_days_two() -> None:
    reports = [report(FIRST, "a"), report(SECOND, "b"), report(FIRST, "c"), report(SECOND, "d")]
    assert groups(reports) == sets("ac", "bd")


def test_a_vague_report_joins_the_one_it_fits() -> None:
    assert groups([report(FIRST, "a"), report(FIRST, "b"), report(MEETING, "v")]) == sets("abv")


def test_a_vague_report_that_fits_two_days_as_well_joins_neither() -> None:
    vague = replace(MEETING, start="2010-11-01", end="2010-11-07")
    assert groups([report(FIRST, "a"), report(SECOND, "b"), report(vague, "v")]) == sets("a", "b", "v")


def test_reports_without_a_date_do_not_chain_through_the_days() -> None:
    reports = [report(replace(MEETING, published=f"2010-11-{day:02d}"), f"{day:02d}") for day in range(1, 13)]
    found = cluster(reports).groups
    assert max(len(group) for group in found) <= 4


def test_two_towns_do_not_meet_through_a_report_that_names_none() -> None:
    blockade = Told(text="Farmers blocked a road.", type="PROTEST", source=(SERBIA,), target=(), start="2023-05-16")
    nis = report(replace(blockade, text="Farmers blocked a road in Niš."), "a")
    sad = report(replace(blockade, text="Farmers blocked a road in Novi Sad."), "b")
    found = groups([nis, sad, report(blockade, "v")])
    assert not any({"a", "b"} <= group for group in found)


def test_decisions_go_before_likeness_and_apart_before_together() -> None:
    reports = [report(FIRST, "a"), report(FIRST, "b"), report(FIRST, "c"), report(SECOND, "d")]
    apart = Decision(together=False, reports=("a", "b", "c"), judgement="split")
    together = Decision(together=True, reports=("c", "d"), judgement="merge")
    assert groups(reports, [apart]) == sets("a", "bc", "d")
    assert groups(reports, [together]) == sets("abcd")
    assert groups(reports, [together, apart]) == groups(reports, [apart, together]) == sets("a", "bcd")
    against = Decision(together=True, reports=("a", "b"), judgement="idle")
    assert groups(reports, [apart, against]) == sets("a", "bc", "d")
    assert cluster(reports, [apart, against]).idle == ("idle",)


def test_what_was_taken_out_does_not_come_back_through_a_third() -> None:
    reports = [report(FIRST, each) for each in "abcdef"]
    found = groups(reports, [Decision(together=False, reports=("a", "b", "c"))])
    assert not any({"a", "b"} <= group or {"a", "c"} <= group for group in found)


ACTORS = (SERBIA, KOSOVO, CROATIA, TADIC, JOSIPOVIC, Named("two men"))
SIDES = st.lists(st.sampled_from(ACTORS), max_size=2, unique=True).map(tuple)
DAYS = st.integers(1, 9).map(lambda day: f"2010-11-{day:02d}")


@st.composite
def tellings(draw: st.DrawFn) -> Told:
    start = draw(st.none() | DAYS)
    return Told(
        text=draw(st.sampled_from(["Border talks in Vukovar failed.", "Gas prices were on the list.", "Они молчали."])),
        type=draw(st.sampled_from(["CONSULT", "ACCUSE", "MOBILIZE"])),
        source=draw(SIDES),
        target=draw(SIDES),
        published=draw(st.none() | DAYS),
        start=start,
        end=max(start, draw(DAYS)) if start else None,
    )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(tellings(), max_size=9),
    st.lists(st.tuples(st.booleans(), st.sets(st.integers(0, 8))), max_size=3),
    st.randoms(),
)
def test_any_order_gives_the_same_events(told: list[Told], drawn: list[tuple[bool, set[int]]], random: Random) -> None:
    reports = [report(each, f"{number:02d}") for number, each in enumerate(told)]
    decisions = [
        Decision(together=together, reports=tuple(f"{number:02d}" for number in sorted(each)), judgement=str(place))
        for place, (together, each) in enumerate(drawn)
        if each
    ]
    found, idle = groups(reports, decisions), cluster(reports, decisions).idle
    random.shuffle(reports)
    random.shuffle(decisions)
    assert groups(reports, decisions) == found
    assert cluster(reports, decisions).idle == idle
    for each in decisions:
        if not each.together:
            assert not any(each.reports[0] in group and group.intersection(each.reports[1:]) for group in found)


@settings(max_examples=60, deadline=None)
@given(st.lists(tellings(), max_size=10))
def test_blocks_leave_out_no_pair_that_fits(told: list[Told]) -> None:
    reports = [report(each, f"{number:02d}") for number, each in enumerate(told)]
    pairs = list(candidate_pairs(reports))
    assert len(pairs) == len(set(pairs))
    fitting = {
        (one, other)
        for one, other in combinations(range(len(reports)), 2)
        if compare(reports[one], reports[other]).fits
    }
    assert fitting <= set(pairs)

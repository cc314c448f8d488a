"""Groups of reports that tell of one happening: the same whatever the order of reports and judgements.

Links are taken the surest first. Two groups are joined only if every report of the one may meet every report of
the other, so that no vague report chains two happenings. Judgements come on top: what was taken apart never
meets again, and what was put together stays so as far as nothing taken apart would meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.linking.blocks import candidate_pairs
from dragoman.linking.compare import ENOUGH, compare
from dragoman.linking.report import Report

Pair = tuple[int, int]

_AS_GOOD = 0.05
"""A report without a day that fits two happenings is left alone if the better is better by less."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided, by the ids of reports: all are one happening, or the first is none of the others'."""

    together: bool
    reports: tuple[str, ...]
    judgement: str = ""


@dataclass(slots=True)
class _Groups:
    """Groups under way: which group a report is in, and what never meets."""

    apart: Mapping[int, frozenset[int]]
    of: dict[int, int] = field(default_factory=dict)
    members: dict[int, list[int]] = field(default_factory=dict)

    def group(self, report: int) -> list[int]:
        """The members of a report's group."""
        return self.members.setdefault(self.of.setdefault(report, report), [report])

    def may_meet(self, one: Sequence[int], other: Sequence[int]) -> bool:
        """Whether nothing that was taken apart would meet."""
        return not self.apart or not any(self.apart.get(report, frozenset()).intersection(other) for report in one)

    def join(self, one: Sequence[int], other: Sequence[int]) -> None:
        """Makes two groups one."""
        small, large = sorted((list(one), list(other)), key=len)
        head = self.of[large[0]]
        del self.members[self.of[small[0]]]
        self.members[head].extend(small)
        for report in small:
            self.of[report] = head


@dataclass(frozen=True, slots=True)
class Clusters:
    """Groups of places in the list of reports, each sorted, and ids of judgements that others override."""

    groups: tuple[tuple[int, ...], ...]
    idle: tuple[str, ...]


def cluster(reports: Sequence[Report], decisions: Iterable[Decision] = ()) -> Clusters:
    """The reports in groups, one for each happening; a report that fits no other is a group alone."""
    decided = list(decisions)
    places = {report.id: number for number, report in enumerate(reports)}
    groups = _Groups(_apart(decided, places))
    for number in range(len(reports)):
        groups.group(number)
    fitting = _fitting(reports, groups.apart)
    for one, other in _sure_links(reports, fitting):
        mine, others = groups.group(one), groups.group(other)
        if mine is not others and _all_fit(mine, others, fitting):
            groups.join(mine, others)
    idle = [each.judgement for each in _in_order(decided) if not _put_together(each, groups, places)]
    return Clusters(tuple(sorted(tuple(sorted(members)) for members in groups.members.values())), tuple(idle))


def _apart(decisions: Iterable[Decision], places: Mapping[str, int]) -> dict[int, frozenset[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for each in decisions:
        if each.together:
            continue
        one, *others = (places.get(report) for report in each.reports)
        for other in others:
            if one is not None and other is not None and one != other:
                found[one].add(other)
                found[other].add(one)
    return {report: frozenset(others) for report, others in found.items()}


def _fitting(reports: Sequence[Report], apart: Mapping[int, frozenset[int]]) -> dict[Pair, float]:
    """Scores of the pairs that may meet; what is not here never does by likeness."""
    found = {}
    for one, other in candidate_pairs(reports):
        if other in apart.get(one, ()):
            continue
        compared = compare(reports[one], reports[other])
        if compared.may_meet:
            found[one, other] = compared.score
    return found


def _sure_links(reports: Sequence[Report], fitting: Mapping[Pair, float]) -> list[Pair]:
    """The links, surest first, without those of a report that may as well tell of another happening."""
    sure = {pair: score for pair, score in fitting.items() if score >= ENOUGH}
    linked: defaultdict[int, list[int]] = defaultdict(list)
    for one, other in sure:
        linked[one].append(other)
        linked[other].append(one)
    unclear = {pair for pair in sure if any(_unclear(reports, *each, linked, sure) for each in (pair, pair[::-1]))}
    clear = [pair for pair in sure if pair not in unclear]
    return sorted(clear, key=lambda pair: (-sure[pair], *sorted(reports[each].id for each in pair)))


def _unclear(
    reports: Sequence[Report],
    vague: int,
    exact: int,
    linked: Mapping[int, Sequence[int]],
    sure: Mapping[Pair, float],
) -> bool:
    """Whether a vague report fits another happening of another day as well as this one."""
    dated, loose = reports[exact].when, reports[vague].when
    if dated is None or (loose is not None and loose.width <= dated.width):
        return False
    least = sure[_pair(vague, exact)] - _AS_GOOD
    return any(
        (other := reports[each].when) is not None and dated.gap(other) > 0 and sure[_pair(vague, each)] > least
        for each in linked[vague]
        if each != exact
    )


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _all_fit(mine: Sequence[int], others: Sequence[int], fitting: Mapping[Pair, float]) -> bool:
    return all(_pair(one, other) in fitting for one in mine for other in others)


def _in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """Decisions to put together, in the order of what they join, not of time."""
    return sorted(
        (each for each in decisions if each.together), key=lambda each: (sorted(each.reports), each.judgement)
    )


def _put_together(decision: Decision, groups: _Groups, places: Mapping[str, int]) -> bool:
    """Joins all that may meet; False if nothing that is there could be joined."""
    there = [places[report] for report in sorted(set(decision.reports)) if report in places]
    obeyed = len(there) < 2  # noqa: PLR2004 - one report alone has nobody to meet
    for at, one in enumerate(there):
        for other in there[at + 1 :]:
            mine, others = groups.group(one), groups.group(other)
            if mine is others:
                obeyed = True
            elif groups.may_meet(mine, others):
                groups.join(mine, others)
                obeyed = True
    return obeyed

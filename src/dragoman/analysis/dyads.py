"""Two actors: what they did to each other over time, how they stand, what was said last."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.analysis.periods import Grain, Period, Undated, Window, dated, period_of
from dragoman.analysis.sides import Direction, direction_between
from dragoman.analysis.signs import mean_score, quad_of
from dragoman.analysis.timelines import ANY_TIME, EVERYTHING, Happening, Timeline, timeline, within
from dragoman.errors import UsageError
from dragoman.ontology import load_ontology
from dragoman.store.reader import StatementFilter

if TYPE_CHECKING:
    from dragoman.records import Date
    from dragoman.store import LedgerReader, StoredStatement

_LATEST = 5


@dataclass(frozen=True, slots=True)
class DyadPoint:
    """A period, a direction and a quad class with what falls there.

    ``reports`` counts event statements by the date each of them states, ``events`` happenings by theirs, so
    that the two may fall into different periods. ``score`` is the mean PLOVER score of the events,
    ``period_score`` that of all events of the period in this direction. The ids of events are ids of statements too.
    """

    period: Period
    direction: Direction
    quad: int
    reports: int
    events: int
    score: float | None
    period_score: float | None
    statements: tuple[str, ...]
    event_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A relation or dispute between the two, with the statements that say so, the latest published first."""

    type: str
    direction: Direction
    sign: float
    reports: int
    first: str | None
    last: str | None
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dyad:
    """Everything between two actors.

    A window leaves out of the series what it cannot place: events ``too_roughly`` dated or ``undated``, and
    reports of its own ``reports_unplaced``, which say no date or too rough a one.
    """

    a: str
    b: str
    points: tuple[DyadPoint, ...]
    relations: tuple[Standing, ...]
    latest: tuple[StoredStatement, ...]
    too_roughly: int
    undated: int
    reports_unplaced: int


@dataclass(frozen=True, slots=True)
class _Cell:
    """Where a report or an event is counted."""

    period: Period
    direction: Direction
    quad: int


Directions = Mapping[str, Direction]
"""How statements between the two run, by the statements' ids."""


def dyad(
    reader: LedgerReader,
    a: str,
    b: str,
    *,
    wanted: StatementFilter = EVERYTHING,
    grain: Grain = Grain.MONTH,
    window: Window = ANY_TIME,
    undated: Undated = Undated.APART,
    latest: int = _LATEST,
) -> Dyad:
    """The series, relations and latest statements between two actors, each an id, a code or a name.

    The window holds for the series; relations and latest statements are shown whatever their date.
    """
    one, other = reader.names_of([a]), reader.names_of([b])
    if one == other:
        raise UsageError(f"{a!r} and {b!r} are one actor; name two, as 'dragoman actors' lists them")
    wanted = replace(wanted, kinds=(), actors=())
    directions: dict[str, Direction] = {}
    statements = []
    for each in reader.statements(wanted):
        direction = direction_between(each.statement, one, other)
        if direction is not None:
            directions[each.id] = direction
            statements.append(each)
    found = within(list(_between(timeline(reader, wanted, undated=undated), directions)), window)
    reports = _reports(statements, undated)
    placed = [(each, date) for each, date in reports if window.is_open or (date and window.holds(date))]
    return Dyad(
        a=a,
        b=b,
        points=tuple(_points(found, placed, directions, grain)),
        relations=tuple(_standings(statements, directions)),
        latest=tuple(sorted(statements, key=_published, reverse=True)[:latest]),
        too_roughly=found.too_roughly,
        undated=found.undated,
        reports_unplaced=sum(not window.is_open and not (date and _told(window, date)) for _, date in reports),
    )


def _told(window: Window, date: Date) -> bool:
    """Whether it can be said on which side of the window's edges a date lies."""
    return window.holds(date) is not None


def _between(found: Timeline, directions: Directions) -> Iterator[Happening]:
    """Events of which a report runs between the two, with those reports."""
    for each in found.happenings:
        told = tuple(report for report in each.told if report.id in directions)
        if told:
            yield replace(each, told=told)


def _reports(statements: Iterable[StoredStatement], undated: Undated) -> list[tuple[StoredStatement, Date | None]]:
    """Event statements that count, each with its own date."""
    counted = load_ontology().counted_modalities
    return [
        (each, dated(each.statement.date, each.document.published, undated))
        for each in statements
        if each.statement.kind == "event" and each.statement.modality in counted
    ]


def _points(
    found: Timeline,
    reports: Iterable[tuple[StoredStatement, Date | None]],
    directions: Directions,
    grain: Grain,
) -> Iterator[DyadPoint]:
    told: defaultdict[_Cell, list[StoredStatement]] = defaultdict(list)
    for each, date in reports:
        told[_Cell(period_of(date, grain), directions[each.id], quad_of(each.statement.type))].append(each)
    happened: defaultdict[_Cell, list[Happening]] = defaultdict(list)
    scores: defaultdict[tuple[Period, Direction], list[float]] = defaultdict(list)
    for event in found.happenings:
        cell = _Cell(period_of(event.date, grain), _direction(event, directions), event.quad)
        happened[cell].append(event)
        scores[cell.period, cell.direction].append(event.score)
    for cell in sorted({*told, *happened}, key=_cell_order):
        yield DyadPoint(
            period=cell.period,
            direction=cell.direction,
            quad=cell.quad,
            reports=len(told[cell]),
            events=len(happened[cell]),
            score=mean_score(each.score for each in happened[cell]),
            period_score=mean_score(scores[cell.period, cell.direction]),
            statements=tuple(each.id for each in told[cell]),
            event_ids=tuple(each.event.id for each in happened[cell]),
        )


def _direction(event: Happening, directions: Directions) -> Direction:
    """How most reports say the event runs; where they are as many, as the first says."""
    (direction, _), *_ = Counter(directions[each.id] for each in event.told).most_common()
    return direction


def _cell_order(cell: _Cell) -> tuple[object, ...]:
    return cell.period.order, list(Direction).index(cell.direction), cell.quad


def _standings(statements: Iterable[StoredStatement], directions: Directions) -> Iterator[Standing]:
    """Relations that are said to hold, the latest first; one that holds both ways has no direction."""
    ontology = load_ontology()
    groups: defaultdict[tuple[str, Direction], list[StoredStatement]] = defaultdict(list)
    for each in sorted(statements, key=_published, reverse=True):
        claim = each.statement
        if claim.kind == "relation" and claim.modality in ontology.counted_modalities:
            directed = ontology.relations[claim.type].directed
            groups[claim.type, directions[each.id] if directed else Direction.JOINT].append(each)
    for (type_, direction), group in groups.items():
        published = [each.document.published for each in group if each.document.published]
        yield Standing(
            type=type_,
            direction=direction,
            sign=ontology.relations[type_].sign,
            reports=len(group),
            first=str(published[-1]) if published else None,
            last=str(published[0]) if published else None,
            statements=tuple(each.id for each in group),
        )


def _published(stored: StoredStatement) -> tuple[str, str, int, str]:
    published = stored.document.published
    return published.start if published else "", stored.document.key, -stored.statement.sentence.start, stored.id

"""Who acts on whom: signed edges between actors or countries, each with its events and statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

from dragoman.analysis.periods import Grain, Period, period_of
from dragoman.analysis.signs import is_cooperation, mean_score

if TYPE_CHECKING:
    from dragoman.actors.register import Register
    from dragoman.analysis.timelines import Happening, Timeline
    from dragoman.linking import Event
    from dragoman.linking.parties import Party

_SHARED = frozenset(("IGO", "NGO", "ISM", "IMG", "MNC"))
"""Codes in the place of a country that many unrelated actors share; they make no node."""


class Level(StrEnum):
    """What the nodes are."""

    ACTOR = "actor"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Tally:
    """Events counted once each, and what they rest on. ``reports`` counts statements.

    ``score`` is the mean PLOVER score of the events.
    """

    events: int
    cooperation: int
    conflict: int
    reports: int
    score: float
    statements: tuple[str, ...]
    event_ids: tuple[str, ...]

    @property
    def sign(self) -> int:
        """+1 where cooperation prevails by score, -1 where conflict does."""
        return (self.score > 0) - (self.score < 0)


@dataclass(frozen=True, slots=True)
class Node:
    """An actor, a country, or an organisation that is of no country; its tally has what happens within it too."""

    id: str
    name: str
    kind: str | None
    country: str | None
    tally: Tally


@dataclass(frozen=True, slots=True)
class Edge:
    """What one node did to another, or, not ``directed``, what two did together; the whole time has no period."""

    source: str
    target: str
    directed: bool
    period: Period | None
    tally: Tally


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes by number of events, edges by period and number of events.

    ``nameless`` counts events with an actor nobody knows; that actor is no node.
    """

    level: Level
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    nameless: int


@dataclass(frozen=True, slots=True)
class _Tie:
    source: str
    target: str
    directed: bool


def network(found: Timeline, register: Register, *, level: Level = Level.ACTOR, grain: Grain | None = None) -> Network:
    """The network of the events, as a whole or by month or year.

    The actors of an event are those that its reports name most exactly: a meeting of two presidents that one
    text tells as one of two states is an edge between the presidents, and at the level of countries one between
    the states.
    """
    nodes: defaultdict[str, list[Happening]] = defaultdict(list)
    parties: dict[str, Party] = {}
    edges: defaultdict[tuple[Period | None, _Tie], list[Happening]] = defaultdict(list)
    nameless = 0
    for each in found.happenings:
        named = {id_: party for party in _parties(each.event) if (id_ := node_of(party, level))}
        nameless += any(node_of(party, level) is None for party in _parties(each.event))
        parties = {**named, **parties}
        for id_ in named:
            nodes[id_].append(each)
        for tie in _ties(each.event, level):
            edges[period_of(each.date, grain) if grain else None, tie].append(each)
    return Network(
        level,
        tuple(sorted((_node(id_, nodes[id_], parties[id_], register, level) for id_ in nodes), key=_node_order)),
        tuple(sorted((_edge(period, tie, told) for (period, tie), told in edges.items()), key=_edge_order)),
        nameless,
    )


def node_of(party: Party, level: Level) -> str | None:
    """The node an actor is or belongs to, None if nothing is known of it.

    At the level of actors one without an id is its code (``SRB-GOV``). At that of countries an organisation of
    no country stands for itself.
    """
    if level is Level.COUNTRY:
        return party.actor if party.country in _SHARED else party.country
    if party.actor or party.country in _SHARED:
        return party.actor
    return "-".join(filter(None, (party.country, party.sector))) if party.country else None


def _parties(event: Event) -> tuple[Party, ...]:
    return (*event.source, *event.target)


def _ties(event: Event, level: Level) -> Iterator[_Tie]:
    """The pairs of nodes an event ties, each once; joint acts tie every two members."""
    source, target = (_nodes(side, level) for side in (event.source, event.target))
    if event.target:
        for one in source:
            yield from (_Tie(one, other, directed=True) for other in target if other != one)
    else:
        yield from (_Tie(one, other, directed=False) for one, other in combinations(sorted(source), 2))


def _nodes(side: Iterable[Party], level: Level) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_ for party in side if (id_ := node_of(party, level))))


def tally_of(told: Iterable[Happening]) -> Tally:
    """The counts of some events."""
    events = list(told)
    cooperation = sum(is_cooperation(each.event.type) for each in events)
    statements = tuple(id_ for each in events for id_ in each.statements)
    return Tally(
        events=len(events),
        cooperation=cooperation,
        conflict=len(events) - cooperation,
        reports=len(statements),
        score=mean_score(each.score for each in events) or 0.0,
        statements=statements,
        event_ids=tuple(each.event.id for each in events),
    )


def _node(id_: str, told: Iterable[Happening], party: Party, register: Register, level: Level) -> Node:
    record = register.get(id_)
    if record:
        return Node(id_, record.name(), record.kind, record.country, tally_of(told))
    if id_ == party.actor:
        return Node(id_, party.name, party.kind, party.country, tally_of(told))
    return Node(id_, id_, "country" if level is Level.COUNTRY else party.kind, party.country, tally_of(told))


def _edge(period: Period | None, tie: _Tie, told: Iterable[Happening]) -> Edge:
    return Edge(tie.source, tie.target, tie.directed, period, tally_of(told))


def _node_order(node: Node) -> tuple[int, str]:
    return -node.tally.events, node.id


def _edge_order(edge: Edge) -> tuple[tuple[str, ...], int, str, str, bool]:
    return edge.period.order if edge.period else (), -edge.tally.events, edge.source, edge.target, edge.directed

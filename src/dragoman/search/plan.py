"""A query's tree into branches the store can answer: each one text query with one condition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from dragoman.errors import QueryError
from dragoman.search.lexicon import Lexicon
from dragoman.search.match import index_is_enough
from dragoman.search.query import And, DateFilter, Filter, Near, Node, Not, Or, Phrase, Prefix, Text, Word
from dragoman.store.fulltext import (
    AllOf,
    AnyStem,
    Condition,
    Either,
    Every,
    InOrder,
    Labelled,
    Negated,
    OneOf,
    Published,
    TextQuery,
    Without,
)

MOST_BRANCHES: Final = 32
MOST_PAIRS: Final = 64
"""Orders of stems that one NEAR may stand for."""

LabelsOf = Callable[[Filter], tuple[str, ...]]
"""Gives the labels that a filter's value stands for."""
Dated = Callable[[str | None, str | None], Condition]
"""Gives the condition that a document's date touches the days between two, both inclusive."""


@dataclass(frozen=True, slots=True)
class Branch:
    """Passages with the wanted text, without the unwanted, under the condition."""

    wanted: TextQuery | None = None
    unwanted: tuple[TextQuery, ...] = ()
    condition: Condition | None = None

    @property
    def query(self) -> TextQuery | None:
        """What is asked of the text index; ``None`` where nothing is wanted of it."""
        if self.wanted is None or not self.unwanted:
            return self.wanted
        return Without(self.wanted, self.unwanted)


class Planner:
    """Makes branches of trees, with the lexicon and the labels of one ledger."""

    def __init__(self, lexicon: Lexicon, labels_of: LabelsOf, dated: Dated = Published) -> None:
        self._lexicon = lexicon
        self.labels_of = labels_of
        self._dated = dated

    def branches(self, node: Node) -> tuple[Branch, ...]:
        """One branch for most queries; more where fields and words stand in one OR."""
        match node:
            case Filter():
                return (Branch(condition=Labelled(self.labels_of(node))),)
            case DateFilter(first, last):
                return (Branch(condition=self._dated(first, last)),)
            case Not(child):
                return self._negated(child)
            case And(children):
                return self._joined([self.branches(child) for child in children], node)
            case Or(children):
                return _gathered([each for child in children for each in self.branches(child)], node)
            case _:
                return (Branch(wanted=self.text(node)),)

    def _negated(self, child: Node) -> tuple[Branch, ...]:
        """NOT pushed inwards until it stands before plain text or a plain condition."""
        if isinstance(child, Not):
            return self.branches(child.child)
        if not index_is_enough(child):
            return (Branch(),)  # the index would shut out too much; each text is checked
        inner = self.branches(child)
        if len(inner) == 1 and inner[0].condition is None and inner[0].query is not None:
            return (Branch(unwanted=(inner[0].query,)),)
        if len(inner) == 1 and inner[0].condition is not None and not (inner[0].wanted or inner[0].unwanted):
            return (Branch(condition=Negated(inner[0].condition)),)
        if isinstance(child, And):
            flipped: Node = Or(tuple(_not(each) for each in child.children), child.start, child.end)
        elif isinstance(child, Or):
            flipped = And(tuple(_not(each) for each in child.children), child.start, child.end)
        else:
            raise TypeError(f"{child!r} makes {inner!r}")
        return self.branches(flipped)

    def _joined(self, sides: Sequence[tuple[Branch, ...]], node: Node) -> tuple[Branch, ...]:
        combinations = 1
        for side in sides:
            combinations *= len(side)
        _check_branches(combinations, node)
        return tuple(_together(parts) for parts in product(*sides))

    def text(self, node: Text) -> TextQuery:
        """Words, phrases and NEAR as the index knows them. A NEAR of phrases or prefixes gives too much."""
        match node:
            case Word(text):
                return AnyStem(self._lexicon.stems(text))
            case Prefix():
                return AnyStem(self._lexicon.expansion(node))
            case Phrase(words):
                return _one_of([InOrder(each) for each in self._lexicon.sequences(words)])
            case Near():
                return self._near(node)

    def _near(self, near: Near) -> TextQuery:
        if any(isinstance(each, Prefix) for side in (near.left, near.right) for each in _choices(side)):
            return AllOf(tuple(self._side(side) for side in (near.left, near.right)))
        left, right = self._operands(near.left), self._operands(near.right)
        pairs = [(a, b) for a, b in product(left, right) if a != b] or [(a, b) for a, b in product(left, right)]
        if len(pairs) * 2 > MOST_PAIRS:
            raise QueryError(
                f"this NEAR stands for {len(pairs)} pairs of words, at most {MOST_PAIRS // 2} are looked for; "
                "give fewer choices",
                position=near.start,
            )
        slop = near.distance - 1
        orders = dict.fromkeys(order for a, b in pairs for order in ((*a, *b), (*b, *a)))
        both = [InOrder(order, slop) for order in orders]
        phrases = [self.text(each) for each in _phrases(near)]
        return AllOf((_one_of(both), *phrases)) if phrases else _one_of(both)

    def _side(self, node: Node) -> TextQuery:
        return _one_of([self.text(each) for each in _choices(node)])

    def _operands(self, node: Node) -> list[tuple[str, ...]]:
        match node:
            case Word(text):
                return [(each,) for each in self._lexicon.stems(text)]
            case Phrase(words):
                return list(self._lexicon.sequences(words))
            case Or(children):
                return [each for child in children for each in self._operands(child)]
            case _:
                raise TypeError(f"the parser lets no {node!r} stand beside NEAR")


def _choices(node: Node) -> tuple[Text, ...]:
    """The words beside NEAR: one, or several in brackets."""
    children = node.children if isinstance(node, Or) else (node,)
    return tuple(child for child in children if isinstance(child, Word | Prefix | Phrase | Near))


def _phrases(near: Near) -> list[Phrase]:
    return [side for side in (near.left, near.right) if isinstance(side, Phrase)]


def _not(node: Node) -> Not:
    return Not(node, node.start, node.end)


def _one_of(children: Sequence[TextQuery]) -> TextQuery:
    if all(isinstance(child, AnyStem) for child in children):
        stems = (stem for child in children if isinstance(child, AnyStem) for stem in child.stems)
        return AnyStem(tuple(dict.fromkeys(stems)))
    return children[0] if len(children) == 1 else OneOf(tuple(children))


def _together(parts: Sequence[Branch]) -> Branch:
    wanted = tuple(part.wanted for part in parts if part.wanted is not None)
    conditions = tuple(part.condition for part in parts if part.condition is not None)
    return Branch(
        wanted=(wanted[0] if len(wanted) == 1 else AllOf(wanted)) if wanted else None,
        unwanted=tuple(each for part in parts for each in part.unwanted),
        condition=(conditions[0] if len(conditions) == 1 else Every(conditions)) if conditions else None,
    )


def _gathered(branches: Sequence[Branch], node: Node) -> tuple[Branch, ...]:
    """Branches of pure text in one, branches of pure conditions in one, mixed ones as they are."""
    texts = [each.query for each in branches if each.condition is None and each.query is not None]
    conditions = [
        each.condition for each in branches if each.condition is not None and each.wanted is None and not each.unwanted
    ]
    mixed = [
        each
        for each in branches
        if (each.condition is None and each.wanted is None)
        or (each.condition is not None and (each.wanted is not None or each.unwanted))
    ]
    gathered = [Branch(wanted=_one_of(texts))] if texts else []
    if conditions:
        only = conditions[0] if len(conditions) == 1 else Either(tuple(conditions))
        gathered.append(Branch(condition=only))
    _check_branches(len(gathered) + len(mixed), node)
    return (*gathered, *mixed)


def _check_branches(number: int, node: Node) -> None:
    if number > MOST_BRANCHES:
        raise QueryError(
            f"fields and words are mixed with OR in {number} ways, at most {MOST_BRANCHES} are looked for; "
            "ask in several queries",
            position=node.start,
        )

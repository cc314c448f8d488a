"""Where in a text a query is met: the marks, and the check of what the index cannot decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.language.analyzer import stems_and_places, surface
from dragoman.search.lexicon import Lexicon
from dragoman.search.query import And, DateFilter, Filter, Near, Node, Not, Or, Phrase, Prefix, Word


@dataclass(frozen=True, slots=True)
class Read:
    """A text as the analyzer reads it: stems and their places."""

    text: str
    stems: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


def read(text: str, language: str | None) -> Read:
    """A text with its words analysed."""
    stems, places = stems_and_places(text, language)
    return Read(text, tuple(stems), tuple(places))


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A run of words that meets a part of the query: first word, and the one after the last."""

    first: int
    after: int


def spots(node: Node, text: Read, lexicon: Lexicon) -> list[Spot]:
    """Every run of words that meets a part of the query; what stands under NOT is no part."""
    return sorted(set(_spots(node, text, lexicon)))


def _spots(node: Node, text: Read, lexicon: Lexicon) -> Iterator[Spot]:
    match node:
        case Word(word):
            wanted = lexicon.stem_set(word)
            yield from [Spot(at, at + 1) for at, stem in enumerate(text.stems) if stem in wanted]
        case Prefix():
            yield from _beginning(node, text, lexicon)
        case Phrase(words):
            for sequence in lexicon.sequences(words):
                yield from _sequence(sequence, text)
        case Near():
            for left, right in _near(node, text, lexicon):
                yield left
                yield right
        case And(children) | Or(children):
            for child in children:
                yield from _spots(child, text, lexicon)
        case Not() | Filter() | DateFilter():
            return


def _beginning(prefix: Prefix, text: Read, lexicon: Lexicon) -> Iterator[Spot]:
    beginning = surface(prefix.text)
    likely = frozenset(lexicon.expansion(prefix))
    for at, (start, end) in enumerate(text.places):
        if text.stems[at] in likely and surface(text.text[start:end]).startswith(beginning):
            yield Spot(at, at + 1)


def _sequence(sequence: tuple[str, ...], text: Read) -> Iterator[Spot]:
    length = len(sequence)
    if sequence[0] not in text.stems:
        return
    for at, stem in enumerate(text.stems):
        if stem == sequence[0] and text.stems[at : at + length] == sequence:
            yield Spot(at, at + length)


def _near(near: Near, text: Read, lexicon: Lexicon) -> Iterator[tuple[Spot, Spot]]:
    lefts, rights = spots(near.left, text, lexicon), spots(near.right, text, lexicon)
    for left in lefts:
        for right in rights:
            gap = max(left.first, right.first) - min(left.after, right.after)
            if 0 <= gap < near.distance:
                yield left, right


def met(node: Node, text: Read, lexicon: Lexicon) -> bool | None:
    """Whether the text meets the query; ``None`` where a field decides that."""
    match node:
        case Filter() | DateFilter():
            return None
        case Not(child):
            inner = met(child, text, lexicon)
            return None if inner is None else not inner
        case And(children):
            return _all(met(child, text, lexicon) for child in children)
        case Or(children):
            found = _all(_opposite(met(child, text, lexicon)) for child in children)
            return _opposite(found)
        case _:
            return next(_spots(node, text, lexicon), None) is not None


def _opposite(value: bool | None) -> bool | None:  # noqa: FBT001 - a truth value is what this is about
    return None if value is None else not value


def _all(values: Iterator[bool | None]) -> bool | None:
    found: bool | None = True
    for value in values:
        if value is False:
            return False
        if value is None:
            found = None
    return found


def index_is_enough(node: Node) -> bool:
    """Whether what the index finds meets the query for certain.

    The index knows stems, not beginnings of words, and how far apart words are, not phrases.
    """
    match node:
        case Prefix():
            return False
        case Near(left, right):
            return not any(_is_coarse(side) for side in (left, right))
        case Not(child):
            return index_is_enough(child)
        case And(children) | Or(children):
            return all(index_is_enough(child) for child in children)
        case _:
            return True


def _is_coarse(node: Node) -> bool:
    if isinstance(node, Or):
        return any(_is_coarse(child) for child in node.children)
    return isinstance(node, Phrase | Prefix)

"""What a query says, as a tree; every node knows where in the query it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """What a passage can be filtered by."""

    ACTOR = "actor"
    KIND = "kind"
    TYPE = "type"
    CATEGORY = "category"
    DATE = "date"
    LANG = "lang"
    PUBLISHER = "publisher"
    GENRE = "genre"
    COLLECTION = "collection"


@dataclass(frozen=True, slots=True)
class Word:
    """One word in any of its forms."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word that begins like this: ``sankc*``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words one after another."""

    words: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Near:
    """Two words, phrases or choices of them with at most ``distance`` steps between, in either order."""

    left: Node
    right: Node
    distance: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Filter:
    """A field with the value wanted."""

    field: Field
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DateFilter:
    """Published within these ISO days, both inclusive; an open side is ``None``."""

    first: str | None
    last: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Not:
    """Passages without this."""

    child: Node
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class And:
    """All of these."""

    children: tuple[Node, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Or:
    """One of these at least."""

    children: tuple[Node, ...]
    start: int
    end: int


Node = Word | Prefix | Phrase | Near | Filter | DateFilter | Not | And | Or
Text = Word | Prefix | Phrase | Near
"""What is looked for in the text itself."""

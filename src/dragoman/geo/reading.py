"""A text as the finder of places sees it: its words, what the register knows in it, and where sentences begin."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.actors.lexicon import Match, language_mask
from dragoman.actors.register import Register
from dragoman.actors.tokens import Tokens, tokenize

_BLOCKING = frozenset(("person", "body", "party", "armed_group", "company", "people"))
_ENDS = ".!?…:|"
_HEADLINE_SHARE = 0.7
_HEADLINE_WORDS = 4
_LONG_WORD = 4
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the caller's recogniser found: kind ``person``, ``body`` or ``place``."""

    start: int
    end: int
    kind: str


class Reading:
    """The words of a text with what surrounds them."""

    def __init__(
        self, text: str, register: Register, *, language: str | None, names: Iterable[tuple[int, int, str]]
    ) -> None:
        self.text = text
        self.tokens: Tokens = tokenize(text)
        self._count = len(self.tokens.keys)
        self._capitals = [text[start].isupper() for start in self.tokens.starts]
        self.languages = language_mask(text, language)
        self.language = language
        self.names = tuple(Name(*name) for name in sorted(names))
        self._ends = [name.end for name in self.names]
        self._register = register
        matches = register.lexicon.scan(text, self.tokens, language=language)
        self.match_at = {match.first: match for match in matches}
        self.states = {
            at
            for match in matches
            if match.with_use("name", "adjective", "demonym") and not self.actors_block(match)
            for at in range(match.first, match.last)
        }
        self.roles = {at for match in matches if match.with_use("role") for at in range(match.first, match.last)}

    def __len__(self) -> int:
        """How many words there are."""
        return self._count

    def key(self, at: int) -> str:
        """The folded word, empty outside of the text."""
        return self.tokens.keys[at] if 0 <= at < self._count else ""

    def word(self, at: int) -> str:
        """The word as written, empty outside of the text."""
        return self.text[self.tokens.starts[at] : self.tokens.ends[at]] if 0 <= at < self._count else ""

    def gap(self, at: int) -> str:
        """What stands between a word and the one before it."""
        if not 0 < at < self._count:
            return "\n"
        return self.text[self.tokens.ends[at - 1] : self.tokens.starts[at]]

    def is_capital(self, at: int) -> bool:
        """Whether a word begins with a capital letter."""
        return 0 <= at < self._count and self._capitals[at]

    def opens(self, at: int) -> bool:
        """Whether a word begins a sentence or a line."""
        if at == 0:
            return True
        gap = self.gap(at)
        return any(sign in gap for sign in _ENDS) or ("\n" in gap and not _is_wrap(gap))

    def adjoins(self, at: int) -> bool:
        """Whether only a space stands before a word."""
        gap = self.gap(at)
        return gap in {" ", "\xa0"} or (gap.isspace() and _is_wrap(gap))

    def actors_block(self, match: Match) -> bool:
        """Whether what the register knows here is a person, a body or the like, and no place."""
        kinds = {actor.kind for sense in match.senses if (actor := self._register.get(sense.ref))}
        return bool(kinds & _BLOCKING) and not kinds - _BLOCKING

    def is_headline(self, at: int) -> bool:
        """Whether the line of a word is set with capitals on most words."""
        start = self.tokens.starts[at]
        before = bisect_right(self._headlines, (start, len(self.text))) - 1
        return before >= 0 and start < self._headlines[before][1]

    @cached_property
    def _headlines(self) -> Sequence[tuple[int, int]]:
        return [found.span() for found in _LINE.finditer(self.text) if _is_headline(found[0])]

    def named(self, start: int, end: int) -> str | None:
        """The kind of the recogniser's name that covers a range or touches it, if any."""
        at = bisect_left(self._ends, start + 1)
        return self.names[at].kind if at < len(self.names) and self.names[at].start < end else None


def _is_wrap(gap: str) -> bool:
    """Whether a line end is one of the page: the next line is indented, and no line between is empty."""
    return gap.count("\n") == 1 and gap.endswith(" ")


def _is_headline(line: str) -> bool:
    if line.rstrip(" \"”»'").endswith((".", "!", "?", ":", ",")):
        return False
    words = [word for word in line.split() if len(word) >= _LONG_WORD and word[0].isalpha()]
    if len(words) < _HEADLINE_WORDS:
        return False
    return sum(word[0].isupper() for word in words) >= _HEADLINE_SHARE * len(words)

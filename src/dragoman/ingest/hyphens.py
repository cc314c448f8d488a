"""Words broken at a line's end, put together as the rest of the text writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_PART = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$")
_FIRST_PART = re.compile(r"[^\W\d_]+")


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """The words of the texts, lower-cased, compounds with hyphens whole."""
    return frozenset(word.casefold() for text in texts for word in _WORD.findall(text))


def join_lines(left: str, right: str, *, words: frozenset[str], hyphenated: bool) -> str:
    """Two lines as one; a hyphen between them goes if it was only the printer's.

    ``hyphenated`` says whether the source breaks words to fill its lines: then a hyphen whose
    word is unknown is the printer's, else it is the writer's.
    """
    before, after = _LAST_PART.search(left), _FIRST_PART.match(right)
    if not left.endswith("-") or not left[-2:-1].isalnum():
        return f"{left} {right}"
    if before is None or after is None or not after[0][0].islower():
        return left + right
    solid = (before[1] + after[0]).casefold()
    compound = f"{before[1]}-{after[0]}".casefold()
    if solid in words or (hyphenated and compound not in words):
        return left[:-1] + right
    return left + right

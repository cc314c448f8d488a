"""Sentences to token ids, and character ranges to token ranges and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.language.fold import fold

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MAX_TOKENS = 256
_FOLDED = frozenset({"sr", "hr", "bs"})


@dataclass(frozen=True, slots=True)
class Tokenized:
    """Token ids of a sentence with the range of characters each stands for.

    Offsets count characters of the sentence as it was given; special tokens have empty ranges.
    """

    ids: tuple[int, ...]
    ranges: tuple[tuple[int, int], ...]
    complete: bool

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The token range (end exclusive) over a character range; empty if it lies beyond the last token."""
        over = [i for i, (a, b) in enumerate(self.ranges) if a < end and b > start and b > a]
        return (over[0], over[-1] + 1) if over else (0, 0)

    def characters(self, first: int, last: int) -> tuple[int, int]:
        """The character range of tokens ``first`` to ``last``, both included."""
        return self.ranges[first][0], self.ranges[last][1]


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A range of the text with no word cut in two, white space and stray punctuation left out at its edges.

    >>> whole_words("the Parties, they", 4, 9)
    (4, 11)
    """
    while start < end and not (text[start].isalnum() or text[start] in "«“„\"'("):
        start += 1
    while start < end and not (text[end - 1].isalnum() or text[end - 1] in "»”“\"')."):
        end -= 1
    if start >= end:
        return start, start
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def tokenize(tokenizer: Tokenizer, text: str, language: str | None) -> Tokenized:
    """The sentence as the model sees it: Serbian Cyrillic in Latin, at most MAX_TOKENS tokens."""
    folded = fold(text) if language in _FOLDED else None
    seen = folded.text if folded else text
    encoding = tokenizer.encode(seen)
    complete = len(encoding.ids) <= MAX_TOKENS
    ranges = []
    for start, end in encoding.offsets[:MAX_TOKENS]:
        while start < end and seen[start].isspace():
            start += 1  # noqa: PLW2901 - a piece carries the space before it
        ranges.append(folded.original(start, end) if folded else (start, end))
    return Tokenized(tuple(encoding.ids[:MAX_TOKENS]), tuple(ranges), complete)

"""Where a quote stands in a sentence, or that it does not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from dragoman.statements.tokens import whole_words

LONGEST_QUOTE = 400
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′`", "'"),
        **dict.fromkeys("‐‑‒–—−", "-"),
    }
)
_UNSEEN = "\u00ad\u200b\ufeff"


def find_quote(quote: str, sentence: str, *, near: tuple[int, int] | None = None) -> tuple[int, int] | None:
    """The range of a quote in a sentence: letter by letter, else with white space, quotes and dashes made alike.

    Only whole words count. Of several places the one nearest to ``near`` is taken, else the first.

    >>> find_quote('"the  ban"', "He urged Pristina to lift “the ban”.")
    (26, 35)
    >>> find_quote("Serb", "Serbia agreed.") is None
    True
    """
    quote = quote.strip()
    if not quote or len(quote) > LONGEST_QUOTE or not any(sign.isalnum() for sign in quote):
        return None
    found = list(_places(quote, sentence)) or list(_places_alike(quote, sentence))
    if not found:
        return None
    start, end = found[0] if near is None else min(found, key=lambda each: _distance(each, near))
    start, end = whole_words(sentence, start, end)
    return (start, end) if start < end else None


def _distance(a: tuple[int, int], b: tuple[int, int]) -> int:
    return max(a[0] - b[1], b[0] - a[1], 0)


def _places(quote: str, text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(re.escape(quote), text):
        if _is_whole(text, match.start(), match.end()):
            yield match.start(), match.end()


def _is_whole(text: str, start: int, end: int) -> bool:
    cut_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    cut_after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not cut_before and not cut_after


def _places_alike(quote: str, sentence: str) -> Iterator[tuple[int, int]]:
    text, at = _alike(sentence)
    wanted, _ = _alike(unicodedata.normalize("NFC", quote))
    for start, end in _places(wanted.strip(), text):
        yield at[start], at[end - 1] + 1


def _alike(text: str) -> tuple[str, list[int]]:
    """The text with white space, quotes and dashes made alike, and where each sign of it stood."""
    signs: list[str] = []
    at: list[int] = []
    for position, sign in enumerate(text):
        if sign in _UNSEEN:
            continue
        if sign.isspace():
            if signs and signs[-1] == " ":
                continue
            signs.append(" ")
        else:
            signs.append(sign.translate(_ALIKE))
        at.append(position)
    return "".join(signs), at

"""Words of a text with their offsets, and the folded key under which a word is looked up."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from dragoman.language.fold import fold

_DOTTED = re.compile(r"[^\W\d_]\.[^\W\d_]\.")
_WORD_OR_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}|[\w\u0300-\u036f]+")
_WORD = re.compile(r"[\w\u0300-\u036f]+")
_COMBINING = re.compile("[\u0300-\u036f]")
_LONGEST_WORD = 60


class Tokens(NamedTuple):
    """The words of a text: three lists of one length, offsets in characters."""

    keys: list[str]
    starts: list[int]
    ends: list[int]


def tokenize(text: str) -> Tokens:
    """The words with their folded keys; dotted initials such as ``U.S.`` are one word.

    >>> tokenize("Вучић met U.S. envoys").keys
    ['vucic', 'met', 'us', 'envoys']
    """
    pattern = _WORD_OR_DOTTED if _DOTTED.search(text) else _WORD
    spans = [found.span() for found in pattern.finditer(text)]
    keys = [fold_word(text[start:end]) if end - start <= _LONGEST_WORD else "" for start, end in spans]
    return Tokens(keys, [start for start, _ in spans], [end for _, end in spans])


@lru_cache(maxsize=200_000)
def fold_word(word: str) -> str:
    """The key of one word: case, diacritics, Serbian Cyrillic and dots folded away.

    >>> fold_word("Ђукановић"), fold_word("Ðukanović".replace("Ð", "Đ"))
    ('djukanovic', 'djukanovic')
    """
    if word.isascii():
        return word.lower().replace(".", "")
    if _COMBINING.search(word):
        word = unicodedata.normalize("NFC", word)
    return word.casefold().translate(_FOLDED).replace(".", "")


def fold_phrase(text: str) -> str:
    """The keys of a phrase's words, joined by one space."""
    return " ".join(tokenize(text).keys)


def folded_words(words: str) -> frozenset[str]:
    """The keys of the words of a text, as a set to look words up in."""
    return frozenset(tokenize(words).keys)


def _plain_table() -> dict[int, str]:
    """Latin letters without their marks; Cyrillic letters stay apart, except that ё is е (folded further, to e)."""
    table = {ord("đ"): "dj", ord("ł"): "l", ord("ø"): "o", ord("ı"): "i", ord("ё"): "e", ord("’"): ""}
    for code in range(0xC0, 0x250):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and code not in table:
            table[code] = base
    return table


_PLAIN = _plain_table()
_FOLDED = _PLAIN | {code: fold(chr(code)).text.translate(_PLAIN) for code in range(0x430, 0x460)}
"""Lower-case letters to their keys: Serbian Cyrillic to plain Latin at one go."""

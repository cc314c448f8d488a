"""Words of a text with their offsets, and the folded key under which a word is looked up."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from dragoman.language.fold import fold

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[\w\u0300-\u036f]+")
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
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _WORD.finditer(text):
        start, end = found.span()
        keys.append(fold_word(found[0]) if end - start <= _LONGEST_WORD else "")
        starts.append(start)
        ends.append(end)
    return Tokens(keys, starts, ends)


@lru_cache(maxsize=200_000)
def fold_word(word: str) -> str:
    """The key of one word: case, diacritics, Serbian Cyrillic and dots folded away.

    >>> fold_word("Ђукановић"), fold_word("Ðukanović".replace("Ð", "Đ"))
    ('djukanovic', 'djukanovic')
    """
    if _COMBINING.search(word):
        word = unicodedata.normalize("NFC", word)
    latin = fold(word).text.casefold()
    return latin.translate(_PLAIN).replace(".", "")


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

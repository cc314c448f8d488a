"""Words of time by language, read from ``words.tsv``.

Roles: ``month`` 1-12, ``weekday`` 1 Monday - 7, ``season`` 1 winter - 4, ``unit``, ``shift`` -1 last, 0 this,
1 next; ``span`` the same of stretches ("the past three years"); ``day`` days from today; ``number``; ``part``
of a period; ``decade`` its first year; ``season-past`` the last such season; the rest are particles.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from dragoman.language.fold import fold

Roles = Mapping[str, str]
"""What a word can be: role -> value."""


@cache
def load_words(language: str) -> Mapping[str, Roles]:
    """Folded word -> its roles, in one of en, ru, sr (which stands for hr and bs too)."""
    text = resources.files("dragoman.dates").joinpath("words.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
    words: dict[str, dict[str, str]] = {}
    for of, role, value, forms in (row for row in rows if len(row) == 4):  # noqa: PLR2004 - columns
        if of == language:
            for form in forms.split():
                words.setdefault(key_of(form), {}).setdefault(role, value)
    return MappingProxyType(words)


def key_of(word: str) -> str:
    """A word in lower case without diacritics; Serbian Cyrillic that Russian lacks becomes Latin.

    >>> key_of("Četvrtak")
    'cetvrtak'
    """
    plain = unicodedata.normalize("NFD", word.lower().replace("й", "\0").replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("\0", "й")


def words_language(language: str | None) -> str:
    """The word list for a language of a text."""
    return language if language in {"en", "ru"} else "en" if language is None else "sr"


def latin(text: str, language: str) -> str:
    """Serbian text in Latin script; one word is still one word."""
    return fold(text).text if language == "sr" else text

"""Sentences with their places in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any, Final

from dragoman.language.abbreviations import BEFORE_A_NAME, MAY_END, MONTHS, STARTERS
from dragoman.language.fold import fold
from dragoman.language.identify import SERBO_CROATIAN

_EAST_SLAVIC: Final = frozenset({"ru", "uk", "be", "bg"})
_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n\s*")
_LINE: Final = re.compile(r"[^\n]+")
_WRAP_WIDTH: Final = 120
"""Lines up to this width may be wrapped by a typesetter."""
_WRAP_FILL: Final = 0.75
_WRAP_FLOOR: Final = 40
_LONGEST_MERGE: Final = 1500
_LAST_WORD: Final = re.compile(r"([^\W_](?:[^\W_]|\.(?=[^\W_]))*)\.$")
_FIRST_WORD: Final = re.compile(r"[^\W_]+")
_OPENERS: Final = "\"'„“”«»‘’([{-–— "
_ORDINAL: Final = re.compile(r"(?:\d{1,4}|[IVXLC]+)")
_ACRONYM: Final = re.compile(r"(?:[A-Z]\.)+[A-Z]")
_AND_SO_ON: Final = re.compile(r"\b(?:(?:i|и) (?:dr|sl|др|сл)|itd|итд)\.(\s+)(?=[^\W\d_])")
_CURRENCY: Final = re.compile(r"(?:KM|EUR|USD|RSD|HRK|КМ|РСД)\b")
_POINTER: Final = re.compile(r"\b(?:čl|član|člana|članu|članom|st|stav|tač|al|Čl|Član|Članu)\.? \d+\.$")
"""An article or a paragraph of a law: what it belongs to follows, with a capital letter."""
_WHEN: Final = re.compile(
    r"(?:U|Do|Od|Krajem|Početkom|Sredinom|Tokom|Tijekom|Dana)(?: [^\W\d_]+| \d{1,2}\.){0,2} \d{4}\."
)
"""A sentence is not over when it has only said when."""
_INITIAL: Final = re.compile(r"[^\W\d_]")
_CLOSED_QUOTE: Final = re.compile(r"[.!?…][“”\"»’']{1,2}(\s+)(?=[„“\"«(\[]?[^\W\d_])")


def split_sentences(text: str, language: str | None) -> list[tuple[int, int]]:
    """The range of every sentence, in order, without white space around it.

    A blank line always ends one. Everything but white space lies in a sentence.

    >>> text = "Sastali su se 17. februara 2012. godine. Dr. Marković nije došao."
    >>> [text[start:end] for start, end in split_sentences(text, "sr")]
    ['Sastali su se 17. februara 2012. godine.', 'Dr. Marković nije došao.']
    """
    found: list[tuple[int, int]] = []
    for start, end in _blocks(text):
        found.extend(_merged(text, list(_raw(text, start, end, language)), language))
    return found


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between blank lines, and lines within them that no typesetter wrapped."""
    start = 0
    for gap in _BLANK_LINE.finditer(text):
        yield from _lines(text, start, gap.start())
        start = gap.end()
    yield from _lines(text, start, len(text))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if "\n" not in text[start:end]:
        yield start, end
        return
    lines = [match.span() for match in _LINE.finditer(text, start, end)]
    widest = max((last - first for first, last in lines), default=0)
    begin = start
    for (first, last), (following, _) in pairwise(lines):
        if not _wrapped(last - first, text[following : following + 4], widest):
            yield begin, last
            begin = following
    yield begin, end


def _wrapped(width: int, following: str, widest: int) -> bool:
    """Whether a line end inside a paragraph is one of the page and not of the text."""
    if following.lstrip(_OPENERS)[:1].islower():
        return True
    return widest <= _WRAP_WIDTH and width >= max(_WRAP_FLOOR, _WRAP_FILL * widest)


def _raw(text: str, start: int, end: int, language: str | None) -> Iterator[tuple[int, int]]:
    """Sentences of a block as the library sees them, cut where it does not know the language's ways."""
    block = text[start:end]
    patterns = (_CLOSED_QUOTE, _AND_SO_ON) if language in SERBO_CROATIAN else (_CLOSED_QUOTE,)
    for first, last in _library(block, language):
        begin = first
        for stop, following in _cuts(block, first, last, patterns):
            yield start + begin, start + stop
            begin = following
        yield start + begin, start + last


def _cuts(block: str, first: int, last: int, patterns: tuple[re.Pattern[str], ...]) -> list[tuple[int, int]]:
    """Ends of sentences inside a range, each with where the next one begins."""
    found = [match.span(1) for pattern in patterns for match in pattern.finditer(block, first, last)]
    return sorted({(stop, after) for stop, after in found if _begins_anew(block[after : after + 2])})


def _begins_anew(head: str) -> bool:
    return head.lstrip(_OPENERS)[:1].isupper()


def _library(block: str, language: str | None) -> Iterator[tuple[int, int]]:
    if language in _EAST_SLAVIC:
        import razdel

        found = [(each.start, each.stop) for each in razdel.sentenize(block)]
    else:
        found = _punkt().spans(block)
    yield from _trimmed(block, found)


def _trimmed(block: str, found: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Ranges without white space around them; what a library leaves out goes to the one before."""
    filled = [*(start for start, _ in found[1:]), len(block)] if found else []
    begin = 0
    for end in filled or [len(block)]:
        piece = block[begin:end]
        stripped = piece.strip()
        if stripped:
            first = begin + len(piece) - len(piece.lstrip())
            yield first, first + len(stripped)
        begin = end


@cache
def _punkt() -> Any:
    from nupunkt.models import load_default_model

    return load_default_model()


def _merged(text: str, found: list[tuple[int, int]], language: str | None) -> Iterator[tuple[int, int]]:
    if not found:
        return
    begin, end = found[0]
    for start, stop in found[1:]:
        if stop - begin <= _LONGEST_MERGE and _goes_on(text[begin:end], text[start:stop], language):
            end = stop
            continue
        yield begin, end
        begin, end = start, stop
    yield begin, end


def _goes_on(before: str, after: str, language: str | None) -> bool:
    """Whether what looks like two sentences is one."""
    head = after.lstrip(_OPENERS)
    if head[:1].islower():
        return True
    last = _LAST_WORD.search(before[-40:])
    if last is None:
        return False
    word = last.group(1)
    if _ACRONYM.fullmatch(word):
        return _continues_acronym(head)
    if language in SERBO_CROATIAN:
        return _goes_on_after(fold(word).text, before, head)
    return False


def _continues_acronym(head: str) -> bool:
    """``U.S.`` before a capital letter, unless that word usually begins a sentence."""
    following = _FIRST_WORD.match(head)
    return following is not None and following.group().lower() not in STARTERS


def _goes_on_after(word: str, before: str, head: str) -> bool:
    """The rules for Serbian, Croatian and Bosnian: abbreviations, initials, ordinal numbers."""
    lowered = word.lower()
    if lowered == "dr" and fold(before[-6:]).text.lower().endswith((" i dr.", "(dr.")):
        return False
    if lowered in BEFORE_A_NAME or (_INITIAL.fullmatch(word) and word.isupper()):
        return True
    following = _FIRST_WORD.match(head)
    if _ORDINAL.fullmatch(word):
        if _POINTER.search(fold(before[-24:]).text) or _WHEN.fullmatch(fold(before[-40:]).text):
            return True
        return following is not None and (following.group().isdigit() or fold(following.group()).text.lower() in MONTHS)
    return lowered in MAY_END and (head[:1].isdigit() or _CURRENCY.match(head) is not None)

"""Finds expressions of time and says which days they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from dragoman.dates import intervals
from dragoman.dates.intervals import Interval
from dragoman.dates.lexicon import Roles, key_of, latin, load_words, words_language
from dragoman.dates.rules import RULES, Rule
from dragoman.records import Date, DateOrigin, Precision, Span

_TOKEN = re.compile(r"Q[1-4]\b|\d+(?:st|nd|rd|th|s\b|-?(?:х|е|ые|ых|ih|tih|te|го|м)\b)?|[^\W\d_]+|[^\w\s]")
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
_ROMAN = {"XV": 15, "XVI": 16, "XVII": 17, "XVIII": 18, "XIX": 19, "XX": 20, "XXI": 21}
_QUARTERS = ("Q1", "Q2", "Q3", "Q4")
_FIGURES = frozenset((*_ROMAN, *_QUARTERS))
_DASHES = frozenset("-–—")
_MONTHS = 12
_LAST_DAY = 31


@dataclass(frozen=True, slots=True)
class DateExpression:
    """Words that say when; ``date`` is unknown where they count from a day that is not known."""

    span: Span
    date: Date | None
    reason: str


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    key: str
    roles: Roles
    future: bool = False


def find_dates(text: str, *, language: str | None = None, published: Date | None = None) -> tuple[DateExpression, ...]:
    """The expressions of time from left to right, the longest at each place.

    ``published`` is the day from which "on Tuesday" or "last spring" count; a month or a year is not enough,
    and without it such expressions have no date. Languages: en, ru, and sr for hr and bs too.
    """
    today = date.fromisoformat(published.start) if published and published.precision is Precision.DAY else None
    found = list(_numeric(text))
    taken = [each.span for each in found]
    known = words_language(language)
    tokens = _tokens(text, known)
    at = 0
    while at < len(tokens):
        best = _longest(tokens, at, known, today)
        if best is None:
            at += 1
            continue
        after, interval, relative = best
        span = Span(tokens[at].start, tokens[after - 1].end, text[tokens[at].start : tokens[after - 1].end])
        at = after
        if not any(span.start < other.end and other.start < span.end for other in taken):
            found.append(_expression(span, interval, relative=relative, known=today is not None))
    return tuple(sorted(found, key=lambda each: each.span.start))


def _expression(span: Span, interval: Interval | None, *, relative: bool, known: bool) -> DateExpression:
    if interval is None:
        return DateExpression(span, None, f"“{span.text}” counts from the day of publication, which is not known")
    origin = DateOrigin.PUBLICATION if relative and known else DateOrigin.STATED
    reason = f"“{span.text}” counted from the day of publication" if relative else f"“{span.text}” states it"
    date_ = Date(interval.start.isoformat(), interval.end.isoformat(), interval.precision, origin)
    return DateExpression(span, date_, reason)


def _numeric(text: str) -> Iterator[DateExpression]:
    """Dates in figures; 03/04/2008 may be April or March and is left alone."""
    for pattern, order in ((_ISO, (1, 2, 3)), (_DOTTED, (3, 2, 1)), (_SLASHED, (3, 2, 1)), (_SLASHED, (3, 1, 2))):
        for match in pattern.finditer(text):
            year, month, day_ = (int(match.group(i)) for i in order)
            when = intervals.valid_day(year, month, day_)
            ambiguous = pattern is _SLASHED and day_ <= _MONTHS and day_ != month
            if when and not ambiguous:
                span = Span(match.start(), match.end(), match.group())
                yield _expression(span, intervals.day(when), relative=False, known=False)


def _tokens(text: str, language: str) -> list[_Token]:
    words = load_words(language)
    nothing: Mapping[str, str] = {}
    tokens = []
    for match in _TOKEN.finditer(text):
        key = key_of(latin(match.group(), language))
        tokens.append(_Token(match.start(), match.end(), match.group(), key, words.get(key, nothing)))
    if any("future" in token.roles for token in tokens):
        tokens = _with_future(tokens)
    return tokens


def _with_future(tokens: Sequence[_Token]) -> list[_Token]:
    """The tokens, marked from one full stop to the next where a word between says what will be."""
    marked: list[_Token] = []
    sentence: list[_Token] = []
    for at, token in enumerate(tokens):
        sentence.append(token)
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if after is None or (token.text in {".", "!", "?"} and after.start > token.end and after.text[0].isupper()):
            future = any("future" in each.roles for each in sentence)
            marked.extend(replace(each, future=future) for each in sentence)
            sentence = []
    return marked


_Match = tuple[int, Interval | None, bool]
"""Token after the match, its interval, whether it is relative."""


def _longest(tokens: Sequence[_Token], at: int, language: str, today: date | None) -> _Match | None:
    best: _Match | None = None
    token = tokens[at]
    if not (token.roles or token.text[0].isdigit() or token.key in _openings(language) or token.text in _FIGURES):
        return None
    for rule, before, elements in _compiled(language):
        if not _begins(elements, tokens[at], language) or (before and not _stands_before(before, tokens, at)):
            continue
        matched = _matched(elements, tokens, at, language)
        if matched is None or (best and matched[0] <= best[0] and not rule.pattern.endswith("+")):
            continue
        after, values = matched
        interval = _interval(rule, values, today)
        if interval is None and (rule.absolute or today is not None):
            continue
        best = after, interval, rule.relative is not None
    return best


def _interval(rule: Rule, values: Sequence[str], today: date | None) -> Interval | None:
    try:
        if rule.absolute:
            return rule.absolute(values)
        return rule.relative(values, today) if rule.relative and today else None
    except (ValueError, OverflowError):
        return None


def _stands_before(wanted: str, tokens: Sequence[_Token], at: int) -> bool:
    """Whether the word before an expression is the one a pattern asks for; an article may stand between."""
    if at and wanted == "prep" and tokens[at - 1].key == "the":
        at -= 1
    if not at:
        return False
    word = tokens[at - 1]
    return "prep" in word.roles if wanted == "prep" else word.key == wanted


@cache
def _compiled(language: str) -> tuple[tuple[Rule, str, tuple[str, ...]], ...]:
    compiled = []
    for rule in RULES:
        if language in rule.languages:
            elements = rule.pattern.split()
            before = elements.pop(0)[1:] if elements[0].startswith("<") else ""
            compiled.append((rule, before, tuple(elements)))
    return tuple(compiled)


@cache
def _openings(language: str) -> frozenset[str]:
    """Words that a pattern names outright and may begin with; no other word without a role begins one."""
    literal = (element for _, _, elements in _compiled(language) for element in elements if element.startswith("="))
    return frozenset(word for element in literal for word in element[1:].removesuffix("?").split("|"))


def _begins(elements: Sequence[str], token: _Token, language: str) -> bool:
    """Whether a pattern can start here; most cannot, and this is cheap to see."""
    for element in elements:
        if _value(element.removesuffix("?"), token, language) is not None:
            return True
        if not element.endswith("?"):
            return False
    return False


def _matched(elements: Sequence[str], tokens: Sequence[_Token], at: int, language: str) -> tuple[int, list[str]] | None:
    values: list[str] = []
    for element in elements:
        name = element.removesuffix("?")
        if _is_dot(tokens, at):
            at += 1
        value = _value(name, tokens[at], language) if at < len(tokens) else None
        if value is None:
            if element.endswith("?"):
                continue
            return None
        at += 1
        if name[0].isupper():
            values.append(value)
    while at and _is_dot(tokens, at - 1) and values:
        at -= 1
    return at, values


def _is_dot(tokens: Sequence[_Token], at: int) -> bool:
    """Whether a full stop stands here that belongs to the number or abbreviation before it."""
    return 0 < at < len(tokens) and tokens[at].text == "." and tokens[at - 1].end == tokens[at].start


def _value(name: str, token: _Token, language: str) -> str | None:
    """What a word gives for an element of a pattern; None if it does not fit."""
    if name.startswith("="):
        return token.key if token.key in name[1:].split("|") else None
    special = _SPECIAL.get(name)
    if special:
        return special(token, language)
    if name == ",":
        return name if token.text == name else None
    role = _ROLES.get(name, name)
    return token.roles.get(role)


def _day_number(token: _Token, _: str) -> str | None:
    digits = token.text.removesuffix("st").removesuffix("nd").removesuffix("rd").removesuffix("th")
    return digits if digits.isdecimal() and len(digits) <= 2 and 1 <= int(digits) <= _LAST_DAY else None  # noqa: PLR2004


def _two_digits(token: _Token, _: str) -> str | None:
    return token.text if token.text.isdecimal() and len(token.text) == 2 else None  # noqa: PLR2004 - as in 1992-95


def _year(token: _Token, _: str) -> str | None:
    return token.text if token.text.isdecimal() and len(token.text) == 4 and "1500" <= token.text <= "2100" else None  # noqa: PLR2004


def _month(token: _Token, language: str) -> str | None:
    """An English month needs its capital: "may", "march"."""
    return token.roles.get("month") if language != "en" or token.text[0].isupper() else None


def _number(token: _Token, _: str) -> str | None:
    if token.text.isdecimal() and len(token.text) <= 3:  # noqa: PLR2004 - no year
        return token.text
    return token.roles.get("number")


def _decade(token: _Token, _: str) -> str | None:
    digits = re.match(r"\d+", token.text)
    if digits and digits.group() != token.text and digits.group().endswith("0"):
        whole = digits.group()
        if len(whole) == 4:  # noqa: PLR2004 - 1990s
            return whole
        if len(whole) == 2 and token.text[2:].strip("-") not in {"th", "st", "nd", "rd"}:  # noqa: PLR2004 - 90s
            return f"19{whole}"
    return token.roles.get("decade")


def _century(token: _Token, language: str) -> str | None:
    return str(_ROMAN[token.text]) if token.text in _ROMAN else _day_number(token, language)


def _ordinal(token: _Token, language: str) -> str | None:
    return token.roles.get("ordinal") or (_day_number(token, language) if token.text[0].isdecimal() else None)


def _english_weekday(token: _Token, _: str) -> str | None:
    return token.roles.get("weekday") if token.text[0].isupper() else None


def _this(token: _Token, _: str) -> str | None:
    shift = token.roles.get("shift")
    return "" if shift == "0" else None


_ROLES = {
    "W": "weekday", "S": "season", "U": "unit", "H": "shift", "X": "span", "P": "part", "T": "day",
    "L": "year", "Z": "season-past",
}  # fmt: skip
_SPECIAL: dict[str, Callable[[_Token, str], str | None]] = {
    "D": _day_number,
    "D2": _two_digits,
    "Y": _year,
    "M": _month,
    "N": _number,
    "C": _decade,
    "K": _century,
    "O": _ordinal,
    "Wen": _english_weekday,
    "H0": _this,
    "W+": lambda token, _: token.roles.get("weekday") if token.future else None,
    "Q": lambda token, _: token.text[1] if token.text in _QUARTERS else None,
    "-": lambda token, _: token.text if token.text in _DASHES else None,
    "-/": lambda token, _: token.text if token.text in _DASHES or token.text == "/" else None,
}

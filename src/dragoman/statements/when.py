"""When a claim's act happened, by the words of its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.dates.find import DateExpression
from dragoman.records import Date, DateOrigin, Precision, Span

_DAY = len("2014-05-31")


def given_date(text: str | None) -> Date | None:
    """A document's date as a pipe or a row gives it (``2014``, ``2014-05``, ``2014-05-31``)."""
    if text is None or len(text) != _DAY:
        return None
    return Date(text, text, Precision.DAY, DateOrigin.GIVEN)


def stated_day(expressions: Sequence[DateExpression]) -> str | None:
    """The one time a sentence states in full, as exact as it does; None where it states none or several."""
    stated = {str(each.date) for each in expressions if each.date and each.date.origin is DateOrigin.STATED}
    return stated.pop().partition("/")[0] if len(stated) == 1 else None


def moved(expression: DateExpression, by: int) -> DateExpression:
    """The expression of a sentence with its range in the whole text."""
    span = expression.span
    return replace(expression, span=Span(span.start + by, span.end + by, span.text))


def when_of(
    expressions: Sequence[DateExpression], *, near: Span | None, apart: Sequence[Span]
) -> tuple[Date | None, str]:
    """The date of a claim and why: the expression nearest its trigger, in its clause if there is one.

    Expressions inside ``apart`` (the actors, the object) tell something of those, not of the act. Without an
    expression the date is unknown.
    """
    outside = [
        each
        for each in expressions
        if not any(part.start <= each.span.start and each.span.end <= part.end for part in apart)
    ]
    if not outside:
        return None, "the sentence says nothing of when"
    if near is None:
        chosen = outside[0] if len(outside) == 1 else None
    else:
        chosen = min(outside, key=lambda each: _distance(each.span, near))
    if chosen is None:
        return None, "the sentence names several times and no trigger tells them apart"
    return chosen.date, f"date: {chosen.reason}"


def _distance(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)

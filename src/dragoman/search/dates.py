"""``date:`` values: a year, a month, a day, a range, or one side of one."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from dragoman.errors import QueryError

_FORM: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_COMPARED: Final = re.compile(r"(>=|<=|>|<)(.+)")
_EXAMPLES: Final = "write date:2012, date:2012-05, date:2012-05-17, date:2008..2012, date:2008.. or date:>=2014"


def parse_dates(value: str, position: int) -> tuple[str | None, str | None]:
    """First and last day of a ``date:`` value, inclusive; QueryError shows the forms there are.

    >>> parse_dates("2008..2012-05", 0)
    ('2008-01-01', '2012-05-31')
    """
    compared = _COMPARED.fullmatch(value)
    if compared:
        return _one_sided(compared.group(1), compared.group(2), position)
    if ".." in value:
        left, _, right = value.partition("..")
        if not (left or right):
            raise QueryError(f"date:{value} has no date; {_EXAMPLES}", position=position)
        first = _interval(left, position)[0].isoformat() if left else None
        last = _interval(right, position)[1].isoformat() if right else None
        if first and last and first > last:
            raise QueryError(f"date:{value} ends before it begins; swap the two sides", position=position)
        return first, last
    first_day, last_day = _interval(value, position)
    return first_day.isoformat(), last_day.isoformat()


def _one_sided(sign: str, value: str, position: int) -> tuple[str | None, str | None]:
    first, last = _interval(value, position)
    try:
        if sign == ">=":
            return first.isoformat(), None
        if sign == ">":
            return (last + timedelta(days=1)).isoformat(), None
        if sign == "<=":
            return None, last.isoformat()
        return None, (first - timedelta(days=1)).isoformat()
    except OverflowError:
        raise QueryError(f"date:{sign}{value} is outside the calendar; {_EXAMPLES}", position=position) from None


def _interval(value: str, position: int) -> tuple[date, date]:
    form = _FORM.fullmatch(value)
    if form is None:
        raise QueryError(f"{value!r} is not a date; {_EXAMPLES}", position=position)
    year, month, day = (int(part) if part else None for part in form.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        last_month = month or 12
        last = date(first.year, last_month, day or monthrange(first.year, last_month)[1])
    except ValueError:
        raise QueryError(f"there is no day {value!r}; {_EXAMPLES}", position=position) from None
    return first, last

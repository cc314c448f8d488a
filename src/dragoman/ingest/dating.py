"""Dates as sources write them, with the precision they have and no more."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, datetime
from urllib.parse import urlsplit

from dragoman.records import Date, DateOrigin, Precision

# Names and usual short forms: English, Russian, Serbian and Bosnian in both scripts, Croatian,
# Bulgarian, Macedonian, Ukrainian, German, French, Albanian, Romanian, Turkish.
_MONTH_NAMES = """
january jan januar januara januari siječanj siječnja январь января янв јануар јануара јануари януари
січень січня januar jänner janvier janv janar ianuarie ocak

february feb februar februara veljača veljače veljači февраль февраля фев фебруар фебруара фебруари
февруари лютий лютого februar février févr shkurt februarie şubat

march mar mart marta ožujak ožujka март марта мар март марта марти березень березня märz mars martie

april apr aprila travanj travnja апрель апреля апр април априла квітень квітня avril prill aprilie
nisan

may maj maja svibanj svibnja май мая мај маја травень травня mai mayıs

june jun juna juni lipanj lipnja июнь июня июн јун јуна јуни юни червень червня juin qershor iunie
haziran

july jul jula juli srpanj srpnja июль июля июл јул јула јули юли липень липня juillet korrik iulie
temmuz

august aug avgust avgusta kolovoz kolovoza август августа авг серпень серпня août gusht ağustos

september sep sept septembar septembra rujan rujna сентябрь сентября сен сент септембар септембра
септември вересень вересня septembre shtator septembrie eylül

october oct oktobar oktobra listopad listopada октябрь октября окт октобар октобра октомври жовтень
жовтня oktober octobre tetor octombrie ekim

november nov novembar novembra studeni studenog studenoga ноябрь ноября ноя нояб новембар новембра
ноември листопад листопада novembre nëntor noiembrie kasım

december dec decembar decembra prosinac prosinca декабрь декабря дек децембар децембра декември
грудень грудня dezember décembre dhjetor decembrie aralık
"""
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES.split("\n\n"), start=1) for name in names.split()}
_ISO = re.compile(
    r"(?P<y>\d{4})(?:[-/.](?P<m>\d{1,2})(?:[-/.](?P<d>\d{1,2})(?=$|[T\s,.;Z+]))?)?"
    r"(?:[T\s]+\d{1,2}:\d{2}.*|Z|\.)?$"
)
_COMPACT = re.compile(r"(?:D:)?(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:T?\d{4,6}.*)?$")
_DOTTED = re.compile(r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})\b")
_SLASHED = re.compile(r"(?P<a>\d{1,2})[/-](?P<b>\d{1,2})[/-](?P<y>\d{4})\b")
_DAY_MONTH = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th|er|\.|º)?[\s-]+(?:de\s+)?(?P<name>[^\W\d_]{3,10})\.?,?[\s-]+(?P<y>\d{4})(?!\d)"
)
_MONTH_DAY = re.compile(r"(?P<name>[^\W\d_]{3,10})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})(?!\d)")
_MONTH_ONLY = re.compile(r"^(?P<name>[^\W\d_]{3,10})\.?,?\s+(?P<y>\d{4})\.?(?:\s*(?:г|год|года|god|godine)\.?)?$")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?$")
_URL_PATH = re.compile(
    r"/(?P<y>(?:19|20)\d{2})[/-](?P<m>0?[1-9]|1[0-2])(?:[/-](?P<d>0?[1-9]|[12]\d|3[01])(?!\d))?(?=[/_.-]|$)"
)
_FIRST_YEAR, _LAST_YEAR = 1000, 2199
_LAST_MONTH = 12


def make_date(year: int, month: int | None, day: int | None, *, origin: DateOrigin) -> Date | None:
    """The interval a year, a month or a day is; None where the calendar has no such day."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if month is None:
        return Date(f"{year:04}-01-01", f"{year:04}-12-31", Precision.YEAR, origin)
    if not 1 <= month <= _LAST_MONTH:
        return None
    last = monthrange(year, month)[1]
    stem = f"{year:04}-{month:02}"
    if day is None:
        return Date(f"{stem}-01", f"{stem}-{last:02}", Precision.MONTH, origin)
    if not 1 <= day <= last:
        return None
    return Date(f"{stem}-{day:02}", f"{stem}-{day:02}", Precision.DAY, origin)


def parse_date(raw: str, *, origin: DateOrigin) -> Date | None:
    """The date a field holds: ISO, RFC 2822, PDF, dotted, or written out; None if it is none.

    ``17/02/2008`` can only be a day in February; ``03/02/2008`` is only known by its year.
    """
    text = raw.strip().strip("\"'").casefold()
    for rule in (_iso, _compact, _dotted, _slashed, _written, _month_only, _epoch):
        found = rule(text, origin)
        if found is not None:
            return found
    return None


def find_written_date(text: str, *, origin: DateOrigin = DateOrigin.STATED) -> Date | None:
    """The first full day written out in a stretch of text, such as a dateline."""
    lowered = text.casefold()
    return _written(lowered, origin) or _dotted(lowered, origin, anywhere=True)


def date_in_url(url: str) -> Date | None:
    """The day or month in an address's path, as news sites file their pages."""
    match = _URL_PATH.search(urlsplit(url).path)
    if match is None:
        return None
    day = int(match["d"]) if match["d"] else None
    return make_date(int(match["y"]), int(match["m"]), day, origin=DateOrigin.URL)


def _iso(text: str, origin: DateOrigin) -> Date | None:
    match = _ISO.match(text.upper())
    if match is None:
        return None
    month, day = (int(match[part]) if match[part] else None for part in "md")
    return make_date(int(match["y"]), month, day, origin=origin)


def _compact(text: str, origin: DateOrigin) -> Date | None:
    match = _COMPACT.match(text.upper())
    return make_date(*_numbers(match), origin=origin) if match else None


def _dotted(text: str, origin: DateOrigin, *, anywhere: bool = False) -> Date | None:
    match = _DOTTED.search(text) if anywhere else _DOTTED.match(text)
    return make_date(*_numbers(match), origin=origin) if match else None


def _slashed(text: str, origin: DateOrigin) -> Date | None:
    match = _SLASHED.match(text)
    if match is None:
        return None
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if first == second or second > _LAST_MONTH:
        return make_date(year, first, second, origin=origin)
    if first > _LAST_MONTH:
        return make_date(year, second, first, origin=origin)
    return make_date(year, None, None, origin=origin)


def _written(text: str, origin: DateOrigin) -> Date | None:
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        for match in pattern.finditer(text):
            month = _MONTHS.get(match["name"])
            if month:
                return make_date(int(match["y"]), month, int(match["d"]), origin=origin)
    return None


def _month_only(text: str, origin: DateOrigin) -> Date | None:
    match = _MONTH_ONLY.match(text)
    month = _MONTHS.get(match["name"]) if match else None
    return make_date(int(match["y"]), month, None, origin=origin) if match and month else None


def _epoch(text: str, origin: DateOrigin) -> Date | None:
    if not _EPOCH.match(text):
        return None
    moment = datetime.fromtimestamp(int(text[:10]), tz=UTC)
    return make_date(moment.year, moment.month, moment.day, origin=origin)


def _numbers(match: re.Match[str]) -> tuple[int, int, int]:
    return int(match["y"]), int(match["m"]), int(match["d"])

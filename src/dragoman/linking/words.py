"""What a sentence tells besides its actors: stems, numbers and names to compare by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.actors.names import name_stem
from dragoman.actors.provisional import skeleton
from dragoman.language.analyzer import stem, stems_and_places, surface
from dragoman.language.identify import SERBO_CROATIAN

_SHORTEST = 4
_NUMBER = re.compile(r"(?<![\w.,:])\d{1,3}(?:[.,  ]?\d{3})*(?:[.,]\d+)?(?![\w:]|[.,]\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATED = re.compile(
    r"\s*(?:-?(?:st|nd|rd|th)?\s+(?:of\s+)?|\.\s*)?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек|"
    r"maj|okt|avg|sij|velj|ožuj|trav|svib|lip|srp|kolov|ruj|listop|stud|pros|јан|мај|јун|јул|сеп|нов|дец|\d)",
    re.IGNORECASE,
)
_MONTH_BEFORE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\s$"
)
_SAY_LITTLE = """
about after also against been before being between both could during each from have having into last more most
only other over said says same some such than that their them then there these they this those through today
under until very were what when which while whom will with would year monday tuesday wednesday thursday friday
saturday sunday yesterday week month
ali bila bile bili biti bio bude danas dana iako ima izmedju jedan jer juče kada kako kao koja koje koji koju
kojim kojem koji nakon nego neka nije njih oko ono osim ovaj ovog ovom pred prema preko protiv samo sebe smo
svoj svoje svoju svojim takodje tako toga tokom tome uprkos više zbog zato
была были было быть вчера году даже днем если есть также только который которая которые которых когда между
него него него после перед потому против сегодня свое своей свои своих своего себя сказал этот этого этом
чтобы через
"""
_CALENDAR = {
    "en": "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december day week month year today yesterday",
    "ru": "понедельник вторник среда четверг пятница суббота воскресенье январь февраль март апрель май июнь июль "
    "август сентябрь октябрь ноябрь декабрь день неделя месяц год",
    "sr": "ponedeljak ponedjeljak utorak sreda srijeda srijedu četvrtak petak subota nedelja nedjelja januar februar "
    "mart april maj jun juni jul juli avgust august septembar oktobar novembar decembar siječanj veljača ožujak "
    "travanj svibanj lipanj srpanj kolovoz rujan listopad studeni prosinac dan nedelja tjedan sedmica mesec "
    "mjesec godina",
}
_OF_ACTS = {
    "en": "accuse agree agreement aid announce ask assist attack back ban call condemn criticise criticize decide "
    "declare deny demand expel give help hold impose invite meet meeting official president minister prime "
    "foreign order pledge promise protest provide recognise recognize refuse reject request sanction say send "
    "sign speak statement support talk tell threaten urge visit vow warn welcome euro dollar million billion "
    "percent people",
    "ru": "обвинить объявить осудить отвергнуть отказать поддержать подписать помощь потребовать предупредить "
    "президент премьер министр встретиться встреча переговоры визит посетить призвать приветствовать заявить "
    "соглашение евро доллар миллион миллиард процент человек",
    "sr": "optužiti osuditi odbiti podržati potpisati pomoć tražiti upozoriti predsednik predsjednik premijer "
    "ministar sastati sastanak susret razgovor poseta posjet posetiti posjetiti pozvati pozdraviti izjaviti "
    "sporazum reći saopštiti evro euro dolar milion milijun milijarda odsto posto ljudi",
}
"""Words that say no more than the category, the office and the unit do."""

_EMPTY = frozenset(map(surface, _SAY_LITTLE.split()))
_OF_NO_ACCOUNT = frozenset(
    stem(word, language)
    for table in (_CALENDAR, _OF_ACTS)
    for language, words in table.items()
    for word in words.split()
)


@dataclass(frozen=True, slots=True)
class Content:
    """Words of a sentence without its actors and trigger. Serbian, Croatian and Bosnian are one ``tongue``."""

    tongue: str | None
    stems: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]


def content_of(text: str, language: str | None, aside: Iterable[tuple[int, int]]) -> Content:
    """What the sentence tells; ``aside`` are the ranges of it that are compared otherwise."""
    tongue = "sh" if language in SERBO_CROATIAN else language
    left_out = list(aside)
    stems, places = stems_and_places(text, language)
    found: set[str] = set()
    names: set[str] = set()
    for root, (start, end) in zip(stems, places, strict=True):
        word = text[start:end]
        if word[0].isdigit() or any(start < last and first < end for first, last in left_out):
            continue
        if len(word) >= _SHORTEST and root not in _OF_NO_ACCOUNT and surface(word) not in _EMPTY:
            found.add(root)
        if start and word[0].isupper() and len(word) >= _SHORTEST and root not in _OF_NO_ACCOUNT:
            names.add(name_stem(skeleton(word)))
    return Content(tongue, frozenset(found), frozenset(names), frozenset(_numbers(text)))


def _numbers(text: str) -> Iterable[str]:
    """Numbers that count something: no years, no days of a month."""
    for match in _NUMBER.finditer(text):
        if _YEAR.fullmatch(match[0]) or _DATED.match(text, match.end()) or _MONTH_BEFORE.search(text, 0, match.start()):
            continue
        yield re.sub(r"\D", "", match[0]) if len(match[0]) > _SHORTEST else match[0]

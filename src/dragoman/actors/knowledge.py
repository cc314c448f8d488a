"""The register's tables as records, before their forms are built. Used by the build alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dragoman.actors.inflect.ijekavian import western_variants
from dragoman.actors.inflect.women import russian_women, south_slavic_women
from dragoman.actors.tables import Row, read_table
from dragoman.errors import UsageError
from dragoman.ontology import load_ontology

SECTORS = frozenset(
    (
        *("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK"),
        *("AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"),
    )
)
SUPRANATIONAL = frozenset(("EUR", "UNO", "IGO", "NGO", "ISM", "IMG", "MNC"))
FLAGS = frozenset(("organ", "weak", "head", "abroad", "former", "group", "ignore", "quiet", "adjectival"))
PERSONS = ("persons-balkans.tsv", "persons-east.tsv", "persons-world.tsv")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_CODES = {
    "iso2": re.compile(r"[A-Z]{2}"),
    "cow": re.compile(r"[1-9]\d{0,2}"),
    "gw": re.compile(r"[1-9]\d{0,2}"),
    "plover": re.compile(r"[A-Z]{3}"),
    "cameo": re.compile(r"[A-Z]{3}"),
    "fips": re.compile(r"[A-Z]{2}"),
}
_WIKIDATA = re.compile(r"Q[1-9]\d*")
_DIGRAPHS = {
    "lj": "љ", "nj": "њ", "dž": "џ", "Lj": "Љ", "Nj": "Њ", "Dž": "Џ", "LJ": "Љ", "NJ": "Њ", "DŽ": "Џ",
}  # fmt: skip
_NO_DIGRAPH = {"Tanjug": "Танјуг"}
_STAY_LATIN = frozenset(("KFOR", "EULEX", "BBC"))
_SINGLE = dict(
    zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш", strict=True),
)
_CLDR = {"en": "en", "ru": "ru", "sr-Latn": "sr_Latn", "sr-Cyrl": "sr_Cyrl", "hr": "hr", "bs": "bs"}


@dataclass(frozen=True, slots=True)
class Naming:
    """Words that name an actor or role: in the nominative, to be inflected.

    ``use`` as in the form table; ``gender`` of a person, ``f`` or ``m``.
    """

    ref: str
    text: str
    use: str
    language: str
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All records as they go into the compiled register, and what names them."""

    records: tuple[dict[str, object], ...]
    namings: tuple[Naming, ...]
    homographs: frozenset[tuple[str, str]]


@dataclass(slots=True)
class _Gathering:
    records: list[dict[str, object]] = field(default_factory=list)
    namings: list[Naming] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    wikidata: dict[str, str] = field(default_factory=dict)

    def add(self, row: Row, record: Mapping[str, object]) -> None:
        identity, item = str(record["id"]), str(record.get("wikidata") or "")
        if identity in self.ids:
            raise row.wrong(f"the id {identity!r} is taken by {self.ids[identity]}; ids are unique")
        if item in self.wikidata:
            raise row.wrong(f"the Wikidata id {item!r} is {self.wikidata[item]}'s; one of the two is wrong")
        if item:
            self.wikidata[item] = identity
        self.ids[identity] = f"{row.file}:{row.line}"
        self.records.append({key: value for key, value in record.items() if value not in ("", None, [], {})})

    def name(self, ref: str, texts: Iterable[str], use: str, language: str, gender: str = "") -> None:
        found = dict.fromkeys(texts)
        if language == "sr" and not gender and use in {"name", "role"}:
            found |= dict.fromkeys(variant for text in tuple(found) for variant in western_variants(text))
        self.namings.extend(Naming(ref, text, use, language, gender) for text in found)


def read_knowledge() -> Knowledge:
    """Every table of the package, checked; UsageError names file, line and what is wrong."""
    gathering = _Gathering()
    states = {row["id"] for row in read_table("states.tsv")}
    for row in read_table("states.tsv"):
        _state(row, gathering)
    for file in ("territories.tsv", "bodies.tsv", "parties.tsv"):
        for row in read_table(file):
            _named(row, gathering, states)
    for row in read_table("cities.tsv"):
        _city(row, gathering, states)
    for row in (row for file in PERSONS for row in read_table(file)):
        _person(row, gathering, states)
    offices = {row["office"].partition("@")[0] for row in read_table("roles.tsv")}
    for number, row in enumerate(read_table("roles.tsv")):
        _role(row, number, gathering)
    _check_references(gathering, offices)
    homographs = frozenset(
        (row["language"], form) for row in read_table("homographs.tsv") for form in row.many("forms")
    )
    return Knowledge(tuple(gathering.records), tuple(gathering.namings), homographs)


def _state(row: Row, gathering: _Gathering) -> None:
    identity = row["id"]
    _check_sector(row, row["sector"])
    names = _state_names(row)
    record = {
        "record": "actor", "id": identity, "kind": "state", "names": names, "name_dates": _dated(row, names),
        "country": identity, "sector": row["sector"], "codes": {**_state_iso(row), **_codes(row)},
        "wikidata": _wikidata(row), "from": _date(row, "from"), "to": _date(row, "to"), "source": row["source"],
    }  # fmt: skip
    gathering.add(row, record)
    _names(gathering, identity, names)
    for short in ("en", "ru", "sr"):
        gathering.name(identity, row.many(f"{short}_adj"), "adjective", short)
        gathering.name(identity, row.many(f"{short}_people"), "demonym", short)
        gathering.name(identity, row.many(f"capital_{short}"), "capital", short)
    gathering.name(identity, filter(None, map(russian_women, row.many("ru_people"))), "demonym", "ru")
    gathering.name(identity, filter(None, map(south_slavic_women, row.many("sr_people"))), "demonym", "sr")


def _state_names(row: Row) -> dict[str, list[str]]:
    """CLDR's names and ours; Croatian and Bosnian take the Serbian ones where they have none of their own."""
    croatian = row.many("hr") or row.many("sr")
    more = {"en": row.many("en"), "ru": row.many("ru"), "sr-Latn": row.many("sr"), "hr": croatian, "bs": croatian}
    more["sr-Cyrl"] = tuple(to_cyrillic(name) for name in row.many("sr"))
    return {language: _merged(more[language], _territory_name(row, language)) for language in _CLDR}


def _state_iso(row: Row) -> dict[str, str]:
    """ISO 3166 codes; a past state's two letters may have gone to another."""
    two = "" if row["to"] else _alpha2(row["id"])
    return {**({"iso2": two} if two else {}), "iso3": row["id"]}


def _codes(row: Row) -> dict[str, str]:
    """The codes that the table has for a record, each of the shape its list uses."""
    codes = {name: row[name] for name in _CODES if row[name]}
    for name, code in codes.items():
        if not _CODES[name].fullmatch(code):
            raise row.wrong(f"{name} {code!r} has not the shape {_CODES[name].pattern}")
    return codes


def _wikidata(row: Row) -> str:
    item = row["wikidata"]
    if item and not _WIKIDATA.fullmatch(item):
        raise row.wrong(f"wikidata {item!r} is no item id; write Q and its number, or leave the cell empty")
    return item


def _dated(row: Row, names: Mapping[str, list[str]]) -> list[list[str | None]]:
    """Names with the dates of their official use: ``Burma, Бирма:..1989-06-18; Myanmar:1989-06-18..``."""
    known = {name for found in names.values() for name in found}
    known.update(name for short in ("en", "ru", "sr") for name in row.many(f"capital_{short}"))
    found: list[list[str | None]] = []
    for part in filter(None, map(str.strip, row["dated"].split(";"))):
        listed, _, span = part.rpartition(":")
        for name in map(str.strip, listed.split(",")):
            if name not in known:
                raise row.wrong(f"dated name {name!r} is no name of {row['id']}; list it under its language too")
            found.append([name, *_span(row, span, part)])
    return found


def _span(row: Row, span: str, where: str) -> tuple[str | None, str | None]:
    """First and last day of ``START..END``, either of which may be open."""
    start, dots, end = span.partition("..")
    if not dots:
        raise row.wrong(f"{where!r} has no dates START..END")
    for date in (start, end):
        if date and not _DATE.fullmatch(date):
            raise row.wrong(f"date {date!r} of {where!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
    if start and end and end[: min(len(start), len(end))] < start[: min(len(start), len(end))]:
        raise row.wrong(f"{where!r} ends before it starts")
    return start or None, end or None


def _merged(more: tuple[str, ...], cldr: str | None) -> list[str]:
    """CLDR's name and ours; a name after ``!`` is one of CLDR's not to be used."""
    refused = {name[1:] for name in more if name.startswith("!")}
    names = [cldr] if cldr and cldr not in refused else []
    return list(dict.fromkeys((*names, *(name for name in more if not name.startswith("!")))))


def _territory_name(row: Row, language: str) -> str | None:
    """CLDR's name of a state there is; none where it is not the usual one."""
    from babel import Locale

    alpha3 = row["id"]
    if row["to"] or alpha3 in {"HKG", "PSE"}:
        return None
    name = Locale.parse(_CLDR[language]).territories.get(_alpha2(alpha3) or alpha3)
    return str(name).partition(" (")[0].replace(" & ", " and ").replace("’", "'") if name else None


def _alpha2(alpha3: str) -> str:
    from babel.core import get_global

    found = get_global("territory_aliases").get(alpha3, [])
    return "XK" if alpha3 == "XKX" else (found[0] if len(found) == 1 else "")


def _named(row: Row, gathering: _Gathering, states: set[str]) -> None:
    """A record of a body, party, armed group, company, people, construct or territory."""
    kind, country, sector = row["kind"], row["country"], row["sector"]
    if kind not in load_ontology().actor_kinds:
        raise row.wrong(f"kind {kind!r} is none of {', '.join(load_ontology().actor_kinds)}")
    _check_country(row, country, states)
    _check_sector(row, sector)
    names = {
        "en": list(row.many("en")),
        "ru": list(row.many("ru")),
        "sr-Latn": list(row.many("sr")),
        "sr-Cyrl": [to_cyrillic(name) for name in row.many("sr")],
        "hr": list(row.many("hr") or row.many("sr")),
        "bs": list(row.many("bs") or row.many("hr") or row.many("sr")),
    }
    names = {language: found for language, found in names.items() if found}
    if not names:
        raise row.wrong("the record has no name in any language")
    record = {
        "record": "actor", "id": row["id"], "kind": kind, "names": names, "country": country, "sector": sector,
        "codes": _codes(row), "wikidata": _wikidata(row), "parent": row["parent"],
        "from": _date(row, "from"), "to": _date(row, "to"), "source": row["source"],
    }  # fmt: skip
    _span(row, f"{row['from']}..{row['to']}", f"the time of {row['id']}")
    gathering.add(row, record)
    _names(gathering, row["id"], names)
    for short in ("en", "ru", "sr"):
        gathering.name(row["id"], row.many(f"{short}_adj"), "adjective", short)
        gathering.name(row["id"], row.many(f"{short}_people"), "demonym", short)
        gathering.name(row["id"], row.many(f"capital_{short}"), "capital", short)


def _names(gathering: _Gathering, ref: str, names: Mapping[str, list[str]]) -> None:
    """Names to look up; Serbian, Croatian and Bosnian ones are one language, Cyrillic is folded into Latin."""
    south_slavic = [name for language in ("sr-Latn", "hr", "bs") for name in names.get(language, ())]
    for language in ("en", "ru"):
        gathering.name(ref, names.get(language, ()), "name", language)
    gathering.name(ref, dict.fromkeys(south_slavic), "name", "sr")


def _city(row: Row, gathering: _Gathering, states: set[str]) -> None:
    _check_country(row, row["country"], states)
    names = {"en": list(row.many("en")), "ru": list(row.many("ru")), "sr-Latn": list(row.many("sr"))}
    names["sr-Cyrl"] = [to_cyrillic(name) for name in names["sr-Latn"]]
    identity = f"place/{slug(names['en'][0])}"
    record = {
        "record": "actor", "id": identity, "kind": "place", "country": row["country"],
        "names": {language: found for language, found in names.items() if found}, "source": row["source"],
    }  # fmt: skip
    gathering.add(row, record)
    _names(gathering, identity, names)


def _person(row: Row, gathering: _Gathering, states: set[str]) -> None:
    if row["gender"] not in {"m", "f"}:
        raise row.wrong(f"gender {row['gender']!r} is neither m nor f; the declension needs it")
    _check_country(row, row["country"], states)
    _check_sector(row, row["sector"])
    names = {"en": list(row.many("en")), "ru": list(row.many("ru")), "sr-Latn": list(row.many("sr") or row.many("en"))}
    if not names["en"]:
        raise row.wrong("the record has no English name")
    names["sr-Cyrl"] = [to_cyrillic(name) for name in row.many("sr")]
    identity = row["id"] or f"person/{slug(names['en'][0])}"
    offices = [_office(row, text.strip()) for text in row["offices"].split(";") if text.strip()]
    offices.sort(key=lambda office: office[0] != "party-leader")  # of offices held at once the last counts most
    record = {
        "record": "actor", "id": identity, "kind": "person", "country": row["country"], "sector": row["sector"],
        "names": {language: found for language, found in names.items() if found},
        "offices": offices, "parent": row["party"], "source": row["source"],
    }  # fmt: skip
    gathering.add(row, record)
    _person_names(gathering, identity, names, row)


def _person_names(gathering: _Gathering, identity: str, names: Mapping[str, list[str]], row: Row) -> None:
    """Full names and surnames; English spellings are met in Serbian texts too, and inflected there."""
    for language, short in (("en", "en"), ("ru", "ru"), ("sr-Latn", "sr"), ("en", "sr")):
        found = names[language]
        gathering.name(identity, found, "name", short, row["gender"])
        if found and row["surname"] != "no":
            gathering.name(identity, [_surname(name) for name in found[:1]], "surname", short, row["gender"])


def _surname(name: str) -> str:
    """The last word, with the particles before it: ``von der Leyen``, ``de Gaulle``."""
    words = name.split()
    first = next((i for i, word in enumerate(words[1:], start=1) if word.islower()), len(words) - 1)
    return " ".join(words[first:])


def _office(row: Row, text: str) -> list[str | None]:
    role, of, span = (*text.split(":"), "", "")[:3]
    if not role or not of or ".." not in span:
        raise row.wrong(f"office {text!r} is not ROLE:ACTOR:START..END")
    return [role, of, *_span(row, span, f"office {text}")]


def _role(row: Row, number: int, gathering: _Gathering) -> None:
    language = row["language"]
    if language not in {"en", "ru", "sr"}:
        raise row.wrong(f"language {language!r} is none of en, ru, sr (sr also stands for hr and bs)")
    _check_sector(row, row["sector"])
    flags = row.many("flags")
    if set(flags) - FLAGS:
        raise row.wrong(f"flags {row['flags']!r}: choose from {', '.join(sorted(FLAGS))}")
    words = row.many("words")
    if not words:
        raise row.wrong("the record has no words")
    identity = f"role/{language}/{number}"
    record = {
        "record": "role", "id": identity, "language": language, "sector": row["sector"], "kind": row["kind"],
        "office": row["office"], "flags": list(flags), "title": words[0], "source": row["source"],
    }  # fmt: skip
    gathering.add(row, record)
    gathering.name(identity, words, "role", language)


def _check_country(row: Row, country: str, states: set[str]) -> None:
    if country and country not in states | SUPRANATIONAL:
        raise row.wrong(f"country {country!r} is no state of states.tsv and none of {sorted(SUPRANATIONAL)}")


def _check_sector(row: Row, sector: str) -> None:
    if sector and sector not in SECTORS:
        raise row.wrong(f"sector {sector!r} is none of {', '.join(sorted(SECTORS))}")


def _check_references(gathering: _Gathering, offices: set[str]) -> None:
    for record in gathering.records:
        where = gathering.ids[str(record["id"])]
        parent = record.get("parent")
        if parent and parent not in gathering.ids:
            raise UsageError(f"{where}: parent {parent!r} is no actor of the register")
        held = record.get("offices", [])
        for role, of, *_ in held if isinstance(held, list) else []:
            if of not in gathering.ids:
                raise UsageError(f"{where}: the office {role!r} belongs to {of!r}, which is no actor")
            if role not in offices:
                raise UsageError(f"{where}: no role word of roles.tsv names the office {role!r}")


def _date(row: Row, column: str) -> str:
    text = row[column]
    if text and not _DATE.fullmatch(text):
        raise row.wrong(f"{column} {text!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
    return text


def slug(name: str) -> str:
    """A readable id part: ``Aleksandar Vučić`` gives ``aleksandar-vucic``."""
    from dragoman.actors.tokens import fold_phrase

    return fold_phrase(name).replace(" ", "-")


def to_cyrillic(name: str) -> str:
    """A Serbian name in Cyrillic; words with letters that Serbian has not stay as they are.

    >>> to_cyrillic("Džon Njegoš, OEBS"), to_cyrillic("Vetëvendosje")
    ('Џон Његош, ОЕБС', 'Vetëvendosje')
    """
    return " ".join(_word_to_cyrillic(word) for word in name.split(" "))


def _word_to_cyrillic(word: str) -> str:
    if word in _NO_DIGRAPH or word in _STAY_LATIN:
        return _NO_DIGRAPH.get(word, word)
    if any(letter.isalpha() and letter.lower() not in _SINGLE for letter in word):
        return word
    for latin, cyrillic in _DIGRAPHS.items():
        word = word.replace(latin, cyrillic)
    return "".join(_cyrillic_letter(letter) for letter in word)


def _cyrillic_letter(letter: str) -> str:
    found = _SINGLE.get(letter.lower(), letter)
    return found.upper() if letter.isupper() else found

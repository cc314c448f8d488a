"""The register's tables as records, before their forms are built. Used by the build alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

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
FLAGS = frozenset(("organ", "weak", "abroad", "former", "group", "ignore", "quiet", "adjectival"))
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_DIGRAPHS = {"lj": "љ", "nj": "њ", "dž": "џ", "Lj": "Љ", "Nj": "Њ", "Dž": "Џ"}
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

    def add(self, row: Row, record: Mapping[str, object]) -> None:
        identity = str(record["id"])
        if identity in self.ids:
            raise row.wrong(f"the id {identity!r} is taken by {self.ids[identity]}; ids are unique")
        self.ids[identity] = f"{row.file}:{row.line}"
        self.records.append({key: value for key, value in record.items() if value not in ("", None, [], {})})

    def name(self, ref: str, texts: Iterable[str], use: str, language: str, gender: str = "") -> None:
        self.namings.extend(Naming(ref, text, use, language, gender) for text in texts)


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
    for row in read_table("persons.tsv"):
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
    names = {language: _merged(row.many(column), cldr) for language, column, cldr in _state_names(row)}
    record = {
        "record": "actor", "id": identity, "kind": "state", "names": names, "country": identity,
        "codes": {"iso3": identity, **({"cow": row["cow"]} if row["cow"] else {})},
        "from": _date(row, "from"), "to": _date(row, "to"), "source": row["source"],
    }  # fmt: skip
    gathering.add(row, record)
    _names(gathering, identity, names)
    for short in ("en", "ru", "sr"):
        gathering.name(identity, row.many(f"{short}_adj"), "adjective", short)
        gathering.name(identity, row.many(f"{short}_people"), "demonym", short)
        gathering.name(identity, row.many(f"capital_{short}"), "capital", short)


def _state_names(row: Row) -> Iterator[tuple[str, str, str | None]]:
    for language in _CLDR:
        column = {"en": "en", "ru": "ru", "sr-Latn": "sr", "hr": "sr", "bs": "sr"}.get(language, "-")
        yield language, column, _territory_name(row["id"], language)


def _merged(more: tuple[str, ...], cldr: str | None) -> list[str]:
    """CLDR's name and ours; a name after ``!`` is one of CLDR's not to be used."""
    refused = {name[1:] for name in more if name.startswith("!")}
    names = [cldr] if cldr and cldr not in refused else []
    return names + [name for name in more if not name.startswith("!") and name not in names]


def _territory_name(alpha3: str, language: str) -> str | None:
    from babel import Locale
    from babel.core import get_global

    alpha2 = {"XKX": "XK"}.get(alpha3) or next(iter(get_global("territory_aliases").get(alpha3, [])), alpha3)
    name = Locale.parse(_CLDR[language]).territories.get(alpha2)
    if name is None or alpha3 in {"YUG", "SCG", "SUN", "CSK", "DDR", "HKG", "PSE"}:
        return None
    name = name.partition(" (")[0].replace(" & ", " and ").replace("’", "'")
    return str(name)


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
        "hr": list(row.many("hr")),
    }
    names = {language: found for language, found in names.items() if found}
    record = {
        "record": "actor", "id": row["id"], "kind": kind, "names": names, "country": country, "sector": sector,
        "parent": row["parent"], "from": _date(row, "from"), "to": _date(row, "to"), "source": row["source"],
    }  # fmt: skip
    gathering.add(row, record)
    _names(gathering, row["id"], names)
    for short in ("en", "ru", "sr"):
        gathering.name(row["id"], row.many(f"{short}_adj"), "adjective", short)


def _names(gathering: _Gathering, ref: str, names: dict[str, list[str]]) -> None:
    for language, found in names.items():
        if language != "sr-Cyrl":
            short = "sr" if language in {"sr-Latn", "hr", "bs"} else language
            gathering.name(ref, found, "name", short)


def _city(row: Row, gathering: _Gathering, states: set[str]) -> None:
    _check_country(row, row["country"], states)
    names = {"en": list(row.many("en")), "ru": list(row.many("ru")), "sr-Latn": list(row.many("sr"))}
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
    identity = row["id"] or f"person/{slug(names['en'][0])}"
    offices = [_office(row, text.strip()) for text in row["offices"].split(";") if text.strip()]
    record = {
        "record": "actor", "id": identity, "kind": "person", "country": row["country"], "sector": row["sector"],
        "names": {language: found for language, found in names.items() if found},
        "offices": offices, "parent": row["party"], "source": row["source"],
    }  # fmt: skip
    gathering.add(row, record)
    for language, found in (*names.items(), ("sr-Latn", names["en"])):
        short = "sr" if language == "sr-Latn" else language
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
    start, found, end = span.partition("..")
    if not role or not of or not found:
        raise row.wrong(f"office {text!r} is not ROLE:ACTOR:START..END")
    for date in (start, end):
        if date and not _DATE.fullmatch(date):
            raise row.wrong(f"date {date!r} of office {text!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
    if start and end and end[: min(len(start), len(end))] < start[: min(len(start), len(end))]:
        raise row.wrong(f"office {text!r} ends before it starts")
    return [role, of, start or None, end or None]


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
    """A Serbian name in Cyrillic; acronyms and words with foreign letters stay as they are."""
    return " ".join(_word_to_cyrillic(word) for word in name.split(" "))


def _word_to_cyrillic(word: str) -> str:
    if set(word.lower()) & set("qwxy") or (word.isupper() and word in {"KFOR", "EULEX", "BBC"}):
        return word
    for latin, cyrillic in _DIGRAPHS.items():
        word = word.replace(latin, cyrillic)
    return "".join(
        _SINGLE.get(letter) or (_SINGLE[letter.lower()].upper() if letter.lower() in _SINGLE else letter)
        for letter in word
    )

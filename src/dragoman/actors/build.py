"""Builds the compiled register from the tables: ``python -m dragoman.actors.build``."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.actors.inflect import (
    english_forms,
    russian_forms,
    russian_person_forms,
    south_slavic_adjective,
    south_slavic_forms,
    south_slavic_person_forms,
)
from dragoman.actors.inflect.russian import russian_adjective, russian_city_adjectives
from dragoman.actors.inflect.south_slavic import south_slavic_city_adjectives
from dragoman.actors.knowledge import Knowledge, Naming, read_knowledge
from dragoman.actors.lexicon import ACRONYM, ANY_CASE, CAPITAL, ENGLISH, RUSSIAN, SECOND_CAPITAL, SOUTH_SLAVIC
from dragoman.actors.tokens import fold_phrase

_LANGUAGES = {"en": ENGLISH, "ru": RUSSIAN, "sr": SOUTH_SLAVIC}
_EVERY = ENGLISH | RUSSIAN | SOUTH_SLAVIC
_LONGEST_ACRONYM = 7
_FOLDER = Path(__file__).with_name("compiled")


@dataclass(frozen=True, slots=True)
class Compiled:
    """The two files the package ships."""

    register: str
    forms: str


def compile_register(knowledge: Knowledge | None = None) -> Compiled:
    """The compiled files of the tables as they stand."""
    knowledge = knowledge or read_knowledge()
    genders = {naming.ref: naming.gender for naming in knowledge.namings if naming.gender}
    actors = [
        {**record, "gender": genders[str(record["id"])]} if record["id"] in genders else record
        for record in knowledge.records
        if record["record"] == "actor"
    ]
    roles = [record for record in knowledge.records if record["record"] == "role"]
    refs = {str(record["id"]): number for number, record in enumerate([*actors, *roles])}
    lines = [json.dumps(record, ensure_ascii=False, separators=(",", ":")) for record in [*actors, *roles]]
    forms = _forms_table(knowledge, refs)
    version = hashlib.sha256("\n".join([*lines, forms]).encode()).hexdigest()[:12]
    head = json.dumps({"record": "head", "version": version})
    return Compiled("\n".join([head, *lines]) + "\n", forms)


def _forms_table(knowledge: Knowledge, refs: dict[str, int]) -> str:
    table: dict[str, dict[tuple[int, str, int], int]] = {}
    for naming in knowledge.namings:
        use = naming.use[0]
        for form in _forms(naming):
            if (naming.language, form) in knowledge.homographs:
                continue
            for key in _keys(form):
                entry = table.setdefault(key, {})
                place = (refs[naming.ref], use, _case(naming, form))
                entry[place] = entry.get(place, 0) | _mask(naming)
    known = set(table)
    for key, place, mask in _town_adjectives(knowledge, refs):
        if key not in known:
            entry = table.setdefault(key, {})
            entry[place] = entry.get(place, 0) | mask
    lines = []
    for key in sorted(table):
        parts = (f"{ref}:{use}:{mask}:{case}" for (ref, use, case), mask in sorted(table[key].items()))
        lines.append(f"{key}\t{' '.join(parts)}")
    return "\n".join(lines) + "\n"


def _town_adjectives(knowledge: Knowledge, refs: dict[str, int]) -> Iterator[tuple[str, tuple[int, str, int], int]]:
    """The keys of the adjectives that the names of towns give: ``beogradski``, ``парижский``; other words go first."""
    inflect = {
        "ru": (russian_city_adjectives, russian_adjective),
        "sr": (south_slavic_city_adjectives, south_slavic_adjective),
    }
    for naming in knowledge.namings:
        town = naming.use == "capital" or (naming.use == "name" and naming.ref.startswith("place/"))
        if not town or naming.language not in inflect:
            continue
        adjectives, forms = inflect[naming.language]
        for adjective in adjectives(naming.text):
            for form in forms(adjective):
                if (naming.language, form) not in knowledge.homographs:
                    yield fold_phrase(form), (refs[naming.ref], "a", ANY_CASE), _LANGUAGES[naming.language]


def _forms(naming: Naming) -> set[str]:
    """Every form of a naming, its capitals restored from the name as written."""
    forms = _inflected(naming)
    if naming.text[0].isupper():
        return {form[0].upper() + form[1:] for form in forms if form}
    return forms


def _inflected(naming: Naming) -> set[str]:
    text, use = naming.text, naming.use
    if naming.language == "en":
        return english_forms(text, plural=use in {"demonym", "role"})
    if naming.gender:
        female = naming.gender == "f"
        if naming.language == "ru":
            return russian_person_forms(text, female=female)
        return south_slavic_person_forms(text, female=female)
    plural = use in {"demonym", "role"}
    if naming.language == "ru":
        return russian_adjective(text) if use == "adjective" else russian_forms(text, plural=plural)
    return south_slavic_adjective(text) if use == "adjective" else south_slavic_forms(text, plural=plural)


def _keys(form: str) -> set[str]:
    """The folded key; a name with đ is also met as d in English texts."""
    keys = {fold_phrase(form)}
    if "đ" in form.lower() and form[0].isupper():
        keys.add(fold_phrase(form.replace("đ", "d").replace("Đ", "D")))
    return {key for key in keys if key}


def _case(naming: Naming, form: str) -> int:
    if naming.text.replace(".", "").isupper() and " " not in form and 1 < len(form) <= _LONGEST_ACRONYM:
        return ACRONYM
    if naming.text[0].isupper():
        return CAPITAL
    if naming.text.startswith("the ") and naming.text[4:5].isupper():
        return SECOND_CAPITAL
    return ANY_CASE


def _mask(naming: Naming) -> int:
    """English names are met in any language, all other words only in their own: ``Island`` is no Iceland."""
    proper = naming.text[0].isupper() and naming.use in {"name", "capital", "surname"}
    return _EVERY if proper and naming.language == "en" else _LANGUAGES[naming.language]


def main() -> int:
    """Writes the compiled files; nothing is written if a table is wrong."""
    compiled = compile_register()
    _FOLDER.mkdir(exist_ok=True)
    _FOLDER.joinpath("register.jsonl").write_text(compiled.register, "utf-8")
    _FOLDER.joinpath("forms.tsv").write_text(compiled.forms, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

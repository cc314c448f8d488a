"""Every form under which a place is looked up, from its names; used when the gazetteer is built."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dragoman.actors.inflect import russian_forms, south_slavic_forms, south_slavic_person_forms
from dragoman.actors.lexicon import ENGLISH, RUSSIAN, SOUTH_SLAVIC
from dragoman.actors.tokens import fold_phrase
from dragoman.geo.gazetteer import ALTERNATE, INFLECTED, OWN, TAGGED
from dragoman.language.fold import fold

EVERY = ENGLISH | RUSSIAN | SOUTH_SLAVIC
LANGUAGE_BITS = {"en": EVERY, "ru": RUSSIAN, "sr": SOUTH_SLAVIC, "hr": SOUTH_SLAVIC, "bs": SOUTH_SLAVIC}
"""English names are met in any language, all others in their own."""

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff' .’-]+")
_RUSSIAN = re.compile("[А-Яа-яЁё -]+")
_DECLINABLE = re.compile(r"[^\W\d_]{3,}(?:[ -][^\W\d_]{2,})*")
_LONGEST = 6
_SHORTEST_LATIN = 4
_FLEETING = re.compile(r"(?<=[^aeiou])a([kclnr])$")
_DEVOICED = {"b": "p", "d": "t", "g": "k", "z": "s", "ž": "š"}
_CASE_ENDINGS = ("a", "u", "e", "om", "em")


class Key(NamedTuple):
    """A folded name with the languages that use it and how good it is."""

    text: str
    languages: int
    quality: int


def name_keys(name: str, languages: int, quality: int) -> Iterator[Key]:
    """The key of a name; ``St.`` is written out too, and đ is also met as d."""
    variants = {name}
    if name.startswith("St. "):
        variants |= {f"Saint {name[4:]}", f"St {name[4:]}"}
    if "đ" in name.lower():
        variants.add(name.replace("đ", "d").replace("Đ", "D"))
    for variant in variants:
        text = fold_phrase(variant)
        if len(text) > 1 and text.count(" ") < _LONGEST:
            yield Key(text, languages, quality)


def inflected_keys(name: str, language: str) -> Iterator[Key]:
    """The forms of a name in a Slavic language."""
    forms = russian_place_forms(name) if language == "ru" else south_slavic_place_forms(name)
    for form in forms:
        yield from name_keys(form, LANGUAGE_BITS[language], INFLECTED)


def russian_place_forms(name: str) -> set[str]:
    """The forms of a Russian name, in any capitals; of a hyphened one also those whose last part alone changes.

    >>> "Баня-луке" in russian_place_forms("Баня-Лука")
    True
    """
    forms = russian_forms(name, plural=False)
    lead, hyphen, last = name.rpartition("-")
    if hyphen and last[:1].isupper():
        forms |= {f"{lead}-{form}" for form in russian_forms(last, plural=False)}
    if name.endswith(("ово", "ево", "ино", "ыно")) and " " not in name:
        forms |= {name[:-1] + ending for ending in ("а", "у", "ом", "е")}
    return forms


def south_slavic_place_forms(name: str) -> set[str]:
    """The forms of a Serbian, Croatian or Bosnian name in Latin script.

    >>> sorted({"Nišu", "Čačku", "Banjoj Luci", "Novom Sadu"} - set().union(
    ...     *map(south_slavic_place_forms, ("Niš", "Čačak", "Banja Luka", "Novi Sad"))))
    []
    """
    latin = fold(name).text
    if not _DECLINABLE.fullmatch(latin):
        return {latin}
    if latin.lower().endswith(" more"):
        return {form.replace("polj", "mor") for form in south_slavic_forms(f"{latin[:-4]}polje", plural=False)}
    forms = south_slavic_forms(latin, plural=False) | _fleeting(latin)
    if latin.endswith("ac") and " " not in latin:
        forms |= {latin + ending for ending in _CASE_ENDINGS}
    words = latin.split()
    if len(words) > 1 and all(word[:1].isupper() for word in words):
        forms |= south_slavic_person_forms(latin, female=False)
        if words[0].endswith("a") and words[-1].endswith("a"):
            last = south_slavic_forms(words[-1], plural=False)
            forms |= {f"{first} {form}" for first in (words[0], f"{words[0][:-1]}oj") for form in last}
    if latin.endswith("e") and " " not in latin:
        forms.add(f"{latin[:-1]}ama")
    return forms


def _fleeting(name: str) -> set[str]:
    """Cases in which the last vowel is lost: ``Čačak``, ``Čačku``; ``Šabac``, ``Šapcu``."""
    found = _FLEETING.search(name)
    if found is None or " " in name:
        return set()
    stem, last = name[: found.start()], found[1]
    stems = {stem + last}
    if last in "ck":
        stems.add(stem[:-1] + _DEVOICED.get(stem[-1], stem[-1]) + last)
    return {each + ending for each in stems for ending in _CASE_ENDINGS}


def alternate_keys(names: Iterable[str], *, shortest: int) -> Iterator[Key]:
    """The untagged names that look like names in Latin or Cyrillic script."""
    for name in names:
        least = shortest if _CYRILLIC.search(name) else _SHORTEST_LATIN
        if len(name) < least or not name[0].isupper() or name.isupper():
            continue
        if _LATIN.fullmatch(name):
            yield from name_keys(name, EVERY, ALTERNATE)
        elif _CYRILLIC.search(name):
            yield from name_keys(name, RUSSIAN | SOUTH_SLAVIC, ALTERNATE)


def russian_alternate(names: Iterable[str]) -> str | None:
    """The untagged name that is most likely Russian, if there is just one."""
    found = [name for name in names if _RUSSIAN.fullmatch(name) and name[0].isupper() and name != name.upper()]
    return found[0] if len(found) == 1 else None


__all__ = ["EVERY", "LANGUAGE_BITS", "OWN", "TAGGED", "Key", "alternate_keys", "inflected_keys", "name_keys"]

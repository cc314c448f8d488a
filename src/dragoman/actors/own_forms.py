"""The forms under which a text may name an actor of a user's own register, made when it is added."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

from dragoman.actors.inflect import (
    english_forms,
    russian_forms,
    russian_person_forms,
    south_slavic_forms,
    south_slavic_person_forms,
)
from dragoman.actors.lexicon import ACRONYM, ANY_CASE, CAPITAL, ENGLISH, RUSSIAN, SECOND_CAPITAL, SOUTH_SLAVIC
from dragoman.actors.overlay import OwnForm
from dragoman.actors.tokens import fold_phrase
from dragoman.language.fold import fold

LANGUAGES = {
    "en": ENGLISH,
    "ru": RUSSIAN,
    "sr": SOUTH_SLAVIC,
    "sr-Latn": SOUTH_SLAVIC,
    "sr-Cyrl": SOUTH_SLAVIC,
    "hr": SOUTH_SLAVIC,
    "bs": SOUTH_SLAVIC,
}
"""Languages a name may be given in, with their masks in the form table."""
_EVERY = ENGLISH | RUSSIAN | SOUTH_SLAVIC
_LONGEST_ACRONYM = 7
_GENDERS = {"f": (True,), "m": (False,)}


def forms_of_name(name: str, *, language: str, person: bool, gender: str | None, surname: bool) -> Iterator[OwnForm]:
    """A name's forms in its language; of a person whose gender is unknown those of both.

    ``surname`` adds those of the last word alone. Russian names of what is no person stay as they are
    where :func:`can_inflect` is False.
    """
    yield from _forms(_inflected(name, language, person=person, gender=gender), name, language, "name")
    words = name.split()
    if person and surname and len(words) > 1:
        last = _surname(words)
        yield from _forms(_inflected(last, language, person=True, gender=gender), last, language, "surname")


def forms_as_given(forms: tuple[str, ...], *, language: str) -> Iterator[OwnForm]:
    """Forms a user lists, used as they stand."""
    for form in forms:
        yield from _forms({form}, form, language, "name")


def can_inflect(language: str, *, person: bool) -> bool:
    """Whether the words of this language can be put into their cases here: Russian nouns need pymorphy3."""
    return language != "ru" or person or find_spec("pymorphy3") is not None


def _inflected(name: str, language: str, *, person: bool, gender: str | None) -> set[str]:
    mask = LANGUAGES[language]
    if mask == ENGLISH:
        return english_forms(name, plural=False)
    if not can_inflect(language, person=person):
        return {name}
    text = fold(name).text if mask == SOUTH_SLAVIC else name
    if person:
        by_gender = russian_person_forms if mask == RUSSIAN else south_slavic_person_forms
        return {form for female in _GENDERS.get(gender or "", (True, False)) for form in by_gender(text, female=female)}
    return russian_forms(text, plural=False) if mask == RUSSIAN else south_slavic_forms(text, plural=False)


def _surname(words: list[str]) -> str:
    """The last word with the particles before it: ``von der Leyen``."""
    first = next((i for i, word in enumerate(words[1:], start=1) if word.islower()), len(words) - 1)
    return " ".join(words[first:])


def _forms(forms: set[str], name: str, language: str, use: str) -> Iterator[OwnForm]:
    mask = LANGUAGES[language]
    languages = _EVERY if mask == ENGLISH and name[:1].isupper() else mask
    case = _case(name)
    keys = {fold_phrase(form) for form in forms}
    if "đ" in name.lower():  # an English text writes d
        keys |= {fold_phrase(form.replace("đ", "d").replace("Đ", "D")) for form in forms}
    for key in sorted(keys - {""}):
        yield OwnForm(key, use, languages, case)


def _case(name: str) -> int:
    """Which capitals a text must show: an acronym all of them, a proper name the first."""
    if name.replace(".", "").isupper() and " " not in name and 1 < len(name) <= _LONGEST_ACRONYM:
        return ACRONYM
    if name.startswith("the ") and name[4:5].isupper():
        return SECOND_CAPITAL
    return CAPITAL if name[:1].isupper() else ANY_CASE

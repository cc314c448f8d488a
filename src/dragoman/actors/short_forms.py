"""The words that refer back: pronouns, short forms, pairs; their number and gender."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from dragoman.actors.past import Known
from dragoman.actors.phrases import ARTICLES, Part, Phrase
from dragoman.actors.register import Register
from dragoman.actors.tokens import fold_word, folded_words

STEM = 5
"""So many letters of a noun stay through its cases."""


def _forms(**words: str) -> dict[str, str]:
    return {key: sort for sort, forms in words.items() for key in folded_words(forms)}


_ENGLISH_PRONOUNS = _forms(m="he him", f="she", p="they")
_SLAVIC_PRONOUNS = _forms(m="on njega njemu njim он ему", f="ona она", p="oni они")
_ENGLISH_POSSESSIVES = _forms(m="his", f="her hers", p="their them", n="it its itself")
_SLAVIC_POSSESSIVES = _forms(
    m="njegov njegova njegovo njegovi njegove njegovu njegovog его ним нему нем него",
    f="njen njena njeno njeni njenu njezin njezina njoj nju njom nje её ей ней нею",
    p="njihov njihova njihovo njih njima im их им ними них",
)
"""Read only where a phrase asks for them: in a running text they are no actors of their own."""


def pronoun_sort(key: str, language: str | None, *, asked: bool = False) -> str | None:
    """``m``, ``f``, ``n`` or ``p`` for a pronoun of the language; its possessives only if they are asked for."""
    if language in {None, "en"}:
        return _ENGLISH_PRONOUNS.get(key) or (_ENGLISH_POSSESSIVES.get(key) if asked else None)
    return _SLAVIC_PRONOUNS.get(key) or (_SLAVIC_POSSESSIVES.get(key) if asked else None)


_SIDES = folded_words("sides parties стороны сторон сторонам сторонами сторонах strane strana stranama")
SIDES_ALONE = {"en": folded_words("sides parties"), "ru": folded_words("стороны"), "sr": frozenset[str]()}
_TWO = folded_words("two both dve dvije dva oba obe obje obiju obeju две обе двух обеих двум обеим два оба обоих")
_PAIRED = _SIDES | folded_words(
    "countries neighbours neighbors states governments nations leaders presidents ministers premiers men officials "
    "zemlje zemalja zemljama države država državama vlade lidera predsednika predsjednika ministra premijera "
    "страны стран странам странами государства государств лидера лидеров президента президентов министра министров"
)
PERSON_PAIRS = folded_words(
    "leaders presidents ministers premiers men officials lidera predsednika predsjednika ministra premijera "
    "лидера лидеров президента президентов министра министров"
)


ANY_PRONOUN = frozenset((*_ENGLISH_PRONOUNS, *_SLAVIC_PRONOUNS, *_ENGLISH_POSSESSIVES, *_SLAVIC_POSSESSIVES))


def is_pair(keys: Sequence[str]) -> bool:
    """Whether two words are a numeral and what comes in pairs: ``two sides``."""
    return len(keys) == 2 and keys[0] in _TWO and keys[1] in _PAIRED  # noqa: PLR2004 - a pair


def is_state(known: Known) -> bool:
    """Whether a mention is of a state."""
    return known.actor is not None and known.actor.kind == "state" and known.resolved.sector in {None, "GOV", "PRE"}


def party_of(known: Known, register: Register) -> str | None:
    """Which side of two a mention may be: a state, a body, a party, a group; an official is his state's."""
    if known.actor is None or known.resolved.kind == "place":
        return None
    if known.actor.kind in {"party", "armed_group"} or known.actor.kind == "state":
        return known.actor.id
    if known.resolved.sector not in {"GOV", "MIL", "LEG", None}:
        return None
    country = register.get(known.resolved.country or "")
    if country is not None:
        return country.id
    return known.actor.id if known.actor.kind == "body" else None


def _is_body_between_states(known: Known) -> bool:
    return _is_kind("body")(known) and known.resolved.country in {"IGO", "UNO", "EUR", "NGO"}


def _is_kind(*kinds: str) -> Callable[[Known], bool]:
    return lambda known: known.actor is not None and known.actor.kind in kinds


def _is_actor(*actors: str) -> Callable[[Known], bool]:
    return lambda known: known.resolved.actor in actors


_Test = Callable[[Known], bool]
_SHORT_FORMS: tuple[tuple[_Test, str, str, str], ...] = (
    (
        is_state,
        "country",
        "страна страны стране страну страной государство государства государству",
        "zemlja zemlje zemlji zemlju zemljom država države državi državu državom",
    ),
    (
        _is_actor("EU", "EC", "CSTO", "CIS", "ASEAN", "EAEU", "NATO"),
        "bloc",
        "блок блока блоку блоке",
        "blok bloka bloku",
    ),
    (
        _is_actor("NATO", "CSTO"),
        "alliance",
        "альянс альянса альянсу альянсе альянсом",
        "savez saveza savezu savezom alijansa alijanse alijansi alijansu",
    ),
    (
        _is_kind("party"),
        "party",
        "партия партии партию партией",
        "stranka stranke stranci stranku strankom partija partije partiji partiju partijom",
    ),
    (
        _is_kind("armed_group"),
        "group militia",
        "группировка группировки группировку группировкой",
        "grupa grupe grupi grupu grupom",
    ),
    (
        _is_kind("company"),
        "company firm",
        "компания компании компанию компанией",
        "kompanija kompanije kompaniji kompaniju tvrtka tvrtke tvrtki tvrtku",
    ),
    (
        _is_body_between_states,
        "agency mission",
        "агентство агентства агентству миссия миссии миссию",
        "agencija agencije agenciji agenciju misija misije misiji misiju",
    ),
    (
        _is_body_between_states,
        "organisation organization",
        "организация организации организацию организацией",
        "organizacija organizacije organizaciji organizaciju organizacijom",
    ),
)
_GROUPS = ("en", "ru", "sr")
SHORT_FORM_OF = {
    group: {key: test for test, *words in _SHORT_FORMS for key in folded_words(words[at])}
    for at, group in enumerate(_GROUPS)
}


def language_group(language: str | None) -> str:
    """The group of languages a word list is for: ``en``, ``ru`` or ``sr``."""
    return {"ru": "ru", "sr": "sr", "hr": "sr", "bs": "sr"}.get(language or "en", "en")


def short_form_test(key: str, language: str | None) -> _Test | None:
    """What an earlier mention has to be for a folded word to refer to it; none if it is no short form."""
    return SHORT_FORM_OF[language_group(language)].get(key)


def head_key(phrase: Phrase) -> str:
    """The last word of a phrase, folded."""
    keys = [key for key in phrase.tokens.keys if key not in ARTICLES]
    return keys[-1] if keys else ""


def is_plural(phrase: Phrase, language: str | None) -> bool:
    """Whether a phrase speaks of several, by its role word or people."""
    if any(item.person for item in phrase.items):
        return False
    heads = [item for item in phrase.items if item.part is Part.ROLE or item.use == "demonym"]
    if not heads:
        return False
    head = heads[-1]
    return is_plural_word(phrase.text[head.match.start : head.match.end], language)


_PLURAL_ENDINGS = {
    "en": re.compile(r"(?:[^s']s|men|people|police|children)$"),
    "ru": re.compile(r"(?:[ыи]|ов|ев|ей|ам|ям|ами|ями|ах|ях)$"),
    "sr": re.compile(r"(?:i|ima|ama|ovi|evi|aca)$"),
}
_SINGULAR_ENDINGS = re.compile(r"(?:ии|ији|iji|ости|osti|asti|ci|vi)$")


def is_plural_word(word: str, language: str | None) -> bool:
    """Whether a word is a plural, by its ending in the language."""
    last = word.rsplit(maxsplit=1)[-1].lower() if word.split() else ""
    if last[:1] >= "\u0400" and language in {"sr", "bs", "hr"}:
        last = fold_word(last)
    endings = _PLURAL_ENDINGS.get("sr" if language in {"sr", "hr", "bs"} else language or "en")
    if endings is None or not endings.search(last):
        return False
    return not (language != "en" and _SINGULAR_ENDINGS.search(last))

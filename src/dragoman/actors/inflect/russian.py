"""Russian forms: pymorphy3 for words, own rules for the names of persons."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import product
from typing import Any

_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_UNCHANGED = "оеиуюэы"
_HUSHING = "жшчщц"
_VELAR = "кгх"
_COMPARATIVE = "больший"  # большая is of большой


@cache
def _analyzer() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


def russian_forms(phrase: str, *, plural: bool = True) -> set[str]:
    """All forms of a noun phrase given in the nominative; words after its head stay as they are.

    ``plural`` adds the plural of a phrase given in the singular.
    """
    words = phrase.split()
    parses = [_nominative(word) for word in words]
    head = next((i for i, parse in enumerate(parses) if parse is not None and "NOUN" in parse.tag), None)
    if head is None:
        head = next((i for i, parse in enumerate(parses) if parse is not None), None)
    if head is None or any(parse is None for parse in parses[:head]):
        return {phrase}
    ends = head + 1
    if words[ends : ends + 1] == ["и"] and len(words) > ends + 1 and parses[ends + 1] is not None:
        ends += 2
    if words[0] == "Республика":
        ends = len(words)
    tail = "".join(f" {word}" for word in words[ends:])
    forms = {phrase}
    for number in ("sing", "plur") if plural else ("sing",):
        forms |= {form + tail for form in _slots(words[:ends], parses[:ends], head, number)}
    return forms


def russian_adjective(word: str) -> set[str]:
    """All forms of an adjective given in the masculine."""
    parse = next((p for p in _analyzer().parse(word) if "ADJF" in p.tag), None)
    return {word} | ({form.word for form in parse.lexeme if "ADJF" in form.tag} if parse else set())


def russian_city_adjectives(name: str) -> set[str]:
    """The adjectives a town's name may give, in the masculine, one too many rather than one too few.

    >>> sorted(russian_city_adjectives("Белград"))
    ['белградский']
    """
    word = name.lower()
    if word in _IRREGULAR_TOWNS:
        return {_IRREGULAR_TOWNS[word]}
    if word.isalpha() and word.endswith("ск"):
        return {f"{word}ий"}
    stem = word.rstrip("аеоуыияйь")
    if not word.isalpha() or len(stem) < _SHORTEST_NAME:
        return {f"{stem}ский"} if word.isalpha() and len(stem) > 1 else set()
    if stem[-1] in "кц":
        return {f"{stem[:-1]}цкий", f"{stem[:-1]}ский"}
    softened = {"г": "ж", "х": "ш", "с": "с"}.get(stem[-1])
    found = {f"{stem}ский"} | ({f"{stem[:-1]}{softened}кий".replace("жкий", "жский")} if softened else set())
    return found | {word[: len(word) - cut] + ending for last, cut, ending in _TOWN_ENDINGS if word.endswith(last)}


# Towns by their last letters: letters cut, the adjective's ending.
_IRREGULAR_TOWNS = {"москва": "московский", "баку": "бакинский", "скопье": "скопский", "ницца": "ниццкий"}
_TOWN_ENDINGS = (
    ("и", 0, "йский"), ("е", 0, "вский"), ("о", 1, "овский"), ("о", 1, "евский"), ("о", 1, "ийский"),
    ("у", 1, "инский"),
    ("ва", 1, "инский"), ("та", 1, "инский"), ("да", 1, "инский"), ("ра", 1, "инский"), ("ия", 2, "инский"),
)  # fmt: skip


def _slots(words: list[str], parses: list[Any], head: int, number: str) -> set[str]:
    """The phrase in every case, its adjectives in the head's gender, number and animacy."""
    tag = parses[head].tag
    if tag.number == "plur":
        number = "plur"
    if number == "plur" and "Sgtm" in tag:
        return set()
    forms = set()
    for case in _CASES:
        agreement = {case, number}
        if number == "sing" and tag.gender:
            agreement.add(tag.gender)
        if case == "accs" and tag.animacy and (number == "plur" or tag.gender == "masc"):
            agreement.add(tag.animacy)
        parts = [_inflected(word, parse, {case, number}, agreement) for word, parse in zip(words, parses, strict=True)]
        if all(parts):
            forms.add(" ".join(parts))
    return forms


def _inflected(word: str, parse: Any, grammemes: set[str], agreement: set[str]) -> str:
    """A word in a case; an adjective agrees with the head of its phrase."""
    if parse is None:
        return word
    adjective = "ADJF" in parse.tag or "PRTF" in parse.tag
    form = parse.inflect(agreement if adjective else grammemes)
    return str(form.word) if form else ""


@lru_cache(maxsize=20_000)
def _nominative(word: str) -> Any:
    """The reading of a word as a nominative noun or adjective; None for what does not change."""
    if not word.isalpha() and "-" not in word:
        return None
    if word.isupper() and len(word) > 1:
        return None
    best = None
    for parse in _analyzer().parse(word):
        if "nomn" not in parse.tag or not ("NOUN" in parse.tag or "ADJF" in parse.tag or "PRTF" in parse.tag):
            continue
        if parse.normal_form == _COMPARATIVE:
            continue
        geographic = "Geox" in parse.tag and word[0].isupper()
        if best is None or (geographic and "Geox" not in best.tag):
            best = parse
    return best


def russian_person_forms(name: str, *, female: bool) -> set[str]:
    """All singular forms of a person's name, by rule: no dictionary knows foreign surnames.

    >>> sorted(russian_person_forms("Милорад Додик", female=False))[:2]
    ['Милорад Додик', 'Милорада Додика']
    """
    words = name.split()
    paradigms = [_person_word(word, female=female, last=i == len(words) - 1) for i, word in enumerate(words)]
    forms = {name}
    for slot in range(len(_CASES)):
        forms |= {" ".join(parts) for parts in product(*(sorted(paradigm[slot]) for paradigm in paradigms))}
    return forms


def _person_word(word: str, *, female: bool, last: bool) -> list[set[str]]:
    """A first name or surname by its ending; particles and foreign vowels do not change."""
    if word.islower() or len(word) < _SHORTEST_NAME or word[-1] in _UNCHANGED:
        return [{word}] * len(_CASES)
    if word in _FIRST_NAMES:
        return _with(_FIRST_NAMES[word], word, "а у а ом е")
    if female:
        return _female(word, last=last)
    if word.endswith("а"):
        return _in_a(word)
    for suffixes, surname, cut, endings in _MASCULINE:
        if word.endswith(suffixes) and (last or not surname):
            return _with(word[: len(word) - cut], word, endings)
    return _in_ya(word) if word.endswith("я") else _with(word, word, "а у а ом е")


def _female(word: str, *, last: bool) -> list[set[str]]:
    if last and word.endswith(("ова", "ева", "ина", "ына")):
        return _with(word[:-1], word, "ой ой у ой ой")
    if last and word.endswith("ая"):
        return _with(word[:-2], word, "ой ой ую ой ой")
    if word.endswith("а"):
        return _in_a(word)
    if word.endswith("я"):
        return _in_ya(word)
    return [{word}] * len(_CASES)


def _in_a(word: str) -> list[set[str]]:
    stem = word[:-1]
    if word[-2] in _VELAR:
        return _with(stem, word, "и е у ой е")
    if word[-2] in _HUSHING:
        return _with(stem, word, "и е у ей е")
    if word[-2] in "аеиоуэюя":
        return [{word}] * len(_CASES)
    return _with(stem, word, "ы е у ой е")


def _in_ya(word: str) -> list[set[str]]:
    return _with(word[:-1], word, "и и ю ей и" if word.endswith("ия") else "и е ю ей е")


def _with(stem: str, word: str, endings: str) -> list[set[str]]:
    return [{word}] + [{stem + ending} for ending in endings.split()]


# Endings of masculine names: whether only surnames have it, letters cut, the five oblique cases.
_MASCULINE: tuple[tuple[tuple[str, ...], bool, int, str], ...] = (
    (("ский", "цкий"), True, 2, "ого ому ого им ом"),
    (("ый", "ой"), True, 2, "ого ому ого ым ом"),
    (("ий",), False, 1, "я ю я ем и"),
    (("й", "ь"), False, 1, "я ю я ем е"),
    (("ов", "ев", "ин", "ын"), True, 0, "а у а ым е"),
    (tuple(_HUSHING), False, 0, "а у а ем е"),
)
_SHORTEST_NAME = 3
_FIRST_NAMES = {"Павел": "Павл", "Лев": "Льв", "Пётр": "Петр"}

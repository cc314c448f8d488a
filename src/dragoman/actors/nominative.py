"""Names of persons led back from a case to the nominative: ``Radovana Jelašića`` is ``Radovan Jelašić``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dragoman.actors.tokens import fold_word

_SOUTH = frozenset(("sr", "hr", "bs", "sh", "me", "cnr"))
_LONGEST = 4

# Endings of an oblique case, and what stands for each in the nominative, the likeliest first.
_SOUTH_FIRST: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("om", ("", "a", "o")), ("em", ("", "e", "o")), ("đa", ("đe",)), ("đu", ("đe", "đ")), ("u", ("o", "", "a", "e")),
    ("a", ("o", "")), ("e", ("a", "o", "")), ("i", ("a",)),
)  # fmt: skip
_RUSSIAN_FIRST: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ией", ("ия",)), ("ой", ("а",)), ("ей", ("я", "")), ("ом", ("",)), ("ем", ("й", "ь")), ("ии", ("ия", "ий")),
    ("ию", ("ия", "ий")), ("ия", ("ий",)), ("ы", ("а",)), ("у", ("", "а")), ("ю", ("й", "ь", "я")),
    ("е", ("", "а", "й")), ("а", ("",)), ("я", ("й", "ь")), ("и", ("я", "а")),
)  # fmt: skip
_SOUTH_SURNAME = re.compile(
    r"(?P<ic>.*[ić]ć)(?:a|u|em)$|(?P<sk>.*[sšč]k)(?:og|oga|om|ome|im)$|(?P<cyr>.*ић)(?:а|у|ем)$|(?P<sky>.*[сшч]к)(?:ог|ога|ом|оме|им)$"
)
_MALE_RUSSIAN = re.compile(
    r"(?P<ov>.*(?:[оеё]в|[иы]н))(?:а|у|ым|е)$|(?P<sk>.*[сц]к)(?:ого|ому|им|ом)$|(?P<ic>.*[иеа]ч)(?:а|у|ем|е)$"
)
_FEMALE_RUSSIAN = re.compile(r"(?P<ov>.*(?:[оеё]в|[иы]н))(?:ой|у)$|(?P<sk>.*[сц]к)(?:ой|ую)$")
_PATRONYMIC = re.compile(r"(?:ич|ича|ичу|ичем|иче)$")
_CONSONANT = re.compile(r"(.*[бвгджзклмнпрстфхцчшщ])(?:а|у|ом|ем|е)$")


def nominative_name(name: str, first_names: Mapping[str, str], *, language: str | None) -> str:
    """A person's name in the nominative; as it stands where no rule is sure that it is in another case.

    ``first_names`` gives the gender of known first names by folded key.
    """
    words = name.split()
    if language not in _SOUTH | {"ru"} or not 1 < len(words) <= _LONGEST:
        return name
    if language == "ru":
        return _russian(words, first_names)
    return _south_slavic(words, first_names)


def _south_slavic(words: list[str], first_names: Mapping[str, str]) -> str:
    """A man's surname in ``-ića`` or ``-skog`` says the case; with ``-ić`` and a woman's name the first name does."""
    first, *middle, last = words
    cyrillic = last[-1] >= "\u0400"
    endings = _cyrillic(_SOUTH_FIRST) if cyrillic else _SOUTH_FIRST
    found = _SOUTH_SURNAME.fullmatch(last)
    if found:
        stem = next(part for part in found.groups() if part)
        base = stem + ("" if stem[-1] in "ćћ" else "и" if cyrillic else "i")
        return " ".join((_base(first, endings, first_names, "m") or _cut(first), *middle, base))
    if fold_word(first) in first_names:
        return " ".join(words)
    woman = _base(first, endings, first_names, "f")
    if woman is not None:
        return " ".join((woman, *middle, last))
    man = _base(first, endings, first_names, "m")
    shorter = _shorter_surname(last)
    if man is not None and shorter is not None:
        return " ".join((man, *middle, shorter))
    return " ".join(words)


def _shorter_surname(word: str) -> str | None:
    """A man's surname without the ending of its case: ``Mesića`` apart, ``Horvata``, ``Tadićem``, ``Pupovcu``."""
    found = re.fullmatch(r"(.*[bcčćdđfghjklmnprsštvzžбвгдђжзјклљмнњпрстћфхцчџш])(?:a|u|om|em|а|у|ом|ем)", word)
    return found[1] if found else None


def _cut(word: str) -> str:
    return re.sub(r"(?<=[^aeiouаеиоу])(?:a|u|om|em|а|у|ом|ем)$", "", word)


def _russian(words: list[str], first_names: Mapping[str, str]) -> str:
    first, *middle, last = words
    gender = first_names.get(fold_word(first))
    if gender in {"f", "m"}:
        return " ".join(words)
    man, woman = (_base(first, _RUSSIAN_FIRST, first_names, each) for each in ("m", "f"))
    if man is not None and woman is not None and not middle and last.endswith(("у", "ову")):
        return " ".join(words)
    male_patronymic = any(_PATRONYMIC.search(word) for word in middle)
    if woman is not None and not male_patronymic and (man is None or _FEMALE_RUSSIAN.fullmatch(last)):
        found = _FEMALE_RUSSIAN.fullmatch(last)
        stem = next(part for part in found.groups() if part) if found else ""
        return " ".join((woman, *middle, f"{stem}ая" if stem.endswith("к") else f"{stem}а" if stem else last))
    if man is None:
        return " ".join(words)
    found = _MALE_RUSSIAN.fullmatch(last)
    if found:
        stem = next(part for part in found.groups() if part)
        middle = [_PATRONYMIC.sub("ич", word) for word in middle]
        return " ".join((man, *middle, f"{stem}ий" if stem.endswith("к") else stem))
    bare = _CONSONANT.fullmatch(last)
    return " ".join((man, *middle, bare[1] if bare else last))


def _base(
    word: str, endings: tuple[tuple[str, tuple[str, ...]], ...], first_names: Mapping[str, str], gender: str
) -> str | None:
    """The known first name of a gender that a form may be a case of; the form itself if it is one."""
    for ending, bases in endings:
        if not word.endswith(ending):
            continue
        for base in bases:
            name = word[: len(word) - len(ending)] + base
            if first_names.get(fold_word(name)) == gender:
                return name
    return word if first_names.get(fold_word(word)) == gender else None


def _cyrillic(endings: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    table = str.maketrans("aeioumđ", "аеиоумђ")
    return tuple((end.translate(table), tuple(base.translate(table) for base in bases)) for end, bases in endings)

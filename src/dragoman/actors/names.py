"""Names of persons across their cases: one stem for every form of a surname."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.actors.tokens import fold_word

if TYPE_CHECKING:
    from dragoman.actors.register import Actor

_STEM = re.compile(
    r"(?P<sk>.{2,}?[sc]k)(?:og|om|im|oga|ome|i|a|u|oj|ij|iy|yy|yi|y|ogo|omu|aja|uju|ie|ih)$|"
    r"(?P<woman>.{2,}?[oe]v)(?:a|om|oj|u|oi)$|"
    r"(?P<many>.{3,}?)(?:ija|iju|ijem|ima|ama|om|em|og|oga|oj|ej|ovi|ove|ovima|ogo|omu|ego|emu|ym|aja|uju|yj|ij)$|"
    r"(?P<short>.{2,}?)[euaioyj]$"
)
_SHORTEST_FLEETING = 3
_RUSSIAN = str.maketrans(
    {"ы": "y", "й": "j", "я": "a", "ю": "u", "ь": "", "ъ": "", "э": "e", "щ": "sc", "ё": "e", "і": "i", "ї": "i"}
)


@lru_cache(maxsize=50_000)
def name_stem(key: str) -> str:
    """What the cases of a folded name have in common; a little too short rather than too long.

    >>> {name_stem(form) for form in ("vucic", "vucica", "vucicu", "vucicem")}
    {'vucic'}
    >>> {name_stem(fold_word(form)) for form in ("Зеленский", "Зеленского", "Zelenskyy", "Zelenskij")}
    {'zelensk'}
    """
    found = _STEM.match(key.translate(_RUSSIAN))
    stem = next(part for part in found.groups() if part) if found else key.translate(_RUSSIAN)
    return f"{stem[:-1]}ac" if len(stem) > _SHORTEST_FLEETING and stem[-1] == "c" and stem[-2] not in "aeiou" else stem


def first_names_of(actor: Actor) -> tuple[str, ...]:
    """The folded first names of a person, in every language on record."""
    firsts = (name.partition(" ")[0] for names in actor.names.values() for name in names)
    return tuple(dict.fromkeys(map(fold_word, firsts)))


_SHORTEST_SPELLING = 4


def is_spelling(one: str, other: str) -> bool:
    """Whether two folded first names differ by one letter, or by a case ending.

    >>> is_spelling("aleksander", "aleksandar"), is_spelling("jovan", "aleksandar")
    (True, False)
    """
    if name_stem(one) == name_stem(other):
        return True
    if min(len(one), len(other)) < _SHORTEST_SPELLING or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def same_name(one: str, other: str, *, inflected: bool) -> bool:
    """Whether two folded names are one, in any case if the language inflects."""
    return one == other or (inflected and name_stem(one) == name_stem(other))

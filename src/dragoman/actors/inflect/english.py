"""English plurals."""

from __future__ import annotations

_IRREGULAR = {"man": "men", "woman": "women", "person": "people", "child": "children", "staff": "staff"}
_FROM_THE_HEAD = (" of ", " for ", " in ", " to ", " at ", " on ", " without ", " who ")


def english_forms(phrase: str, *, plural: bool) -> set[str]:
    """The phrase and, if asked for, its plural; the word before ``of`` is the one that changes.

    ``Frenchman/Frenchmen`` gives both where no rule does.
    """
    if "/" in phrase:
        return set(phrase.split("/"))
    return {phrase, _plural(phrase)} if plural else {phrase}


def _plural(phrase: str) -> str:
    for preposition in _FROM_THE_HEAD:
        head, found, rest = phrase.partition(preposition)
        if found:
            return _plural(head) + found + rest
    stem, _, word = phrase.rpartition(" ")
    lead = f"{stem} " if stem else ""
    for singular, plural in _IRREGULAR.items():
        if word.lower().endswith(singular) and (word.lower() == singular or singular.endswith("man")):
            return lead + word[: -len(singular)] + plural
    return lead + _regular(word)


def _regular(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word if word.endswith("s") and not word.endswith("ss") else f"{word}es"
    if word.endswith("y") and len(word) > 1 and word[-2] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}s"

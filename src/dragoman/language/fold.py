"""Serbian Cyrillic to Latin, keeping the way back to the original characters."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

_LOWER = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "ђ": "đ", "е": "e", "ж": "ž", "з": "z", "и": "i",
    "ј": "j", "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "ћ": "ć", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "č", "џ": "dž", "ш": "š",
}  # fmt: skip
_LATIN = _LOWER | {cyrillic.upper(): latin.capitalize() for cyrillic, latin in _LOWER.items()}
_TABLE = str.maketrans(_LATIN)


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; ``origin[i]`` is the offset in the original of its character ``i``.

    ``origin`` has one entry more than the text, for its end; where the text did not grow it is ``None``.
    """

    text: str
    origin: tuple[int, ...] | None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original text that a range of the folded text stands for."""
        if self.origin is None:
            return start, end
        if start >= end:
            return self.origin[start], self.origin[start]
        return self.origin[start], self.origin[end - 1] + 1

    def folded(self, start: int, end: int) -> tuple[int, int]:
        """The range of the folded text that stands for a range of the original."""
        if self.origin is None:
            return start, end
        return bisect_left(self.origin, start), bisect_left(self.origin, end)


def fold(text: str) -> Folded:
    """Serbian Cyrillic letters in Latin, everything else as it is.

    >>> fold("Његош").text
    'Njegoš'
    """
    folded = text.translate(_TABLE)
    if len(folded) == len(text):
        return Folded(folded, None)
    origin: list[int] = []
    for position, character in enumerate(text):
        origin.extend([position] * len(_LATIN.get(character, character)))
    origin.append(len(text))
    return Folded(folded, tuple(origin))

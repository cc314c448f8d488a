"""Which script a text is written in, by counting its letters."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

_RANGES: tuple[tuple[int, int, str], ...] = (
    (0x0041, 0x024F, "Latn"),
    (0x0250, 0x02AF, "Latn"),
    (0x0370, 0x03FF, "Grek"),
    (0x0400, 0x052F, "Cyrl"),
    (0x0530, 0x058F, "Armn"),
    (0x0590, 0x05FF, "Hebr"),
    (0x0600, 0x077F, "Arab"),
    (0x08A0, 0x08FF, "Arab"),
    (0x0900, 0x097F, "Deva"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x10A0, 0x10FF, "Geor"),
    (0x1E00, 0x1EFF, "Latn"),
    (0x1F00, 0x1FFF, "Grek"),
    (0x2C60, 0x2C7F, "Latn"),
    (0x3040, 0x30FF, "Jpan"),
    (0x3400, 0x9FFF, "Hani"),
    (0xA640, 0xA69F, "Cyrl"),
    (0xAC00, 0xD7AF, "Hang"),
    (0xFB50, 0xFEFF, "Arab"),
)
_STARTS = [first for first, _, _ in _RANGES]


def script_of_letter(letter: str) -> str | None:
    """The ISO 15924 code of one letter's script; ``None`` for digits, signs and rare scripts."""
    if not letter.isalpha():
        return None
    code = ord(letter)
    place = bisect_right(_STARTS, code) - 1
    if place < 0 or code > _RANGES[place][1]:
        return None
    return _RANGES[place][2]


def script_of(text: str) -> str | None:
    """The script most letters of a text belong to; ``None`` where it has no letters.

    >>> script_of("Председник Србије, EU")
    'Cyrl'
    """
    if text.isascii():
        return "Latn" if any(map(str.isalpha, text)) else None
    counts: Counter[str] = Counter()
    for letter, times in Counter(text).items():
        script = script_of_letter(letter)
        if script:
            counts[script] += times
    if counts["Jpan"]:
        counts["Jpan"] += counts.pop("Hani", 0)
    return counts.most_common(1)[0][0] if counts else None

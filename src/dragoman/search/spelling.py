"""Words of the vocabulary spelt nearly like another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from dragoman.language.analyzer import surface
from dragoman.language.scripts import script_of_letter
from dragoman.store.fulltext import words_like

if TYPE_CHECKING:
    from dragoman.store.engine import Engine

_SHORT: Final = 5
_MOST: Final = 3


def nearest(engine: Engine, word: str) -> tuple[str, ...]:
    """Up to three word forms of the ledger one or two letters away, nearest and commonest first."""
    wanted = surface(word)
    reach = 1 if len(wanted) <= _SHORT else 2
    rows = words_like(engine, wanted, shortest=len(wanted) - reach, longest=len(wanted) + reach)
    known = ((row.term, row.count) for row in rows if row.term != word.lower() and _shown_whole(row.term))
    return _closest(wanted, known, reach)


def _shown_whole(form: str) -> bool:
    """Whether a form reads as a word: Russian ones are kept half in Latin letters, for the sake of prefixes."""
    return len({script_of_letter(letter) for letter in form if letter.isalpha()}) == 1


def _closest(wanted: str, forms: Iterable[tuple[str, int]], reach: int) -> tuple[str, ...]:
    near = [(steps, -count, form) for form, count in forms if (steps := distance(wanted, form, reach)) <= reach]
    return tuple(form for _, _, form in sorted(near)[:_MOST])


def distance(left: str, right: str, reach: int) -> int:
    """Letters to change, add, drop or swap with their neighbour; above ``reach`` only that it is above.

    >>> distance("sankcje", "sankcije", 2)
    1
    """
    if abs(len(left) - len(right)) > reach:
        return reach + 1
    earlier: list[int] = []
    before = list(range(len(right) + 1))
    for row, letter in enumerate(left, 1):
        current = [row]
        for column, other in enumerate(right, 1):
            steps = min(before[column] + 1, current[column - 1] + 1, before[column - 1] + (letter != other))
            swapped = row > 1 and column > 1 and letter == right[column - 2] and left[row - 2] == other
            current.append(min(steps, earlier[column - 2] + 1) if swapped else steps)
        if min(current) > reach:
            return reach + 1
        earlier, before = before, current
    return before[-1]

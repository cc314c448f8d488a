"""Examples that say nearly the same, so that a held-out one is never the twin of one learnt from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from dragoman.ingest.groups import Groups
from dragoman.language.fold import fold

_ALIKE = 0.6
"""Share of words in common (Jaccard) from which two sentences count as one."""
_WORD = re.compile(r"\w+")


def groups_of(texts: Sequence[str]) -> list[int]:
    """The number of the group each sentence is in; Cyrillic and Latin spelling are no difference."""
    words = [frozenset(_WORD.findall(fold(text).text.casefold())) for text in texts]
    groups = Groups()
    keys = [f"{number:06d}" for number in range(len(texts))]
    for key in keys:
        groups.leader(key)
    for one, other in combinations(range(len(texts)), 2):
        if _jaccard(words[one], words[other]) >= _ALIKE:
            groups.join(keys[one], keys[other])
    numbers = groups.numbers()
    return [numbers[key] for key in keys]


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    if min(len(one), len(other)) < _ALIKE * max(len(one), len(other)):
        return 0.0
    return len(one & other) / max(1, len(one | other))

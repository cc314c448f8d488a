"""Which mentions of a sentence stand in one list: "Serbia, Kosovo and the EU", "Сербия и Косово"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

Together = Callable[[int, int], bool]
"""Whether a list joins two mentions, by number."""

_JOINED = re.compile(
    r"(?:^|[\s,])(?:and|or|nor|as well as|along with|together with|i|te|ili|ni|kao i|zajedno sa?"
    r"|и|или|ни|а также|вместе с|те|као и|заједно са?)(?:$|\s)|,",
    re.IGNORECASE,
)
_MOST_WORDS = 5
"""Words that may stand between two of a list beside other mentions: articles, titles, "a group of"."""


def listed(text: str, ranges: Sequence[tuple[int, int]]) -> Together:
    """What tells of any two mentions at these character ranges whether a list joins them.

    >>> together = listed("Serbia, the EU and Kosovo met near Prague", [(0, 6), (12, 14), (19, 25), (35, 41)])
    >>> together(0, 2), together(2, 3)
    (True, False)
    """

    def together(one: int, other: int) -> bool:
        left, right = sorted((ranges[one], ranges[other]))
        if right[0] < left[1]:
            return True
        gap = text[left[1] : right[0]]
        for start, end in ranges:
            if left[1] <= start and end <= right[0]:
                gap = gap.replace(text[start:end], " ")
        return bool(_JOINED.search(gap)) and len(gap.split()) <= _MOST_WORDS

    return together

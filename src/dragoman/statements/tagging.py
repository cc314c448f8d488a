"""Token tags (B-kind, I-kind, O) to spans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dragoman.statements.tokens import Tokenized

    Floats = NDArray[np.float32]

_WORD = re.compile(r"[\w’'.-]*\w|[^\w\s]")
_NEVER = np.float32(-1e4)
_NEIGHBOURS = np.float32(-1.5)
"""What two spans of one kind side by side cost: mostly they are one."""


def spans_of_tags(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Token ranges (end exclusive) with their kind; an I that follows no span of any kind begins one.

    >>> spans_of_tags(["O", "B-state", "I-state", "B-body"])
    [(1, 3, 'state'), (3, 4, 'body')]
    """
    spans: list[tuple[int, int, str]] = []
    start, kind = 0, ""
    for position, tag in enumerate([*tags, "O"]):
        if kind and not tag.startswith("I"):
            spans.append((start, position, kind))
            kind = ""
        if not kind and tag != "O":
            start, kind = position, tag[2:]
    return spans


def best_spans(text: str, tokens: Tokenized, scores: Floats, tags: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """Character ranges with their kind, from a score of each tag for each token (L, tags).

    The best sequence of tags over whole words (Viterbi 1967): no word is cut in two, and a span has one kind.
    """
    words = _words(text, tokens)
    if not words:
        return []
    shifted = scores - scores.max(axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    emissions = _of_words(logs, [(first, last) for _, _, first, last in words], tags)
    path = [tags[i] for i in _best_path(emissions, _transitions(tags))]
    return [(words[first][0], words[last - 1][1], kind) for first, last, kind in spans_of_tags(path)]


def _words(text: str, tokens: Tokenized) -> list[tuple[int, int, int, int]]:
    """Each word's range of characters and of tokens."""
    ranges = tokens.ranges
    words: list[tuple[int, int, int, int]] = []
    at = 0
    for match in _WORD.finditer(text):
        while at < len(ranges) and ranges[at][1] <= match.start():
            at += 1
        first = at
        while at < len(ranges) and ranges[at][0] < match.end():
            at += 1
        if at > first:
            words.append((match.start(), match.end(), first, at))
            at -= ranges[at - 1][1] > match.end()
    return words


def _of_words(logs: Floats, words: Sequence[tuple[int, int]], tags: Sequence[str]) -> Floats:
    """Mean log-probability of each tag for each word: its first token opens or goes on, the others go on."""
    first, last = np.array(words).T
    sums = np.concatenate([np.zeros((1, logs.shape[1]), dtype=np.float32), logs.cumsum(axis=0)])
    of_word = sums[last] - sums[first]
    opens = np.array([tag.startswith("B") for tag in tags])
    inside = np.flatnonzero(opens) + 1
    of_word[:, opens] = logs[first][:, opens] + of_word[:, inside] - logs[first][:, inside]
    return np.asarray(of_word / (last - first)[:, None], dtype=np.float32)


@cache
def _transitions(tags: tuple[str, ...]) -> Floats:
    """What it costs to go from one tag (rows) to the next: inside a name only behind its beginning."""
    costs = np.zeros((len(tags) + 1, len(tags)), dtype=np.float32)
    for before, left in enumerate((*tags, "O")):
        for after, right in enumerate(tags):
            if right.startswith("I") and left[2:] != right[2:]:
                costs[before, after] = _NEVER
            elif right.startswith("B") and left[2:] == right[2:]:
                costs[before, after] = _NEIGHBOURS
    return costs


def _best_path(emissions: Floats, transitions: Floats) -> list[int]:
    """The tag of every word on the best path (Viterbi 1967)."""
    best = emissions[0] + transitions[-1]
    steps = []
    for each in emissions[1:]:
        through = best[:, None] + transitions[:-1]
        steps.append(through.argmax(axis=0))
        best = through.max(axis=0) + each
    path = [int(best.argmax())]
    for step in reversed(steps):
        path.append(int(step[path[-1]]))
    return path[::-1]

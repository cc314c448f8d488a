"""Token tags (B-kind, I-kind, O) to spans."""

from __future__ import annotations

from collections.abc import Sequence


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

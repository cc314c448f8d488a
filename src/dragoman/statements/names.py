"""Names of persons, bodies and places as the encoder sees them, listed anywhere or not."""

from __future__ import annotations

from dragoman.records import Name
from dragoman.statements.labels import load_labels
from dragoman.statements.network import Network, Reading
from dragoman.statements.tagging import best_spans

_QUOTES = "«»“”„\"'"


def read_names(network: Network, text: str, reading: Reading) -> tuple[Name, ...]:
    """The names in a sentence that was read, from left to right; kinds are person, body and place."""
    scores = network.heads.names(reading.vectors)
    found = []
    for first, last, kind in best_spans(text, reading.tokens, scores, load_labels().names):
        start, end = bare(text, first, last)
        if kind != "other" and start < end:
            found.append(Name(start, end, kind))
    return tuple(found)


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A range without quotation marks and the sentence's full stop at its edges.

    >>> bare("«Маяк».", 0, 7)
    (1, 5)
    """
    while start < end and (text[start] in _QUOTES or text[start].isspace()):
        start += 1
    while start < end and (text[end - 1] in _QUOTES or (text[end - 1] == "." and end == len(text))):
        end -= 1
    return start, end

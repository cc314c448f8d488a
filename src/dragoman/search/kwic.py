"""Concordance: every hit in its sentence, one a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from dragoman.errors import UsageError
from dragoman.language.analyzer import surface, words
from dragoman.search.corpus import ActorsOf, Session, open_session
from dragoman.search.excerpts import marked_ranges, sentence_ranges
from dragoman.search.match import met, read, spots
from dragoman.search.parser import parse
from dragoman.search.results import KwicLine
from dragoman.search.retrieve import retrieve, texts_of
from dragoman.store.fulltext import StoredPassage

if TYPE_CHECKING:
    from dragoman.store import LedgerReader

MOST_PASSAGES: Final = 5_000
"""Passages whose hits are put in order; of more the best are taken."""
_AT_ONCE: Final = 100
SORTS: Final = ("relevance", "left", "right", "date")


def kwic(
    reader: LedgerReader,
    query: str,
    *,
    width: int = 60,
    limit: int = 100,
    sort: str = "relevance",
    actors: ActorsOf | None = None,
) -> tuple[KwicLine, ...]:
    """Hits with up to ``width`` characters of their sentence on each side, cut between words.

    ``sort`` is ``left`` (by the words before the hit, the nearest first), ``right``, ``date``
    (oldest first) or ``relevance``.
    """
    if sort not in SORTS:
        raise UsageError(f"there is no order {sort!r}; choose {', '.join(SORTS)}")
    if width < 0 or limit < 0:
        raise UsageError(f"width {width} and limit {limit} must be 0 or more")
    session = open_session(reader, parse(query), actors)
    lines: list[KwicLine] = []
    enough = limit if sort == "relevance" else None
    for line in _lines(session, width):
        if enough is not None and len(lines) >= enough:
            break
        lines.append(line)
    return tuple(_sorted(lines, sort)[:limit])


def _lines(session: Session, width: int) -> Iterator[KwicLine]:
    matches = retrieve(session, limit=MOST_PASSAGES).matches[:MOST_PASSAGES]
    for begin in range(0, len(matches), _AT_ONCE):
        some = matches[begin : begin + _AT_ONCE]
        texts = texts_of(session, some)
        for match in some:
            yield from _of_passage(session, texts[match.row], width)


def _of_passage(session: Session, passage: StoredPassage, width: int) -> Iterator[KwicLine]:
    text = read(passage.text, passage.language)
    if met(session.node, text, session.lexicon) is False:
        return
    sentences = sentence_ranges(passage)
    summary = session.reader.summaries[passage.document]
    for start, end in marked_ranges(spots(session.node, text, session.lexicon), text):
        first = max((s for s, _ in sentences if s <= start), default=0)
        last = min((e for _, e in sentences if e >= end), default=len(passage.text))
        yield KwicLine(
            document=passage.document,
            title=summary.title,
            date=summary.published,
            start=passage.start + start,
            end=passage.start + end,
            left=_left(passage.text[first:start], width),
            match=passage.text[start:end],
            right=_right(passage.text[end:last], width),
            page=passage.page,
        )


def _left(text: str, width: int) -> str:
    """The end of what stands before a hit, from a beginning of a word on."""
    if len(text) <= width:
        return text
    kept = text[len(text) - width :]
    if not text[len(text) - width - 1].isspace():
        _, _, kept = kept.partition(" ")
    return kept


def _right(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    kept = text[:width]
    if not text[width].isspace():
        kept, _, _ = kept.rpartition(" ")
    return kept


def _sorted(lines: list[KwicLine], sort: str) -> list[KwicLine]:
    if sort == "left":
        return sorted(lines, key=lambda line: (_surfaces(line.left)[::-1], _place(line)))
    if sort == "right":
        return sorted(lines, key=lambda line: (_surfaces(line.right), _place(line)))
    if sort == "date":
        return sorted(lines, key=lambda line: (line.date.start if line.date else "9999", _place(line)))
    return lines


def _surfaces(text: str) -> list[str]:
    return [surface(word) for _, _, word in words(text)]


def _place(line: KwicLine) -> tuple[str, int]:
    return line.document, line.start

"""Results as plain text or with terminal colours; pure functions of the result."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.language.harmless import harmless, one_line
from dragoman.search.results import Excerpt, Explanation, Facet, Hit, KwicLine, SearchResult


@dataclass(frozen=True, slots=True)
class Style:
    """What stands before and after marked words, titles and side notes."""

    mark: tuple[str, str]
    title: tuple[str, str]
    note: tuple[str, str]


PLAIN: Final = Style(("[", "]"), ("", ""), ("", ""))
ANSI: Final = Style(("\x1b[1;33m", "\x1b[0m"), ("\x1b[1m", "\x1b[0m"), ("\x1b[2m", "\x1b[0m"))

_SPACE: Final = re.compile(r"\s+")


def render(result: SearchResult, *, style: Style = PLAIN) -> str:
    """A result page: documents with date, title and excerpts, then facets.

    An excerpt begins and ends with ``...`` where the document goes on.
    """
    lines = [_headline(result)]
    for hit in result.hits:
        lines.extend(["", *_hit(hit, style)])
    if result.explanation is not None:
        lines.extend(_explanation(result.explanation))
    for facet in result.facets:
        lines.extend(["", *_facet(facet, style)])
    return "\n".join(lines) + "\n"


def _headline(result: SearchResult) -> str:
    if not result.total:
        return f"Nothing matches {harmless(result.query)}"
    more = "" if result.exact else "at least "
    noun = "document" if result.total == 1 else "documents"
    return f"{more}{result.total:,} {noun} for {harmless(result.query)}"


def _hit(hit: Hit, style: Style) -> Iterator[str]:
    title = one_line(hit.title or hit.uri)
    yield f"{style.title[0]}{title}{style.title[1]}"
    about = [str(hit.date) if hit.date else "no date", hit.publisher, hit.language, hit.uri]
    yield style.note[0] + one_line(" | ".join(each for each in about if each)) + style.note[1]
    for excerpt in hit.excerpts:
        yield "  " + render_excerpt(excerpt, style=style)


def render_excerpt(excerpt: Excerpt, *, style: Style = PLAIN) -> str:
    """An excerpt on one line, hits marked, with its page."""
    pieces = [("... " if excerpt.leading else "")]
    position = excerpt.start
    for start, end in excerpt.marks:
        pieces.append(_flat(excerpt.text[position - excerpt.start : start - excerpt.start]))
        marked = _flat(excerpt.text[start - excerpt.start : end - excerpt.start])
        pieces.append(f"{style.mark[0]}{marked}{style.mark[1]}")
        position = end
    pieces.append(_flat(excerpt.text[position - excerpt.start :]))
    pieces.append(" ..." if excerpt.trailing else "")
    if excerpt.page is not None:
        pieces.append(f" {style.note[0]}(p. {excerpt.page}){style.note[1]}")
    return "".join(pieces)


def _flat(text: str) -> str:
    """Harmless text with runs of white space as one space, at its edges too."""
    return _SPACE.sub(" ", harmless(text))


def _explanation(explanation: Explanation) -> Iterator[str]:
    for part in explanation.parts:
        yield f"  {part.passages:>9,}  {one_line(part.text)}"
    for advice in explanation.advice:
        yield one_line(advice)


def _facet(facet: Facet, style: Style) -> Iterator[str]:
    yield f"{style.title[0]}{facet.field}{style.title[1]}"
    for value in facet.values:
        yield f"  {value.documents:>9,}  {one_line(value.value)}"


def render_kwic(lines: Sequence[KwicLine], *, style: Style = PLAIN) -> str:
    """Concordance lines with the hits in one column; date and title stand behind each."""
    lefts = [_flat(line.left) for line in lines]
    rights = [_flat(line.match) + style.mark[1] + _flat(line.right) for line in lines]
    margin, reach = (max(map(len, each), default=0) for each in (lefts, rights))
    return "".join(
        f"{left:>{margin}}{style.mark[0]}{right:<{reach}}  {style.note[0]}{_source(line)}{style.note[1]}\n"
        for left, right, line in zip(lefts, rights, lines, strict=True)
    )


def _source(line: KwicLine) -> str:
    date = str(line.date) if line.date else ""
    return " ".join(part for part in (date, one_line(line.title or "")) if part)

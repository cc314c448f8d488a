"""A web page's main text in blocks, with what the page says of itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from dragoman.errors import UnreadableError
from dragoman.ingest.dating import find_written_date
from dragoman.ingest.draft import Draft, Piece, heading, list_item, paragraph, quote, table
from dragoman.ingest.html_metadata import PageMetadata, read_metadata
from dragoman.ingest.text import clean_lines
from dragoman.records import BlockKind, Date, DateOrigin

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # ships no types

# Without a handler of their own the libraries' complaints would be printed.
for _library in ("trafilatura", "htmldate"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

_ENOUGH_WORDS = 5
_LEVEL = re.compile(r"h([1-6])")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read_html(text: str, *, url: str | None, captured_at: datetime) -> Draft:
    """The draft of a page; UnreadableError where it has no main text.

    A date is taken from metadata, from the address, or from a line near the title that is
    written out in full; never from a clock on the page.
    """
    import trafilatura

    tree = trafilatura.load_html(_XML_DECLARATION.sub("", text))
    if tree is None:
        raise UnreadableError("the page is not HTML that can be parsed; look at it in an editor")
    metadata = read_metadata(tree, url=url)
    titles = [" ".join(str(each.text_content()).split()) for each in tree.iter("h1")]
    guessed = None if metadata.published else _stated_date(tree, captured_at)
    pieces = _with_title(tuple(main_text(tree)), metadata.title, titles)
    if not any(_is_prose(piece) for piece in pieces):
        raise UnreadableError("the page has no main text, only navigation or scripts; save the article itself")
    return _draft(pieces, metadata, guessed)


def fragment_pieces(markup: str) -> tuple[Piece, ...]:
    """The blocks of a piece of HTML that is all content, as feeds and messages carry it."""
    from lxml import html as lxml_html  # type: ignore[import-untyped]
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    try:
        # Cleaned first: lxml refuses control characters.
        root = lxml_html.fragment_fromstring(_XML_DECLARATION.sub("", clean_lines(markup)), create_parent="div")
    except (LxmlError, ValueError) as error:
        raise UnreadableError(f"is broken HTML ({error})") from error
    for dropped in root.xpath(".//script|.//style|.//noscript|.//template"):
        dropped.drop_tree()
    return tuple(piece for piece in _fragment(root) if piece.text)


def main_text(tree: HtmlElement) -> Iterator[Piece]:
    """The blocks trafilatura takes for the page's own text, in order. Consumes the tree."""
    import trafilatura

    found = trafilatura.bare_extraction(
        tree, with_metadata=False, include_comments=False, include_tables=True, include_formatting=False
    )
    body = getattr(found, "body", None)
    if body is not None:
        yield from _children(body)


def _children(parent: Any) -> Iterator[Piece]:
    if parent.text and parent.text.strip():
        yield paragraph(parent.text)
    for element in parent:
        yield from _element(element)
        if element.tail and element.tail.strip():
            yield paragraph(element.tail)


def _element(element: Any) -> Iterator[Piece]:
    match element.tag:
        case "head":
            level = _LEVEL.fullmatch(element.get("rend") or "")
            yield heading(_flat(element), int(level[1]) if level else 2)
        case "list":
            for item in element:
                yield list_item(_flat(item))
        case "quote":
            parts = [_flat(each) for each in element if each.tag in {"p", "quote", "list"}]
            yield from map(quote, parts or [_flat(element)])
        case "table":
            yield table([_flat(cell) for cell in row.iter("cell")] for row in element.iter("row"))
        case "graphic":
            return
        case "div" | "main" | "section" | "body":
            yield from _children(element)
        case _:
            yield paragraph(_flat(element))


def _flat(element: Any) -> str:
    """The text below an element, a space at each line break and between nested blocks."""
    parts: list[str] = []
    for each in element.iter():
        if each is not element and each.tag in {"lb", "item", "p", "list", "br", "li"}:
            parts.append(" ")
        if isinstance(each.tag, str):
            parts.append(each.text or "")
        if each is not element:
            parts.append((" " if each.tag in {"item", "p"} else "") + (each.tail or ""))
    return "".join(parts)


_BLOCKS = frozenset(
    {
        "p",
        "div",
        "ul",
        "ol",
        "blockquote",
        "table",
        "section",
        "article",
        "pre",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
    }
    | {"h5", "h6", "li", "hr", "dl", "main", "header", "footer", "center", "body", "html", "form", "address"}
)


def _fragment(parent: Any) -> Iterator[Piece]:
    """Blocks of plain HTML; text between them is a paragraph too, a double ``<br>`` ends one."""
    pending: list[str] = [parent.text or ""]
    for element in parent:
        if element.tag in _BLOCKS:
            yield from _inline(pending)
            yield from _fragment_block(element)
            pending = [element.tail or ""]
        else:
            pending.append("\n" if element.tag == "br" else _flat_source(element))
            pending.append(element.tail or "")
    yield from _inline(pending)


def _fragment_block(element: Any) -> Iterator[Piece]:
    match element.tag:
        case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            yield heading(_flat(element), int(element.tag[1]))
        case "ul" | "ol":
            yield from (list_item(_flat(item)) for item in element.iter("li"))
        case "blockquote":
            yield from (Piece(BlockKind.QUOTE, piece.text) for piece in _fragment(element) if piece.text)
        case "table" if element.find(".//table") is None and len(element.findall(".//tr")) > 1:
            rows = ([_flat(cell) for cell in row if cell.tag in {"td", "th"}] for row in element.iter("tr"))
            yield table(rows)
        case "table":  # a table of one row, or of tables, is layout
            for cell in element.iter("td", "th"):
                if cell.find(".//table") is None:
                    yield from _fragment(cell)
        case _:
            yield from _fragment(element)


def _inline(parts: list[str]) -> Iterator[Piece]:
    for stretch in re.split(r"\n\s*\n", "".join(part if part == "\n" else part.replace("\n", " ") for part in parts)):
        piece = paragraph(stretch)
        if piece.text:
            yield piece


def _flat_source(element: Any) -> str:
    return _flat(element) if isinstance(element.tag, str) else ""


def _with_title(pieces: tuple[Piece, ...], title: str | None, headings: list[str]) -> tuple[Piece, ...]:
    """The blocks with the page's own title heading, which extraction sometimes takes for furniture."""
    blocks = tuple(piece for piece in pieces if piece.text)
    if title is None or not blocks or title not in headings:
        return blocks
    if any(piece.text == title for piece in blocks[:3]):
        return blocks
    return (heading(title, 1), *blocks)


def _is_prose(piece: Piece) -> bool:
    return piece.kind is not BlockKind.HEADING and len(piece.text.split()) >= _ENOUGH_WORDS


def _stated_date(tree: HtmlElement, captured_at: datetime) -> Date | None:
    """A date the page shows in a place where dates of publication stand, if it shows a whole day.

    htmldate finds the place; the day must be written there in full, and it is not the day of
    reading, which a clock in the page's head would show.
    """
    import htmldate

    found = htmldate.find_date(
        tree, extensive_search=False, original_date=True, max_date=captured_at.date().isoformat()
    )
    if found is None or found == captured_at.date().isoformat():
        return None
    for element in tree.iter("time", "p", "span", "div", "small", "em", "li", "td"):
        shown = " ".join(filter(None, (element.get("datetime"), element.get("title"), element.text)))
        date = find_written_date(shown[:120]) if shown else None
        if (date and date.start == found) or (shown and shown[:10] == found):
            return Date(found, found, date.precision, DateOrigin.STATED) if date else _day(found)
    return None


def _day(iso: str) -> Date | None:
    from dragoman.ingest.dating import parse_date

    return parse_date(iso, origin=DateOrigin.STATED)


def _draft(pieces: tuple[Piece, ...], metadata: PageMetadata, guessed: Date | None) -> Draft:
    return Draft(
        pieces=pieces,
        media_type="text/html",
        title=metadata.title,
        authors=metadata.authors,
        publisher=metadata.publisher,
        genre=metadata.genre,
        licence=metadata.licence,
        language_hint=metadata.language,
        published=metadata.published or guessed,
    )

"""Markdown in blocks, with the fields of its front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from dragoman.ingest.dating import parse_date
from dragoman.ingest.draft import Draft, Piece, heading, list_item, paragraph, quote, table
from dragoman.ingest.text import clean_line, clean_or_none
from dragoman.records import BlockKind, DateOrigin

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^([A-Za-z_-]+)[ \t]*:[ \t]*(.*)$")
_ITEM = re.compile(r"^\s*-\s+(.+)$")


def read_markdown(text: str) -> Draft:
    """The draft of a Markdown text; ``title:``, ``author:``, ``date:`` and the like at its top are read."""
    front = _FRONT.match(text)
    fields = _fields(front[1]) if front else {}
    pieces = tuple(piece for piece in _pieces(text[front.end() :] if front else text) if piece.text)
    date = _one(fields, "date", "published")
    return Draft(
        pieces=pieces,
        media_type="text/markdown",
        title=_one(fields, "title") or _title(pieces),
        authors=tuple(filter(None, map(clean_line, fields.get("authors") or fields.get("author") or ()))),
        publisher=_one(fields, "publisher", "source"),
        genre=_one(fields, "genre"),
        language=_one(fields, "language", "lang"),
        licence=_one(fields, "licence", "license"),
        collection=_one(fields, "collection"),
        published=parse_date(date, origin=DateOrigin.METADATA) if date else None,
    )


def _fields(front: str) -> Mapping[str, list[str]]:
    """Plain fields and lists of plain values; what else YAML can do is left alone."""
    fields: dict[str, list[str]] = {}
    current: list[str] = []
    for line in front.splitlines():
        field, item = _FIELD.match(line), _ITEM.match(line)
        if field:
            current = fields.setdefault(field[1].lower(), [])
            current.extend(_values(field[2]))
        elif item:
            current.extend(_values(item[1]))
    return fields


def _values(raw: str) -> list[str]:
    listed = raw.strip()
    parts = listed[1:-1].split(",") if listed.startswith("[") and listed.endswith("]") else [listed]
    return [value for part in parts if (value := part.strip().strip("\"'"))]


def _one(fields: Mapping[str, list[str]], *names: str) -> str | None:
    return next((clean_or_none(fields[name][0]) for name in names if fields.get(name)), None)


def _title(pieces: Sequence[Piece]) -> str | None:
    return next((each.text for each in pieces[:3] if each.kind is BlockKind.HEADING and each.level == 1), None)


def _pieces(text: str) -> Iterator[Piece]:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    yield from _walk(SyntaxTreeNode(tokens), in_item=False, quoted=False)


def _walk(node: SyntaxTreeNode, *, in_item: bool, quoted: bool) -> Iterator[Piece]:
    for child in node.children:
        match child.type:
            case "heading":
                yield heading(_plain(child), int(child.tag[1]))
            case "paragraph":
                yield _block(_plain(child), in_item=in_item, quoted=quoted)
            case "table":
                yield table([_plain(cell) for cell in row.children] for row in _rows(child))
            case "fence" | "code_block":
                yield paragraph(child.content)
            case "html_block":
                yield from _html(child.content)
            case _:
                yield from _walk(
                    child,
                    in_item=in_item or child.type == "list_item",
                    quoted=quoted or child.type == "blockquote",
                )


def _rows(node: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    yield from (row for part in node.children for row in part.children)


def _block(text: str, *, in_item: bool, quoted: bool) -> Piece:
    if quoted:
        return quote(text)
    return list_item(text) if in_item else paragraph(text)


def _plain(node: SyntaxTreeNode) -> str:
    """The words of inline Markdown: link texts without their addresses, no picture descriptions."""
    parts = []
    for each in node.walk():
        if each.type in {"text", "code_inline"} and not _in_picture(each):
            parts.append(each.content)
        elif each.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
    return "".join(parts)


def _in_picture(node: SyntaxTreeNode) -> bool:
    return node.parent is not None and node.parent.type == "image"


def _html(markup: str) -> Iterator[Piece]:
    from dragoman.ingest.html import fragment_pieces

    if "<!--" not in markup or "-->" not in markup or re.sub(r"<!--.*?-->", "", markup, flags=re.DOTALL).strip():
        yield from fragment_pieces(markup)

"""Labelled names of persons, bodies and places: the Universal NER and FactRuEval formats.

Universal NER (Mayhew et al. 2024) is IOB2 in columns with the sentence in a comment. FactRuEval-2016
(Starostin et al. 2016) is stand-off: objects made of spans of a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import UnreadableError
from dragoman.records import Name

_UNER = {"PER": "person", "ORG": "body", "LOC": "place", "OTH": "other"}
_FACTRUEVAL = {"Person": "person", "Org": "body", "LocOrg": "place", "Location": "place"}


@dataclass(frozen=True, slots=True)
class NamedSentence:
    """A sentence with its names, none inside another; ``document`` is the article it is from."""

    text: str
    language: str
    document: str
    names: tuple[Name, ...]


def read_uner(path: Path, language: str) -> tuple[NamedSentence, ...]:
    """The sentences of a Universal NER file; UnreadableError names a line that is none of the format."""
    found: list[NamedSentence] = []
    document = text = ""
    rows: list[tuple[str, str]] = []
    for number, line in enumerate([*path.read_text("utf-8").splitlines(), ""], start=1):
        if line.startswith("# newdoc id"):
            document = line.partition("=")[2].strip()
        elif line.startswith("# text"):
            text = line.partition("=")[2].strip()
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            if len(cells) < 3:  # noqa: PLR2004 - number, word, tag
                raise UnreadableError(f"{path.name}:{number}: {line[:60]!r} is no tab-separated token line")
            rows.append((cells[1], cells[2]))
        elif not line and rows:
            found.append(NamedSentence(text, language, document, tuple(_of_tags(text, rows))))
            rows = []
    return tuple(found)


def _of_tags(text: str, rows: Sequence[tuple[str, str]]) -> Iterator[Name]:
    at = 0
    open_: Name | None = None
    for word, tag in rows:
        start = text.find(word, at)
        if start < 0:
            continue
        at = start + len(word)
        edge, _, label = tag.partition("-")
        kind = _UNER.get(label, "")
        if edge == "I" and open_ is not None and open_.kind == kind:
            open_ = Name(open_.start, at, kind)
            continue
        if open_ is not None:
            yield open_
        open_ = Name(start, at, kind) if kind else None
    if open_ is not None:
        yield open_


def read_factrueval(folder: Path, document: str) -> tuple[str, tuple[Name, ...]]:
    """The text of a FactRuEval document and its outermost names; a state or town is a place.

    Words that only describe ("порт" Козьмино, "радиостанция" Маяк) are left out, as the official score leaves
    them open, and a body without a name of its own ("the court") is none, unless it is named by its place.
    """
    text = folder.joinpath(f"{document}.txt").read_text("utf-8")
    spans: dict[str, tuple[str, int, int]] = {}
    for line in folder.joinpath(f"{document}.spans").read_text("utf-8").splitlines():
        cells = line.split()
        if len(cells) >= 4:  # noqa: PLR2004 - id, type, start, length
            spans[cells[0]] = (cells[1], int(cells[2]), int(cells[2]) + int(cells[3]))
    names: list[Name] = []
    for line in folder.joinpath(f"{document}.objects").read_text("utf-8").splitlines():
        cells = line.partition("#")[0].split()
        kind = _FACTRUEVAL.get(cells[1]) if len(cells) > 2 else None  # noqa: PLR2004 - id, type, spans
        parts = _named_parts([spans[cell] for cell in cells[2:] if cell in spans]) if kind else []
        if kind and parts:
            names.append(Name(min(start for _, start, _ in parts), max(end for _, _, end in parts), kind))
    return text, outermost(names)


def _named_parts(parts: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """The spans that make the name; all of them where a body is named by its place."""
    types = {type_ for type_, _, _ in parts}
    if not any(type_.endswith("name") for type_ in types):
        return []
    if "org_descr" in types and "org_name" not in types:
        return parts
    return [part for part in parts if not part[0].endswith("descr")]


def outermost(names: Sequence[Name]) -> tuple[Name, ...]:
    """The names that overlap no longer one, from left to right."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda each: (each.start - each.end, each.start)):
        if all(name.end <= other.start or other.end <= name.start for other in kept):
            kept.append(name)
    return tuple(sorted(kept, key=lambda each: each.start))

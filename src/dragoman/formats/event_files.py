"""Event statements of a ledger as a file of another format, with a data dictionary and a loss report beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.actors.conventions import load_territories
from dragoman.formats.coded_events import NO_STORY, CodedEvent, EventCoder, Needs, Story
from dragoman.formats.losses import WHY, Home, LeftOut, LossReport, count_fields
from dragoman.ontology import load_ontology
from dragoman.settings import Convention
from dragoman.store import LedgerReader, StoredStatement
from dragoman.store.naming import DEFAULT_CODER

_CHUNK = 200

Stories = Callable[[LedgerReader, Collection[str], str], Mapping[str, Story]]
"""From a reader, keys of documents and a coder to what rows tell of these documents."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file of an export: what its name ends in, its header line, and how an event becomes a line."""

    ending: str
    header: str | None
    line: Callable[[CodedEvent], str]


@dataclass(frozen=True, slots=True)
class Column:
    """A line of the data dictionary."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFormat:
    """A format that holds events: what it requires, its files and what it has no column for."""

    name: str
    needs: Needs
    tables: tuple[Table, ...]
    homes: tuple[Home[CodedEvent], ...]
    introduction: str
    columns: tuple[Column, ...]
    stories: Stories


@dataclass(frozen=True, slots=True)
class Written:
    """The files of an export, the events first, and what they do not say."""

    files: tuple[Path, ...]
    report: LossReport


def write_events(
    reader: LedgerReader,
    path: Path,
    *,
    format_: EventFormat,
    coder: str = DEFAULT_CODER,
    publication_dates: bool = False,
) -> Written:
    """Writes the live event statements of one coder to ``path`` and what explains them beside it.

    The order is that of the texts: the same ledger gives the same bytes. A file is complete or absent.
    """
    statements = reader.statements(coder=coder)
    event_coder = EventCoder(
        load_ontology(),
        reader.naming.register,
        load_territories(Convention.PLOVER),
        replace(format_.needs, publication_dates=publication_dates),
    )
    events, left_out = sort_out(statements, event_coder)
    stories = format_.stories(reader, {each.stored.document.key for each in events}, coder)
    events = [replace(each, story=stories.get(each.stored.document.key, NO_STORY)) for each in events]
    report = LossReport(
        format=format_.name,
        coder=coder,
        statements=len(statements),
        written=len(events),
        left_out=left_out,
        fields=count_fields(format_.homes, events),
        other_coders={name: len(reader.statements(coder=name)) for name in _coders(reader) if name != coder},
    )
    return Written(tuple(_write_all(path, format_, events, report)), report)


def sort_out(
    statements: Iterable[StoredStatement], coder: EventCoder
) -> tuple[list[CodedEvent], Mapping[LeftOut, int]]:
    """The events among statements, and how many were left out for which reason."""
    events: list[CodedEvent] = []
    left_out: Counter[LeftOut] = Counter()
    for stored in statements:
        found = coder.event(stored)
        if isinstance(found, LeftOut):
            left_out[found] += 1
        else:
            events.append(found)
    return events, left_out


def licences(reader: LedgerReader, documents: Collection[str]) -> dict[str, str | None]:
    """The licence of each document, by its key; texts are held in memory a few at a time."""
    keys = sorted(documents)
    found: dict[str, str | None] = {}
    for start in range(0, len(keys), _CHUNK):
        read = reader.documents(keys[start : start + _CHUNK])
        found.update({key: each.licence for key, each in read.items()})
    return found


def _coders(reader: LedgerReader) -> list[str]:
    """Everybody who has read a document of the ledger."""
    return sorted(set(reader.export("codings")["coder"].to_pylist()))


def _write_all(path: Path, format_: EventFormat, events: Iterable[CodedEvent], report: LossReport) -> Iterable[Path]:
    for number, table in enumerate(format_.tables):
        target = path if number == 0 else beside(path, table.ending)
        header = [] if table.header is None else [table.header]
        yield _write(target, [*header, *map(table.line, events)])
    yield _write(beside(path, "-dictionary.md"), [dictionary(format_)])
    yield _write(beside(path, "-losses.json"), [report.json().removesuffix("\n")])


def beside(path: Path, ending: str) -> Path:
    """A file of the same name but for its ending."""
    return path.with_name(path.stem + ending)


def _write(path: Path, lines: Iterable[str]) -> Path:
    part = path.with_name(path.name + ".part")
    with part.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{line}\n" for line in lines)
    return part.replace(path)


def dictionary(format_: EventFormat) -> str:
    """The data dictionary as Markdown: every column and field, what was left out, and why."""
    return "\n".join(
        [
            f"# {format_.name.upper()} as Dragoman writes it",
            "",
            format_.introduction,
            "",
            f"Ontology: {load_ontology().version}.",
            "",
            "| Column | What stands there |",
            "|---|---|",
            *(f"| `{each.name}` | {each.meaning} |" for each in format_.columns),
            "",
            "## What has no column",
            "",
            "| Of a statement | Kept in | |",
            "|---|---|---|",
            *(f"| {each.field} | {each.kept_in or 'nowhere'} | {each.note} |" for each in format_.homes),
            "",
            "## What has no row",
            "",
            "The loss report counts these; the first reason that applies counts.",
            "",
            "| Reason | |",
            "|---|---|",
            *(f"| {reason} | {why} |" for reason, why in WHY.items() if _applies(reason, format_.needs)),
        ]
    )


def _applies(reason: LeftOut, needs: Needs) -> bool:
    return {LeftOut.NO_ACTOR: needs.actor, LeftOut.NO_DATE: needs.date}.get(reason, True)

"""``dragoman events``: the happenings that the reports of a ledger tell of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.actors import log_row
from dragoman.cli.common import (
    Column,
    counted,
    decision_options,
    inherited_ledger,
    ledger_option,
    output_options,
    print_json_lines,
    print_rows,
    shown_address,
    user_name,
)
from dragoman.cli.conventions import state_convention, territories
from dragoman.errors import UsageError
from dragoman.language.harmless import harmless

if TYPE_CHECKING:
    from dragoman.actors.conventions import Territories
    from dragoman.linking import Event, Events, Linked
    from dragoman.linking.parties import Party
    from dragoman.store import LedgerReader
    from dragoman.store.tables import JudgementRow

_LISTED = 40
_SHORT = 12
LIST = (
    Column("id", style="dim"),
    Column("date"),
    Column("reported", style="dim"),
    Column("type", style="bold"),
    Column("source", style="cyan", ratio=4),
    Column("target", style="cyan", ratio=4),
    Column("place", ratio=2),
    Column("reports"),
    Column("members"),
)


@click.group(
    invoke_without_command=True,
    epilog="Example: dragoman events --type CONSULT --actor SRB --min-reports 2 --csv > meetings.csv",
)
@ledger_option
@click.option("--type", "types", multiple=True, help="A PLOVER category.")
@click.option("--actor", "actors", multiple=True, help="An actor's id, country code or name, on either side.")
@click.option("--modality", "modalities", multiple=True, help="actual or ongoing; others are no events yet.")
@click.option("--document", help="Only what this document tells of (id, its beginning, or address).")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="With a report at least so certain.")
@click.option("--min-reports", type=click.IntRange(1), default=1, help="Told by at least so many texts.")
@click.option("--as-of", metavar="TIME", help="The ledger as it stood then, as 2026-05-01T12:00.")
@click.option("--limit", type=click.IntRange(1), help="At most so many; all by default in --json and --csv, else 40.")
@output_options
@click.pass_context
def command(context: click.Context, /, ledger: str, **given: Any) -> None:
    """List events by date: each happening once, with how many texts report it.

    Reports are linked that name compatible actors, one category and overlapping dates. Copies of one text
    count as one report.
    """
    if context.invoked_subcommand is None:
        _list(ledger, **given)


def _list(ledger: str, *, as_json: bool, as_csv: bool, limit: int | None, **wanted: Any) -> None:
    found = find(ledger, **wanted)
    shown = found[: limit or (None if as_json or as_csv else _LISTED)]
    view = territories()
    rows = [row(each, view) for each in shown]
    if not (as_json or as_csv):
        rows = [{**each, "id": each["id"][:_SHORT], "members": len(each["members"])} for each in rows]
    print_rows(rows, LIST, as_json=as_json, as_csv=as_csv)
    if not found:
        click.echo("no event fits; 'dragoman statements --kind event' shows what was coded", err=True)
    elif len(shown) < len(found):
        click.echo(f"{len(shown)} of {len(found)} shown; --limit {len(found)} shows all", err=True)
    if not (as_json or as_csv):
        parties = [party for each in shown for party in (*each.source, *each.target)]
        state_convention(view, [value for party in parties for value in (party.actor, party.country)])


def find(
    ledger: str,
    *,
    types: tuple[str, ...] = (),
    actors: tuple[str, ...] = (),
    modalities: tuple[str, ...] = (),
    document: str | None = None,
    min_confidence: float = 0.0,
    min_reports: int = 1,
    as_of: str | None = None,
) -> list[Event]:
    """The events with a member that fits; UsageError for a type or modality that does not exist."""
    from dragoman.cli.names import check_names, documents_named, moment
    from dragoman.linking import link_events
    from dragoman.store import open_ledger
    from dragoman.store.reader import StatementFilter

    check_names(kinds=(), types=types, modalities=modalities)
    reader = open_ledger(ledger).reader(as_of=moment(as_of))
    wanted = StatementFilter(
        kinds=("event",),
        types=types,
        actors=actors,
        modalities=tuple(each.lower() for each in modalities),
        documents=documents_named(reader, document),
        minimum_confidence=min_confidence,
    )
    events = [each for each in link_events(reader).events if each.reports >= min_reports]
    if wanted == StatementFilter(kinds=("event",)):
        return events
    fitting = {each.id for each in reader.statements(wanted)}
    return [each for each in events if any(member.id in fitting for member in each.members)]


def row(event: Event, view: Territories) -> dict[str, Any]:
    """An event as a flat row; countries by the convention, actors by their ids."""
    published = [each.document.published for each in event.members if each.document.published]
    sides = {"source": event.source, "target": event.target}
    countries = {side: [view.country(party.country) for party in parties] for side, parties in sides.items()}
    return {
        "id": event.id,
        "date": str(event.date) if event.date else None,
        "reported": min((each.start for each in published), default=None),
        "reported_until": max((each.end for each in published), default=None),
        "type": event.type if not event.about else f"{event.type} ({event.about})",
        "about": event.about,
        **{side: [_name(party, view) for party in parties] for side, parties in sides.items()},
        "source_actors": _actors(event.source, countries["source"]),
        "target_actors": _actors(event.target, countries["target"]),
        "source_countries": countries["source"],
        "target_countries": countries["target"],
        "place": event.place.name or event.place.span.text if event.place else None,
        "reports": event.reports,
        "statements": len(event.members),
        "members": [each.id for each in event.members],
        "convention": str(view.convention),
    }


def _name(party: Party, view: Territories) -> str:
    return view.name(party.actor, party.name) or party.name


def _actors(parties: Iterable[Party], countries: Iterable[str | None]) -> list[str | None]:
    return [party.actor or country for party, country in zip(parties, countries, strict=True)]


@command.command(
    short_help="One event with every report and why it is linked.", epilog="Example: dragoman events show 4f1c09d2a7b3"
)
@click.argument("event", metavar="ID")
@inherited_ledger
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def show(event: str, ledger: str, *, as_json: bool) -> None:
    """One event: every member's quote, where it stands, and the reasons it was linked.

    ID is an event's, or that of any statement of it, or the beginning of one.
    """
    from dragoman.linking import link_events
    from dragoman.store import open_ledger

    events = link_events(open_ledger(ledger).reader())
    found = events.find(event)
    view = territories()
    if as_json:
        print_json_lines([page_row(events, found, view)])
    else:
        click.echo(page(events, found, view))


def page_row(events: Events, event: Event, view: Territories) -> dict[str, Any]:
    """An event with its members as one object."""
    return {
        **row(event, view),
        "members": [_member_row(each) for each in events.reasons(event)],
        "judgements": [_judged(events, each) for each in events.judgements(event)],
    }


def _member_row(linked: Linked) -> dict[str, Any]:
    statement, document = linked.stored.statement, linked.stored.document
    return {
        "id": linked.stored.id,
        "linked_to": linked.to,
        "score": linked.score,
        "reasons": list(linked.reasons),
        "quote": statement.sentence.text,
        "start": statement.sentence.start,
        "end": statement.sentence.end,
        "date": str(statement.date) if statement.date else None,
        "published": str(document.published) if document.published else None,
        "source": [each.span.text for each in statement.source],
        "target": [each.span.text for each in statement.target],
        "modality": statement.modality,
        "confidence": statement.confidence,
        "document": document.key,
        "text": linked.report,
        "title": document.title,
        "publisher": document.publisher,
        "uri": document.uri,
    }


def _judged(events: Events, judgement: JudgementRow) -> dict[str, Any]:
    return log_row(judgement, idle=judgement.id in events.idle)


def page(events: Events, event: Event, view: Territories) -> str:
    """An event for the terminal."""
    shown = row(event, view)
    sides = " -> ".join(", ".join(shown[side]) for side in ("source", "target") if shown[side])
    told = f"{counted(event.reports, 'report')}, {counted(len(event.members), 'statement')}"
    lines = [
        f"{shown['date'] or 'no date stated'}  {shown['type']}  {sides}  [{event.id}]",
        f"  {told}, published {shown['reported'] or '?'} to {shown['reported_until'] or '?'}",
    ]
    for each in events.judgements(event):
        judged = _judged(events, each)
        lines.append(f"  judged {judged['recorded']} by {judged['who']}: {judged['decision']}  ({judged['id']})")
    for linked in events.reasons(event):
        lines += ["", *_quoted(linked)]
    return "\n".join(map(harmless, lines))


def _quoted(linked: Linked) -> list[str]:
    """A member with its place in the document and why it is one."""
    from dragoman.linking.events import FIRST

    document = linked.stored.document
    date = str(document.published) if document.published else "no date"
    title = shown_address(document.title or document.uri)
    to = f"linked to {linked.to[:_SHORT]}" if linked.to else "linked to none of the others"
    score = f" ({linked.score:.2f})" if linked.score is not None else ""
    return [
        f"  “{' '.join(linked.stored.statement.sentence.text.split())}”",
        f"    {title}, {date}  ({document.id[:_SHORT]})  statement {linked.stored.id[:_SHORT]}",
        *([] if linked.reasons[0] == FIRST else [f"    {to}{score}:"]),
        *(f"      {reason}" for reason in linked.reasons),
    ]


@command.command(
    short_help="Decide that two events are one.",
    epilog="Example: dragoman events merge 4f1c09d2a7b3 90eee29ca22a --note 'one summit'",
)
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@inherited_ledger
@decision_options
def merge(one: str, other: str, ledger: str, *, note: str | None, who: str | None) -> None:
    """Decide that two events are one, whatever their likeness; kept when documents are read or coded again."""
    from dragoman.linking import EventJudge, link_events
    from dragoman.store import open_ledger

    opened = open_ledger(ledger)
    judgement = EventJudge(opened, who or user_name()).merge(one, other, note=note)
    event = link_events(opened.reader()).find(one)
    _done(judgement, f"{counted(event.reports, 'report')} of one event, {event.id[:_SHORT]}")


@command.command(
    short_help="Take a statement out of an event.",
    epilog="Example: dragoman events split 4f1c09d2a7b3 b7c1eb61a0d2 --note 'the day after'",
)
@click.argument("event")
@click.argument("statement")
@inherited_ledger
@decision_options
def split(event: str, statement: str, ledger: str, *, note: str | None, who: str | None) -> None:
    """Decide that a statement tells of another happening than the others of its event."""
    from dragoman.linking import EventJudge, link_events
    from dragoman.store import open_ledger

    opened = open_ledger(ledger)
    judgement = EventJudge(opened, who or user_name()).split(event, statement, note=note)
    events = link_events(opened.reader())
    left = {events.find(each).id for each in judgement.subject[1:]}
    _done(judgement, f"what is left is {counted(len(left), 'event')}: {', '.join(sorted(e[:_SHORT] for e in left))}")


@command.command(short_help="Withdraw a judgement on events.", epilog="Example: dragoman events undo")
@click.argument("judgement", required=False, metavar="[JUDGEMENT_ID]")
@inherited_ledger
@click.option("--by", "who", metavar="NAME", help="Who withdraws it  [default: the user's name]")
def undo(judgement: str | None, ledger: str, *, who: str | None) -> None:
    """Withdraw a merge or split, the last one by default; 'dragoman actors log' lists all judgements."""
    from dragoman.judgements import Judge
    from dragoman.store import open_ledger

    opened = open_ledger(ledger)
    chosen = judgement or _last(opened.reader())
    withdrawn = Judge(opened, who or user_name()).undo(chosen)
    click.echo(f"withdrew {withdrawn.id}: {harmless(log_row(withdrawn)['decision'])}")


def _last(reader: LedgerReader) -> str:
    """The id of the judgement on events that was made last."""
    from dragoman.store.tables import JudgementKind

    links = [row for row in reader.naming.judgements if row.kind is JudgementKind.EVENT_LINK]
    if not links:
        raise UsageError(
            "there is no judgement on events to withdraw; 'dragoman events merge --help' shows how to make one"
        )
    return links[-1].id


def _done(judgement: JudgementRow, also: str) -> None:
    click.echo(f"{judgement.id}: {harmless(str(log_row(judgement)['decision']))}; {also}")
    click.echo(f"'dragoman events undo {judgement.id}' takes it back", err=True)

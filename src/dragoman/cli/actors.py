"""``dragoman actors``: who a ledger names, and what people decided about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

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
from dragoman.language.harmless import harmless

if TYPE_CHECKING:
    from dragoman.actors.conventions import Territories
    from dragoman.judgements import ActorProfile, ActorSummary, Evidence, Judge
    from dragoman.store import LedgerReader
    from dragoman.store.tables import JudgementRow

_LISTED = 40
LIST = (
    Column("id", style="dim", ratio=4),
    Column("name", style="bold", ratio=5),
    Column("kind"),
    Column("country"),
    Column("sector"),
    Column("mentions"),
    Column("documents"),
    Column("first"),
    Column("last"),
)
SEARCH = (
    Column("id", style="dim", ratio=4),
    Column("name", style="bold", ratio=4),
    Column("kind"),
    Column("country"),
    Column("matched", ratio=4),
    Column("by"),
)
LOG = (
    Column("id", style="dim"),
    Column("recorded"),
    Column("kind", style="bold"),
    Column("decision", ratio=6),
    Column("who"),
    Column("note", ratio=3),
    Column("withdrawn"),
)


@click.group(
    invoke_without_command=True,
    epilog="Example: dragoman actors --kind person --country SRB --limit 20",
)
@ledger_option
@click.option("--kind", "kinds", multiple=True, help="state, body, person, party, armed_group, ...")
@click.option("--country", "countries", multiple=True, help="ISO 3166 alpha-3, Kosovo XKX; or EUR, IGO, NGO, ...")
@click.option("--sector", "sectors", multiple=True, help="PLOVER's: GOV, MIL, PTY, JRN, ...")
@click.option("--query", metavar="TEXT", help="Only actors of such a name, in any script.")
@click.option("--provisional", is_flag=True, help="Only persons that no register lists.")
@click.option("--limit", type=click.IntRange(1), help="At most so many; all by default in --json and --csv, else 40.")
@output_options
@click.pass_context
def command(context: click.Context, /, ledger: str, **given: Any) -> None:
    """List the actors that the documents name, the most mentioned first.

    Only accepted actors count: an office's holder on the day, a name of the register, whom a person accepted.
    """
    if context.invoked_subcommand is None:
        _list(ledger, **given)


def _list(ledger: str, *, as_json: bool, as_csv: bool, limit: int | None, **wanted: Any) -> None:
    from dragoman.store import open_ledger

    reader = open_ledger(ledger).reader()
    found = find(reader, **wanted)
    shown = found[: limit or (None if as_json or as_csv else _LISTED)]
    view = territories()
    rows = [summary_row(each, view) for each in shown]
    print_rows(rows, LIST, as_json=as_json, as_csv=as_csv)
    if not found:
        click.echo("no actor fits; 'dragoman documents' shows what was read and coded", err=True)
    elif len(shown) < len(found):
        click.echo(f"{len(shown)} of {len(found)} shown; --limit {len(found)} shows all", err=True)
    if not (as_json or as_csv):
        state_convention(view, [value for each in shown for value in (each.id, each.country)])


def find(
    reader: LedgerReader,
    *,
    kinds: tuple[str, ...] = (),
    countries: tuple[str, ...] = (),
    sectors: tuple[str, ...] = (),
    query: str | None = None,
    provisional: bool = False,
) -> list[ActorSummary]:
    """The accepted actors that fit; UsageError for a kind that does not exist."""
    from dragoman.errors import UsageError
    from dragoman.judgements import ActorFilter, find_actors, list_actors
    from dragoman.ontology import load_ontology

    choices = load_ontology().actor_kinds
    for kind in kinds:
        if kind.casefold() not in choices:
            raise UsageError(f"--kind {kind!r} does not exist; choose from {', '.join(choices)}")
    ids = None
    if query is not None:
        leader = reader.naming.canonical.leader
        ids = frozenset(leader(each.id) for each in find_actors(reader, query))
    return list_actors(
        reader,
        ActorFilter(kinds=kinds, countries=countries, sectors=sectors, ids=ids, provisional=provisional),
    )


def summary_row(actor: ActorSummary, view: Territories) -> dict[str, Any]:
    """An actor as a flat row, codes and names of disputed territories by the convention."""
    shown = view.of(actor.id)
    return {
        "id": actor.id,
        "name": view.name(actor.id, actor.name),
        "kind": actor.kind,
        "country": shown.country if shown and actor.country else view.country(actor.country),
        "sector": actor.sector,
        "mentions": actor.mentions,
        "documents": actor.documents,
        "first": actor.first,
        "last": actor.last,
        "convention": str(view.convention),
    }


@command.command(
    short_help="One actor with names, offices, counts, evidence.",
    epilog="Example: dragoman actors show 'Aleksandar Vučić' --limit 3",
)
@click.argument("actor", metavar="ID_OR_NAME")
@inherited_ledger
@click.option("--limit", type=click.IntRange(0), default=5, show_default=True, help="Sentences shown as evidence.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def show(actor: str, ledger: str, *, limit: int, as_json: bool) -> None:
    """Everything known of an actor: names, codes, offices, counts, the sentences that name it."""
    from dragoman.judgements import profile, the_actor
    from dragoman.store import open_ledger

    reader = open_ledger(ledger).reader()
    found = profile(reader, the_actor(reader, actor), evidence=limit)
    view = territories()
    if as_json:
        print_json_lines([profile_row(found, view)])
    else:
        click.echo(page(found, view))


def profile_row(found: ActorProfile, view: Territories) -> dict[str, Any]:
    """A profile as one object."""
    record, shown = found.record, view.of(found.id)
    return {
        "id": found.id,
        "name": view.name(found.id, found.name),
        "kind": record.kind if record else None,
        "country": view.country(record.country) if record else None,
        "sector": record.sector if record else None,
        "status": shown.status if shown else None,
        "names": {language: list(names) for language, names in record.names.items()} if record else {},
        "codes": dict(record.codes) if record else {},
        "offices": [{"role": each.role, "of": each.of, "from": each.start, "to": each.end} for each in record.offices]
        if record
        else [],
        "parent": record.parent if record else None,
        "wikidata": record.wikidata if record else None,
        "source": record.source_note if record else None,
        "members": list(found.members),
        "judgements": [log_row(each) for each in found.judgements],
        "accepted": found.accepted,
        "candidates": found.candidates,
        "rules": dict(found.rules),
        "evidence": [
            {
                "mention": each.mention,
                "document": each.document.key,
                "title": each.document.title,
                "date": str(each.document.published) if each.document.published else None,
                "uri": each.document.uri,
                "start": each.start,
                "end": each.end,
                "text": each.text,
                "quote": each.sentence,
                "accepted": each.accepted,
                "rule": each.rule,
                "reasons": list(each.reasons),
            }
            for each in found.evidence
        ],
        "convention": str(view.convention),
    }


def page(found: ActorProfile, view: Territories) -> str:
    """A profile for the terminal."""
    lines = [f"{view.name(found.id, found.name)}  [{found.id}]"]
    lines += _of_record(found, view)
    for row in map(log_row, found.judgements):
        lines.append(f"  judged    {row['decision']}: {row['who']} on {row['recorded']}, {row['id']}")
    if len(found.members) > 1:
        lines.append(f"  one with  {', '.join(found.members[1:])}")
    rules = "; ".join(f"{number} by {rule}" for rule, number in found.rules)
    lines.append(f"  accepted  {counted(found.accepted, 'mention')}{f': {rules}' if rules else ''}")
    lines.append(f"  candidate {counted(found.candidates, 'mention')} beside these, taken for somebody else or nobody")
    for each in found.evidence:
        lines += ["", *_quoted(each)]
    return "\n".join(map(harmless, lines))


def _quoted(evidence: Evidence) -> list[str]:
    """A sentence with where it stands and what was made of the mention."""
    document = evidence.document
    date = str(document.published) if document.published else "no date"
    rule = evidence.rule or "no rule on record"
    title = shown_address(document.title or document.uri)
    return [
        f"  “{' '.join(evidence.sentence.split())}”",
        f"    {evidence.text!r} {evidence.start}-{evidence.end} of {title}, {date}  ({document.id[:12]})",
        f"    mention {evidence.mention[:12]}: {f'accepted, {rule}' if evidence.accepted else 'candidate only'}",
    ]


def _of_record(found: ActorProfile, view: Territories) -> list[str]:
    """What a register says of the actor."""
    record = found.record
    if record is None:
        return ["  provisional: no register lists it; its mentions carry one name in any spelling"]
    country = view.country(record.country)
    lines = [
        f"  {'  '.join(filter(None, (record.kind, country, record.sector, record.parent and f'of {record.parent}')))}"
    ]
    shown = view.of(found.id)
    if shown:
        by = f"by the convention {view.convention}"
        lines.append(f"  status    {shown.status or shown.name}, counted in {shown.country}, {by} ({shown.source})")
    lines += [f"  {language:<9} {', '.join(names)}" for language, names in record.names.items()]
    if record.codes or record.wikidata:
        codes = [f"{name} {code}" for name, code in record.codes.items()]
        lines.append(f"  codes     {', '.join([*codes, *([record.wikidata] if record.wikidata else [])])}")
    if record.valid_from or record.valid_to:
        lines.append(f"  existed   {record.valid_from or '?'} to {record.valid_to or 'now'}")
    lines += [
        f"  office    {office.role} of {office.of}, {office.start or '?'} to {office.end or 'now'}"
        for office in record.offices
    ]
    return [*lines, f"  source    {record.source_note}"]


@command.command(short_help="Actors by name, in any script.", epilog="Example: dragoman actors search Зеленський")
@click.argument("text")
@inherited_ledger
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many.")
@output_options
def search(text: str, ledger: str, *, limit: int, as_json: bool, as_csv: bool) -> None:
    """Actors by name, in any script, with or without marks; close spellings last."""
    from dragoman.judgements import find_actors
    from dragoman.store import open_ledger

    found = find_actors(open_ledger(ledger).reader(), text, limit=limit)
    view = territories()
    rows = [
        {
            "id": each.id,
            "name": view.name(each.id, each.name),
            "kind": each.kind,
            "country": view.country(each.country),
            "matched": each.matched,
            "by": each.likeness.name.lower(),
            "convention": str(view.convention),
        }
        for each in found
    ]
    print_rows(rows, SEARCH, as_json=as_json, as_csv=as_csv)
    if not found:
        click.echo(f"no actor is called anything like {harmless(text)!r}; 'dragoman add-actors' adds one", err=True)


@command.command(
    short_help="Decide that two actors are one.",
    epilog="Example: dragoman actors merge provisional/ana-brnabic person/ana-brnabic --note 'same person'",
)
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@inherited_ledger
@decision_options
def merge(one: str, other: str, ledger: str, *, note: str | None, who: str | None) -> None:
    """Decide that two actors are one; they count under the register's id, or the first by name."""
    from dragoman.judgements import the_actor

    judge, reader = _judge(ledger, who)
    row = judge.merge(the_actor(reader, one), the_actor(reader, other), note=note)
    leader = judge.ledger.reader().naming.canonical.leader(row.subject[0])
    _done(row, f"they count as {leader}")


@command.command(
    short_help="Decide that two actors are distinct.",
    epilog="Example: dragoman actors split person/boris-tadic provisional/boris-tadic",
)
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@inherited_ledger
@decision_options
def split(one: str, other: str, ledger: str, *, note: str | None, who: str | None) -> None:
    """Take a merge apart, or decide that two actors are distinct so that none merges them."""
    from dragoman.judgements import the_actor

    judge, reader = _judge(ledger, who)
    _done(judge.split(the_actor(reader, one), the_actor(reader, other), note=note))


@command.command(
    short_help="Decide whom a mention stands for.",
    epilog="Example: dragoman actors accept 77f8719e360a person/ana-brnabic --note 'named below'",
)
@click.argument("mention", metavar="MENTION_ID")
@click.argument("actor")
@inherited_ledger
@decision_options
def accept(mention: str, actor: str, ledger: str, *, note: str | None, who: str | None) -> None:
    """Decide whom a mention stands for; 'actors show' lists the ids of mentions."""
    from dragoman.judgements import the_actor

    judge, reader = _judge(ledger, who)
    _done(judge.accept(mention, the_actor(reader, actor), note=note))


@command.command(
    short_help="Decide that a mention is somebody else.",
    epilog="Example: dragoman actors reject 77f8719e360a --note 'a namesake'",
)
@click.argument("mention", metavar="MENTION_ID")
@inherited_ledger
@decision_options
def reject(mention: str, ledger: str, *, note: str | None, who: str | None) -> None:
    """Decide that a mention does not stand for the actor it was taken for."""
    judge, _ = _judge(ledger, who)
    _done(judge.reject(mention, note=note))


@command.command(
    short_help="Decide how lists call an actor.",
    epilog="Example: dragoman actors rename provisional/jorje-vukadinovic 'Đorđe Vukadinović'",
)
@click.argument("actor")
@click.argument("name")
@inherited_ledger
@decision_options
def rename(actor: str, name: str, ledger: str, *, note: str | None, who: str | None) -> None:
    """Decide how lists call an actor; texts keep their words."""
    from dragoman.judgements import the_actor

    judge, reader = _judge(ledger, who)
    _done(judge.rename(the_actor(reader, actor), name, note=note))


@command.command(short_help="Withdraw a judgement.", epilog="Example: dragoman actors undo")
@click.argument("judgement", required=False, metavar="[JUDGEMENT_ID]")
@inherited_ledger
@click.option("--by", "who", metavar="NAME", help="Who withdraws it  [default: the user's name]")
def undo(judgement: str | None, ledger: str, *, who: str | None) -> None:
    """Withdraw a judgement, the last one by default; it stays in the log."""
    judge, _ = _judge(ledger, who)
    row = judge.undo(judgement)
    click.echo(f"withdrew {row.id}: {harmless(log_row(row)['decision'])}")


@command.command(short_help="Every judgement.", epilog="Example: dragoman actors log --csv")
@inherited_ledger
@output_options
def log(ledger: str, *, as_json: bool, as_csv: bool) -> None:
    """Every judgement in the order they were made, withdrawn ones too."""
    from dragoman.store import open_ledger

    reader = open_ledger(ledger).reader()
    idle = set(reader.naming.canonical.idle)
    rows = [log_row(row, idle=row.id in idle) for row in reader.naming.history()]
    print_rows(rows, LOG, as_json=as_json, as_csv=as_csv)
    if not rows:
        click.echo("no judgements yet; 'dragoman actors merge --help' shows how to make one", err=True)


def log_row(row: JudgementRow, *, idle: bool = False) -> dict[str, Any]:
    """A judgement as a flat row."""
    from dragoman.judgements.profile import said

    withdrawn = f"{row.retired_at:%Y-%m-%d %H:%M} by {row.retired_by}" if row.retired_at else None
    return {
        "id": row.id,
        "recorded": f"{row.recorded_at:%Y-%m-%d %H:%M}",
        "kind": str(row.kind),
        "decision": said(row) + (", but a split overrides it" if idle else ""),
        "who": row.who,
        "note": row.note,
        "withdrawn": withdrawn,
        "subject": list(row.subject),
        "object": row.object,
    }


def _judge(ledger: str, who: str | None) -> tuple[Judge, LedgerReader]:
    from dragoman.judgements import Judge
    from dragoman.store import open_ledger

    opened = open_ledger(ledger)
    return Judge(opened, who or user_name()), opened.reader()


def _done(row: JudgementRow, also: str | None = None) -> None:
    decision = harmless(str(log_row(row)["decision"]))
    click.echo(f"{row.id}: {decision}{f'; {also}' if also else ''}")
    click.echo(f"'dragoman actors undo {row.id}' takes it back", err=True)

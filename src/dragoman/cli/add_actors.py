"""``dragoman add-actors``: a user's own register over the package's."""

from __future__ import annotations

import sys
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.common import counted, ledger_option
from dragoman.errors import LedgerMissingError, UsageError
from dragoman.language.harmless import harmless

if TYPE_CHECKING:
    from dragoman.actors.overlay import OwnActor
    from dragoman.actors.own_files import OwnFile
    from dragoman.store import Ledger

COLUMNS_HELP = """\b
One actor a record, in CSV (values of a cell separated by ;) or YAML:
  id          a new one (person/ana-example), or that of one of ours: names add, other fields replace
  kind        state, body, office, person, party, armed_group, company, people, construct, place
  name        the usual name first; name_ru, name_sr, name_hr, name_bs ... (YAML: names: {ru: [...]})
  forms_ru    further forms of the names, used as they stand (YAML: forms: {ru: [...]})
  country     ISO 3166 alpha-3, Kosovo XKX; or EUR, UNO, IGO, NGO, ISM, IMG, MNC
  sector      PLOVER's: GOV, MIL, PTY, JRN, ...
  parent      the id of the actor it belongs to
  from, to    when it existed: 2008, 2008-02 or 2008-02-17
  offices     OFFICE:ACTOR:START..END, as president:SRB:2012-05-31..2017-05-31
  gender      m or f, for the cases of a person's name; surname: no, if the surname alone is nobody
  wikidata    as Q403
  source      where it is from
"""


@click.command(
    "add-actors",
    help="Put your own actors over the register's, in this ledger.\n\n" + COLUMNS_HELP,
    epilog="Example: dragoman add-actors actors.csv --dry-run",
)
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@ledger_option
@click.option("--dry-run", is_flag=True, help="Only check the file.")
@click.option("--remove", "removed", multiple=True, metavar="ID", help="Take an actor of yours out again.")
def command(file: Path | None, ledger: str, *, dry_run: bool, removed: tuple[str, ...]) -> None:
    """Good records go in, bad ones are named with their line; exit code 1 if all are bad."""
    if file is None and not removed:
        raise UsageError("name a CSV or YAML file of actors, or --remove ID")
    if removed:
        remove(ledger, removed, dry_run=dry_run)
    if file is not None:
        found, said = add(ledger, file, dry_run=dry_run)
        _report(found, said, dry_run=dry_run)
        if found.problems and not found.actors:
            sys.exit(1)


def add(ledger: str, file: Path, *, dry_run: bool = False) -> tuple[OwnFile, dict[str, int]]:
    """Reads a file into the ledger's own register; what it holds, and how many actors are new, extend ours, changed."""
    from dragoman.actors.own_files import read_own
    from dragoman.actors.register import load_register
    from dragoman.store import create_ledger

    opened = _opened(ledger) if dry_run else create_ledger(ledger)
    reader = opened.reader() if opened else None
    found = read_own(file, register=reader.naming.register if reader else load_register())
    before = {each.id: each for each in reader.naming.overlay.actors} if reader else {}
    fresh = [actor for actor in found.actors if before.get(actor.id) != actor]
    ours = load_register()
    said = {
        "new": sum(actor.id not in before and actor.id not in ours for actor in fresh),
        "over one of ours": sum(actor.id not in before and actor.id in ours for actor in fresh),
        "changed": sum(actor.id in before for actor in fresh),
        "unchanged": len(found.actors) - len(fresh),
    }
    if opened and not dry_run:
        _write(opened, fresh)
    return found, said


def _opened(ledger: str) -> Ledger | None:
    """The ledger if there is one: a dry run makes none."""
    from dragoman.store import open_ledger

    try:
        return open_ledger(ledger)
    except LedgerMissingError:
        return None


def _write(ledger: Ledger, actors: list[OwnActor]) -> None:
    from dragoman.records import digest
    from dragoman.store.tables import ActorRow

    now = datetime.now(UTC)
    rows = [
        ActorRow(
            key=digest(repr(actor), now.isoformat()),
            recorded_at=now,
            **{field.name: getattr(actor, field.name) for field in fields(actor)},
        )
        for actor in actors
    ]
    ledger.writer(run="add-actors").write_actors(rows)


def remove(ledger: str, ids: tuple[str, ...], *, dry_run: bool = False) -> None:
    """Takes actors out of the ledger's own register; UsageError for one that is not in it."""
    from dragoman.store import open_ledger

    opened = open_ledger(ledger)
    own = {each.id for each in opened.reader().naming.overlay.actors}
    for each in ids:
        if each not in own:
            has = ", ".join(sorted(own)[:10]) or "none"
            raise UsageError(f"{each!r} is no actor of yours in this ledger; yours are {has}")
    if not dry_run:
        opened.writer(run="add-actors").remove_actors(ids)
    what = counted(len(set(ids)), "actor")
    click.echo(f"{what} {'would be' if dry_run else ''} removed".replace("  ", " "))
    _hint(dry_run=dry_run)


def _report(found: OwnFile, said: dict[str, int], *, dry_run: bool) -> None:
    for problem in found.problems:
        click.echo(harmless(problem), err=True)
    for note in found.notes:
        click.echo(harmless(note), err=True)
    parts = ", ".join(f"{number} {what}" for what, number in said.items() if number)
    bad = f"; {counted(len(found.problems), 'record')} refused" if found.problems else ""
    state = "would be taken" if dry_run else "taken"
    click.echo(f"{counted(len(found.actors), 'actor')} {state}{f': {parts}' if parts else ''}{bad}")
    if sum(said.values()) > said["unchanged"]:
        _hint(dry_run=dry_run)


def _hint(*, dry_run: bool) -> None:
    if not dry_run:
        click.echo("'dragoman code' reads the documents again with this register", err=True)

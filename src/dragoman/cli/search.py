"""``dragoman search``: excerpts with the hits marked."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.common import is_styled, ledger_option, output_options, print_csv, print_json_lines

if TYPE_CHECKING:
    from dragoman.search.results import SearchResult
    from dragoman.store import LedgerReader

QUERY_HELP = """\b
The query language:
  sanctions visas            both words, in any of their forms
  sankcije OR sanctions      either; NOT word or -word: without
  "energy security"          a phrase
  gas NEAR/5 Serbia          within five words of each other
  sankc*                     words that begin so
  actor:SRB  kind:event  type:CONSULT  lang:ru  publisher:"Name"  genre:essay  collection:x
  category:NAME              what a category of your own found (dragoman train-category)
  date:2012  date:2008..2012  date:>=2014-05
"""


@click.command(
    help="Find documents, with excerpts in which the hits are marked.\n\n" + QUERY_HELP,
    epilog="Example: dragoman search 'Balkans (sanctions OR visas) date:2008..2012'",
)
@click.argument("query")
@ledger_option
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="Documents shown.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Leave out the first so many.")
@click.option(
    "--sort",
    type=click.Choice(["relevance", "recent", "date"]),
    default="relevance",
    show_default=True,
    help="By BM25; by BM25 favouring newer ones; newest first.",
)
@click.option("--excerpts", type=click.IntRange(1, 20), default=3, show_default=True, help="Excerpts of each.")
@click.option("--facets", is_flag=True, help="Count actors, types, publishers, years ... of the matches.")
@output_options
def command(query: str, ledger: str, *, as_json: bool, as_csv: bool, **options: Any) -> None:
    """The result as a page of an archive, JSON Lines or CSV."""
    found = find(query, ledger, **options)
    if as_json:
        print_json_lines(json_rows(found))
    elif as_csv:
        print_csv(csv_rows(found))
    else:
        click.echo(page(found))


def find(
    query: str,
    ledger: str,
    *,
    limit: int = 10,
    offset: int = 0,
    sort: str = "relevance",
    excerpts: int = 3,
    facets: bool = False,
) -> SearchResult:
    """The result of a query on a ledger; QueryError where it does not parse."""
    from dragoman.search import Sort, search
    from dragoman.search.facets import FACETS
    from dragoman.store import open_ledger

    reader = open_ledger(ledger).reader()
    return search(
        reader,
        query,
        limit=limit,
        offset=offset,
        sort=Sort(sort),
        excerpts=excerpts,
        facets=tuple(FACETS) if facets else (),
        actors=partial(actor_ids, reader),
    )


def actor_ids(reader: LedgerReader, name: str) -> tuple[str, ...]:
    """The ids of the ledger's register that a name after ``actor:`` may mean: itself, or whom it resolves to."""
    from dragoman.actors.resolver import Resolver

    found = Resolver(reader.naming.register).resolve(name)
    return tuple(dict.fromkeys(each for each in (name, found.actor, found.country) if each))


def page(found: SearchResult) -> str:
    """The result for the terminal: marks in colour there, in brackets elsewhere."""
    import sys

    from dragoman.search.render import ANSI, PLAIN, render

    return render(found, style=ANSI if is_styled(sys.stdout) else PLAIN)


def json_rows(found: SearchResult) -> list[dict[str, Any]]:
    """An object a document; facets and an explanation come last, in objects of their own."""
    rows: list[dict[str, Any]] = [{**asdict(hit), "date": str(hit.date) if hit.date else None} for hit in found.hits]
    rows += [{"facet": facet.field, "values": [asdict(each) for each in facet.values]} for facet in found.facets]
    if found.explanation:
        rows.append({"query": found.query, "total": 0, **asdict(found.explanation)})
    return rows


def csv_rows(found: SearchResult) -> list[dict[str, Any]]:
    """A row an excerpt."""
    return [
        {
            "document": hit.document,
            "title": hit.title,
            "date": hit.date,
            "publisher": hit.publisher,
            "uri": hit.uri,
            "language": hit.language,
            "score": round(hit.score, 4),
            "start": excerpt.start,
            "end": excerpt.end,
            "page": excerpt.page,
            "text": excerpt.text,
            "marks": [f"{start}-{end}" for start, end in excerpt.marks],
        }
        for hit in found.hits
        for excerpt in hit.excerpts
    ]

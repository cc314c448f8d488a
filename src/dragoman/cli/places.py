"""``dragoman places``: the places a text names, with their points."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.common import Column, each_json_line, output_options, print_json_lines, print_rows
from dragoman.errors import RefusedError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.geo import FoundPlace

COLUMNS = (
    Column("text", ratio=2),
    Column("name", ratio=2),
    Column("kind"),
    Column("country"),
    Column("lat"),
    Column("lon"),
    Column("precision"),
    Column("why", ratio=5, style="dim"),
)
_LONGEST_PATH = 1000


@click.command(epilog="Example: dragoman places 'Talks in Niš and on the Drina, near Zvornik.'")
@click.argument("source", metavar="TEXT|FILE|-")
@click.option("--language", metavar="CODE", help="en, ru, sr, hr or bs; left out, it is identified.")
@output_options
def command(source: str, *, language: str | None, as_json: bool, as_csv: bool) -> None:
    """Places of a text or a file as a table, with the reason for each.

    With -, one JSON object a line in ("id", "text", "language"?), one out: "places", each with "text", "start", "end",
    "name", "lat", "lon", "country", "precision", "geonames".
    """
    if source == "-":
        from dragoman.pipe import places_lines

        print_json_lines(places_lines(each_json_line(sys.stdin.buffer)))
        return
    text, identified = _text_of(source)
    print_rows(place_rows(text, language=language or identified), COLUMNS, as_json=as_json, as_csv=as_csv)


def place_rows(text: str, *, language: str | None) -> list[dict[str, Any]]:
    """The places of a text, each as a row with everything that is known of it."""
    from dragoman.actors.register import load_register
    from dragoman.geo import PlaceFinder, load_gazetteer

    return _rows(PlaceFinder(load_gazetteer(), load_register()).find(text, language=language))


def _rows(found: Sequence[FoundPlace]) -> list[dict[str, Any]]:
    return [
        {
            "text": each.place.span.text,
            "start": each.place.span.start,
            "end": each.place.span.end,
            "name": each.place.name,
            "lat": each.place.lat,
            "lon": each.place.lon,
            "country": each.place.country,
            "precision": each.place.precision,
            "geonames": each.place.geonames,
            "kind": each.kind,
            "government": each.government,
            "score": each.score,
            "why": "; ".join(each.reasons),
        }
        for each in found
    ]


def _text_of(source: str) -> tuple[str, str | None]:
    """The text given, or that of the file named, with its language."""
    from dragoman.language.identify import identify

    path = Path(source)
    if len(source) > _LONGEST_PATH or "\n" in source or not _is_file(path):
        return source, identify(source).language
    from dragoman.ingest.item import Fallback, Item
    from dragoman.ingest.read import read
    from dragoman.settings import load_settings

    item = Item(path.resolve().as_uri(), path.read_bytes(), media_type=None, fallback=Fallback())
    try:
        document = read(item, captured_at=datetime.now(UTC), settings=load_settings())
    except RefusedError as error:
        raise UsageError(f"{source} cannot be read: it {error}") from None
    return document.text, document.language


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a text too long or with a sign that no path has
        return False

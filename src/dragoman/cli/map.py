"""``dragoman map``: events by place, as a table or GeoJSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.common import Column, counted, ledger_option, output_options, print_json_lines, print_rows
from dragoman.cli.conventions import state_convention, territories
from dragoman.cli.network import COUNTS, tally_row
from dragoman.cli.timeline import (
    LISTED,
    NO_EVENT,
    actor_option,
    asked,
    filter_options,
    limit_option,
    say_left_out,
    say_shown,
    time_options,
)
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.actors.conventions import Territories
    from dragoman.analysis import Spot

COLUMNS = (
    Column("place", style="bold", ratio=3),
    Column("precision", style="dim"),
    Column("country"),
    Column("lat"),
    Column("lon"),
    *COUNTS,
)


@click.command(epilog="Example: dragoman map --type ASSAULT --since 2014 --geojson > assaults.geojson")
@ledger_option
@actor_option
@filter_options
@time_options
@limit_option
@click.option("--geojson", is_flag=True, help="One GeoJSON FeatureCollection (RFC 7946).")
@output_options
def command(ledger: str, *, as_json: bool, as_csv: bool, geojson: bool, limit: int | None, **wanted: Any) -> None:
    """Count events by place, with its point and what that stands for: a town, a region, a whole country.

    A place that nobody knows has no point; events whose texts say no place are counted apart.
    """
    from dragoman.analysis import place_map, timeline

    if as_json + as_csv + geojson > 1:
        raise UsageError("--json, --csv and --geojson exclude each other; give one")
    given = asked(ledger, **wanted)
    found = timeline(given.reader, given.wanted, window=given.window, undated=given.undated)
    places = place_map(found)
    shown = places.spots[: limit or (None if as_json or as_csv or geojson else LISTED)]
    view = territories()
    rows = [row(each, view) for each in shown]
    if geojson:
        print_json_lines([feature_collection(rows)])
    else:
        print_rows(rows, COLUMNS, as_json=as_json, as_csv=as_csv)
    if not found.happenings:
        click.echo(NO_EVENT, err=True)
    elif places.spots:
        say_shown(len(shown), len(places.spots), NO_EVENT)
    if places.placeless:
        click.echo(f"{counted(places.placeless, 'event')} without a place", err=True)
    say_left_out(too_roughly=found.too_roughly, undated=found.undated)
    if not (as_json or as_csv or geojson):
        state_convention(view, [each.country for each in shown])


def row(spot: Spot, view: Territories) -> dict[str, Any]:
    """A place as a flat row; its country by the convention."""
    return {
        "place": spot.name,
        "precision": spot.precision,
        "country": view.country(spot.country),
        "lat": spot.lat,
        "lon": spot.lon,
        "geonames": spot.geonames,
        **tally_row(spot.tally),
        "convention": str(view.convention),
    }


def feature_collection(rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Rows as GeoJSON: longitude first; a place without a point keeps its row, with no geometry."""
    return {"type": "FeatureCollection", "features": [_feature(each) for each in rows]}


def _feature(row_: dict[str, Any]) -> dict[str, Any]:
    lat, lon = row_["lat"], row_["lon"]
    known = lat is not None and lon is not None
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, lat]} if known else None,
        "properties": {name: value for name, value in row_.items() if name not in {"lat", "lon"}},
    }

"""A ledger's tables as Parquet files, with the convention by which disputed territories are shown."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.actors.conventions import Territories
from dragoman.store.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

    from dragoman.store import LedgerReader

KEY = "dragoman.convention"
"""The key of every file's metadata that names the convention."""


def write_tables(reader: LedgerReader, folder: Path, *, territories: Territories) -> Iterator[tuple[Path, int]]:
    """Writes every table, history included, and a README; the tables' files with their numbers of rows.

    Columns hold what is stored. ``resolutions`` has two more, ``shown_name`` and ``shown_country``, by the
    convention; the name of a territory whose name changed is the present one.
    """
    from pyarrow import parquet

    for spec in TABLES:
        table = reader.export(spec.name)
        if spec.name == "resolutions":
            table = _shown(table, territories)
        stated = {**(table.schema.metadata or {}), KEY.encode(): str(territories.convention).encode()}
        path = folder / f"{spec.name}.parquet"
        parquet.write_table(table.replace_schema_metadata(stated), path)
        yield path, table.num_rows
    (folder / "README.md").write_text(_readme(territories), "utf-8")


def _shown(table: pa.Table, territories: Territories) -> pa.Table:
    import pyarrow as pa

    actors, names, countries = (table[name].to_pylist() for name in ("actor", "name", "country"))
    shown = [territories.name(actor, name) for actor, name in zip(actors, names, strict=True)]
    codes = [
        found.country if (found := territories.of(actor)) and country else territories.country(country)
        for actor, country in zip(actors, countries, strict=True)
    ]
    with_names = table.append_column("shown_name", pa.array(shown, pa.string()))
    return with_names.append_column("shown_country", pa.array(codes, pa.string()))


def _readme(territories: Territories) -> str:
    rows = [
        f"| {each.id} | {each.country} | {each.name} | {each.status} | {each.source} |"
        for several in territories.shown.values()
        for each in several
    ]
    return "\n".join(
        [
            "# Tables of a Dragoman ledger",
            "",
            f"Written by Dragoman {metadata.version('dragoman')}. Every table as stored, history included.",
            "",
            f"Disputed territories are shown by the convention **{territories.convention}** (setting",
            "`DRAGOMAN_CONVENTION`): columns `shown_name` and `shown_country` of `resolutions.parquet`. The other",
            f"columns hold what is stored, whatever the convention. Each file names it in its metadata as `{KEY}`.",
            "",
            "| Actor or code | Counted in | Shown as | Status | Source |",
            "|---|---|---|---|---|",
            *rows,
            "",
        ]
    )

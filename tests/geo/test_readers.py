"""The tables of own facts hold what they promise."""

from __future__ import annotations

from dragoman.actors import load_register
from dragoman.geo.readers import read_geo_table

PRECISIONS = {
    "building", "point", "town", "region", "river", "lake", "sea", "strait", "mountains", "country", "continent",
}  # fmt: skip


def test_every_region_has_a_point_a_kind_and_a_precision() -> None:
    rows = read_geo_table("regions.tsv")
    assert len(rows) >= 400
    for row in rows:
        assert row["en"], f"{row.file}:{row.line}"
        assert row["kind"], f"{row.file}:{row.line}"
        assert row["precision"] in PRECISIONS, f"{row.file}:{row.line}"
        assert -90 <= float(row["lat"]) <= 90, f"{row.file}:{row.line}"
        assert -180 <= float(row["lon"]) <= 180, f"{row.file}:{row.line}"
        assert row["country"] in {"", *(each["id"] for each in read_geo_table("countries.tsv"))}, row.line


def test_every_actor_that_a_region_names_is_in_the_register() -> None:
    register = load_register()
    for row in read_geo_table("regions.tsv"):
        assert all(actor in register for actor in row.many("actor")), f"{row.file}:{row.line}"


def test_every_state_of_the_register_has_a_point() -> None:
    points = {row["id"] for row in read_geo_table("countries.tsv")}
    regions = {actor for row in read_geo_table("regions.tsv") for actor in row.many("actor")}
    states = {actor.country for actor in load_register() if actor.kind == "state"}
    assert states <= points
    assert {"transnistria", "abkhazia", "balkans", "vojvodina"} <= regions

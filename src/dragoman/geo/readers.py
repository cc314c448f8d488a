"""Reads the tables of this folder: the register's form, errors named by file and line."""

from __future__ import annotations

from importlib import resources

from dragoman.actors.tables import Row, read_table


def read_geo_table(file: str) -> tuple[Row, ...]:
    """The records of a table of ``geo/data``."""
    return read_table(file, resources.files("dragoman.geo").joinpath("data", file).read_text("utf-8"))

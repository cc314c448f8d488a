"""The finder over the package's own gazetteer and register, read once."""

from __future__ import annotations

import pytest

from dragoman.actors import load_register
from dragoman.geo import Gazetteer, PlaceFinder, load_gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="session")
def finder() -> PlaceFinder:
    return PlaceFinder(load_gazetteer(), load_register())

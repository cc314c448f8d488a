"""Distances, and what holds what."""

from __future__ import annotations

import pytest

from dragoman.geo import Gazetteer
from dragoman.geo.context import contains, distance_km


def test_distances_are_those_of_the_map() -> None:
    assert distance_km(44.8, 20.46, 44.8, 20.46) == 0
    assert distance_km(44.82, 20.46, 43.32, 21.9) == pytest.approx(203, abs=5)
    assert distance_km(0, 179.5, 0, -179.5) == pytest.approx(111, abs=1)


def test_a_country_holds_its_towns_and_not_itself(gazetteer: Gazetteer) -> None:
    serbia, vojvodina = gazetteer.of_actor("SRB"), gazetteer.of_actor("vojvodina")
    novi_sad = gazetteer.named("Novi Sad")[0]
    assert serbia is not None
    assert vojvodina is not None
    assert contains(serbia, novi_sad)
    assert contains(vojvodina, novi_sad)
    assert contains(serbia, vojvodina)
    assert not contains(serbia, serbia)
    assert not contains(vojvodina, gazetteer.named("Niš")[0])

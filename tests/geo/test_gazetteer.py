"""What is on record, and how it is looked up."""

from __future__ import annotations

import pytest

from dragoman.geo import Gazetteer
from dragoman.geo.gazetteer import FILE


def test_the_data_stay_under_twenty_megabytes() -> None:
    assert sum(path.stat().st_size for path in FILE.parent.iterdir()) < 20_000_000


@pytest.mark.parametrize(
    ("name", "country", "geonames"),
    [("Niš", "SRB", 787657), ("Нишу", "SRB", 787657), ("Mostara", "BIH", 3194828), ("Одессе", "UKR", 698740)],
)
def test_towns_are_found_by_names_and_forms(gazetteer: Gazetteer, name: str, country: str, geonames: int) -> None:
    found = gazetteer.named(name)[0]
    assert (found.country, found.geonames, found.kind) == (country, geonames, "town")


def test_small_places_of_the_region_are_on_record(gazetteer: Gazetteer) -> None:
    for name, country in (("Zvečan", "XKX"), ("Gusinje", "MNE"), ("Bileća", "BIH"), ("Comrat", "MDA")):
        assert country in {place.country for place in gazetteer.named(name)}, name


def test_states_and_parts_of_the_world_of_the_register_have_a_place(gazetteer: Gazetteer) -> None:
    kosovo = gazetteer.of_actor("XKX")
    assert kosovo is not None
    assert (kosovo.kind, kosovo.country, kosovo.precision) == ("country", "XKX", "country")
    balkans = gazetteer.of_actor("balkans")
    assert balkans is not None
    assert balkans.country is None
    assert gazetteer.of_actor("NATO") is None


def test_a_region_lies_in_its_country_and_a_town_in_its_region(gazetteer: Gazetteer) -> None:
    town = gazetteer.named("Novi Sad")[0]
    assert town.parent is not None
    assert gazetteer.place(town.parent).name == "Vojvodina"


def test_abbreviations_of_states_and_ordinary_words_are_told_apart(gazetteer: Gazetteer) -> None:
    kentucky = gazetteer.abbreviated("Ky")
    assert kentucky is not None
    assert kentucky.name == "Kentucky"
    assert gazetteer.abbreviated("M.D.") is None
    assert gazetteer.is_common_word("most", 1)
    assert not gazetteer.is_common_word("beograd", 7)
    assert gazetteer.is_first_name("jordan")


def test_what_is_not_there_is_not_found(gazetteer: Gazetteer) -> None:
    assert gazetteer.named("Xyzzyburg") == ()
    assert gazetteer.named("") == ()
    assert gazetteer.longest("xyzzyburg") == 0

"""Which words of a text are places, and which places they are."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from dragoman.geo import FoundPlace, PlaceFinder


def named(found: tuple[FoundPlace, ...]) -> list[tuple[str, str | None, str | None]]:
    return [(each.place.span.text, each.place.name, each.place.country) for each in found]


def words(found: tuple[FoundPlace, ...]) -> list[str]:
    return [each.place.span.text for each in found]


def test_every_place_slices_back_to_its_words_and_states_how_exact_it_is(finder: PlaceFinder) -> None:
    text = "Ferries from Burgas cross the Black Sea; trains from Niš reach Bulgaria and the Danube."
    found = finder.find(text)
    assert words(found) == ["Burgas", "Black Sea", "Niš", "Bulgaria", "Danube"]
    assert [each.place.precision for each in found] == ["town", "sea", "town", "country", "river"]
    for each in found:
        span = each.place.span
        assert text[span.start : span.end] == span.text
        assert each.reasons


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Sastanak je održan u Nišu, a gosti su stigli iz Mostara.", "sr", ["Niš", "Mostar"]),
        ("Састанак је одржан у Нишу, а гости су стигли из Мостара.", "sr", ["Niš", "Mostar"]),
        ("Govorio je u Čačku, Šapcu i Banjoj Luci.", "sr", ["Čačak", "Šabac", "Banja Luka"]),
        ("Prosvjed u Pakracu i na obali Jadranskog mora.", "hr", ["Pakrac", "Adriatic"]),
        ("Brodovi plove Crnim morem prema Krimu.", "bs", ["Black Sea", "Crimea"]),
        ("Он прилетел в Одессу из Ростова-на-Дону.", "ru", ["Odesa", "Rostov-on-Don"]),
        ("Встреча прошла в Харькове, потом в Баня-Луке.", "ru", ["Kharkiv", "Banja Luka"]),
        ("Договор обсудили в Иерусалиме и в Сараеве.", "ru", ["Jerusalem", "Sarajevo"]),
        ("На Дальнем Востоке и в Приднестровье тихо.", "ru", ["Russian Far East", "Transnistria"]),
    ],
)
def test_inflected_names_are_found_in_every_language_and_script(
    finder: PlaceFinder, text: str, language: str, expected: list[str]
) -> None:
    assert [each.place.name for each in finder.find(text, language=language)] == expected


def test_demonyms_and_adjectives_stand_for_their_country(finder: PlaceFinder) -> None:
    found = finder.find("Croatian trawlers met a Greek frigate off Corfu.")
    assert named(found) == [("Croatian", "Croatia", "HRV"), ("Greek", "Greece", "GRC"), ("Corfu", "Corfu", "GRC")]
    assert [each.kind for each in found] == ["demonym", "demonym", "island"]
    assert [each.place.precision for each in found[:2]] == ["country", "country"]


def test_a_language_is_no_country(finder: PlaceFinder) -> None:
    assert words(finder.find("The guide speaks French and answered in Turkish.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "The lecture by Jordan Peterson was cancelled.",
        "Everyone remembers when Paris Hilton sang.",
        "A loan from the Bank of Cyprus was repaid.",
        "She writes for the Washington Post on Sundays.",
        "Of course nobody came. Most stayed at home. Nice try.",
        "General George Washington crossed at night.",
        "Don't wait until March.",
    ],
)
def test_persons_bodies_and_ordinary_words_are_no_places(finder: PlaceFinder, text: str) -> None:
    assert words(finder.find(text)) == []


def test_case_decides(finder: PlaceFinder) -> None:
    assert words(finder.find("They ate turkey from china plates.")) == []
    assert words(finder.find("They left Turkey for China.")) == ["Turkey", "China"]


def test_a_region_or_country_named_behind_a_town_decides_which_is_meant(finder: PlaceFinder) -> None:
    texas, syria = finder.find("From Paris, Texas, to Aleppo, Syria.")[::2]
    assert (texas.place.name, texas.place.country) == ("Paris", "USA")
    assert (syria.place.name, syria.place.country) == ("Aleppo", "SYR")
    assert "named with Texas" in texas.reasons


def test_an_abbreviated_state_decides_too_and_is_a_place_itself(finder: PlaceFinder) -> None:
    town, state = finder.find("He grew up in Glasgow, Ky., before the war.")
    assert town.place.country == "USA"
    assert (state.place.span.text, state.place.name) == ("Ky.", "Kentucky")


def test_the_other_places_of_the_document_decide_between_namesakes(finder: PlaceFinder) -> None:
    (alone,) = finder.find("The fire in Georgia was put out.")
    assert alone.place.country == "GEO"
    american = finder.find("After fires in Alabama and in Atlanta, crews left for Georgia and Tennessee.")
    assert [each.place.country for each in american if each.place.span.text == "Georgia"] == ["USA"]
    caucasian = finder.find("Talks between Georgia and Armenia resumed in Tbilisi and Yerevan.")
    assert caucasian[0].place.country == "GEO"
    assert caucasian[0].alternatives
    assert "USA" in {choice.place.country for choice in caucasian[0].alternatives}


def test_equal_names_of_one_document_are_one_place(finder: PlaceFinder) -> None:
    found = finder.find("Paris, Texas, has a tower. The mayor of Paris is proud; in Paris it rains.")
    assert {each.place.country for each in found} == {"USA"}


def test_a_capital_that_acts_is_a_government_and_still_a_town(finder: PlaceFinder) -> None:
    acts, hosts = finder.find("Moscow rejected the plan. The delegation stayed in Moscow.")
    assert (acts.government, hosts.government) == (True, False)
    assert {acts.place.precision, hosts.place.precision} == {"town"}
    assert any("govern" in reason for reason in acts.reasons)


def test_names_of_a_recogniser_come_before_the_dictionary(finder: PlaceFinder) -> None:
    text = "Kingston told Sokolac that Velikozavodje was safe."
    names = [(0, 8, "person"), (14, 21, "place"), (27, 40, "place")]
    known, unknown = finder.find(text, language="en", names=names)
    assert (known.place.name, known.place.country) == ("Sokolac", "BIH")
    assert unknown.place.span.text == "Velikozavodje"
    assert (unknown.place.lat, unknown.place.precision, unknown.place.geonames) == (None, None, None)


def test_nothing_is_taken_from_inside_a_body_of_the_recogniser(finder: PlaceFinder) -> None:
    text = "The Vienna Zoo closed."
    assert words(finder.find(text, names=[(4, 14, "body")])) == []


def test_disputed_and_historical_regions_have_a_point(finder: PlaceFinder) -> None:
    text = "From Transnistria and Donbas to Nagorno-Karabakh, North Kosovo and Republika Srpska."
    found = finder.find(text)
    assert words(found) == ["Transnistria", "Donbas", "Nagorno-Karabakh", "North Kosovo", "Republika Srpska"]
    assert all(each.place.lat is not None for each in found)
    assert {each.place.precision for each in found} == {"region"}


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "А" * 10_000, "Par\u202eis", "Niš\u0301", "🙂 Niš", "A.B.C.D.", "-,-"]
)
def test_odd_text_is_no_trouble(finder: PlaceFinder, text: str) -> None:
    for each in finder.find(text):
        assert text[each.place.span.start : each.place.span.end] == each.place.span.text


def test_random_text_never_fails(finder: PlaceFinder) -> None:
    chance = random.Random(7)
    pieces = [
        "Niš",
        "Paris",
        ",",
        " Texas",
        "U.S.",
        "\n",
        "  ",
        "\u200f",
        "Бео",
        "град",
        "'s",
        "-",
        "the ",
        "of ",
        "😀",
        "В",
    ]
    for _ in range(500):
        text = "".join(chance.choice(pieces) for _ in range(chance.randrange(30)))
        spans = [each.place.span for each in finder.find(text, language=chance.choice([None, "en", "sr", "ru"]))]
        assert all(text[span.start : span.end] == span.text for span in spans)
        assert all(one.end <= two.start for one, two in pairwise(spans))

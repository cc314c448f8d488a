from __future__ import annotations

import pytest

from dragoman.actors.inflect import russian_forms, russian_person_forms
from dragoman.actors.inflect.russian import russian_adjective, russian_city_adjectives


def forms(phrase: str) -> set[str]:
    return {form.lower().replace("ё", "е") for form in russian_forms(phrase)}


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Северная Македония", ["северной македонии", "северную македонию", "северной македонией"]),
        ("Босния и Герцеговина", ["боснии и герцеговины", "боснию и герцеговину"]),
        ("Соединенные Штаты", ["соединенных штатов", "соединенным штатам", "соединенными штатами"]),
        ("Совет Безопасности ООН", ["совета безопасности оон", "советом безопасности оон"]),
        ("министр иностранных дел", ["министра иностранных дел", "министры иностранных дел"]),
        ("серб", ["серба", "сербы", "сербов", "сербами"]),
        ("Приштина", ["приштины", "приштине", "приштину"]),
        ("НАТО", ["нато"]),
    ],
)
def test_phrases_in_all_cases(phrase: str, expected: list[str]) -> None:
    assert forms(phrase) >= set(expected)


def test_adjectives_in_all_genders_and_cases() -> None:
    assert russian_adjective("сербский") >= {"сербская", "сербского", "сербской", "сербских", "сербскими"}


@pytest.mark.parametrize(
    ("name", "female", "expected"),
    [
        ("Александр Вучич", False, "Александром Вучичем"),
        ("Владимир Путин", False, "Владимиром Путиным"),
        ("Владимир Зеленский", False, "Владимира Зеленского"),
        ("Петр Порошенко", False, "Петра Порошенко"),
        ("Леонид Кучма", False, "Леонида Кучмы"),
        ("Павел Климкин", False, "Павла Климкина"),
        ("Мария Захарова", True, "Марии Захаровой"),
        ("Ангела Меркель", True, "Ангелы Меркель"),
        ("Урсула фон дер Ляйен", True, "Урсулой фон дер Ляйен"),
    ],
)
def test_names_of_persons(name: str, female: bool, expected: str) -> None:  # noqa: FBT001 - a table of cases
    assert expected in russian_person_forms(name, female=female)


def test_a_womans_surname_in_a_consonant_stays() -> None:
    assert not any("Меркеля" in form for form in russian_person_forms("Ангела Меркель", female=True))


@pytest.mark.parametrize(
    ("town", "adjective"),
    [("Белград", "белградский"), ("Москва", "московский"), ("Минск", "минский"), ("Париж", "парижский")],
)
def test_towns_give_adjectives(town: str, adjective: str) -> None:
    assert adjective in russian_city_adjectives(town)

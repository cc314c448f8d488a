from __future__ import annotations

import pytest

from dragoman.actors.inflect import south_slavic_adjective, south_slavic_forms, south_slavic_person_forms
from dragoman.actors.inflect.south_slavic import south_slavic_city_adjectives


@pytest.mark.parametrize(
    ("phrase", "forms"),
    [
        ("Srbija", "Srbije Srbiji Srbiju Srbijom"),
        ("Beograd", "Beograda Beogradu Beogradom"),
        ("Kosovo", "Kosova Kosovu Kosovom"),
        ("Amerika", "Amerike Americi Ameriku Amerikom"),
        ("Kipar", "Kipra Kipru Kiprom"),
        ("Tokio", "Tokija Tokiju Tokijem"),
        ("Peru", "Perua Peruu Peruom"),
        ("Mali", "Malija Maliju Malijem"),
        ("Hrvatska", "Hrvatske Hrvatskoj Hrvatsku Hrvatskom"),
        ("predsednik", "predsednika predsedniku predsedniče predsednikom predsednici predsednicima predsednike"),
        ("ministar", "ministra ministru ministrom ministri ministara ministrima ministre"),
        ("Crnogorac", "Crnogorca Crnogorcu Crnogorci Crnogoraca Crnogorcima Crnogorce"),
        ("Srbin", "Srbina Srbi Srba Srbima Srbe"),
        ("Turčin", "Turčina Turci Turaka Turcima Turke"),
        ("tužilac", "tužioca tužiocu tužiocem tužioci tužilaca tužiocima"),
        ("vojska", "vojske vojsci vojsku vojskom"),
        ("sud", "suda sudu sudom sudovi sudova sudovima sudove"),
        ("javnost", "javnosti javnošću"),
        ("SAD", "SAD"),
    ],
)
def test_nouns_in_all_cases(phrase: str, forms: str) -> None:
    assert south_slavic_forms(phrase) >= set(forms.split())


@pytest.mark.parametrize(
    ("phrase", "forms"),
    [
        ("Crna Gora", ["Crne Gore", "Crnoj Gori", "Crnu Goru", "Crnom Gorom"]),
        ("Bosna i Hercegovina", ["Bosne i Hercegovine", "Bosni i Hercegovini", "Bosnom i Hercegovinom"]),
        ("Sjedinjene Američke Države", ["Sjedinjenih Američkih Država", "Sjedinjenim Američkim Državama"]),
        ("Ujedinjeni narodi", ["Ujedinjenih naroda", "Ujedinjenim narodima", "Ujedinjene narode"]),
        ("Evropska unija", ["Evropske unije", "Evropskoj uniji", "Evropskom unijom"]),
        ("ministar spoljnih poslova", ["ministra spoljnih poslova", "ministri spoljnih poslova"]),
        ("Vijeće sigurnosti", ["Vijeća sigurnosti", "Vijeću sigurnosti", "Vijećem sigurnosti"]),
        ("vrhovni sud", ["vrhovnog suda", "vrhovnom sudu", "vrhovnim sudom"]),
        ("Vlada Kosova", ["Vlade Kosova", "Vladi Kosova"]),
    ],
)
def test_phrases_change_adjectives_and_head_only(phrase: str, forms: list[str]) -> None:
    assert south_slavic_forms(phrase) >= set(forms)


def test_adjectives_in_all_genders_and_cases() -> None:
    forms = south_slavic_adjective("srpski")
    assert forms >= {
        "srpska",
        "srpsko",
        "srpskog",
        "srpskoga",
        "srpskom",
        "srpskoj",
        "srpsku",
        "srpskim",
        "srpske",
        "srpskih",
    }


def test_names_of_men_and_women() -> None:
    assert south_slavic_person_forms("Aleksandar Vučić", female=False) >= {
        "Aleksandra Vučića", "Aleksandru Vučiću", "Aleksandrom Vučićem",
    }  # fmt: skip
    assert south_slavic_person_forms("Vladimir Zelenski", female=False) >= {"Vladimira Zelenskog"}
    assert south_slavic_person_forms("Edi Rama", female=False) >= {"Edija Rame", "Ediju Rami"}
    women = south_slavic_person_forms("Angela Merkel", female=True)
    assert "Angele Merkel" in women
    assert not any("Merkela" in form for form in women)


@pytest.mark.parametrize(
    ("town", "adjective"),
    [("Beograd", "beogradski"), ("Zagreb", "zagrebački"), ("Podgorica", "podgorički"), ("Moskva", "moskovski")],
)
def test_towns_give_adjectives(town: str, adjective: str) -> None:
    assert adjective in south_slavic_city_adjectives(town)


@pytest.mark.parametrize(
    ("phrase", "form"),
    [
        ("Evropski ekonomski i socijalni komitet", "Evropskog ekonomskog i socijalnog komiteta"),
        ("Međunarodni kazneni sud", "Međunarodnog kaznenog suda"),
        ("Andrićev venac", "Andrićevog venca"),
        ("Mađari", "Mađarima"),
        ("Turci", "Turaka"),
        ("Čečeni", "Čečena"),
        ("Ujguri", "Ujgure"),
    ],
)
def test_joined_and_possessive_adjectives_and_peoples(phrase: str, form: str) -> None:
    assert form in south_slavic_forms(phrase)

from __future__ import annotations

from dragoman.actors import load_register
from dragoman.actors.context import fittest, read_signs

REGISTER = load_register()


def test_signs_leave_out_the_phrase_itself() -> None:
    signs = read_signs(REGISTER, "Serbia spoke to Croatia, and Croatia answered.", "Serbia", language="en")
    assert signs.country() == "HRV"
    assert "SRB" not in signs.countries


def test_two_countries_named_as_often_are_no_sign() -> None:
    assert read_signs(REGISTER, "Serbia and Croatia disagree.", "the government", language="en").country() is None


def test_the_bearer_of_a_name_is_told_by_country_office_and_time() -> None:
    father, son = REGISTER.actor("person/alija-izetbegovic"), REGISTER.actor("person/bakir-izetbegovic")
    signs = read_signs(REGISTER, "Izetbegović govorio je u Sarajevu.", "Izetbegović", language="bs")
    found, reasons = fittest([father, son], signs, "2015-05-01")
    assert found is son
    assert any("in office on 2015-05-01" in reason for reason in reasons)


def test_no_bearer_is_taken_where_nothing_tells_them_apart() -> None:
    father, son = REGISTER.actor("person/alija-izetbegovic"), REGISTER.actor("person/bakir-izetbegovic")
    signs = read_signs(REGISTER, "Izetbegović je govorio.", "Izetbegović", language="bs")
    assert fittest([father, son], signs, None) == (None, ())

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.actors import Finder, load_register
from dragoman.actors.document import link_mentions, read_document, settled_in_place
from dragoman.actors.rules import Rule
from dragoman.records import Mention, Resolution, ResolvedActor

REGISTER = load_register()
FINDER = Finder(REGISTER)


def read(text: str, language: str, date: str | None = None) -> tuple[Resolution, ...]:
    return read_document(text, finder=FINDER, register=REGISTER, language=language, date=date)


def linked(text: str, language: str, date: str | None = None) -> dict[str, tuple[str, str | None]]:
    """The words led back, with the antecedent's words and the accepted actor."""
    return {
        each.mention.text: (each.mention.antecedent.text, each.actor.actor)
        for each in read(text, language, date)
        if each.mention.antecedent is not None
    }


@pytest.mark.parametrize(
    ("text", "language", "words", "antecedent", "actor"),
    [
        (
            "Croatian foreign minister Gordan Grlić Radman came to Podgorica. The minister praised the reforms.",
            "en",
            "minister",
            "Croatian foreign minister Gordan Grlić Radman",
            "person/gordan-grlic-radman",
        ),
        (
            "Ministar spoljnih poslova Srbije Ivica Dačić stigao je u Baku. Ministar je zahvalio domaćinu.",
            "sr",
            "Ministar",
            "Ministar spoljnih poslova Srbije Ivica Dačić",
            "person/ivica-dacic",
        ),
        (
            "Министр иностранных дел Сербии Ивица Дачич прилетел в Баку. Министр поблагодарил хозяина.",
            "ru",
            "Министр",
            "Министр иностранных дел Сербии Ивица Дачич",
            "person/ivica-dacic",
        ),
        ("The European Union sent observers. The bloc pays for them.", "en", "bloc", "European Union", "EU"),
        ("NATO je poslao brodove. Savez ne traži sukob.", "hr", "Savez", "NATO", "NATO"),
        ("Serbian police closed the bridge. The police gave no reason.", "en", "police", "Serbian police", "SRB-COP"),
        ("Montenegro voted on Sunday. The country is calm.", "en", "country", "Montenegro", "MNE"),
        ("Болгария закрыла границу. Страна ждёт ответа.", "ru", "Страна", "Болгария", "BGR"),
        ("Sandu je govorila u Parizu. Ona je zatim otputovala.", "sr", "Ona", "Sandu", "person/maia-sandu"),
        ("Edi Rama came to Skopje. He left at noon.", "en", "He", "Edi Rama", "person/edi-rama"),
    ],
)
def test_short_forms_lead_back_to_the_mention_before(
    text: str, language: str, words: str, antecedent: str, actor: str
) -> None:
    assert linked(text, language, "2022-11-01").get(words) == (antecedent, actor)


def test_a_surname_is_that_of_the_full_name_before_it_in_any_case() -> None:
    found = linked("Analitičar Stipe Brezovac vodi institut. Brezovca su juče saslušali, kaže Brezovac.", "sr")
    assert found["Brezovac"][0] == "Analitičar Stipe Brezovac"
    found = linked("Лидер движения Тарас Гнатюк дал интервью. Позже Гнатюка вызвали в суд.", "ru")
    assert found["Гнатюка"][0].endswith("Тарас Гнатюк")


def test_an_unlisted_person_gets_one_provisional_actor() -> None:
    first, later = (
        each
        for each in read("The analyst Stipe Brezovac wrote a book. Brezovac is from Split.", "en")
        if "Brezovac" in each.mention.text
    )
    assert first.actor.rule == Rule.PROVISIONAL
    assert first.actor.actor is not None
    assert (later.actor.actor, later.actor.rule) == (first.actor.actor, Rule.SHORT_FORM)


def test_an_acronym_in_brackets_stands_for_the_name_before_it() -> None:
    found = linked("The Free Movement of Xandria (FMX) met in Tirana. FMX will go on.", "en")
    assert found["FMX"][0] == "Free Movement of Xandria"


def test_two_sides_are_the_two_named_last() -> None:
    mention = next(
        each.mention
        for each in read("Serbia and Kosovo met in Ohrid. The two sides agreed on a plan.", "en")
        if each.mention.text == "two sides"
    )
    assert {candidate.actor for candidate in mention.candidates} == {"SRB", "XKX"}
    assert mention.antecedent is not None
    assert mention.antecedent.text.startswith("Serbia")


def test_an_apposition_says_who_somebody_is() -> None:
    found = linked("Vučić, the Serbian president, flew to Paris.", "en", "2020-01-01")
    assert found["Serbian president"] == ("Vučić", "person/aleksandar-vucic")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Edi Rama met Aleksandar Vučić. He smiled.", "en"),
        ("Serbia and Croatia disagree. The country will vote.", "en"),
        ("A minister resigned. Another minister stayed.", "en"),
        ("Srbija privlači strane investicije.", "sr"),
        ("Россия получила письмо со стороны Запада.", "ru"),
        ("Serbia is calm. His country is not.", "en"),
    ],
)
def test_what_fits_two_or_nobody_stays_open(text: str, language: str) -> None:
    assert linked(text, language) == {}


def test_resolutions_from_elsewhere_are_kept_in_order() -> None:
    text = "NATO ships came. The alliance is calm."
    given = read_document("NATO ships came.", finder=FINDER, register=REGISTER, language="en")
    found = link_mentions(text, given, register=REGISTER, language="en")
    assert [each.mention.text for each in found] == ["NATO", "alliance"]
    assert [each.mention.start for each in found] == sorted(each.mention.start for each in found)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=150), st.sampled_from(["en", "ru", "sr", None]))
def test_any_text_can_be_read_and_antecedents_come_before(text: str, language: str | None) -> None:
    for each in read_document(text, finder=FINDER, register=REGISTER, language=language):
        assert text[each.mention.start : each.mention.end] == each.mention.text
        if each.mention.antecedent is not None:
            assert each.mention.antecedent.start < each.mention.start


@pytest.mark.parametrize(
    "text", ["the two sides " * 3_000, "Serbia, the president, " * 2_000, "он " * 5_000, "(AB) " * 5_000]
)
def test_hostile_texts_are_read_to_their_end(text: str) -> None:
    for each in read(text, "ru" if text.startswith("о") else "en"):
        assert text[each.mention.start : each.mention.end] == each.mention.text


def handed_in(text: str, *words: str) -> list[Resolution]:
    """The mentions of some words as a caller hands them in who does not know whom they mean."""
    nobody = ResolvedActor(None, None, "office", None, None, ("no word of it names an actor",))
    return [Resolution(Mention(text.index(w), text.index(w) + len(w), w, "office"), nobody) for w in words]


@pytest.mark.parametrize(
    ("text", "language", "short", "actor"),
    [
        ("The European Union sent observers. The bloc pays for them.", "en", "bloc", "EU"),
        ("Maia Sandu spoke in Paris. Then she left for home.", "en", "she", "person/maia-sandu"),
        ("Aleksandar Vučić stigao je u Peking. Vučić je potpisao ugovor.", "sr", "Vučić", "person/aleksandar-vucic"),
    ],
)
def test_a_short_form_handed_in_is_led_back_as_one_found(text: str, language: str, short: str, actor: str) -> None:
    found = read(text, language)
    start = text.rindex(short)
    open_one = Resolution(Mention(start, start + len(short), short, "office"), handed_in(text, short)[0].actor)
    before = [each for each in found if each.mention.end <= start and each.mention.antecedent is None]
    linked = link_mentions(text, [*before, open_one], register=REGISTER, language=language)
    assert [each.actor.actor for each in linked if each.mention.start == start] == [actor]


def test_what_is_handed_in_is_kept_even_if_it_stays_open() -> None:
    text = "It rained. The gardener saw him and the bloc of flats."
    linked = link_mentions(text, handed_in(text, "It", "him", "bloc"), register=REGISTER, language="en")
    assert [each.mention.text for each in linked] == ["It", "him", "bloc"]
    assert all(each.mention.antecedent is None for each in linked)


def test_a_place_is_not_its_government() -> None:
    moscow = ResolvedActor("RUS", "Russia", "state", "RUS", "GOV")
    brussels = ResolvedActor("brussels", "Brussels", "body", "EUR", "GOV")
    place, actor = Mention(3, 9, "Moscow", "place"), Mention(0, 6, "Moscow", "state")
    assert settled_in_place(actor, moscow) is moscow
    settled = settled_in_place(place, moscow)
    assert (settled.actor, settled.country, settled.sector, settled.kind) == (None, "RUS", None, "place")
    assert settled_in_place(place, brussels).country == "BEL"


def test_an_unlisted_person_has_one_key_in_every_case() -> None:
    text = "Radoslav Bitolić je govorio. Kasnije su pozvali Radoslava Bitolića na skup."
    start = text.index("Radoslava")
    names = [(0, len("Radoslav Bitolić"), "person"), (start, start + len("Radoslava Bitolića"), "person")]
    found = {
        each.actor.actor for each in read_document(text, finder=FINDER, register=REGISTER, language="sr", names=names)
    }
    assert "provisional/radoslav-bitolic" in found
    assert not any(actor and "bitolica" in actor for actor in found)

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.actors import Finder, load_register

FINDER = Finder(load_register())


def found(text: str, language: str | None = None) -> list[tuple[str, str]]:
    return [(mention.text, mention.kind) for mention in FINDER.find(text, language=language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Serbian President Aleksandar Vučić met EU foreign policy chief Kaja Kallas in Brussels.",
            "en",
            [
                ("Serbian President Aleksandar Vučić", "person"),
                ("EU foreign policy chief Kaja Kallas", "person"),
                ("Brussels", "place"),
            ],
        ),
        (
            "Bulgaria's interior ministry accused two Greek soldiers of crossing into Turkey.",
            "en",
            [("Bulgaria's interior ministry", "body"), ("two Greek soldiers", "office"), ("Turkey", "state")],
        ),
        (
            "Predsednik Srbije Aleksandar Vučić razgovarao je sa ambasadorom Rusije.",
            "sr",
            [("Predsednik Srbije Aleksandar Vučić", "person"), ("ambasadorom Rusije", "office")],
        ),
        (
            "Председник Србије Александар Вучић састао се са Додиком.",
            "sr",
            [("Председник Србије Александар Вучић", "person"), ("Додиком", "person")],
        ),
        (
            "Президент Сербии Александр Вучич встретился с послом России.",
            "ru",
            [("Президент Сербии Александр Вучич", "person"), ("послом России", "office")],
        ),
        (
            "Hrvatska vlada odbila je zahtjev Bosne i Hercegovine.",
            "hr",
            [("Hrvatska vlada", "body"), ("Bosne i Hercegovine", "state")],
        ),
        ("Germany, France and Italy agreed.", "en", [("Germany", "state"), ("France", "state"), ("Italy", "state")]),
    ],
)
def test_mentions_take_in_title_and_nationality(text: str, language: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, language) == expected


def test_a_titled_person_nobody_listed_is_found() -> None:
    (mention,) = FINDER.find("Croatian Transport Minister Stipe Brezovac resigned.", language="en")
    assert (mention.text, mention.kind) == ("Croatian Transport Minister Stipe Brezovac", "person")
    assert [candidate.actor for candidate in mention.candidates] == ["HRV"]


def test_a_namesake_is_not_the_listed_person() -> None:
    (mention,) = FINDER.find("Yesterday Jovan Vučić spoke.", language="en")
    assert (mention.text, mention.candidates) == ("Jovan Vučić", ())


def test_candidates_carry_scores_and_reasons() -> None:
    capital, name = FINDER.find("Belgrade and Montenegro disagree.", language="en")
    assert (capital.candidates[0].actor, name.candidates[0].actor) == ("SRB", "MNE")
    assert capital.candidates[0].score < name.candidates[0].score
    assert capital.candidates[0].reasons == ("capital of Serbia",)


def test_a_phrase_behind_and_keeps_its_own_country() -> None:
    _, envoy = FINDER.find("Vlada Srbije i ambasador SAD-a razgovarali su.", language="sr")
    assert (envoy.text, [candidate.actor for candidate in envoy.candidates]) == ("ambasador SAD-a", ["USA"])
    (envoy,) = FINDER.find("the EU's envoy", language="en")
    assert [candidate.actor for candidate in envoy.candidates] == ["EU"]


def test_common_nouns_and_qualifiers_are_no_mentions() -> None:
    assert found("They ate turkey off fine china.", "en") == []
    assert found("Michael Jordan scored.", "en") == [("Michael Jordan", "person")]
    assert FINDER.find("Michael Jordan scored.", language="en")[0].candidates == ()
    assert found("The Treaty of Paris ended the war.", "en") == []
    assert found("the Serbian economy and the Persian Gulf", "en") == []
    assert ("Russian", "state") not in found("pro-Russian slogans", "en")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("two Croatian diplomats", "en", ["two Croatian diplomats"]),
        ("dvojica hrvatskih diplomata", "hr", ["dvojica hrvatskih diplomata"]),
        ("двое хорватских дипломатов", "ru", ["двое хорватских дипломатов"]),
        ("the Embassy of Croatia in Russia protested", "en", ["Embassy of Croatia in Russia"]),
        ("Germany's ambassador to Kosovo left", "en", ["Germany's ambassador to Kosovo"]),
        ("a spokesman for the Turkish defence ministry", "en", ["spokesman for the Turkish defence ministry"]),
        ("Vučić, the Serbian president, spoke", "en", ["Vučić", "Serbian president"]),
        ("then-president Boris Tadić resigned", "en", ["then-president Boris Tadić"]),
        ("TURKEY WARNS GREECE", "en", ["TURKEY", "GREECE"]),
        ("Srbijanski premijer i srbijanska vlada", "hr", ["Srbijanski premijer", "srbijanska vlada"]),
        ("Yesterday Marko Brezovac resigned", "en", ["Marko Brezovac"]),
        ("French colonists and kosovski izvoznici", None, ["French colonists", "kosovski izvoznici"]),
    ],
)
def test_the_outermost_words_are_one_mention(text: str, language: str | None, expected: list[str]) -> None:
    assert [words for words, _ in found(text, language)] == expected


def test_names_from_a_recogniser_are_joined_with_the_dictionary() -> None:
    text = "Minister Vjeko Plum met Washington Irving of the Bank of Georgia near Paris Street."
    names = [
        (text.index("Vjeko"), text.index(" met"), "person"),
        (text.index("Washington"), text.index(" of the"), "person"),
        (text.index("Bank"), text.index(" near"), "body"),
        (text.index("Paris"), text.index("."), "place"),
    ]
    mentions = FINDER.find(text, language="en", names=names)
    assert [(mention.text, mention.kind) for mention in mentions] == [
        ("Minister Vjeko Plum", "person"),
        ("Washington Irving", "person"),
        ("Bank of Georgia", "body"),
        ("Paris Street", "place"),
    ]
    assert mentions[1].candidates == ()
    assert mentions[3].candidates == ()


def test_ranges_that_are_no_names_change_nothing() -> None:
    text = "Serbia and Croatia agreed."
    wrong = [(0, 6, "person"), (-5, 900, "body"), (11, 11, "place"), (3, 1, "person"), (0, 6, "river")]
    assert FINDER.find(text, language="en", names=wrong[2:]) == FINDER.find(text, language="en")
    assert [mention.text for mention in FINDER.find(text, language="en", names=wrong[:1])] == ["Serbia", "Croatia"]


def test_articles_stay_outside() -> None:
    assert found("The Western Balkans and the West", "en") == [("Western Balkans", "construct"), ("West", "construct")]


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_mentions_that_slice_back(text: str) -> None:
    end = 0
    for mention in FINDER.find(text):
        assert text[mention.start : mention.end] == mention.text
        assert end <= mention.start < mention.end
        end = mention.end


@pytest.mark.parametrize(
    "text",
    [
        "Serbia " * 20_000,
        "a" * 200_000,
        "-" * 200_000,
        "the president of " * 5_000,
        "\u202e\u0301" * 50_000,
        "U.S." * 20_000,
    ],
)
def test_hostile_texts_are_read_to_their_end(text: str) -> None:
    for mention in FINDER.find(text):
        assert text[mention.start : mention.end] == mention.text

"""Language and script of texts and of single sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.language.evidence import tell_apart
from dragoman.language.identify import Identified, identify
from dragoman.language.scripts import script_of


@pytest.mark.parametrize(
    ("text", "language", "script"),
    [
        ("The ministers met in Vienna and signed nothing.", "en", "Latn"),
        ("Predsednik vlade je posle sednice rekao da nema promene.", "sr", "Latn"),
        ("Председник владе је после седнице рекао да нема промене.", "sr", "Cyrl"),
        ("Predsjednik vlade je u siječnju rekao da nema promjene tijekom tjedna.", "hr", "Latn"),
        ("Predsjedništvo je u sedmici raspravljalo o saradnji hiljadu općina.", "bs", "Latn"),
        ("Министр заявил, что переговоры продолжатся в среду.", "ru", "Cyrl"),
        ("Міністр заявив, що переговори триватимуть і надалі.", "uk", "Cyrl"),
        ("Министърът заяви, че преговорите ще продължат в сряда.", "bg", "Cyrl"),
        ("Министерот изјави дека преговорите ќе продолжат утре.", "mk", "Cyrl"),
        ("Η κυβέρνηση ανακοίνωσε νέα μέτρα.", "el", "Grek"),
        ("Le ministre des Affaires étrangères se rendra à Belgrade.", "fr", "Latn"),
        ("Kryeministri i Kosovës u takua me ambasadorin.", "sq", "Latn"),
        ("Dışişleri Bakanı bugün Belgrad'a gitti.", "tr", "Latn"),
    ],
)
def test_a_sentence_tells_its_language(text: str, language: str, script: str) -> None:
    assert identify(text) == Identified(language, script)


@pytest.mark.parametrize("text", ["", "  \n", "2012", "EU", "—", "Rat", "12. 5."])
def test_too_little_text_is_not_guessed_at(text: str) -> None:
    assert identify(text).language is None


def test_a_foreign_alphabet_is_not_taken_for_russian() -> None:
    assert identify("Қазақстан Республикасының Президенті өкім шығарды").language is None


def test_the_text_around_decides_where_a_sentence_cannot() -> None:
    sentence = "On je došao u grad i otišao kući."
    assert tell_apart(sentence) is None
    assert identify(sentence, likely="hr").language == "hr"
    assert identify(sentence, likely="sr").language == "sr"


def test_the_words_of_a_sentence_go_before_the_text_around() -> None:
    assert identify("Predsednik je posle podne otišao u Beč.", likely="hr").language == "sr"


def test_the_script_of_most_letters_counts() -> None:
    assert script_of("НАТО и EU потписали су споразум") == "Cyrl"
    assert script_of("123 …") is None


def test_news_in_serbian_and_croatian_is_told_apart(shared_data: Path) -> None:
    for language in ("sr", "hr"):
        texts = [path.read_text("utf-8") for path in (shared_data / "documents/setimes" / language).glob("*.txt")]
        right = sum(identify(text).language == language for text in texts)
        assert right >= 0.97 * len(texts)


test_news_in_serbian_and_croatian_is_told_apart = pytest.mark.shared(test_news_in_serbian_and_croatian_is_told_apart)

"""The coder, with the model that ships in the package."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import ModelError
from dragoman.language.sentences import split_sentences
from dragoman.records import Coding, OutcomeKind, Sentence, Span
from dragoman.statements.coder import Coder, NeuralCoder
from dragoman.statements.network import Network, load_network

pytestmark = pytest.mark.model

Code = Callable[..., Coding]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return NeuralCoder()


@pytest.fixture(scope="module")
def code(coder: Coder) -> Code:
    def run(text: str, language: str | None = "en") -> Coding:
        sentences = [Sentence(start, end) for start, end in split_sentences(text, language)]
        return coder.code(text, sentences, date="2020-05-01", language=language)

    return run


def spans_of(coding: Coding) -> list[Span]:
    found = []
    for statement in coding.statements:
        found += [statement.sentence, *(actor.span for actor in (*statement.source, *statement.target))]
        found += [span for span in (statement.trigger, statement.object) if span]
        found += [each.actor.span for each in statement.attribution if each.actor]
    return found


def types(coding: Coding) -> set[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return {
        (
            statement.type,
            tuple(actor.resolved.country or "" for actor in statement.source),
            tuple(actor.resolved.country or "" for actor in statement.target),
        )
        for statement in coding.statements
    }


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Serbia condemned Croatia over the arrests.", ("ACCUSE", ("SRB",), ("HRV",))),
        ("en", "Croatia condemned Serbia over the arrests.", ("ACCUSE", ("HRV",), ("SRB",))),
        ("en", "Croatia was condemned by Serbia over the arrests.", ("ACCUSE", ("SRB",), ("HRV",))),
        ("ru", "Россия осудила Турцию.", ("ACCUSE", ("RUS",), ("TUR",))),
        ("sr", "Грчка је оптужила Турску за повреду ваздушног простора.", ("ACCUSE", ("GRC",), ("TUR",))),
        ("hr", "Grčka je optužila Tursku za povredu zračnog prostora.", ("ACCUSE", ("GRC",), ("TUR",))),
        ("en", "Turkey is a close ally of Azerbaijan.", ("ally", ("TUR",), ("AZE",))),
    ],
)
def test_who_did_what_to_whom(code: Code, language: str, text: str, expected: object) -> None:
    assert expected in types(code(text, language))


TEXT = (
    "Parties in Sarajevo accused Banja Luka of delay. „Нећемо одустати“, рекао је министар Србије. "
    "The EU's envoy, who met Kurti on Monday, urged Kosovo to lift the ban; Pristina refused."
)


def test_every_quote_slices_back(code: Code) -> None:
    for text, language in ((TEXT, "en"), ("Србија је позвала Његоша и Џаковицу на разговор у Љигу.", "sr")):
        for span in spans_of(code(text, language)):
            assert text[span.start : span.end] == span.text
            assert span.text.strip() == span.text != ""


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=80))
def test_any_text_is_coded_without_a_crash(text: str) -> None:
    for language in ("en", "sr", "ru"):
        sentences = [Sentence(0, len(text))] if text else []
        coding = NeuralCoder().code(text, sentences, date=None, language=language)
        assert len(coding.outcomes) == len(sentences)
        for span in spans_of(coding):
            assert text[span.start : span.end] == span.text


def test_a_sentence_reads_the_same_in_any_company(code: Code) -> None:
    alone = code("Serbia condemned Croatia over the arrests.")
    together = code("Serbia condemned Croatia over the arrests. Rain fell on Oslo. Malta and Cyprus signed a treaty.")
    first = [each for each in together.statements if each.sentence.start == 0]
    assert [each.confidence for each in alone.statements] == [each.confidence for each in first]


def test_every_sentence_gets_an_outcome(code: Code) -> None:
    text = "It rained all day. Serbia condemned Croatia over the arrests."
    outcomes = code(text).outcomes
    assert [(o.start, o.end) for o in outcomes] == split_sentences(text, "en")
    assert outcomes[0].outcome is OutcomeKind.NO_ACTOR
    assert outcomes[1].outcome is OutcomeKind.CODED


def test_other_languages_are_marked_not_coded(code: Code) -> None:
    coding = code("Die Regierung in Wien hat den Botschafter einbestellt.", "de")
    assert coding.statements == ()
    assert [each.outcome for each in coding.outcomes] == [OutcomeKind.LANGUAGE_NOT_CODED]


def test_an_endless_sentence_is_marked_too_long(code: Code) -> None:
    coding = code("Serbia " + "and Malta " * 400)
    assert {each.outcome for each in coding.outcomes} == {OutcomeKind.TOO_LONG}


def test_every_statement_brings_its_reasons(code: Code) -> None:
    for statement in code(TEXT).statements:
        assert any(statement.type in reason for reason in statement.reasons)
        assert 0 < statement.confidence <= 1


def test_a_folder_without_a_model_names_what_is_missing(tmp_path: object) -> None:
    from pathlib import Path

    with pytest.raises(ModelError, match=r"encoder\.onnx"):
        Network(Path(str(tmp_path)))


def test_the_shipped_model_is_small_and_has_a_card() -> None:
    from dragoman.statements.network import FILES, PACKAGED

    assert sum((PACKAGED / name).stat().st_size for name in FILES) < 60_000_000
    card = load_network().card
    assert {"corpus", "options", "history", "temperature", "calibration_error"} <= set(card)
    assert card["options"]["seed"]

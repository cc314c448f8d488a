"""A category learnt on the model that ships, from sentences written for this test."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.categories.background import packaged_background
from dragoman.categories.features import Classifier
from dragoman.categories.files import read_category
from dragoman.categories.training import Trained, train
from dragoman.statements.network import load_network

pytestmark = pytest.mark.model

FILE = Path(__file__).parent / "data" / "grain_corridor.toml"


@pytest.fixture(scope="module")
def trained() -> Trained:
    return train(read_category(FILE), load_network(), packaged_background())


def test_grain_ships_are_told_from_other_grain_and_other_ships(trained: Trained) -> None:
    scores = trained.scores
    assert (scores.positive, scores.negative, scores.background) == (40, 40, 320)
    assert trained.refusal is None
    assert scores.f1 > 0.65
    assert scores.low > 3 * scores.chance


@pytest.mark.parametrize(
    ("language", "belongs", "other"),
    [
        (
            "en",
            "A convoy of five ships with Ukrainian wheat passed the Bosphorus under the export accord.",
            "The Albanian parliament debated the reform of the courts.",
        ),
        (
            "ru",
            "Анкара надеется, что соглашение о вывозе украинского зерна из Одессы будет продлено.",
            "Парламент Албании обсудил реформу судов.",
        ),
        (
            "sr",
            "Бродови са украјинским житом поново плове из Одесе по споразуму.",
            "Скупштина Албаније расправљала је о реформи судства.",
        ),
    ],
)
def test_it_works_across_languages(trained: Trained, language: str, belongs: str, other: str) -> None:
    classifier, network = Classifier(trained.head), load_network()
    found = [classifier.probability(network.read(text, language).vectors) for text in (belongs, other)]
    assert found[0] >= trained.head.threshold > found[1]

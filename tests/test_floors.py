"""Scores may not drop unseen: floors are committed with a digest of the labelled data they were measured on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from dragoman.actors.register import load_register
from dragoman.evaluate.actors import read_phrases, score_phrases
from dragoman.evaluate.corpus import held_out, score_corpus
from dragoman.evaluate.dates import answered, read_cases
from dragoman.evaluate.names import name_sets, score_names
from dragoman.evaluate.places import read_articles, score_places
from dragoman.evaluate.plover import score_plover
from dragoman.formats.standoff import labelled_sentences, read_standoff
from dragoman.geo import PlaceFinder, load_gazetteer
from dragoman.statements.coder import NeuralCoder
from tests.conftest import ROOT

FLOORS = json.loads((ROOT / "tests" / "floors.json").read_text("utf-8"))
ACTORS = ROOT / "tests" / "actors" / "data"
DATES = ROOT / "tests" / "dates" / "data"


def digest_of(paths: Sequence[Path]) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:16]


def hold(name: str, digest: str, scores: Mapping[str, float]) -> None:
    """Fails where the labelled data changed, a score fell below its floor, or one has no floor."""
    assert digest == FLOORS[name]["digest"], "the labelled data have changed: measure again and commit new floors"
    floors = FLOORS[name]["floors"]
    assert set(scores) == set(floors)
    assert {each: value for each, value in scores.items() if value < floors[each]} == {}


@pytest.mark.model
def test_held_out_fifth_of_the_corpus() -> None:
    sentences = held_out([ROOT / "corpus"])
    digest = hashlib.sha256("\n".join(sorted(each.text for each in sentences)).encode()).hexdigest()[:16]
    given = score_corpus(sentences, NeuralCoder(), given_mentions=True)
    found = score_corpus(sentences, NeuralCoder(), given_mentions=False)
    scores = {
        "statements, actors given": given.statements.f1,
        "statements, actors found": found.statements.f1,
        "mentions": found.mentions.f1,
        "direction": given.directed.precision,
        "modality": given.modality.f1,
    }
    hold("corpus", digest, scores)


@pytest.mark.model
def test_stand_off_labels_of_real_documents(shared_data: Path) -> None:
    labels = ROOT / "corpus" / "standoff"
    sentences, lost = labelled_sentences([each for each in read_standoff([labels]) if each.held_out], shared_data)
    assert lost == []
    coder = NeuralCoder()
    scores = {
        f"statements, actors {word}": score_corpus(sentences, coder, given_mentions=given).statements.f1
        for word, given in (("given", True), ("found", False))
    }
    hold("standoff", digest_of(sorted(labels.glob("*.jsonl"))), scores)


@pytest.mark.model
def test_plover_pairs(shared_data: Path) -> None:
    path = shared_data / "dev" / "plv_dev.tsv"
    scores = score_plover(path, NeuralCoder().network)
    measured = {"root": scores.root, "ranked_root": scores.ranked_root, "binary": scores.binary}
    hold("plover", digest_of([path]), measured)


@pytest.mark.model
def test_names(shared_data: Path) -> None:
    folder = shared_data / "dev"
    read = NeuralCoder().names
    scores = {title: score_names(sentences, read).all.f1 for title, sentences in name_sets(folder)}
    hold("names", digest_of([folder / "uner" / "sr-dev.iob2", folder / "uner" / "hr-dev.iob2"]), scores)


@pytest.mark.parametrize("name", ["context-dev", "context-unseen"])
def test_phrases_in_context(name: str) -> None:
    path = ACTORS / f"{name}.tsv"
    scores = score_phrases(read_phrases([path]))
    shares = {
        column: right / of
        for column in ("country", "sector", "actor", "nobody")
        for right, of in [getattr(scores, column)]
    }
    hold(name, digest_of([path]), shares)


def test_places(shared_data: Path) -> None:
    path = shared_data / "dev" / "tr-news.xml"
    gazetteer = load_gazetteer()
    scores = score_places(read_articles(path), PlaceFinder(gazetteer, load_register()), gazetteer)
    measured = {"accuracy@161km": scores.accuracy, "found, same range": scores.same_range.f1}
    hold("places", digest_of([path]), measured)


@pytest.mark.parametrize("name", ["expressions-dev", "expressions-final"])
def test_expressions_of_time(name: str) -> None:
    path = DATES / f"{name}.tsv"
    right = [answered(case)[0] for case in read_cases(path)]
    hold(name, digest_of([path]), {"right": sum(right) / len(right)})

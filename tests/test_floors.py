"""Scores may not drop unseen: floors are committed with a digest of the labelled data they were measured on."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from dragoman.evaluate import held_out, score_corpus, score_plover
from dragoman.statements.coder import NeuralCoder
from tests.conftest import ROOT

pytestmark = pytest.mark.model
FLOORS = json.loads((ROOT / "tests" / "floors.json").read_text("utf-8"))


def test_held_out_fifth_of_the_corpus() -> None:
    sentences = held_out([ROOT / "corpus"])
    digest = hashlib.sha256("\n".join(sorted(each.text for each in sentences)).encode()).hexdigest()[:16]
    floors = FLOORS["corpus"]
    assert digest == floors["digest"], "the held-out text has changed: measure again and commit new floors"
    given = score_corpus(sentences, NeuralCoder(), given_mentions=True)
    found = score_corpus(sentences, NeuralCoder(), given_mentions=False)
    scores = {
        "statements, actors given": given.statements.f1,
        "statements, actors found": found.statements.f1,
        "mentions": found.mentions.f1,
        "direction": given.directed.precision,
        "modality": given.modality.f1,
    }
    assert {name: value for name, value in scores.items() if value < floors["floors"][name]} == {}


def test_plover_pairs(shared_data: Path) -> None:
    path = shared_data / "dev" / "plv_dev.tsv"
    floors = FLOORS["plover"]
    assert hashlib.sha256(path.read_bytes()).hexdigest()[:16] == floors["digest"]
    scores = score_plover(path, NeuralCoder().network)
    assert scores.root >= floors["floors"]["root"]
    assert scores.ranked_root >= floors["floors"]["ranked_root"]
    assert scores.binary >= floors["floors"]["binary"]

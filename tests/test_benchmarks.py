"""What the benchmarks count, as far as it is arithmetic."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

import pytest

from tests.conftest import ROOT


@pytest.fixture
def entailment(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    path = ROOT / "benchmarks" / "entailment.py"
    specification = importlib.util.spec_from_file_location("entailment", path)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    monkeypatch.setitem(sys.modules, "entailment", module)
    specification.loader.exec_module(module)
    return module


def test_operations_of_a_layer_are_those_of_its_products(entailment: ModuleType) -> None:
    tokens, hidden, inner = 3, 2, 8
    products = [
        *[(tokens, hidden, hidden)] * 4,  # queries, keys, values, output
        (tokens, hidden, tokens),  # scores
        (tokens, tokens, hidden),  # weighted sums
        (tokens, hidden, inner),
        (tokens, inner, hidden),
    ]
    expected = sum(rows * across * columns for rows, across, columns in products)
    shape = entailment.Shape(layers=1, hidden=hidden, feed_forward=inner, heads=1)
    assert entailment.multiply_adds(shape, tokens) == expected == 180


def test_roberta_large_costs_its_302_million_weights_a_token_and_the_attention(entailment: ModuleType) -> None:
    assert entailment.multiply_adds(entailment.ROBERTA_LARGE, 1) - 24 * 2 * 1024 == 301_989_888
    twice = entailment.multiply_adds(entailment.ROBERTA_LARGE, 200)
    assert twice > 2 * entailment.multiply_adds(entailment.ROBERTA_LARGE, 100), "attention grows with the square"


def test_the_timed_layer_holds_the_weights_that_are_counted(entailment: ModuleType) -> None:
    import numpy as np

    shape = entailment.Shape(layers=1, hidden=8, feed_forward=32, heads=2)
    layer = entailment.Layer(shape, np.random.default_rng(0))
    held = sum(each.size for each in (layer.in_, layer.out, layer.up, layer.down))
    assert held == entailment.multiply_adds(shape, 1) - 2 * 8
    passed = layer(np.ones((2, 3, 8), dtype=np.float32))
    assert passed.shape == (2, 3, 8)
    assert passed.dtype == np.float32


def test_a_word_and_a_mark_count_as_one_token_each(entailment: ModuleType) -> None:
    assert entailment.fewest_tokens("Serbia expelled two diplomats.", "Serbia expelled someone.") == 5 + 4 + 4

"""Scores on labelled data."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dragoman.evaluate.figures import ItemTally, Tally, f1_by_class, f1_interval, kappa, macro_f1
from dragoman.evaluate.plover import read_plover_pairs


def test_a_tally_counts_with_multiplicity() -> None:
    tally = Tally()
    tally.add(Counter("aab"), Counter("abb"))
    assert (tally.right, tally.found, tally.expected) == (2, 3, 3)
    assert tally.precision == tally.recall == tally.f1 == pytest.approx(2 / 3)
    assert Tally().f1 == 0.0


def test_the_interval_holds_f1_and_narrows_with_more_items() -> None:
    few = [Tally(1, 1, 1), Tally(0, 1, 1)] * 10
    low, high = f1_interval(few)
    assert 0.2 < low < 0.5 < high < 0.8
    assert f1_interval(few) == (low, high)
    narrow = f1_interval(few * 40)
    assert low < narrow[0] < 0.5 < narrow[1] < high
    assert f1_interval([]) == (0.0, 0.0)
    assert f1_interval([Tally()]) == (0.0, 0.0)
    assert f1_interval([Tally(2, 2, 2)]) == (1.0, 1.0)


def test_a_tally_of_items_is_their_sum() -> None:
    tally = ItemTally()
    for item in (Tally(1, 2, 1), Tally(0, 0, 1)):
        tally.count(item)
    assert (tally.right, tally.found, tally.expected) == (1, 2, 2)
    assert tally.f1 == 0.5
    assert tally.f1_interval == f1_interval(tally.items)


def test_macro_f1_is_the_mean_over_gold_classes() -> None:
    gold, answers = ["A", "A", "B", "C"], ["A", "B", "B", "A"]
    assert f1_by_class(gold, answers) == {"A": 0.5, "B": pytest.approx(2 / 3), "C": 0.0}
    assert macro_f1(gold, answers) == pytest.approx((0.5 + 2 / 3) / 3)


def test_marked_pairs_give_ranges_of_the_bare_text(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    rows = ["marked_sentence\tgold_root", 'On Monday <t>Riga</t> heard <s>Oslo\'s "envoy"</s>.\tCONSULT']
    path.write_text("\n".join(rows) + "\n", "utf-8")
    ((text, source, target, root),) = read_plover_pairs(path)
    assert text == 'On Monday Riga heard Oslo\'s "envoy".'
    assert (text[slice(*source)], text[slice(*target)], root) == ('Oslo\'s "envoy"', "Riga", "CONSULT")


def test_kappa_is_agreement_beyond_chance() -> None:
    one, other = set(range(20, 45)), set(range(30, 50))
    assert kappa(one, other, 50) == pytest.approx((0.7 - 0.5) / (1 - 0.5))
    assert kappa(one, one, 50) == 1.0
    assert kappa(set(range(25)), set(range(0, 50, 2)), 50) == pytest.approx(0.04)

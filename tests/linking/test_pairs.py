"""Labelled pairs: reading the table, and what the linking makes of the examples."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.linking.pairs import COLUMNS, judge_pairs, read_pairs

DATA = Path(__file__).parent / "data"
EXAMPLES, PAIRS = DATA / "examples.tsv", DATA / "pairs.tsv"


def test_the_examples_come_out_right() -> None:
    """Written beside the features: they guard what the linking does, and measure nothing."""
    verdicts = list(judge_pairs(read_pairs(EXAMPLES)))
    assert len(verdicts) == 40
    assert [each.pair.id for each in verdicts if each.linked and not each.pair.same] == []
    assert sum(each.right for each in verdicts) >= 39


def test_the_labelled_pairs_stay_above_their_floors() -> None:
    floors = json.loads((DATA / "floors.json").read_text("utf-8"))
    digest = hashlib.sha256(PAIRS.read_bytes()).hexdigest()[:16]
    assert digest == floors["digest"], "the pairs have changed: run benchmarks/linking.py --given and commit new floors"
    verdicts = list(judge_pairs(read_pairs(PAIRS)))
    right = sum(each.linked and each.pair.same for each in verdicts)
    assert right / sum(each.linked for each in verdicts) >= floors["precision"]
    assert right / sum(each.pair.same for each in verdicts) >= floors["recall"]


def table(path: Path, **cells: str) -> Path:
    row = dict.fromkeys(COLUMNS, "x") | {"same": "yes"} | cells
    path.write_text("\t".join(row) + "\n" + "\t".join(row.values()) + "\n", "utf-8")
    return path


def test_a_wrong_table_is_refused_by_its_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"pairs\.tsv:2: same is 'perhaps'"):
        read_pairs(table(tmp_path / "pairs.tsv", same="perhaps"))
    (tmp_path / "short.tsv").write_text("id\tsame\n1\tyes\n", "utf-8")
    with pytest.raises(UsageError, match="the columns language_a"):
        read_pairs(tmp_path / "short.tsv")


def test_without_statements_a_coder_is_needed(tmp_path: Path) -> None:
    pairs = read_pairs(table(tmp_path / "pairs.tsv", published_a="2014-03-04", published_b="2014-03-04"))
    with pytest.raises(UsageError, match="statement_a"):
        list(judge_pairs(pairs))

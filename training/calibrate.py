"""Fits what a model's confidences mean: python training/calibrate.py MODEL --corpus corpus

Half of the held-out fifth, by the sentences' groups, gives slope and offset of the pair's log-odds (Platt 1999),
the other half shows the calibration error that is left. Both go into the model card.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from pathlib import Path

import numpy as np

from dragoman.evaluate.calibration import Judged, calibration_error, equal_width, judged
from dragoman.evaluate.corpus import held_out, read_sentences
from dragoman.formats.markup import LabelledSentence
from dragoman.statements.coder import NeuralCoder

_BINS = 10
_STEPS = 2000


def main() -> None:
    """Fits, shows what is left, and writes the card."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("model", type=Path)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    options = parser.parse_args()
    card_path = options.model / "model.json"
    card = json.loads(card_path.read_text("utf-8"))
    card_path.write_text(_written(card | {"confidence": [1.0, 0.0]}), "utf-8")
    coder = NeuralCoder(options.model)
    sentences = held_out([options.corpus])
    fitting = answers([each for each in sentences if first_half(each)], coder)
    rest = answers([each for each in sentences if not first_half(each)], coder)
    slope, offset = fit(fitting)
    moved = [Judged(1 / (1 + math.exp(-(slope * log_odds(each) + offset))), each.right) for each in rest]
    error = calibration_error(equal_width(moved, _BINS))
    card |= {"confidence": [slope, offset], "confidence_error": error}
    card_path.write_text(_written(card), "utf-8")
    print(f"slope {slope:.3f} offset {offset:.3f} from {len(fitting)} statements")
    before = calibration_error(equal_width(rest, _BINS))
    print(f"expected calibration error of the other {len(rest)}: {before:.3f} before, {error:.3f} after")


def first_half(sentence: LabelledSentence) -> bool:
    """Which half of the held-out sentences it is in; variants of one sentence fall together."""
    return hashlib.sha256(f"half {sentence.group}".encode()).digest()[0] % 2 == 0


def answers(sentences: list[LabelledSentence], coder: NeuralCoder) -> list[Judged]:
    """The statements answered with the actors given, each with its raw probability and whether it is right."""
    return judged(read_sentences(sentences, coder, given_mentions=True))


def log_odds(statement: Judged) -> float:
    """The pair's probability as log-odds."""
    return math.log(max(statement.confidence, 1e-6) / max(1 - statement.confidence, 1e-6))


def fit(statements: list[Judged]) -> tuple[float, float]:
    """Slope and offset of the logistic regression of right on log-odds, by gradient descent."""
    odds = np.array([log_odds(each) for each in statements])
    x = np.stack([(odds - odds.mean()) / odds.std(), np.ones(len(odds))], axis=1)
    y = np.array([each.right for each in statements], dtype=float)
    weights = np.zeros(2)
    for _ in range(_STEPS):
        weights += x.T @ (y - 1 / (1 + np.exp(-x @ weights))) / len(y)
    slope = float(weights[0] / odds.std())
    return slope, float(weights[1] - slope * odds.mean())


def _written(card: dict[str, object]) -> str:
    return json.dumps(card, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main()

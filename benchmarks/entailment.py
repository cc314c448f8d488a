"""What it costs to ask an entailment model about a pair: operations counted, and a timed stack of its shape.

    python benchmarks/entailment.py --tokens N --batch N

prints seconds of one core for one pass of roberta-large's shape, with random weights in fp32, over ``--batch``
inputs of ``--tokens`` tokens. Weights do not matter for time. Set OPENBLAS_NUM_THREADS=1 for one core.
"""

from __future__ import annotations

import argparse
import re
import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

SPECIALS = 4
"""``<s> sentence </s></s> hypothesis </s>``"""
_PIECE = re.compile(r"\w+|[^\w\s]")
_PASSES = 3


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of an encoder."""

    layers: int
    hidden: int
    feed_forward: int
    heads: int


ROBERTA_LARGE = Shape(layers=24, hidden=1024, feed_forward=4096, heads=16)
E5_SMALL = Shape(layers=12, hidden=384, feed_forward=1536, heads=12)


def multiply_adds(shape: Shape, tokens: int) -> int:
    """Multiply-adds of one pass over this many tokens.

    In each layer, with L tokens and hidden size h: 4 L h^2 for the projections to queries, keys, values and output,
    2 L^2 h for attention (scores and weighted sums; the number of heads does not change it), 2 L h f for the
    feed-forward of size f. Embeddings, normalisation and heads are left out: they come to less than a hundredth.

    >>> multiply_adds(Shape(layers=1, hidden=2, feed_forward=8, heads=1), tokens=3)
    180
    """
    projections = 4 * tokens * shape.hidden**2
    attention = 2 * tokens**2 * shape.hidden
    feed_forward = 2 * tokens * shape.hidden * shape.feed_forward
    return shape.layers * (projections + attention + feed_forward)


def fewest_tokens(sentence: str, hypothesis: str) -> int:
    """Tokens of a sentence with a hypothesis if every word and every mark were one; a real vocabulary takes more.

    >>> fewest_tokens("Serbia expelled two diplomats.", "Serbia expelled someone.")
    13
    """
    return len(_PIECE.findall(sentence)) + len(_PIECE.findall(hypothesis)) + SPECIALS


class Layer:
    """A transformer layer with random weights; ReLU stands for GELU, which costs more."""

    def __init__(self, shape: Shape, random: np.random.Generator) -> None:
        def weights(rows: int, columns: int) -> Floats:
            return random.standard_normal((rows, columns), dtype=np.float32) / np.float32(rows**0.5)

        self.heads = shape.heads
        self.in_ = weights(shape.hidden, 3 * shape.hidden)
        self.out = weights(shape.hidden, shape.hidden)
        self.up = weights(shape.hidden, shape.feed_forward)
        self.down = weights(shape.feed_forward, shape.hidden)

    def __call__(self, vectors: Floats) -> Floats:
        """Vectors (batch, tokens, hidden) to vectors of the same shape."""
        batch, tokens, hidden = vectors.shape
        split = (_times(vectors, self.in_)).reshape(batch, tokens, 3, self.heads, hidden // self.heads)
        queries, keys, values = split.transpose(2, 0, 3, 1, 4)
        scores = queries @ keys.swapaxes(2, 3) / np.float32((hidden // self.heads) ** 0.5)
        shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
        shares /= shares.sum(axis=-1, keepdims=True)
        mixed = (shares @ values).transpose(0, 2, 1, 3).reshape(batch, tokens, hidden)
        vectors = _normal(vectors + _times(mixed, self.out))
        return _normal(vectors + _times(np.maximum(_times(vectors, self.up), 0), self.down))


def _times(vectors: Floats, weights: Floats) -> Floats:
    """One product for the whole batch, which the library does fastest."""
    flat = vectors.reshape(-1, weights.shape[0]) @ weights
    return flat.reshape(*vectors.shape[:2], weights.shape[1])


def _normal(vectors: Floats) -> Floats:
    centred = vectors - vectors.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(1e-5))
    return np.asarray(centred / spread, dtype=np.float32)


def seconds_of_pass(shape: Shape, *, batch: int, tokens: int) -> float:
    """Median processor seconds of a pass over ``batch`` inputs, after one that is not counted."""
    random = np.random.default_rng(1)
    layers = [Layer(shape, random) for _ in range(shape.layers)]
    vectors = random.standard_normal((batch, tokens, shape.hidden), dtype=np.float32)
    took = []
    for _ in range(_PASSES + 1):
        started = time.process_time()
        passed = vectors
        for layer in layers:
            passed = layer(passed)
        took.append(time.process_time() - started)
    return statistics.median(took[1:])


def main() -> None:
    """Prints the seconds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tokens", type=int, required=True)
    parser.add_argument("--batch", type=int, default=8)
    options = parser.parse_args()
    print(seconds_of_pass(ROBERTA_LARGE, batch=options.batch, tokens=options.tokens))


if __name__ == "__main__":
    main()

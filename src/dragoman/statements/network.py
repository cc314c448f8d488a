"""The encoder (ONNX) and the heads together: one pass a sentence."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.errors import ModelError
from dragoman.statements.heads import Heads
from dragoman.statements.tokens import Tokenized, tokenize

if TYPE_CHECKING:
    from numpy.typing import NDArray

PACKAGED = Path(__file__).resolve().parent.parent / "model"
_TINY = 1e-6
FILES = ("encoder.onnx", "heads.npz", "tokenizer.json", "model.json")


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as the encoder read it: its text, tokens, and a vector of each (tokens, hidden)."""

    text: str
    tokens: Tokenized
    vectors: NDArray[np.float32]


class Network:
    """One loaded model. A sentence is read alone, so that no neighbour in a batch changes its answer."""

    def __init__(self, folder: Path) -> None:
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise ModelError(
                f"the model folder {folder} lacks {', '.join(missing)}; "
                "reinstall dragoman, or name a folder that training/export.py wrote"
            )
        self.card: dict[str, Any] = json.loads((folder / "model.json").read_text("utf-8"))
        self.version: str = self.card["version"]
        self.temperature: float = float(self.card.get("temperature", 1.0))
        self.relate_threshold: float = float(self.card.get("relate_threshold", 0.5))
        self._slope, self._offset = self.card.get("confidence", (1.0, 0.0))
        self._folder = folder

    @cached_property
    def heads(self) -> Heads:
        """What reads claims off token vectors; loaded at first use, as all heavy parts are."""
        return Heads.load(self._folder / "heads.npz")

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        return Tokenizer.from_file(str(self._folder / "tokenizer.json"))

    @cached_property
    def _session(self) -> Any:
        return _load_session(self._folder / "encoder.onnx")

    def confidence(self, probability: float) -> float:
        """How often a claim whose pair has this probability is right as a whole (Platt 1999, on held-out text)."""
        odds = math.log(max(probability, _TINY) / max(1.0 - probability, _TINY))
        return 1.0 / (1.0 + math.exp(-(self._slope * odds + self._offset)))

    def read(self, text: str, language: str | None) -> Reading:
        """The sentence's tokens and their vectors."""
        tokens = tokenize(self._tokenizer, text, language)
        ids = np.array([tokens.ids], dtype=np.int64)
        (vectors,) = self._session.run(None, {"ids": ids})
        return Reading(text, tokens, self.heads.standard(vectors[0]))


@cache
def load_network(folder: Path = PACKAGED) -> Network:
    """The model of a folder, loaded once a process; ModelError if something is missing."""
    return Network(folder)


def _load_session(path: Path) -> Any:
    """One thread a process: two slow each other down, and processes share the cores better."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

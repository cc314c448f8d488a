"""The coder's network: the encoder and the heads, as trained. At run time the heads are numpy."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from encoder import Encoder
from torch import Tensor, nn
from torch.nn import functional

from dragoman.statements.heads import NOBODY, zones
from dragoman.statements.labels import POINTERS, load_labels


@dataclass(frozen=True, slots=True)
class Sizes:
    """Widths of the heads."""

    hidden: int = 384
    mention: int = 256
    attention_heads: int = 4
    pair: int = 384
    claim: int = 256


class Heads(nn.Module):
    """Everything read off one sentence's token vectors (length, hidden)."""

    def __init__(self, sizes: Sizes | None = None) -> None:
        super().__init__()
        size = self.sizes = sizes or Sizes()
        labels = load_labels()
        self.center = nn.Parameter(torch.zeros(size.hidden))
        self.scale = nn.Parameter(torch.ones(size.hidden))
        self.tags = nn.Linear(size.hidden, len(labels.tags))
        self.names = nn.Linear(size.hidden, len(labels.names))
        self.political = nn.Linear(size.hidden, 2)
        self.source = nn.Linear(size.hidden, size.mention)
        self.target = nn.Linear(size.hidden, size.mention)
        self.nobody_source = nn.Parameter(torch.randn(size.hidden) * 0.3)
        self.nobody_target = nn.Parameter(torch.randn(size.hidden) * 0.3)
        self.query_source = nn.Linear(size.mention, size.mention, bias=False)
        self.query_target = nn.Linear(size.mention, size.mention)
        self.key = nn.Linear(size.hidden, size.mention)
        self.value = nn.Linear(size.hidden, size.mention)
        self.near = nn.Parameter(torch.zeros(size.attention_heads, 4))
        self.pair_source = nn.Linear(size.mention, size.pair, bias=False)
        self.pair_target = nn.Linear(size.mention, size.pair, bias=False)
        self.pair_product = nn.Linear(size.mention, size.pair, bias=False)
        self.pair_context = nn.Linear(size.mention, size.pair, bias=False)
        self.pair_sentence = nn.Linear(size.hidden, size.pair)
        self.pairs = nn.Linear(size.pair, len(labels.pairs))
        self.claim_type = nn.Embedding(len(labels.pairs), size.claim)
        self.claim_pair = nn.Linear(size.pair, size.claim)
        self.modality = nn.Linear(size.claim, len(labels.modalities))
        self.about = nn.Linear(size.claim, len(labels.abouts))
        self.modes = nn.Linear(size.claim, len(labels.modes))
        self.contexts = nn.Linear(size.claim, len(labels.contexts))
        self.forecast = nn.Linear(size.claim, len(labels.forecasts))
        self.likelihood = nn.Linear(size.claim, len(labels.likelihoods))
        self.pointer_query = nn.Linear(size.claim, 2 * len(POINTERS) * 64)
        self.pointer_key = nn.Linear(size.hidden, 2 * len(POINTERS) * 64)
        self.speaker_query = nn.Linear(size.claim, 128)
        self.speaker_key = nn.Linear(size.hidden, 128)
        self.speaker_author = nn.Linear(size.claim, 2)
        self.dropout = nn.Dropout(0.2)

    @torch.no_grad()
    def standardise(self, tokens: Tensor) -> None:
        """Sets centre and scale from token vectors: the encoder's share a large common part."""
        self.center.copy_(tokens.mean(0))
        self.scale.copy_(1 / tokens.std(0).clamp(min=1e-3))

    def standard(self, tokens: Tensor) -> Tensor:
        """Token vectors as every head reads them."""
        return (tokens - self.center) * self.scale

    def pool(self, tokens: Tensor, mentions: list[tuple[int, int]]) -> Tensor:
        """Mean vector of each mention (mentions, hidden)."""
        rows = [tokens[start:end].mean(0) if end > start else tokens[0] for start, end in mentions]
        return torch.stack(rows) if rows else tokens.new_zeros((0, tokens.shape[1]))

    def pair_vectors(self, tokens: Tensor, mentions: list[tuple[int, int]], pairs: list[tuple[int, int]]) -> Tensor:
        """A vector for each ordered pair of mention numbers, -1 for nobody (pairs, pair width)."""
        size = self.sizes
        pooled = self.pool(tokens, mentions)
        everyone = torch.cat([pooled, self.nobody_source[None], self.nobody_target[None]])
        count = len(mentions)
        left = torch.tensor([s if s != NOBODY else count for s, _ in pairs])
        right = torch.tensor([t if t != NOBODY else count + 1 for _, t in pairs])
        source, target = self.source(everyone)[left], self.target(everyone)[right]
        context = self._attend(tokens, source, target, torch.from_numpy(zones(len(tokens), mentions, pairs)))
        mixed = (
            self.pair_source(source)
            + self.pair_target(target)
            + self.pair_product(source * target)
            + self.pair_context(context)
            + self.pair_sentence(tokens.mean(0))[None]
        )
        assert size.pair == mixed.shape[1]
        return self.dropout(functional.gelu(mixed, approximate="tanh"))

    def _attend(self, tokens: Tensor, source: Tensor, target: Tensor, zones: Tensor) -> Tensor:
        heads = self.sizes.attention_heads
        width = self.sizes.mention // heads
        query = (self.query_source(source) + self.query_target(target)).view(-1, heads, width)
        key = self.key(tokens).view(-1, heads, width)
        value = self.value(tokens).view(-1, heads, width)
        scores = torch.einsum("phw,lhw->phl", query, key) * width**-0.5
        scores = scores + self.near[:, zones].permute(1, 0, 2)
        return torch.einsum("phl,lhw->phw", scores.softmax(-1), value).reshape(len(source), -1)

    def claim_vectors(self, pair_vectors: Tensor, types: Tensor) -> Tensor:
        """A vector for each claim: the pair's vector read as one class (claims, claim width)."""
        mixed = self.claim_pair(pair_vectors) + self.claim_type(types)
        return functional.gelu(mixed, approximate="tanh")

    def pointer_scores(self, tokens: Tensor, claims: Tensor) -> Tensor:
        """Scores of first and last token of each pointer (claims, pointers * 2, length)."""
        query = self.pointer_query(claims).view(len(claims), -1, 64)
        key = self.pointer_key(tokens).view(len(tokens), -1, 64)
        return torch.einsum("cpw,lpw->cpl", query, key) * 64**-0.5

    def speaker_scores(self, tokens: Tensor, mentions: list[tuple[int, int]], claims: Tensor) -> Tensor:
        """Score of the author, then of each mention, as the one who says so (claims, 1 + mentions)."""
        pooled = self.pool(tokens, mentions)
        scores = self.speaker_query(claims) @ self.speaker_key(pooled).T * 128**-0.5
        return torch.cat([self.speaker_author(claims)[:, :1], scores], dim=1)


class Coder(nn.Module):
    """Encoder and heads together."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.heads = Heads()

"""Trains the coder on the corpus: python training/train.py --out DIR

Prints scores on the held-out fifth after every epoch; nothing is chosen on them. The word vectors stay
frozen. Everything is seeded; the corpus hash is kept with the weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from augment import actor_pool, vary
from dataset import IGNORE, Claim, Example, make_example
from encoder import Base, Encoder, base_path, build_tokenizer, load_encoder, read_base
from model import Coder
from names import NameExample, corpus_tags, name_examples
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from vocabulary import choose_pieces

from dragoman.formats.markup import LabelledSentence, read_corpus
from dragoman.formats.standoff import labelled_sentences, read_standoff
from dragoman.statements.claims import all_pairs
from dragoman.statements.labels import load_labels
from dragoman.statements.tagging import spans_of_tags

AnyExample = TypeVar("AnyExample", Example, NameExample)

NEGATIVE_WEIGHT = 0.4
_PATHS = frozenset({"out", "texts", "start", "names", "documents"})
"""Options that say where files lie on one machine."""


def main() -> None:
    """Trains and saves weights, tokenizer and a record of the training."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="plain texts for the vocabulary")
    parser.add_argument("--pieces", type=int, default=60_000)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--names", type=Path, help="folder with uner/ and factrueval/: learn names too")
    parser.add_argument("--only-names", action="store_true", help="train nothing but the head for names")
    parser.add_argument("--documents", type=Path, help="folder with documents/ and dev/: learn the stand-off labels")
    parser.add_argument("--name-share", type=float, default=1.0, help="share of the sentences with names in an epoch")
    parser.add_argument("--average", type=float, default=0.998, help="weight of the past in the average that is kept")
    parser.add_argument("--start", type=Path, help="go on from what an earlier training saved")
    parser.add_argument("--all", action="store_true", help="train on the held-out fifth too")
    options = parser.parse_args()
    seed_everything(options.seed)
    sentences, problems = read_corpus([options.corpus])
    version = corpus_version(options.corpus)
    for problem in problems:
        print(problem)
    coder, tokenizer, earlier = begun(options, sentences)
    examples = [make_example(tokenizer, sentence) for sentence in sentences]
    train = [e for e in examples if options.all or not e.sentence.held_out]
    test = [e for e in examples if e.sentence.held_out]
    if options.documents:
        real = real_sentences(options.corpus / "standoff", options.documents)
        print(f"{len(real)} sentences of real documents to train on")
        train += [make_example(tokenizer, sentence) for sentence in real]
    if options.only_names:
        train, test = [], []
        coder.requires_grad_(requires_grad=False)
        coder.heads.names.requires_grad_(requires_grad=True)
    print(f"{len(train)} sentences to train on, {len(test)} held out, {tokenizer.get_vocab_size()} pieces")
    named, named_test = name_examples(tokenizer, options.names) if options.names else ([], [])
    print(f"{len(named)} sentences with names to train on, {len(named_test)} held out")
    history = fit(
        coder,
        tokenizer,
        train,
        test,
        named=named,
        named_test=named_test,
        name_share=options.name_share,
        average=options.average,
        epochs=options.epochs,
        rate=options.rate,
        batch=options.batch,
        resumed=options.start is not None,
    )
    save(options.out, coder, tokenizer, corpus=version, options=vars(options), history=history, earlier=earlier)


def real_sentences(labels: Path, data: Path) -> list[LabelledSentence]:
    """The stand-off labelled sentences of documents on the side of training; stops where a document is missing."""
    sentences, lost = labelled_sentences([each for each in read_standoff([labels]) if not each.held_out], data)
    if lost:
        raise SystemExit(f"{len(lost)} labelled sentences are not found below {data}, the first: {lost[0]}")
    return sentences


def begun(
    options: argparse.Namespace, sentences: list[LabelledSentence]
) -> tuple[Coder, Tokenizer, list[dict[str, object]]]:
    """The base encoder with new heads, or what an earlier training saved, with the record of that one."""
    if options.start:
        tokenizer = Tokenizer.from_file(str(options.start / "tokenizer.json"))
        coder = Coder(Encoder(tokenizer.get_vocab_size()))
        coder.load_state_dict(torch.load(options.start / "coder.pt", weights_only=True), strict=False)
        record = json.loads((options.start / "training.json").read_text("utf-8"))
        return coder, tokenizer, [*record.pop("earlier", []), record]
    base = read_base(base_path())
    kept = choose_pieces(base, vocabulary_texts(options.texts, sentences), size=options.pieces)
    coder = Coder(load_encoder(base, kept))
    coder.eval()
    return coder, trimmed_tokenizer(base, kept), []


def corpus_version(corpus: Path) -> str:
    """A version that follows from the corpus files."""
    digest = hashlib.sha256()
    for path in sorted([*corpus.rglob("*.txt"), *corpus.rglob("*.jsonl")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def seed_everything(seed: int) -> None:
    """Makes the run repeatable on one machine."""
    random.seed(seed)
    np.random.seed(seed)  # noqa: NPY002 - libraries use the global state
    torch.manual_seed(seed)


def vocabulary_texts(paths: list[Path], sentences: list[LabelledSentence]) -> Iterator[str]:
    """Texts that decide which pieces are kept: the corpus, and any plain texts named."""
    for sentence in sentences:
        yield sentence.text
    for path in paths:
        for each in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if each.suffix in {".txt", ".html", ".jsonl", ".iob2"}:
                yield each.read_text("utf-8", errors="ignore")


def trimmed_tokenizer(base: Base, kept: list[int]) -> Tokenizer:
    """The tokenizer over the pieces kept."""
    return build_tokenizer([base.pieces[i] for i in kept], [base.scores[i] for i in kept])


def fit(
    coder: Coder,
    tokenizer: Tokenizer,
    train: list[Example],
    test: list[Example],
    *,
    named: list[NameExample],
    named_test: list[NameExample],
    name_share: float,
    average: float,
    epochs: int,
    rate: float,
    batch: int,
    resumed: bool,
) -> list[dict[str, float]]:
    """Trains; the record of every epoch. The coder ends with the running average of its weights."""
    coder.encoder.word.weight.requires_grad_(requires_grad=False)
    if not resumed:
        coder.eval()
        with torch.no_grad():
            coder.heads.standardise(torch.cat(encode(coder, train[:256], standard=False)))
    body = [p for p in coder.encoder.parameters() if p.requires_grad]
    heads = [p for p in coder.heads.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": rate}, {"params": heads, "lr": rate * 5}],
        weight_decay=0.01,
    )
    share = round(len(named) * name_share)
    steps = epochs * (math.ceil(len(train) / batch) + math.ceil(share / (2 * batch)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _slope(step, steps))
    history: list[dict[str, float]] = []
    mean = torch.optim.swa_utils.AveragedModel(coder, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(average))
    pool = actor_pool([example.sentence for example in train])
    source = random.Random(epochs)
    for epoch in range(epochs):
        started, total = time.monotonic(), 0.0
        coder.train()
        varied = [make_example(tokenizer, vary(e.sentence, pool, source)) for e in train]
        some = random.sample(named, share)
        batches: list[Sequence[Example | NameExample]] = [*_batches(varied, batch), *_batches(some, 2 * batch)]
        random.shuffle(batches)
        for examples in batches:
            loss = batch_loss(coder, examples)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(coder.parameters(), 3.0)
            optimizer.step()
            schedule.step()
            mean.update_parameters(coder)
            total += loss.item() * len(examples)
        row = {"epoch": epoch + 1, "loss": total / (len(train) + share), **score(mean.module, test)}
        row["name_f1"] = score_names(mean.module, named_test)
        row["seconds"] = time.monotonic() - started
        history.append(row)
        print(" ".join(f"{name} {value:.3f}" for name, value in row.items()), flush=True)
    coder.load_state_dict(mean.module.state_dict())
    return history


def _slope(step: int, steps: int) -> float:
    """A tenth of warm-up, then down in a straight line."""
    warm = max(1, steps // 10)
    return min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))


def _batches(examples: list[AnyExample], size: int) -> Iterator[list[AnyExample]]:
    """Batches of sentences of like length, in random order."""
    order = sorted(examples, key=lambda e: len(e.tokens.ids) + random.uniform(-8, 8))
    batches = [order[i : i + size] for i in range(0, len(order), size)]
    random.shuffle(batches)
    yield from batches


def encode(coder: Coder, examples: Sequence[Example | NameExample], *, standard: bool = True) -> list[Tensor]:
    """Token vectors of each sentence, in fp32, as the heads read them or as the encoder gives them."""
    length = max(len(e.tokens.ids) for e in examples)
    ids = torch.ones((len(examples), length), dtype=torch.long)
    mask = torch.zeros((len(examples), length))
    for row, example in enumerate(examples):
        n = len(example.tokens.ids)
        ids[row, :n] = torch.tensor(example.tokens.ids)
        mask[row, :n] = 1
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = coder.encoder(ids, mask)
    vectors = [hidden[row, : len(e.tokens.ids)].float() for row, e in enumerate(examples)]
    return [coder.heads.standard(each) for each in vectors] if standard else vectors


def batch_loss(coder: Coder, examples: Sequence[Example | NameExample]) -> Tensor:
    """The mean over sentences of the sum of all heads' losses."""
    vectors = encode(coder, examples)
    losses = [
        sentence_loss(coder, e, v) if isinstance(e, Example) else names_loss(coder, e.tags, v)
        for e, v in zip(examples, vectors, strict=True)
    ]
    return torch.stack(losses).mean()


def names_loss(coder: Coder, tags: Sequence[int], tokens: Tensor) -> Tensor:
    """The loss of the head for names on one sentence; nothing where every token is left open."""
    if all(tag == IGNORE for tag in tags):
        return tokens.sum() * 0.0
    return functional.cross_entropy(coder.heads.names(tokens), torch.tensor(tags), ignore_index=IGNORE)


def sentence_loss(coder: Coder, example: Example, tokens: Tensor) -> Tensor:
    """The loss of one sentence."""
    heads = coder.heads
    loss = functional.cross_entropy(heads.tags(tokens), torch.tensor(example.tags), ignore_index=IGNORE)
    loss = loss + 0.3 * functional.cross_entropy(
        heads.political(tokens.mean(0))[None], torch.tensor([example.political])
    )
    loss = loss + 0.5 * names_loss(coder, corpus_tags(example.sentence, example.tokens), tokens)
    pairs = all_pairs(len(example.mentions))
    if not pairs:
        return loss
    mentions = [jittered(mention, len(tokens)) for mention in example.mentions]
    vectors = heads.pair_vectors(tokens, mentions, pairs)
    loss = loss + 2.0 * pair_loss(heads.pairs(vectors), example, pairs)
    if example.claims:
        rows = {pair: row for row, pair in enumerate(pairs)}
        places = torch.tensor([rows[(c.source, c.target)] for c in example.claims])
        claims = heads.claim_vectors(vectors[places], torch.tensor([c.pair for c in example.claims]))
        loss = loss + claim_loss(coder, example, tokens, claims)
    return loss


def jittered(mention: tuple[int, int], length: int, *, chance: float = 0.15) -> tuple[int, int]:
    """A mention whose edges sometimes stand a token or two elsewhere, as other people's spans do."""
    start, end = mention
    if end <= start:
        return mention
    if random.random() < chance:
        start = min(max(1, start + random.randint(-2, 2)), end - 1)
    if random.random() < chance:
        end = max(min(length - 1, end + random.randint(-2, 3)), start + 1)
    return start, end


def pair_loss(logits: Tensor, example: Example, pairs: list[tuple[int, int]]) -> Tensor:
    """Cross entropy of the pair classes; a pair with two claims shares its mass between them."""
    wanted = torch.zeros_like(logits)
    weight = torch.full((len(pairs),), NEGATIVE_WEIGHT)
    for row, pair in enumerate(pairs):
        classes = example.pairs.get(pair)
        if classes:
            weight[row] = 1.0
            wanted[row, classes] = 1 / len(classes)
        else:
            wanted[row, 0] = 1.0
    each = functional.cross_entropy(logits, wanted, reduction="none", label_smoothing=0.02)
    positives = max(1.0, sum(1.0 for pair in pairs if pair in example.pairs))
    return (each * weight).sum() / (positives + 2.0)


def claim_loss(coder: Coder, example: Example, tokens: Tensor, vectors: Tensor) -> Tensor:
    """Losses of what is said of each claim, by its true class."""
    heads, claims = coder.heads, example.claims
    loss = 0.7 * functional.cross_entropy(heads.modality(vectors), torch.tensor([c.modality for c in claims]))
    loss = loss + 0.5 * functional.cross_entropy(heads.about(vectors), torch.tensor([c.about for c in claims]))
    loss = loss + _many(heads.modes(vectors), [c.modes for c in claims])
    loss = loss + _many(heads.contexts(vectors), [c.contexts for c in claims])
    foreseen = [i for i, c in enumerate(claims) if c.forecast != IGNORE]
    if foreseen:
        loss = loss + 0.5 * functional.cross_entropy(
            heads.forecast(vectors[foreseen]), torch.tensor([claims[i].forecast for i in foreseen])
        )
        loss = loss + 0.3 * functional.cross_entropy(
            heads.likelihood(vectors[foreseen]), torch.tensor([claims[i].likelihood for i in foreseen])
        )
    pointers = heads.pointer_scores(tokens, vectors)
    wanted = torch.tensor([[edge for pair in c.pointers for edge in pair] for c in claims])
    loss = loss + 0.5 * functional.cross_entropy(pointers.flatten(0, 1), wanted.flatten())
    speakers = heads.speaker_scores(tokens, example.mentions, vectors)
    return loss + 0.5 * functional.cross_entropy(speakers, torch.tensor([c.speaker + 1 for c in claims]))


def _many(logits: Tensor, classes: Iterable[tuple[int, ...]]) -> Tensor:
    wanted = torch.zeros_like(logits)
    for row, chosen in enumerate(classes):
        wanted[row, list(chosen)] = 1.0
    return 3.0 * functional.binary_cross_entropy_with_logits(logits, wanted)


@torch.no_grad()
def score(coder: Coder, examples: list[Example]) -> dict[str, float]:
    """Figures on held-out sentences with the mentions given: pairs, modality, triggers, tags."""
    coder.eval()
    right = found = gold = modality = trigger = speaker = claims = 0
    tags = [0, 0, 0]
    for example in examples:
        tokens = encode(coder, [example])[0]
        heads = coder.heads
        for j, amount in enumerate(_tag_counts(heads.tags(tokens), example)):
            tags[j] += amount
        pairs = all_pairs(len(example.mentions))
        if not pairs:
            continue
        vectors = heads.pair_vectors(tokens, example.mentions, pairs)
        answers = heads.pairs(vectors).argmax(-1).tolist()
        got = {(pair, answer) for pair, answer in zip(pairs, answers, strict=True) if answer}
        want = {(pair, each) for pair, classes in example.pairs.items() for each in classes}
        right, found, gold = right + len(got & want), found + len(got), gold + len(want)
        if example.claims:
            counts = _claim_counts(coder, example, tokens, vectors, pairs)
            modality, trigger, speaker = modality + counts[0], trigger + counts[1], speaker + counts[2]
            claims += len(example.claims)
    return {
        "pair_precision": right / max(1, found),
        "pair_recall": right / max(1, gold),
        "pair_f1": 2 * right / max(1, found + gold),
        "modality": modality / max(1, claims),
        "trigger": trigger / max(1, claims),
        "speaker": speaker / max(1, claims),
        "tag_f1": 2 * tags[0] / max(1, tags[1] + tags[2]),
    }


@torch.no_grad()
def score_names(coder: Coder, examples: list[NameExample]) -> float:
    """F1 of names by exact range and kind."""
    coder.eval()
    labels = load_labels().names
    right = total = 0
    for example in examples:
        tags = coder.heads.names(encode(coder, [example])[0]).argmax(-1).tolist()
        got = {span for span in spans_of_tags([labels[i] for i in tags]) if span[2] != "other"}
        want = {s for s in spans_of_tags([labels[max(i, 0)] for i in example.tags]) if s[2] != "other"}
        right, total = right + len(got & want), total + len(got) + len(want)
    return 2 * right / max(1, total)


def _tag_counts(logits: Tensor, example: Example) -> tuple[int, int, int]:
    names = load_labels().tags
    got = set(spans_of_tags([names[i] for i in logits.argmax(-1).tolist()]))
    want = set(spans_of_tags([names[max(i, 0)] for i in example.tags]))
    return len(got & want), len(got), len(want)


def _claim_counts(
    coder: Coder, example: Example, tokens: Tensor, vectors: Tensor, pairs: list[tuple[int, int]]
) -> tuple[int, int, int]:
    claims: list[Claim] = example.claims
    rows = {pair: row for row, pair in enumerate(pairs)}
    places = torch.tensor([rows[(c.source, c.target)] for c in claims])
    said = coder.heads.claim_vectors(vectors[places], torch.tensor([c.pair for c in claims]))
    modality = coder.heads.modality(said).argmax(-1).tolist()
    pointers = coder.heads.pointer_scores(tokens, said).argmax(-1)[:, :2].tolist()
    speakers = coder.heads.speaker_scores(tokens, example.mentions, said).argmax(-1).tolist()
    return (
        sum(c.modality == m for c, m in zip(claims, modality, strict=True)),
        sum(p[0] <= c.pointers[0][1] and p[1] >= c.pointers[0][0] for c, p in zip(claims, pointers, strict=True)),
        sum(c.speaker + 1 == s for c, s in zip(claims, speakers, strict=True)),
    )


def save(
    out: Path, coder: Coder, tokenizer: Tokenizer, *, corpus: str, options: dict[str, object],
    history: list[dict[str, float]], earlier: list[dict[str, object]],
) -> None:  # fmt: skip
    """Writes weights, tokenizer and the record of the training."""
    out.mkdir(parents=True, exist_ok=True)
    torch.save(coder.state_dict(), out / "coder.pt")
    tokenizer.save(str(out / "tokenizer.json"))
    record = {
        "corpus": corpus,
        "options": {name: str(value) for name, value in options.items() if name not in _PATHS},
        "history": history,
        "earlier": earlier,
    }
    (out / "training.json").write_text(json.dumps(record, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()

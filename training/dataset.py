"""Corpus sentences as training examples: tokens, tags, labelled pairs and what each claim says."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import permutations

from tokenizers import Tokenizer

from dragoman.formats.markup import LabelledClaim, LabelledSentence
from dragoman.ontology import load_ontology
from dragoman.statements.heads import NOBODY
from dragoman.statements.labels import POINTERS, load_labels
from dragoman.statements.tokens import Tokenized, tokenize

IGNORE = -100


@dataclass(frozen=True, slots=True)
class Claim:
    """A labelled pair with everything that is said of it; token ranges are inclusive, 0 means none."""

    source: int
    target: int
    pair: int
    modality: int
    about: int
    modes: tuple[int, ...]
    contexts: tuple[int, ...]
    forecast: int
    likelihood: int
    pointers: tuple[tuple[int, int], ...]
    speaker: int


@dataclass(slots=True)
class Example:
    """One sentence. Mentions are token ranges (end exclusive); pairs hold mention numbers, -1 for nobody."""

    sentence: LabelledSentence
    tokens: Tokenized
    tags: list[int]
    mentions: list[tuple[int, int]]
    claims: list[Claim]
    political: int
    pairs: dict[tuple[int, int], list[int]] = field(default_factory=dict)


def make_example(tokenizer: Tokenizer, sentence: LabelledSentence) -> Example:
    """The example of a sentence."""
    tokens = tokenize(tokenizer, sentence.text, sentence.language)
    labels = load_labels()
    actors = sentence.actors
    number = {span.label: i for i, span in enumerate(actors)}
    mentions = [tokens.tokens(span.start, span.end) for span in actors]
    tags = [0 if end > start else IGNORE for start, end in tokens.ranges]
    for span, (start, end) in sorted(zip(actors, mentions, strict=True), key=lambda m: m[1][0] - m[1][1]):
        if any(tags[i] > 0 for i in range(start, end)):
            continue
        for i in range(start, end):
            tags[i] = labels.tags.index(f"{'B' if i == start else 'I'}-{span.kind}")
    example = Example(sentence, tokens, tags, mentions, [], 0 if sentence.none_reason == "not_political" else 1)
    for claim in sentence.claims:
        if claim.kind != "convening":
            example.claims.extend(_claims(claim, sentence, tokens, number))
    for each in example.claims:
        found = example.pairs.setdefault((each.source, each.target), [])
        if each.pair not in found:
            found.append(each.pair)
    return example


def _claims(claim: LabelledClaim, sentence: LabelledSentence, tokens: Tokenized, number: dict[str, int]) -> list[Claim]:
    labels = load_labels()
    sources = [number[label] for label in claim.source]
    targets = [number[label] for label in claim.target]
    pair = "forecast:" if claim.kind == "forecast" else f"{claim.kind}:{claim.type}"
    shared = {
        "pair": labels.pairs.index(pair),
        "modality": labels.modalities.index(claim.modality),
        "about": labels.abouts.index(claim.about) if claim.about else 0,
        "modes": tuple(labels.modes.index(f"{claim.type}:{mode}") for mode in claim.modes),
        "contexts": tuple(labels.contexts.index(context) for context in claim.contexts),
        "forecast": labels.forecasts.index(claim.type) if claim.kind == "forecast" else IGNORE,
        "likelihood": labels.likelihoods.index(claim.likelihood or "unstated") if claim.kind == "forecast" else IGNORE,
        "pointers": tuple(_pointer(claim, name, sentence, tokens) for name in POINTERS),
        "speaker": number[claim.by[-1][1]] if claim.by else NOBODY,
    }
    return [Claim(source=s, target=t, **shared) for s, t in _pairs(claim, sources, targets)]  # type: ignore[arg-type]


def _pairs(claim: LabelledClaim, sources: list[int], targets: list[int]) -> list[tuple[int, int]]:
    """The ordered pairs a claim holds for; members of a joint act hold for each other too."""
    relation = load_ontology().relations.get(claim.type)
    mutual = relation is not None and not relation.directed
    if sources and targets:
        found = [(s, t) for s in sources for t in targets if s != t]
        return found + [(t, s) for s, t in found] if mutual else found
    if mutual and len(sources) > 1:
        return list(permutations(sources, 2))
    if sources:
        return [(s, NOBODY) for s in sources] + list(permutations(sources, 2))
    return [(NOBODY, t) for t in targets]


def _pointer(claim: LabelledClaim, name: str, sentence: LabelledSentence, tokens: Tokenized) -> tuple[int, int]:
    label = claim.trigger if name == "trigger" else claim.spans.get(name)
    if label is None:
        return 0, 0
    span = sentence.spans[label]
    start, end = tokens.tokens(span.start, span.end)
    return (start, end - 1) if end > start else (0, 0)

"""From the heads' scores to the claims of one sentence, by mention numbers and token ranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from dragoman.ontology import load_ontology
from dragoman.statements.heads import NOBODY, sigmoid, softmax
from dragoman.statements.labels import NO_CLAIM, POINTERS, load_labels
from dragoman.statements.listed import Together, listed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dragoman.statements.network import Network, Reading

    Floats = NDArray[np.float32]

THRESHOLD = 0.4
"""A class of a pair is a claim from this probability on; two classes can both reach it."""
LONGEST_POINTER = 48
MOST_MENTIONS = 24
"""A sentence that names more actors is a list; pairs grow with the square."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim; sources and targets are mention numbers, spans token ranges (both ends included)."""

    kind: str
    type: str
    sources: tuple[int, ...]
    targets: tuple[int, ...]
    probability: float
    modality: str
    modality_probability: float
    about: str | None
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    trigger: tuple[int, int] | None
    object: tuple[int, int] | None
    hedge: tuple[int, int] | None
    horizon: tuple[int, int] | None
    speaker: int
    likelihood: str
    confidence: float = 0.0
    """How often such a claim is right as a whole: the pair's probability on the scale the model was calibrated to."""


def reasons_of(claim: Claim, trigger: str | None) -> tuple[str, ...]:
    """Why the claim was read, with the words of its trigger where it has one."""
    reasons = [
        f"{claim.kind} {claim.type}: pair read with probability {claim.probability:.2f}",
        f"such claims are right as a whole in {claim.confidence:.2f} of cases",
        f"modality {claim.modality} with probability {claim.modality_probability:.2f}",
    ]
    if trigger:
        reasons.append(f"trigger “{trigger}”")
    if len(claim.sources) > 1 and not claim.targets:
        reasons.append("joint act: the pair reads the same both ways")
    return tuple(reasons)


def all_pairs(count: int) -> list[tuple[int, int]]:
    """Every ordered pair of mentions, then each as a source and as a target alone."""
    inner = [(s, t) for s in range(count) for t in range(count) if s != t]
    return inner + [(s, NOBODY) for s in range(count)] + [(NOBODY, t) for t in range(count)]


def read_claims(network: Network, reading: Reading, mentions: Sequence[tuple[int, int]]) -> list[Claim]:
    """The claims of a sentence whose mentions stand at these token ranges, strongest first."""
    used = mentions[:MOST_MENTIONS]
    pairs = all_pairs(len(used))
    if not pairs:
        return []
    vectors = network.heads.pair_vectors(reading.vectors, used, pairs)
    chances = softmax(network.heads.pairs(vectors) / np.float32(network.temperature))
    rows, types = np.nonzero(chances[:, 1:] >= THRESHOLD)
    if not len(rows):
        return []
    types = types + 1
    said = network.heads.claim_vectors(vectors[rows], types.tolist())
    readings = _ClaimScores(network, reading, used, said)
    found = [
        readings.claim(i, pairs[row], int(type_), float(chances[row, type_]))
        for i, (row, type_) in enumerate(zip(rows.tolist(), types.tolist(), strict=True))
    ]
    tokens = reading.tokens
    ranges = [tokens.characters(start, end - 1) if end > start else (0, 0) for start, end in used]
    merged = merge(found, listed(reading.text, ranges))
    return [replace(claim, confidence=network.confidence(claim.probability)) for claim in merged]


class _ClaimScores:
    """Scores of everything said of the raw claims of one sentence."""

    def __init__(self, network: Network, reading: Reading, mentions: Sequence[tuple[int, int]], said: Floats) -> None:
        heads = network.heads
        self.labels = load_labels()
        self.modality = softmax(heads.of_claims("modality", said))
        self.about = heads.of_claims("about", said).argmax(axis=1)
        self.modes = sigmoid(heads.of_claims("modes", said))
        self.contexts = sigmoid(heads.of_claims("contexts", said))
        self.forecast = heads.of_claims("forecast", said).argmax(axis=1)
        self.likelihood = heads.of_claims("likelihood", said).argmax(axis=1)
        self.pointers = heads.pointers(reading.vectors, said)
        self.speakers = heads.speakers(reading.vectors, mentions, said).argmax(axis=1) - 1

    def claim(self, i: int, pair: tuple[int, int], type_: int, probability: float) -> Claim:
        """The raw claim of one pair."""
        labels = self.labels
        kind, name = labels.kind_and_type(labels.pairs[type_])
        modality = int(self.modality[i].argmax())
        about = labels.abouts[int(self.about[i])]
        spans = {
            pointer: best_span(self.pointers[i, j, 0], self.pointers[i, j, 1]) for j, pointer in enumerate(POINTERS)
        }
        return Claim(
            kind=kind,
            type=name or labels.forecasts[int(self.forecast[i])],
            sources=() if pair[0] == NOBODY else (pair[0],),
            targets=() if pair[1] == NOBODY else (pair[1],),
            probability=probability,
            modality=labels.modalities[modality],
            modality_probability=float(self.modality[i, modality]),
            about=None if about == NO_CLAIM else about,
            modes=_named_modes(self.modes[i], name) if kind == "event" else (),
            contexts=tuple(np.array(labels.contexts)[self.contexts[i] > 0.5].tolist()),  # noqa: PLR2004 - likelier than not
            trigger=spans["trigger"],
            object=spans["object"],
            hedge=spans["hedge"],
            horizon=spans["horizon"],
            speaker=int(self.speakers[i]),
            likelihood=labels.likelihoods[int(self.likelihood[i])],
        )


def _named_modes(chances: Floats, type_: str) -> tuple[str, ...]:
    """The modes of this category that are likelier than not."""
    found = []
    for chance, mode in zip(chances.tolist(), load_labels().modes, strict=True):
        category, _, name = mode.partition(":")
        if category == type_ and chance > 0.5:  # noqa: PLR2004 - likelier than not
            found.append(name)
    return tuple(found)


def best_span(first: Floats, last: Floats) -> tuple[int, int] | None:
    """The likeliest token range, both ends included; None if token 0 (nothing) is likelier."""
    start = int(first[1:].argmax()) + 1
    stop = min(len(last), start + LONGEST_POINTER)
    end = start + int(last[start:stop].argmax())
    if first[0] + last[0] >= first[start] + last[end]:
        return None
    return start, end


def merge(claims: list[Claim], together: Together) -> list[Claim]:
    """Raw claims of pairs as whole claims: lists of actors stand together, an act told twice counts once.

    Claims belong together if they agree in kind, type and modality and their triggers overlap. ``together`` tells
    of two mentions whether a list joins them: others do not become sides of one claim.
    """
    groups: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda each: -each.probability):
        home = next((group for group in groups if _belongs(claim, group[0])), None)
        if home is None:
            groups.append([claim])
        else:
            home.append(claim)
    kept: list[Claim] = []
    for claim in sorted((each for group in groups for each in _unite(group, together)), key=lambda c: -c.probability):
        if not any(_told_again(claim, earlier) for earlier in kept):
            kept.append(claim)
    return kept


def _told_again(claim: Claim, earlier: Claim) -> bool:
    """Whether a stronger claim tells the act: nobody new among its actors, or the same words with one side."""
    if (claim.kind, claim.type) != (earlier.kind, earlier.type):
        return False
    members = {*claim.sources, *claim.targets}
    if members <= {*earlier.sources, *earlier.targets}:
        return True
    shared = {*claim.sources} & {*earlier.sources} or {*claim.targets} & {*earlier.targets}
    return bool(shared) and _overlap(claim.trigger, earlier.trigger)


def _belongs(claim: Claim, first: Claim) -> bool:
    same = (claim.kind, claim.type, claim.modality) == (first.kind, first.type, first.modality)
    return same and _overlap(claim.trigger, first.trigger)


def _overlap(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    if one is None or other is None:
        return one is other
    return one[0] <= other[1] and other[0] <= one[1]


def _unite(group: list[Claim], together: Together) -> list[Claim]:
    """The claims of a group: the joint act, and each list of sources with its list of targets."""
    both = [claim for claim in group if claim.sources and claim.targets]
    if not both:
        return _one_sided(group)
    pairs = {(claim.sources[0], claim.targets[0]) for claim in both}
    mutual = {(s, t) for s, t in pairs if (t, s) in pairs}
    united: list[Claim] = []
    if mutual:
        united.append(_joint(group[0], mutual))
    rest = [claim for claim in both if (claim.sources[0], claim.targets[0]) not in mutual]
    while rest:
        taken, rest = _side_by_side(rest, together)
        united.append(taken)
    return united


def _one_sided(group: list[Claim]) -> list[Claim]:
    sources = tuple(sorted({s for claim in group for s in claim.sources}))
    targets = tuple(sorted({t for claim in group for t in claim.targets}))
    if sources and targets:
        return [replace(group[0], sources=sources, targets=())]
    return [replace(group[0], sources=sources, targets=targets)]


def _joint(first: Claim, mutual: set[tuple[int, int]]) -> Claim:
    """A mutual claim: a joint act has all its members as source; a mutual relation keeps two sides."""
    members = tuple(sorted({member for pair in mutual for member in pair}))
    if first.kind == "event" or first.type not in load_ontology().relations:
        return replace(first, sources=members, targets=())
    return replace(first, sources=members[:1], targets=members[1:])


def _side_by_side(claims: list[Claim], together: Together) -> tuple[Claim, list[Claim]]:
    """The strongest claim with those of its lists, and what has nothing to do with it.

    A weaker claim that shares one side and whose other side stands in no list with the strongest one's is a
    wrong guess at the same side: an act has one actor there, or a list.
    """
    strongest = claims[0]
    sources, targets = set(strongest.sources), set(strongest.targets)
    left: list[Claim] = []
    for claim in claims[1:]:
        (source,), (target,) = claim.sources, claim.targets
        shares = source in sources or target in targets
        crosses = source in targets or target in sources
        if not shares or crosses:
            left.append(claim)
        elif _fits(source, sources, together) and _fits(target, targets, together):
            sources.add(source)
            targets.add(target)
    return replace(strongest, sources=tuple(sorted(sources)), targets=tuple(sorted(targets))), left


def _fits(mention: int, side: set[int], together: Together) -> bool:
    return mention in side or any(together(mention, other) for other in side)

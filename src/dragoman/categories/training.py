"""From a user's examples to a head, with scores on sentences it has not seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from dragoman.categories.alike import groups_of
from dragoman.categories.background import Plain
from dragoman.categories.features import sigmoid
from dragoman.categories.lda import best_threshold, calibrate, fit
from dragoman.categories.records import CategoryDraft, Confusion, Head, Scores
from dragoman.categories.sorter import Reads
from dragoman.errors import UsageError
from dragoman.language.identify import identify
from dragoman.records import digest
from dragoman.statements.labels import CODED_LANGUAGES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Doubles = NDArray[np.float64]
    Flags = NDArray[np.bool_]

FEWEST_DISTINCT = 15
_FOLDS = 10
_RESAMPLES = 2_000
_SHOWN = 5
_WEAK = 0.6
_WIDE = 0.3
_SEED = 20080217
_TONGUES = {"English": {"en"}, "Russian": {"ru"}, "Serbian, Croatian or Bosnian": {"sr", "hr", "bs"}}


@dataclass(frozen=True, slots=True)
class Trained:
    """A head with its scores, the held-out sentences it got most wrong, and what a user should know.

    ``refusal`` says why the head is of no use; ``None`` if it is.
    """

    head: Head
    scores: Scores
    confusions: tuple[Confusion, ...]
    notes: tuple[str, ...]
    refusal: str | None


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence to learn from."""

    text: str
    language: str
    positive: bool
    origin: str
    vectors: Floats


def train(draft: CategoryDraft, network: Reads, background: Sequence[Plain]) -> Trained:
    """Learns the category; UsageError if its examples are too much alike to be tried on one another.

    Nobody labelled the background. Of it, sentences like an example are left out; and those that a head learnt
    without them takes for the category count against its scores, but the final head does not learn from them:
    they may well belong.
    """
    texts = [each.text for each in draft.examples]
    _check_distinct(draft, groups_of([each.text for each in draft.examples if each.positive]))
    lines, plain = _read(draft, network, background, texts)
    definition = network.read(draft.definition, _language(draft.definition, None)).vectors
    belongs = np.array([line.positive for line in lines])
    groups = np.array(groups_of([line.text for line in lines]))
    folds = _folds(groups, belongs)
    held_out = _held_out(lines, belongs, folds, definition)
    said = _said(held_out, belongs, folds)
    slope, offset = calibrate(held_out, belongs)
    behind = np.array([line.origin == "background" for line in lines])
    sure = ~(behind & said)
    final = fit([line.vectors for line in compress(lines, sure)], belongs[sure], definition)
    weights = (*(slope * final.weights).tolist(), slope * final.bias + offset)
    head = Head(
        key=_key(draft, network.version, weights),
        name=draft.name,
        model_version=network.version,
        query=tuple(final.query.tolist()),
        weights=weights,
        threshold=sigmoid(slope * best_threshold(held_out, belongs) + offset),
    )
    scores = _scores(behind, belongs, said, groups, plain)
    chances = np.array([sigmoid(slope * each + offset) for each in held_out])
    return Trained(head, scores, _confusions(lines, said, chances), tuple(_notes(lines, scores)), _refusal(scores))


def _check_distinct(draft: CategoryDraft, groups: Sequence[int]) -> None:
    distinct = len(set(groups))
    if distinct < FEWEST_DISTINCT:
        raise UsageError(
            f"the {len(groups)} positive examples of {draft.name} are too much alike: only {distinct} differ from one "
            f"another, {FEWEST_DISTINCT} are needed; write sentences in other words, about other events"
        )


def _key(draft: CategoryDraft, model_version: str, weights: Sequence[float]) -> str:
    """Names this record of the category: what it was told, and what it learnt from that."""
    told = [f"{each.positive}{each.language}{each.text}" for each in draft.examples]
    return digest(draft.name, draft.definition, model_version, *told, *(f"{each:.6g}" for each in weights))


def _language(text: str, given: str | None) -> str:
    """The language of a sentence among those that are coded."""
    found = given or identify(text).language
    if found in CODED_LANGUAGES:
        return str(found)
    return "ru" if identify(text).script == "Cyrl" else "en"


def _read(
    draft: CategoryDraft, network: Reads, background: Sequence[Plain], texts: Sequence[str]
) -> tuple[list[_Line], list[Plain]]:
    """Everything to learn from, read by the encoder; and what of the background that is."""
    groups = groups_of([*texts, *(each.text for each in background)])
    known = set(groups[: len(texts)])
    plain = [each for each, group in zip(background, groups[len(texts) :], strict=True) if group not in known]
    wanted = [(each.text, each.language, each.positive, "example") for each in draft.examples]
    wanted += [(each.text, each.language, False, "background") for each in plain]
    lines = []
    for text, given, positive, origin in wanted:
        language = _language(text, given)
        lines.append(_Line(text, language, positive, origin, network.read(text, language).vectors))
    return lines, plain


def _folds(groups: NDArray[np.int64], belongs: Flags) -> NDArray[np.int64]:
    """The fold each sentence is held out in: groups stay together, every fold has its share of positives."""
    rng = np.random.default_rng(_SEED)
    inside = np.unique(groups[belongs])
    others = np.setdiff1d(groups, inside)
    count = min(_FOLDS, len(inside))
    of_group = {int(group): i % count for part in (inside, others) for i, group in enumerate(rng.permutation(part))}
    return np.array([of_group[int(group)] for group in groups])


def _held_out(lines: Sequence[_Line], belongs: Flags, folds: NDArray[np.int64], definition: Floats) -> Doubles:
    """The score of every sentence by what was learnt from the other folds."""
    scores = np.zeros(len(lines))
    for fold in np.unique(folds):
        inside = folds != fold
        learnt = fit([each.vectors for each in compress(lines, inside)], belongs[inside], definition)
        scores[~inside] = learnt.scores([each.vectors for each in compress(lines, ~inside)])
    return scores


def _said(scores: Doubles, belongs: Flags, folds: NDArray[np.int64]) -> Flags:
    """Whether each sentence is taken, by a threshold that was chosen without its fold."""
    said = np.zeros(len(scores), dtype=np.bool_)
    for fold in np.unique(folds):
        rest = folds != fold
        said[~rest] = scores[~rest] >= best_threshold(scores[rest], belongs[rest])
    return said


def _scores(behind: Flags, belongs: Flags, said: Flags, groups: NDArray[np.int64], plain: Sequence[Plain]) -> Scores:
    right, wrong, missed = said & belongs, said & ~belongs, ~said & belongs
    low, high = _interval(right, wrong, missed, groups)
    share = float(belongs.mean())
    return Scores(
        precision=_ratio(right.sum(), said.sum()),
        recall=_ratio(right.sum(), belongs.sum()),
        f1=_ratio(2 * right.sum(), said.sum() + belongs.sum()),
        low=low,
        high=high,
        chance=round(2 * share / (1 + share), 4),
        folds=min(_FOLDS, len(np.unique(groups[belongs]))),
        positive=int(belongs.sum()),
        distinct=len(np.unique(groups[belongs])),
        negative=int((~belongs & ~behind).sum()),
        background=int(behind.sum()),
        from_ledger=sum(each.from_ledger for each in plain),
        taken=int((said & behind).sum()),
    )


def _ratio(part: float, whole: float) -> float:
    return round(float(part) / float(whole), 4) if whole else 0.0


def _interval(right: Flags, wrong: Flags, missed: Flags, groups: NDArray[np.int64]) -> tuple[float, float]:
    """Bounds of F1 with 95 %, by drawing groups of sentences anew."""
    _, of_group = np.unique(groups, return_inverse=True)
    count = int(of_group.max()) + 1
    sums = np.column_stack([np.bincount(of_group, weights=each, minlength=count) for each in (right, wrong, missed)])
    draws = np.random.default_rng(_SEED).multinomial(count, np.full(count, 1 / count), size=_RESAMPLES) @ sums
    whole = 2 * draws[:, 0] + draws[:, 1] + draws[:, 2]
    f1 = np.divide(2 * draws[:, 0], whole, out=np.zeros(len(draws)), where=whole > 0)
    low, high = np.quantile(f1, [0.025, 0.975])
    return round(float(low), 4), round(float(high), 4)


def _confusions(lines: Sequence[_Line], said: Flags, chances: Doubles) -> tuple[Confusion, ...]:
    """Those missed that seemed least likely, then those wrongly taken that seemed likeliest."""
    wrong = [
        Confusion(line.text, line.positive, round(float(chance), 4), line.origin)
        for line, taken, chance in zip(lines, said, chances, strict=True)
        if bool(taken) is not line.positive
    ]
    missed = sorted((each for each in wrong if each.positive), key=lambda each: each.probability)
    taken = sorted((each for each in wrong if not each.positive), key=lambda each: -each.probability)
    return (*missed[:_SHOWN], *taken[:_SHOWN])


def _notes(lines: Sequence[_Line], scores: Scores) -> list[str]:
    notes = []
    if scores.distinct < scores.positive:
        notes.append(
            f"of {scores.positive} positive examples {scores.distinct} differ; those alike were held out together"
        )
    if scores.background:
        many = round(10_000 * scores.taken / scores.background)
        notes.append(
            f"of 10,000 sentences on other matters about {many} would be taken: where the category is rarer than in "
            "the examples, precision is lower"
        )
    if scores.f1 < _WEAK:
        notes.append(f"an F1 of {scores.f1:.2f} is weak; look at the sentences it confuses and add examples like them")
    if scores.high - scores.low > _WIDE:
        notes.append("the interval is wide; more examples make it narrower")
    if not scores.negative:
        notes.append("there are no negative examples; a few that are nearly of the category sharpen it most")
    seen = {line.language for line in lines if line.positive}
    missing = [name for name, codes in _TONGUES.items() if not codes & seen]
    if missing:
        notes.append(f"no positive example is {' or '.join(missing)}: how well it does there was not tried")
    return notes


def _refusal(scores: Scores) -> str | None:
    if scores.beats_chance:
        return None
    return (
        f"no better than chance: F1 is {scores.f1:.2f} ({scores.low:.2f} to {scores.high:.2f}) where guessing gives "
        f"{scores.chance:.2f}; give more examples, or a category whose sentences have more in common"
    )

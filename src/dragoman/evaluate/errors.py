"""Sentences whose answer differs from their labels, with what is wrong and what the network says of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.evaluate.answers import Answer, Match, Verdict
from dragoman.evaluate.corpus import ReadSentence
from dragoman.evaluate.directions import Pair, read_pairs
from dragoman.statements.claims import THRESHOLD
from dragoman.statements.labels import NO_CLAIM

if TYPE_CHECKING:
    from dragoman.statements.network import Network


@dataclass(frozen=True, slots=True)
class WrongSentence:
    """A sentence with what was expected and answered; ``reasons`` says of each match why it is wrong."""

    read: ReadSentence
    matches: tuple[Match, ...]
    reasons: tuple[tuple[str, ...], ...]

    @property
    def differences(self) -> list[tuple[Match, tuple[str, ...]]]:
        """The matches that are not right, with their reasons."""
        both = zip(self.matches, self.reasons, strict=True)
        return [(match, reasons) for match, reasons in both if match.verdict is not Verdict.RIGHT]

    @property
    def expected(self) -> list[Answer]:
        """What the labels say, by where its trigger stands."""
        return sorted(
            (each.expected for each in self.matches if each.expected), key=lambda each: each.trigger or (0, 0)
        )

    @property
    def answered(self) -> list[Answer]:
        """What the coder says, surest first."""
        return sorted((each.answered for each in self.matches if each.answered), key=lambda each: -each.confidence)

    @property
    def kinds(self) -> list[str]:
        """The kinds of error in the sentence."""
        return sorted({str(match.verdict) for match, _ in self.differences})


def wrong_sentences(read: Iterable[ReadSentence], network: Network) -> Iterator[WrongSentence]:
    """The sentences whose statements are not exactly those of the labels, in order."""
    for each in read:
        matches = tuple(each.matches())
        if any(match.verdict is not Verdict.RIGHT for match in matches):
            yield WrongSentence(each, matches, tuple(tuple(_why(each, match, network)) for match in matches))


def _why(read: ReadSentence, one: Match, network: Network) -> Iterator[str]:
    """Why an expected statement was not answered: an actor not found, or what the network sees in its pairs."""
    if one.verdict is Verdict.RIGHT or one.expected is None:
        return
    text = read.sentence.text
    missing = sorted((one.expected.source | one.expected.target) - set(read.actors))
    for actor in missing:
        near = [f"“{text[slice(*each)]}”" for each in read.actors if each[0] < actor[1] and actor[0] < each[1]]
        yield f"no actor found at “{text[slice(*actor)]}”" + (f", but {', '.join(near)}" if near else "")
    if not missing:
        yield from _of_pairs(read, one.expected, network)


def _of_pairs(read: ReadSentence, expected: Answer, network: Network) -> Iterator[str]:
    """What the network says of each pair of an expected statement."""
    text = read.sentence.text
    pairs = _pairs_of(expected)
    reading = network.read(text, read.sentence.language)
    for pair, answer in zip(pairs, read_pairs(network, reading, pairs), strict=True):
        kind, type_ = answer.best
        best = "no claim" if kind == NO_CLAIM else f"{kind} {type_}"
        source, target = (f"“{text[slice(*each)]}”" if each else "nobody" for each in pair)
        yield (
            f"{source} to {target}: likeliest {best} ({answer.chances.max():.2f}), "
            f"{expected.kind} {expected.type} {answer.chance(expected.kind, expected.type):.2f}; "
            f"a claim from {THRESHOLD:.2f} on"
        )


def _pairs_of(expected: Answer) -> list[Pair]:
    """Every source with every target; of one side each member alone, and the first two as of a joint act."""
    sources, targets = sorted(expected.source), sorted(expected.target)
    if sources and targets:
        return [(source, target) for source in sources for target in targets]
    alone: list[Pair] = [(each, None) for each in sources] + [(None, each) for each in targets]
    members = sources or targets
    return [*alone, (members[0], members[1])] if len(members) > 1 else alone

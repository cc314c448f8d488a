"""Figures of ``dragoman evaluate`` as lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.evaluate.actors import PhraseScores
    from dragoman.evaluate.calibration import Judged
    from dragoman.evaluate.corpus import CorpusScores
    from dragoman.evaluate.directions import Swapped
    from dragoman.evaluate.figures import ItemTally, Tally
    from dragoman.evaluate.plover import PloverScores
    from dragoman.statements.coder import NeuralCoder


def name_lines(folder: Path, coder: NeuralCoder) -> list[str]:
    """The figures of names, by set and kind."""
    from dragoman.evaluate.names import name_sets, score_names

    lines = []
    for title, sentences in name_sets(folder):
        scores = score_names(sentences, coder.names)
        lines += [f"\n{title}, {len(sentences)} sentences: names by exact range and kind", _line("all", scores.all)]
        lines += [_line(f"  {kind}", tally) for kind, tally in sorted(scores.by_kind.items())]
    return lines


def convening_lines(trips: Path, participants: Path | None, coder: NeuralCoder) -> list[str]:
    """The figures of meetings on official trips; of who took part where that is labelled."""
    from dragoman.evaluate.convenings import read_guests, read_trips, score_trips

    read = list(read_trips(trips))
    scores = score_trips(coder, read, read_guests(participants, read) if participants else {})
    counts = (
        ("meeting", scores.met),
        ("date", scores.dates),
        ("place", scores.places),
        ("date and place", scores.both),
    )
    lines = [f"\nMeetings of {trips.name}: right of {scores.rows} trips that tell of one"]
    lines += [f"{name:<28} {scores.share(count):.3f} of {scores.rows}" for name, count in counts]
    if participants:
        lines += [_line("participants", scores.participants), _line("participants, no groups", scores.persons)]
    return lines


def attitude_lines(folder: Path, coder: NeuralCoder) -> list[str]:
    """The figures of attitudes by the official score, with nothing tuned on the set."""
    from dragoman.evaluate.attitudes import (
        LABELS,
        chance_answers,
        pair_table,
        plain_answers,
        read_all,
        read_articles,
        read_groups,
        score_attitudes,
    )

    groups, articles = read_groups(folder / "synonyms.txt"), read_articles(folder)
    read = list(read_all(articles, coder))
    gold = [each.attitudes for each in articles]
    lines = [f"\nAttitudes of {len(articles)} articles, nothing tuned on them: F1 of the official score"]
    for title, answers in (
        ("statements", [plain_answers(each, groups) for each in read]),
        ("pairs of the given names", [chance_answers(pair_table(each, groups, coder.network)) for each in read]),
    ):
        scores = score_attitudes(gold, answers, groups)
        parts = [
            f"{each} precision {scores.precision[each]:.3f} recall {scores.recall[each]:.3f} F1 {scores.f1(each):.3f}"
            for each in LABELS
        ]
        lines.append(f"{title:<28} {scores.result:.3f}  {'  '.join(parts)}")
    return lines


def phrase_lines(paths: Sequence[Path]) -> list[str]:
    """The figures of phrases in context, by language, kind and difficulty."""
    from dragoman.evaluate.actors import grouped, read_phrases, score_phrases

    rows = list(read_phrases(paths))
    lines = [f"\n{len(rows)} phrases in context: right of those judged", _shares("all", score_phrases(rows))]
    for column in ("language", "kind", "hard"):
        lines += [_shares(f"  {name}", score_phrases(group)) for name, group in grouped(rows, column).items()]
    return lines


def _shares(name: str, scores: PhraseScores) -> str:
    parts = [
        f"{column} {right / of:.3f} of {of:<4}" if of else " " * (len(column) + 14)
        for column in ("country", "sector", "actor", "nobody")
        for right, of in [getattr(scores, column)]
    ]
    return f"{name:<18} {'  '.join(parts)}".rstrip()


def place_lines(path: Path) -> list[str]:
    """The figures of places, with some of the toponyms that were located wrong."""
    from dragoman.actors.register import load_register
    from dragoman.evaluate.places import read_articles, score_places
    from dragoman.geo import PlaceFinder, load_gazetteer

    gazetteer = load_gazetteer()
    scores = score_places(read_articles(path), PlaceFinder(gazetteer, load_register()), gazetteer)
    unanswered = sum(error == float("inf") for error in scores.errors)
    return [
        (
            f"\n{len(scores.errors)} given toponyms with a point: accuracy@161km {scores.accuracy:.3f}, "
            f"ceiling of the gazetteer {scores.ceiling:.3f}, without an answer {unanswered}"
        ),
        _line("found, same range", scores.same_range),
        (
            f"{'found, any overlap':<28} precision {scores.precision_overlap.recall:.3f}  "
            f"recall {scores.recall_overlap.recall:.3f}  F1 {scores.overlap_f1:.3f}"
        ),
        "located wrong: " + ", ".join(sorted({toponym.words for toponym, _ in scores.wrong})[:30]),
    ]


def date_lines(path: Path) -> list[str]:
    """The share of expressions of time that are right, whole and by language."""
    from dragoman.evaluate.dates import answered, read_cases

    cases = [(case.language, answered(case)[0]) for case in read_cases(path)]
    lines = [f"\n{len(cases)} expressions of time in {path.name}: days, precision and origin right"]
    for language in ("all", *sorted({language for language, _ in cases})):
        right = [ok for of, ok in cases if language in {"all", of}]
        lines.append(f"  {language:<6} {sum(right) / max(1, len(right)):.3f} of {len(right)}")
    return lines


def corpus_lines(scores: CorpusScores) -> list[str]:
    """The figures of a set of labelled sentences, a line each."""
    lines = [
        _interval_line("statements", scores.statements),
        _interval_line("mentions", scores.mentions),
        _line("modality of right ones", scores.modality),
        f"{'modality, mean over them':<28} F1 {scores.modality_macro:.3f}",
        _line("no claim in the sentence", scores.silent),
        _interval_line("source named first", scores.source_first),
        _interval_line("target named first", scores.target_first),
        f"{'direction right':<28} {scores.directed.precision:.3f} of {scores.directed.found}",
    ]
    for indent, tallies in (("", scores.by_language), ("", scores.by_kind), ("  ", scores.by_type)):
        lines += [_interval_line(indent + each, tally) for each, tally in sorted(tallies.items())]
    confused = ", ".join(f"{gold} as {answer} {count}" for gold, answer, count in scores.confusions)
    return [*lines, f"most confused types, actors right (gold, answer): {confused or 'none'}"]


def swapped_line(swapped: Swapped) -> str:
    """How many pairs keep their claim's type with the sides exchanged."""
    return f"swapped pairs keep their type: {swapped.share:.3f} of {swapped.asked}"


def calibration_lines(statements: Sequence[Judged]) -> list[str]:
    """The expected calibration errors of answered statements, and their reliability in ten bins."""
    from dragoman.evaluate.calibration import calibration_error, equal_mass, equal_width

    errors = [
        f"{calibration_error(cut(statements, bins)):.3f} ({bins} bins of equal {what})"
        for cut, what in ((equal_width, "width"), (equal_mass, "mass"))
        for bins in (10, 15)
    ]
    lines = [f"expected calibration error of {len(statements)} statements: {', '.join(errors)}"]
    for each in equal_width(statements, 10):
        low, high = each.interval
        lines.append(
            f"  confidence {each.low:.1f} to {each.high:.1f}  mean {each.confidence:.3f}  "
            f"right {each.right:.3f} [{low:.3f}-{high:.3f}] of {each.count}"
        )
    return lines


def _interval_line(name: str, tally: ItemTally) -> str:
    low, high = tally.f1_interval
    return _line(name, tally, f" [{low:.3f}-{high:.3f}]")


def _line(name: str, tally: Tally, interval: str = "") -> str:
    return (
        f"{name:<28} precision {tally.precision:.3f}  recall {tally.recall:.3f}  F1 {tally.f1:.3f}{interval}  "
        f"({tally.right} right, {tally.found} found, {tally.expected} expected)"
    )


def plover_lines(scores: PloverScores) -> list[str]:
    """The figures of marked pairs, a line each."""
    return [
        f"{scores.pairs} pairs",
        f"macro-F1 root {scores.root:.3f}; of the best-ranked category: root {scores.ranked_root:.3f}, ",
        f"quad {scores.quad:.3f}, binary {scores.binary:.3f}, accuracy of root {scores.accuracy:.3f}",
        f"answered with no claim: {scores.no_claim:.3f}",
        *(f"  {name:<10} F1 {value:.3f}" for name, value in sorted(scores.by_root.items())),
        "most confused (gold, answer): "
        + ", ".join(f"{gold} as {answer} {count}" for gold, answer, count in scores.confusions),
    ]

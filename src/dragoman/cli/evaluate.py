"""``dragoman evaluate``: scores on labelled data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.evaluate.actors import PhraseScores
    from dragoman.evaluate.corpus import CorpusScores
    from dragoman.evaluate.figures import Tally
    from dragoman.evaluate.plover import PloverScores
    from dragoman.statements.coder import NeuralCoder

_PATH = click.Path(exists=True, path_type=Path)


@click.command(epilog="Example: dragoman evaluate --corpus corpus --actors tests/actors/data/unseen.tsv")
@click.option("--corpus", type=_PATH, help="Corpus; its held-out fifth is scored.")
@click.option("--plover", type=_PATH, help="Marked PLOVER pairs (TSV).")
@click.option("--names", type=_PATH, help="Folder with uner/ (dev parts) and factrueval/ (held-out third).")
@click.option(
    "--actors", type=_PATH, multiple=True, help="Labelled phrases in context (TSV); more than one may be given."
)
@click.option("--places", type=_PATH, help="TR-News (XML).")
@click.option("--dates", type=_PATH, multiple=True, help="Labelled expressions of time (TSV).")
@click.option("--model", type=click.Path(file_okay=False, path_type=Path), help="Folder of another model.")
def command(  # noqa: PLR0917 - click names its options
    corpus: Path | None,
    plover: Path | None,
    names: Path | None,
    actors: tuple[Path, ...],
    places: Path | None,
    dates: tuple[Path, ...],
    model: Path | None,
) -> None:
    """Score what the program answers on labelled data of one kind or several."""
    if not any((corpus, plover, names, actors, places, dates)):
        raise UsageError("nothing to score: name --corpus, --plover, --names, --actors, --places or --dates")
    if corpus or plover or names:
        _score_model(corpus, plover, names, str(model or ""))
    if actors:
        click.echo("\n".join(phrase_lines(actors)))
    if places:
        click.echo("\n".join(place_lines(places)))
    for path in dates:
        click.echo("\n".join(date_lines(path)))


def _score_model(corpus: Path | None, plover: Path | None, names: Path | None, model: str) -> None:
    from dragoman.evaluate.corpus import held_out, score_corpus
    from dragoman.evaluate.plover import score_plover
    from dragoman.statements.coder import load_coder

    coder = load_coder(model)
    click.echo(f"coder {coder.name} {coder.version}")
    if corpus:
        sentences = held_out([corpus])
        for title, given in (("actors found", False), ("actors given", True)):
            scores = score_corpus(sentences, coder, given_mentions=given)
            click.echo(f"\nHeld-out fifth of the corpus, {scores.sentences} sentences, {title}")
            click.echo("\n".join(corpus_lines(scores)))
    if plover:
        click.echo(f"\nPLOVER pairs of {plover.name}")
        click.echo("\n".join(plover_lines(score_plover(plover, coder.network))))
    if names:
        click.echo("\n".join(name_lines(names, coder)))


def name_lines(folder: Path, coder: NeuralCoder) -> list[str]:
    """The figures of names, by set and kind."""
    from dragoman.evaluate.names import name_sets, score_names

    lines = []
    for title, sentences in name_sets(folder):
        scores = score_names(sentences, coder.names)
        lines += [f"\n{title}, {len(sentences)} sentences: names by exact range and kind", _line("all", scores.all)]
        lines += [_line(f"  {kind}", tally) for kind, tally in sorted(scores.by_kind.items())]
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
    """The figures of a corpus, a line each."""
    lines = [
        _line("statements", scores.statements),
        _line("mentions", scores.mentions),
        _line("modality of right ones", scores.modality),
        _line("no claim in the sentence", scores.silent),
        _line("source named first", scores.source_first),
        _line("target named first", scores.target_first),
        f"{'direction right':<28} {scores.directed.precision:.3f} of {scores.directed.found}",
    ]
    for name, tallies in (("", scores.by_language), ("", scores.by_kind), ("  ", scores.by_type)):
        lines += [_line(name + each, tally) for each, tally in sorted(tallies.items())]
    return lines


def _line(name: str, tally: Tally) -> str:
    return (
        f"{name:<28} precision {tally.precision:.3f}  recall {tally.recall:.3f}  F1 {tally.f1:.3f}  "
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

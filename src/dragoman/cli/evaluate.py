"""``dragoman evaluate``: scores on labelled data."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli import figures
from dragoman.cli.wrong import error_row, write_errors
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.evaluate.calibration import Judged
    from dragoman.formats.markup import LabelledSentence
    from dragoman.statements.coder import NeuralCoder

_PATH = click.Path(exists=True, path_type=Path)
_BINS = 10
_SETS = (
    "--corpus",
    "--standoff",
    "--plover",
    "--names",
    "--actors",
    "--places",
    "--dates",
    "--convenings",
    "--attitudes",
)


@click.command(epilog="Example: dragoman evaluate --corpus corpus --errors errors.jsonl")
@click.option("--corpus", type=_PATH, help="Corpus; its held-out fifth is scored.")
@click.option("--standoff", type=_PATH, help="Stand-off labels (.jsonl); their held-out side is scored.")
@click.option("--documents", type=_PATH, help="Folder with the documents that --standoff labels.")
@click.option(
    "--errors",
    metavar="FILE|-",
    help="Write the sentences answered otherwise than labelled (JSON Lines; text in a terminal).",
)
@click.option(
    "--reliability",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Draw how often statements are right by their confidence (SVG).",
)
@click.option("--plover", type=_PATH, help="Marked PLOVER pairs (TSV).")
@click.option("--names", type=_PATH, help="Folder with uner/ (dev parts) and factrueval/ (held-out third).")
@click.option(
    "--actors", type=_PATH, multiple=True, help="Labelled phrases in context (TSV); more than one may be given."
)
@click.option("--places", type=_PATH, help="TR-News (XML).")
@click.option("--dates", type=_PATH, multiple=True, help="Labelled expressions of time (TSV).")
@click.option("--convenings", type=_PATH, help="Official trips (JSON Lines).")
@click.option("--participants", type=_PATH, help="Labelled participants of the meetings of --convenings (JSON Lines).")
@click.option("--attitudes", type=_PATH, help="Folder of RuSentRel.")
@click.option("--model", type=click.Path(file_okay=False, path_type=Path), help="Folder of another model.")
def command(**options: Any) -> None:
    """Score what the program answers on labelled data of one kind or several.

    What is scored of --corpus and --standoff are statements: the figures come with 95 % intervals, the types
    most confused, and how far the confidences can be trusted.
    """
    asked = Asked(**options)
    asked.check()
    found = Found(errors=asked.errors is not None)
    aside = asked.errors == "-" and not sys.stdout.isatty()
    for line in score_lines(asked, found):
        click.echo(line, err=aside)
    if asked.reliability:
        asked.reliability.write_text(_plot(found), "utf-8")
    if asked.errors:
        write_errors(asked.errors, found.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What to score: the options of the command."""

    corpus: Path | None = None
    standoff: Path | None = None
    documents: Path | None = None
    errors: str | None = None
    reliability: Path | None = None
    plover: Path | None = None
    names: Path | None = None
    actors: tuple[Path, ...] = ()
    places: Path | None = None
    dates: tuple[Path, ...] = ()
    convenings: Path | None = None
    participants: Path | None = None
    attitudes: Path | None = None
    model: Path | None = None

    @property
    def of_coder(self) -> bool:
        """Whether anything that needs the coder is asked for."""
        return any((self.corpus, self.standoff, self.plover, self.names, self.convenings, self.attitudes))

    def check(self) -> None:
        """UsageError for options that do not go together, or that name a folder that is not there."""
        if not (self.of_coder or self.actors or self.places or self.dates):
            raise UsageError(f"nothing to score: name {', '.join(_SETS[:-1])} or {_SETS[-1]}")
        if self.standoff and not self.documents:
            raise UsageError("--standoff holds no text: name the folder of its documents with --documents")
        if self.participants and not self.convenings:
            raise UsageError("--participants are of trips: name their file with --convenings")
        if (self.errors or self.reliability) and not (self.corpus or self.standoff):
            raise UsageError("--errors and --reliability are of labelled sentences: name --corpus or --standoff")
        for option, path in (("--errors", self.errors), ("--reliability", self.reliability)):
            if path and path != "-" and not Path(path).parent.is_dir():
                raise UsageError(f"{option} {path}: there is no folder {Path(path).parent}; make it first")


@dataclass(slots=True)
class Found:
    """What labelled sentences give beside their figures: rows of errors if asked for, and statements judged by set."""

    errors: bool
    rows: list[dict[str, Any]] = field(default_factory=list)
    judged: dict[str, list[Judged]] = field(default_factory=dict)


def score_lines(asked: Asked, found: Found) -> Iterator[str]:
    """The figures of all that is asked for, a line each, as they come."""
    if asked.of_coder:
        yield from _coder_lines(asked, found)
    if asked.actors:
        yield from figures.phrase_lines(asked.actors)
    if asked.places:
        yield from figures.place_lines(asked.places)
    for path in asked.dates:
        yield from figures.date_lines(path)


def _coder_lines(asked: Asked, found: Found) -> Iterator[str]:
    from dragoman.evaluate.corpus import held_out
    from dragoman.statements.coder import load_coder

    coder = load_coder(str(asked.model or ""))
    yield f"coder {coder.name} {coder.version}"
    if asked.corpus:
        yield from _labelled_lines("Held-out fifth of the corpus", held_out([asked.corpus]), coder, found)
    if asked.standoff and asked.documents:
        yield from _standoff_lines(asked.standoff, asked.documents, coder, found)
    if asked.plover:
        from dragoman.evaluate.plover import score_plover

        yield f"\nPLOVER pairs of {asked.plover.name}"
        yield from figures.plover_lines(score_plover(asked.plover, coder.network))
    if asked.names:
        yield from figures.name_lines(asked.names, coder)
    if asked.convenings:
        yield from figures.convening_lines(asked.convenings, asked.participants, coder)
    if asked.attitudes:
        yield from figures.attitude_lines(asked.attitudes, coder)


def _standoff_lines(labels: Path, documents: Path, coder: NeuralCoder, found: Found) -> Iterator[str]:
    """The figures of the held-out side of stand-off labels, and how many of its sentences are not there.

    Every second Serbian sentence is read in Cyrillic too.
    """
    from dragoman.formats.standoff import in_cyrillic, labelled_sentences, read_standoff

    records = [each for each in read_standoff([labels]) if each.held_out]
    sentences, lost = labelled_sentences(records, documents)
    yield f"\n{len(lost)} of {len(records)} held-out stand-off sentences not found below {documents}"
    sentences += [in_cyrillic(each) for each in sentences if each.language == "sr"][::2]
    if sentences:
        yield from _labelled_lines("Held-out stand-off sentences", sentences, coder, found)


def _labelled_lines(title: str, sentences: list[LabelledSentence], coder: NeuralCoder, found: Found) -> Iterator[str]:
    """The figures of labelled sentences, their actors found and given; errors and confidences go into ``found``."""
    from dragoman.evaluate.calibration import judged
    from dragoman.evaluate.corpus import read_sentences, score
    from dragoman.evaluate.directions import swapped_pairs
    from dragoman.evaluate.errors import wrong_sentences

    for actors, given in (("found", False), ("given", True)):
        read = list(read_sentences(sentences, coder, given_mentions=given))
        yield f"\n{title}, {len(read)} sentences, actors {actors}"
        yield from figures.corpus_lines(score(read))
        if found.errors:
            found.rows += [error_row(each, set_=title, actors=actors) for each in wrong_sentences(read, coder.network)]
    found.judged[title] = judged(read)
    yield from figures.calibration_lines(found.judged[title])
    yield figures.swapped_line(swapped_pairs(sentences, coder.network))


def _plot(found: Found) -> str:
    from dragoman.evaluate.calibration import equal_width, reliability_plot

    return reliability_plot({title: equal_width(each, _BINS) for title, each in found.judged.items()})

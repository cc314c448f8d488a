"""Linking reports to events: right and wrong on labelled pairs, and seconds for many statements.

    python benchmarks/linking.py [PAIRS.tsv] [--coder | --given] [--errors] [--scale N]

The table has the columns id, language_a, published_a, text_a, language_b, published_b, text_b, same (yes or no)
and why. Half of the pairs, by a hash of their id, is for looking at (``dev``), of the other half only figures are
shown (``test``). The optional statement_a and statement_b hold the event as JSON with type, source, target, start,
end and modality, where actors are words of the text, ids of the register or codes. ``--coder`` lets the program's
coder read the texts, ``--given`` takes the statements of the table, and without either both are done.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from common import ROOT, need

from dragoman.actors.register import load_register
from dragoman.errors import DragomanError
from dragoman.evaluate.figures import Tally
from dragoman.linking import Report
from dragoman.linking.cluster import cluster
from dragoman.linking.pairs import LabelledPair, Verdict, judge_pairs, read_pairs
from dragoman.linking.parties import Party
from dragoman.linking.times import Days
from dragoman.ontology import load_ontology

PAIRS = ROOT / "tests" / "linking" / "data" / "pairs.tsv"
_SURE = 1.96


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="?", type=Path, default=PAIRS)
    parser.add_argument("--coder", action="store_true", help="only as the program's coder reads the texts")
    parser.add_argument("--given", action="store_true", help="only with the statements of the table")
    parser.add_argument("--errors", action="store_true", help="show the pairs of dev that come out wrong")
    parser.add_argument("--scale", type=int, metavar="N", help="only link N made-up reports")
    options = parser.parse_args()
    if options.scale:
        scale(options.scale)
        return
    pairs = read_pairs(need(options.pairs))
    if not options.coder:
        score_given(pairs, errors=options.errors)
    if not options.given:
        score_coded(pairs, errors=options.errors)


def score_given(pairs: Sequence[LabelledPair], *, errors: bool) -> None:
    """Figures with the statements that the table gives."""
    given = [pair for pair in pairs if pair.a.statement and pair.b.statement]
    if given:
        show(f"statements given, {len(given)} of {len(pairs)} pairs", list(judge_pairs(given)), errors=errors)
    else:
        print("no pair gives its statements")


def score_coded(pairs: Sequence[LabelledPair], *, errors: bool) -> None:
    """Figures with the statements that the program reads."""
    from dragoman.statements.coder import load_coder

    try:
        verdicts = list(judge_pairs(pairs, coder=load_coder("")))
    except (DragomanError, KeyError) as error:
        sys.exit(f"the coder cannot read: {error!r}")
    show(f"read by the program's coder, {len(pairs)} pairs", verdicts, errors=errors)
    unread = sum(verdict.comparison is None for verdict in verdicts)
    print(f"  in {unread} pairs the coder found no event in one of the texts")


def show(title: str, verdicts: Sequence[Verdict], *, errors: bool) -> None:
    """Precision, recall and their intervals, whole and by languages."""
    print(title)
    print(f"  all       {figures(verdicts)}")
    print(f"  dev       {figures([each for each in verdicts if for_looking_at(each)])}")
    print(f"  test      {figures([each for each in verdicts if not for_looking_at(each)])}")
    for languages in sorted({_languages(verdict) for verdict in verdicts}):
        print(f"  {languages:<9} {figures([each for each in verdicts if _languages(each) == languages])}")
    for verdict in verdicts if errors else ():
        if not verdict.right and for_looking_at(verdict):
            print(explained(verdict))


def for_looking_at(verdict: Verdict) -> bool:
    """Whether a pair is of the half that may be looked at."""
    return int(hashlib.sha256(verdict.pair.id.encode()).hexdigest(), 16) % 2 == 0


def figures(verdicts: Iterable[Verdict]) -> str:
    """Counts and figures in a line, with the 95 % intervals of Wilson."""
    tally = Tally()
    for verdict in verdicts:
        tally.found += verdict.linked
        tally.expected += verdict.pair.same
        tally.right += verdict.linked and verdict.pair.same
    return (
        f"precision {tally.precision:.3f} {interval(tally.right, tally.found)}  "
        f"recall {tally.recall:.3f} {interval(tally.right, tally.expected)}  "
        f"({tally.right} right of {tally.found} linked, {tally.expected} the same)"
    )


def interval(right: int, of: int) -> str:
    """Wilson's interval of a share."""
    if not of:
        return "[-]"
    share, spread = right / of, _SURE**2 / of
    middle = (share + spread / 2) / (1 + spread)
    half = _SURE * ((share * (1 - share) + spread / 4) / of) ** 0.5 / (1 + spread)
    return f"[{max(0.0, middle - half):.2f}-{min(1.0, middle + half):.2f}]"


def _languages(verdict: Verdict) -> str:
    return "-".join(sorted((verdict.pair.a.language, verdict.pair.b.language)))


def explained(verdict: Verdict) -> str:
    """A pair that came out wrong, with the reasons."""
    pair, found = verdict.pair, verdict.comparison
    said = "no event in one of them" if found is None else f"{found.score:.2f}: {'; '.join(found.reasons)}"
    return "\n".join(
        (
            f"  {pair.id}: labelled {'the same' if pair.same else 'two'} ({pair.why})",
            f"    {pair.a.published} {pair.a.text}",
            f"    {pair.b.published} {pair.b.text}",
            f"    {said}",
        )
    )


def scale(count: int) -> None:
    """Seconds to link reports of ten years: a third of them of happenings that two others report."""
    reports = list(made_up(count))
    started = time.monotonic()
    groups = cluster(reports).groups
    seconds = time.monotonic() - started
    several = sum(len(group) > 1 for group in groups)
    print(f"{count} reports in {len(groups)} events, {several} of them with several reports: {seconds:.1f} s")


def made_up(count: int) -> Iterable[Report]:
    """Reports between thirty actors of a dozen states, the first of them far more often than the last."""
    chance = random.Random(4)
    register, types = load_register(), list(load_ontology().categories)
    states = ["SRB", "XKX", "HRV", "BIH", "MNE", "MKD", "ALB", "RUS", "USA", "DEU", "TUR", "SVN"]
    actors = [register.actor(name) for state in states for name in (state, f"{state}-GOV", f"{state}-LEG")]
    parties = [
        Party(each.id, each.name(), each.kind, each.country, each.sector, (each.parent,) if each.parent else (), "")
        for each in actors
    ]
    weights = [1 / (1 + place) for place in range(len(parties))]
    first = date(2010, 1, 1).toordinal()
    texts = [f"The talks of round {number} dealt with point {number % 97} of the list." for number in range(997)]
    number = 0
    while number < count:
        source, target = (chance.choices(parties, weights)[0] for _ in range(2))
        kind, day, stated = chance.choice(types), first + chance.randrange(3650), chance.random() < 0.4
        for _ in range(3 if chance.random() < 0.15 else 1):
            published = day + chance.randrange(3)
            yield Report(
                id=f"{chance.getrandbits(64):016x}",
                document=f"d{number}",
                text=f"d{number}",
                type=kind,
                about=None,
                source=(source,),
                target=(target,),
                when=Days(day, day) if stated else None,
                published=Days(published, published),
                modes=frozenset(),
                place=None,
                sentence=chance.choice(texts),
                language="en",
                aside=(),
            )
            number += 1


if __name__ == "__main__":
    main()

"""Statements of a ledger counted, and a random draw of them judged by hand.

    python benchmarks/drawn.py count LEDGER
    python benchmarks/drawn.py draw LEDGER --worksheet FILE [--number 100] [--seed 1]
    python benchmarks/drawn.py score

``draw`` writes a worksheet to read, outside the repository, and for each statement drawn a line with ranges and an open
verdict in benchmarks/data/drawn.jsonl; the judge sets ``verdict`` to right or wrong and ``why`` to one word. No
text of a document is kept. A verdict holds for the coder named beside it.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from common import ROOT, need

from dragoman.store import open_ledger
from dragoman.store.reader import StatementFilter

DRAWN = ROOT / "benchmarks" / "data" / "drawn.jsonl"
_SURE = 1.96


def main() -> None:
    """Counts, draws or scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=("count", "draw", "score"))
    parser.add_argument("ledger", nargs="?")
    parser.add_argument("--worksheet", type=Path)
    parser.add_argument("--number", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.task == "score":
        score([json.loads(line) for line in need(DRAWN).read_text("utf-8").splitlines()])
        return
    if not options.ledger:
        parser.error(f"{options.task} needs a ledger")
    found = open_ledger(options.ledger).reader().statements(StatementFilter())
    if options.task == "count":
        count(found)
    elif options.worksheet:
        draw(found, options.worksheet, number=options.number, seed=options.seed)
    else:
        parser.error("draw needs --worksheet FILE")


def count(found: Iterable[Any]) -> None:
    """Prints how many statements there are of each kind and type."""
    kinds = Counter(each.statement.kind for each in found)
    types = Counter((each.statement.kind, each.statement.type) for each in found)
    documents = len({each.document.key for each in found})
    print(f"{kinds.total()} statements in {documents} documents")
    for kind, number in kinds.most_common():
        each = ", ".join(f"{type_} {of}" for (k, type_), of in types.most_common() if k == kind)
        print(f"{kind:<10} {number:>6}  {each}")


def draw(found: list[Any], worksheet: Path, *, number: int, seed: int) -> None:
    """Writes the worksheet and the open verdicts of statements drawn at random."""
    order = sorted(found, key=lambda each: each.id)
    drawn = random.Random(seed).sample(order, min(number, len(order)))
    pages = [_page(place, each) for place, each in enumerate(drawn, 1)]
    worksheet.write_text("\n".join(pages), "utf-8")
    DRAWN.parent.mkdir(exist_ok=True)
    DRAWN.write_text("".join(json.dumps(_open(i, each)) + "\n" for i, each in enumerate(drawn, 1)), "utf-8")
    print(f"{len(drawn)} of {len(order)} statements drawn")


def _page(place: int, stored: Any) -> str:
    statement = stored.statement

    def words(side: Iterable[Any]) -> str:
        return "; ".join(f"[{each.span.text}]" for each in side) or "-"

    said = [each.actor.span.text if each.actor else each.kind for each in statement.attribution]
    return (
        f"#{place} {statement.kind} {statement.type} about={statement.about} modality={statement.modality}\n"
        f"  {stored.document.title}\n  {statement.sentence.text}\n"
        f"  source {words(statement.source)}\n  target {words(statement.target)}\n"
        f"  trigger {statement.trigger.text if statement.trigger else '-'} | by {said}\n"
    )


def _open(place: int, stored: Any) -> dict[str, Any]:
    statement = stored.statement
    return {
        "number": place,
        "document": stored.document.uri.rsplit("/documents/", 1)[-1],
        "coder": stored.coder_version,
        "kind": statement.kind,
        "type": statement.type,
        "modality": statement.modality,
        "sentence": [statement.sentence.start, statement.sentence.end],
        "source": [[each.span.start, each.span.end] for each in statement.source],
        "target": [[each.span.start, each.span.end] for each in statement.target],
        "confidence": statement.confidence,
        "verdict": "open",
        "why": "",
    }


def score(rows: list[Mapping[str, Any]]) -> None:
    """Prints the share of right statements by kind, with the half-width of its 95 % interval."""
    judged = [row for row in rows if row["verdict"] in {"right", "wrong"}]
    if not judged:
        sys.exit("nothing is judged yet")
    print(f"{len(judged)} of {len(rows)} drawn statements judged, coder {judged[0]['coder']}")
    for kind in ("all", *sorted({row["kind"] for row in judged})):
        each = [row["verdict"] == "right" for row in judged if kind in {"all", row["kind"]}]
        share = sum(each) / len(each)
        half = _SURE * (share * (1 - share) / len(each)) ** 0.5
        print(f"{kind:<10} precision {share:.2f} ± {half:.2f} of {len(each)}")
    why = Counter(row["why"] for row in judged if row["verdict"] == "wrong")
    print("wrong because of " + ", ".join(f"{name} {number}" for name, number in why.most_common()))


if __name__ == "__main__":
    main()

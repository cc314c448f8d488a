"""Scores of expressions of time."""

from __future__ import annotations

from pathlib import Path

from dragoman.evaluate.dates import answered, read_cases

HEAD = "id\tlanguage\tpublished\tsentence\texpression\tstart\tend\tprecision\torigin"


def test_days_precision_origin_and_traps_are_judged(tmp_path: Path) -> None:
    path = tmp_path / "cases.tsv"
    rows = [
        "a\ten\t2012-03-14\tIt rained on Tuesday.\tTuesday\t2012-03-13\t2012-03-13\tday\tpublication",
        "b\ten\t2012-03-14\tIt rained on Tuesday.\tTuesday\t2012-03-13\t2012-03-13\tday\tstated",
        "c\ten\t\tIt rained on Tuesday.\tTuesday\t\t\t\t",
        "d\ten\t2012-03-14\tIt may rain.\t\t\t\t\t",
        "e\ten\t2012-03-14\tIt rained in 2010.\t\t\t\t\t",
        "f\ten\t\tIt rained in early 2012.\tearly 2012\t2012-01-01\t2012-04-30\trange\tstated",
    ]
    path.write_text("\n".join([HEAD, *rows]) + "\n", "utf-8")
    assert {case.id: answered(case)[0] for case in read_cases(path)} == {
        "a": True,
        "b": False,
        "c": True,
        "d": True,
        "e": False,
        "f": True,
    }

"""A search without hits says why, and what would match."""

from __future__ import annotations

from pathlib import Path

from tests.search.building import build

from dragoman.search import Explanation, search
from dragoman.store import LedgerReader


def explanation(reader: LedgerReader, query: str) -> Explanation:
    result = search(reader, query)
    assert result.total == 0
    assert result.explanation is not None
    return result.explanation


def test_a_misspelt_word_gets_its_neighbours(reader: LedgerReader) -> None:
    found = explanation(reader, "sanktions")
    assert found.parts[0].passages == 0
    assert "sanctions" in found.parts[0].suggestions
    assert any("sanctions" in line for line in found.advice)


def test_the_part_that_is_missing_is_named(reader: LedgerReader) -> None:
    found = explanation(reader, "sanctions xylophone")
    assert [(part.text, part.passages > 0) for part in found.parts] == [("sanctions", True), ("xylophone", False)]
    assert any("xylophone" in line for line in found.advice)


def test_parts_that_never_meet_are_told_apart(reader: LedgerReader) -> None:
    found = explanation(reader, "province lang:ru")
    assert all(part.passages for part in found.parts)
    assert "Without lang:ru 1 passage matches." in found.advice


def test_an_unknown_value_of_a_field_gets_the_values_there_are(reader: LedgerReader) -> None:
    found = explanation(reader, "publisher:nobody")
    assert any("Danube Review" in line for line in found.advice)


def test_a_date_without_documents_gets_the_dates_there_are(reader: LedgerReader) -> None:
    found = explanation(reader, "sanctions date:1950")
    assert any("2006-02-20 to 2022-04-01" in line for line in found.advice)


def test_an_empty_ledger_says_so(tmp_path: Path) -> None:
    reader = build(str(tmp_path / "ledger")).reader()
    assert "no documents" in explanation(reader, "war").advice[0]
    assert "no documents" in explanation(reader, "war* lang:en -peace").advice[0]

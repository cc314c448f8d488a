"""POLECAT's 40 columns, and the table that leads each line back to its sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.event_building import DAY, NOBODY, SRPSKA, VUCIC, WEST, YEAR, event, named, write

from dragoman.formats.event_files import Written, write_events
from dragoman.formats.losses import LeftOut
from dragoman.formats.polecat import POLECAT
from dragoman.formats.polecat import _cell as cell
from dragoman.formats.polecat import _line as line
from dragoman.language.harmless import one_line
from dragoman.ontology import load_ontology
from dragoman.records import Date, DateOrigin, Place, Precision, Span, Statement
from dragoman.store import Ledger, create_ledger

HEADER = """
Event ID | Event Date | Event Type | Event Mode | Intensity | Quad Code | Contexts |
Actor Name | Actor Country | Actor COW | Primary Actor Sector | Actor Sectors | Actor Title | Actor Name Raw |
Wikipedia Actor ID |
Recipient Name | Recipient Country | Recipient COW | Primary Recipient Sector | Recipient Sectors | Recipient Title |
Recipient Name Raw | Wikipedia Recipient ID |
Placename | City | District | Province | Country | Latitude | Longitude | GeoNames ID | Raw Placename | Feature Type |
Source | Publication Date | Story People | Story Organizations | Story Locations | Language | Version
"""
COLUMNS = [name.strip() for name in HEADER.split("|")]

Row = dict[str, str]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return create_ledger(str(tmp_path / "ledger"))


def rows(path: Path) -> list[Row]:
    """Lines of a table without quoting, each with as many cells as the header."""
    header, *lines = [each.split("\t") for each in path.read_text("utf-8").split("\n")[:-1]]
    return [dict(zip(header, each, strict=True)) for each in lines]


def export(ledger: Ledger) -> tuple[list[Row], Written]:
    written = write_events(ledger.reader(), Path(ledger.address).parent / "events.tsv", format_=POLECAT)
    return rows(written.files[0]), written


def one(ledger: Ledger, statement: Statement, **about: Any) -> Row:
    write(ledger, statement, **about)
    (row,), _ = export(ledger)
    return row


def test_the_header_is_polecats(ledger: Ledger) -> None:
    row = one(ledger, event())
    assert len(COLUMNS) == 40
    assert list(row) == COLUMNS


def test_a_line_says_who_did_what_to_whom(ledger: Ledger) -> None:
    row = one(ledger, event(contexts=("dragoman:minority",), modes=("meet",), modality="possible"))
    assert (row["Event Type"], row["Event Mode"], row["Intensity"], row["Quad Code"]) == (
        "REJECT", "meet", "-2.0", "VERBAL CONFLICT",
    )  # fmt: skip
    assert (row["Actor Name"], row["Actor Country"], row["Actor COW"]) == ("Serbia", "SRB", "345")
    assert (row["Recipient Name"], row["Recipient Country"], row["Recipient COW"]) == ("Kosovo", "XKX", "347")
    assert (row["Actor Name Raw"], row["Recipient Name Raw"]) == ("Belgrade", "Pristina")
    assert row["Contexts"] == "religion_ethnicity;hypothetical"
    assert (row["Source"], row["Publication Date"], row["Language"]) == ("Example Review", "2024-04-02", "en")
    assert row["Story Locations"] == "Kosovo;Serbia"


def test_unknown_is_an_empty_cell(ledger: Ledger) -> None:
    row = one(ledger, event(source=(), target=(), date=None), published=None, publisher=None, language=None)
    known = {name for name, value in row.items() if value}
    assert known == {"Event ID", "Event Type", "Intensity", "Quad Code", "Version"}


def test_an_event_without_date_or_actor_has_a_line(ledger: Ledger) -> None:
    row = one(ledger, event(source=(), date=None))
    assert (row["Event Date"], row["Actor Name Raw"], row["Recipient Name"]) == ("", "", "Kosovo")
    assert row["Publication Date"] == "2024-04-02"


def test_members_stand_in_the_same_order_in_every_cell(ledger: Ledger) -> None:
    together = (named(VUCIC, "Vučić"), named(NOBODY, "a; b", 30), named(SRPSKA, "RS", 40), named(WEST, "West", 50))
    row = one(ledger, event(source=together, target=(named(NOBODY, "them", 60),)))
    assert row["Actor Name"] == "Aleksandar Vučić;;Republika Srpska"
    assert row["Actor Country"] == "SRB;;BIH"
    assert row["Actor Sectors"] == row["Primary Actor Sector"] == "GOV;;GOV"
    assert row["Actor Title"] == "president;;"
    assert row["Actor Name Raw"] == "Vučić;a, b;RS"
    assert (row["Recipient Name"], row["Recipient Name Raw"]) == ("", "them")


def test_only_a_day_is_a_date(ledger: Ledger) -> None:
    assert one(ledger, event(date=YEAR))["Event Date"] == ""
    write(ledger, event(date=DAY), name="two", published=YEAR)
    found, written = export(ledger)
    assert sorted((each["Event Date"], each["Publication Date"]) for each in found) == [
        ("", "2024-04-02"),
        (DAY.start, ""),
    ]
    lost = {each.field: each.rows for each in written.report.fields}
    assert lost["date that is no single day"] == lost["publication date that is no single day"] == 1


def test_the_place_of_the_act(ledger: Ledger) -> None:
    place = Place(Span(3, 11, "Prištini"), "Pristina", 42.67, 21.17, "town", "XKX", 786714)
    row = one(ledger, event(place=place))
    found = [row[name] for name in COLUMNS[COLUMNS.index("Placename") : COLUMNS.index("Source")]]
    assert found == ["Pristina", "Pristina", "", "", "XKX", "42.67", "21.17", "786714", "Prištini", ""]


def test_what_has_no_column_stands_in_the_evidence(ledger: Ledger) -> None:
    quote = Span(0, 20, 'Belgrade\nsaid\t"no" .')
    write(ledger, event(sentence=quote, about="AID", date=YEAR))
    (row,), written = export(ledger)
    (evidence,) = rows(written.files[1])
    assert written.files[1].name == "events-evidence.tsv"
    assert evidence["Event ID"] == row["Event ID"]
    assert (evidence["Start"], evidence["End"], evidence["Quote"]) == ("0", "20", 'Belgrade said "no" .')
    assert (evidence["URL"], evidence["About"], evidence["Licence"]) == ("https://example.org/one", "AID", "CC0-1.0")
    assert (evidence["Date Start"], evidence["Date End"], evidence["Date Precision"]) == (
        "2008-01-01", "2008-12-31", "year",
    )  # fmt: skip
    assert (evidence["Actor IDs"], evidence["Recipient IDs"]) == ("SRB", "XKX")


@given(st.lists(st.text(), min_size=1, max_size=6))
def test_no_text_breaks_a_line_or_its_cells(texts: list[str]) -> None:
    written = line(texts)
    assert written.count("\t") == len(texts) - 1
    assert len(written.splitlines()) <= 1
    assert not any(each.startswith(("=", "+", "@")) for each in written.split("\t"))
    written.encode()


@given(st.lists(st.one_of(st.none(), st.text()), max_size=5))
def test_a_cell_has_as_many_values_as_members_or_is_empty(items: list[str | None]) -> None:
    values = cell(items)
    assert values == "" if not any(items) else len(values.split(";")) == len(items)


def test_the_sample_comes_back_as_it_was_said(sample: tuple[Ledger, Path]) -> None:
    ledger, folder = sample
    reader = ledger.reader()
    said = {each.id: each for each in reader.statements()}
    written = write_events(reader, folder / "a.tsv", format_=POLECAT)
    found, evidence = rows(written.files[0]), rows(written.files[1])
    report = written.report
    assert len(said) == report.statements == len(found) + sum(report.left_out.values())
    assert LeftOut.NO_DATE not in report.left_out
    ontology = load_ontology()
    texts = reader.documents({each["Document"] for each in evidence})
    assert [each["Event ID"] for each in found] == [each["Event ID"] for each in evidence]
    for row, where in zip(found, evidence, strict=True):
        statement = said[row["Event ID"]].statement
        assert (statement.kind, statement.type) == ("event", row["Event Type"])
        quote = texts[where["Document"]].text[int(where["Start"]) : int(where["End"])]
        assert quote == statement.sentence.text
        assert where["Quote"].split() == quote.split()
        for side, named_ in (("Actor", statement.source), ("Recipient", statement.target)):
            words = [one_line(each.span.text) for each in named_ if each.resolved.kind != "construct"]
            assert row[f"{side} Name Raw"] == ";".join(words)
        category = ontology.categories[statement.type]
        assert float(row["Intensity"]) in {category.score, *category.modes.values()}
        assert "KOS" not in {*row["Actor Country"].split(";"), *row["Recipient Country"].split(";")}
        day = statement.date.start if statement.date and statement.date.precision is Precision.DAY else ""
        assert row["Event Date"] == day
    assert any(";" in row["Actor Country"] for row in found)


def test_the_same_ledger_gives_the_same_bytes(sample: tuple[Ledger, Path]) -> None:
    ledger, folder = sample
    first = write_events(ledger.reader(), folder / "a.tsv", format_=POLECAT)
    second = write_events(ledger.reader(), folder / "b.tsv", format_=POLECAT)
    assert [path.read_bytes() for path in first.files] == [path.read_bytes() for path in second.files]


def test_the_dictionary_explains_every_column(ledger: Ledger) -> None:
    _, written = export(ledger)
    explained = written.files[2].read_text("utf-8")
    assert [name for name in COLUMNS if f"| `{name}` |" not in explained] == []


def test_days_apart_are_no_day(ledger: Ledger) -> None:
    date = Date("2024-01-01", "2024-01-02", Precision.DAY, DateOrigin.STATED)
    assert one(ledger, event(date=date))["Event Date"] == ""

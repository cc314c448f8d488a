"""Every statement is a row or a loss, and the report says which."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.event_building import DAY, KOSOVO, NOBODY, PUBLISHED, SERBIA, SRPSKA, VUCIC, WEST, YEAR, event, named

from dragoman.actors.conventions import load_territories
from dragoman.actors.register import load_register
from dragoman.formats.coded_events import EventCoder, Needs
from dragoman.formats.event_files import EventFormat, sort_out
from dragoman.formats.losses import LeftOut, LossReport, count_fields
from dragoman.formats.plover import PLOVER
from dragoman.formats.polecat import POLECAT
from dragoman.ontology import load_ontology
from dragoman.records import NamedActor, Statement
from dragoman.settings import Convention
from dragoman.store import StoredStatement
from dragoman.store.reader import DocumentSummary

DOCUMENT = DocumentSummary("a-1", "a", "https://example.org/a", None, None, "en", None, None, PUBLISHED)
NOW = datetime(2024, 5, 1, tzinfo=UTC)
ACTORS = st.lists(
    st.sampled_from([SERBIA, KOSOVO, SRPSKA, VUCIC, WEST, NOBODY]).map(lambda who: named(who, "words")), max_size=3
).map(tuple)


def stored(statement: Statement, number: int) -> StoredStatement:
    return StoredStatement(f"s{number}", DOCUMENT, statement, "dragoman", "1", NOW)


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    ontology = load_ontology()
    kind = draw(st.sampled_from(ontology.kinds))
    type_ = draw(st.sampled_from([*ontology.types_of(kind), "NEWER"]))
    source: tuple[NamedActor, ...] = draw(ACTORS)
    return event(
        kind=kind,
        type=type_,
        source=source,
        target=draw(ACTORS),
        date=draw(st.sampled_from([None, DAY, YEAR])),
        modality=draw(st.sampled_from(ontology.modalities)),
        modes=tuple(draw(st.lists(st.sampled_from(["visit", "arrest", "meet", "drone"]), max_size=2))),
        contexts=tuple(draw(st.lists(st.sampled_from(ontology.all_contexts()), max_size=3))),
    )


def coder(needs: Needs) -> EventCoder:
    return EventCoder(load_ontology(), load_register(), load_territories(Convention.PLOVER), needs)


@pytest.mark.parametrize("format_", [PLOVER, POLECAT])
@settings(deadline=None)  # the register is loaded at the first example
@given(st.lists(statements(), max_size=12))
def test_rows_and_losses_add_up_to_the_statements(format_: EventFormat, said: list[Statement]) -> None:
    events, left_out = sort_out([stored(each, number) for number, each in enumerate(said)], coder(format_.needs))
    assert len(events) + sum(left_out.values()) == len(said)
    kinds = {LeftOut.RELATION: "relation", LeftOut.INTEREST: "interest", LeftOut.FORECAST: "forecast"}
    for reason, kind in kinds.items():
        assert left_out.get(reason, 0) == sum(each.kind == kind for each in said)
    for each in events:
        lines = [table.line(each) for table in format_.tables]
        assert all(len(text.splitlines()) == 1 for text in lines)
        assert not any(member.kind == "construct" for member in each.members)
    for loss in count_fields(format_.homes, events):
        assert 0 <= loss.rows <= len(events)


def test_the_report_is_the_same_for_people_and_programs() -> None:
    report = LossReport(
        format="plover",
        coder="dragoman",
        statements=5,
        written=2,
        left_out={LeftOut.RELATION: 1, LeftOut.NO_DATE: 2},
        fields=(),
        other_coders={"llm": 4},
    )
    value = json.loads(report.json())
    assert value["statements"] == value["written"] + value["left_out"] == 5
    assert sum(each["statements"] for each in value["left_out_by_reason"].values()) == value["left_out"]
    assert set(value["left_out_by_reason"]) == set(LeftOut)
    first, relation, no_date, other = report.lines()
    assert first == "5 statements: 2 written, 3 left out"
    assert "1 relation: " in relation
    assert "2 no_date: " in no_date
    assert "4 readings of the coder llm" in other

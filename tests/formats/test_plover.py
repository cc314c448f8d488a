"""PLOVER's JSON record: every field in its place, and nothing made up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.formats.event_building import (
    ABKHAZIA,
    DAY,
    ENVOY,
    HONG_KONG,
    KOSOVO,
    NOBODY,
    NUUK,
    PUBLISHED,
    SERBIA,
    SRPSKA,
    VUCIC,
    WEST,
    YEAR,
    event,
    named,
    write,
)

from dragoman.formats.event_files import Written, write_events
from dragoman.formats.losses import LeftOut
from dragoman.formats.plover import PLOVER
from dragoman.ontology import load_ontology
from dragoman.records import Date, DateOrigin, Place, Precision, Span, Statement
from dragoman.store import Ledger, create_ledger

FIELDS = """
id has_event date time enddate endtime actor recipient event event_loc event_text quad_code event_scale mode context
link text text_info cite_info coder coded_date coded_time comment
"""
ENTITY = "code sector entity_text identifier_id identifier_text religion ethnicity office gender age"
LOCATION = """
extracted_place resolved_place geonameid lat lon city district province country country_code feature_class feature_code
resolution
"""
CITATION = "corpus citation url title language publication license copyright coder codebook version"

Json = dict[str, Any]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return create_ledger(str(tmp_path / "ledger"))


def records(path: Path) -> list[Json]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]


def export(ledger: Ledger, *, publication_dates: bool = False) -> tuple[list[Json], Written]:
    path = Path(ledger.address).parent / "events.jsonl"
    written = write_events(ledger.reader(), path, format_=PLOVER, publication_dates=publication_dates)
    return records(path), written


def one(ledger: Ledger, statement: Statement, **about: Any) -> Json:
    write(ledger, statement, **about)
    (record,), _ = export(ledger)
    return record


def own_fields_last(record: Json, fields: str) -> bool:
    names, standard = list(record), fields.split()
    return names[: len(standard)] == standard and all(name.startswith("dragoman_") for name in names[len(standard) :])


def test_standard_fields_come_in_the_manuals_order_and_own_ones_have_a_prefix(ledger: Ledger) -> None:
    place = Place(Span(3, 9, "Geneva"), "Genève", 46.2, 6.15, "town", "CHE", 2660646)
    record = one(ledger, event(place=place))
    assert own_fields_last(record, FIELDS)
    assert own_fields_last(record["actor"][0], ENTITY)
    assert own_fields_last(record["recipient"][0], ENTITY)
    assert own_fields_last(record["event_loc"], LOCATION)
    assert list(record["cite_info"]) == CITATION.split()
    assert list(record["text_info"]) == ["sequence", "start", "end", "text_story"]
    location = record["event_loc"]
    assert (location["country"], location["country_code"], location["resolution"]) == ("Switzerland", "CHE", 4)


def test_a_place_in_a_dependency_lies_in_the_state_that_controls_it(ledger: Ledger) -> None:
    place = Place(Span(3, 7, "Nuuk"), "Nuuk", 64.18, -51.72, "town", "GRL", 3421319)
    location = one(ledger, event(place=place))["event_loc"]
    assert (location["country"], location["country_code"]) == ("Denmark", "DNK")


def test_a_record_leads_back_to_its_sentence(ledger: Ledger) -> None:
    record = one(ledger, event())
    assert record["text"] == "Belgrade rejected Pristina's."
    assert (record["text_info"]["start"], record["text_info"]["end"]) == (0, 29)
    assert record["event_text"] == ["rejected"]
    assert record["cite_info"]["url"] == "https://example.org/one"
    assert record["cite_info"]["license"] == "CC0-1.0"
    assert (record["quad_code"], record["event_scale"]) == (3, -2.0)


def test_unknown_is_null_or_an_empty_list(ledger: Ledger) -> None:
    record = one(ledger, event(source=(named(NOBODY, "they"),), target=(), trigger=None))
    (actor,) = record["actor"]
    assert actor["entity_text"] == "they"
    assert {actor[field] for field in ENTITY.split() if field != "entity_text"} == {None}
    assert (record["recipient"], record["event_text"], record["mode"], record["context"]) == ([], [], [], [])
    assert (record["event_loc"], record["enddate"], record["time"], record["comment"]) == (None, None, None, None)


@pytest.mark.parametrize(
    ("who", "code", "sector"),
    [
        (KOSOVO, "KOS", None),
        (SRPSKA, "BIH", "GOV"),
        (ABKHAZIA, "GEO", "PRE"),
        (ENVOY, "GRC", "GOV"),
        (NUUK, "DNK", "GOV"),
        (HONG_KONG, "HKG", None),
    ],
)
def test_codes_are_those_of_the_manual(ledger: Ledger, who: Any, code: str, sector: str | None) -> None:
    (actor,) = one(ledger, event(source=(named(who, "words"),)))["actor"]
    assert (actor["code"], actor["sector"], actor["identifier_id"]) == (code, sector, who.actor)


def test_a_person_has_the_office_of_the_day(ledger: Ledger) -> None:
    day = Date("2015-03-01", "2015-03-01", Precision.DAY, DateOrigin.STATED)
    (actor,) = one(ledger, event(source=(named(VUCIC, "Vučić"),), date=day))["actor"]
    assert (actor["office"], actor["gender"], actor["identifier_text"]) == ("prime-minister", "m", "Aleksandar Vučić")


def test_an_act_done_together_is_one_record_with_all_members(ledger: Ledger) -> None:
    both = (named(SERBIA, "Belgrade"), named(SRPSKA, "Banja Luka", 30))
    record = one(ledger, event(type="CONSULT", source=both, target=()))
    assert [each["entity_text"] for each in record["actor"]] == ["Belgrade", "Banja Luka"]
    assert record["recipient"] == []


def test_constructs_go_and_take_the_event_with_them_where_nobody_else_is_named(ledger: Ledger) -> None:
    with_others = event(target=(named(WEST, "the West", 20), named(KOSOVO, "Pristina", 40)))
    alone = event(target=(named(WEST, "the West", 20),))
    write(ledger, with_others, alone)
    (record,), written = export(ledger)
    assert [each["code"] for each in record["recipient"]] == ["KOS"]
    assert written.report.left_out == {LeftOut.CONSTRUCT: 1}
    (lost,) = [each for each in written.report.fields if each.field == "construct members"]
    assert (lost.rows, lost.kept_in) == (1, None)


@pytest.mark.parametrize(
    ("modality", "auxiliary"),
    [
        ("planned", "future"),
        ("predicted", "future"),
        ("demanded", "future"),
        ("wished", "future"),
        ("possible", "hypothetical"),
        ("conditional", "hypothetical"),
        ("denied", "negation"),
        ("actual", None),
        ("ongoing", None),
    ],
)
def test_modality_becomes_an_auxiliary_mode_beside_the_contexts(
    ledger: Ledger, modality: str, auxiliary: str | None
) -> None:
    record = one(ledger, event(modality=modality, contexts=("legal",)))
    assert record["context"] == ["legal", *([auxiliary] if auxiliary else [])]
    assert record["dragoman_modality"] == modality


@pytest.mark.parametrize(
    ("last_day", "historical"), [("2023-04-01", True), ("2023-04-02", False), ("2024-03-01", False)]
)
def test_historical_is_what_surely_lies_more_than_a_year_back(
    ledger: Ledger,
    last_day: str,
    historical: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    date = Date("2022-06-01", last_day, Precision.RANGE, DateOrigin.STATED)
    assert ("historical" in one(ledger, event(date=date))["context"]) is historical


def test_only_actual_events_of_dated_documents_are_historical(ledger: Ledger) -> None:
    assert one(ledger, event(date=YEAR, modality="denied"))["context"] == ["negation"]
    write(ledger, event(date=YEAR), name="undated", published=None)
    found, _ = export(ledger)
    assert sorted(each["context"] for each in found) == [[], ["negation"]]


def test_own_contexts_become_plovers_nearest_and_are_kept_beside(ledger: Ledger) -> None:
    contexts = ("dragoman:energy", "dragoman:transit", "economic", "none_of_these")
    record = one(ledger, event(contexts=contexts))
    assert record["context"] == ["natural_resource", "human_security", "economic"]
    assert record["dragoman_contexts"] == list(contexts)


def test_the_score_is_the_modes_and_a_foreign_mode_is_left_off(ledger: Ledger) -> None:
    statement = event(type="COERCE", modes=("censor", "cyber", "visit"))
    record = one(ledger, statement)
    assert (record["mode"], record["event_scale"]) == (["censor", "cyber"], -7.0)
    assert record["context"] == ["cyber"]


def test_a_year_is_an_interval_and_says_so(ledger: Ledger) -> None:
    record = one(ledger, event(date=YEAR))
    assert (record["date"], record["enddate"]) == ("2008-01-01", "2008-12-31")
    assert record["dragoman_date"] == {"of": "event", "precision": "year", "origin": "stated"}


def test_no_date_is_invented(ledger: Ledger) -> None:
    write(ledger, event(date=None), event())
    found, written = export(ledger)
    assert [each["date"] for each in found] == [DAY.start]
    assert written.report.left_out == {LeftOut.NO_DATE: 1}
    found, written = export(ledger, publication_dates=True)
    dates = {(each["date"], each["dragoman_date"]["of"]) for each in found}
    assert dates == {(DAY.start, "event"), (PUBLISHED.start, "publication")}
    assert written.report.left_out == {}


def test_without_any_date_the_event_is_left_out_even_then(ledger: Ledger) -> None:
    write(ledger, event(date=None), published=None)
    found, written = export(ledger, publication_dates=True)
    assert found == []
    assert written.report.left_out == {LeftOut.NO_DATE: 1}


def test_an_event_without_an_actor_is_left_out(ledger: Ledger) -> None:
    write(ledger, event(source=()))
    assert export(ledger)[1].report.left_out == {LeftOut.NO_ACTOR: 1}


def test_line_breaks_and_signs_that_steer_stay_inside_one_line(ledger: Ledger) -> None:
    words = "Bel\ngrade\t\u2028\x85\u202e \x1b[31m"
    source = (named(SERBIA, words),)
    write(ledger, event(source=source))
    (record,), written = export(ledger)
    text = written.files[0].read_text("utf-8")
    assert record["actor"][0]["entity_text"] == words
    assert len(text.splitlines()) == 1
    assert not {"\x1b", "\u202e", "\x85", "\u2028"} & set(text)


def test_only_the_active_coders_live_readings_are_written(ledger: Ledger) -> None:
    write(ledger, event(), event(type="ACCUSE"), coder="llm")
    write(ledger, event(type="AID"))
    found, written = export(ledger)
    assert [each["event"] for each in found] == [["AID"]]
    assert written.report.other_coders == {"llm": 2}
    assert written.report.statements == 1


def test_the_sample_comes_back_as_it_was_said(sample: tuple[Ledger, Path]) -> None:
    ledger, folder = sample
    reader = ledger.reader()
    said = {each.id: each for each in reader.statements()}
    written = write_events(reader, folder / "a.jsonl", format_=PLOVER)
    found = records(folder / "a.jsonl")
    report = written.report
    assert len(said) == report.statements == len(found) + sum(report.left_out.values())
    assert {reason for reason in LeftOut if report.left_out.get(reason)} >= {
        LeftOut.RELATION, LeftOut.INTEREST, LeftOut.FORECAST, LeftOut.CONVENING, LeftOut.NO_ACTOR, LeftOut.NO_DATE,
    }  # fmt: skip
    ontology = load_ontology()
    texts = reader.documents({each["dragoman_document"] for each in found})
    assert {each["event"][0] for each in found} == set(ontology.categories)
    for record in found:
        stored = said[record["id"]]
        statement, text = stored.statement, texts[record["dragoman_document"]].text
        assert statement.kind == "event"
        assert [statement.type] == record["event"]
        assert record["quad_code"] == ontology.quad(statement.type)
        assert text[record["text_info"]["start"] : record["text_info"]["end"]] == record["text"]
        for entity in (*record["actor"], *record["recipient"]):
            assert text[entity["dragoman_start"] : entity["dragoman_end"]] == entity["entity_text"]
            assert entity["code"] != "XKX"
        assert statement.date is not None
        assert record["date"] == statement.date.start
        assert (record["enddate"] or record["date"]) == statement.date.end
        assert set(record["mode"]) <= set(ontology.categories[statement.type].modes)
        assert set(record["context"]) <= {
            *ontology.contexts, "future", "hypothetical", "negation", "historical",
        }  # fmt: skip


def test_the_same_ledger_gives_the_same_bytes(sample: tuple[Ledger, Path]) -> None:
    ledger, folder = sample
    first = write_events(ledger.reader(), folder / "a.jsonl", format_=PLOVER)
    second = write_events(ledger.reader(), folder / "b.jsonl", format_=PLOVER)
    assert [path.read_bytes() for path in first.files] == [path.read_bytes() for path in second.files]
    assert [path.name for path in first.files] == ["a.jsonl", "a-dictionary.md", "a-losses.json"]
    assert not list(folder.glob("*.part"))


def test_the_dictionary_explains_every_field(sample: tuple[Ledger, Path]) -> None:
    ledger, folder = sample
    write_events(ledger.reader(), folder / "a.jsonl", format_=PLOVER)
    explained = (folder / "a-dictionary.md").read_text("utf-8")
    record = next(each for each in records(folder / "a.jsonl") if each["event_loc"])
    nested = [*record["actor"][0], *record["event_loc"]]
    for name in (*record, *nested):
        assert name in explained

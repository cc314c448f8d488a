"""Series, networks, timelines and maps of a small ledger."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.analysis.building import AGAIN, BLAME, MEETING, REPLY, written
from tests.linking.building import SERBIA, Named, write

from dragoman.analysis import (
    Direction,
    DyadPoint,
    Grain,
    Level,
    Undated,
    Window,
    dyad,
    network,
    place_map,
    timeline,
)
from dragoman.errors import UsageError
from dragoman.judgements import Judge
from dragoman.store import Ledger
from dragoman.store.reader import StatementFilter


def shown(point: DyadPoint) -> tuple[str, str, int, int, int]:
    return str(point.period), point.direction, point.quad, point.reports, point.events


@pytest.fixture
def ids(ledger: Ledger) -> dict[str, str]:
    return written(ledger)


def test_a_dyad_has_both_directions_joint_acts_and_unknown_dates_apart(ledger: Ledger, ids: dict[str, str]) -> None:
    found = dyad(ledger.reader(), "SRB", "Kosovo")
    assert [shown(each) for each in found.points] == [
        ("2010 month unknown", "b to a", 4, 1, 1),
        ("2013-04", "joint", 1, 1, 1),
        ("undated", "a to b", 3, 1, 1),
    ]
    reply, joint, blame = found.points
    assert (reply.score, joint.score, blame.score) == (-5.5, 2.5, -3.0)
    assert [point.statements for point in found.points] == [(ids["reply"],), (ids["joint"],), (ids["blame"],)]
    turned = {Direction.FORWARD: Direction.BACKWARD, Direction.BACKWARD: Direction.FORWARD}
    mirrored = dyad(ledger.reader(), "kosovo", "srb").points
    assert found.points == tuple(replace(p, direction=turned.get(p.direction, p.direction)) for p in mirrored)


def test_a_dyad_by_year_dated_by_publication(ledger: Ledger, ids: dict[str, str]) -> None:
    found = dyad(ledger.reader(), "SRB", "XKX", grain=Grain.YEAR, undated=Undated.PUBLICATION)
    assert [str(each.period) for each in found.points] == ["2010", "2013", "2014"]


def test_a_dyad_counts_reports_and_events_apart(ledger: Ledger, ids: dict[str, str]) -> None:
    (point,) = dyad(ledger.reader(), "SRB", "HRV", grain=Grain.YEAR, window=Window("2010-01-01", "2010-12-31")).points
    assert (point.reports, point.events) == (2, 1)
    assert set(point.statements) == {ids["meeting"], ids["again"]}
    assert set(point.event_ids) <= set(point.statements)
    assert dyad(ledger.reader(), "person/boris-tadic", "person/ivo-josipovic").points[0].reports == 1


def test_what_two_did_to_a_third_is_not_between_them(ledger: Ledger, ids: dict[str, str]) -> None:
    found = dyad(ledger.reader(), "SRB", "XKX")
    assert ids["third"] not in {id_ for point in found.points for id_ in point.statements}


def test_a_dyad_has_relations_and_the_latest_of_any_kind(ledger: Ledger, ids: dict[str, str]) -> None:
    found = dyad(ledger.reader(), "XKX", "SRB", latest=2)
    assert [(each.type, each.direction, each.statements) for each in found.relations] == [
        ("disputes", "joint", (ids["quarrel"],)),
        ("not_recognises", "b to a", (ids["unrecognised"],)),
    ]
    assert [each.id for each in found.latest] == [ids["quarrel"], ids["reply"]]
    everything = {each.id for each in dyad(ledger.reader(), "XKX", "SRB", latest=9).latest}
    assert ids["planned"] in everything


def test_a_window_counts_what_it_cannot_place(ledger: Ledger, ids: dict[str, str]) -> None:
    found = dyad(ledger.reader(), "SRB", "XKX", window=Window("2010-06-01", "2013-12-31"))
    assert [shown(each) for each in found.points] == [("2013-04", "joint", 1, 1, 1)]
    assert (found.too_roughly, found.undated, found.reports_unplaced) == (1, 1, 2)


def test_a_dyad_needs_two_and_follows_merges(ledger: Ledger, ids: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        dyad(ledger.reader(), "SRB", "srb")
    Judge(ledger, "tester").merge(ledger.reader().naming.register.actor("HRV").id, "XKX")
    leader = ledger.reader().naming.canonical.leader("HRV")
    points = dyad(ledger.reader(), "SRB", leader).points
    assert ids["again"] in {id_ for point in points for id_ in point.statements}


def test_a_timeline_is_in_order_of_date_with_the_undated_last(ledger: Ledger, ids: dict[str, str]) -> None:
    found = timeline(ledger.reader())
    assert [str(each.date) if each.date else None for each in found.happenings] == [
        "2010",
        "2010-11-04",
        "2013-04-19",
        "2013-04-19",
        None,
    ]
    assert [each.event.reports for each in found.happenings] == [1, 2, 1, 1, 1]
    by_publication = timeline(ledger.reader(), undated=Undated.PUBLICATION).happenings[-1]
    assert str(by_publication.date) == "2014-03-04"
    twice = timeline(ledger.reader(), min_reports=2).happenings
    assert [each.event.type for each in twice] == ["CONSULT"]


def test_a_timeline_keeps_only_the_reports_that_fit(ledger: Ledger, ids: dict[str, str]) -> None:
    (met,) = timeline(ledger.reader(), StatementFilter(actors=("person/boris-tadic",))).happenings
    assert met.statements == (ids["meeting"],)
    assert len(met.event.members) == 2
    windowed = timeline(ledger.reader(), window=Window(first="2010-02-01"))
    assert (len(windowed.happenings), windowed.too_roughly, windowed.undated) == (3, 1, 1)


def test_a_network_of_actors_and_one_of_countries(ledger: Ledger, ids: dict[str, str]) -> None:
    reader = ledger.reader()
    found = timeline(reader)
    edges = {(e.source, e.target, e.directed): e.tally for e in network(found, reader.naming.register).edges}
    met = edges["person/boris-tadic", "person/ivo-josipovic", True]
    assert (met.events, met.reports, met.cooperation, met.conflict, met.sign) == (1, 2, 1, 0, 1)
    assert set(met.statements) == {ids["meeting"], ids["again"]}
    assert edges["XKX", "SRB", True].sign == -1
    assert edges["SRB", "XKX", False].statements == (ids["joint"],)
    countries = network(found, reader.naming.register, level=Level.COUNTRY)
    both = {(e.source, e.target, e.directed): e.tally for e in countries.edges}["SRB", "HRV", True]
    assert (both.events, both.cooperation, both.conflict) == (2, 1, 1)
    assert [(each.id, each.name, each.tally.events) for each in countries.nodes] == [
        ("SRB", "Serbia", 5),
        ("XKX", "Kosovo", 4),
        ("HRV", "Croatia", 2),
    ]


def test_a_network_by_period(ledger: Ledger, ids: dict[str, str]) -> None:
    reader = ledger.reader()
    found = network(timeline(reader), reader.naming.register, level=Level.COUNTRY, grain=Grain.MONTH)
    assert [str(each.period) for each in found.edges] == [
        "2010-11", "2010 month unknown", "2013-04", "2013-04", "2013-04", "undated",
    ]  # fmt: skip


def test_whom_nobody_knows_is_no_node(ledger: Ledger) -> None:
    write(ledger, "one", replace(BLAME, text="Serbia blamed outsiders.", target=(Named("outsiders"),)))
    reader = ledger.reader()
    found = network(timeline(reader), reader.naming.register)
    assert ([each.id for each in found.nodes], found.edges, found.nameless) == (["SRB"], (), 1)


def test_a_map_has_places_with_precision_and_counts_what_has_none(ledger: Ledger, ids: dict[str, str]) -> None:
    found = place_map(timeline(ledger.reader()))
    assert [(each.name, each.precision, each.lat, each.tally.events) for each in found.spots] == [
        ("Brussels", "town", 44.0, 1),
        ("Vukovar", "town", 44.0, 1),
    ]
    assert found.placeless == 3
    assert ids["meeting"] in found.spots[1].tally.statements


def test_superseded_statements_count_nowhere(ledger: Ledger) -> None:
    write(ledger, "one", BLAME)
    write(ledger, "one", REPLY, text=REPLY.text)
    assert [each.event.type for each in timeline(ledger.reader()).happenings] == ["SANCTION"]


def test_the_order_of_writing_changes_nothing(ledger: Ledger) -> None:
    for name, told in (("two", AGAIN), ("one", MEETING), ("zero", replace(BLAME, source=(SERBIA,)))):
        write(ledger, name, told)
    first = dyad(ledger.reader(), "SRB", "HRV")
    assert dyad(ledger.reader(), "SRB", "HRV") == first

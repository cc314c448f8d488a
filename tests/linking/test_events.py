"""Events of a ledger: what is counted, what is left out, and why members are linked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.linking.building import CROATIA, JOSIPOVIC, SERBIA, TADIC, Told, copies, write

from dragoman.errors import UsageError
from dragoman.linking import ENOUGH, Event, Events, link_events
from dragoman.store import Ledger

MEETING = Told(
    text="Tadić met Josipović in Vukovar on Thursday.",
    type="CONSULT",
    source=(TADIC,),
    target=(JOSIPOVIC,),
    published="2010-11-05",
    start="2010-11-04",
    trigger="met",
)
AGAIN = replace(
    MEETING, text="Serbia and Croatia held talks in Vukovar.", source=(SERBIA,), target=(CROATIA,), trigger="talks"
)
LATER = replace(MEETING, text="Tadić met Josipović in Zagreb.", published="2010-11-25", start="2010-11-24")


def events(ledger: Ledger) -> Events:
    return link_events(ledger.reader())


def sizes(ledger: Ledger) -> list[tuple[int, int]]:
    """Reports and statements of every event, by date."""
    return [(each.reports, len(each.members)) for each in events(ledger).events]


def the_event(ledger: Ledger) -> Event:
    (event,) = events(ledger).events
    return event


def test_two_texts_that_tell_of_one_meeting_are_one_event(ledger: Ledger) -> None:
    write(ledger, "one", MEETING)
    write(ledger, "two", AGAIN)
    write(ledger, "three", LATER)
    assert sizes(ledger) == [(2, 2), (1, 1)]
    event = events(ledger).events[0]
    assert [party.name for party in event.source] == ["Boris Tadić"]
    assert [party.name for party in event.target] == ["Ivo Josipović"]
    assert str(event.date) == "2010-11-04"
    first, second = events(ledger).reasons(event)
    assert first.reasons == ("the first report",)
    assert second.to == first.stored.id
    assert second.score is not None
    assert second.score >= ENOUGH
    assert any("acts for" in reason for reason in second.reasons)


def test_copies_of_one_text_count_once_and_reports_apart_from_events(ledger: Ledger) -> None:
    for name in ("one", "copy", "reprint"):
        write(ledger, name, MEETING)
    assert sizes(ledger) == [(3, 3)]
    copies(ledger, "one", "copy", "reprint")
    assert sizes(ledger) == [(1, 3)]
    assert sum("counted once" in each.reasons[0] for each in events(ledger).reasons(the_event(ledger))) == 2
    write(ledger, "two", AGAIN)
    assert sizes(ledger) == [(2, 4)]


@pytest.mark.parametrize("told", [replace(AGAIN, modality="planned"), replace(AGAIN, kind="forecast")])
def test_only_what_happened_is_an_event(ledger: Ledger, told: Told) -> None:
    write(ledger, "one", MEETING)
    write(ledger, "two", told)
    assert sizes(ledger) == [(1, 1)]


def test_what_is_under_way_counts(ledger: Ledger) -> None:
    write(ledger, "one", MEETING)
    write(ledger, "two", replace(AGAIN, modality="ongoing"))
    assert sizes(ledger) == [(2, 2)]


def test_the_order_of_reading_is_no_matter(ledger: Ledger, tmp_path_factory: pytest.TempPathFactory) -> None:
    from dragoman.store import create_ledger

    told = {"one": MEETING, "two": AGAIN, "three": LATER, "four": replace(LATER, published="2010-11-24")}
    other = create_ledger(str(tmp_path_factory.mktemp("other") / "ledger"))
    for name, each in told.items():
        write(ledger, name, each)
    for name, each in reversed(told.items()):
        write(other, name, each)
    assert [(each.id, [one.id for one in each.members]) for each in events(ledger).events] == [
        (each.id, [one.id for one in each.members]) for each in events(other).events
    ]


def test_an_address_stays_good_when_an_earlier_report_joins(ledger: Ledger) -> None:
    (old,) = write(ledger, "two", AGAIN)
    assert the_event(ledger).id == old
    (new,) = write(ledger, "one", replace(MEETING, published="2010-11-04"))
    assert the_event(ledger).id == new
    assert events(ledger).find(old[:8]).id == new


def test_a_superseded_document_is_no_report(ledger: Ledger) -> None:
    write(ledger, "one", MEETING)
    write(ledger, "two", AGAIN)
    write(ledger, "two", LATER)
    assert sizes(ledger) == [(1, 1), (1, 1)]


def test_an_id_that_fits_nothing_or_is_too_short_is_refused(ledger: Ledger) -> None:
    write(ledger, "one", MEETING)
    with pytest.raises(UsageError, match="no event"):
        events(ledger).find("ffffffffffff")
    with pytest.raises(UsageError, match="too short"):
        events(ledger).find(the_event(ledger).id[:2])


def test_the_past_is_seen_as_it_was(ledger: Ledger) -> None:
    write(ledger, "one", MEETING)
    then = ledger.reader().statements()[0].recorded_at
    write(ledger, "two", AGAIN)
    assert len(link_events(ledger.reader(as_of=then)).events[0].members) == 1
    assert sizes(ledger) == [(2, 2)]

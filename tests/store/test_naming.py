"""Judgements and the user's own actors as tables: folder and object storage alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from tests.store.building import coded, document, new
from tests.store.test_canonical import merge, split

from dragoman.records import Mention, ResolvedActor, Span
from dragoman.store import Ledger
from dragoman.store.new_rows import mention_id
from dragoman.store.tables import BY_NAME, ActorRow, JudgementKind, JudgementRow

NOW = datetime(2024, 6, 1, tzinfo=UTC)


def own(identity: str, country: str, *, number: int = 0) -> ActorRow:
    return ActorRow(
        key=f"{identity}-{country}-{number}",
        id=identity,
        kind="body",
        names=(),
        forms=(),
        country=country,
        sector=None,
        parent=None,
        gender=None,
        valid_from=None,
        valid_to=None,
        offices=(),
        wikidata=None,
        source="tests",
        recorded_at=NOW.replace(day=1 + number),
    )


def countries(ledger: Ledger) -> dict[str, str | None]:
    return {each.id: each.country for each in ledger.reader().naming.overlay.actors}


def test_a_new_record_of_an_actor_takes_the_place_of_the_old_one(ledger: Ledger) -> None:
    writer = ledger.writer(run="r")
    writer.write_actors([own("A", "SRB"), own("B", "HRV")])
    before = ledger.reader().naming.overlay.version
    writer.write_actors([own("A", "BIH", number=1)])
    assert countries(ledger) == {"A": "BIH", "B": "HRV"}
    assert ledger.reader().naming.overlay.version != before
    writer.remove_actors(["A"])
    writer.remove_actors([])
    assert countries(ledger) == {"B": "HRV"}
    assert ledger.reader().count("actors") == 3


def test_two_live_records_of_an_actor_are_read_as_the_later_one(folder: Ledger) -> None:
    folder.engine.upsert(BY_NAME["actors"], [own("A", "SRB", number=2), own("A", "HRV", number=1)], replace=False)
    assert countries(folder) == {"A": "SRB"}


def test_judgements_are_written_and_withdrawn(ledger: Ledger) -> None:
    writer = ledger.writer(run="r")
    rows = [merge("EU", "SRB"), split("EU", "NATO", number=1)]
    writer.write_judgements(rows)
    writer.write_judgements(rows[:1])
    assert ledger.reader().naming.judgements == tuple(rows)
    assert ledger.reader().naming.canonical.leader("SRB") == "EU"
    assert {each.actor for each in ledger.reader().naming.accepted()} == set()
    writer.retire_judgements([rows[0].id], by="tester")
    assert ledger.reader().naming.judgements == (rows[1],)
    assert [row.retired_by for row in ledger.reader().naming.history()] == ["tester", None]


def test_merges_are_read_into_statements_and_counts(ledger: Ledger) -> None:
    writer = ledger.writer(run="r")
    writer.write([new(document("one"))])
    writer.write_judgements([merge("EU", "SRB")])
    reader = ledger.reader()
    statement = reader.statements()[0].statement
    assert [each.resolved.actor for each in (*statement.source, *statement.target)] == ["EU", "EU"]
    assert statement.attribution[1].actor is not None
    assert statement.attribution[1].actor.resolved.actor == "EU"
    accepted = reader.naming.accepted()
    assert ({each.actor for each in accepted}, sum(each.mentions for each in accepted)) == ({"EU"}, 4)
    stored = ledger.engine.scan("resolutions", columns=["actor"])["actor"].to_pylist()
    assert sorted(stored) == ["EU", "EU", "SRB", "SRB"]


def test_antecedents_and_rules_are_kept(ledger: Ledger) -> None:
    of = document("one")
    reading = coded(of)
    first, second = reading.coding.resolutions[:2]
    linked = replace(
        second,
        mention=replace(second.mention, antecedent=Span(0, 8, "Belgrade")),
        actor=replace(second.actor, rule="same name before"),
    )
    rest = reading.coding.resolutions[2:]
    coding = replace(reading.coding, resolutions=(first, linked, *rest))
    ledger.writer(run="r").write([new(of, code=False)])
    ledger.writer(run="r").write_codings([replace(reading, coding=coding)])
    found = {each.mention.start: each for each in ledger.reader().naming.mentions_of(["EU", "SRB"])}
    kept = found[linked.mention.start]
    assert kept.mention.antecedent == Span(0, 8, "Belgrade")
    assert kept.resolved.rule == "same name before"
    assert found[first.mention.start].mention.antecedent is None


def test_a_mention_read_again_has_its_new_candidates(folder: Ledger) -> None:
    of = document("one")
    folder.writer(run="r").write([new(of)])
    again = coded(of, version="2", register="r2")
    bare = tuple(
        replace(each, mention=Mention(each.mention.start, each.mention.end, each.mention.text, "body"))
        for each in again.coding.resolutions
    )
    folder.writer(run="r").write_codings([replace(again, coding=replace(again.coding, resolutions=bare))])
    (found, *_) = folder.reader().naming.mentions_of(["SRB"])
    assert (found.mention.kind, found.mention.candidates) == ("body", ())
    assert len(folder.reader().naming.mentions_of(["SRB"])) == 2


def test_a_mention_that_a_later_reading_lacks_is_not_counted(folder: Ledger) -> None:
    of = document("one")
    folder.writer(run="r").write([new(of)])
    again = coded(of, version="2", register="r2")
    fewer = replace(again.coding, resolutions=again.coding.resolutions[:1], statements=again.coding.statements[:1])
    folder.writer(run="r").write_codings([replace(again, coding=fewer)])
    assert [(each.actor, each.mentions) for each in folder.reader().naming.accepted()] == [("SRB", 1)]
    folder.writer(run="r").write_codings([coded(of)])
    assert sum(each.mentions for each in folder.reader().naming.accepted()) == 4


def test_an_accepted_actor_that_no_register_lists_keeps_the_words_name(folder: Ledger) -> None:
    of = document("one")
    folder.writer(run="r").write([new(of)])
    start = of.text.index("Brussels")
    folder.writer(run="r").write_judgements(
        [
            JudgementRow(
                id="j",
                kind=JudgementKind.ACCEPT,
                subject=(mention_id(of.key, start, start + len("Brussels")),),
                object="provisional/x-y",
                verdict="accepted",
                who="tester",
                note=None,
                recorded_at=NOW,
            )
        ]
    )
    who: ResolvedActor = folder.reader().statements()[0].statement.target[0].resolved
    assert (who.actor, who.name, who.rule) == ("provisional/x-y", "European Union", "accepted by tester")

from __future__ import annotations

import pytest

from dragoman.actors import knowledge
from dragoman.actors.knowledge import SECTORS, SUPRANATIONAL, read_knowledge, to_cyrillic
from dragoman.actors.tables import Row, read_table
from dragoman.errors import UsageError
from dragoman.ontology import load_ontology

PERSONS = "@source=made up\ngender\tcountry\tsector\ten\tru\tsr\toffices\tparty\tsurname\tsource\n"
BODIES = "@source=made up\nid\tkind\tcountry\tsector\tparent\ten\tru\tsr\thr\tfrom\tto\tsource\n"


def reading(monkeypatch: pytest.MonkeyPatch, file: str, text: str) -> None:
    """Reads the tables of the package with one of them replaced."""

    def replaced(name: str) -> tuple[Row, ...]:
        return read_table(name, text if name == file else None)

    monkeypatch.setattr(knowledge, "read_table", replaced)
    read_knowledge()


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("persons.tsv", PERSONS + "x\tSRB\tGOV\tAna Anić\n", r"persons\.tsv:3: gender 'x'"),
        ("persons.tsv", PERSONS + "f\tZZZ\tGOV\tAna Anić\n", r"persons\.tsv:3: country 'ZZZ'"),
        ("persons.tsv", PERSONS + "f\tSRB\tABC\tAna Anić\n", r"persons\.tsv:3: sector 'ABC'"),
        ("persons.tsv", PERSONS + "f\tSRB\tGOV\tAna Anić\t\t\tpresident:SRB\n", r"not ROLE:ACTOR:START\.\.END"),
        ("persons.tsv", PERSONS + "f\tSRB\tGOV\tAna Anić\t\t\tpresident:SRB:2010-1..\n", r"date '2010-1'"),
        ("persons.tsv", PERSONS + "f\tSRB\tGOV\tAna Anić\t\t\tpresident:SRB:2012..2010\n", "ends before it starts"),
        ("persons.tsv", PERSONS + "f\tSRB\tGOV\tAna Anić\t\t\tpresident:NOWHERE:2010..\n", "'NOWHERE', which is no"),
        ("persons.tsv", PERSONS + "f\tSRB\tGOV\tAna Anić\t\t\tpresidint:SRB:2010..\n", "'presidint'"),
        ("persons.tsv", PERSONS + "f\tSRB\tGOV\tAna Anić\nf\tSRB\tGOV\tAna Anic\n", r"persons\.tsv:4: .* is taken by"),
        ("bodies.tsv", BODIES + "A\tghost\tIGO\t\t\tThing\n", r"bodies\.tsv:3: kind 'ghost'"),
    ],
)
def test_a_wrong_record_is_named_by_file_and_line(
    monkeypatch: pytest.MonkeyPatch, file: str, text: str, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        reading(monkeypatch, file, text)


def test_every_actor_has_a_known_kind_country_and_sector() -> None:
    records = [record for record in read_knowledge().records if record["record"] == "actor"]
    states = {record["id"] for record in records if record["kind"] == "state"}
    for record in records:
        assert record["kind"] in load_ontology().actor_kinds
        assert record.get("country") in states | SUPRANATIONAL | {None}
        assert record.get("sector") in SECTORS | {None}
        assert record["source"]


def test_serbian_names_are_written_in_cyrillic_too() -> None:
    assert to_cyrillic("Milo Đukanović") == "Мило Ђукановић"
    assert to_cyrillic("Ljubljana, Njegoš, Džaferović") == "Љубљана, Његош, Џаферовић"

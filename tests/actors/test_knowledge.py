from __future__ import annotations

import pytest

from dragoman.actors import knowledge
from dragoman.actors.knowledge import SECTORS, SUPRANATIONAL, read_knowledge, to_cyrillic
from dragoman.actors.tables import Row, read_table
from dragoman.errors import UsageError
from dragoman.ontology import load_ontology

PERSONS = "@source=made up\ngender\tcountry\tsector\ten\tru\tsr\toffices\tparty\tsurname\tsource\n"
STATES = "@source=made up\nid\tcow\tgw\tplover\tcameo\tfips\twikidata\ten\tru\tsr\thr\tdated\tsector\tfrom\tto\n"
BODIES = "@source=made up\nid\tkind\tcountry\tsector\tparent\ten\tru\tsr\thr\tfrom\tto\twikidata\tsource\n"


def reading(monkeypatch: pytest.MonkeyPatch, file: str, text: str) -> None:
    """Reads the tables of the package with one of them replaced."""

    def replaced(name: str) -> tuple[Row, ...]:
        return read_table(name, text if name == file else None)

    monkeypatch.setattr(knowledge, "read_table", replaced)
    read_knowledge()


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("persons-balkans.tsv", PERSONS + "x\tSRB\tGOV\tAna Anić\n", r"persons-balkans\.tsv:3: gender 'x'"),
        ("persons-balkans.tsv", PERSONS + "f\tZZZ\tGOV\tAna Anić\n", r"persons-balkans\.tsv:3: country 'ZZZ'"),
        ("persons-balkans.tsv", PERSONS + "f\tSRB\tABC\tAna Anić\n", r"persons-balkans\.tsv:3: sector 'ABC'"),
        ("persons-balkans.tsv", PERSONS + "f\tSRB\tGOV\tAna Anić\t\t\tpresident:SRB\n", r"not ROLE:ACTOR:START\.\.END"),
        ("persons-balkans.tsv", PERSONS + "f\tSRB\tGOV\tAna Anić\t\t\tpresident:SRB:2010-1..\n", r"date '2010-1'"),
        (
            "persons-balkans.tsv",
            PERSONS + "f\tSRB\tGOV\tAna Anić\t\t\tpresident:SRB:2012..2010\n",
            "ends before it starts",
        ),
        (
            "persons-balkans.tsv",
            PERSONS + "f\tSRB\tGOV\tAna Anić\t\t\tpresident:NOWHERE:2010..\n",
            "'NOWHERE', which is no",
        ),
        ("persons-balkans.tsv", PERSONS + "f\tSRB\tGOV\tAna Anić\t\t\tpresidint:SRB:2010..\n", "'presidint'"),
        (
            "persons-balkans.tsv",
            PERSONS + "f\tSRB\tGOV\tAna Anić\nf\tSRB\tGOV\tAna Anic\n",
            r"persons-balkans\.tsv:4: .* is taken by",
        ),
        ("bodies.tsv", BODIES + "A\tghost\tIGO\t\t\tThing\n", r"bodies\.tsv:3: kind 'ghost'"),
        ("bodies.tsv", BODIES + "A\tbody\tIGO\n", r"bodies\.tsv:3: the record has no name"),
        (
            "bodies.tsv",
            BODIES + "A\tbody\tIGO\t\t\tThing\t\t\t\t2001\t1999\n",
            r"'the time of A' ends before it starts",
        ),
        (
            "bodies.tsv",
            BODIES + "A\tbody\tIGO\t\t\tThing\t\t\t\t\t\t458\n",
            r"bodies\.tsv:3: wikidata '458' is no item id",
        ),
        ("bodies.tsv", BODIES + "A\tbody\tIGO\t\t\tThing\t\t\t\t\t\tQ403\n", r"'Q403' is SRB's"),
        ("states.tsv", STATES + "SRB\tx45\n", r"states\.tsv:3: cow 'x45' has not the shape"),
        ("states.tsv", STATES + "SRB\t345\t340\t\tSrb\n", r"states\.tsv:3: cameo 'Srb' has not the shape"),
        ("states.tsv", STATES + "SRB\t\t\t\t\t\t\t\t\t\t\tRaška:..1217\n", r"'Raška' is no name of SRB"),
        ("states.tsv", STATES + "SRB\t\t\t\t\t\t\t\t\t\t\tSerbia:2006\n", r"'Serbia:2006' has no dates START\.\.END"),
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


def named(records: tuple[dict[str, object], ...], identity: str) -> dict[str, object]:
    return next(record for record in records if record["id"] == identity)


def test_states_carry_the_codes_of_the_lists_that_count_them() -> None:
    records = read_knowledge().records
    kosovo = {"iso2": "XK", "iso3": "XKX", "cow": "347", "gw": "347", "plover": "KOS", "cameo": "KSV", "fips": "KV"}
    assert named(records, "XKX")["codes"] == kosovo
    assert named(records, "XKX")["wikidata"] == "Q1246"
    germany = named(records, "DEU")["codes"]
    assert isinstance(germany, dict)
    assert (germany["cow"], germany["gw"]) == ("255", "260")
    assert named(records, "SUN")["codes"] == {"iso3": "SUN", "cow": "365", "gw": "365"}


def test_no_two_states_of_today_share_a_code() -> None:
    today = [row for row in read_table("states.tsv") if not row["to"]]
    for column in ("cow", "gw", "plover", "cameo", "fips"):
        codes = [row[column] for row in today if row[column]]
        assert len(codes) == len(set(codes)), column


def test_names_of_a_state_keep_the_dates_of_their_use() -> None:
    dates = named(read_knowledge().records, "MKD")["name_dates"]
    assert isinstance(dates, list)
    assert ["FYROM", "1993-04-08", "2019-02-12"] in dates
    assert ["North Macedonia", "2019-02-12", None] in dates


def test_every_named_actor_of_the_region_has_a_name_in_five_languages() -> None:
    records = read_knowledge().records
    for identity in ("YUG", "SCG", "DDR", "MKD", "OSCE", "republika-srpska", "SDA"):
        names = named(records, identity)["names"]
        assert isinstance(names, dict)
        assert {"en", "ru", "sr-Latn", "sr-Cyrl", "hr", "bs"} <= set(names), identity


def test_a_role_word_is_listed_once_in_a_language() -> None:
    seen: set[tuple[str, str]] = set()
    for row in read_table("roles.tsv"):
        for word in row.many("words"):
            assert (row["language"], word) not in seen, f"{row.file}:{row.line}: {word!r} is listed twice"
            seen.add((row["language"], word))


def test_a_word_with_a_foreign_letter_stays_latin() -> None:
    assert to_cyrillic("Vetëvendosje, OEBS") == "Vetëvendosje, ОЕБС"
    assert to_cyrillic("Tanjug") == "Танјуг"

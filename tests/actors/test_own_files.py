"""Reading a user's register: good records in, bad ones named by file and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman.actors import own_forms
from dragoman.actors.overlay import OwnNames, OwnOffice
from dragoman.actors.own_drafts import COLUMNS, KEYS
from dragoman.actors.own_files import OwnFile, read_own
from dragoman.actors.register import load_register
from dragoman.errors import UsageError

OFFICES = "president:SRB:2001-02..2003;foreign-minister:HRV:2010.."
CSV = f"""\
id,kind,name,name_ru,name_sr,country,sector,parent,from,to,offices,gender,wikidata,source
person/vida-test,person,Vida Test;V. Test,Вида Тест,Вида Тест,SRB,PTY,TEST-PARTY,,,{OFFICES},f,Q12,own notes
TEST-PARTY,party,Test Party,,,SRB,PTY,,1999,2005-06,,,,

XKX,,Test Land,,,,,,,,,,,
"""
YAML = """\
# a comment
actors:
  - id: person/vida-test
    kind: person
    name: [Vida Test, V. Test]
    names: {ru: Вида Тест, sr: [Вида Тест]}
    country: SRB
    sector: PTY
    parent: TEST-PARTY
    offices:
      - {role: president, of: SRB, from: 2001-02, to: 2003}
      - foreign-minister:HRV:2010..
    gender: f
    wikidata: Q12
    source: own notes
  - id: TEST-PARTY
    kind: party
    name: Test Party
    country: SRB
    sector: PTY
    from: 1999
    to: 2005-06
  - {id: XKX, name: Test Land}
"""


def read(folder: Path, name: str, text: str) -> OwnFile:
    path = folder / name
    path.write_text(text, "utf-8")
    return read_own(path, register=load_register())


@pytest.mark.parametrize(("name", "text"), [("own.csv", CSV), ("own.yaml", YAML), ("own.tsv", CSV.replace(",", "\t"))])
def test_both_formats_say_the_same(tmp_path: Path, name: str, text: str) -> None:
    found = read(tmp_path, name, text)
    assert found.problems == ()
    vida, party, kosovo = found.actors
    assert vida.names == (
        OwnNames("en", ("Vida Test", "V. Test")),
        OwnNames("ru", ("Вида Тест",)),
        OwnNames("sr-Cyrl", ("Вида Тест",)),
    )
    assert vida.offices == (
        OwnOffice("president", "SRB", "2001-02", "2003"),
        OwnOffice("foreign-minister", "HRV", "2010", None),
    )
    assert (vida.country, vida.sector, vida.parent, vida.gender, vida.wikidata) == (
        "SRB",
        "PTY",
        "TEST-PARTY",
        "f",
        "Q12",
    )
    assert (vida.source, party.source) == ("own notes", f"from {name}")
    assert (party.valid_from, party.valid_to) == ("1999", "2005-06")
    assert (kosovo.id, kosovo.kind) == ("XKX", None)
    assert {"vida test", "vide test", "test"} <= {form.key for form in vida.forms}


HEADER = "id,kind,name,country,sector,parent,from,to,offices,gender,wikidata"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (",person,Vida", "id is missing"),
        ("BAD ID,person,Vida", "'BAD ID' is no id"),
        ("provisional/x-y,person,Vida", "provisional/"),
        ("a;b,person,Vida", "holds 2 values"),
        ("x,persona,Vida", "'persona' is none of state, body"),
        ("x,,Vida", "kind is missing for the new id 'x'"),
        ("x,person,", "has no name"),
        ("x,person,Vida,Serbia", "'Serbia' is no state's id .*write SRB"),
        ("x,person,Vida,SRB,XYZ", "sector 'XYZ' is none of"),
        ("x,person,Vida,SRB,,NO-SUCH", "'NO-SUCH' is no actor of the register or of this file"),
        ("x,person,Vida,SRB,,,1 May", "from '1 May' is no date"),
        ("x,person,Vida,SRB,,,2005,2001-02", "to '2001-02' lies before"),
        ("x,person,Vida,SRB,,,,,presidnt:SRB:2001..", "'presidnt' has no role word; choose from president"),
        ("x,person,Vida,SRB,,,,,president SRB", "is not OFFICE:ACTOR:START..END"),
        ("x,person,Vida,SRB,,,,,president:SRB:soon..", "'soon' of the office 'president' is no date"),
        ("x,person,Vida,SRB,,,,,,woman", "gender 'woman' is none of m, f"),
        ("x,person,Vida,SRB,,,,,,,403", "'403' is no item id"),
        ("x,person,Vida,SRB,,,,,,,,,,,", "15 cells in 11 columns"),
        ("x,person," + "Vida " * 60, "has 2"),
    ],
)
def test_a_bad_record_is_named_and_the_others_go_in(tmp_path: Path, line: str, said: str) -> None:
    found = read(tmp_path, "own.csv", f"{HEADER}\n{line}\ngood,body,Good Body\n")
    assert [actor.id for actor in found.actors] == ["good"]
    (problem,) = found.problems
    assert problem.startswith("own.csv:2: ")
    assert re.search(said, problem), problem


def test_what_leans_on_a_bad_record_falls_with_it(tmp_path: Path) -> None:
    text = f"{HEADER}\na,body,A,,,b\nb,body,B,,,c\nc,bodyy,C\n"
    found = read(tmp_path, "own.csv", text)
    assert found.actors == ()
    assert [problem.partition(":")[2].partition(":")[0] for problem in found.problems] == ["4", "3", "2"]


def test_an_id_that_stands_twice_is_named_with_both_lines(tmp_path: Path) -> None:
    found = read(tmp_path, "own.csv", f'{HEADER}\na,body,"A\nA"\na,body,B\n')
    assert found.problems == ("own.csv:4: the id 'a' stands in own.csv:2 already; ids are unique",)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("own.txt", "id", "neither CSV nor YAML"),
        ("own.csv", "id,kinds\n", "no column 'kinds'; choose from id, kind"),
        ("own.csv", "id,id\n", "a column stands twice"),
        ("own.csv", "kind,name\n", "no column id"),
        ("own.yaml", "a: [1, 2", "own.yaml:1: this is no YAML"),
        ("own.yaml", "just words", "holds no list of records"),
        ("own.yaml", "", "holds no list of records"),
        ("own.yaml", "[" * 5000, "nested too deeply"),
    ],
)
def test_a_file_that_is_none_says_what_to_write(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read(tmp_path, name, text)


def test_a_missing_file_and_one_in_another_encoding_are_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there is no file .*none\.csv"):
        read_own(tmp_path / "none.csv", register=load_register())
    (tmp_path / "old.csv").write_bytes("id,name\na,Вида".encode("cp1251"))
    with pytest.raises(UsageError, match="not UTF-8"):
        read_own(tmp_path / "old.csv", register=load_register())


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("- just words", "own.yaml:1: this is no record"),
        ("- {id: a, colour: red}", "there is no key 'colour'; choose from id, kind"),
        ("- {id: a, kind: body, name: [[x]]}", "name holds something nested"),
        ("- {id: a, kind: body, names: {xx: A}}", "the languages are en, ru, sr"),
        ("- {id: a, kind: body, name: A, offices: [{role: president}]}", "an office holds role, of, from and to"),
        ("- {id: a, kind: body, name: A, country: NO}", "country 'NO' is no state's id"),
    ],
)
def test_a_bad_yaml_record_is_named(tmp_path: Path, record: str, said: str) -> None:
    found = read(tmp_path, "own.yaml", record)
    assert found.actors == ()
    assert said in found.problems[0]


def test_yaml_makes_no_objects_and_does_not_swell(tmp_path: Path) -> None:
    assert read(tmp_path, "own.yaml", "- !!python/object/apply:os.system [echo]").actors == ()
    bomb = "\n".join([f"  - &a{i} [{', '.join([f'*a{i - 1}'] * 9) if i else 'x'}]" for i in range(30)])
    assert read(tmp_path, "own.yaml", f"actors:\n{bomb}\n").actors == ()


def test_without_pymorphy_russian_names_stay_as_given_and_a_note_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_forms, "find_spec", lambda _: None)
    text = (
        "id,kind,name,name_ru,forms_ru\nTP,party,Test Party,Партия Тест,Партии Тест\nperson/v,person,V T,Вадим Тест,\n"
    )
    found = read(tmp_path, "own.csv", text)
    party, person = found.actors
    assert len(party.forms) == 3
    assert len([form for form in person.forms if form.languages == 2]) > 5
    (note,) = found.notes
    assert "Russian names of TP stay as given" in note
    assert "dragoman[register]" in note


def test_every_column_and_key_is_documented_in_the_help() -> None:
    from dragoman.cli.add_actors import COLUMNS_HELP

    for each in {*COLUMNS, *KEYS}:
        assert each.partition("_")[0] in COLUMNS_HELP

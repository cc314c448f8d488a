"""Files of examples as users write them, good and bad."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.categories.files import category_name, read_category
from dragoman.errors import UsageError

POSITIVE = [f"Convoy number {number} of grain left the harbour." for number in range(20)]


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def toml(*, positive: list[str] = POSITIVE, more: str = "") -> str:
    head = 'name = "Grain corridor"\ndefinition = "Grain ships."\n'
    return f"{head}positive = {json.dumps(positive)}\n{more}"


def test_a_toml_file_says_everything(tmp_path: Path) -> None:
    more = 'negative = ["Bread became dearer.", {text = "Цена хлеба  выросла.", language = "ru"}]'
    found = read_category(written(tmp_path, "any.toml", toml(more=more)))
    assert (found.name, found.definition) == ("grain-corridor", "Grain ships.")
    assert (found.count(positive=True), found.count(positive=False)) == (20, 2)
    assert found.examples[-1].text == "Цена хлеба выросла."
    assert found.examples[-1].language == "ru"


def test_a_csv_file_takes_its_name_from_the_file_and_the_definition_from_the_caller(tmp_path: Path) -> None:
    rows = [f'"{text}",yes,en' for text in POSITIVE] + ['"Bread, too, became dearer.",0,']
    path = written(tmp_path, "grain corridor.csv", "\ufeffText,label,language\n" + "\n".join(rows))
    found = read_category(path, definition="Grain ships.")
    assert found.name == "grain-corridor"
    assert found.examples[-1].text == "Bread, too, became dearer."
    assert not found.examples[-1].positive


def test_json_lines_without_labels_all_belong(tmp_path: Path) -> None:
    path = written(tmp_path, "grain.jsonl", "\n".join(json.dumps({"text": text}) for text in POSITIVE))
    found = read_category(path, name="Žito", definition="Grain ships.")
    assert found.name == "žito"
    assert found.count(positive=True) == 20


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.toml", toml(positive=POSITIVE[:17]), "has 17 positive examples, 20 are needed; add 3"),
        ("a.toml", toml(more=f"negative = {json.dumps(POSITIVE[:1])}"), "under positive and under negative"),
        ("a.toml", toml(positive=[*POSITIVE, " "]), "positive 21 has no text"),
        ("a.toml", toml(positive=[*POSITIVE, "word " * 300]), "at most 1000"),
        ("a.toml", toml(more='negative = ["a", {text = "b", language = "de"}]'), "'de', which is not coded"),
        ("a.toml", toml(more="negative = 3"), "negative is no list"),
        ("a.toml", "name = grain", "a.toml is no TOML"),
        ("a.toml", f"positive = {json.dumps(POSITIVE)}", 'add a line definition = "..."'),
        ("a.csv", "sentence\nOne.\n", "has no column text"),
        ("a.csv", "text,label\nOne.,maybe\n", "line 2 has the label 'maybe'; write 1 or 0"),
        ("a.jsonl", '{"text": "One."}\nTwo.\n', "line 2 is no JSON object"),
        ("a.docx", "", "is no file of examples; write .toml, .csv, .tsv, .jsonl"),
    ],
)
def test_a_bad_file_says_where_and_what_to_do(tmp_path: Path, name: str, text: str, says: str) -> None:
    path = written(tmp_path, name, text)
    with pytest.raises(UsageError) as refused:
        read_category(path, definition=None if "definition" in says else "Grain ships.")
    assert says in str(refused.value)


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        read_category(tmp_path / "none.toml")
    (tmp_path / "a.csv").write_bytes(b"text\n\xff\xfe")
    with pytest.raises(UsageError, match="is not UTF-8"):
        read_category(tmp_path / "a.csv")


def test_names_fit_behind_a_colon() -> None:
    assert category_name("  Grain  Corridor_2 ") == "grain-corridor-2"
    for bad in ("", "a:b", "-a", "x" * 61):
        with pytest.raises(UsageError, match="is no name of a category"):
            category_name(bad)

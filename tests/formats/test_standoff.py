"""Stand-off labels hold no word of a document and come back as labelled sentences where it is present."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from tests.conftest import ROOT

from dragoman.formats.markup import parse_record
from dragoman.formats.standoff import (
    as_line,
    document_texts,
    in_cyrillic,
    labelled_sentences,
    read_standoff,
    stand_off,
    text_hash,
)

LABELS = ROOT / "corpus" / "standoff"
RECORD = [
    "= x-1 | sr | news | real",
    "{A:state|Norveška} je {t|uputila} {B:place|Njivicama} {o|đačke autobuse}.",
    "event AID A>B t object=o",
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "documents" / "setimes" / "sr"
    folder.mkdir(parents=True)
    body = "Ovo je uvod. Norveška je uputila Njivicama đačke autobuse. Ovo je kraj jednog sasvim običnog teksta."
    (folder / "set.sr.12.txt").write_text(body, "utf-8")
    return tmp_path


def written(data: Path, to: Path) -> Path:
    sentence = parse_record(RECORD)
    ((path, text),) = document_texts(data, ["documents/setimes/sr/set.sr.12.txt"])
    record = stand_off(sentence, RECORD[2:], document=path, text=text)
    assert record
    to.write_text(as_line(record) + "\n", "utf-8")
    return to


def test_a_sentence_comes_back_with_its_claims(data: Path, tmp_path: Path) -> None:
    file = written(data, tmp_path / "labels.jsonl")
    assert not set(json.loads(file.read_text("utf-8"))["labels"]) & {"autobuse"}
    assert "autobuse" not in file.read_text("utf-8")
    (sentence,), lost = labelled_sentences(read_standoff([file]), data)
    assert lost == []
    assert sentence.text == "Norveška je uputila Njivicama đačke autobuse."
    assert sentence.claims == parse_record(RECORD).claims
    assert sentence.spans == parse_record(RECORD).spans


def test_a_document_that_reads_otherwise_is_named_not_guessed(data: Path, tmp_path: Path) -> None:
    file = written(data, tmp_path / "labels.jsonl")
    (data / "documents" / "setimes" / "sr" / "set.sr.12.txt").write_text("Sasvim drugi tekst o nečemu drugom.", "utf-8")
    assert labelled_sentences(read_standoff([file]), data) == ([], ["x-1"])
    assert labelled_sentences(read_standoff([file]), tmp_path / "elsewhere") == ([], ["x-1"])


def test_a_sentence_the_text_lacks_makes_no_record() -> None:
    assert stand_off(parse_record(RECORD), RECORD[2:], document="d", text="Nešto drugo.") is None


def test_spans_keep_their_words_in_cyrillic() -> None:
    sentence = in_cyrillic(parse_record(RECORD))
    words = {label: sentence.text[span.start : span.end] for label, span in sentence.spans.items()}
    assert words == {"A": "Норвешка", "t": "упутила", "B": "Њивицама", "o": "ђачке аутобусе"}


def test_both_versions_of_an_article_lie_on_one_side() -> None:
    sides: dict[str, set[bool]] = {}
    for each in read_standoff([LABELS]):
        if "setimes/" in each.document:
            sides.setdefault(each.document.split(".")[-2], set()).add(each.held_out)
    assert sides
    assert all(len(side) == 1 for side in sides.values())


def test_the_labels_are_enough_and_found(shared_data: Path) -> None:
    records = read_standoff([LABELS])
    sentences, lost = labelled_sentences(records, shared_data)
    assert lost == []
    assert sum(each.document.startswith("documents/") for each in records) >= 1000
    assert sum(each.document.startswith("dev/factrueval/") for each in records) >= 200
    halves = Counter(each.held_out for each in records)
    assert 0.4 < halves[True] / len(records) < 0.6
    assert len({each.id for each in sentences}) == len(records)


def test_the_hash_follows_the_text() -> None:
    assert text_hash("a") != text_hash("b")

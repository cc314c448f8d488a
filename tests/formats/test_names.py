"""Labelled names in other people's formats."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import UnreadableError
from dragoman.formats.names import outermost, read_factrueval, read_uner
from dragoman.records import Name

UNER = """# newdoc id = set.sr.12
# sent_id = 1
# text = Ana Anić stigla je u Niš.
1\tAna\tB-PER\tB-PER\t-
2\tAnić\tI-PER\tI-PER\t-
3\tstigla\tO\tO\t-
4\tje\tO\tO\t-
5\tu\tO\tO\t-
6\tNiš\tB-LOC\tB-LOC\t-
7\t.\tO\tO\t-
"""


def test_universal_ner_gives_ranges_of_the_sentence(tmp_path: Path) -> None:
    path = tmp_path / "sr.iob2"
    path.write_text(UNER, "utf-8")
    (sentence,) = read_uner(path, "sr")
    assert sentence.document == "set.sr.12"
    assert [(sentence.text[n.start : n.end], n.kind) for n in sentence.names] == [
        ("Ana Anić", "person"),
        ("Niš", "place"),
    ]


def test_a_line_of_another_format_is_named(tmp_path: Path) -> None:
    path = tmp_path / "sr.iob2"
    path.write_text(UNER + "\nno columns here\n", "utf-8")
    with pytest.raises(UnreadableError, match=r"sr\.iob2:12: .*no columns here"):
        read_uner(path, "sr")


def test_factrueval_leaves_out_words_that_only_describe(tmp_path: Path) -> None:
    text = "В порту Козьмино мэрия Рязани и суд ждали Анну Орлову."
    tmp_path.joinpath("book_1.txt").write_text(text, "utf-8")

    def span(number: int, type_: str, words: str) -> str:
        return f"{number} {type_} {text.index(words)} {len(words)} 1  # 1 {words}"

    lines = [
        span(1, "loc_descr", "порту"),
        span(2, "loc_name", "Козьмино"),
        span(3, "org_descr", "мэрия"),
        span(4, "loc_name", "Рязани"),
        span(5, "org_descr", "суд"),
        span(6, "name", "Анну"),
        span(7, "surname", "Орлову"),
    ]
    tmp_path.joinpath("book_1.spans").write_text("\n".join(lines), "utf-8")
    objects = ["1 Location 1 2 # x", "2 Org 3 4 # x", "3 LocOrg 4 # x", "4 Org 5 # x", "5 Person 6 7 # x"]
    tmp_path.joinpath("book_1.objects").write_text("\n".join(objects), "utf-8")
    read, names = read_factrueval(tmp_path, "book_1")
    assert [(read[n.start : n.end], n.kind) for n in names] == [
        ("Козьмино", "place"),
        ("мэрия Рязани", "body"),
        ("Анну Орлову", "person"),
    ]


def test_of_nested_names_the_longest_stays() -> None:
    inner, outer, apart = Name(5, 8, "place"), Name(0, 8, "body"), Name(9, 12, "person")
    assert outermost([inner, apart, outer]) == (outer, apart)

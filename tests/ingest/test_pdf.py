from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from dragoman.errors import TooLargeError, UnreadableError
from dragoman.records import DateOrigin, Document
from dragoman.settings import Settings

Texts = Callable[[Document], list[tuple[str, str]]]

LEFT = (
    "The commission met in the capital for",
    "the third time this year and heard the",
    "reports of both delegations on the",
    "state of the crossings in the valley.",
    "Neither side was ready to withdraw its",
    "patrols before the other had done so.",
    "The chairman asked for a second read-",
    "ing of the draft before the summer and",
)
RIGHT = (
    "warned that no further delay would be",
    "accepted by the states that guarantee",
    "the agreement. A reading was set for",
    "June. The delegations left without a",
    "common statement, and the chairman",
    "spoke to the press alone that evening.",
    "He said that the well-known dispute on",
    "the river would be taken up by others.",
)


def column(words: type, lines: Sequence[str], *, x: float, top: float, size: float = 10) -> list[object]:
    return [words(x, top - 12 * index, line, size) for index, line in enumerate(lines)]


@pytest.fixture
def report(make_pdf: Callable[..., bytes], words: type) -> bytes:
    """Two pages in two columns with a running head, page numbers, a footnote and a broken word."""
    first = [
        words(72, 760, "Valley Papers 2019", 8),
        words(72, 715, "A Commission Without a Result", 20, bold=True),
        words(72, 690, "2 May 2019"),
        *column(words, LEFT, x=72, top=650),
        *column(words, RIGHT, x=320, top=650),
        words(72, 110, "1 See the minutes of the second meeting, which were never printed.", 7),
        words(300, 40, "1", 8),
    ]
    second = [
        words(72, 760, "Valley Papers 2019", 8),
        words(72, 700, "What Comes Next", 14, bold=True),
        *column(words, LEFT[:4], x=72, top=670),
        words(300, 40, "2", 8),
    ]
    return make_pdf([first, second], info="<</Title(Untitled)/Author(Ana Petrova)/CreationDate(D:20190601090000Z)>>")


def test_columns_are_read_one_after_the_other(
    report: bytes, read_bytes: Callable[..., Document], block_texts: Texts
) -> None:
    document = read_bytes(report)
    blocks = block_texts(document)
    assert blocks[0] == ("heading", "A Commission Without a Result")
    prose = " ".join(text for _, text in blocks)
    assert "before the summer and warned that no further delay" in prose
    assert "second reading of the draft" in prose
    assert "well-known dispute" in prose
    assert ("heading", "What Comes Next") in blocks


def test_running_heads_and_page_numbers_are_dropped(report: bytes, read_bytes: Callable[..., Document]) -> None:
    document = read_bytes(report)
    assert "Valley Papers" not in document.text
    assert not any(line in {"1", "2"} for line in document.text.split("\n\n"))


def test_a_heading_alone_at_a_pages_foot_is_kept_and_an_imprint_is_not(
    make_pdf: Callable[..., bytes], words: type, read_bytes: Callable[..., Document], block_texts: Texts
) -> None:
    body = column(words, LEFT, x=72, top=600)
    heading = [*body, words(72, 100, "What Comes Next", 14, bold=True), words(300, 40, "1", 8)]
    imprint = [*body, words(72, 100, "Valley Press", 10, bold=True), words(72, 86, "Order no. V-17", 10)]
    blocks = block_texts(read_bytes(make_pdf([heading, body])))
    assert ("heading", "What Comes Next") in blocks
    text = read_bytes(make_pdf([imprint, body])).text
    assert "Valley Press" not in text
    assert "Order no" not in text


def test_footnotes_stand_after_the_prose_and_keep_their_page(
    report: bytes, read_bytes: Callable[..., Document], block_texts: Texts
) -> None:
    document = read_bytes(report)
    note = document.blocks[-1]
    assert block_texts(document)[-1] == (
        "paragraph",
        "1 See the minutes of the second meeting, which were never printed.",
    )
    assert document.pages[-1].number == 1
    assert document.pages[-1].start <= note.start < document.pages[-1].end


def test_pages_cover_the_text_in_order(report: bytes, read_bytes: Callable[..., Document]) -> None:
    document = read_bytes(report)
    assert [page.number for page in document.pages] == [1, 2, 1]
    assert document.pages[0].start == 0
    assert document.pages[-1].end == len(document.text)
    assert all(first.end == second.start for first, second in pairwise(document.pages))
    second = document.pages[1]
    assert document.text[second.start :].startswith("What Comes Next")


def test_a_paragraph_over_a_page_break_is_one_block(
    make_pdf: Callable[..., bytes], words: type, read_bytes: Callable[..., Document], block_texts: Texts
) -> None:
    upper = [*LEFT[:6], "The chairman asked both delegations to"]
    first = [*column(words, upper, x=72, top=700), words(72, 100, "1 A note below the line of the page.", 7)]
    second = column(words, ["return in June with maps of the valley.", *LEFT[:3]], x=72, top=700)
    document = read_bytes(make_pdf([first, second]))
    joined = [text for _, text in block_texts(document) if "delegations to return in June" in text]
    assert len(joined) == 1
    break_at = document.pages[1].start
    assert document.text[break_at:].startswith("return in June")


def test_title_author_and_date_come_from_the_page_and_the_properties(
    report: bytes, read_bytes: Callable[..., Document]
) -> None:
    document = read_bytes(report)
    assert document.title == "A Commission Without a Result"
    assert document.authors == ("Ana Petrova",)
    assert document.published is not None
    assert (document.published.start, document.published.origin) == ("2019-05-02", DateOrigin.STATED)


def test_without_a_stated_date_the_properties_date_it(
    make_pdf: Callable[..., bytes], words: type, read_bytes: Callable[..., Document]
) -> None:
    data = make_pdf([column(words, LEFT, x=72, top=700)], info="<</CreationDate(D:20190601090000Z)>>")
    published = read_bytes(data).published
    assert published is not None
    assert (published.start, published.origin) == ("2019-06-01", DateOrigin.METADATA)


def test_rows_of_cells_become_a_table(
    make_pdf: Callable[..., bytes], words: type, read_bytes: Callable[..., Document], block_texts: Texts
) -> None:
    rows = [("Year", "Patrols"), ("2017", "12"), ("2018", "9"), ("2019", "4")]
    cells = [
        words(72 + 150 * place, 500 - 12 * index, cell)
        for index, row in enumerate(rows)
        for place, cell in enumerate(row)
    ]
    document = read_bytes(make_pdf([[*column(words, LEFT, x=72, top=700), *cells]]))
    assert ("table", "Year | Patrols\n2017 | 12\n2018 | 9\n2019 | 4") in block_texts(document)


@pytest.mark.parametrize("matrix", ["0 1 -1 0 612 0", "-1 0 0 -1 612 792", "0 -1 1 0 0 792"])
def test_a_page_laid_on_its_side_is_read(
    make_pdf: Callable[..., bytes],
    words: type,
    read_bytes: Callable[..., Document],
    matrix: str,
) -> None:
    lines = column(words, LEFT, x=72, top=500)
    upright = read_bytes(make_pdf([lines]))
    assert read_bytes(make_pdf([lines], matrix=matrix)).text == upright.text


def test_a_stamp_across_the_page_is_left_out(
    make_pdf: Callable[..., bytes], words: type, read_bytes: Callable[..., Document]
) -> None:
    stamp = words(20, 300, "Downloaded from a library")
    document = read_bytes(make_pdf([column(words, LEFT, x=72, top=700)], aside=[stamp]))
    assert "Downloaded" not in document.text
    assert "The commission met" in document.text


def test_a_cut_file_says_so(report: bytes, read_bytes: Callable[..., Document]) -> None:
    with pytest.raises(UnreadableError, match="cut"):
        read_bytes(report[: len(report) // 2])


def test_a_broken_file_says_so(read_bytes: Callable[..., Document]) -> None:
    with pytest.raises(UnreadableError, match="broken PDF"):
        read_bytes(b"%PDF-1.4\nnothing of a PDF in here\n%%EOF\n")


def test_a_locked_file_says_so(
    make_pdf: Callable[..., bytes], words: type, read_bytes: Callable[..., Document]
) -> None:
    with pytest.raises(UnreadableError, match="password"):
        read_bytes(make_pdf([[words(72, 700, "secret")]], encrypt=True))


def test_pictures_of_pages_have_no_text(make_pdf: Callable[..., bytes], read_bytes: Callable[..., Document]) -> None:
    with pytest.raises(UnreadableError, match=r"no text.*OCR"):
        read_bytes(make_pdf([[], []], picture=True))


def test_a_page_without_text_is_noted(
    make_pdf: Callable[..., bytes], words: type, read_bytes: Callable[..., Document]
) -> None:
    document = read_bytes(make_pdf([column(words, LEFT, x=72, top=700), []]))
    assert document.source_note == "1 of 2 pages have no text"


def test_too_many_pages_are_refused(
    make_pdf: Callable[..., bytes], words: type, read_bytes: Callable[..., Document]
) -> None:
    data = make_pdf([column(words, LEFT, x=72, top=700)] * 3)
    with pytest.raises(TooLargeError, match="DRAGOMAN_MAX_PDF_PAGES"):
        read_bytes(data, settings=Settings(max_pdf_pages=2))


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        # over a page, over two columns, past a note's number, beside a name in the margin
        (
            "IF10491*",
            "updates to its force structure and defense spending practices. The government has laid out",
        ),
        ("IF11043*", "whether protections under the 2018 Common Rule are sufficient"),
        ("R44243*", "an election held during the middle of a Congress, the practice has been to elect"),
        ("R44243*", "at the start of a Congress or in the event of a vacancy (e.g., death or resignation)"),
        ("IN12678*", "Previous U.S.-Iran diplomatic engagements during the second Trump Administration"),
    ],
)
def test_reports_read_as_prose(
    shared_data: Path, read_bytes: Callable[..., Document], name: str, sentence: str
) -> None:
    path = next((shared_data / "documents" / "crs").glob(name))
    assert sentence in read_bytes(path.read_bytes()).text


@pytest.mark.shared
def test_reports_have_titles_stated_dates_and_no_furniture(
    shared_data: Path, read_bytes: Callable[..., Document]
) -> None:
    for path in sorted((shared_data / "documents" / "crs").glob("*.pdf")):
        document = read_bytes(path.read_bytes())
        assert document.title is not None
        assert document.published is not None
        assert document.published.origin is DateOrigin.STATED
        assert "crsreports.congress.gov\n" not in document.text
        assert ". . . ." not in document.text
        assert "....." not in document.text

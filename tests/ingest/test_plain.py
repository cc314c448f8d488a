from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.errors import UnreadableError
from dragoman.ingest.item import Fallback
from dragoman.ingest.plain import read_plain
from dragoman.records import BlockKind, Document


def test_a_short_first_line_is_the_title_and_a_heading(
    read_bytes: Callable[..., Document], block_texts: Callable[[Document], list[tuple[str, str]]]
) -> None:
    text = "Ministri o granici\nSastanak u Skoplju trajao je dva sata.\nDogovor nije postignut.\n"
    document = read_bytes(text.encode())
    assert document.title == "Ministri o granici"
    assert block_texts(document) == [
        ("heading", "Ministri o granici"),
        ("paragraph", "Sastanak u Skoplju trajao je dva sata."),
        ("paragraph", "Dogovor nije postignut."),
    ]
    assert document.text == "Ministri o granici\n\nSastanak u Skoplju trajao je dva sata.\n\nDogovor nije postignut."


@pytest.mark.parametrize(
    "first",
    [
        "The ministers met on Monday.",
        "... a sentence that was cut off before the excerpt began and goes on here",
        "A line " + "far too long to be a title " * 8,
    ],
)
def test_a_sentence_is_no_title(first: str) -> None:
    draft = read_plain(f"{first}\nThe talks went on for two days and ended without a result.")
    assert draft.title is None
    assert len(draft.pieces) == 2


def test_a_question_can_be_a_title() -> None:
    assert (
        read_plain("Who guards the bridge?\nNobody did on Tuesday, said the mayor.").title == "Who guards the bridge?"
    )


def test_hard_wrapped_lines_are_joined() -> None:
    text = (
        "The two governments agreed on Thursday to reopen the crossing that had been\n"
        "closed since the spring. Both sides described the step as technical and de-\n"
        "clined to say more. A second round will follow in the autumn, when the well-\n"
        "known dispute over the river is on the table; nobody had declined so far.\n"
        "\n"
        "- Customs officers return first\n"
        "- Buses follow in May\n"
    )
    pieces = read_plain(text).pieces
    assert [piece.kind for piece in pieces] == [
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.LIST_ITEM,
    ]
    assert "declined to say more" in pieces[0].text
    assert "well-known dispute" in pieces[0].text
    assert pieces[1].text == "Customs officers return first"


def test_a_line_of_its_own_above_a_paragraph_is_a_heading() -> None:
    text = (
        "Report on the valley\n\nThe valley lies between the two states and belongs to neither.\n\n"
        "Water rights\n\nThe upper state built a dam, and the lower state has complained of it to the "
        "commission every year since.\n\nEnd"
    )
    kinds = [(piece.kind, piece.text) for piece in read_plain(text).pieces]
    assert (BlockKind.HEADING, "Water rights") in kinds
    assert kinds[-1] == (BlockKind.PARAGRAPH, "End")


def test_an_escape_in_the_title_does_not_reach_the_terminal(read_bytes: Callable[..., Document]) -> None:
    document = read_bytes("\x1b[2JTitle\u202e here\n\nSome text follows it, long enough to be read.".encode())
    assert document.title == "Title here"
    assert document.text.startswith("Title here\n\nSome text")


def test_text_without_letters_is_refused(read_bytes: Callable[..., Document]) -> None:
    with pytest.raises(UnreadableError, match="no text"):
        read_bytes(b"--- 123 --- 456 ---")


def test_what_the_user_says_fills_the_gaps(read_bytes: Callable[..., Document]) -> None:
    document = read_bytes(
        b"The bridge was closed on Monday and opened again on Friday.",
        fallback=Fallback(title="Bridge\x07", publisher="The Valley Post", genre="news", licence="CC0", collection="c"),
    )
    assert (document.title, document.publisher, document.genre) == ("Bridge", "The Valley Post", "news")
    assert (document.licence, document.collection, document.published) == ("CC0", "c", None)


@pytest.mark.shared
def test_newspaper_texts_have_titles_and_a_block_a_line(shared_data: Path, read_bytes: Callable[..., Document]) -> None:
    folder = shared_data / "documents" / "setimes"
    for path in sorted(folder.glob("*/*.txt"))[::20]:
        document = read_bytes(path.read_bytes())
        lines = path.read_text(encoding="utf-8").splitlines()
        assert document.title == " ".join(lines[0].split())
        assert len(document.blocks) == len([line for line in lines if line.strip()])
        assert document.language in {"sr", "hr", "bs"}


@pytest.mark.shared
def test_excerpts_have_no_title(shared_data: Path, read_bytes: Callable[..., Document]) -> None:
    document = read_bytes((shared_data / "documents" / "seed-excerpts.txt").read_bytes())
    assert document.title is None
    assert document.blocks[0].kind is BlockKind.PARAGRAPH

"""Passages: about a paragraph, never across a heading, never inside a sentence."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from dragoman.passages.split import MOST_WORDS, split_passages
from dragoman.records import Block, BlockKind, Document, Page

SENTENCE = "The council of the valley has met in the old hall and agreed on nothing that anybody could sign. "


def document(
    *pieces: tuple[BlockKind, str], pages: tuple[Page, ...] = (), blocks: bool = True, language: str = "en"
) -> Document:
    text, found = "", []
    for kind, piece in pieces:
        text += "\n\n" if text else ""
        found.append(Block(kind, len(text), len(text) + len(piece), 1 if kind is BlockKind.HEADING else 0))
        text += piece
    return Document(
        id="d", version="v", uri="u", title=None, authors=(), publisher=None, genre=None, language=language,
        script="Latn", published=None, captured_at=datetime(2024, 1, 1, tzinfo=UTC), text=text,
        blocks=tuple(found) if blocks else (), pages=pages, collection=None, licence=None,
        media_type="text/plain", content_hash="c",
    )  # fmt: skip


def texts(of: Document) -> list[str]:
    return [of.text[passage.start : passage.end] for passage in split_passages(of)]


def test_a_heading_opens_a_passage_and_names_all_below_it() -> None:
    of = document(
        (BlockKind.PARAGRAPH, SENTENCE * 4),
        (BlockKind.HEADING, "The  vote"),
        (BlockKind.PARAGRAPH, SENTENCE * 6),
        (BlockKind.PARAGRAPH, SENTENCE * 6),
    )
    found = split_passages(of)
    assert [passage.heading for passage in found] == [None, "The vote", "The vote"]
    assert of.text[found[1].start :].startswith("The  vote\n\nThe council")
    assert found[1].sentences[0].end - found[1].sentences[0].start == len("The  vote")


def test_headings_one_after_another_stay_with_the_text_below() -> None:
    of = document(
        (BlockKind.HEADING, "Part one"), (BlockKind.HEADING, "Chapter two"), (BlockKind.PARAGRAPH, SENTENCE * 5)
    )
    (passage,) = split_passages(of)
    assert passage.heading == "Chapter two"
    assert passage.start == 0


def test_tiny_paragraphs_are_joined() -> None:
    of = document(*[(BlockKind.LIST_ITEM, f"Point {number} of the list.") for number in range(8)])
    assert len(split_passages(of)) == 1


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    of = document((BlockKind.PARAGRAPH, (SENTENCE * 30).strip()))
    found = texts(of)
    assert len(found) >= 3
    assert all(text.endswith(".") and len(text.split()) <= MOST_WORDS + 20 for text in found)


def test_a_table_is_cut_between_rows() -> None:
    rows = "\n".join(f"row {number} | {'cell ' * 10}end" for number in range(40))
    of = document((BlockKind.TABLE, rows))
    assert all(text.startswith("row ") and text.endswith("end") for text in texts(of))


def test_a_passage_knows_its_page() -> None:
    of = document(
        (BlockKind.PARAGRAPH, SENTENCE * 7),
        (BlockKind.PARAGRAPH, SENTENCE * 7),
        pages=(Page(11, 0, len(SENTENCE) * 7), Page(12, len(SENTENCE) * 7, len(SENTENCE) * 15)),
    )
    assert [passage.page for passage in split_passages(of)] == [11, 12]


def test_a_text_without_blocks_is_cut_at_blank_lines() -> None:
    of = document((BlockKind.PARAGRAPH, SENTENCE * 6), (BlockKind.PARAGRAPH, SENTENCE * 6), blocks=False)
    assert len(split_passages(of)) == 2


def test_an_empty_text_has_no_passages() -> None:
    assert split_passages(document((BlockKind.PARAGRAPH, " \n "))) == ()


KINDS = st.sampled_from(list(BlockKind))
PIECE = st.text(alphabet="aB č.!?\n„“12|", max_size=120)


@given(st.lists(st.tuples(KINDS, PIECE), max_size=8), st.booleans())
def test_all_of_the_text_lies_in_one_passage_and_one_sentence(
    pieces: list[tuple[BlockKind, str]],
    blocks: bool,  # noqa: FBT001 - hypothesis gives it
) -> None:
    of = document(*pieces, blocks=blocks)
    covered = [0] * len(of.text)
    for ordinal, passage in enumerate(split_passages(of)):
        assert passage.ordinal == ordinal
        assert passage.sentences[0].start == passage.start
        assert passage.sentences[-1].end == passage.end
        for sentence in passage.sentences:
            covered[sentence.start : sentence.end] = [times + 1 for times in covered[sentence.start : sentence.end]]
        headings = [b for b in of.blocks if b.kind is BlockKind.HEADING and of.text[b.start : b.end].strip()]
        assert not any(passage.start < block.start and block.end < passage.end and _body(of, passage.start, block)
                       for block in headings)  # fmt: skip
    assert all(times == 1 or (not times and sign.isspace()) for times, sign in zip(covered, of.text, strict=True))


def _body(of: Document, start: int, heading: Block) -> bool:
    """Whether there is text that is no heading between a place and a heading."""
    return any(
        block.kind is not BlockKind.HEADING
        and start <= block.start < heading.start
        and of.text[block.start : block.end].strip()
        for block in of.blocks
    )

from __future__ import annotations

from dragoman.ingest.draft import Piece, heading, lay_out, paragraph, table
from dragoman.records import Block, BlockKind, Page


def test_pieces_stand_a_blank_line_apart_and_empty_ones_fall_away() -> None:
    layout = lay_out([heading("Title", 9), paragraph(" \u200b "), paragraph("Some\nwords.")])
    assert layout.text == "Title\n\nSome words."
    assert layout.blocks == (Block(BlockKind.HEADING, 0, 5, 6), Block(BlockKind.PARAGRAPH, 7, 18))
    assert layout.pages == ()


def test_a_table_keeps_its_rows() -> None:
    assert table([["a", "", "b\nc"], ["", ""], ["d"]]).text == "a | b c\nd"


def test_pages_run_from_break_to_break() -> None:
    pieces = [
        Piece(BlockKind.PARAGRAPH, "one two", breaks=((0, 1), (4, 2))),
        Piece(BlockKind.PARAGRAPH, "three", breaks=((0, 2),)),
        Piece(BlockKind.PARAGRAPH, "a note", breaks=((0, 1),)),
    ]
    assert lay_out(pieces).pages == (Page(1, 0, 4), Page(2, 4, 16), Page(1, 16, 22))

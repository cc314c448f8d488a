from __future__ import annotations

import pytest

from dragoman.actors.tables import read_table
from dragoman.errors import UsageError

TABLE = "# a comment\n@source=seen on a map\nid\tnames\tsource\nA\tone, two\nB\tthree\tan atlas\n"


def test_records_carry_their_line_and_source() -> None:
    first, second = read_table("made.tsv", TABLE)
    assert (first.line, first["id"], first.many("names"), first["source"]) == (4, "A", ("one", "two"), "seen on a map")
    assert second["source"] == "an atlas"


def test_a_tab_too_many_is_named_by_file_and_line() -> None:
    with pytest.raises(UsageError, match=r"made\.tsv:6: 4 cells .* 3 columns"):
        read_table("made.tsv", TABLE + "C\tx\ty\tz\n")


def test_a_record_without_a_source_is_refused() -> None:
    with pytest.raises(UsageError, match=r"made\.tsv:2: .*source"):
        read_table("made.tsv", "id\tsource\nA\n")

from __future__ import annotations

import pytest

from dragoman.ingest.hyphens import join_lines, vocabulary

WORDS = vocabulary(["The well-known declined to vote again. Declined again."])


@pytest.mark.parametrize(
    ("left", "right", "hyphenated", "joined"),
    [
        ("they de-", "clined it", False, "they declined it"),
        ("the well-", "known man", True, "the well-known man"),
        ("a two-", "sided affair", False, "a two-sided affair"),
        ("nego-", "tiations went on", True, "negotiations went on"),
        ("the Russia-", "Serbia pact", True, "the Russia-Serbia pact"),
        ("from 1914-", "1918 on", True, "from 1914-1918 on"),
        ("one line", "and another", True, "one line and another"),
    ],
)
def test_a_hyphen_goes_only_if_it_was_the_printers(
    left: str,
    right: str,
    hyphenated: bool,  # noqa: FBT001 -- a parametrised case
    joined: str,
) -> None:
    assert join_lines(left, right, words=WORDS, hyphenated=hyphenated) == joined

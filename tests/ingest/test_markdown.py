from __future__ import annotations

from collections.abc import Callable

from dragoman.records import Document

TEXT = """\
---
title: "On the crossings"
authors:
  - Ana Petrova
  - Marko Ilić
date: 2019-05
licence: CC0
---
# The commission

It met **for the third time** and heard [both delegations](https://example.org/d "x").
It went on for hours.

## What was agreed

- Patrols leave the valley
- A joint office opens

> We have waited long enough.

| State | Patrols |
|-------|---------|
| Upper | 12      |

![a map](map.png)

<!-- nobody reads this -->
"""


def test_blocks_and_front_matter(
    read_bytes: Callable[..., Document], block_texts: Callable[[Document], list[tuple[str, str]]]
) -> None:
    document = read_bytes(TEXT.encode(), uri="file:///notes/commission.md")
    assert block_texts(document) == [
        ("heading", "The commission"),
        ("paragraph", "It met for the third time and heard both delegations. It went on for hours."),
        ("heading", "What was agreed"),
        ("list_item", "Patrols leave the valley"),
        ("list_item", "A joint office opens"),
        ("quote", "We have waited long enough."),
        ("table", "State | Patrols\nUpper | 12"),
    ]
    assert document.title == "On the crossings"
    assert document.authors == ("Ana Petrova", "Marko Ilić")
    assert (str(document.published), document.licence) == ("2019-05", "CC0")
    assert document.media_type == "text/markdown"


def test_the_first_heading_is_the_title_where_no_field_says_it(read_bytes: Callable[..., Document]) -> None:
    document = read_bytes(b"# Two rivers\n\nBoth of them cross the border twice.", uri="file:///a.md")
    assert document.title == "Two rivers"
    assert document.published is None

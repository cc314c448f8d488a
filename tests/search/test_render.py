"""Results as text: marked, elided, and unable to steer a terminal."""

from __future__ import annotations

from dragoman.search import Excerpt, Hit, SearchResult, kwic, search
from dragoman.search.render import ANSI, render, render_excerpt, render_kwic
from dragoman.store import LedgerReader


def test_a_page_shows_title_date_and_marked_excerpts(reader: LedgerReader) -> None:
    page = render(search(reader, "sanctions", facets=("language",)))
    assert page.startswith("2 documents for sanctions\n")
    assert "Sanctions Debate\n2014-03-02 | Danube Review | en | https://example.org/sanctions-debate\n" in page
    assert "will not join the [sanctions] against its partner" in page
    assert page.count(" ...\n") >= 1
    assert "language\n          2  en" in page


def test_an_empty_page_says_why(reader: LedgerReader) -> None:
    page = render(search(reader, "xylophone"))
    assert page.startswith("Nothing matches xylophone")
    assert "No passage has xylophone." in page


def test_terminal_marks(reader: LedgerReader) -> None:
    assert "\x1b[1;33msanctions\x1b[0m" in render(search(reader, "sanctions"), style=ANSI)


def test_nothing_from_a_text_steers_the_terminal() -> None:
    text = "red \x1b[31m \u202egnorw\u202c war\r\nnext"
    start = text.index("war")
    excerpt = Excerpt("d", 0, len(text), text, ((start, start + 3),), 4, None, leading=False, trailing=True)
    hit = Hit("d", "\x1b]0;title\x07", None, None, "u\x9b", None, 1.0, (excerpt,))
    page = render(SearchResult("q\x1b", 1, True, (hit,)))
    assert not set(page) & set("\x1b\x07\x9b\u202e\u202c\r")
    assert render_excerpt(excerpt) == "red [31m gnorw [war] next ... (p. 4)"


def test_concordance_lines_stand_under_each_other(reader: LedgerReader) -> None:
    lines = render_kwic(kwic(reader, "treaty", width=20)).splitlines()
    assert len({line.index("[") for line in lines}) == 1

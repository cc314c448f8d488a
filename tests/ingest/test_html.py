from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.errors import UnreadableError
from dragoman.ingest.html import fragment_pieces
from dragoman.ingest.item import Fallback
from dragoman.records import BlockKind, Date, DateOrigin, Document, Precision

BODY = (
    "<p>The president of the assembly received the envoy on Tuesday and told him that the talks on the "
    "border would resume before winter, provided that both sides withdrew their patrols.</p>"
    "<h2>What was agreed</h2><ul><li>Patrols leave the valley</li><li>A joint office opens</li></ul>"
    "<blockquote><p>We have waited long enough for this day to come.</p></blockquote>"
    "<table><tr><th>State</th><th>Patrols</th></tr><tr><td>Upper</td><td>12</td></tr></table>"
    "<p>The envoy left for the neighbouring capital in the evening, where the government meets tomorrow.</p>"
)


def page(*, head: str = "", top: str = "", title: str = "The envoy returns") -> bytes:
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>{head}</head>"
        f"<body><nav><a href='/'>Home</a> <a href='/x'>World</a></nav>{top}"
        f"<article><h1>{title}</h1>{BODY}</article>"
        "<footer>Copyright, all rights reserved</footer></body></html>"
    ).encode()


def test_the_main_text_comes_in_blocks_without_the_furniture(
    read_bytes: Callable[..., Document], block_texts: Callable[[Document], list[tuple[str, str]]]
) -> None:
    document = read_bytes(page())
    blocks = block_texts(document)
    assert blocks[0] == ("heading", "The envoy returns")
    assert ("heading", "What was agreed") in blocks
    assert ("list_item", "Patrols leave the valley") in blocks
    assert ("quote", "We have waited long enough for this day to come.") in blocks
    assert ("table", "State | Patrols\nUpper | 12") in blocks
    assert "Home" not in document.text
    assert "Copyright" not in document.text
    assert document.media_type == "text/html"
    assert (document.title, document.language, document.script) == ("The envoy returns", "en", "Latn")


def test_metadata_is_what_the_head_states(read_bytes: Callable[..., Document]) -> None:
    head = (
        '<meta name="date" content="2013-10-31"><meta name="author" content="Ana Petrova">'
        '<meta name="publisher" content="Valley Post"><meta name="genre" content="analysis">'
        '<link rel="license" href="https://example.org/by">'
    )
    document = read_bytes(page(head=head))
    assert document.published == Date("2013-10-31", "2013-10-31", Precision.DAY, DateOrigin.METADATA)
    assert document.authors == ("Ana Petrova",)
    assert (document.publisher, document.genre) == ("Valley Post", "analysis")
    assert document.licence == "https://example.org/by"


def test_linked_data_names_several_authors(read_bytes: Callable[..., Document]) -> None:
    linked = {
        "@graph": [
            {"@type": "Organization", "name": "x"},
            {
                "@type": "NewsArticle",
                "headline": "The envoy's second visit",
                "datePublished": "2019-05-02T10:00:00+02:00",
                "author": [{"name": "Ana Petrova"}, {"name": "Marko Ilić"}],
                "publisher": {"name": "Valley Post"},
            },
        ]
    }
    document = read_bytes(page(head=f'<script type="application/ld+json">{json.dumps(linked)}</script>'))
    assert document.title == "The envoy's second visit"
    assert document.authors == ("Ana Petrova", "Marko Ilić")
    assert str(document.published) == "2019-05-02"


def test_broken_linked_data_is_no_reason_to_refuse(read_bytes: Callable[..., Document]) -> None:
    document = read_bytes(page(head='<script type="application/ld+json">{"headline": </script>'))
    assert document.title == "The envoy returns"


def test_a_month_in_metadata_stays_a_month(read_bytes: Callable[..., Document]) -> None:
    document = read_bytes(page(head='<meta name="dc.date" content="2013-10">'))
    assert str(document.published) == "2013-10"


def test_the_address_dates_a_page_that_does_not(read_bytes: Callable[..., Document]) -> None:
    document = read_bytes(page(), uri="https://example.org/2019/05/02/envoy.html")
    assert document.published == Date("2019-05-02", "2019-05-02", Precision.DAY, DateOrigin.URL)


def test_a_dateline_is_a_stated_date(read_bytes: Callable[..., Document]) -> None:
    document = read_bytes(page(top="<p class='date'>2 May 2019</p>"))
    assert document.published == Date("2019-05-02", "2019-05-02", Precision.DAY, DateOrigin.STATED)


def test_a_page_without_a_date_has_none_and_never_the_day_of_reading(
    read_bytes: Callable[..., Document],
) -> None:
    clock = "<div class='date'>Tuesday, 24 November 2026</div><time datetime='2026-11-24'>today</time>"
    assert read_bytes(page()).published is None
    assert read_bytes(page(top=clock)).published is None


def test_a_feeds_word_fills_what_the_page_leaves_out(read_bytes: Callable[..., Document]) -> None:
    date = Date("2019-05-02", "2019-05-02", Precision.DAY, DateOrigin.METADATA)
    document = read_bytes(page(), fallback=Fallback(title="Feed title", date=date, publisher="Feed"))
    assert (document.title, document.publisher, document.published) == ("The envoy returns", "Feed", date)


@pytest.mark.parametrize(
    "markup",
    [
        b"<html><head><title>x</title></head><body><nav><a href='/'>Home</a></nav></body></html>",
        b"<html><body><script>var a = 'a long text that is code, no prose';</script></body></html>",
        b"<html></html>",
    ],
)
def test_a_page_without_main_text_is_refused(read_bytes: Callable[..., Document], markup: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"no main text|not HTML"):
        read_bytes(markup)


def test_the_languages_own_encoding_is_believed(read_bytes: Callable[..., Document]) -> None:
    text = (
        "<html><head><meta http-equiv='Content-Type' content='text/html; charset=windows-1251'></head><body>"
        "<article><h1>Переговоры</h1><p>Министр иностранных дел заявил, что переговоры о границе будут "
        "продолжены до конца года, если обе стороны отведут войска.</p></article></body></html>"
    )
    document = read_bytes(text.encode("cp1251"))
    assert "переговоры о границе" in document.text
    assert (document.language, document.script) == ("ru", "Cyrl")
    assert document.source_note == "read as cp1251"


def test_a_declaration_of_xml_does_not_disturb(read_bytes: Callable[..., Document]) -> None:
    assert read_bytes(b'<?xml version="1.0" encoding="utf-8"?>' + page()).title == "The envoy returns"


def test_fragments_keep_paragraphs_that_only_line_breaks_part() -> None:
    pieces = fragment_pieces(
        "First\x00 words.<br><br>Second <b>words</b>.<script>no()</script><h3>Then</h3><p>Third.</p>"
    )
    assert [(piece.kind, piece.text) for piece in pieces] == [
        (BlockKind.PARAGRAPH, "First words."),
        (BlockKind.PARAGRAPH, "Second words."),
        (BlockKind.HEADING, "Then"),
        (BlockKind.PARAGRAPH, "Third."),
    ]


@pytest.mark.shared
def test_essays_lose_no_paragraph(shared_data: Path, read_bytes: Callable[..., Document]) -> None:
    from lxml import html as lxml_html  # type: ignore[import-untyped]  # ships no types

    for path in sorted((shared_data / "documents" / "milestones").glob("*.html"))[::25]:
        data = path.read_bytes()
        document = read_bytes(data)
        texts = {document.text[block.start : block.end] for block in document.blocks}
        for element in lxml_html.fromstring(data).iterfind(".//article/p"):
            words = " ".join(element.text_content().split())
            assert not words or words in texts
        assert document.published is not None
        assert document.published.origin is DateOrigin.METADATA
        assert document.authors == ("Office of the Historian",)


@pytest.mark.shared
def test_undated_pages_stay_undated(shared_data: Path, read_bytes: Callable[..., Document]) -> None:
    for path in sorted((shared_data / "documents" / "country-relations").glob("*.html"))[::25]:
        assert read_bytes(path.read_bytes()).published is None

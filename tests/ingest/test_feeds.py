from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.ingest.fetch import Fetcher
from dragoman.ingest.read import read
from dragoman.ingest.sources import Fallback, Source, discover
from dragoman.records import Document, Refusal
from dragoman.settings import Settings

if TYPE_CHECKING:
    from tests.ingest.conftest import Site

LOCAL = Settings(allow_private_addresses=True, fetch_delay_s=0)
CAPTURED = datetime(2026, 11, 24, tzinfo=UTC)

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Valley Post</title><language>en</language>
<item><title>Bridge \u202eclosed</title><link>{base}/bridge</link><guid>1</guid>
  <pubDate>Thu, 02 May 2019 10:00:00 +0200</pubDate><dc:creator>Ana Petrova</dc:creator>
  <description>Only a summary of it.</description></item>
<item><title>River rises</title><link>{base}/river</link><guid>2</guid>
  <content:encoded><![CDATA[<p>The river rose on Monday.</p>
  <p>It fell again on Friday.</p>]]></content:encoded>
</item>
<item><title>Nothing</title><guid>3</guid></item>
</channel></rss>"""

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Valley</title>
<entry><id>urn:a:1</id><title>One</title><updated>2019-05-02T10:00:00Z</updated>
<content type="html">&lt;p&gt;The council met on Monday.&lt;/p&gt;</content></entry></feed>"""


def documents(found: list[Source | Refusal]) -> list[Document]:
    loaded = [each.load() for each in found if isinstance(each, Source)]
    return [read(item, captured_at=CAPTURED, settings=LOCAL) for item in loaded]


def test_entries_are_fetched_only_where_the_feed_does_not_carry_the_text(site: Site) -> None:
    base = site.base
    site.put("/feed", RSS.format(base=base), Content_Type="application/rss+xml")
    site.put(
        "/bridge",
        "<html><body><article><p>The bridge was closed on Monday at noon.</p></article></body></html>",
    )
    with Fetcher(LOCAL) as fetcher:
        found = list(discover(f"{base}/feed", settings=LOCAL, fallback=Fallback(), fetcher=fetcher))
        assert site.asked == ["/feed"]
        bridge, river = documents(found)
    assert site.asked == ["/feed", "/bridge"]
    assert bridge.text == "The bridge was closed on Monday at noon."
    assert (bridge.title, bridge.authors, str(bridge.published)) == (
        "Bridge closed",
        ("Ana Petrova",),
        "2019-05-02",
    )
    assert river.text == "The river rose on Monday.\n\nIt fell again on Friday."
    assert (river.uri, river.publisher, river.title) == (f"{base}/river", "Valley Post", "River rises")
    assert isinstance(found[2], Refusal)


def test_an_entry_without_a_date_has_none(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(RSS.format(base="https://example.org"), encoding="utf-8")
    found = list(discover(str(path), settings=Settings(), fallback=Fallback()))
    summary, river = documents(found)
    assert river.published is None
    assert summary.text == "Only a summary of it."
    assert summary.source_note == "the feed carries a summary only"
    assert summary.uri == "https://example.org/bridge"


def test_an_atom_entry_without_a_link_is_named_by_its_id(tmp_path: Path) -> None:
    path = tmp_path / "feed.atom"
    path.write_text(ATOM, encoding="utf-8")
    (document,) = documents(list(discover(str(path), settings=Settings(), fallback=Fallback())))
    assert document.uri.endswith("/feed.atom#urn:a:1")
    assert document.text == "The council met on Monday."
    assert str(document.published) == "2019-05-02"


def test_a_feed_without_entries_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text("<rss version='2.0'><channel><title>x</title></channel></rss>", encoding="utf-8")
    (refusal,) = discover(str(path), settings=Settings(), fallback=Fallback())
    assert isinstance(refusal, Refusal)
    assert "no entries" in refusal.reason


def test_a_feed_cannot_lead_to_the_disk(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("The secret words are these five.", encoding="utf-8")
    path = tmp_path / "feed.xml"
    item = f"<item><title>x</title><link>file://{secret}</link><description>Harmless.</description></item>"
    path.write_text(f"<rss version='2.0'><channel><title>x</title>{item}</channel></rss>", encoding="utf-8")
    with Fetcher(LOCAL) as fetcher:
        found = list(discover(str(path), settings=LOCAL, fallback=Fallback(), fetcher=fetcher))
        assert [document.text for document in documents(found)] == ["Harmless."]

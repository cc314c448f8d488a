from __future__ import annotations

import gzip
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.ingest.fetch import Fetcher
from dragoman.ingest.sources import Fallback, Source, discover
from dragoman.records import Refusal
from dragoman.settings import Settings

if TYPE_CHECKING:
    from tests.ingest.conftest import Site

LOCAL = Settings(allow_private_addresses=True, fetch_delay_s=0)
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def test_a_sitemap_lists_pages_without_fetching_them(site: Site) -> None:
    base = site.base
    inner = (
        f"<urlset {NAMESPACE}><url><loc>{base}/a</loc><lastmod>2019-05-02</lastmod></url>"
        f"<url><loc>{base}/b</loc></url><url><loc>file:///etc/passwd</loc></url></urlset>"
    )
    outer = f"<sitemapindex {NAMESPACE}><sitemap><loc>{base}/inner.xml.gz</loc></sitemap></sitemapindex>"
    site.put("/sitemap.xml", outer, Content_Type="application/xml")
    site.put("/inner.xml.gz", gzip.compress(inner.encode()), Content_Type="application/gzip")
    with Fetcher(LOCAL) as fetcher:
        found = list(discover(f"{base}/sitemap.xml", settings=LOCAL, fallback=Fallback(), fetcher=fetcher))
    pages = [(each.uri, each.fingerprint) for each in found if isinstance(each, Source)]
    assert pages == [(f"{base}/a", "2019-05-02"), (f"{base}/b", "")]
    (refusal,) = (each for each in found if isinstance(each, Refusal))
    assert refusal.reason.startswith("lists what cannot be fetched")
    assert site.asked == ["/sitemap.xml", "/inner.xml.gz"]


def test_a_sitemap_that_leads_to_itself_ends(site: Site) -> None:
    base = site.base
    site.put(
        "/sitemap.xml",
        f"<sitemapindex {NAMESPACE}><sitemap><loc>{base}/sitemap.xml</loc></sitemap></sitemapindex>",
        Content_Type="application/xml",
    )
    with Fetcher(LOCAL) as fetcher:
        found = list(discover(f"{base}/sitemap.xml", settings=LOCAL, fallback=Fallback(), fetcher=fetcher))
    assert isinstance(found[-1], Refusal)
    assert "deep" in found[-1].reason


def test_a_sitemap_on_disk_does_not_lead_to_the_web(tmp_path: Path) -> None:
    path = tmp_path / "sitemap.xml"
    path.write_text(f"<urlset {NAMESPACE}><url><loc>http://127.0.0.1/a</loc></url></urlset>", encoding="utf-8")
    (refusal,) = discover(str(path), settings=LOCAL, fallback=Fallback())
    assert isinstance(refusal, Refusal)
    assert "add its address" in refusal.reason


def test_entities_in_a_sitemap_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "sitemap.xml"
    entity = '<!DOCTYPE u [<!ENTITY a "http://127.0.0.1/">]>'
    path.write_text(f"{entity}<urlset {NAMESPACE}><url><loc>&a;</loc></url></urlset>", encoding="utf-8")
    with Fetcher(LOCAL) as fetcher:
        (refusal,) = discover(str(path), settings=LOCAL, fallback=Fallback(), fetcher=fetcher)
    assert isinstance(refusal, Refusal)
    assert "cannot be read" in refusal.reason

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from dragoman.errors import FetchError, TooLargeError
from dragoman.ingest.fetch import Fetcher
from dragoman.settings import Settings

if TYPE_CHECKING:
    import httpx
    from tests.ingest.conftest import Site

LOCAL = Settings(allow_private_addresses=True, fetch_delay_s=0, fetch_timeout_s=5)


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(LOCAL) as opened:
        yield opened


def transport(answer: Callable[[httpx.Request], httpx.Response]) -> httpx.MockTransport:
    import httpx

    return httpx.MockTransport(answer)


def test_a_page_comes_with_its_type_and_marks(site: Site, fetcher: Fetcher) -> None:
    site.put("/a", "<p>words</p>", ETag='"1"', Last_Modified="Thu, 02 May 2019 10:00:00 GMT")
    fetched = fetcher.get(f"{site.base}/a")
    assert fetched.data == b"<p>words</p>"
    assert fetched.media_type == "text/html; charset=utf-8"
    assert (fetched.etag, fetched.last_modified) == ('"1"', "Thu, 02 May 2019 10:00:00 GMT")
    agents = {headers["User-Agent"] for _, headers in site.requests}
    assert all(agent.startswith("dragoman/") for agent in agents)


def test_robots_are_honoured_and_asked_once(site: Site, fetcher: Fetcher) -> None:
    site.put("/robots.txt", "User-agent: dragoman\nDisallow: /closed", Content_Type="text/plain")
    site.put("/open", "words")
    site.put("/closed/a", "words")
    fetcher.get(f"{site.base}/open")
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetcher.get(f"{site.base}/closed/a")
    assert [path for path, _ in site.requests] == ["/robots.txt", "/open"]


def test_a_host_whose_robots_fail_is_left_alone(site: Site, fetcher: Fetcher) -> None:
    site.put("/robots.txt", "broken", status=503)
    site.put("/a", "words")
    with pytest.raises(FetchError, match="closed to robots"):
        fetcher.get(f"{site.base}/a")


def test_a_redirect_is_followed_and_remembered(site: Site, fetcher: Fetcher) -> None:
    site.put("/old", "", status=301, Location="/new")
    site.put("/new", "words")
    fetched = fetcher.get(f"{site.base}/old")
    assert (fetched.url, fetched.final_url) == (f"{site.base}/old", f"{site.base}/new")


def test_a_circle_of_redirects_ends(site: Site, fetcher: Fetcher) -> None:
    site.put("/a", "", status=302, Location="/b")
    site.put("/b", "", status=302, Location="/a")
    with pytest.raises(FetchError, match="more than 5"):
        fetcher.get(f"{site.base}/a")
    assert len(site.asked) == 6


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1:70/"])
def test_a_redirect_leads_only_to_the_web(site: Site, fetcher: Fetcher, location: str) -> None:
    site.put("/a", "", status=302, Location=location)
    with pytest.raises(FetchError, match="only http"):
        fetcher.get(f"{site.base}/a")


def test_a_page_that_has_not_changed_comes_without_its_bytes(site: Site, fetcher: Fetcher) -> None:
    site.put("/a", "words", ETag='"1"')
    first = fetcher.get(f"{site.base}/a")
    again = fetcher.get(f"{site.base}/a", etag=first.etag)
    assert again.unchanged
    assert again.data == b""


def test_a_page_read_before_is_only_asked_for_if_it_has_changed(site: Site) -> None:
    site.put("/a", "words", ETag='"1"')
    site.put("/b", "words")
    with Fetcher(LOCAL) as fetcher:
        known = {f"{site.base}{path}": fetcher.revisit(f"{site.base}{path}").fingerprint for path in ("/a", "/b")}
    with Fetcher(LOCAL, known=known) as fetcher:
        same = fetcher.revisit(f"{site.base}/a")
        assert (same.unchanged, same.fingerprint) == (True, '"1"')
        assert fetcher.revisit(f"{site.base}/b").fingerprint == known[f"{site.base}/b"]
        site.put("/a", "other words", ETag='"2"')
        assert fetcher.revisit(f"{site.base}/a").data == b"other words"
        assert fetcher.get(f"{site.base}/a").data == b"other words"
    sent = [headers.get("If-None-Match") for path, headers in site.requests if path == "/a"]
    assert sent == [None, '"1"', '"1"', None]


def test_a_large_answer_is_broken_off(site: Site) -> None:
    site.put("/a", b"x" * 1_500_000)
    with Fetcher(replace(LOCAL, max_file_mb=1)) as fetcher, pytest.raises(TooLargeError, match="MAX_FILE_MB"):
        fetcher.get(f"{site.base}/a")


def test_a_packed_answer_is_unpacked_no_further_than_the_limit(site: Site) -> None:
    site.put("/small", gzip.compress(b"words"), Content_Encoding="gzip")
    site.put("/bomb", gzip.compress(b"x" * 30_000_000), Content_Encoding="gzip")
    site.put("/odd", b"words", Content_Encoding="br")
    with Fetcher(replace(LOCAL, max_file_mb=1)) as fetcher:
        assert fetcher.get(f"{site.base}/small").data == b"words"
        with pytest.raises(TooLargeError):
            fetcher.get(f"{site.base}/bomb")
        with pytest.raises(FetchError, match="not asked for"):
            fetcher.get(f"{site.base}/odd")


def test_the_host_is_not_asked_faster_than_the_delay(site: Site) -> None:
    now = 100.0
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        nonlocal now
        slept.append(seconds)
        now += seconds

    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 3", Content_Type="text/plain")
    site.put("/a", "words")
    with Fetcher(replace(LOCAL, fetch_delay_s=2), sleep=sleep, clock=lambda: now) as fetcher:
        for _ in range(3):
            fetcher.get(f"{site.base}/a")
    assert slept == [2, 3, 3]


def test_a_private_address_is_refused_before_anything_is_sent(site: Site) -> None:
    with Fetcher(Settings(fetch_delay_s=0)) as fetcher:
        for host in ("127.0.0.1", "localhost", "2130706433"):
            port = site.base.rpartition(":")[2]
            with pytest.raises(FetchError, match=r"not a public address.*ALLOW_PRIVATE_ADDRESSES"):
                fetcher.get(f"http://{host}:{port}/a")
    assert site.requests == []


def test_a_name_that_leads_to_a_private_address_is_refused() -> None:
    import httpx

    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200, content=b"secret")

    with (
        Fetcher(Settings(fetch_delay_s=0), transport=transport(answer), resolve=lambda *_: ["10.0.0.7"]) as fetcher,
        pytest.raises(FetchError, match=r"10\.0\.0\.7"),
    ):
        fetcher.get("http://harmless.example.org/")
    assert asked == []


def test_a_redirect_to_a_private_address_is_refused() -> None:
    import httpx

    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(f"{request.headers['host']}{request.url.path}")
        if request.url.path == "/robots.txt":
            return httpx.Response(404)
        return httpx.Response(302, headers={"Location": "http://inner.example.org/latest/meta-data"})

    def resolve(host: str, port: int) -> list[str]:
        return ["169.254.169.254"] if host.startswith("inner") else ["93.184.216.34"]

    with (
        Fetcher(Settings(fetch_delay_s=0), transport=transport(answer), resolve=resolve) as fetcher,
        pytest.raises(FetchError, match=r"169\.254\.169\.254"),
    ):
        fetcher.get("http://outer.example.org/")
    assert asked == ["outer.example.org/robots.txt", "outer.example.org/"]


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    """A name that answers differently the second time gains nothing: the address is in the request."""
    import httpx

    answers = iter([["93.184.216.34"], ["93.184.216.35"], ["127.0.0.1"]])
    asked: list[tuple[str, str, object]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append((request.url.host, request.headers["host"], request.extensions.get("sni_hostname")))
        return httpx.Response(200, stream=httpx.ByteStream(b"User-agent: *\nAllow: /"))

    with Fetcher(Settings(fetch_delay_s=0), transport=transport(answer), resolve=lambda *_: next(answers)) as fetcher:
        fetcher.get("https://example.org/a")
        with pytest.raises(FetchError, match=r"127\.0\.0\.1"):
            fetcher.get("https://example.org/a")
    assert asked == [
        ("93.184.216.34", "example.org", "example.org"),
        ("93.184.216.35", "example.org", "example.org"),
    ]


def test_an_address_of_the_sixth_version_is_written_in_brackets() -> None:
    import httpx

    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(404)

    with (
        Fetcher(
            Settings(fetch_delay_s=0), transport=transport(answer), resolve=lambda *_: ["2606:2800:220:1::1"]
        ) as fetcher,
        pytest.raises(FetchError, match="status 404"),
    ):
        fetcher.get("http://example.org/a")
    assert asked[-1] == "http://[2606:2800:220:1::1]/a"


def test_a_name_nobody_knows_and_a_port_nobody_serves_are_refused() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise FetchError(f"the host {host!r} is not known")

    with Fetcher(LOCAL, resolve=unknown) as fetcher, pytest.raises(FetchError, match="not known"):
        fetcher.get("http://nowhere.invalid/")
    with Fetcher(LOCAL) as fetcher, pytest.raises(FetchError, match="could not be fetched"):
        fetcher.get("http://127.0.0.1:9/")


def test_an_error_says_when_to_come_back(site: Site, fetcher: Fetcher) -> None:
    site.put("/a", "busy", status=503, Retry_After="120")
    with pytest.raises(FetchError, match="status 503; it asks to come back after 120"):
        fetcher.get(f"{site.base}/a")


def test_cookies_are_not_sent_back(site: Site, fetcher: Fetcher) -> None:
    site.put("/a", "words", Set_Cookie="id=1")
    fetcher.get(f"{site.base}/a")
    fetcher.get(f"{site.base}/a")
    assert all("Cookie" not in headers for _, headers in site.requests)

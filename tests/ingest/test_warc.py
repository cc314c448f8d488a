from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

from dragoman.ingest.read import read
from dragoman.ingest.sources import Fallback, Source, discover
from dragoman.records import Refusal
from dragoman.settings import Settings

PAGE = (
    "<html><body><article><h1>Мост</h1>"
    "<p>Мост је затворен у понедељак ујутру, а отворен у петак.</p></article></body></html>"
)


def capture(url: str, body: bytes, *, media_type: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2004-03-18T07:08:09Z\r\n"
        "WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-1234567890ab>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def find(path: Path, *, settings: Settings | None = None) -> list[Source | Refusal]:
    return list(discover(str(path), settings=settings or Settings(), fallback=Fallback()))


def test_captured_pages_are_read_with_the_day_of_capture_and_no_date(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    captures = [
        capture("http://Example.org/bridge", PAGE.encode("cp1251"), media_type="text/html; charset=windows-1251"),
        capture("http://example.org/logo", b"\x89PNG", media_type="image/png"),
        capture("http://example.org/gone", b"gone", status="404 Not Found"),
    ]
    path.write_bytes(b"".join(map(gzip.compress, captures)))
    source, refusal = find(path)
    assert isinstance(source, Source)
    assert source.uri == "http://example.org/bridge"
    document = read(source.load(), captured_at=datetime(2026, 11, 24, tzinfo=UTC), settings=Settings())
    assert "затворен у понедељак" in document.text
    assert document.captured_at == datetime(2004, 3, 18, 7, 8, 9, tzinfo=UTC)
    assert document.published is None
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "2 of 3 captures are no documents: image/png 1, status 404 1"


def test_an_archive_that_breaks_off_gives_what_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    first, second = (
        capture("http://example.org/a", PAGE.encode()),
        capture("http://example.org/b", PAGE.encode()),
    )
    path.write_bytes(first + second[:-40])
    source, refusal = find(path)
    assert source.uri == "http://example.org/a"
    assert isinstance(refusal, Refusal)
    assert "cut off" in refusal.reason


def test_a_capture_above_the_limit_is_refused_alone(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    large = PAGE.encode() + b" " * 1_100_000
    path.write_bytes(capture("http://example.org/a", large) + capture("http://example.org/b", PAGE.encode()))
    refusal, source = find(path, settings=Settings(max_file_mb=1))
    assert isinstance(refusal, Refusal)
    assert "DRAGOMAN_MAX_FILE_MB" in refusal.reason
    assert source.uri == "http://example.org/b"


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    path.write_bytes(b"these are words and no web archive")
    assert all(isinstance(each, Refusal) for each in find(path))

from __future__ import annotations

import contextlib
import gzip
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from dragoman.errors import RefusedError, TooLargeError, UnreadableError
from dragoman.ingest import read as reading
from dragoman.ingest.item import Fallback, Item
from dragoman.language.identify import Identified
from dragoman.records import Document
from dragoman.settings import Settings

TEXT = b"The bridge was closed on Monday and opened again on Friday.\n\nNobody said why it had been closed."


def test_the_id_is_the_addresses_and_the_version_the_bytes(read_bytes: Callable[..., Document]) -> None:
    first = read_bytes(TEXT)
    assert read_bytes(TEXT).key == first.key
    assert read_bytes(TEXT + b"!").id == first.id
    assert read_bytes(TEXT + b"!").version != first.version
    other = read_bytes(TEXT, uri="file:///texts/two")
    assert other.id != first.id
    assert other.content_hash == first.content_hash


def test_the_blocks_slice_the_text(read_bytes: Callable[..., Document]) -> None:
    document = read_bytes(TEXT)
    assert "\n\n".join(document.text[block.start : block.end] for block in document.blocks) == document.text


@pytest.mark.parametrize(
    ("data", "uri", "reason"),
    [
        (b"", "file:///a.txt", "empty"),
        (b" \n\t\n", "file:///a.html", "empty"),
        (b"\x00\x01\x02\x03" * 50, "file:///a.txt", "binary"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "file:///a.txt", "PNG"),
        (b"MZ\x90\x00\x03" + b"\x00" * 50, "file:///a.txt", "program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 50, "file:///a.doc", "save it as DOCX"),
        (b"{\\rtf1 words}", "file:///a.rtf", "save it as DOCX"),
        (b"<?xml version='1.0'?><ledger><row>1</row></ledger>", "file:///a.xml", "XML"),
    ],
)
def test_what_cannot_be_read_says_what_it_is(
    read_bytes: Callable[..., Document], data: bytes, uri: str, reason: str
) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read_bytes(data, uri=uri)


def test_the_bytes_count_more_than_the_name(read_bytes: Callable[..., Document]) -> None:
    page = b"<!doctype html><html><body><article><p>" + TEXT + b"</p></article></body></html>"
    assert read_bytes(page, uri="file:///page.txt").media_type == "text/html"
    assert read_bytes(TEXT, uri="file:///text.pdf").media_type == "text/plain"


def test_a_text_that_only_begins_like_a_format_is_a_text(read_bytes: Callable[..., Document]) -> None:
    assert read_bytes(b"MZ is the old name of the ministry, and it was never changed.").media_type == "text/plain"


def test_a_page_of_comments_is_told_quickly(read_bytes: Callable[..., Document]) -> None:
    data = b"<!-- -->" * 1000 + b"words of a text that is no page at all"
    started = time.perf_counter()
    with contextlib.suppress(RefusedError):
        read_bytes(data)
    assert time.perf_counter() - started < 2


def test_a_large_item_is_refused(read_bytes: Callable[..., Document]) -> None:
    with pytest.raises(TooLargeError, match="DRAGOMAN_MAX_FILE_MB"):
        read_bytes(b"words " * 400_000, settings=Settings(max_file_mb=2))


def test_gzip_is_unpacked_within_the_limit(read_bytes: Callable[..., Document]) -> None:
    assert "closed on Monday" in read_bytes(gzip.compress(TEXT), uri="file:///a.txt.gz").text
    with pytest.raises(TooLargeError, match="DRAGOMAN_MAX_UNPACKED_MB"):
        read_bytes(gzip.compress(b"a " * 1_000_000), settings=Settings(max_unpacked_mb=1))
    with pytest.raises(UnreadableError, match="gzip"):
        read_bytes(gzip.compress(TEXT)[:-20])


@pytest.mark.parametrize(
    ("text", "language", "script"),
    [
        (
            "Правителството обяви, че преговорите за границата ще продължат през есента в столицата.",
            "bg",
            "Cyrl",
        ),
        ("Владата соопшти дека преговорите за границата ќе продолжат наесен во главниот град.", "mk", "Cyrl"),
        ("Qeveria njoftoi se bisedimet për kufirin do të vazhdojnë në vjeshtë në kryeqytet.", "sq", "Latn"),
        ("Hükümet, sınır görüşmelerinin sonbaharda başkentte devam edeceğini açıkladı.", "tr", "Latn"),
        ("Η κυβέρνηση ανακοίνωσε ότι οι συνομιλίες για τα σύνορα θα συνεχιστούν το φθινόπωρο.", "el", "Grek"),
        ("Die Regierung erklärte, die Gespräche über die Grenze würden im Herbst fortgesetzt.", "de", "Latn"),
    ],
)
def test_every_language_is_kept(read_bytes: Callable[..., Document], text: str, language: str, script: str) -> None:
    document = read_bytes(text.encode())
    assert document.text == text
    assert (document.language, document.script) == (language, script)


def test_a_hint_decides_between_close_languages(
    read_bytes: Callable[..., Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "identify", lambda text: Identified("bs", "Latn"))
    assert read_bytes(TEXT, fallback=Fallback(language="sr-Latn")).language == "sr"
    assert read_bytes(TEXT, fallback=Fallback(language="en")).language == "bs"
    monkeypatch.setattr(reading, "identify", lambda text: Identified(None, None))
    assert read_bytes(TEXT, fallback=Fallback(language="rom")).language == "rom"
    assert read_bytes(TEXT).language is None


def test_an_earlier_capture_is_kept(settings: Settings) -> None:
    then, now = datetime(2004, 3, 18, tzinfo=UTC), datetime(2026, 11, 24, tzinfo=UTC)
    item = Item("http://example.org/", TEXT, "text/plain", Fallback(), captured_at=then, note="from a web archive")
    document = reading.read(item, captured_at=now, settings=settings)
    assert document.captured_at == then
    assert document.source_note == "from a web archive"
    assert document.published is None


@given(
    data=st.binary(max_size=400),
    prefix=st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\x1f\x8b"]),
)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
def test_whatever_comes_is_read_or_refused(read_bytes: Callable[..., Document], data: bytes, prefix: bytes) -> None:
    with contextlib.suppress(RefusedError):
        document = read_bytes(prefix + data)
        assert document.blocks[-1].end == len(document.text)

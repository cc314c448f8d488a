"""What the tests of reading share: a reader, a PDF writer, a server on the loopback."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dragoman.ingest.item import Fallback, Item
from dragoman.ingest.read import read
from dragoman.records import Block, Document
from dragoman.settings import Settings

CAPTURED = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

ReadBytes = Callable[..., Document]


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def read_bytes(settings: Settings) -> ReadBytes:
    """Reads bytes as if they lay at an address."""

    def reader(
        data: bytes,
        *,
        uri: str = "file:///texts/one",
        media_type: str | None = None,
        fallback: Fallback | None = None,
        settings: Settings = settings,
    ) -> Document:
        return read(Item(uri, data, media_type, fallback or Fallback()), captured_at=CAPTURED, settings=settings)

    return reader


@pytest.fixture
def block_texts() -> Callable[[Document], list[tuple[str, str]]]:
    """The kinds and words of a document's blocks."""

    def texts(document: Document) -> list[tuple[str, str]]:
        def words(block: Block) -> str:
            return document.text[block.start : block.end]

        return [(str(block.kind), words(block)) for block in document.blocks]

    return texts


@dataclass(frozen=True)
class Words:
    """Words at a place on a page: points from the lower left corner."""

    x: float
    y: float
    text: str
    size: float = 10
    bold: bool = False


def pdf_bytes(
    pages: Sequence[Sequence[Words]],
    *,
    info: str = "",
    encrypt: bool = False,
    picture: bool = False,
    matrix: str = "1 0 0 1 0 0",
    aside: Sequence[Words] = (),
) -> bytes:
    """A small PDF with the words where they are told to stand, those aside turned upward."""
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    catalog, tree = add(b""), add(b"")
    plain = add(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    bold = add(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>")
    kids = []
    for words in pages:
        content = b"q %s cm\n%sQ\n" % (matrix.encode(), b"".join(map(_shown, words)))
        content += b"q 0 1 -1 0 40 0 cm\n%sQ\n" % b"".join(map(_shown, aside))
        content = b"0 0 200 200 re f" if picture else content
        stream = add(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        kids.append(
            add(
                b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 612 792]/Contents %d 0 R"
                b"/Resources<</Font<</F1 %d 0 R/F2 %d 0 R>>>>>>" % (tree, stream, plain, bold)
            )
        )
    objects[catalog - 1] = b"<</Type/Catalog/Pages %d 0 R>>" % tree
    objects[tree - 1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (
        len(kids),
        b" ".join(b"%d 0 R" % k for k in kids),
    )
    trailer = b"/Root %d 0 R" % catalog
    if info:
        trailer += b"/Info %d 0 R" % add(info.encode("latin-1"))
    if encrypt:
        key = b"<" + b"41" * 32 + b">"
        trailer += b"/ID[%s%s]/Encrypt %d 0 R" % (
            key,
            key,
            add(b"<</Filter/Standard/V 1/R 2/P -4/O%s/U%s>>" % (key, key)),
        )
    return _file(objects, trailer)


def _shown(words: Words) -> bytes:
    text = words.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    font = b"F2" if words.bold else b"F1"
    return b"BT /%s %g Tf %g %g Td (%s) Tj ET\n" % (font, words.size, words.x, words.y, text)


def _file(objects: Sequence[bytes], trailer: bytes) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    return pdf_bytes


@pytest.fixture
def words() -> type[Words]:
    return Words


@dataclass
class Site:
    """What a server on the loopback answers, and what it was asked."""

    base: str
    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def put(self, path: str, body: str | bytes, *, status: int = 200, **headers: str) -> None:
        """Answers a path; underscores in header names are hyphens."""
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, {"Content-Type": "text/html; charset=utf-8", **named}, data)

    @property
    def asked(self) -> list[str]:
        return [path for path, _ in self.requests if path != "/robots.txt"]


@pytest.fixture
def site() -> Iterator[Site]:
    """A web site on the loopback."""

    answers = Site("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answers.requests.append((self.path, dict(self.headers)))
            status, headers, body = answers.pages.get(self.path, (404, {}, b"no such page"))
            if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                status, body = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keeps the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    answers.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield answers
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file below the test's folder."""

    def writer(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return writer

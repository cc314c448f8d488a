"""Files and folders: what lies there, in sorted order, without reading it."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO
from urllib.parse import quote

from dragoman.errors import RefusedError, TooLargeError, UnreadableError
from dragoman.ingest.containers import HEAD, container_of, expand
from dragoman.ingest.item import Fallback, Item, Source
from dragoman.ingest.read import MEGABYTE, too_large
from dragoman.ingest.scope import Scope
from dragoman.records import Refusal

_SINGLE = frozenset({".txt", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".md", ".markdown", ".eml"})
_LEDGER_MARK = "meta.lance"


def file_uri(path: Path) -> str:
    """``file://`` and the absolute path, percent-encoded, links followed.

    Bytes that are no UTF-8 in a name are kept as they are.
    """
    return "file://" + quote(os.fsencode(path.resolve()), safe="/")


def discover_path(path: Path, scope: Scope) -> Iterator[Source | Refusal]:
    """The sources of a file or of all files below a folder."""
    try:
        if path.is_dir():
            yield from _folder(path, scope)
        elif path.is_file():
            yield from _file(path, scope)
        else:
            what = "is no file or folder" if path.exists() else "does not exist"
            yield Refusal(_shown_uri(path), f"{str(path)!r} {what}; check the path")
    except OSError as error:
        yield Refusal(_shown_uri(path), f"{str(path)!r} cannot be read ({error.strerror})")


def load_file(path: str, *, uri: str, limit_mb: int, fallback: Fallback) -> Item:
    """The item of a file; TooLargeError before a byte of a file above the limit is read."""
    try:
        with Path(path).open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            if size > limit_mb * MEGABYTE:
                raise TooLargeError(too_large(size, limit_mb))
            return Item(uri, stream.read(limit_mb * MEGABYTE + 1), None, fallback)
    except OSError as error:
        raise UnreadableError(f"cannot be read ({error.strerror})") from error


def _folder(folder: Path, scope: Scope) -> Iterator[Source | Refusal]:
    """Files below the folder; hidden ones and ledgers are left out, links that lead out of it refused."""
    root = folder.resolve()
    if _is_ledger(root):
        yield Refusal(file_uri(folder), f"{str(folder)!r} is a ledger; name the folder that holds the documents")
        return
    problems: list[OSError] = []
    found_any = False
    for current, folders, names in os.walk(root, onerror=problems.append):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not _is_ledger(Path(current, name))
        )
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(current, name)
            found_any = True
            if not path.is_symlink() or not path.exists():
                yield from discover_path(path, scope)
            elif not path.resolve().is_relative_to(root):
                yield Refusal(_shown_uri(path), "is a link that leads out of the folder")
            # a link within the folder is found where it leads
        for linked in (Path(current, name) for name in folders if Path(current, name).is_symlink()):
            if not linked.resolve().is_relative_to(root):
                yield Refusal(_shown_uri(linked), "is a link that leads out of the folder")
    for error in problems:
        yield Refusal(_shown_uri(Path(os.fsdecode(error.filename))), f"cannot be read ({error.strerror})")
    if not found_any and not problems:
        yield Refusal(file_uri(folder), f"the folder {str(folder)!r} holds no files")


def _is_ledger(folder: Path) -> bool:
    """Whether a folder is a ledger of ours: 'dragoman add .' beside one must not read its tables."""
    return (folder / _LEDGER_MARK).is_dir()


def _file(path: Path, scope: Scope) -> Iterator[Source | Refusal]:
    uri = file_uri(path)
    head = _head(path)
    container = container_of(path.name, head)
    if container is None:
        status = path.stat()
        load = partial(load_file, str(path), uri=uri, limit_mb=scope.settings.max_file_mb, fallback=scope.fallback)
        yield Source(uri, f"{status.st_size}-{status.st_mtime_ns}", load)
    elif not head.strip():
        yield Refusal(uri, "is empty")
    else:
        try:
            with _opened(path, head) as stream:
                yield from expand(container, stream, uri, scope)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            yield Refusal(uri, f"is a broken gzip archive ({error}); the rest was not read")
        except RefusedError as error:
            yield Refusal(uri, str(error))


def _head(path: Path) -> bytes:
    """The first bytes, unless the name already tells that the file is one document."""
    if path.suffix.lower() in _SINGLE:
        return b""
    with path.open("rb") as stream:
        return stream.read(HEAD)


@contextmanager
def _opened(path: Path, head: bytes) -> Iterator[IO[bytes]]:
    """The file's bytes; a packed one unpacked, except WARC, whose reader does it by record."""
    packed = head.startswith(b"\x1f\x8b") and not path.name.lower().endswith(".warc.gz")
    with path.open("rb") as raw:
        if not packed:
            yield raw
            return
        with gzip.GzipFile(fileobj=raw) as unpacked:
            yield unpacked  # type: ignore[misc]  # GzipFile reads bytes like any binary stream


def _shown_uri(path: Path) -> str:
    """Like ``file_uri`` for what need not exist: a link names itself, not what it leads to."""
    return "file://" + quote(os.fsencode(path.absolute()), safe="/")

"""Bytes to characters: the byte order mark, what is declared, what the bytes look like."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from dragoman.errors import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Names the web uses for its Windows supersets.
_SUPERSETS = {"latin-1": "cp1252", "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_HEAD = 4096
_DETECT_BYTES = 100_000
_BINARY_SHARE = 0.02
_BROKEN_SHARE = 0.1
_ACCENTED_SHARE = 0.5
_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32)])


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, the encoding they were read with, and what had to be replaced."""

    text: str
    encoding: str
    note: str | None = None


def looks_binary(data: bytes) -> bool:
    """Whether the bytes cannot be text in any encoding without wide characters."""
    head = data[:_HEAD]
    if any(head.startswith(mark) for mark, _ in _MARKS):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return b"\x00" in head or controls > len(head) * _BINARY_SHARE


def decode(data: bytes, *, declared: str | None = None, markup: bool = False) -> Decoded:
    """The text of the bytes; ``markup`` also believes a charset the page declares.

    UTF-8 that is valid is UTF-8 whatever is declared. Where a few bytes of UTF-8 are broken they
    become U+FFFD and the note counts them; nothing else is guessed into place.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data, declared or (_declared_in(data) if markup else None))


def _decode_marked(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, _replaced_note(text))


def _decode_legacy(data: bytes, declared: str | None) -> Decoded:
    repaired = data.decode("utf-8", "replace")
    if _is_damaged_utf8(data, repaired):
        return Decoded(repaired, "utf-8", _replaced_note(repaired))
    said, looks = _known(declared), _detected(data)
    if said and looks and said != looks and _is_garbled(data.decode(said, "replace")):
        said = None
    for name in (said, looks, "cp1252"):
        if name is None or name == "utf-8":
            continue
        try:
            return Decoded(data.decode(name), name, f"read as {name}")
        except (UnicodeDecodeError, LookupError):
            continue
    raise UnreadableError("the text is in no encoding that could be recognised; save it as UTF-8 and add it again")


def _is_damaged_utf8(data: bytes, repaired: str) -> bool:
    """Whether nearly all the bytes above ASCII form valid UTF-8: a cut or a glued-in fragment."""
    broken = repaired.count("\ufffd")
    high = sum(1 for character in repaired if character > "\x7f") - broken
    return bool(high) and broken <= high * _BROKEN_SHARE and len(data) > 0


def _is_garbled(text: str) -> bool:
    """Whether letters with accents outnumber plain ones, as when Cyrillic is read as Latin."""
    letters = [character for character in text[:_DETECT_BYTES] if character.isalpha()]
    accented = sum("\x7f" < character < "\u0250" for character in letters)
    return accented > len(letters) * _ACCENTED_SHARE


def _replaced_note(text: str) -> str | None:
    count = text.count("\ufffd")
    return f"{count} broken characters were replaced" if count else None


def _declared_in(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_HEAD])
    return match[1].decode("ascii", "replace") if match else None


def _known(name: str | None) -> str | None:
    try:
        found = codecs.lookup(name).name if name else None
    except LookupError:
        return None
    return _SUPERSETS.get(found, found) if found else None


def _detected(data: bytes) -> str | None:
    from resiliparse.parse.encoding import detect_encoding

    return _known(detect_encoding(data[:_DETECT_BYTES]))

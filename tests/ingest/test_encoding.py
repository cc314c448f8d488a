from __future__ import annotations

import pytest

from dragoman.ingest.encoding import decode, looks_binary

SERBIAN = "Vlada je saopštila da neće prihvatiti predlog, što je izazvalo žestoke reakcije građana."
RUSSIAN = "Правительство заявило, что переговоры о статусе края будут продолжены на следующей неделе."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SERBIAN, "cp1250"),
        (SERBIAN, "iso-8859-2"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "utf-16"),
        (SERBIAN, "utf-8-sig"),
        ("Die Regierung erklärte, die Gespräche würden später fortgeführt.", "cp1252"),
    ],
)
def test_an_encoding_nobody_declares_is_recognised(text: str, encoding: str) -> None:
    assert decode((text * 2).encode(encoding)).text == text * 2


def test_a_page_that_declares_the_wrong_encoding_is_read_by_its_bytes() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><p>{SERBIAN}</p></html>'
    assert SERBIAN in decode(page.encode(), markup=True).text


def test_a_declared_latin_encoding_does_not_garble_cyrillic() -> None:
    assert decode(RUSSIAN.encode("cp1251"), declared="iso-8859-1").text == RUSSIAN


def test_a_declared_encoding_settles_what_the_bytes_leave_open() -> None:
    assert decode("Šibenik".encode("iso-8859-2"), declared="iso-8859-2").text == "Šibenik"


def test_broken_bytes_in_utf_8_are_counted_not_guessed() -> None:
    decoded = decode(RUSSIAN.encode() + b"\xd0")
    assert decoded.text == RUSSIAN + "\ufffd"
    assert decoded.note == "1 broken characters were replaced"


def test_the_encoding_is_noted_when_it_is_not_utf_8() -> None:
    assert decode(RUSSIAN.encode("cp1251")).note == "read as cp1251"


def test_binary_is_told_from_text() -> None:
    assert looks_binary(b"\x00\x01\x02\x03 words")
    assert not looks_binary(RUSSIAN.encode("koi8-r"))
    assert not looks_binary(RUSSIAN.encode("utf-16"))

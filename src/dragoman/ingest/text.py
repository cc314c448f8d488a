"""Text as it is kept: cleaned once, before any offset counts a character of it."""

from __future__ import annotations

import re
import unicodedata

# Sequences a terminal would obey go whole, so that no "[31m" stays behind in the prose.
_TERMINAL = re.compile(
    r"\x1b\][^\x07\x1b]{0,4096}(?:\x07|\x1b\\)"  # operating system commands: window titles, links
    r"|\x1b[P^_X][^\x1b]{0,4096}\x1b\\"  # device control and private strings
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # colours, cursor, erasing
    r"|\x1b[ -/]*[0-~]"
)
_LINE_ENDS = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# Controls, soft hyphens, zero-width spaces, bidirectional marks and overrides, byte order
# marks, lone surrogates, non-characters, invisible tag characters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2069\u206a-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACES = re.compile("[\\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_AROUND_LINE_END = re.compile(r" ?\n ?")
_BLANK_LINES = re.compile(r"\n{2,}")


def clean_lines(text: str) -> str:
    """The text in NFC without anything invisible; line ends stay, as line feeds."""
    if "\x1b" in text or "\x9b" in text:
        text = _TERMINAL.sub("", text)
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    text = unicodedata.normalize("NFC", _SPACES.sub(" ", text))
    return _AROUND_LINE_END.sub("\n", text).strip("\n ")


def clean_block(text: str) -> str:
    """Like ``clean_lines`` without blank lines: the text of one block, a table's rows apart."""
    return _BLANK_LINES.sub("\n", clean_lines(text))


def clean_line(text: str) -> str:
    """Like ``clean_lines`` on one line: for titles, names and paragraphs."""
    return _BLANK_LINES.sub("\n", clean_lines(text)).replace("\n", " ")


def clean_or_none(text: str | None) -> str | None:
    """The cleaned line, or None where nothing visible is left."""
    return clean_line(text) or None if text else None

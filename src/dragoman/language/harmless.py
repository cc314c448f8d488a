"""Text that cannot steer a terminal or hide what it says."""

from __future__ import annotations

import unicodedata
from typing import Final

_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co"})
_KEPT: Final = frozenset("\u200c\u200d")
"""Joiners that Persian and Indic scripts need."""


def harmless(text: str) -> str:
    r"""Text that cannot steer a terminal: control and direction signs become spaces.

    >>> harmless("a\x1b[31mb")
    'a [31mb'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(" " if unicodedata.category(sign) in _HIDDEN and sign not in _KEPT else sign for sign in text)


def one_line(text: str) -> str:
    """Harmless text with every run of white space as one space."""
    return " ".join(harmless(text).split())

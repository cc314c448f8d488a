"""What Lance says when it fails, and the errors a user gets for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.errors import LedgerError, LedgerReadOnlyError

FAILURES = (OSError, ValueError, RuntimeError)
"""What Lance raises, by the layer that fails: damage comes as ValueError, contention as any of them."""

CONFLICT = ("conflict", "concurrent", "preempted", "contention")
MISSING = ("not found", "does not exist", "no such file")
_READ_ONLY_WORDS = (
    "permission denied", "read-only file system", "os error 13", "os error 30", "operation not permitted",
    "access denied", "accessdenied", "403 forbidden",
)  # fmt: skip
_FULL_WORDS = ("no space left", "os error 28", "disk quota", "os error 122")
_SOURCE_PLACE = re.compile(r",? */\S+\.rs:\d+:\d+")


def says(error: Exception, words: Sequence[str]) -> bool:
    """Whether an error's message holds one of these words."""
    message = str(error).lower()
    return any(word in message for word in words)


def translated(error: Exception, address: str) -> LedgerError:
    """The error for a user: no space, no permission, or what Lance said."""
    if says(error, _FULL_WORDS):
        return LedgerReadOnlyError(
            f"no space left to write the ledger {address}; free some space and run the same command "
            "again: what was written whole is kept"
        )
    if isinstance(error, PermissionError) or says(error, _READ_ONLY_WORDS):
        return LedgerReadOnlyError(
            f"the ledger {address} cannot be written; check its permissions or name another with --ledger"
        )
    return LedgerError(f"the ledger {address} failed: {reason_of(error)}; 'dragoman doctor' says which part is damaged")


def reason_of(error: Exception) -> str:
    """An error's first line without the places in Lance's own source."""
    lines = str(error).splitlines() or [repr(error)]
    return _SOURCE_PLACE.sub("", lines[0]).strip()

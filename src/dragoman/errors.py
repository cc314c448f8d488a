"""Every exception Dragoman raises on purpose.

    DragomanError
    ├── UsageError            the caller asked for something that cannot be
    │   ├── QueryError        a search query that does not parse
    │   └── SettingsError     an environment variable or option with a bad value
    ├── RefusedError          one item could not be read; the rest goes on
    │   ├── UnreadableError   broken, encrypted, empty, not what it says it is
    │   ├── TooLargeError     above a limit that can be raised
    │   └── FetchError        an address that is forbidden or does not answer
    ├── LedgerError           the ledger cannot be used as asked
    │   ├── LedgerMissingError
    │   ├── LedgerVersionError  written by a newer Dragoman
    │   └── LedgerReadOnlyError no permission, or the disk is full
    └── ModelError            the model files are missing or do not fit

A message says what was wrong, the value, the choices and the next step.
"""

from __future__ import annotations


class DragomanError(Exception):
    """The root: catching it catches everything Dragoman raises on purpose."""


class UsageError(DragomanError):
    """The caller asked for something that cannot be."""


class QueryError(UsageError):
    """A search query that does not parse; ``position`` is its character offset."""

    def __init__(self, message: str, *, position: int = 0) -> None:
        super().__init__(message)
        self.position = position


class SettingsError(UsageError):
    """An environment variable or an option with a value that cannot be used."""


class RefusedError(DragomanError):
    """One item could not be read; the others go on."""


class UnreadableError(RefusedError):
    """Broken, encrypted, empty, or not what it says it is."""


class TooLargeError(RefusedError):
    """Above a limit; the message names the setting that raises it."""


class FetchError(RefusedError):
    """An address that is forbidden, unreachable or answered with an error."""


class LedgerError(DragomanError):
    """The ledger cannot be used as asked."""


class LedgerMissingError(LedgerError):
    """There is no ledger at this address."""


class LedgerVersionError(LedgerError):
    """The ledger was written by a newer Dragoman."""


class LedgerReadOnlyError(LedgerError):
    """The ledger cannot be written: no permission, or no space left."""


class ModelError(DragomanError):
    """The model files are missing or do not fit together."""

"""Opening and creating a ledger, and what its format version allows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dragoman.errors import LedgerError, LedgerMissingError, LedgerVersionError
from dragoman.store.engine import Engine
from dragoman.store.migrations import migrate
from dragoman.store.reader import LedgerReader
from dragoman.store.tables import BY_NAME, FORMAT_VERSION, TABLES, MetaRow
from dragoman.store.writer import LedgerWriter


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger at an address; reading and writing are separate objects."""

    address: str
    engine: Engine

    def reader(self, *, as_of: datetime | None = None) -> LedgerReader:
        """Reads the ledger as it is now, or as it stood at a moment."""
        return LedgerReader(self.engine, as_of=as_of)

    def writer(self, *, run: str) -> LedgerWriter:
        """Writes under the name of a run."""
        return LedgerWriter(self.engine, run=run)


def format_version(engine: Engine) -> int:
    """The ledger's format version; LedgerMissingError where there is no ledger."""
    if not engine.exists("meta"):
        raise LedgerMissingError(
            f"there is no ledger at {engine.address}; make one with 'dragoman add PATH', or name another with --ledger"
        )
    rows = engine.rows(BY_NAME["meta"], where="name = 'format_version'")
    value = rows[0].value if rows else "0"
    if not value.isdecimal():
        raise LedgerError(f"the ledger {engine.address} has format version {value!r}, which is no number")
    return int(value)


def open_ledger(address: str) -> Ledger:
    """An existing ledger, brought up to the present format.

    Raises LedgerMissingError if there is none, LedgerVersionError if it was written by a newer Dragoman.
    """
    engine = Engine(address)
    version = format_version(engine)
    if version > FORMAT_VERSION:
        raise LedgerVersionError(
            f"the ledger {address} has format {version}, this Dragoman reads up to {FORMAT_VERSION}; "
            "upgrade Dragoman to open it"
        )
    if version < FORMAT_VERSION:
        migrate(engine, version)
    return Ledger(address, engine)


def create_ledger(address: str) -> Ledger:
    """The ledger at this address, made if there is none.

    The table ``meta`` is made last: a ledger half made is made again.
    """
    engine = Engine(address)
    if engine.exists("meta") and engine.count("meta"):
        return open_ledger(address)
    for spec in sorted(TABLES, key=lambda each: each.name == "meta"):
        engine.create(spec)
    row = MetaRow(name="format_version", value=str(FORMAT_VERSION))
    engine.upsert(BY_NAME["meta"], [row], replace=True)
    return Ledger(address, engine)

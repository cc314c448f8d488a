"""Writing and reading a ledger. All of Lance and SQL is here."""

from dragoman.store.ledger import Ledger, create_ledger, open_ledger
from dragoman.store.new_rows import CodedDocument, NewDocument
from dragoman.store.reader import LedgerReader, StoredStatement
from dragoman.store.writer import LedgerWriter

__all__ = [
    "CodedDocument",
    "Ledger",
    "LedgerReader",
    "LedgerWriter",
    "NewDocument",
    "StoredStatement",
    "create_ledger",
    "open_ledger",
]

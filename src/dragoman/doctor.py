"""Examines the installation, the model and a ledger; names damage and can sweep orphans."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

from dragoman.errors import DragomanError, LedgerMissingError

PACKAGES = (
    "pylance", "pyarrow", "onnxruntime", "tokenizers", "pystemmer", "trafilatura", "pypdfium2",
    "python-docx", "feedparser", "fastwarc", "rensa",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: level ``ok``, ``note``, ``repaired`` or ``damage``."""

    level: str
    subject: str
    message: str


def examine(ledger: str, *, repair: bool = False) -> list[Finding]:
    """Everything found, in the order of installation, model, ledger."""
    return [*_installation(), *_model(), *_ledger(ledger, repair=repair)]


def _installation() -> Iterator[Finding]:
    yield Finding("ok", "dragoman", f"{metadata.version('dragoman')} on Python {sys.version.split()[0]}")
    for name in PACKAGES:
        try:
            yield Finding("ok", name, metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Finding("damage", name, f"is not installed; run: pip install {name}")


def _model() -> Iterator[Finding]:
    from dragoman.statements.network import load_network

    try:
        network = load_network()
    except DragomanError as error:
        yield Finding("damage", "model", str(error))
        return
    card = network.card
    yield Finding("ok", "model", f"{network.version}, {card.get('base')}, corpus {card.get('corpus')}")


def _ledger(address: str, *, repair: bool) -> Iterator[Finding]:
    from dragoman.store import open_ledger
    from dragoman.store.soundness import check_tables

    try:
        opened = open_ledger(address)
    except LedgerMissingError as error:
        yield Finding("note", "ledger", str(error))
        return
    except DragomanError as error:
        yield Finding("damage", "ledger", str(error))
        return
    for level, table, message in check_tables(opened.engine, repair=repair):
        yield Finding(level, table, message)

"""Checks of what a user names on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dragoman.errors import UsageError
from dragoman.ontology import load_ontology

if TYPE_CHECKING:
    from dragoman.store import LedgerReader


def check_names(*, kinds: Sequence[str], types: Sequence[str], modalities: Sequence[str]) -> None:
    """UsageError for a kind, type or modality that is not in the ontology, with the choices."""
    ontology = load_ontology()
    every_type = {each for kind in ontology.kinds for each in ontology.types_of(kind)}
    _check("kind", kinds, ontology.kinds)
    _check("type", types, sorted(every_type))
    _check("modality", modalities, ontology.modalities)


def _check(what: str, given: Sequence[str], choices: Iterable[str]) -> None:
    known = {choice.casefold() for choice in choices}
    for each in given:
        if each.casefold() not in known:
            raise UsageError(f"{what} {each!r} does not exist; choose from {', '.join(choices)}")


def moment(text: str | None) -> datetime | None:
    """A moment in time, UTC unless it says otherwise; UsageError if it is none."""
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--as-of {text!r} is no time; write 2026-05-01 or 2026-05-01T12:00") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def documents_named(reader: LedgerReader, name: str | None) -> tuple[str, ...] | None:
    """Keys of the documents that ``--document`` names, None if it was not given; UsageError if none fits."""
    if not name:
        return None
    found = tuple(each.key for each in reader.find_document(name))
    if not found:
        raise UsageError(f"--document {name!r} fits no document; 'dragoman documents' lists the ids")
    return found


def check_categories(asked: tuple[str, ...], known: list[str]) -> None:
    """UsageError for a category of the user's own that the ledger does not have."""
    for each in asked:
        if each.casefold() not in known:
            has = ", ".join(known) or "none"
            raise UsageError(
                f"--category {each!r} is none of this ledger's ({has}); 'dragoman train-category FILE' makes one"
            )

"""A ledger as search sees it: live documents, languages, the values fields may take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from dragoman.search.days import Days
from dragoman.search.lexicon import Lexicon
from dragoman.search.plan import Branch, Planner
from dragoman.search.query import And, Field, Filter, Node
from dragoman.store.fulltext import passage_counts, words_beginning
from dragoman.store.labels import label

if TYPE_CHECKING:
    import pyarrow as pa

    from dragoman.store import LedgerReader
    from dragoman.store.fulltext import PassagesTable

ActorsOf = Callable[[str], tuple[str, ...]]
"""Gives the actor labels (register ids, country codes) that a name may stand for."""


@dataclass(frozen=True)
class Corpus:
    """What is read of a ledger once and used by every query."""

    live: frozenset[str]
    language_of: dict[str, str | None]
    days: Days
    passage_counts: dict[str, int]
    values: dict[Field, dict[str, tuple[str, ...]]]
    """Label values as they are written, by field and lower-case value."""

    @cached_property
    def languages(self) -> tuple[str | None, ...]:
        """The languages of the documents."""
        return tuple(sorted(set(self.language_of.values()), key=str))

    def begun(self, document: str) -> str | None:
        """The first day of a document's date."""
        days = self.days.of.get(document)
        return days[0] if days else None

    @cached_property
    def live_array(self) -> pa.Array:
        """The live keys for Arrow to look up."""
        import pyarrow as pa

        return pa.array(sorted(self.live), pa.string())


_KNOWN: Final = (Field.LANG, Field.PUBLISHER, Field.GENRE, Field.COLLECTION)
"""Fields whose every value is known from the documents."""
_known: WeakKeyDictionary[LedgerReader, Corpus] = WeakKeyDictionary()


def corpus_of(reader: LedgerReader) -> Corpus:
    """The reader's corpus, made at its first query: a reader shows one state of the ledger."""
    found = _known.get(reader)
    if found is None:
        found = _known[reader] = _read(reader)
    return found


def _read(reader: LedgerReader) -> Corpus:
    summaries = reader.summaries.values()
    seen: dict[Field, set[str]] = {field: set() for field in _KNOWN}
    for each in summaries:
        for field, value in (
            (Field.LANG, each.language),
            (Field.PUBLISHER, each.publisher),
            (Field.GENRE, each.genre),
            (Field.COLLECTION, each.collection),
        ):
            if value:
                seen[field].add("_".join(value.split()))
    return Corpus(
        live=reader.live_keys(),
        language_of={each.key: each.language for each in summaries},
        days=Days({each.key: (each.published.start, each.published.end) for each in summaries if each.published}),
        passage_counts=passage_counts(reader.engine),
        values={field: _by_lower_case(values) for field, values in seen.items()},
    )


def _by_lower_case(values: set[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for value in sorted(values):
        found[value.casefold()] = (*found.get(value.casefold(), ()), value)
    return found


@dataclass(frozen=True)
class Session:
    """One query against one ledger: the tree, the branches, and what they need."""

    reader: LedgerReader
    corpus: Corpus
    dataset: PassagesTable
    node: Node
    lexicon: Lexicon
    planner: Planner
    branches: tuple[Branch, ...]


def open_session(reader: LedgerReader, node: Node, actors: ActorsOf | None) -> Session:
    """A query made ready for a ledger."""
    corpus = corpus_of(reader)

    def vocabulary(beginning: str) -> tuple[str, ...]:
        rows = words_beginning(reader.engine, beginning)
        return tuple(dict.fromkeys(stem for row in rows for stem in row.stem.split()))

    def labels_of(wanted: Filter) -> tuple[str, ...]:
        values = _values(wanted, corpus, actors)
        if wanted.field is Field.ACTOR:  # an actor's passages are those of all that count as one with it
            members = reader.naming.canonical.members
            values = tuple(dict.fromkeys(each for value in values for each in (value, *members(value))))
        return tuple(label(wanted.field, value) for value in values)

    lexicon = Lexicon(_languages(node, corpus), vocabulary)
    planner = Planner(lexicon, labels_of, corpus.days.touching)
    return Session(reader, corpus, reader.passages_dataset(), node, lexicon, planner, planner.branches(node))


def _languages(node: Node, corpus: Corpus) -> tuple[str | None, ...]:
    """The languages of the ledger, or those that the query itself is held to."""
    children = node.children if isinstance(node, And) else (node,)
    asked = [each.value.lower() for each in children if isinstance(each, Filter) and each.field is Field.LANG]
    return tuple(dict.fromkeys(asked)) if asked else corpus.languages


def _values(wanted: Filter, corpus: Corpus, actors: ActorsOf | None) -> tuple[str, ...]:
    """A filter's value as labels may have it: case does not count."""
    value = "_".join(wanted.value.split())
    known = corpus.values.get(wanted.field)
    if known is not None:
        return known.get(value.casefold(), (value,))
    found = dict.fromkeys((value, value.upper(), value.lower()))
    if wanted.field is Field.ACTOR and actors is not None:
        found |= dict.fromkeys("_".join(each.split()) for each in actors(wanted.value))
    return tuple(found)

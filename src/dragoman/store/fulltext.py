"""Full text over the passages table: its indexes, its queries, its vocabulary.

A query comes as a small tree of stems (``TextQuery``) and as a condition on labels and dates;
``search`` knows what they mean, this file how Lance is asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from dragoman.language.analyzer import count_words, stem, surface
from dragoman.records import Sentence
from dragoman.store.engine import Engine, quoted
from dragoman.store.tables import BY_NAME, MetaRow, TermRow

if TYPE_CHECKING:
    from typing import TypeAlias

    import lance
    import pyarrow as pa
    from lance.query import FullTextQuery

    PassagesTable: TypeAlias = lance.LanceDataset
    """The passages table, for those who only hand it on."""

_WORDS_APART: Final[dict[str, Any]] = {
    "base_tokenizer": "whitespace",
    "lower_case": False,
    "stem": False,
    "remove_stop_words": False,
    "ascii_folding": False,
    "max_token_length": None,
    "with_position": True,
}
"""The ``terms`` column is analysed already; Lance only splits it at spaces."""
_MOST_COMBINATIONS: Final = 12
"""Choices are multiplied out up to here: Lance joins words much faster than choices of words."""
_VOCABULARY_MARK: Final = "vocabulary_to"
_OVERLAP: Final = timedelta(minutes=10)
_FETCH: Final = 500


@dataclass(frozen=True, slots=True)
class AnyStem:
    """One of these stems."""

    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InOrder:
    """Stems one after another, with at most ``slop`` others between them."""

    stems: tuple[str, ...]
    slop: int = 0


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of these."""

    children: tuple[TextQuery, ...]


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of these at least."""

    children: tuple[TextQuery, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """The first, where none of the others is."""

    wanted: TextQuery
    unwanted: tuple[TextQuery, ...]


TextQuery = AnyStem | InOrder | AllOf | OneOf | Without


@dataclass(frozen=True, slots=True)
class Match:
    """A passage found: its row, its document, its BM25 score (0 where only filters were asked)."""

    row: int
    document: str
    score: float


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as it is shown."""

    row: int
    document: str
    ordinal: int
    start: int
    end: int
    page: int | None
    heading: str | None
    text: str
    language: str | None
    sentences: tuple[Sentence, ...]


# -- indexes ---------------------------------------------------------------------------------


def refresh_search(engine: Engine) -> None:
    """Brings indexes and vocabulary up to date: part of the end of every run."""
    if not engine.count("passages"):
        return
    engine.unless_conflicting(lambda: refresh_indexes(engine.dataset("passages")))
    engine.unless_conflicting(lambda: refresh_vocabulary(engine))
    engine.unless_conflicting(lambda: _index_words(engine.dataset("vocabulary")))


def _index_words(dataset: lance.LanceDataset) -> None:
    """The index that finds the words beginning with some letters."""
    if not dataset.count_rows():
        return
    if not dataset.describe_indices():
        dataset.create_scalar_index("term", "BTREE")
    dataset.optimize.optimize_indices()


def refresh_indexes(dataset: lance.LanceDataset) -> None:
    """Makes the indexes that search needs, or brings them up to date.

    Without them every query still finds the same passages, only slower; rows written since are
    found too. Called at the end of a run.
    """
    present = {name for index in dataset.describe_indices() for name in index.field_names}
    for column, make in _index_makers(dataset).items():
        if column not in present:
            make()
    dataset.optimize.optimize_indices()


def _index_makers(dataset: lance.LanceDataset) -> dict[str, Callable[[], Any]]:
    create = dataset.create_scalar_index
    return {
        "labels": lambda: create("labels", "LABEL_LIST"),
        "terms": lambda: create("terms", "INVERTED", **_WORDS_APART),
        "published_start": lambda: create("published_start", "BTREE"),
        "published_end": lambda: create("published_end", "BTREE"),
    }


# -- filters ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Labelled:
    """Passages with one of these labels."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """Documents whose date touches these ISO days; one without a date never does."""

    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Begun:
    """Documents whose date begins within these ISO days: one range, four times as fast as ``Published``."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Inside:
    """Passages of these documents."""

    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Negated:
    """What the condition does not hold of, the unknown included."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class Every:
    """All of these conditions."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of these conditions at least."""

    conditions: tuple[Condition, ...]


Condition = Labelled | Published | Begun | Inside | Negated | Every | Either


def _sql(condition: Condition) -> str:
    """A condition as SQL."""
    match condition:
        case Labelled(labels):
            return _labelled(labels)
        case Published(first, last):
            return _published(first, last)
        case Begun(first, last):
            return f"published_start >= {quoted([first])} AND published_start <= {quoted([last])}"
        case Inside(documents):
            return f"document IN ({quoted(documents)})" if documents else "false"
        case Negated(inner):
            return f"({_sql(inner)}) IS NOT TRUE"
        case Every(conditions) | Either(conditions):
            word = " AND " if isinstance(condition, Every) else " OR "
            return word.join(f"({_sql(each)})" for each in conditions)


def _labelled(labels: Sequence[str]) -> str:
    return f"array_has_any(labels, [{quoted(labels)}])" if labels else "false"


def _published(first: str | None, last: str | None) -> str:
    clauses = []
    if first is not None:
        clauses.append(f"published_end >= {quoted([first])}")
    if last is not None:
        clauses.append(f"published_start <= {quoted([last])}")
    return " AND ".join(clauses) or "published_start IS NOT NULL"


# -- queries ---------------------------------------------------------------------------------


def find(
    dataset: lance.LanceDataset, query: TextQuery | None, *, where: Condition | None, limit: int | None
) -> list[Match]:
    """The best passages, best first; with filters alone, any of them."""
    table = find_table(dataset, query, where=where, limit=limit, columns=("document",))
    columns = (table[name].to_pylist() for name in ("_rowid", "document", "_score"))
    return [Match(*values) for values in zip(*columns, strict=True)]


def find_table(
    dataset: lance.LanceDataset,
    query: TextQuery | None,
    *,
    where: Condition | None,
    limit: int | None,
    columns: Sequence[str],
) -> pa.Table:
    """Columns of the passages found, with ``_rowid`` and ``_score``."""
    import pyarrow as pa

    condition = None if where is None else _sql(where)
    if query is None:
        table = dataset.scanner(columns=list(columns), filter=condition, limit=limit, with_row_id=True).to_table()
        return table.append_column("_score", pa.array([0.0] * table.num_rows, pa.float32()))
    return dataset.scanner(
        columns=[*columns, "_score"],
        full_text_query=_lance_query(query),
        filter=condition,
        prefilter=True,
        limit=limit,
        with_row_id=True,
    ).to_table()


_SHOWN = ("ordinal", "start", "page", "heading", "text", "sentences")
"""What of a passage is not known from its document or from its text: each column read costs time."""


def passages(
    dataset: lance.LanceDataset, matches: Sequence[Match], languages: Mapping[str, str | None]
) -> dict[int, StoredPassage]:
    """Passages by row; ``languages`` are those of their documents."""
    documents = {match.row: match.document for match in matches}
    rows = list(documents)
    found: dict[int, StoredPassage] = {}
    for begin in range(0, len(rows), _FETCH):
        wanted = ",".join(str(row) for row in rows[begin : begin + _FETCH])
        table = dataset.scanner(columns=list(_SHOWN), filter=f"_rowid IN ({wanted})", with_row_id=True).to_table()
        for row in table.to_pylist():
            number = row.pop("_rowid")
            document = documents[number]
            found[number] = StoredPassage(
                row=number,
                document=document,
                end=row["start"] + len(row["text"]),
                language=languages.get(document),
                sentences=tuple(Sentence(each["start"], each["end"]) for each in row.pop("sentences") or ()),
                **row,
            )
    return found


def passage_counts(engine: Engine) -> dict[str, int]:
    """How many passages each document has."""
    table = engine.scan("documents", columns=["key", "passage_count"])
    return dict(zip(table["key"].to_pylist(), table["passage_count"].to_pylist(), strict=True))


def _lance_query(query: TextQuery) -> FullTextQuery:
    from lance.query import BooleanQuery, Occur, PhraseQuery

    match query:
        case AnyStem(stems):
            return _any(stems)
        case InOrder(stems, slop):
            return PhraseQuery(" ".join(stems), "terms", slop=slop)
        case OneOf(children):
            return _one_of(children)
        case AllOf(children):
            return _all_of(children)
        case Without(wanted, unwanted):
            must_not = [(Occur.MUST_NOT, _lance_query(each)) for each in unwanted]
            return BooleanQuery([(Occur.MUST, _lance_query(wanted)), *must_not])


def _any(stems: Sequence[str]) -> FullTextQuery:
    from lance.query import MatchQuery

    return MatchQuery(" ".join(stems), "terms")


def _every(stems: Sequence[str]) -> FullTextQuery:
    from lance.query import FullTextOperator, MatchQuery

    return MatchQuery(" ".join(dict.fromkeys(stems)), "terms", operator=FullTextOperator.AND)


def _one_of(children: Sequence[TextQuery]) -> FullTextQuery:
    """Words together in one match; the rest beside it."""
    from lance.query import BooleanQuery, Occur

    stems = tuple(dict.fromkeys(s for child in children if isinstance(child, AnyStem) for s in child.stems))
    parts = [_lance_query(child) for child in children if not isinstance(child, AnyStem)]
    if stems:
        parts.append(_any(stems))
    return parts[0] if len(parts) == 1 else BooleanQuery([(Occur.SHOULD, part) for part in parts])


def _all_of(children: Sequence[TextQuery]) -> FullTextQuery:
    """Words multiplied out into choices of conjunctions, as far as there are few; the rest beside them."""
    from lance.query import BooleanQuery, Occur

    choices, nested, combinations = [], [], 1
    for child in sorted(children, key=_breadth):
        if isinstance(child, AnyStem) and combinations * len(child.stems) <= _MOST_COMBINATIONS:
            combinations *= len(child.stems)
            choices.append(child.stems)
        else:
            nested.append(_lance_query(child))
    if choices:
        every = [_every(stems) for stems in product(*choices)]
        nested.append(every[0] if len(every) == 1 else BooleanQuery([(Occur.SHOULD, each) for each in every]))
    return nested[0] if len(nested) == 1 else BooleanQuery([(Occur.MUST, each) for each in nested])


def _breadth(query: TextQuery) -> int:
    return len(query.stems) if isinstance(query, AnyStem) else 0


# -- vocabulary ------------------------------------------------------------------------------


def words_beginning(engine: Engine, prefix: str) -> list[TermRow]:
    """Word forms of the index that begin so, the most frequent first."""
    escaped = prefix.replace("'", "''")
    return _by_count(engine.rows(BY_NAME["vocabulary"], where=f"starts_with(term, '{escaped}')"))


def words_like(engine: Engine, word: str, *, shortest: int, longest: int) -> list[TermRow]:
    """Word forms of about this length that share the first letter, the most frequent first."""
    where = (
        f"starts_with(term, {quoted([word[:1]])}) "
        f"AND character_length(term) >= {shortest} AND character_length(term) <= {longest}"
    )
    return _by_count(engine.rows(BY_NAME["vocabulary"], where=where))


def _by_count(rows: Iterable[TermRow]) -> list[TermRow]:
    return sorted(rows, key=lambda row: (-row.count, row.term))


def refresh_vocabulary(engine: Engine, *, rebuild: bool = False) -> None:
    """Adds the word forms of passages written since the last time; ``rebuild`` begins anew.

    The counts, of occurrences, guide suggestions; they may be off by what was retired or written
    at the same time. Every word form is there. A word's stems in several languages stand in one
    row, with spaces between.
    """
    since = None if rebuild else _vocabulary_mark(engine)
    counts: Counter[str] = Counter()
    stems: dict[str, set[str]] = {}
    latest = since
    for group in _texts(engine, since):
        latest = group.latest if latest is None else max(latest, group.latest)
        for word, times in count_words(group.texts).items():
            form = surface(word)
            counts[form] += 0 if group.counted else times
            stems.setdefault(form, set()).add(stem(word, group.language))
    if rebuild:
        engine.delete("vocabulary", "true")
    if latest is None:
        return
    engine.upsert(BY_NAME["vocabulary"], list(_merged(engine, counts, stems)), replace=True)
    mark = MetaRow(name=_VOCABULARY_MARK, value=latest.isoformat())
    engine.upsert(BY_NAME["meta"], [mark], replace=True)


@dataclass(frozen=True, slots=True)
class _Texts:
    """Texts in one language; ``counted`` if they were there the last time."""

    language: str | None
    counted: bool
    latest: datetime
    texts: tuple[str, ...]


def _vocabulary_mark(engine: Engine) -> datetime | None:
    rows = engine.rows(BY_NAME["meta"], where=f"name = '{_VOCABULARY_MARK}'")
    return datetime.fromisoformat(rows[0].value) if rows else None


def _texts(engine: Engine, since: datetime | None) -> Iterator[_Texts]:
    """Passages written after a moment, and those shortly before, which may have come late."""
    where = None
    if since is not None:
        moment = (since - _OVERLAP).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")
        where = f"recorded_at > arrow_cast('{moment}', 'Timestamp(Microsecond, Some(\"UTC\"))')"
    columns = ["text", "language", "recorded_at"]
    for batch in engine.dataset("passages").to_batches(columns=columns, filter=where):
        groups: dict[tuple[str | None, bool], list[tuple[str, datetime]]] = {}
        for text, language, recorded in zip(*(batch.column(name).to_pylist() for name in columns), strict=True):
            counted = since is not None and recorded <= since
            groups.setdefault((language, counted), []).append((text, recorded))
        for (language, counted), found in groups.items():
            latest = max(recorded for _, recorded in found)
            yield _Texts(language, counted, latest, tuple(text for text, _ in found))


def _merged(engine: Engine, counts: Counter[str], stems: dict[str, set[str]]) -> Iterator[TermRow]:
    """New rows, and old ones with what is new added; unchanged ones are left out."""
    before = {row.term: row for row in engine.rows(BY_NAME["vocabulary"])} if counts else {}
    for form, added in counts.items():
        old = before.get(form)
        if old is None:
            yield TermRow(term=form, stem=" ".join(sorted(stems[form])), count=max(added, 1))
            continue
        together = " ".join(sorted(stems[form] | set(old.stem.split())))
        if added or together != old.stem:
            yield TermRow(term=form, stem=together, count=old.count + added)

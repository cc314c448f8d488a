"""Search over 200,000 passages: Dragoman's store beside SQLite FTS5 and tantivy, in one run.

    python benchmarks/search.py [--passages 200000] [--folder FOLDER]

A ledger that an earlier run left in FOLDER is used again.

The passages are real ones from ``../shared/data``, repeated with a third of their
words drawn anew, so that no two are the same. All three engines are given the same stems and
the same labels, answer the same queries with the same filters, and their ten best passages
go through the same excerpt maker; ours parses, plans, and reads texts from disk besides.
Without tantivy (``pip install dragoman[benchmarks]``) its line is missing.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import random
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

from dragoman.language.analyzer import terms
from dragoman.language.sentences import split_sentences
from dragoman.records import Coding, Date, DateOrigin, Document, Passage, Precision, Sentence, digest
from dragoman.search import search
from dragoman.search.corpus import open_session
from dragoman.search.excerpts import make_excerpts
from dragoman.search.facets import count_facets
from dragoman.search.parser import parse
from dragoman.search.plan import Branch, Planner
from dragoman.store import CodedDocument, Ledger, LedgerReader, NewDocument, create_ledger, open_ledger
from dragoman.store.fulltext import (
    AllOf,
    AnyStem,
    Begun,
    Condition,
    Either,
    Every,
    InOrder,
    Inside,
    Labelled,
    Negated,
    OneOf,
    Published,
    StoredPassage,
    TextQuery,
    Without,
    refresh_indexes,
    refresh_vocabulary,
)

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
DATA = SHARED / "documents"
RUSSIAN = SHARED / "dev" / "nerel"
PASSAGE_WORDS = 110
PER_DOCUMENT = 20
REDRAWN = 1 / 3
OURS = "dragoman (Lance)"
SHOWN = 10
ROUNDS = 9
BATCH_DOCUMENTS = 250

QUERIES = (
    "war lang:en",
    "sankcije lang:sr",
    "president treaty date:2008..2012",
    "(president OR minister OR ambassador) publisher:press-3",
    '"United States" lang:en',
    '("Western Balkans" OR Kosovo) date:>=2010',
    "Kosovo AND (status OR independence) publisher:press-7",
    "treaty NEAR/5 peace lang:en date:1995..2005",
    '"diplomatic relations" recognition -war collection:shelf-2',
    "Serbia border genre:report",
    "negotiat* agreement lang:en",
    "predsednik vlada date:2011",
    "(pregovori OR razgovori) lang:hr",
    "Yugoslavia -Kosovo date:1999..2003",
    "(war OR conflict) (peace OR treaty) lang:en",
    "(Vučić OR Tadić) lang:sr",
    "consul general date:2014-01..2014-06",
    "Huruglica lang:sr",
    "trade commerce navigation treaty genre:news",
    "Beograd Priština lang:sr publisher:press-5",
    "переговоры lang:ru",
    '"Владимир Путин" date:2005..2015',
    "(президент OR правительство) выборы genre:news",
    "министр NEAR/5 обороны lang:ru -войны",
)
"""What the search was made fast with."""
HELD_OUT = (
    "ceasefire collection:shelf-1",
    "parlament izbori lang:hr",
    "(embassy OR consulate OR legation) date:1998..2003",
    '"foreign minister" publisher:press-11',
    "oil NEAR/10 gas lang:en",
    "economy -crisis genre:speech",
    "europ* integracija lang:sr date:>=2005",
    "(police OR army OR border) (attack OR protest) date:2003-04..2009-09",
    "отставка правительства lang:ru",
    "Hrvatska (sudjenje OR tužba) publisher:press-2",
)
"""Queries nothing was tuned to: asked and counted apart."""


@dataclass(frozen=True, slots=True)
class Row:
    """A passage as every engine is given it."""

    number: int
    document: str
    text: str
    terms: str
    language: str
    labels: tuple[str, ...]
    published: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as the planner makes it: one branch."""

    words: str
    branch: Branch


class Rival(Protocol):
    """Another engine: gives the numbers of the best passages."""

    def best(self, branch: Branch, limit: int) -> list[int]:
        """Row numbers, best first."""
        ...


def paragraphs(folder: Path) -> list[tuple[str, list[str]]]:
    """Real passages with their language."""
    from resiliparse.extract.html2text import extract_plain_text

    texts = [("en", json.loads(line)["text"]) for line in (folder / "disputes.jsonl").open(encoding="utf-8")]
    for language in ("sr", "hr"):
        files = sorted((folder / "setimes" / language).glob("*.txt"))
        texts += [(language, path.read_text(encoding="utf-8")) for path in files]
    for name in ("milestones", "country-relations"):
        for path in sorted((folder / name).glob("*.html")):
            html = path.read_text(encoding="utf-8", errors="replace")
            texts.append(("en", extract_plain_text(html, main_content=True)))
    texts += [("ru", path.read_text(encoding="utf-8")) for path in sorted(RUSSIAN.glob("*.txt"))]
    return [
        (language, words[begin : begin + PASSAGE_WORDS])
        for language, text in texts
        for words in (text.split(),)
        for begin in range(0, len(words) - PASSAGE_WORDS // 3, PASSAGE_WORDS)
    ]


def documents(number: int, found: Sequence[tuple[str, list[str]]]) -> Iterator[tuple[Document, tuple[str, ...]]]:
    """Documents of perturbed passages, each of one language."""
    chance = random.Random(1878)
    by_language = {language: [words for spoken, words in found if spoken == language] for language, _ in found}
    pools = {language: [word for words in lists for word in words] for language, lists in by_language.items()}
    languages = [language for language, _ in found]
    for place in range(number // PER_DOCUMENT):
        language = chance.choice(languages)
        texts = []
        for _ in range(PER_DOCUMENT):
            words = chance.choice(by_language[language])
            texts.append(
                " ".join(chance.choice(pools[language]) if chance.random() < REDRAWN else word for word in words)
            )
        yield _document(place, language, texts, chance), tuple(texts)


def _document(place: int, language: str, texts: Sequence[str], chance: random.Random) -> Document:
    day = f"{1995 + chance.randrange(30)}-{1 + chance.randrange(12):02d}-{1 + chance.randrange(28):02d}"
    uri = f"benchmark:{place}"
    return Document(
        id=digest(uri),
        version="1",
        uri=uri,
        title=f"Document {place}",
        authors=(),
        publisher=f"press-{chance.randrange(20)}",
        genre=chance.choice(("news", "report", "speech")),
        language=language,
        script="Cyrl" if language == "ru" else "Latn",
        published=Date(day, day, Precision.DAY, DateOrigin.GIVEN),
        captured_at=datetime.now(UTC),
        text="\n\n".join(texts),
        blocks=(),
        pages=(),
        collection=f"shelf-{chance.randrange(5)}",
        licence=None,
        media_type="text/plain",
        content_hash=uri,
    )


def new_document(document: Document, texts: Sequence[str]) -> NewDocument:
    """The document with its passages, cut where they were joined."""
    found, start = [], 0
    for ordinal, text in enumerate(texts):
        sentences = tuple(Sentence(start + a, start + b) for a, b in split_sentences(text, document.language))
        end = start + len(text)
        found.append(Passage(document.key, ordinal, start, end, None, None, sentences))
        start = end + 2
    return NewDocument(
        document,
        tuple(found),
        tuple(terms(text, document.language) for text in texts),
        coded=CodedDocument(document.key, "none", "1", "1", Coding((), (), ())),
    )


class Fts5:
    """SQLite FTS5 over the same stems, with an indexed table of labels."""

    def __init__(self, rows: Sequence[Row], path: Path) -> None:
        self._db = sqlite3.connect(path)
        self._db.executescript(
            """
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;
            CREATE TABLE passage (id INTEGER PRIMARY KEY, document TEXT, text TEXT, published TEXT);
            CREATE TABLE label (label TEXT, id INTEGER, PRIMARY KEY (label, id)) WITHOUT ROWID;
            CREATE VIRTUAL TABLE words USING fts5 (
                terms, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '.'"
            );
            """
        )
        with self._db:
            self._db.executemany(
                "INSERT INTO passage VALUES (?, ?, ?, ?)",
                ((row.number, row.document, row.text, row.published) for row in rows),
            )
            self._db.executemany(
                "INSERT INTO label VALUES (?, ?)",
                sorted((label, row.number) for row in rows for label in row.labels),
            )
            self._db.executemany(
                "INSERT INTO words (rowid, terms) VALUES (?, ?)", ((row.number, row.terms) for row in rows)
            )
            self._db.execute("INSERT INTO words (words) VALUES ('optimize')")
            self._db.execute("CREATE INDEX by_date ON passage (published)")
        self._db.execute("ANALYZE")

    def best(self, branch: Branch, limit: int) -> list[int]:
        """Row numbers, best first."""
        where = f" AND {_sqlite_condition(branch.condition)}" if branch.condition else ""
        query = branch.query
        if query is None:
            raise ValueError("every benchmark query has words")
        statement = f"""
            SELECT words.rowid FROM words JOIN passage ON passage.id = words.rowid
            WHERE words MATCH ?{where} ORDER BY words.rank LIMIT ?
        """
        return [row[0] for row in self._db.execute(statement, (_fts5(query), limit))]


def _sqlite_condition(condition: Condition) -> str:
    match condition:
        case Labelled(labels):
            listed = ", ".join("'" + label.replace("'", "''") + "'" for label in labels)
            return f"EXISTS (SELECT 1 FROM label WHERE label.id = passage.id AND label.label IN ({listed}))"
        case Published(first, last):
            return f"passage.published BETWEEN '{first or '0000'}' AND '{last or '9999'}'"
        case Begun() | Inside():
            raise TypeError("other engines are given dates as plain ranges")
        case Negated(inner):
            return f"NOT ({_sqlite_condition(inner)})"
        case Every(conditions):
            return " AND ".join(f"({_sqlite_condition(each)})" for each in conditions)
        case Either(conditions):
            return " OR ".join(f"({_sqlite_condition(each)})" for each in conditions)


def _fts5(query: TextQuery) -> str:
    match query:
        case AnyStem(stems):
            return f"({' OR '.join(map(_string, stems))})"
        case InOrder(stems, 0):
            return '"' + " ".join(stems) + '"'
        case InOrder(stems, slop):
            return f"NEAR({' '.join(map(_string, stems))}, {slop})"
        case AllOf(children):
            return "(" + " AND ".join(_fts5(child) for child in children) + ")"
        case OneOf(children):
            return "(" + " OR ".join(_fts5(child) for child in children) + ")"
        case Without(wanted, unwanted):
            return f"({_fts5(wanted)} NOT ({' OR '.join(_fts5(each) for each in unwanted)}))"


def _string(stem: str) -> str:
    return f'"{stem}"'


class Tantivy:
    """tantivy over the same stems, labels as raw terms, dates as numbers."""

    def __init__(self, rows: Sequence[Row], path: Path) -> None:
        self._lib: Any = importlib.import_module("tantivy")
        path.mkdir()
        builder = self._lib.SchemaBuilder()
        builder.add_text_field("terms", stored=False, tokenizer_name="whitespace", index_option="position")
        builder.add_text_field("labels", stored=False, tokenizer_name="whitespace", index_option="basic")
        builder.add_integer_field("published", stored=False, indexed=True, fast=True)
        builder.add_integer_field("number", stored=True, indexed=False)
        builder.add_text_field("text", stored=True, tokenizer_name="raw", index_option="basic")
        self._schema = builder.build()
        index = self._lib.Index(self._schema, path=str(path))
        writer = index.writer(256_000_000, 1)
        for row in rows:
            writer.add_document(self._lib.Document.from_dict(self._fields(row), self._schema))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def _fields(self, row: Row) -> dict[str, Any]:
        return {
            "terms": row.terms,
            "labels": " ".join(row.labels),
            "published": int(row.published.replace("-", "")),
            "number": row.number,
            "text": row.text[:60_000],
        }

    def best(self, branch: Branch, limit: int) -> list[int]:
        """Row numbers, best first."""
        occur, make = self._lib.Occur, self._lib.Query
        query = branch.query
        if query is None:
            raise ValueError("every benchmark query has words")
        clauses = [(occur.Must, self._query(query))]
        if branch.condition:
            clauses.append((occur.Must, make.const_score_query(self._condition(branch.condition), 0.0)))
        found = self._searcher.search(make.boolean_query(clauses), limit, count=False).hits
        return [self._searcher.doc(address)["number"][0] for _, address in found]

    def _query(self, query: TextQuery) -> Any:
        occur, make = self._lib.Occur, self._lib.Query
        match query:
            case AnyStem(stems):
                terms_ = [(occur.Should, make.term_query(self._schema, "terms", stem, "freq")) for stem in stems]
                return make.boolean_query(terms_)
            case InOrder(stems, slop):
                return make.phrase_query(self._schema, "terms", list(stems), slop)
            case AllOf(children):
                return make.boolean_query([(occur.Must, self._query(child)) for child in children])
            case OneOf(children):
                return make.boolean_query([(occur.Should, self._query(child)) for child in children])
            case Without(wanted, unwanted):
                shut_out = [(occur.MustNot, self._query(each)) for each in unwanted]
                return make.boolean_query([(occur.Must, self._query(wanted)), *shut_out])

    def _condition(self, condition: Condition) -> Any:
        occur, make = self._lib.Occur, self._lib.Query
        match condition:
            case Labelled(labels):
                each = [(occur.Should, make.term_query(self._schema, "labels", label)) for label in labels]
                return make.boolean_query(each)
            case Published(first, last):
                low = int((first or "0000-01-01").replace("-", ""))
                high = int((last or "9999-12-31").replace("-", ""))
                kind = self._lib.FieldType.Integer
                return make.range_query(self._schema, "published", kind, low, high)
            case Begun() | Inside():
                raise TypeError("other engines are given dates as plain ranges")
            case Negated(inner):
                everything = (occur.Must, make.all_query())
                return make.boolean_query([everything, (occur.MustNot, self._condition(inner))])
            case Every(conditions):
                return make.boolean_query([(occur.Must, self._condition(each)) for each in conditions])
            case Either(conditions):
                return make.boolean_query([(occur.Should, self._condition(each)) for each in conditions])


@dataclass(frozen=True, slots=True)
class Spent:
    """Milliseconds of one answer: by the clock, and of all processors."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds to index, megabytes on disk."""

    index_s: float
    size_mb: float


def line(name: str, found: Sequence[Spent], cost: Cost | None) -> str:
    """A row of the table."""
    wall, cpu = sorted(each.wall for each in found), sorted(each.cpu for each in found)
    columns = [statistics.median(wall), _p95(wall), wall[-1], statistics.median(cpu), _p95(cpu)]
    end = f"{cost.index_s:>10.1f}{cost.size_mb:>9.0f}" if cost else ""
    return f"{name:<28}" + "".join(f"{each:>9.1f}" for each in columns) + end


def _p95(ordered: Sequence[float]) -> float:
    return ordered[int(len(ordered) * 0.95)]


def spent(action: Callable[[], object]) -> Spent:
    """What an action takes."""
    clock, processor = time.perf_counter(), time.process_time()
    action()
    return Spent((time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000)


T = TypeVar("T")


def timed(action: Callable[[], T]) -> tuple[T, float]:
    """What an action gives, and its seconds."""
    begin = time.perf_counter()
    found = action()
    return found, time.perf_counter() - begin


def size_mb(path: Path) -> float:
    """What a file or a folder takes on disk."""
    files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
    return sum(each.stat().st_size for each in files) / 1e6


def build_ledger(number: int, folder: Path) -> Ledger:
    """A ledger of perturbed documents, written as ``add`` writes them."""
    found = paragraphs(DATA)
    ledger = create_ledger(str(folder))
    writer = ledger.writer(run="benchmark")
    batch: list[NewDocument] = []
    for document, texts in documents(number, found):
        batch.append(new_document(document, texts))
        if len(batch) == BATCH_DOCUMENTS:
            writer.write(batch)
            batch = []
    if batch:
        writer.write(batch)
    writer.tidy()
    return ledger


def read_rows(ledger: Ledger) -> list[Row]:
    """Every passage of the ledger, numbered by its row."""
    columns = ["document", "text", "terms", "language", "labels", "published_start"]
    table = ledger.engine.dataset("passages").scanner(columns=columns, with_row_id=True).to_table()
    return [
        Row(
            row["_rowid"],
            row["document"],
            row["text"],
            row["terms"],
            row["language"],
            tuple(row["labels"]),
            row["published_start"],
        )
        for row in table.to_pylist()
    ]


def asked(ledger: Ledger, queries: Sequence[str]) -> list[Asked]:
    """The queries, planned once for the other engines: they are given dates as plain ranges."""
    reader = ledger.reader()
    found = []
    for words in queries:
        session = open_session(reader, parse(words), None)
        (branch,) = Planner(session.lexicon, session.planner.labels_of).branches(session.node)
        found.append(Asked(words, branch))
    return found


Answer = Callable[[], object]
"""One query with filter and ten excerpts, on one engine."""


def our_answer(reader: LedgerReader, query: Asked) -> Answer:
    """A whole search: parsing, planning, retrieval, ten documents with an excerpt each."""
    return partial(search, reader, query.words, limit=SHOWN, excerpts=1)


def our_facets(reader: LedgerReader, query: Asked) -> Answer:
    """Three facets over every match."""
    session = open_session(reader, parse(query.words), None)
    return partial(count_facets, session, ["publisher", "language", "year"])


def rival_answer(rival: Rival, reader: LedgerReader, query: Asked, rows: dict[int, Row]) -> Answer:
    """Retrieval by the other engine, excerpts by ours; its texts and sentences are at hand already."""
    session = open_session(reader, parse(query.words), None)
    stored = {number: _stored(rows[number]) for number in rival.best(query.branch, SHOWN)}

    def answer() -> object:
        found = rival.best(query.branch, SHOWN)
        return [make_excerpts(stored[number], session.node, session.lexicon, most=1)[0] for number in found]

    return answer


def _stored(row: Row) -> StoredPassage:
    sentences = tuple(Sentence(a, b) for a, b in split_sentences(row.text, row.language))
    return StoredPassage(row.number, row.document, 0, 0, len(row.text), None, None, row.text, row.language, sentences)


def time_answers(answers: Sequence[tuple[str, Answer]]) -> dict[str, list[Spent]]:
    """What answers take, by engine. The engines take turns, so that a busy machine is busy for all."""
    times: dict[str, list[Spent]] = {}
    for _, answer in answers:
        answer()
    for _ in range(ROUNDS):
        for engine, answer in answers:
            times.setdefault(engine, []).append(spent(answer))
    return times


def main() -> None:
    """Builds, measures, prints the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--passages", type=int, default=200_000)
    options.add_argument("--folder", type=Path, default=None, help="kept afterwards; default a temporary one")
    options.add_argument("--verbose", action="store_true")
    chosen = options.parse_args()
    if not DATA.is_dir():
        raise SystemExit(f"{DATA} is absent: the benchmark reads real texts from there")
    folder = chosen.folder or Path(tempfile.mkdtemp(prefix="dragoman-search-"))
    try:
        run(chosen.passages, folder, verbose=chosen.verbose)
    finally:
        if chosen.folder is None:
            shutil.rmtree(folder, ignore_errors=True)


def run(number: int, folder: Path, *, verbose: bool) -> None:
    """One run over all engines that are there."""
    ledger = open_or_build(number, folder / "ledger")
    costs = {OURS: index(ledger)}
    rows = {row.number: row for row in read_rows(ledger)}
    rivals: dict[str, Rival] = {}
    others: tuple[tuple[str, Callable[[Sequence[Row], Path], Rival], Path], ...] = (
        ("SQLite FTS5", Fts5, folder / "words.sqlite"),
        ("tantivy", Tantivy, folder / "tantivy"),
    )
    for name, make, path in others:
        remove(path)
        try:
            rivals[name], seconds = timed(partial(make, list(rows.values()), path))
        except ModuleNotFoundError as error:
            print(f"{name}: {error}")
        else:
            costs[name] = Cost(seconds, size_mb(path))
    reader = ledger.reader()
    gc.collect()
    gc.freeze()  # else the collector walks 200,000 rows that only the other engines need
    print(f"\n{'':<28}{'p50 ms':>9}{'p95 ms':>9}{'max ms':>9}{'p50 cpu':>9}{'p95 cpu':>9}{'index s':>10}{'MB':>9}")
    for title, words in (("", QUERIES), (", held out", HELD_OUT)):
        queries = asked(ledger, words)
        answers: list[tuple[str, Answer]] = []
        for query in queries:
            answers.append((OURS, our_answer(reader, query)))
            answers += [(name, rival_answer(rival, reader, query, rows)) for name, rival in rivals.items()]
        times = time_answers(answers)
        for name, found in times.items():
            print(line(name + title, found, None if title else costs[name]))
        if verbose:
            print_queries(queries, times)
    facets = time_answers([("facets", our_facets(reader, query)) for query in asked(ledger, QUERIES)])
    print(line("dragoman, facets alone", facets["facets"], None))


def open_or_build(number: int, folder: Path) -> Ledger:
    """The ledger an earlier run left in the folder, or a new one."""
    if folder.is_dir():
        return open_ledger(str(folder))
    ledger, seconds = timed(lambda: build_ledger(number, folder))
    print(f"{number:,} passages made, analysed, written and indexed in {seconds:.0f} s")
    return ledger


def index(ledger: Ledger) -> Cost:
    """Makes the indexes and the vocabulary anew."""
    passages = ledger.engine.dataset("passages")
    for each in passages.describe_indices():
        passages.drop_index(each.name)
    _, index_s = timed(lambda: refresh_indexes(ledger.engine.dataset("passages")))
    _, vocabulary_s = timed(lambda: refresh_vocabulary(ledger.engine, rebuild=True))
    print(f"vocabulary for prefixes and spellings in {vocabulary_s:.1f} s")
    ledger.engine.tidy(keep=timedelta())
    return Cost(index_s, size_mb(Path(ledger.address) / "passages.lance"))


def remove(path: Path) -> None:
    """Removes what an earlier run left."""
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)


def print_queries(queries: Sequence[Asked], times: dict[str, list[Spent]]) -> None:
    """The median of each query on each engine."""
    print("\nmedian ms: " + ", ".join(times))
    for place, query in enumerate(queries):
        medians = [statistics.median(each.wall for each in found[place :: len(queries)]) for found in times.values()]
        print("".join(f"{median:8.1f}" for median in medians), query.words)
    print()


if __name__ == "__main__":
    main()

"""Labelled pairs of texts, and what the linking says of them against whether both tell of one happening."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.actors.finder import Finder
from dragoman.actors.register import Register, load_register
from dragoman.actors.resolver import Resolver
from dragoman.errors import UsageError
from dragoman.geo import PlaceFinder, load_gazetteer
from dragoman.language.sentences import split_sentences
from dragoman.linking.compare import ENOUGH, Comparison, compare
from dragoman.linking.report import Report, report_of
from dragoman.ontology import load_ontology
from dragoman.records import Date, DateOrigin, NamedActor, Precision, ResolvedActor, Sentence, Span, Statement
from dragoman.statements.where import where_of

if TYPE_CHECKING:
    from dragoman.statements.coder import Coder

COLUMNS = ("id", "language_a", "published_a", "text_a", "language_b", "published_b", "text_b", "same", "why")
_ANSWERS = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Telling:
    """One text of a pair; ``statement`` is the event it tells of, as JSON, where somebody wrote it down."""

    text: str
    language: str
    published: str | None
    statement: str | None


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two texts and whether they tell of one happening."""

    id: str
    a: Telling
    b: Telling
    same: bool
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the linking says of a pair: the likeness of the two reports most alike, None where a text has none."""

    pair: LabelledPair
    comparison: Comparison | None

    @property
    def linked(self) -> bool:
        """Whether the two are linked."""
        return self.comparison is not None and self.comparison.score >= ENOUGH

    @property
    def right(self) -> bool:
        """Whether that is what the label says."""
        return self.linked == self.pair.same


def read_pairs(path: Path) -> list[LabelledPair]:
    """Pairs of a table with the columns of ``COLUMNS``, and maybe ``statement_a`` and ``statement_b``.

    UsageError names the line of a mistake.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    missing = [name for name in COLUMNS if rows and name not in rows[0]]
    if missing:
        raise UsageError(f"{path}: the columns {', '.join(missing)} are missing; a table has {', '.join(COLUMNS)}")
    return [_pair(row, f"{path}:{number}") for number, row in enumerate(rows, 2)]


def _pair(row: dict[str, str | None], where: str) -> LabelledPair:
    same = (row["same"] or "").strip().lower()
    if same not in _ANSWERS:
        raise UsageError(f"{where}: same is {same!r}; write yes or no")
    a, b = (
        Telling(
            row[f"text_{side}"] or "",
            row[f"language_{side}"] or "",
            row[f"published_{side}"] or None,
            row.get(f"statement_{side}") or None,
        )
        for side in "ab"
    )
    return LabelledPair(row["id"] or "", a, b, _ANSWERS[same], row["why"] or "")


def judge_pairs(pairs: Iterable[LabelledPair], *, coder: Coder | None = None) -> Iterator[Verdict]:
    """What the linking says of each pair: of the statements a coder reads, or without one of those given.

    UsageError for a pair without given statements where no coder is.
    """
    reading = _Coded(coder) if coder else _Given()
    for pair in pairs:
        reports = [reading.reports(telling, f"{pair.id}{side}") for telling, side in ((pair.a, "a"), (pair.b, "b"))]
        yield Verdict(pair, _most_alike(*reports))


def _most_alike(ones: Sequence[Report], others: Sequence[Report]) -> Comparison | None:
    compared = [compare(one, other) for one in ones for other in others]
    return max(compared, key=lambda each: each.score, default=None)


def _published(telling: Telling) -> Date | None:
    day = telling.published
    return Date(day, day, Precision.DAY, DateOrigin.GIVEN) if day else None


class _Coded:
    """Reports that a coder reads."""

    def __init__(self, coder: Coder) -> None:
        self._coder = coder
        self._counted = load_ontology().counted_modalities

    def reports(self, telling: Telling, id_: str) -> list[Report]:
        sentences = [Sentence(start, end) for start, end in split_sentences(telling.text, telling.language)]
        coding = self._coder.code(telling.text, sentences, date=telling.published, language=telling.language)
        return [
            _report(each, telling, f"{id_}{number}", load_register())
            for number, each in enumerate(coding.statements)
            if each.kind == "event" and each.modality in self._counted
        ]


class _Given:
    """Reports that somebody wrote down as statements; the place is what the program finds for them."""

    def __init__(self) -> None:
        self._register = load_register()
        self._resolver = Resolver(self._register)
        self._finder = Finder(self._register)
        self._places = PlaceFinder(load_gazetteer(), self._register)
        self._counted = load_ontology().counted_modalities

    def reports(self, telling: Telling, id_: str) -> list[Report]:
        if telling.statement is None:
            raise UsageError(f"pair {id_[:-1]!r} has no statement_{id_[-1]}; let a coder read it, or write it down")
        record = json.loads(telling.statement)
        if record.get("modality", "actual") not in self._counted:
            return []
        return [_report(self._statement(record, telling), telling, id_, self._register)]

    def _statement(self, record: dict[str, Any], telling: Telling) -> Statement:
        day = record.get("start") or telling.published
        sides = [
            tuple(self._named(each, telling, day) for each in _listed(record.get(s))) for s in ("source", "target")
        ]
        spans = [each.span for side in sides for each in side]
        found = self._places.find(telling.text, language=telling.language)
        place, _ = where_of(found, telling.text, near=None, actors=spans)
        return Statement(
            kind="event",
            type=record["type"],
            about=record.get("about"),
            source=sides[0],
            target=sides[1],
            object=None,
            trigger=None,
            sentence=Span(0, len(telling.text), telling.text),
            modality=record.get("modality", "actual"),
            attribution=(),
            modes=tuple(_listed(record.get("modes"))),
            contexts=(),
            date=_date(record.get("start"), record.get("end")),
            place=place,
            confidence=1.0,
            reasons=(),
        )

    def _named(self, name: str, telling: Telling, day: str | None) -> NamedActor:
        """The actor of this id, code or name; where the text names it, with these words."""
        actor = self._register.get(name) or self._register.get(name.replace(" ", "-"))
        if actor is not None:
            who = ResolvedActor(actor.id, actor.name(), actor.kind, actor.country, actor.sector)
        else:
            who = self._resolver.resolve(name, date=day, context=telling.text, language=telling.language)
        return NamedActor(self._span(name, who, telling), who)

    def _span(self, name: str, who: ResolvedActor, telling: Telling) -> Span:
        at = telling.text.find(name)
        if at >= 0:
            return Span(at, at + len(name), name)
        for mention in self._finder.find(telling.text, language=telling.language):
            if any(candidate.actor == who.actor for candidate in mention.candidates):
                return Span(mention.start, mention.end, mention.text)
        return Span(0, 0, name)


def _listed(value: object) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else [str(each) for each in value] if isinstance(value, list) else []


def _date(start: object, end: object) -> Date | None:
    """A stated date from its first and last day, each a day, a month or a year."""
    if not isinstance(start, str) or not start:
        return None
    first, last = _first_day(start), _last_day(end if isinstance(end, str) and end else start)
    precision = Precision.DAY if first == last else Precision.RANGE
    return Date(first, last, precision, DateOrigin.STATED)


def _first_day(text: str) -> str:
    return (text + "-01-01")[:10]


def _last_day(text: str) -> str:
    import calendar

    if len(text) == len("2014"):
        return f"{text}-12-31"
    if len(text) == len("2014-05"):
        year, month = map(int, text.split("-"))
        return f"{text}-{calendar.monthrange(year, month)[1]:02d}"
    return text


def _report(statement: Statement, telling: Telling, id_: str, register: Register) -> Report:
    return report_of(
        statement,
        id_=id_,
        document=id_,
        register=register,
        language=telling.language,
        published=_published(telling),
    )

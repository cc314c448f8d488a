"""Who is named in a ledger: readings of mentions as judgements leave them, and the ledger's own register.

Judgements are applied when a ledger is read; what was read out of the texts stays as it was written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

from dragoman.actors.overlay import Overlay, OwnActor, register_with
from dragoman.records import Mention, ResolvedActor, Span
from dragoman.store.alignment import Alignment, aligned, moved, overlap
from dragoman.store.canonical import Canonical, canonical
from dragoman.store.engine import Engine, quoted
from dragoman.store.new_rows import mention_id
from dragoman.store.rows import from_table
from dragoman.store.tables import BY_NAME, ActorRow, CodingRow, JudgementKind, JudgementRow, MentionRow

if TYPE_CHECKING:
    import pyarrow as pa

    from dragoman.actors.register import Register

DEFAULT_CODER = "dragoman"
Place = tuple[str, int, int]
"""Document version, first and last character of a mention."""

_CHUNK = 5_000
_OWN = tuple(field.name for field in fields(OwnActor))
_NAMED = ("actor", "name", "kind", "country", "sector")
_NOBODY = ResolvedActor(None, None, None, None, None)


@dataclass(frozen=True, slots=True)
class Accepted:
    """How often a document's present reading accepts an actor under one name; the words of the texts aside."""

    actor: str
    name: str | None
    kind: str | None
    country: str | None
    sector: str | None
    document: str
    mentions: int


@dataclass(frozen=True, slots=True)
class StoredMention:
    """A mention with its id, its document version and who it is taken for now."""

    id: str
    document: str
    mention: Mention
    resolved: ResolvedActor


class Naming:
    """Mentions and actors of the live documents at a reader's moment."""

    def __init__(
        self,
        engine: Engine,
        *,
        recorded: str,
        standing: str,
        live: Callable[[], frozenset[str]],
        marks: Callable[[str], Mapping[str, CodingRow]],
    ) -> None:
        self._engine = engine
        self._recorded = recorded
        self._standing = standing
        self._live = live
        self._marks = marks

    @cached_property
    def judgements(self) -> tuple[JudgementRow, ...]:
        """Judgements that stand, in the order they were made."""
        rows: list[JudgementRow] = self._engine.rows(BY_NAME["judgements"], where=self._standing)
        return tuple(sorted(rows, key=_made))

    def history(self) -> tuple[JudgementRow, ...]:
        """All judgements, withdrawn ones too, in the order they were made."""
        rows: list[JudgementRow] = self._engine.rows(BY_NAME["judgements"], where=self._recorded)
        return tuple(sorted(rows, key=_made))

    @cached_property
    def canonical(self) -> Canonical:
        """Which actors count as one."""
        return canonical(self.judgements)

    @cached_property
    def overlay(self) -> Overlay:
        """The user's own register."""
        rows: list[ActorRow] = self._engine.rows(BY_NAME["actors"], where=self._standing)
        latest = {row.id: row for row in sorted(rows, key=lambda each: (each.recorded_at, each.key))}
        return Overlay.of(OwnActor(**{name: getattr(row, name) for name in _OWN}) for row in latest.values())

    @property
    def register(self) -> Register:
        """The package's register with the user's own over it."""
        return register_with(self.overlay)

    @cached_property
    def _verdicts(self) -> dict[str, JudgementRow]:
        """The last judgement of every mention that somebody accepted or rejected, or an earlier one it replaces."""
        kinds = (JudgementKind.ACCEPT, JudgementKind.REJECT)
        given = {mention: row for row in self.judgements if row.kind in kinds for mention in row.subject}
        return {**self._carried(given), **given} if given else given

    def _carried(self, given: Mapping[str, JudgementRow]) -> dict[str, JudgementRow]:
        """Judgements of mentions that are not found any more, on those of the live version that stand for them.

        That is the one whose words overlap most, the texts aligned; of two judgements the last one made counts.
        """
        live = {key.partition("-")[0]: key for key in self._live()}
        judged = {row.id: row for row in self._mention_rows(given)}
        here = {id_: live.get(row.document.partition("-")[0], "") for id_, row in judged.items()}
        present = self._present_mentions({key for key in here.values() if key})
        lost = {id_: row for id_, row in judged.items() if id_ not in present.get(here[id_], {})}
        versions = {key for id_, row in lost.items() for key in (row.document, here[id_]) if row.document != here[id_]}
        texts = self._texts(versions)

        @cache
        def align(old: str, new: str) -> Alignment:
            return None if old == new else aligned(texts.get(old, ""), texts.get(new, ""))

        found = {}
        for id_, verdict in sorted(given.items(), key=lambda each: _made(each[1])):
            row = lost.get(id_)
            if row is None or not here[id_]:
                continue
            old, alignment = Span(row.start, row.end, row.text), align(row.document, here[id_])
            ranked = [
                (-shared, new)
                for new, words in present.get(here[id_], {}).items()
                if (shared := _shared(old, words, alignment))
            ]
            if ranked:
                found[min(ranked)[1]] = verdict
        return found

    def _present_mentions(self, documents: Collection[str]) -> dict[str, dict[str, Span]]:
        """Where mentions stand that any coder's present reading of these documents has, by document and id."""
        found: dict[str, dict[str, Span]] = {}
        columns = ["document", "start", "end", "coder", "coder_version"]
        for chunk in _chunks(sorted(documents)):
            where = f"{self._recorded} AND document IN ({quoted(chunk)})"
            table = self._engine.scan("resolutions", columns=columns, where=where)
            marks = {coder: self._marks(coder) for coder in table["coder"].unique().to_pylist() if coder}
            for row in table.to_pylist():
                mark = marks.get(row["coder"], {}).get(row["document"])
                if row["coder"] is None or (mark is not None and mark.coder_version == row["coder_version"]):
                    id_ = mention_id(row["document"], row["start"], row["end"])
                    found.setdefault(row["document"], {})[id_] = Span(row["start"], row["end"], "")
        return found

    def _texts(self, keys: Collection[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for chunk in _chunks(sorted(keys)):
            table = self._engine.scan("documents", columns=["key", "text"], where=f"key IN ({quoted(chunk)})")
            found.update(zip(table["key"].to_pylist(), table["text"].to_pylist(), strict=True))
        return found

    def resolutions(
        self,
        documents: Collection[str],
        *,
        coder: str = DEFAULT_CODER,
        present_only: bool = False,
        merged: bool = True,
    ) -> dict[Place, ResolvedActor]:
        """Who every mention of these documents is taken for, judgements applied.

        A place that a coder's present reading does not name has its latest reading, or none if
        ``present_only``: a mention that a better model no longer finds is not counted. Without ``merged``
        every actor keeps its own id.
        """
        marks = self._marks(coder)
        columns = ["document", "start", "end", *(each.name for each in fields(ResolvedActor))]
        earlier: dict[Place, ResolvedActor] = {}
        present: dict[Place, ResolvedActor] = {}
        unnamed: dict[Place, ResolvedActor] = {}
        for chunk in _chunks(sorted(documents)):
            where = f"{self._recorded} AND document IN ({quoted(chunk)})"
            table = self._engine.scan(
                "resolutions", columns=[*columns, "coder", "coder_version", "recorded_at"], where=where
            ).sort_by("recorded_at")
            places = zip(*(table[name].to_pylist() for name in columns[:3]), strict=True)
            readings = zip(table["coder"].to_pylist(), table["coder_version"].to_pylist(), strict=True)
            for place, reading, resolved in zip(places, readings, from_table(table, ResolvedActor), strict=True):
                mark = marks.get(place[0])
                if mark is not None and reading == (mark.coder, mark.coder_version):
                    present[place] = resolved
                elif reading[0] is None:
                    unnamed[place] = resolved
                earlier[place] = resolved
        read = {document for document, _, _ in present}
        old = {place: resolved for place, resolved in unnamed.items() if place[0] not in read}
        found = {**old, **present} if present_only else {**earlier, **present}
        if not self.judgements:
            return found
        return {place: self.judged(place, resolved, merged=merged) for place, resolved in found.items()}

    def judged(self, place: Place, resolved: ResolvedActor, *, merged: bool = True) -> ResolvedActor:
        """Who a mention is taken for after judgements of it and of its actor."""
        mention = mention_id(*place) if self._verdicts else ""
        verdict = self._verdicts.get(mention)
        if verdict is not None:
            resolved = self._by_verdict(verdict, resolved, mention)
        return self._by_merge(resolved) if merged else resolved

    def judged_documents(self) -> frozenset[str]:
        """Live documents with a mention that somebody accepted or rejected."""
        documents = frozenset(document for document, _, _ in self._judged_places())
        return documents & self._live() if documents else documents

    def _by_verdict(self, verdict: JudgementRow, resolved: ResolvedActor, mention: str) -> ResolvedActor:
        carried = "" if mention in verdict.subject else f", carried over from mention {verdict.subject[0]}"
        said = (f" ({verdict.note})" if verdict.note else "") + carried
        if verdict.kind is JudgementKind.REJECT or verdict.object is None:
            return replace(_NOBODY, reasons=(*resolved.reasons, f"rejected by {verdict.who}{said}"))
        rule = f"accepted by {verdict.who}"
        actor = self.register.get(verdict.object)
        reasons = (*resolved.reasons, f"{rule}{said}")
        if actor is None:
            return replace(resolved, actor=verdict.object, reasons=reasons, rule=rule)
        return ResolvedActor(actor.id, actor.name(), actor.kind, actor.country, actor.sector, reasons, rule)

    def _by_merge(self, resolved: ResolvedActor) -> ResolvedActor:
        if resolved.actor is None:
            return resolved
        leader = self.canonical.leader(resolved.actor)
        name = self.canonical.names.get(leader)
        if leader == resolved.actor:
            return resolved if name is None else replace(resolved, name=name)
        actor = self.register.get(leader)
        return replace(
            resolved,
            actor=leader,
            name=name or (actor.name() if actor else resolved.name),
            kind=actor.kind if actor else resolved.kind,
            country=(actor.country if actor else None) or resolved.country,
            sector=resolved.sector or (actor.sector if actor else None),
            reasons=(*resolved.reasons, f"{resolved.actor} counts as {leader} by a merge"),
        )

    def accepted(self, *, coder: str = DEFAULT_CODER) -> list[Accepted]:
        """Accepted actors by document, counted in the present readings of the live documents."""
        table, judged = _parted(self._present(coder), self._judged_places())
        found: Counter[tuple[ResolvedActor, str]] = Counter()
        for row in judged.to_pylist():
            place = row["document"], row["start"], row["end"]
            found[_bare(self.judged(place, _resolved(row))), row["document"]] += 1
        grouped = table.group_by([*_NAMED, "document"]).aggregate([([], "count_all")])
        for row in grouped.to_pylist():
            found[_bare(self._by_merge(_resolved(row))), row["document"]] += row["count_all"]
        return [
            Accepted(who.actor, who.name, who.kind, who.country, who.sector, document, mentions)
            for (who, document), mentions in found.items()
            if who.actor is not None
        ]

    def _present(self, coder: str) -> pa.Table:
        """Resolutions of the present readings; where a document has none that names its coder, its latest."""
        import pyarrow as pa
        import pyarrow.compute as pc

        live = self._live()
        marks = {key: mark for key, mark in self._marks(coder).items() if key in live}
        columns = ["document", "start", "end", *_NAMED, "coder", "coder_version", "recorded_at"]
        table = self._engine.scan("resolutions", columns=columns, where=self._recorded)
        parts = [pc.fill_null(table[name], "") for name in ("document", "coder", "coder_version")]
        wanted = [f"{key} {coder} {mark.coder_version}" for key, mark in marks.items()]
        read = pc.binary_join_element_wise(*parts, " ")
        present = table.filter(pc.is_in(read, value_set=pa.array(wanted, pa.string())))
        left = pa.array(sorted(set(marks) - set(present["document"].unique().to_pylist())), pa.string())
        nameless = pc.and_(pc.is_null(table["coder"]), pc.is_in(table["document"], value_set=left))
        return pa.concat_tables([present, _latest(table.filter(nameless))])

    def _judged_places(self) -> set[Place]:
        """Where mentions stand that somebody accepted or rejected."""
        if not self._verdicts:
            return set()
        return {(row.document, row.start, row.end) for row in self._mention_rows(self._verdicts)}

    def mention(self, beginning: str) -> list[StoredMention]:
        """Mentions of live documents whose id begins so."""
        where = f"starts_with(id, {quoted([beginning])})"
        return list(self._stored(self._engine.rows(BY_NAME["mentions"], where=where)))

    def mentions_of(self, actors: Collection[str], *, coder: str = DEFAULT_CODER) -> list[StoredMention]:
        """Mentions of live documents that are taken for one of these actors, or have it as a candidate."""
        columns = ["document", "start", "end"]
        where = f"{self._recorded} AND actor IN ({quoted(actors)})"
        table = self._engine.scan("resolutions", columns=columns, where=where)
        places = zip(*(table[name].to_pylist() for name in columns), strict=True)
        judged = (mention for mention, row in self._verdicts.items() if row.object in actors)
        ids = {*self._candidates(actors), *judged, *(mention_id(*place) for place in places)}
        return sorted(
            self._stored(self._mention_rows(ids), coder=coder), key=lambda each: (each.document, each.mention.start)
        )

    def _candidates(self, actors: Collection[str]) -> set[str]:
        """Ids of mentions that have one of these among their candidates."""
        import pyarrow as pa
        import pyarrow.compute as pc

        table = self._engine.scan("mentions", columns=["id", "candidates"])
        found = set()
        for ids, candidates in zip(table["id"].chunks, table["candidates"].chunks, strict=True):
            names = pc.struct_field(pc.list_flatten(candidates), "actor")
            hits = pc.is_in(names, value_set=pa.array(sorted(actors), pa.string()))
            rows = pc.list_parent_indices(candidates).filter(hits)
            found.update(ids.take(rows).to_pylist())
        return found

    def _mention_rows(self, ids: Iterable[str]) -> Iterator[MentionRow]:
        for chunk in _chunks(sorted(ids)):
            yield from self._engine.rows(BY_NAME["mentions"], where=f"id IN ({quoted(chunk)})")

    def _stored(self, rows: Iterable[MentionRow], *, coder: str = DEFAULT_CODER) -> Iterator[StoredMention]:
        live = self._live()
        standing = [row for row in rows if row.document in live]
        resolved = self.resolutions({row.document for row in standing}, coder=coder, present_only=True)
        for row in standing:
            who = resolved.get((row.document, row.start, row.end))
            if who is not None:
                mention = Mention(row.start, row.end, row.text, row.kind, row.candidates or (), row.antecedent)
                yield StoredMention(row.id, row.document, mention, who)


def _shared(old: Span, new: Span, alignment: Alignment) -> int:
    """Characters that an old mention and a new one share; 0 where the new one may well name somebody else.

    Names grow at the front ("President Vučić"): what only begins alike ("Serbian" and "Serbian President") is
    the same where it shares half.
    """
    shared = overlap([old], [new], alignment)
    ends = any(end == new.end for _, end in moved(old, alignment))
    return shared if ends or 2 * shared >= max(old.end - old.start, new.end - new.start) else 0


def _made(row: JudgementRow) -> tuple[object, str]:
    return row.recorded_at, row.id


def _resolved(row: Mapping[str, str | None]) -> ResolvedActor:
    return ResolvedActor(row["actor"], row["name"], row["kind"], row["country"], row["sector"])


def _bare(resolved: ResolvedActor) -> ResolvedActor:
    """The actor without reasons and rule, to be counted."""
    return replace(resolved, reasons=(), rule=None)


def _parted(table: pa.Table, places: set[Place]) -> tuple[pa.Table, pa.Table]:
    """The rows elsewhere, and those at these places."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not places:
        return table, table.slice(0, 0)
    columns = (table[name].to_pylist() for name in ("document", "start", "end"))
    there = pa.array([place in places for place in zip(*columns, strict=True)], pa.bool_())
    return table.filter(pc.invert(there)), table.filter(there)


def _latest(table: pa.Table) -> pa.Table:
    """The row recorded last at every place."""
    import pyarrow as pa

    ordered = table.sort_by("recorded_at")
    places = zip(*(ordered[name].to_pylist() for name in ("document", "start", "end")), strict=True)
    last = {place: number for number, place in enumerate(places)}
    return ordered.take(pa.array(sorted(last.values()), pa.int64()))


def _chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]

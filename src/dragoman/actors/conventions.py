"""Disputed territories by convention: the country code they are counted in and the name they are shown under.

A convention changes what is shown, never what is stored or how actors are told apart: ids stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dragoman.actors.tables import Row, read_table
from dragoman.records import ResolvedActor
from dragoman.settings import Convention


@dataclass(frozen=True, slots=True)
class Shown:
    """How a territory is shown: country code, name, its status in words, and where that comes from.

    The name holds from ``start`` to ``end``; an open side is ``None``.
    """

    id: str
    country: str
    name: str
    status: str
    start: str | None
    end: str | None
    source: str

    def holds_on(self, date: str | None) -> bool:
        """Whether the name holds on a day; without one the present name does."""
        if date is None:
            return self.end is None
        first, last = self.start or "", self.end or "9999"
        return first[: len(date)] <= date and date[: len(last)] <= last


@dataclass(frozen=True, slots=True)
class Territories:
    """A convention's view of every disputed territory and name."""

    convention: Convention
    shown: Mapping[str, tuple[Shown, ...]]

    def of(self, id_: str | None, *, date: str | None = None) -> Shown | None:
        """How an actor or a country code is shown on a day, if it is disputed at all; in a year, at its end."""
        return next((each for each in reversed(self.shown.get(id_ or "", ())) if each.holds_on(date)), None)

    def country(self, code: str | None) -> str | None:
        """The code that a country's code is counted in."""
        found = self.shown.get(code or "")
        return found[0].country if found else code

    def name(self, actor: str | None, name: str | None, *, date: str | None = None) -> str | None:
        """The name an actor is shown under on a day (``2008`` or longer)."""
        found = self.of(actor, date=date)
        return found.name if found else name

    def apply(self, resolved: ResolvedActor, *, date: str | None = None) -> ResolvedActor:
        """The actor as the convention shows it; what changes is said in the reasons."""
        country = self.country(resolved.country)
        found = self.of(resolved.actor, date=date)
        name = found.name if found else resolved.name
        if found and resolved.country:
            country = found.country
        if (name, country) == (resolved.name, resolved.country):
            return resolved
        changes = [
            f"shown as {new} instead of {old}"
            for old, new in ((resolved.name, name), (resolved.country, country))
            if old != new
        ]
        reason = f"{', '.join(changes)} by the convention {self.convention}"
        return ResolvedActor(
            resolved.actor, name, resolved.kind, country, resolved.sector, (*resolved.reasons, reason), resolved.rule
        )

    def disputed(self, ids: Iterable[str | None]) -> tuple[Shown, ...]:
        """How those of these actors and codes that are disputed now are shown, each once."""
        found = dict.fromkeys(each for each in ids if each in self.shown)
        return tuple(shown for each in found if (shown := self.of(each)) is not None and shown.status)


@cache
def load_territories(convention: Convention) -> Territories:
    """The convention's rows of ``data/conventions.tsv``, read once; UsageError names file and line of a mistake."""
    shown: dict[str, tuple[Shown, ...]] = {}
    for row in read_table("conventions.tsv"):
        if row["convention"] not in set(Convention):
            raise row.wrong(f"convention {row['convention']!r} is none of {', '.join(Convention)}")
        if row["convention"] == convention:
            each = _shown(row)
            shown[each.id] = (*shown.get(each.id, ()), each)
    return Territories(convention, MappingProxyType(shown))


def _shown(row: Row) -> Shown:
    for column in ("id", "country", "name"):
        if not row[column]:
            raise row.wrong(f"the cell {column} is empty")
    return Shown(
        row["id"],
        row["country"],
        row["name"],
        row["status"],
        row["from"] or None,
        row["to"] or None,
        row["source"],
    )

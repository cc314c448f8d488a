"""What an export could not say: statements left out with their reason, and fields without a column."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")


class LeftOut(StrEnum):
    """Why a statement has no row; the first that applies, in this order."""

    RELATION = "relation"
    INTEREST = "interest"
    FORECAST = "forecast"
    CONVENING = "convening"
    UNKNOWN_TYPE = "unknown_type"
    CONSTRUCT = "construct"
    NO_ACTOR = "no_actor"
    NO_DATE = "no_date"


WHY: Mapping[LeftOut, str] = {
    LeftOut.RELATION: "how two actors stand to each other; the format holds events only",
    LeftOut.INTEREST: "what an actor wants; the format holds events only",
    LeftOut.FORECAST: "what may come; the format holds events only",
    LeftOut.CONVENING: "details of a meeting, whose CONSULT event has a row of its own",
    LeftOut.UNKNOWN_TYPE: "a type that is none of the 16 categories",
    LeftOut.CONSTRUCT: "a side names regional constructs only (the West, the Balkans), which have no code",
    LeftOut.NO_ACTOR: "the text does not say who did it; the format requires an actor",
    LeftOut.NO_DATE: "the text does not say when; the format requires a date, and none is invented",
}


@dataclass(frozen=True, slots=True)
class Home(Generic[Row]):
    """A field of a statement, which rows hold something in it, and where it is kept; nowhere is ``None``."""

    field: str
    holds: Callable[[Row], bool]
    kept_in: str | None
    note: str


@dataclass(frozen=True, slots=True)
class FieldLoss:
    """In how many written rows a field held something that has no column of the format."""

    field: str
    rows: int
    kept_in: str | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LossReport:
    """Every live statement of the active coder is in ``written`` or in ``left_out``, once."""

    format: str
    coder: str
    statements: int
    written: int
    left_out: Mapping[LeftOut, int]
    fields: tuple[FieldLoss, ...]
    other_coders: Mapping[str, int]

    def json(self) -> str:
        """The report as an indented JSON object."""
        value: dict[str, Any] = {
            "format": self.format,
            "coder": self.coder,
            "statements": self.statements,
            "written": self.written,
            "left_out": sum(self.left_out.values()),
            "left_out_by_reason": {
                reason: {"statements": self.left_out.get(reason, 0), "why": WHY[reason]} for reason in LeftOut
            },
            "fields_without_a_column": {
                each.field: {"rows": each.rows, "kept_in": each.kept_in, "note": each.note} for each in self.fields
            },
            "readings_of_other_coders": dict(self.other_coders),
        }
        return json.dumps(value, ensure_ascii=False, indent=2) + "\n"

    def lines(self) -> list[str]:
        """The report in a few lines for a person."""
        left = sum(self.left_out.values())
        found = [f"{self.statements} statements: {self.written} written, {left} left out"]
        found += [f"  {count:>6} {reason}: {WHY[reason]}" for reason in LeftOut if (count := self.left_out.get(reason))]
        lost = [f"{each.field} ({each.rows})" for each in self.fields if each.rows and each.kept_in is None]
        if lost:
            found.append(f"not in the written rows: {', '.join(lost)}")
        found += [f"not considered: {count} readings of the coder {name}" for name, count in self.other_coders.items()]
        return found


def count_fields(homes: Iterable[Home[Row]], rows: Iterable[Row]) -> tuple[FieldLoss, ...]:
    """In how many rows each of these fields holds something."""
    kept = list(rows)
    return tuple(FieldLoss(home.field, sum(map(home.holds, kept)), home.kept_in, home.note) for home in homes)

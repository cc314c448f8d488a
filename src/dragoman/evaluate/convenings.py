"""Scores of convenings on official trips: the meeting found, who took part, when and where."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dragoman.errors import UsageError
from dragoman.evaluate.figures import Tally
from dragoman.language.sentences import split_sentences
from dragoman.records import Sentence, Span, Statement
from dragoman.statements.coder import Coder

MET = "Met with"
"""Rows whose remarks say this tell of a meeting."""
_HASH = 16

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Trip:
    """A trip by its row: who went where from when to when (ISO days), and what is remarked of it."""

    row: int
    who: str
    country: str
    locale: str
    start: str
    end: str
    remarks: str

    def text(self) -> str:
        """The trip as prose with written dates; the remarks stand at its end.

        >>> Trip(0, "Ann Lee", "Malta", "Valletta", "2001-05-03", "2001-05-04", "Met with ministers.").text()
        'Ann Lee visited Malta (Valletta) from 3 May 2001 to 4 May 2001. Met with ministers.'
        """
        where = f"{self.country} ({self.locale})" if self.locale else self.country
        return f"{self.who} visited {where} from {_written(self.start)} to {_written(self.end)}. {self.remarks}"


@dataclass(frozen=True, slots=True)
class LabelledGuest:
    """Somebody met, labelled by hand: the whole phrase, the own name in it, and whether it is a group."""

    phrase: Range
    name: Range
    group: bool


@dataclass(slots=True)
class ConveningScores:
    """Tallies over the rows that tell of a meeting; participants over the labelled ones.

    ``persons`` leaves the labelled groups out ("senior officials"), and what was answered for them.
    """

    rows: int = 0
    met: int = 0
    dates: int = 0
    places: int = 0
    both: int = 0
    participants: Tally = field(default_factory=Tally)
    persons: Tally = field(default_factory=Tally)
    not_met: list[int] = field(default_factory=list)
    wrong_circumstances: list[int] = field(default_factory=list)
    wrong_participants: list[int] = field(default_factory=list)

    def share(self, count: int) -> float:
        """A count as a share of the rows; 0 without rows."""
        return count / self.rows if self.rows else 0.0


def _written(day: str) -> str:
    value = date.fromisoformat(day)
    return f"{value.day} {value:%B} {value.year}"


def read_trips(path: Path) -> Iterator[Trip]:
    """The trips of a file of JSON Lines, numbered from 0."""
    with path.open(encoding="utf-8") as stream:
        for row, line in enumerate(stream):
            cells = json.loads(line)
            names = ("who", "country", "locale", "start", "end", "remarks")
            yield Trip(row, *(cells[name] for name in names))


def read_guests(path: Path, trips: Sequence[Trip]) -> dict[int, tuple[LabelledGuest, ...]]:
    """The labelled participants by row; they hold ranges of the remarks, and a hash that must fit them."""
    found = {}
    for line in path.read_text("utf-8").splitlines():
        label = json.loads(line)
        row = label["row"]
        if row >= len(trips) or hash_of(trips[row].remarks) != label["sha256"]:
            raise UsageError(f"{path}: row {row} of the trips is not the one that was labelled; take the same data")
        found[row] = tuple(
            LabelledGuest((each["start"], each["end"]), (each["name"][0], each["name"][1]), each["kind"] == "group")
            for each in label["participants"]
        )
    return found


def hash_of(remarks: str) -> str:
    """Tells that remarks are the ones that were labelled."""
    return hashlib.sha256(remarks.encode()).hexdigest()[:_HASH]


def score_trips(
    coder: Coder, trips: Iterable[Trip], guests: Mapping[int, tuple[LabelledGuest, ...]]
) -> ConveningScores:
    """What a coder reads of each trip that tells of a meeting, against its row and its labels."""
    scores = ConveningScores()
    for trip in trips:
        if MET not in trip.remarks:
            continue
        text = trip.text()
        sentences = [Sentence(start, end) for start, end in split_sentences(text, "en")]
        coding = coder.code(text, sentences, date=None, language="en")
        told = [each for each in coding.statements if each.convening]
        meeting = _of_meeting(told, text.index(MET, len(text) - len(trip.remarks)))
        _add_circumstances(scores, trip, meeting)
        if trip.row in guests:
            _add_guests(scores, trip, told, guests[trip.row])
    return scores


def _of_meeting(told: Iterable[Statement], met: int) -> Statement | None:
    """The convening of the clause that says "Met with", else one of its sentence."""
    here = [each for each in told if each.sentence.start <= met < each.sentence.end]
    return min(here, key=lambda each: abs((each.trigger or each.sentence).start - met), default=None)


def _add_circumstances(scores: ConveningScores, trip: Trip, meeting: Statement | None) -> None:
    scores.rows += 1
    if meeting is None:
        scores.not_met.append(trip.row)
    scores.met += meeting is not None
    day = meeting.date if meeting else None
    place = meeting.place if meeting else None
    right_date = day is not None and (day.start, day.end) == (trip.start, trip.end)
    right_place = place is not None and _in_heading(trip, place.span)
    scores.dates += right_date
    scores.places += right_place
    scores.both += right_date and right_place
    if meeting and not (right_date and right_place):
        scores.wrong_circumstances.append(trip.row)


def _in_heading(trip: Trip, span: Span) -> bool:
    """Whether words stand where the trip's country or town is told."""
    start = len(f"{trip.who} visited ")
    return start <= span.start and span.end <= start + len(f"{trip.country} ({trip.locale})")


def _add_guests(
    scores: ConveningScores, trip: Trip, told: Sequence[Statement], labelled: Sequence[LabelledGuest]
) -> None:
    """One answer for one label: right if it overlaps the person's name, or the group's words."""
    remarks = len(trip.text()) - len(trip.remarks)
    spans = {p.actor.span for each in told if each.convening for p in each.convening.participants}
    answers = sorted((s.start - remarks, s.end - remarks) for s in spans if s.start >= remarks)
    free = list(answers)
    of_groups = 0
    right: list[LabelledGuest] = []
    for guest in labelled:
        hit = next((each for each in free if _overlap(each, guest.name)), None)
        if hit:
            free.remove(hit)
            right.append(guest)
            of_groups += guest.group
    of_groups += sum(any(g.group and _overlap(each, g.phrase) for g in labelled) for each in free)
    persons = [each for each in labelled if not each.group]
    _count(scores.participants, len(right), len(answers), len(labelled))
    _count(scores.persons, sum(not each.group for each in right), len(answers) - of_groups, len(persons))
    if len(right) < max(len(answers), len(labelled)):
        scores.wrong_participants.append(trip.row)


def _count(tally: Tally, right: int, found: int, expected: int) -> None:
    tally.right += right
    tally.found += found
    tally.expected += expected


def _overlap(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]

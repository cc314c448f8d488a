"""Scores of convenings on official trips."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.evaluate.convenings import LabelledGuest, Trip, hash_of, read_guests, read_trips, score_trips
from dragoman.records import (
    Attribution,
    Coding,
    Convening,
    Date,
    DateOrigin,
    NamedActor,
    Participant,
    Place,
    Precision,
    ResolvedActor,
    Sentence,
    Span,
    Statement,
)
from dragoman.statements.coder import NeuralCoder

LABELS = Path(__file__).resolve().parent.parent / "statements" / "data" / "travels-participants.jsonl"
TRIP = Trip(0, "Ann Lee", "Malta", "Valletta", "2001-05-03", "2001-05-04", "Met with King Olaf and senior officials.")
GUESTS = (LabelledGuest((9, 18), (14, 18), group=False), LabelledGuest((23, 39), (23, 39), group=True))


class FakeCoder:
    """Answers every text with one convening whose participants, place and date are these words of it."""

    name = "fake"
    version = register_version = "1"

    def __init__(self, participants: Sequence[str], place: str, days: tuple[str, str]) -> None:
        self._participants, self._place, self._days = participants, place, days

    def code(self, text: str, sentences: Sequence[Sentence], *, date: str | None, language: str | None) -> Coding:
        def span(words: str) -> Span:
            start = text.index(words)
            return Span(start, start + len(words), words)

        nobody = ResolvedActor(None, None, None, None, None)
        people = tuple(Participant(NamedActor(span(each), nobody)) for each in self._participants)
        last = sentences[-1]
        statement = Statement(
            kind="convening",
            type="talks",
            about=None,
            source=(),
            target=(),
            object=None,
            trigger=span("Met with"),
            sentence=Span(last.start, last.end, text[last.start : last.end]),
            modality="actual",
            attribution=(Attribution("author"),),
            modes=(),
            contexts=(),
            date=Date(*self._days, Precision.RANGE, DateOrigin.STATED),
            place=Place(span(self._place)),
            confidence=1.0,
            reasons=(),
            convening=Convening(None, None, None, (), people),
        )
        return Coding((statement,), (), ())


def test_a_name_in_the_answer_is_right_and_a_title_alone_is_not() -> None:
    right = FakeCoder(["Ann Lee", "King Olaf", "senior officials"], "Valletta", ("2001-05-03", "2001-05-04"))
    scores = score_trips(right, [TRIP], {0: GUESTS})
    assert (scores.met, scores.both, scores.participants.f1, scores.persons.f1) == (1, 1, 1.0, 1.0)
    wrong = FakeCoder(["King", "senior officials"], "officials", ("2001-05-03", "2001-05-03"))
    scores = score_trips(wrong, [TRIP], {0: GUESTS})
    assert (scores.dates, scores.places, scores.participants.right, scores.persons.right) == (0, 0, 1, 0)
    assert scores.persons.found == 1
    assert scores.wrong_participants == scores.wrong_circumstances == [0]


def test_rows_that_tell_of_no_meeting_are_left_out() -> None:
    trip = Trip(0, "Ann Lee", "Malta", "", "2001-05-03", "2001-05-03", "Vacation.")
    assert score_trips(FakeCoder([], "Malta", ("", "")), [trip], {}).rows == 0


def test_labels_of_other_data_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps({"row": 0, "sha256": hash_of("other"), "participants": []}), "utf-8")
    with pytest.raises(UsageError, match="row 0"):
        read_guests(path, [TRIP])


def test_labels_fit_the_trips_and_hold_no_text(shared_data: Path) -> None:
    trips = list(read_trips(shared_data / "dev" / "travels.jsonl"))
    guests = read_guests(LABELS, trips)
    assert len(guests) == 150
    for row, labelled in guests.items():
        for guest in labelled:
            assert guest.phrase[0] <= guest.name[0] < guest.name[1] == guest.phrase[1] <= len(trips[row].remarks)
    assert set(json.loads(LABELS.read_text("utf-8").splitlines()[0])) == {"row", "sha256", "participants"}


@pytest.mark.model
def test_meetings_of_official_trips_are_read(shared_data: Path) -> None:
    trips = list(read_trips(shared_data / "dev" / "travels.jsonl"))
    guests = dict(list(read_guests(LABELS, trips).items())[::5])
    scores = score_trips(NeuralCoder(), [trips[row] for row in guests], guests)
    assert scores.share(scores.met) >= 0.9
    assert scores.participants.f1 >= 0.8
    assert scores.share(scores.dates) >= 0.95

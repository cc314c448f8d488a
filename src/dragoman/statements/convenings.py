"""Convenings: who met whom where, who held it, about what, read by rule from what the coder knows of each sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dragoman.dates.find import DateExpression
from dragoman.geo.places import FoundPlace
from dragoman.records import (
    Attribution,
    Convening,
    Date,
    DateOrigin,
    NamedActor,
    Participant,
    Place,
    Precision,
    Sentence,
    Span,
    Statement,
)
from dragoman.statements.meeting_words import FORMATS, MeetingWord, find_meeting_words, name_of, topic_of
from dragoman.statements.participants import Cast, people_after, people_before
from dragoman.statements.when import when_of
from dragoman.statements.where import where_of

_JOINT = re.compile(r"(?:[;,.]|(?<!\w)(?:and|i|te|и|а также|а))\s*(?:(?:also|then|также)\s+)?$", re.IGNORECASE)
_OPENING = re.compile(r"[\s“\"«„\[(–—-]*(?:(?:also|then|later|subsequently|также|takođe|također)\s+)*", re.IGNORECASE)
_ACTING = frozenset({"verb", "hold", "attend", "chair", "speak"})
_ROLES = {"attend": None, "verb": None, "chair": "chair", "speak": "speaker"}
_HELD = frozenset({"summit", "roundtable", "conference", "workshop", "session"})
_BETWEEN_DAYS = re.compile(r"\s*(?:to|until|through|and|-|–|—|do|по|до)\s*", re.IGNORECASE)
_TO_COME = re.compile(
    r"(?<!\w)(?:will|is due to|are due to|to be held|scheduled|planned|ће|će|состоится|пройд[её]т|провед[её]т)(?!\w)",
    re.IGNORECASE,
)
_LIST = 3
"""So many who meet are a list; two alone are a bare meeting, which the CONSULT says already."""
_SAFE, _BY_WORDS = 0.8, 0.6
"""Confidence where the words agree with a CONSULT that the encoder read, at most; and without one."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known of one sentence; ``place`` and ``dates`` stand in it, ``statements`` are its other claims."""

    sentence: Sentence
    statements: tuple[Statement, ...]
    dates: tuple[DateExpression, ...]
    places: tuple[FoundPlace, ...]


@dataclass(frozen=True, slots=True)
class _Visit:
    """A visit told of before, which notes without a subject go on from."""

    guests: tuple[Participant, ...]
    date: Date | None
    place: Place | None
    end: int


@dataclass(frozen=True, slots=True)
class _Part:
    """A clause: its range, its words for meetings, and the CONSULT or the announced one it makes."""

    start: int
    end: int
    words: tuple[MeetingWord, ...]
    claim: Statement | None
    elided: bool

    def first(self, *parts: str) -> MeetingWord | None:
        """The first word of these parts."""
        return next((each for each in self.words if each.part in parts), None)

    @property
    def noun(self) -> MeetingWord | None:
        """The word for the meeting, the more telling before "meeting" and "visit"."""
        nouns = [each for each in self.words if each.part == "noun"]
        return next((each for each in nouns if each.type in _HELD), nouns[0] if nouns else None)


def convenings(cast: Cast, scenes: Sequence[Scene]) -> list[tuple[Statement, ...]]:
    """The convenings of each sentence of a text.

    One is told where a word for a meeting or a CONSULT comes with a name, an organiser, a topic or a list of
    participants. A following sentence that only lists who took part adds to it; a note without a subject
    ("Met with the President.") goes on from the visit before it in its paragraph.
    """
    found: list[list[Statement]] = []
    visit: _Visit | None = None
    for scene in scenes:
        visit = visit if visit and not _new_paragraph(cast.text, visit.end, scene.sentence.start) else None
        here = [] if _add_to_last(cast, scene, found) else list(_of_sentence(cast, scene, visit))
        found.append(here)
        seen = _visit(cast, scene)
        visit = seen or (replace(visit, end=scene.sentence.end) if visit else None)
    return [tuple(each) for each in found]


def _new_paragraph(text: str, end: int, start: int) -> bool:
    return "\n" in text[end:start].strip(" ")


def _of_sentence(cast: Cast, scene: Scene, visit: _Visit | None) -> Iterator[Statement]:
    used: set[tuple[int, int]] = set()
    for part in _parts(cast, scene):
        statement = _read(cast, scene, part, visit if part.elided else None)
        if statement and statement.trigger and (statement.trigger.start, statement.trigger.end) not in used:
            used.add((statement.trigger.start, statement.trigger.end))
            yield statement


def _parts(cast: Cast, scene: Scene) -> Iterator[_Part]:
    """The clauses of a sentence, cut where a new verb begins behind a comma, a semicolon or an "and"."""
    text, sentence = cast.text, scene.sentence
    words = _words(cast, sentence.start, sentence.end)
    acting = [each for each in words if each.part in _ACTING]
    cuts = [w.start for w in acting if _JOINT.search(text[sentence.start : w.start])]
    elided = bool(acting) and _OPENING.fullmatch(text, sentence.start, acting[0].start) is not None
    for start, end in pairwise(sorted({sentence.start, *cuts, sentence.end})):
        inside = tuple(each for each in words if start <= each.start < end)
        verb = next((each for each in inside if each.part in _ACTING), None)
        opens = elided and verb is not None and not cast.within(start, verb.start)
        yield _Part(start, end, inside, _claim(scene, start, end), opens)


def _words(cast: Cast, start: int, end: int) -> tuple[MeetingWord, ...]:
    """The words for meetings in a range, without those that belong to what somebody is called."""
    titles = [each.span for each in cast.within(start, end) if each.resolved.kind in {"person", "office"}]
    found = find_meeting_words(cast.text, cast.language, start, end)
    return tuple(w for w in found if w.part != "noun" or not any(t.start <= w.start < t.end for t in titles))


def _claim(scene: Scene, start: int, end: int) -> Statement | None:
    """The surest CONSULT of a clause, or the announcement of one."""
    here = [each for each in _on_meetings(scene, start, end) if each.type in {"CONSULT", "AGREE"}]
    return max(here, key=lambda each: each.confidence, default=None)


def _on_meetings(scene: Scene, start: int, end: int) -> list[Statement]:
    """What a clause says of meetings: that they meet, will, should or will not."""
    meetings = [each for each in scene.statements if each.kind == "event" and "CONSULT" in {each.type, each.about}]
    return [each for each in meetings if start <= (each.trigger or each.sentence).start < end]


def _read(cast: Cast, scene: Scene, part: _Part, visit: _Visit | None) -> Statement | None:
    """The convening of a clause, if it tells more than that somebody met somebody."""
    noun, verb = part.noun, part.first("verb")
    trigger = _trigger(cast, part)
    if trigger is None or not (part.claim or verb or (noun and _takes_place(part))):
        return None
    if part.claim is None and _on_meetings(scene, part.start, part.end):
        return None
    organisers = _organisers(cast, part)
    people = _people(cast, part, organisers)
    date, place, reasons = _circumstances(cast, scene, trigger, visit)
    name = name_of(cast.text, noun, _after_verb(part, noun), part.end, language=cast.language) if noun else None
    topic = _topic(cast, scene, part, place)
    enough = name or topic or organisers or _lists(part, people)
    everyone = (*(each for each in organisers), *(each.actor for each in people))
    if part.elided and visit:
        people = [*visit.guests, *people]
        everyone = everyone or tuple(each.actor for each in visit.guests)
    if not enough or not everyone:
        return None
    convening = Convening(
        name=_span(cast, name),
        format=_format(part),
        topic=_span(cast, topic),
        organisers=tuple(organisers),
        participants=tuple(people),
    )
    return _statement(cast, scene, part, convening, trigger, (date, place), reasons)


def _lists(part: _Part, people: Sequence[Participant]) -> bool:
    """Whether those who meet make a list: three, or anybody in a note that leaves out who met them."""
    tour = part.noun is None and _type(part) == "visit"
    counted = [each for each in people if not (tour and each.actor.resolved.kind != "person")]
    return len(counted) >= _LIST or (part.elided and not tour and bool(people))


def _takes_place(part: _Part) -> bool:
    """Whether something is said to be done with the meeting: held, attended, chaired."""
    return any(each.part in _ACTING or each.part.startswith("by.") for each in part.words)


def _trigger(cast: Cast, part: _Part) -> Span | None:
    word = part.noun or part.first("verb")
    if word:
        return Span(word.start, word.end, cast.text[word.start : word.end])
    return part.claim.trigger if part.claim else None


def _after_verb(part: _Part, noun: MeetingWord) -> int:
    """Where the clause goes on behind its last verb before the noun: a name does not begin before that."""
    return max([part.start, *(each.end for each in part.words if each.part in _ACTING and each.end <= noun.start)])


def _organisers(cast: Cast, part: _Part) -> list[NamedActor]:
    found: list[Participant] = []
    for word in part.words:
        if word.part == "by.organiser":
            found += people_after(cast, word.end, part.end)
        elif word.part == "hold" and part.noun and part.noun.type in _HELD:
            found += _subjects(cast, part, word)
    return _once([each.actor for each in found])


def _subjects(cast: Cast, part: _Part, word: MeetingWord, *, role: str | None = None) -> list[Participant]:
    """The subject of a verb: before it, or, where the order of words is free, right behind it."""
    behind = people_after(cast, word.end, part.end, role=role) if cast.language != "en" else []
    close = behind and not cast.text[word.end : behind[0].actor.span.start].strip()
    return behind if close else people_before(cast, part.start, word.start, role=role)


def _people(cast: Cast, part: _Part, organisers: Sequence[NamedActor]) -> list[Participant]:
    """Who takes part: by the lists behind the words for it, then by the CONSULT of the clause."""
    found: list[Participant] = []
    for word in part.words:
        if word.part.startswith("by.") and word.part != "by.organiser":
            role = word.part.partition(".")[2]
            found += people_after(cast, word.end, part.end, role=None if role == "participant" else role)
        elif word.part in _ROLES:
            found += _subjects(cast, part, word, role=_ROLES[word.part])
        if word.part == "verb" or (word.part == "with" and _meets_before(part, word)):
            found += people_after(cast, word.end, part.end)
    found += _of_claim(cast, part)
    taken = [each.span for each in organisers]
    return [each for each in _each_once(found) if not any(_meet(each.actor.span, span) for span in taken)]


def _meets_before(part: _Part, word: MeetingWord) -> bool:
    meets = part.claim.trigger.start if part.claim and part.claim.trigger else word.end
    return meets < word.start or any(w.part in {"noun", "verb"} and w.end <= word.start for w in part.words)


def _of_claim(cast: Cast, part: _Part) -> Iterator[Participant]:
    claim = part.claim
    if claim is None:
        return
    visit = "visit" in claim.modes and claim.source and claim.target
    for side, role in ((claim.source, "guest"), (claim.target, "host")):
        for actor in side:
            if actor.span.start >= part.end or (part.elided and actor.span.start < part.start):
                continue
            own = next((each for each in cast.actors if each.span == actor.span), actor)
            (person, *_) = people_before(cast, own.span.start, own.span.end) or [Participant(own)]
            yield replace(person, role=role if visit else None)


def _each_once(people: Sequence[Participant]) -> list[Participant]:
    """Each participant once, from left to right; who is only somebody's affiliation is none."""
    found: list[Participant] = []
    houses = [each.affiliation for each in people if each.affiliation]
    offices = {each.office for each in people}
    for each in people:
        twin = next((i for i, other in enumerate(found) if _meet(each.actor.span, other.actor.span)), None)
        if twin is not None:
            found[twin] = _joined(found[twin], each)
        elif each.actor.span.text not in offices and not any(_is_house(each, house, people) for house in houses):
            found.append(each)
    return sorted(found, key=lambda each: each.actor.span.start)


def _is_house(person: Participant, house: str, people: Sequence[Participant]) -> bool:
    span = person.actor.span
    return span.text in house and any(
        each.affiliation == house and 0 <= span.start - each.actor.span.end <= len(house) + 80 for each in people
    )


def _joined(one: Participant, other: Participant) -> Participant:
    return replace(
        one,
        role=one.role or other.role,
        office=one.office or other.office,
        affiliation=one.affiliation or other.affiliation,
    )


def _once(actors: Sequence[NamedActor]) -> list[NamedActor]:
    return list({(each.span.start, each.span.end): each for each in actors}.values())


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _topic(cast: Cast, scene: Scene, part: _Part, place: Place | None) -> tuple[int, int] | None:
    """What it is about, as the words say; else the object of the CONSULT, if it is no participant."""
    stops = [each.span.start for each in scene.dates] + ([place.span.start] if place else [])
    found = topic_of(cast.text, part.words, part.noun, stops, part.end)
    claim = part.claim
    if found or claim is None or claim.object is None:
        return found
    object_ = claim.object
    others = [each.span for each in (*claim.source, *claim.target)]
    others += [Span(w.start, w.end, "") for w in part.words if w.part == "noun"]
    if any(_meet(object_, each) for each in others) or object_.end > part.end:
        return None
    return object_.start, object_.end


def _span(cast: Cast, found: tuple[int, int] | None) -> Span | None:
    return Span(found[0], found[1], cast.text[found[0] : found[1]]) if found and found[0] < found[1] else None


def _format(part: _Part) -> str | None:
    """As the words say, else at a distance where it is a call; unknown otherwise."""
    said = {each.part for each in part.words}
    stated = next((each for each in FORMATS if each in said), None)
    if stated is None and _type(part) == "call":
        return "online"
    return "hybrid" if {"online", "in_person"} <= said else stated


def _circumstances(
    cast: Cast, scene: Scene, trigger: Span, visit: _Visit | None
) -> tuple[Date | None, Place | None, tuple[str, ...]]:
    """When and where, and why: by the sentence, else by the visit that a note without a subject goes on from."""
    date, why_date = _when(cast, scene, trigger)
    place, why_place = where_of(scene.places, cast.text, near=trigger, actors=[])
    if visit and date is None and visit.date:
        date, why_date = visit.date, "date: of the visit told of before"
    if visit and place is None and visit.place:
        place, why_place = visit.place, f"place “{visit.place.span.text}”: of the visit told of before"
    return date, place, (why_date, why_place)


def _when(cast: Cast, scene: Scene, trigger: Span) -> tuple[Date | None, str]:
    """The date nearest the meeting's word; two days joined by "to" are the stretch between them."""
    date, why = when_of(scene.dates, near=trigger, apart=[])
    for one, other in pairwise(scene.dates):
        if date in {one.date, other.date} and one.date and other.date:
            joined = _BETWEEN_DAYS.fullmatch(cast.text, one.span.end, other.span.start)
            if joined and one.date.start <= other.date.end:
                return _stretch(one.date, other.date), f"from “{one.span.text}” to “{other.span.text}”"
    return date, why


def _stretch(one: Date, other: Date) -> Date:
    if one.start == other.end:
        return one
    return Date(one.start, other.end, Precision.RANGE, one.origin if one.origin == other.origin else DateOrigin.STATED)


def _visit(cast: Cast, scene: Scene) -> _Visit | None:
    """The visit a sentence tells of, for the notes behind it."""
    start, end = scene.sentence.start, scene.sentence.end
    words = _words(cast, start, end)
    verb = next((each for each in words if each.type == "visit"), None)
    if verb is None:
        return None
    trigger = Span(verb.start, verb.end, cast.text[verb.start : verb.end])
    guests = people_before(cast, start, verb.start, role="guest")
    date, _ = _when(cast, scene, trigger)
    place = next((each.place for each in scene.places if each.place.span.start >= verb.end), None)
    return _Visit(tuple(guests), date, place, end) if guests else None


def _add_to_last(cast: Cast, scene: Scene, found: list[list[Statement]]) -> bool:
    """Adds those whom a sentence only lists as having taken part to the convening told of before; whether it did."""
    before = next(((i, each[-1]) for i, each in reversed(list(enumerate(found))) if each), None)
    if before is None:
        return False
    at, last = before
    if last.convening is None or "\n\n" in cast.text[last.sentence.end : scene.sentence.start].strip(" "):
        return False
    start, end = scene.sentence.start, scene.sentence.end
    words = _words(cast, start, end)
    part = _Part(start, _list_end(cast.text, words, end), words, None, elided=False)
    if part.first("noun", "verb") or not any(word.part.startswith("by.") for word in words):
        return False
    people = _people(cast, part, last.convening.organisers)
    organisers = _once([*last.convening.organisers, *_organisers(cast, part)])
    everybody = _each_once([*last.convening.participants, *people])
    more = bool(people) or organisers != list(last.convening.organisers)
    if more:
        convening = replace(last.convening, organisers=tuple(organisers), participants=tuple(everybody))
        source = tuple(_once([*last.source, *organisers, *(each.actor for each in people)]))
        reasons = (*last.reasons, f"further participants: “{cast.text[start:end][:80]}”")
        found[at][-1] = replace(last, convening=convening, source=source, reasons=reasons)
    return more


def _list_end(text: str, words: Sequence[MeetingWord], end: int) -> int:
    """The end of a sentence, or of the lines of a list that it opens with a colon."""
    if not any(text[each.end - 1] == ":" for each in words):
        return end
    blank = re.compile(r"\n\s*\n|$").search(text, end)
    lines = re.compile(r"(?:\s*\n\s*(?:[-•–*]|\d+[.)])[^\n]*)*").match(text, end)
    return min(blank.start() if blank else end, lines.end()) if lines else end


def _statement(  # noqa: PLR0917 - what was read of one convening
    cast: Cast,
    scene: Scene,
    part: _Part,
    convening: Convening,
    trigger: Span,
    circumstances: tuple[Date | None, Place | None],
    reasons: tuple[str, ...],
) -> Statement:
    claim = part.claim
    sentence = scene.sentence
    everyone = _once([*convening.organisers, *(each.actor for each in convening.participants)])
    type_ = _type(part)
    sides = claim is not None and type_ == "visit" and claim.source and claim.target
    return Statement(
        kind="convening",
        type=type_,
        about=None,
        source=claim.source if claim and sides else tuple(sorted(everyone, key=lambda each: each.span.start)),
        target=claim.target if claim and sides else (),
        object=None,
        trigger=trigger,
        sentence=Span(sentence.start, sentence.end, cast.text[sentence.start : sentence.end]),
        modality=_modality(cast, part),
        attribution=claim.attribution if claim else (Attribution("author"),),
        modes=(),
        contexts=claim.contexts if claim else (),
        date=circumstances[0],
        place=circumstances[1],
        confidence=round(min(_SAFE, claim.confidence), 4) if claim else _BY_WORDS,
        reasons=(_why(trigger, claim), *reasons),
        convening=convening,
    )


def _why(trigger: Span, claim: Statement | None) -> str:
    beside = f", beside the {claim.type} of this sentence, with which it counts once" if claim else ""
    return f"convening by “{trigger.text}”{beside}"


def _type(part: _Part) -> str:
    """By the word for it; else as the CONSULT took place."""
    word = part.noun or part.first("verb")
    if word and word.type and (word.type != "talks" or word.part == "verb"):
        return word.type
    modes = part.claim.modes if part.claim else ()
    if "phone" in modes:
        return "call"
    return "visit" if word is None and "visit" in modes else "talks"


def _modality(cast: Cast, part: _Part) -> str:
    if part.claim:
        return "planned" if part.claim.about == "CONSULT" and part.claim.modality == "actual" else part.claim.modality
    return "planned" if _TO_COME.search(cast.text, part.start, part.end) else "actual"

"""Who takes part in a meeting, read from lists in prose and from lists of lines: person, office, affiliation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.actors.phrases import Part, read_phrase
from dragoman.actors.register import Register
from dragoman.records import Name, NamedActor, Participant, ResolvedActor, Span
from dragoman.statements.meeting_words import find_meeting_words

_PEOPLE = frozenset({"person", "office", "body", "party", "armed_group", "company", "people", "state", "construct"})
_HOUSES = frozenset({"body", "company", "party"})
_UNKNOWN = ResolvedActor(None, None, "person", None, None)
_SMALL = r"(?:the|a|an|his|her|its|their|other|both|also|then|later|subsequently|separately|with|s|sa|с|со|са)\s+"
_FIRST = re.compile(r"[\s:,“\"«„]*(?:[-•–*]\s*)?(?:[^\W\d_A-ZА-ЯЂЈЉЊЋЏ][\w-]*\s+){0,2}[“\"«„]?")
_JOIN = re.compile(
    r"(?:\s*[,;]\s*|\s+)(?:(?:and|or|as well as|along with|together with|alongside|i|te|a|kao i|и|а также|те|као и|"
    rf"вместе с|вместе со)\s+)?(?:{_SMALL}){{0,3}}",
    re.IGNORECASE,
)
_AND = re.compile(
    r"[,;]|(?<!\w)(?:and|or|as well as|along with|together with|alongside|i|te|kao i|и|также|те|као и)(?!\w)"
)
_OF = re.compile(r"\s+(?P<word>of|from|at|iz|sa|из|от)\s+(?:the\s+)?", re.IGNORECASE)
_BRACKET = re.compile(r"\s*\((?P<words>[^()\n]{2,80})\)")
_APPOSITION = re.compile(r"\s*[,–—]\s+(?P<words>[^,;.()\n–—]{2,120})")
_ARTICLE = re.compile(r"(?:an?|the)\s+(?=[^\W\d_])", re.IGNORECASE)
_LEAD_OUT = re.compile(r"\s+(?:of|at|for|from|in|with|the|iz|za|u|pri|в|из|при|от)$", re.IGNORECASE)
_TURN = re.compile(r"\s+(?:(?:of|at|for|from|in|with|the|iz|za|u|pri|в|из|при|от)\s+)*(?=[A-ZА-ЯЂЈЉЊЋЏČĆŠŽĐ])")
_HOUSE_TURN = re.compile(r"\s+(?:of|at|for|from|with)\s+(?:the\s+)?", re.IGNORECASE)
_LOWER = re.compile(r"(?<!\w)[^\W\d_A-ZА-ЯЂЈЉЊЋЏČĆŠŽĐ]{3}")
_MANY = re.compile(
    r"\b(?:officials|leaders|ministers|members|counterparts|representatives|ambassadors|experts|heads|presidents|"
    r"envoys|others|delegates|officers)\b",
    re.IGNORECASE,
)
_REACH = 3
"""How many words into an apposition a word for an office may stand."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody a text names, from left to right, with what is needed to read what it says of them."""

    text: str
    language: str
    register: Register
    actors: tuple[NamedActor, ...]
    names: tuple[Name, ...]

    def within(self, start: int, end: int) -> tuple[NamedActor, ...]:
        """Those who stand in a range."""
        return tuple(each for each in self.actors if start <= each.span.start and each.span.end <= end)


def cast_of(
    text: str, language: str, register: Register, *, actors: Sequence[NamedActor], names: Sequence[Name]
) -> Cast:
    """The cast of a text: outermost mentions that can take part in something, and persons nobody mentions otherwise."""
    persons = [each for each in names if each.kind == "person" and not _covered(each, actors)]
    strangers = [NamedActor(Span(p.start, p.end, text[p.start : p.end]), _UNKNOWN) for p in persons]
    everyone = sorted((*actors, *strangers), key=lambda each: (each.span.start, -each.span.end))
    outermost: list[NamedActor] = []
    for each in everyone:
        if not outermost or each.span.end > outermost[-1].span.end:
            outermost.append(each)
    return Cast(text, language, register, tuple(outermost), tuple(names))


def _covered(name: Name, actors: Sequence[NamedActor]) -> bool:
    return any(each.span.start < name.end and name.start < each.span.end for each in actors)


def people_after(cast: Cast, start: int, end: int, *, role: str | None = None) -> list[Participant]:
    """The participants listed from ``start`` on: as far as the list goes, at most to ``end``.

    Lists are joined by commas and "and"; behind a colon also by semicolons and line breaks, a participant an
    item: "Ana Kovač, professor, University of Zagreb; ...".
    """
    if cast.text[start - 1 : start] == ":":
        return [replace(each, role=role) for each in _items(cast, start, end)]
    found: list[Participant] = []
    at = start
    for actor in cast.within(start, end):
        if actor.span.start < at:
            continue
        if not (_JOIN if found else _FIRST).fullmatch(cast.text, at, actor.span.start) or not _can_come(actor):
            break
        participant, at = described(cast, actor, end)
        found.append(replace(participant, role=role))
    return found


def _items(cast: Cast, start: int, end: int) -> Iterator[Participant]:
    """One participant for each item of a list; an item without anybody in it is none."""
    listed = cast.text[start:end]
    splits = re.finditer(r"[^;\n]+", listed) if re.search(r";|\n\s*\S", listed.strip()) else None
    if splits is None:
        yield from people_after(cast, start + 1, end)
        return
    for item in splits:
        first, last = start + item.start(), start + item.end()
        head = next((each for each in cast.within(first, last) if _can_come(each)), None)
        if head and _FIRST.fullmatch(cast.text, first, head.span.start):
            participant, at = described(cast, head, last)
            yield _with_house(cast, participant, at, last)


def _with_house(cast: Cast, participant: Participant, at: int, end: int) -> Participant:
    """A list item's last field as the affiliation, if nothing before gave one."""
    rest = cast.text[at:end].strip(" ,.\n")
    if participant.affiliation or not rest or "," in rest:
        return participant
    return replace(participant, affiliation=rest)


def people_before(cast: Cast, start: int, end: int, *, role: str | None = None) -> list[Participant]:
    """The participants whose list ends right before ``end``: the subject of a verb there."""
    text = cast.text
    found: list[NamedActor] = []
    at = end
    for actor in reversed(cast.within(start, end)):
        gap = text[actor.span.end : at]
        near = _JOIN.fullmatch(gap) and _AND.search(gap) if found else len(gap.split()) <= _REACH
        if not near or (not found and re.search(r"[;:]", gap)) or not _can_come(actor):
            break
        found.append(actor)
        at = actor.span.start
    return [replace(described(cast, each, each.span.end)[0], role=role) for each in reversed(found)]


def _can_come(actor: NamedActor) -> bool:
    return actor.resolved.kind in _PEOPLE


def described(cast: Cast, actor: NamedActor, end: int) -> tuple[Participant, int]:
    """A participant with office and affiliation as the text gives them, and where what it says of him ends."""
    office, affiliation = _title(cast, actor)
    at = actor.span.end
    if actor.resolved.kind == "person":
        for read in (_of_whom, _in_brackets, _apposition):
            said = read(cast, at, end)
            if said:
                office, affiliation, at = office or said[0], said[1] or affiliation, said[2]
    return Participant(actor, None, office, affiliation), at


_Said = tuple[str | None, str | None, int]


def _title(cast: Cast, actor: NamedActor) -> tuple[str | None, str | None]:
    """What stands before the name of a person: "Japanese Prime Minister Kishida Fumio"."""
    span = actor.span
    if actor.resolved.kind != "person":
        return None, None
    inside = [n for n in cast.names if n.kind == "person" and span.start <= n.start and n.end <= span.end]
    name = inside[-1].start - span.start if inside else 0
    if inside and not name and cast.language != "en":
        return None, None
    items = read_phrase(cast.register, span.text, language=cast.language).items
    roles = [item.match.end for item in items if item.part in {Part.ROLE, Part.TITLE, Part.FORMER}]
    last = max([end for end in roles if end < len(span.text)], default=0)
    lead = span.text[: max(name, last)].strip()
    if not lead or not (last or _LOWER.search(lead)) or "(" in lead:
        return None, None
    for item in items:
        before, behind = lead[: item.match.start].strip(), lead[item.match.end :].strip()
        if item.part in {Part.ACTOR, Part.ADJECTIVE} and item.match.end <= len(lead) and not (before and behind):
            return _LEAD_OUT.sub("", (before + behind).strip(" -'’")) or None, lead[item.match.start : item.match.end]
    return lead, None


def _of_whom(cast: Cast, at: int, end: int) -> _Said | None:
    """An affiliation: "A of B"."""
    match = _OF.match(cast.text, at, end)
    if not match:
        return None
    house = next((each for each in cast.actors if each.span.start == match.end()), None)
    kinds = _HOUSES if match["word"].lower() in {"at", "sa"} else _HOUSES | {"state"}
    if house is None or house.resolved.kind not in kinds or house.span.end > end:
        return None
    return None, house.span.text, house.span.end


def _in_brackets(cast: Cast, at: int, end: int) -> _Said | None:
    """What brackets say: "E (F)"."""
    match = _BRACKET.match(cast.text, at, end)
    if not match:
        return None
    office, affiliation = _split(cast, match.start("words"), match.end("words"))
    return office, affiliation, match.end()


def _apposition(cast: Cast, at: int, end: int) -> _Said | None:
    """What a comma adds to a person (", director of D,"); a further person or a group there is the list's next."""
    match = _APPOSITION.match(cast.text, at, end)
    if not match:
        return None
    start, stop = match.span("words")
    inside = [each for each in cast.actors if start <= each.span.start < stop]
    following = [each for each in inside if each.resolved.kind == "person"]
    if following:
        joints = list(_AND.finditer(cast.text, start, following[0].span.start))
        stop = joints[-1].start() if joints else start
    words = cast.text[start:stop].rstrip()
    if not _is_office(cast, start, start + len(words)) or _MANY.search(words):
        return None
    office, affiliation = _split(cast, start, start + len(words))
    return office, affiliation, start + len(words)


def _is_office(cast: Cast, start: int, end: int) -> bool:
    """Whether words tell what somebody is."""
    words = cast.text[start:end].split()
    reach = start + len(" ".join(words[:_REACH]))
    return any(each.part == "office" for each in find_meeting_words(cast.text, cast.language, start, min(reach, end)))


def _split(cast: Cast, start: int, end: int) -> tuple[str | None, str | None]:
    """Words for what somebody is as office and affiliation: "a professor at the University of Zagreb"."""
    article = _ARTICLE.match(cast.text, start, end)
    words = cast.text[article.end() if article else start : end].strip()
    if not _is_office(cast, start, end):
        return None, words or None
    turn = (_TURN if words[:1].islower() else _HOUSE_TURN).search(words)
    if not turn:
        return words, None
    return words[: turn.start()], words[turn.end() :]

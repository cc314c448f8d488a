"""Words that name a meeting, its format, and who has which part in it, in five languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from dragoman.actors.tables import read_table

_CYRILLIC = str.maketrans("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш")
_DIGRAPHS = (("lj", "љ"), ("nj", "њ"), ("dž", "џ"))
FORMATS = ("hybrid", "online", "in_person")
"""Parts that tell the format, the more telling first."""
_SOUTH_SLAVIC = frozenset({"sr", "hr", "bs"})


@dataclass(frozen=True, slots=True)
class MeetingWord:
    """A word or phrase of the lexicon where it stands; ``type`` is a convening's, for nouns and verbs."""

    start: int
    end: int
    part: str
    type: str


def find_meeting_words(text: str, language: str, start: int, end: int) -> tuple[MeetingWord, ...]:
    """The lexicon's words in a range of the text, from left to right; of one inside another the longer stands.

    >>> [(w.part, w.type) for w in find_meeting_words("Met at a summit meeting", "en", 0, 23)]
    [('verb', 'talks'), ('noun', 'summit')]
    """
    found = [
        MeetingWord(match.start(), match.end(), part, type_)
        for part, type_, pattern in _patterns("sh" if language in _SOUTH_SLAVIC else language)
        for match in pattern.finditer(text, start, end)
    ]
    found.sort(key=lambda each: (each.start, -each.end))
    return tuple(each for each in found if not any(_inside(each, other) for other in found))


def _inside(one: MeetingWord, other: MeetingWord) -> bool:
    """Whether a word is only a piece of a longer one; words for the format are pieces of other words by nature."""
    if one.part in FORMATS or other.part in FORMATS or other.part == "office":
        return False
    return other.start <= one.start and one.end <= other.end and one.end - one.start < other.end - other.start


@cache
def _patterns(language: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Each part and type with the pattern of its words."""
    file = resources.files("dragoman.statements").joinpath("data", "meetings.tsv")
    rows = [row for row in read_table("meetings.tsv", file.read_text("utf-8")) if row["language"] == language]
    return tuple((row["part"], row["type"], _pattern(row.many("words"), language)) for row in rows)


def _pattern(words: tuple[str, ...], language: str) -> re.Pattern[str]:
    spellings = [spelling for each in words for spelling in _spellings(each, language)]
    ordered = sorted(spellings, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(_stem(each) for each in ordered)})", re.IGNORECASE)


def _spellings(words: str, language: str) -> Iterator[str]:
    yield words
    if language == "sh":
        for pair, letter in _DIGRAPHS:
            words = words.replace(pair, letter)
        yield words.translate(_CYRILLIC)


def _stem(words: str) -> str:
    pattern = r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in words.split())
    return pattern + r"(?!\w)" if words[-1].isalnum() or words[-1] == "*" else pattern


_BIG = r"(?:[A-ZА-ЯЂЈЉЊЋЏČĆŠŽĐ\d][^\s,;:()“”«»„\"]*)"
_LEFT = re.compile(rf"(?:{_BIG}\s+(?:(?:of|and|the|for|on)\s+){{0,2}})+$")
_LEFT_ORDER = re.compile(
    r"(?:[^\W\d_]+\s+){0,2}(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|annual|extraordinary)\s+$",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    rf"(?:\s+(?:(?:of|on|for|to|and|in|de|the|o|u|za|и|по|о|об|в)\s+){{0,3}}{_BIG})+(?:(?<=\w\w[aeaeаеуо])\s+[^\W\d_A-ZА-Я]+)?"
)
_QUOTED = re.compile(r",?\s*[«„“\"](?P<inner>[^»“”\"\n]{2,120})[»“”\"]")
_ON = re.compile(r"\s+(?:on|about|o|о|об|по)\s+", re.IGNORECASE)
_TOPIC_END = re.compile(
    r"[,;:.()—]|\s(?:held|hosted|attended|organi[sz]ed|chaired|moderated|with|and (?:met|visited|attended|signed|"
    r"addressed)|održan\w*|koj\w+|između|između|одржан\w*|кој\w+|котор\w+|между|s|sa|с|со|са|uz|уз)(?!\w)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:\s+(?:in|on|at|for|from|by|near|u|na|od|za|dana|в|на|под|во|у|до|and|i|и|the|held|of)|[\s,;.:—-])+$",
    re.IGNORECASE,
)
_SET_IN = re.compile(r"(?<!\w)(?:u|у|в|во)\s+$", re.IGNORECASE)
"""Before a capital word that tells where a meeting was, not what it is called."""
_LONGEST_TOPIC = 160


def name_of(text: str, noun: MeetingWord, start: int, end: int, *, language: str) -> tuple[int, int] | None:
    """The range of a meeting's own name around its noun ("the G7 Summit"), inside a clause; None where it has none.

    A plain noun ("a meeting") names nothing.
    """
    left = _LEFT.search(text[start : noun.start]) or _LEFT_ORDER.search(text[start : noun.start])
    if left and language != "en" and _SET_IN.search(text[start : start + left.start()]):
        left = None
    if left and not left.start() and len(left[0].split()) == 1 and text[noun.start].islower():
        left = None
    begin = start + left.start() if left else noun.start
    quoted = _QUOTED.match(text, noun.end, end)
    if quoted:
        return _from(text, begin), quoted.end()
    right = _RIGHT.match(text, noun.end, end)
    capital = text[noun.start].isupper() and noun.start > start
    if left is None and not capital and not _names(noun, right, language):
        return None
    return _from(text, begin), _bare_end(text, right.end()) if right and _names(noun, right, language) else noun.end


def _names(noun: MeetingWord, right: re.Match[str] | None, language: str) -> bool:
    """Whether capitals behind the noun belong to its name, not to the place or the guests."""
    if right is None:
        return False
    first = right[0].split()[0]
    loose = language == "en" or noun.type in {"talks", "visit", "call"}
    return first.casefold() in {"of", "on", "for"} or (first[0].isupper() and not loose)


def _bare_end(text: str, end: int) -> int:
    return end - 1 if text[end - 1] == "." else end


def _from(text: str, begin: int) -> int:
    """Past articles and joints at the beginning of a name."""
    skip = re.compile(r"(?:(?:the|an?|of|and|for|on|its|their|his|her)\s+)*", re.IGNORECASE).match(text, begin)
    return skip.end() if skip else begin


def topic_of(
    text: str, words: Iterable[MeetingWord], noun: MeetingWord | None, stops: Iterable[int], end: int
) -> tuple[int, int] | None:
    """The range of what a meeting is about: behind "on" next to its noun, or behind "to discuss" and the like.

    ``stops`` are where dates and the place begin; the topic ends before them.
    """
    starts = [each.end for each in words if each.part == "topic"]
    if noun:
        quoted = _QUOTED.match(text, noun.end, end)
        on = _ON.match(text, quoted.end() if quoted else noun.end, end)
        starts = [on.end()] if on else starts
    for start in starts:
        stop = min([end, start + _LONGEST_TOPIC, *(each for each in stops if each > start)])
        cut = _TOPIC_END.search(text, start, stop)
        words_ = _TAIL.sub("", text[start : cut.start() if cut else stop])
        lead = len(words_) - len(words_.lstrip())
        if words_.strip() and (start + lead) < stop:
            return start + lead, start + len(words_)
    return None

"""The form table: which words of a text name whom, longest match first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from dragoman.actors.tokens import Tokens, tokenize

ENGLISH, RUSSIAN, SOUTH_SLAVIC = 1, 2, 4
_LANGUAGES = {
    "en": ENGLISH,
    "ru": RUSSIAN,
    **dict.fromkeys(("sr", "hr", "bs", "sh", "me", "cnr"), SOUTH_SLAVIC),
}
ANY_CASE, CAPITAL, ACRONYM, SECOND_CAPITAL = range(4)
_JOINTS = frozenset(" \t\n\xa0\u202f-‐‑–'’./&+\xad")
_LONGEST_GAP = 3
_CASE_SUFFIXES = frozenset(("a", "u", "om", "em", "e", "ov", "ova", "ovi", "ove", "ovo", "ovim", "ovog", "ovoj", "s"))
_RUSSIAN_ONLY = frozenset("ыэъёщйюяьЫЭЪЁЩЙЮЯЬ")
_SERBIAN_ONLY = frozenset("ђјљњћџЂЈЉЊЋЏ")


class Sense(NamedTuple):
    """One way to read a form: the actor or role, what kind of word it is, in which languages.

    ``use`` is ``name``, ``adjective``, ``demonym``, ``capital``, ``surname`` or ``role``.
    """

    ref: str
    use: str
    languages: int
    case: int


@dataclass(frozen=True, slots=True)
class Match:
    """Words of a text that the form table knows: token range, character range, readings."""

    first: int
    last: int
    start: int
    end: int
    senses: tuple[Sense, ...]

    def with_use(self, *uses: str) -> tuple[Sense, ...]:
        """The readings of these uses."""
        return tuple(sense for sense in self.senses if sense.use in uses)


_USES = {
    "n": "name", "a": "adjective", "d": "demonym", "c": "capital", "s": "surname", "r": "role",
}  # fmt: skip


class Lexicon:
    """Forms by folded words. A look-up tries the longest run of words first."""

    def __init__(self, forms: dict[str, str], refs: list[str]) -> None:
        self._forms = forms
        self._refs = refs
        self._senses: dict[str, tuple[Sense, ...]] = {}
        self._longest = _longest_by_first_word(forms)

    def __len__(self) -> int:
        """How many forms there are."""
        return len(self._forms)

    def __contains__(self, key: str) -> bool:
        """Whether a folded form is in the table."""
        return key in self._forms

    @classmethod
    def parse(cls, table: str, refs: list[str]) -> Lexicon:
        """The lexicon of a compiled table: a form and its readings on each line."""
        forms = dict(line.split("\t", 1) for line in table.splitlines())
        return cls(forms, refs)

    def senses(self, key: str) -> tuple[Sense, ...]:
        """All readings of a folded form."""
        known = self._senses.get(key)
        if known is None:
            known = self._senses[key] = tuple(
                Sense(self._refs[int(ref)], _USES[use], int(languages), int(case))
                for ref, use, languages, case in (part.split(":") for part in self._forms[key].split(" "))
            )
        return known

    def scan(self, text: str, tokens: Tokens | None = None, *, language: str | None = None) -> list[Match]:
        """Matches from left to right, the longest at each place, without overlap."""
        tokens = tokens or tokenize(text)
        keys = tokens.keys
        languages = language_mask(text, language)
        longest = self._longest
        found: list[Match] = []
        at, count = 0, len(keys)
        while at < count:
            length = longest.get(keys[at])
            match = self._match(text, tokens, at, min(length, count - at), languages) if length else None
            if match is None:
                at += 1
            else:
                found.append(match)
                at = match.last
        return found

    def _match(self, text: str, tokens: Tokens, at: int, length: int, languages: int) -> Match | None:
        keys, starts, ends = tokens
        forms = self._forms
        for size in range(length, 0, -1):
            key = keys[at] if size == 1 else " ".join(keys[at : at + size])
            if key not in forms:
                continue
            last = at + size
            if size > 1 and not _joined(text, tokens, at, last):
                continue
            senses = tuple(
                sense
                for sense in self.senses(key)
                if sense.languages & languages and _case_fits(text, tokens, at, sense.case)
            )
            if senses:
                return _with_suffix(text, tokens, Match(at, last, starts[at], ends[last - 1], senses))
        return None


def language_mask(text: str, language: str | None) -> int:
    """The languages a text may be in: the one given, else what its letters allow."""
    if language in _LANGUAGES:
        return _LANGUAGES[language]
    if text.isascii():
        return ENGLISH | SOUTH_SLAVIC
    letters = set(text)
    if not any("\u0400" <= letter <= "\u04ff" for letter in letters):
        return ENGLISH | SOUTH_SLAVIC
    if letters & _SERBIAN_ONLY:
        return SOUTH_SLAVIC
    return RUSSIAN if letters & _RUSSIAN_ONLY else RUSSIAN | SOUTH_SLAVIC


def _longest_by_first_word(forms: dict[str, str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for form in forms:
        first, _, rest = form.partition(" ")
        size = rest.count(" ") + 2 if rest else 1
        if size > longest.get(first, 0):
            longest[first] = size
    return longest


def _joined(text: str, tokens: Tokens, first: int, last: int) -> bool:
    """Whether only spaces, hyphens and the like stand between the words."""
    for at in range(first, last - 1):
        gap = text[tokens.ends[at] : tokens.starts[at + 1]]
        if len(gap) > _LONGEST_GAP or not _JOINTS.issuperset(gap):
            return False
    return True


def _case_fits(text: str, tokens: Tokens, at: int, case: int) -> bool:
    if case == ANY_CASE:
        return True
    if case == SECOND_CAPITAL:
        return text[tokens.starts[at + 1]].isupper()
    if case == ACRONYM:
        return text[tokens.starts[at] : tokens.ends[at]].isupper()
    return text[tokens.starts[at]].isupper()


def _with_suffix(text: str, tokens: Tokens, match: Match) -> Match:
    """Takes in the case ending hung on an acronym: ``SAD-a``, ``NATO-om``."""
    at = match.last
    if at >= len(tokens.keys) or tokens.starts[at] != match.end + 1 or text[match.end] not in "-‑":
        return match
    if not text[match.end - 1].isupper() or text[tokens.starts[at] : tokens.ends[at]] not in _CASE_SUFFIXES:
        return match
    return Match(match.first, at + 1, match.start, tokens.ends[at], match.senses)

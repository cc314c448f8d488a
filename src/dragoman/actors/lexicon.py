"""The form table: which words of a text name whom, longest match first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from dragoman.actors.tokens import Tokens, tokenize

ENGLISH, RUSSIAN, SOUTH_SLAVIC = 1, 2, 4
_LANGUAGES = {
    "en": ENGLISH,
    "ru": RUSSIAN,
    **dict.fromkeys(("sr", "hr", "bs", "sh", "me", "cnr"), SOUTH_SLAVIC),
}
_FORMER_PREFIXES = ("eks", "эks")  # as keys are folded
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
    """Words of a text that the form table knows: token range, character range, readings.

    ``former`` marks a role word with a prefix that says so: ``ekspremijer``, ``экс-министр``.
    """

    first: int
    last: int
    start: int
    end: int
    senses: tuple[Sense, ...]
    former: bool = False

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
        self._fitting = lru_cache(maxsize=50_000)(self._senses_in)
        self._lengths = _lengths_by_first_word(forms)

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

    def extended(self, forms: Mapping[str, Iterable[Sense]]) -> Lexicon:
        """This lexicon with more readings of folded forms; what they name may be new to it."""
        numbers = {ref: number for number, ref in enumerate(self._refs)}
        table = dict(self._forms)
        for key, senses in forms.items():
            parts = table[key].split(" ") if key in table else []
            for sense in senses:
                number = numbers.setdefault(sense.ref, len(numbers))
                parts.append(f"{number}:{sense.use[0]}:{sense.languages}:{sense.case}")
            table[key] = " ".join(dict.fromkeys(parts))
        return Lexicon(table, list(numbers))

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
        lengths = self._lengths
        found: list[Match] = []
        at, count = 0, len(keys)
        while at < count:
            length = lengths.get(keys[at])
            if length:
                match = self._match(text, tokens, at, sizes(length), languages)
            else:
                match = self._former(tokens, at, languages) if keys[at].startswith(_FORMER_PREFIXES) else None
            if match is None:
                at += 1
            else:
                found.append(match)
                at = match.last
        return found

    def _former(self, tokens: Tokens, at: int, languages: int) -> Match | None:
        """A role word with ``eks`` or ``экс`` grown on to it."""
        key = tokens.keys[at][3:]
        if key not in self._forms:
            return None
        senses = tuple(
            sense
            for sense in self.senses(key)
            if sense.languages & languages and sense.use == "role" and sense.case == ANY_CASE
        )
        return Match(at, at + 1, tokens.starts[at], tokens.ends[at], senses, former=True) if senses else None

    def _match(self, text: str, tokens: Tokens, at: int, lengths: tuple[int, ...], languages: int) -> Match | None:
        keys, starts, ends = tokens
        forms = self._forms
        for size in lengths:
            key = keys[at] if size == 1 else " ".join(keys[at : at + size])
            last = at + size
            if key not in forms or last > len(keys):
                continue
            if size > 1 and not _joined(text, tokens, at, last):
                continue
            capital = text[starts[at]].isupper()
            acronym = capital and text[starts[at] : ends[at]].isupper()
            second = size > 1 and text[starts[at + 1]].isupper()
            senses = self._fitting(key, languages, capital, acronym, second)
            if senses and not (size > 1 and self._runs_on(text, tokens, last, senses)):
                return _with_suffix(text, tokens, Match(at, last, starts[at], ends[last - 1], senses))
        return None

    def _senses_in(self, key: str, languages: int, *cases: bool) -> tuple[Sense, ...]:
        """The readings of a form in some languages, written with or without capitals."""
        allowed = {ANY_CASE} | {
            case for case, met in zip((CAPITAL, ACRONYM, SECOND_CAPITAL), cases, strict=True) if met
        }
        return tuple(each for each in self.senses(key) if each.languages & languages and each.case in allowed)

    def _runs_on(self, text: str, tokens: Tokens, last: int, senses: tuple[Sense, ...]) -> bool:
        """Whether the last word of a role opens a longer name: ``predsednik | Republike Srpske``."""
        keys = tokens.keys
        if last >= len(keys) or senses[0].use != "role" or not self._lengths.get(keys[last - 1]):
            return False
        key = f"{keys[last - 1]} {keys[last]}"
        if key not in self._forms or not _joined(text, tokens, last - 1, last + 1):
            return False
        return any(sense.use == "name" and _case_fits(text, tokens, last - 1, sense.case) for sense in self.senses(key))


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


def _lengths_by_first_word(forms: dict[str, str]) -> dict[str, int]:
    """For each first word the lengths, in words, of the forms that begin with it: bit ``n`` for ``n`` words."""
    lengths: dict[str, int] = {}
    for form in forms:
        first, _, rest = form.partition(" ")
        bit = 2 << rest.count(" ") + 1 if rest else 2
        lengths[first] = lengths.get(first, 0) | bit
    return lengths


@cache
def sizes(lengths: int) -> tuple[int, ...]:
    """The numbers of the set bits, the largest first."""
    return tuple(at for at in range(lengths.bit_length() - 1, 0, -1) if lengths >> at & 1)


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

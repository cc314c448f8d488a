"""Finds who is named in a text: names, nationalities with roles, titles with names nobody listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.actors.phrases import ARTICLES, Item, Link, Part, Phrase, is_link_word, is_name_like, read_items
from dragoman.actors.register import Register
from dragoman.actors.resolver import Resolver
from dragoman.actors.tokens import Tokens, folded_words, tokenize
from dragoman.records import Candidate, Mention

_SCORES = {"name": 0.95, "capital": 0.8, "surname": 0.75, "demonym": 0.6, "adjective": 0.6}
_COUNTRY_SCORE = 0.5
_PLACE_SCORE = 0.4
_BODIES = {"EUR": "EU", "UNO": "UN"}
_BRUSSELS = "brussels"
_LOCATIVES = folded_words("in at near outside around through u kod kraj iz в во под из")
_LONGEST_NAME = 3
_LONGEST_PREMODIFIER = 3
_DETERMINERS = folded_words(
    "its their his her our two three four five six seven eight nine ten eleven twelve "
    "другие два две три четыре пять шесть его ее их dva dve dvije tri četiri pet šest "
    "njegov njegova njihov njihova njen njezin naš naša"
)
_NO_PREMODIFIERS = folded_words(
    "and or but that which who not also only even now then there here all both some any many most such other "
    "more less no so if when while because since until as than this these those yet still again just already "
    "it he she they we you i him them is are was were be been being has have had do does did can could may "
    "might must shall should will would said says told asked met accused urged"
)


class Finder:
    """Finds mentions by the register's forms: all languages and scripts, inflected, longest first."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._resolver = Resolver(register)

    def find(self, text: str, *, language: str | None = None) -> tuple[Mention, ...]:
        """The outermost mentions from left to right, with their candidates, best first.

        A mention takes in title, nationality and name ("Serbian President Aleksandar Vučić") but no
        article; a role word alone ("protesters") is a mention without candidates. ``language`` (en, ru,
        sr, hr, bs) settles which words are meant; left out, the letters decide.
        """
        tokens = tokenize(text)
        matches = self._register.lexicon.scan(text, tokens, language=language)
        if not matches:
            return ()
        items = [
            item
            for item in read_items(self._register, text, tokens, matches)
            if item.part is not Part.TITLE and not item.blocked
        ]
        found: list[Mention] = []
        after = 0
        for group in _groups(text, tokens, items):
            mention = self._mention(text, tokens, group, after)
            if mention is not None:
                found.append(mention)
            after = group[-1].match.last
        return tuple(found)

    def _mention(self, text: str, tokens: Tokens, group: list[Item], after: int) -> Mention | None:
        """The mention of a group; ``after`` is the first token that no earlier mention has."""
        if group[-1].part in {Part.FORMER, Part.GROUP}:
            return None
        core = group[0].match.first
        stranger = _name_before(text, tokens, group, after)
        first = stranger if stranger < core else _premodified(text, tokens, group, after)
        last = _name_after(text, tokens, group[-1].match.last) if _takes_a_name(group) else group[-1].match.last
        start = tokens.starts[first + 1 if tokens.keys[first] == "the" else first]
        end = max(tokens.ends[last - 1], group[-1].match.end)
        if stranger < core:
            return Mention(start, end, text[start:end], "person")
        if len(group) == 1 and (first, last) == (core, group[0].match.last):
            before = tokens.keys[first - 1] if first else ""
            if _only_adjective(text, tokens, group[0]):
                return None
            return _single(group[0], start, end, text[start:end], located=before in _LOCATIVES)
        opening = replace(group[0], link=Link.START)
        phrase = Phrase(text, tokens, (opening, *group[1:]), first, last)
        return self._composed(phrase, start, end, named=last > group[-1].match.last)

    def _composed(self, phrase: Phrase, start: int, end: int, *, named: bool) -> Mention:
        resolved = self._resolver.resolve_phrase(phrase)
        candidates = []
        if resolved.actor:
            candidates.append(Candidate(resolved.actor, 0.9, resolved.reasons))
        country = _BODIES.get(resolved.country or "", resolved.country)
        if country and country != resolved.actor and country in self._register:
            candidates.append(Candidate(country, _COUNTRY_SCORE, ("the country of the phrase",)))
        kind = "person" if named else resolved.kind or "office"
        return Mention(start, end, phrase.text[start:end], kind, tuple(candidates))


def _single(item: Item, start: int, end: int, words: str, *, located: bool) -> Mention | None:
    """The mention of one known word or name; a capital behind ``in`` is a place, not a government."""
    if item.role is not None:
        if item.role.flags & {"weak", "quiet"}:
            return None
        return Mention(start, end, words, item.role.kind)
    place = located and (item.use == "capital" or item.actors[0].id == _BRUSSELS)
    score = (_PLACE_SCORE if place else _SCORES.get(item.use, _COUNTRY_SCORE)) / len(item.actors)
    candidates = tuple(
        Candidate(actor.id, round(score, 3), (f"{item.use} of {actor.name()}",)) for actor in item.actors
    )
    kind = "place" if place else "people" if item.use == "demonym" else item.actors[0].kind
    return Mention(start, end, words, kind, candidates)


def _only_adjective(text: str, tokens: Tokens, item: Item) -> bool:
    """Whether a role word that is an adjective too stands before a common noun: ``military aid``."""
    at = item.match.last
    if item.role is None or "adjectival" not in item.role.flags or at >= len(tokens.keys):
        return False
    if text[item.match.end : tokens.starts[at]] not in {" ", "-"} or tokens.keys[at - 1].endswith("s"):
        return False
    return text[tokens.starts[at]].islower() and not is_link_word(tokens.keys[at])


def _groups(text: str, tokens: Tokens, items: list[Item]) -> Iterator[list[Item]]:
    """Items that make one noun phrase; what ends in a bare adjective is cut before it."""
    group: list[Item] = []
    for item in items:
        if group and _joins(text, tokens, group, item):
            group.append(item)
            continue
        yield from _settled(group)
        group = [item]
    yield from _settled(group)


def _settled(group: list[Item]) -> Iterator[list[Item]]:
    end = len(group)
    while end > 1 and group[end - 1].part in {Part.ADJECTIVE, Part.FORMER}:
        end -= 1
    if end:
        yield group[:end]
    for item in group[end:]:
        yield [item]


def _joins(text: str, tokens: Tokens, group: list[Item], item: Item) -> bool:
    """Whether an item goes on with the noun phrase of the group before it."""
    if item.part is Part.GROUP:
        return False
    last = group[-1]
    between = tokens.keys[last.match.last : item.match.first]
    gap = text[last.match.end : item.match.start]
    if item.link is Link.POSSESSIVE:
        return last.part is Part.ACTOR and item.part is not Part.ACTOR and _one_modifier(gap, between)
    if item.link is Link.OF:
        heads = last.part in {Part.ROLE, Part.GROUP}
        return heads and between in (["of"], ["of", "the"]) and not item.person
    if item.link is Link.WORDS:
        loose = last.part is Part.ADJECTIVE and item.part is Part.ROLE and not _slavic(item)
        return loose and _one_modifier(gap, between)
    return item.link is Link.ADJACENT and gap.isspace() and "\n\n" not in gap and _follows(group, last, item)


def _follows(group: list[Item], last: Item, item: Item) -> bool:
    """Whether an item may stand right behind the last one of its phrase."""
    if last.part in {Part.ADJECTIVE, Part.FORMER, Part.GROUP}:
        return item.part is not Part.ACTOR or item.use == "demonym"
    if last.part is Part.ROLE:
        return _role_takes(last, item)
    return _actor_takes(group, last, item)


def _one_modifier(gap: str, between: list[str]) -> bool:
    """Whether at most one unknown lower-case word stands between: ``Germany's development minister``."""
    words = between[1:] if between[:1] == ["s"] and gap[:1] in {"'", "’"} else between
    if not words:
        return True
    hyphened = "-" in gap
    if len(words) > (2 if hyphened else 1) or gap.lower() != gap or "," in gap:
        return False
    return not any(word in _NO_PREMODIFIERS or word.endswith("ed") for word in words)


def _role_takes(role: Item, item: Item) -> bool:
    """What may follow a role: a person, a role, and in Slavic languages whose it is."""
    if item.person or item.part is Part.ROLE:
        return True
    return _slavic(role) and item.use != "capital" and item.part in {Part.ACTOR, Part.ADJECTIVE}


def _actor_takes(group: list[Item], last: Item, item: Item) -> bool:
    """A name before an English role (``EU ministers``), or between a Slavic role and the person."""
    if last.person:
        return False
    if item.part in {Part.ROLE, Part.FORMER}:
        return bool(item.role) and not _slavic(item) and last.use != "demonym"
    return item.person and any(_slavic(each) for each in group)


def _slavic(item: Item) -> bool:
    return item.role is not None and item.role.language != "en"


def _takes_a_name(group: list[Item]) -> bool:
    """Whether a name may follow: behind the title of a person, or behind whose it is in Slavic."""
    roles = [item for item in group if item.part is Part.ROLE]
    if not roles or any(item.person for item in group) or roles[-1].role is None:
        return False
    if roles[0].role is not None and roles[0].role.language != "en":
        return roles[0].role.kind == "office"
    return group[-1].part is Part.ROLE and roles[-1].role.kind == "office"


def _name_after(text: str, tokens: Tokens, at: int) -> int:
    """The token behind a name of up to three capitalised words that starts here."""
    end = at
    while end < len(tokens.keys) and end - at < _LONGEST_NAME and text[tokens.starts[end]].isupper():
        gap = text[tokens.ends[end - 1] : tokens.starts[end]]
        word = text[tokens.starts[end] : tokens.ends[end]]
        if gap not in {" ", "-", "\xa0"} or not is_name_like(word):
            break
        end += 1
    return end


def _name_before(text: str, tokens: Tokens, group: list[Item], after: int) -> int:
    """The token at which a first name unknown to the register starts, before a bare surname."""
    first = group[0].match.first
    if group[0].use != "surname" or first <= after:
        return first
    before = first - 1
    word = text[tokens.starts[before] : tokens.ends[before]]
    gap = text[tokens.ends[before] : tokens.starts[first]]
    named = word[0].isupper() and gap == " " and is_name_like(word) and not _opens_sentence(text, tokens, before)
    return before if named else first


def _opens_sentence(text: str, tokens: Tokens, at: int) -> bool:
    if at == 0:
        return True
    return text[tokens.ends[at - 1] : tokens.starts[at]].strip(" \"'“”„«»") != ""


def _premodified(text: str, tokens: Tokens, group: list[Item], after: int) -> int:
    """Where the phrase of a role starts: its numeral, its unknown modifiers, its proper name.

    Lower-case words count only if an article, determiner or preposition stands before them:
    "a transport official" but "met officials".
    """
    first = group[0].match.first
    if not any(item.part is Part.ROLE for item in group):
        return first
    at = _proper_name(text, tokens, first, after) if group[0].part is Part.ROLE else first
    if at == first and group[0].part is Part.ROLE and not _slavic(group[0]):
        at = _modifiers(text, tokens, first, after)
    if at > after and tokens.keys[at - 1] in _DETERMINERS and _spaced(text, tokens, at):
        at -= 1
    return at


def _proper_name(text: str, tokens: Tokens, first: int, after: int) -> int:
    """The start of capitalised unknown words before a role: ``Arakan Army``, ``M23 rebels``."""
    at = first
    while at > after and first - at < _LONGEST_PREMODIFIER and _spaced(text, tokens, at):
        word = text[tokens.starts[at - 1] : tokens.ends[at - 1]]
        if not word[0].isupper() or not is_name_like(word) or _opens_sentence(text, tokens, at - 1):
            break
        if tokens.keys[at - 1] in _NO_PREMODIFIERS or tokens.keys[at - 1] in ARTICLES:
            break
        at -= 1
    return at


def _anchors(key: str) -> bool:
    """Whether a word shows that what follows it is a noun phrase: an article, a determiner, a preposition."""
    if key in ARTICLES or key in _DETERMINERS:
        return True
    return is_link_word(key) and key not in _NO_PREMODIFIERS and key != "to"


def _modifiers(text: str, tokens: Tokens, first: int, after: int) -> int:
    """The start of unknown lower-case words before a role, if an anchor stands before them."""
    at = first
    while at > after and first - at < _LONGEST_PREMODIFIER and _spaced(text, tokens, at):
        key = tokens.keys[at - 1]
        if _anchors(key):
            return at
        if key in _NO_PREMODIFIERS or not text[tokens.starts[at - 1]].islower() or key.endswith("ly"):
            return first
        at -= 1
    return first


def _spaced(text: str, tokens: Tokens, at: int) -> bool:
    """Whether only a space or a hyphen stands before a token."""
    return text[tokens.ends[at - 1] : tokens.starts[at]] in {" ", "-"}

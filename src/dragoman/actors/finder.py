"""Finds who is named in a text: names, nationalities with roles, titles with names nobody listed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from dragoman.actors.heads import is_agentive
from dragoman.actors.lexicon import Match
from dragoman.actors.phrase_resolver import PhraseResolver
from dragoman.actors.phrases import (
    ARTICLES,
    Item,
    Link,
    Part,
    Stranger,
    is_link_word,
    is_name_like,
    read_items,
    read_phrase,
)
from dragoman.actors.register import Register
from dragoman.actors.tokens import Tokens, folded_words, tokenize
from dragoman.actors.whereabouts import Places
from dragoman.records import Candidate, Mention, ResolvedActor

_SCORES = {"name": 0.95, "capital": 0.8, "surname": 0.75, "demonym": 0.6, "adjective": 0.6}
_COUNTRY_SCORE = 0.5
_PLACE_SCORE = 0.4
_BODIES = {"EUR": "EU", "UNO": "UN"}
_BRUSSELS = "brussels"
_LOCATIVES = folded_words("in at near outside around through u kod kraj iz в во под из")
_FOR = (["for"], ["for", "the"], ["za"])
_WHERE_POSTED = (["in"], ["in", "the"], ["to"], ["to", "the"], ["u"], ["pri"], ["kod"], ["в"], ["во"], ["при"], ["на"])
_LONGEST_NAME = 3
_LONGEST_PREMODIFIER = 3
_PLURAL_ADJECTIVES = ("ske", "čke", "ške", "ćke", "skih", "čkih", "ških", "ске", "чке", "шке", "ских", "ские")
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

    def __init__(self, register: Register, *, places: Places | None = None) -> None:
        self._register = register
        self._resolver = PhraseResolver(register, places)
        self._kept = lru_cache(maxsize=10_000)(self._resolve)

    def find(
        self, text: str, *, language: str | None = None, names: Sequence[tuple[int, int, str]] = ()
    ) -> tuple[Mention, ...]:
        """The outermost mentions from left to right, with their candidates, best first.

        A mention takes in title, nationality and name ("Serbian President Aleksandar Vučić") but no
        article; a role word alone ("protesters") is a mention without candidates. ``language`` (en, ru,
        sr, hr, bs) settles which words are meant; left out, the letters decide. ``names`` are ranges of
        names that a recogniser saw, with ``person``, ``body`` or ``place``: what the register lacks is a
        mention without candidates, and what it knows inside somebody else's name is none.
        """
        tokens = tokenize(text)
        matches = self._register.lexicon.scan(text, tokens, language=language)
        strangers, bodies = _sorted_names(tokens, matches, names)
        read = read_items(self._register, text, tokens, matches, inflected=language != "en", names=strangers)
        items = [item for item in read if item.part is not Part.TITLE and not item.blocked]
        found: list[Mention] = []
        after = 0
        for group, body in _cut_at(items, bodies):
            if body is not None:
                found.append(self._body(text, tokens, body, language))
                after = body.last
                continue
            for each in _groups(text, tokens, group):
                mention = self._mention(text, tokens, each, after, language)
                if mention is not None:
                    found.append(mention)
                after = each[-1].match.last
        return tuple(found)

    def _body(self, text: str, tokens: Tokens, body: Stranger, language: str | None) -> Mention:
        """The mention of a body's name that holds known words: ``Bank of Georgia``."""
        start, end = tokens.starts[body.first], tokens.ends[body.last - 1]
        return replace(self._composed(text[start:end], start, language, named=False), kind="body")

    def _mention(
        self, text: str, tokens: Tokens, group: list[Item], after: int, language: str | None
    ) -> Mention | None:
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
            if group[0].part is Part.ADJECTIVE:
                return self._adjective(text, tokens, group[0])
            return _single(group[0], start, end, text[start:end], located=before in _LOCATIVES)
        return self._composed(text[start:end], start, language, named=last > group[-1].match.last)

    def _adjective(self, text: str, tokens: Tokens, item: Item) -> Mention | None:
        """A nationality with the unknown doers behind it (``French colonists``); before a thing it is no mention."""
        at = item.match.last
        behind = at < len(tokens.keys) and text[item.match.end : tokens.starts[at]] in {" ", "-", "\xa0"}
        if not behind or is_link_word(tokens.keys[at]):
            return _single(
                item, item.match.start, item.match.end, text[item.match.start : item.match.end], located=False
            )
        word = text[tokens.starts[at] : tokens.ends[at]]
        if not word.islower() or not is_agentive(word):
            return None
        end = tokens.ends[at]
        mention = _single(item, item.match.start, end, text[item.match.start : end], located=False)
        return replace(mention, kind="people") if mention else None

    def _composed(self, words: str, start: int, language: str | None, *, named: bool) -> Mention:
        """The mention of a phrase of several words, its candidates those of the phrase by itself."""
        resolved = self._kept(words, language)
        candidates = []
        if resolved.actor:
            candidates.append(Candidate(resolved.actor, 0.9, resolved.reasons))
        country = _BODIES.get(resolved.country or "", resolved.country)
        if country and country != resolved.actor and country in self._register:
            candidates.append(Candidate(country, _COUNTRY_SCORE, ("the country of the phrase",)))
        kind = "person" if named else resolved.kind or "office"
        return Mention(start, start + len(words), words, kind, tuple(candidates))

    def _resolve(self, words: str, language: str | None) -> ResolvedActor:
        return self._resolver.resolve(read_phrase(self._register, words, language=language))


def _single(item: Item, start: int, end: int, words: str, *, located: bool) -> Mention | None:
    """The mention of one known word or name; a capital behind ``in`` is a place, not a government."""
    if item.role is not None:
        if item.role.flags & {"weak", "quiet"}:
            return None
        return Mention(start, end, words, item.role.kind)
    if item.stranger:
        return Mention(start, end, words, item.actors[0].kind)
    place = located and (item.use == "capital" or item.actors[0].id == _BRUSSELS)
    score = (_PLACE_SCORE if place else _SCORES.get(item.use, _COUNTRY_SCORE)) / len(item.actors)
    candidates = tuple(
        Candidate(actor.id, round(score, 3), (f"{item.use} of {actor.name()}",)) for actor in item.actors
    )
    kind = "place" if place else "people" if item.use == "demonym" else item.actors[0].kind
    return Mention(start, end, words, kind, candidates)


def _sorted_names(
    tokens: Tokens, matches: Sequence[Match], names: Sequence[tuple[int, int, str]]
) -> tuple[list[Stranger], list[Stranger]]:
    """The names nobody listed, and names of bodies that hold known words; what is listed is left to the register."""
    strangers: list[Stranger] = []
    bodies: list[Stranger] = []
    after = 0
    for start, end, kind in sorted(names):
        first, last = bisect_left(tokens.starts, start), bisect_right(tokens.ends, end)
        if first < after or first >= last or kind not in {"person", "body", "place"}:
            continue
        inside = [match for match in matches if match.first < last and first < match.last]
        if any(match.first <= first and last <= match.last for match in inside):
            continue
        if kind == "person" and any(_is_listed_person(match, last) for match in inside):
            continue
        name = Stranger(first, last, kind)
        (bodies if kind == "body" and inside else strangers).append(name)
        after = last
    return strangers, bodies


def _is_listed_person(match: Match, last: int) -> bool:
    """Whether a match is a full name and ends where the name does: what stands before it is a title."""
    return match.last == last and match.last - match.first > 1 and bool(match.with_use("name"))


def _cut_at(items: list[Item], bodies: Sequence[Stranger]) -> Iterator[tuple[list[Item], Stranger | None]]:
    """The items in stretches: those of one body's name, and those between."""
    rest = items
    for body in bodies:
        yield [item for item in rest if item.match.last <= body.first], None
        inside = [item for item in rest if body.first <= item.match.first and item.match.last <= body.last]
        if inside:
            yield inside, body
        rest = [item for item in rest if item.match.first >= body.last]
    yield rest, None


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
    last = group[-1]
    if item.part is Part.GROUP or (last.part is Part.ROLE and _is_participle(text, item)):
        return False
    between = tokens.keys[last.match.last : item.match.first]
    gap = text[last.match.end : item.match.start]
    if item.link is Link.POSSESSIVE:
        return last.part is Part.ACTOR and item.part is not Part.ACTOR and _one_modifier(gap, between)
    if item.link in {Link.OF, Link.FOR, Link.IN, Link.OTHER}:
        return not item.person and _prepositional(group, item, between)
    if item.link is Link.WORDS:
        loose = last.part is Part.ADJECTIVE and item.part is Part.ROLE and not _slavic(item)
        return loose and _one_modifier(gap, between)
    return item.link is Link.ADJACENT and gap.isspace() and "\n\n" not in gap and _follows(group, last, item)


def _prepositional(group: list[Item], item: Item, between: list[str]) -> bool:
    """Whether an item hangs on by a preposition: ``Bank of``, ``spokesman for``, ``ambassador to``."""
    last = group[-1]
    if item.link is Link.OF:
        return last.part in {Part.ROLE, Part.GROUP} and between in (["of"], ["of", "the"])
    if item.link is Link.FOR:
        return between in _FOR and last.role is not None and "weak" in last.role.flags
    return item.part in {Part.ACTOR, Part.ADJECTIVE} and between in _WHERE_POSTED and _posted(group)


def _is_participle(text: str, item: Item) -> bool:
    """Whether an English role word behind another is rather its verb: ``the ministry accused``."""
    return item.role is not None and item.role.language == "en" and text[item.match.end - 2 : item.match.end] == "ed"


def _posted(group: list[Item]) -> bool:
    """Whether a phrase is about somebody who stands in another country: an ambassador, an embassy."""
    if any(item.link in {Link.IN, Link.OTHER} for item in group[1:]):
        return False
    return any(item.role is not None and "abroad" in item.role.flags for item in group)


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
        if gap not in {" ", "-", "\xa0"} or not is_name_like(word) or word.endswith(_PLURAL_ADJECTIVES):
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
    if (
        first > after
        and tokens.keys[first - 1] == "then"
        and text[tokens.ends[first - 1] : tokens.starts[first]] == "-"
    ):
        return first - 1
    at = _proper_name(text, tokens, first, after) if group[0].part is Part.ROLE else first
    quiet = group[0].role is not None and "quiet" in group[0].role.flags and len(group) == 1
    if at == first and group[0].part is Part.ROLE and not _slavic(group[0]) and not quiet:
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
        if (
            is_link_word(key)
            or key in _NO_PREMODIFIERS
            or not text[tokens.starts[at - 1]].islower()
            or key.endswith("ly")
        ):
            return first
        at -= 1
    return first


def _spaced(text: str, tokens: Tokens, at: int) -> bool:
    """Whether only a space or a hyphen stands before a token."""
    return text[tokens.ends[at - 1] : tokens.starts[at]] in {" ", "-"}

"""What stands in a noun phrase: its known words, how they hang together, which one is its head."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from dragoman.actors.firstnames import first_name_gender
from dragoman.actors.lexicon import Match, Sense
from dragoman.actors.meanings import Meaning
from dragoman.actors.register import Actor, Register, Role
from dragoman.actors.tokens import Tokens, fold_word, folded_words, tokenize


class Link(StrEnum):
    """What joins a known word to the one before it."""

    START = "start"
    ADJACENT = "adjacent"
    POSSESSIVE = "possessive"
    WORDS = "words"
    OF = "of"
    FOR = "for"
    IN = "in"
    FROM = "from"
    OTHER = "other"
    COMMA = "comma"
    AND = "and"


class Part(StrEnum):
    """What a known word does in a phrase."""

    ACTOR = "actor"
    ADJECTIVE = "adjective"
    ROLE = "role"
    FORMER = "former"
    GROUP = "group"
    TITLE = "title"


_INSIDE = frozenset((Link.START, Link.ADJACENT, Link.POSSESSIVE, Link.WORDS))


_LINK_WORDS: tuple[tuple[Link, frozenset[str]], ...] = (
    (Link.OF, folded_words("of")),
    (Link.FOR, folded_words("for za для")),
    (Link.IN, folded_words("in at near inside across around u na kod pri в во на при под")),
    (Link.FROM, folded_words("from iz sa из со с от")),
    (Link.AND, folded_words("and or i te ili и или")),
    (
        Link.OTHER,
        folded_words(
            "to with against on by about between among under after before over during through toward towards than "
            "as who which that whose where when is was are were has have had will said says met "
            "o protiv prema po među između nakon pred pod do od oko koji koja koje kojeg je su bi će "
            "к ко по о об против между среди после перед до у который которая которое которые"
        ),
    ),
)
_LINK_OF_WORD = {word: link for link, words in reversed(_LINK_WORDS) for word in words}
_BLOCKED_AFTER = folded_words(
    "backed led run born brokered held occupied controlled mediated funded sponsored dominated allied friendly "
    "aligned style speaking made language majority supported trained supplied organised organized inspired"
)
_BLOCKED_BEFORE = folded_words("pro anti non post trans пост про анти")
_COUNTING = folded_words("a an one two three four five ethnic every another")
ALSO_PERSONAL = folded_words(
    "jordan chad georgia israel chile malta cuba tonga lima ireland india china kenya austria albania asia argentina "
    "indija azija sofia sofija victoria viktorija florence paris alexandria virginia carolina adelaide dallas austin "
    "vienna siena verona valencia geneva odessa roma milan sydney lydia tara una drina sava nada "
    "георгия виктория софия алжир индия азия джорджия иордан"
)
_NO_NAMES = folded_words(
    "king queen president prime minister crown prince foreign defence defense monday tuesday wednesday thursday "
    "friday saturday sunday january february march april may june july august september october november december "
    "the a an this that these those mr mrs ms dr sir eu nato un but in on later meanwhile however yesterday today "
    "then also now both only like still while since although neighbouring neighboring if when as for at"
)
_NAMED_AFTER = folded_words(
    "treaty peace battle convention congress declaration agreement agreements siege bay gulf strait straits sea river "
    "ocean mountains peninsula valley canal accord accords pact conference street airport summit protocol war wars "
    "wall "
    "gardens garden duke earl count lake basin island islands boulevard avenue bridge tower stadium cathedral palace "
    "sporazum sporazuma sporazumu sporazumom ugovor ugovora mir mirovni deklaracija deklaracije konvencija konvencije "
    "povelja samit samita proces procesa zaliv zaljev more mora jezik jezika jeziku rijeka reka ulica ulice ulici "
    "соглашение соглашения соглашений соглашениям договор договора мир мира декларация конвенция залив море моря язык "
    "языка языке река улица улице саммит саммита процесс протокол война войны войне"
)
_OTHER_PLACE = folded_words("new little lower upper fort saint lake mount river cape port gulf")
ARTICLES = frozenset(("the", "a", "an"))
_PARTICLES = frozenset(
    ("de", "da", "di", "del", "la", "von", "van", "der", "den", "al", "el", "bin", "ibn", "фон", "де", "van der")
)
_NAME_GAPS = frozenset((" ", "-", "\xa0", ". "))
_INITIALS = 2
_LONGEST_KEPT = 80
_HYPHENS = frozenset("-‑–")
_LONGEST_NAME = 4
_WHERE = frozenset((Link.IN, Link.FROM))
_POSSESSIVES = ("'s", "’s", "'", "’", "`s")


class Stranger(NamedTuple):
    """A name that the register lacks: token range and kind (``person``, ``body`` or ``place``)."""

    first: int
    last: int
    kind: str


_STRANGERS = {kind: Actor(id="", kind=kind, names=MappingProxyType({})) for kind in ("person", "body", "place")}


@dataclass(frozen=True, slots=True)
class Item:
    """A known word or name of a phrase.

    ``actors`` are those it may name, ``role`` its role word; ``blocked`` marks names that only
    qualify (``pro-Russian``, ``US-backed``), ``use`` the reading taken.
    """

    match: Match
    link: Link
    part: Part
    use: str
    actors: tuple[Actor, ...] = ()
    role: Role | None = None
    blocked: bool = False
    meaning: Meaning | None = None

    @property
    def stranger(self) -> bool:
        """Whether it is a name that nobody listed."""
        return bool(self.actors) and not self.actors[0].id

    @property
    def named(self) -> Actor | None:
        """The one actor it may name, if there is only one."""
        return self.actors[0] if len(self.actors) == 1 and self.actors[0].id else None

    @property
    def person(self) -> bool:
        """Whether it names a person."""
        return bool(self.actors) and self.actors[0].kind == "person"


@dataclass(frozen=True)
class Phrase:
    """A phrase with its known words: the tokens from ``first`` to before ``last`` of a text."""

    text: str
    tokens: Tokens
    items: tuple[Item, ...]
    first: int
    last: int

    @cached_property
    def inside(self) -> tuple[Item, ...]:
        """The first segment that holds more than a group word, without those words."""
        segments = self.segments
        for at, segment in enumerate(segments):
            kept = tuple(item for item in segment if item.part is not Part.GROUP)
            if kept or at == len(segments) - 1:
                return kept
        return ()

    @cached_property
    def segments(self) -> list[tuple[Item, ...]]:
        """The items cut at prepositions, commas and conjunctions."""
        segments: list[list[Item]] = []
        for item in self.items:
            if segments and (item.link in _INSIDE or _shares_noun(segments[-1], item)):
                segments[-1].append(item)
            else:
                segments.append([item])
        return [tuple(segment) for segment in segments]

    def linked(self, *links: Link) -> Iterator[Item]:
        """Items of the segments after the first that begin with one of these links."""
        first = self.inside
        for segment in self.segments:
            if segment[0].link in links and not (first and segment[-1] is first[-1]):
                yield from segment

    def name_behind(self) -> str | None:
        """Capitalised words right behind the known ones: the name of somebody nobody listed."""
        at = self.inside[-1].match.last if self.inside else self.first
        start = at
        while at < self.last and at - start < _LONGEST_NAME:
            gap = self.text[self.tokens.ends[at - 1] : self.tokens.starts[at]] if at else ""
            word = self.text[self.tokens.starts[at] : self.tokens.ends[at]]
            if gap not in {" ", "-", "\xa0"} or not word[0].isupper() or not is_name_like(word):
                break
            at += 1
        return self.text[self.tokens.starts[start] : self.tokens.ends[at - 1]] if at > start else None


def _shares_noun(segment: list[Item], item: Item) -> bool:
    """Whether adjectives joined by ``and`` go with one noun: ``Serbian and Croatian ministers``."""
    return item.link is Link.AND and all(each.part is Part.ADJECTIVE for each in segment)


def read_phrase(register: Register, text: str, *, language: str | None = None) -> Phrase:
    """The phrase with its known words and their links; short ones are kept, for texts repeat them."""
    return (_kept_phrase if len(text) <= _LONGEST_KEPT else _read_phrase)(register, text, language)


def _read_phrase(register: Register, text: str, language: str | None) -> Phrase:
    tokens = tokenize(text)
    matches = register.lexicon.scan(text, tokens, language=language)
    items = tuple(read_items(register, text, tokens, matches, inflected=language != "en"))
    return Phrase(text, tokens, items, 0, len(tokens.keys))


_kept_phrase = lru_cache(maxsize=10_000)(_read_phrase)


def read_items(
    register: Register,
    text: str,
    tokens: Tokens,
    matches: Sequence[Match],
    *,
    inflected: bool = True,
    names: Sequence[Stranger] = (),
) -> Iterator[Item]:
    """Each match in the reading its neighbours ask for; ``Michael Jordan`` is no country.

    ``names`` are names found by other means: those the register lacks become strangers, and what it
    knows inside them is not read. A known first name with an unknown surname is a stranger too.
    """
    matches = [match for match in matches if not _personal_name(text, tokens, match)]
    strangers = [*names, *_by_first_name(register, text, tokens, matches, names, inflected=inflected)]
    if strangers:
        matches = _with_strangers(matches, strangers, tokens)
    kinds = {each.first: each.kind for each in strangers}
    for at, match in enumerate(matches):
        before = matches[at - 1] if at else None
        link = link_between(text, tokens, before, match) if before else _opening(text, tokens, match)
        if not match.senses:
            yield Item(match, link, Part.ACTOR, "name", actors=(_STRANGERS[kinds[match.first]],))
            continue
        following = matches[at + 1] if at + 1 < len(matches) else None
        modifies = _before_a_noun(register, text, tokens, match, following, named=_reads_as_name(text, match))
        yield _item(register, match, link, modifies=modifies, blocked=_blocked(text, tokens, match))


def _with_strangers(matches: Sequence[Match], strangers: Sequence[Stranger], tokens: Tokens) -> list[Match]:
    """The matches that no stranger's name covers, and the strangers, from left to right."""
    apart = [
        match for match in matches if not any(each.first < match.last and match.first < each.last for each in strangers)
    ]
    apart += [
        Match(each.first, each.last, tokens.starts[each.first], tokens.ends[each.last - 1], ()) for each in strangers
    ]
    return sorted(apart, key=lambda match: match.first)


def _by_first_name(
    register: Register,
    text: str,
    tokens: Tokens,
    matches: Sequence[Match],
    names: Sequence[Stranger],
    *,
    inflected: bool,
) -> Iterator[Stranger]:
    """A common first name with capitalised words behind it that the register does not know as its bearer."""
    keys, starts, _ = tokens
    first_names = register.first_names
    pairs = [
        at
        for at in range(len(keys) - 1)
        if text[starts[at]].isupper()
        and _may_go_on(text, starts[at + 1])
        and first_name_gender(first_names, keys[at], inflected=inflected) is not None
    ]
    if not pairs:
        return
    covered = {at: match for match in matches for at in range(match.first, match.last)}
    taken = {at for each in names for at in range(each.first, each.last)}
    end = 0
    for at in pairs:
        if at < end or at in taken or not _may_open_name(covered.get(at), keys[at]):
            continue
        last = _end_of_name(text, tokens, covered, at)
        if last > at + 1:
            yield Stranger(at, last, "person")
            end = last


def _may_go_on(text: str, start: int) -> bool:
    """Whether the word at an offset may be the second of a name: capitalised, or a particle."""
    return text[start].isupper() or text[start : start + 3].rstrip() in _PARTICLES


def _may_open_name(match: Match | None, key: str) -> bool:
    """Whether a first name may begin at a match: at a town, or a state whose name people bear too."""
    if match is None:
        return True
    if match.last - match.first > 1:
        return False
    uses = {sense.use for sense in match.senses}
    return _is_town(match) or (key in ALSO_PERSONAL and uses <= {"name", "capital"})


def _end_of_name(text: str, tokens: Tokens, covered: Mapping[int, Match], first: int) -> int:
    """The token behind a name that opens with a first name: surnames, particles between them."""
    end = at = first + 1
    while at < len(tokens.keys) and at - first <= _LONGEST_NAME:
        word = text[tokens.starts[at] : tokens.ends[at]]
        gap = text[tokens.ends[at - 1] : tokens.starts[at]]
        if gap not in _NAME_GAPS or (gap == ". " and tokens.ends[at - 1] - tokens.starts[at - 1] > _INITIALS):
            break
        if word in _PARTICLES:
            at += 1
            continue
        match = covered.get(at)
        if not word[0].isupper() or not is_name_like(word) or (len(word) > _INITIALS and word.isupper()):
            break
        if match is not None and not _may_be_surname(match):
            break
        at += 1
        end = at
    return end


def _may_be_surname(match: Match) -> bool:
    """Whether a known word may be a surname behind a first name: a listed one, or a town's name."""
    return bool(match.with_use("surname")) or (match.last - match.first == 1 and _is_town(match))


def _is_town(match: Match) -> bool:
    return all(sense.use == "capital" or sense.ref.startswith("place/") for sense in match.senses)


def _personal_name(text: str, tokens: Tokens, match: Match) -> bool:
    """Whether a name that people bear too has another capitalised word at its side."""
    if match.last - match.first > 1 or tokens.keys[match.first] not in ALSO_PERSONAL:
        return False
    after = match.last
    if after < len(tokens.keys) and text[match.end : tokens.starts[after]] == " ":
        word = text[tokens.starts[after] : tokens.ends[after]]
        if word[0].isupper() and not word.isupper() and is_name_like(word):
            return True
    before = match.first - 1
    if before >= 0 and text[tokens.ends[before] : match.start] == " ":
        word = text[tokens.starts[before] : tokens.ends[before]]
        return word[0].isupper() and not word.isupper() and is_name_like(word)
    return False


def is_name_like(word: str) -> bool:
    """Whether a capitalised word may be part of a person's name: not a title, month or link word."""
    key = fold_word(word)
    return key not in _LINK_OF_WORD and key not in _NO_NAMES


def _opening(text: str, tokens: Tokens, match: Match) -> Link:
    """How the first known word hangs on unknown words before it; an English genitive is no preposition."""
    for at, key in enumerate(tokens.keys[: match.first]):
        start = tokens.starts[at]
        link = None if start and text[start - 1] in "'’" else _LINK_OF_WORD.get(key)
        if link is not None and link is not Link.AND:
            return link
    return Link.START


def link_between(text: str, tokens: Tokens, before: Match, match: Match) -> Link:
    """What joins two matches: the last preposition or conjunction between them, else a sign.

    Parts of a hyphened word (``rule-of-law``) join nothing; ``in the city of`` says where.
    """
    gap = text[before.end : match.start]
    if gap == " ":
        return Link.ADJACENT
    possessive = gap.startswith(_POSSESSIVES)
    first = before.last + 1 if possessive and tokens.keys[before.last] == "s" else before.last
    links = [
        _LINK_OF_WORD[tokens.keys[at]]
        for at in range(first, match.first)
        if tokens.keys[at] in _LINK_OF_WORD and not _hyphened(text, tokens, at)
    ]
    if links:
        return links[-2] if len(links) > 1 and links[-1] is Link.OF and links[-2] in _WHERE else links[-1]
    if any(mark in gap for mark in ",;:()[]—\n") or " – " in gap or " - " in gap:
        return Link.COMMA
    if possessive:
        return Link.POSSESSIVE
    return Link.WORDS if match.first > before.last else Link.ADJACENT


def _hyphened(text: str, tokens: Tokens, at: int) -> bool:
    """Whether a word is part of a hyphened one."""
    start, end = tokens.starts[at], tokens.ends[at]
    return text[end : end + 1] in _HYPHENS or (start > 0 and text[start - 1] in _HYPHENS)


def _reads_as_name(text: str, match: Match) -> bool:
    """Whether an adjective in capitals is a name as well: ``Hrvatska``, ``Češka``, ``Kosovo``."""
    return text[match.start].isupper() and any(sense.use == "name" for sense in match.senses)


def _before_a_noun(
    register: Register, text: str, tokens: Tokens, match: Match, following: Match | None, *, named: bool
) -> bool:
    """Whether a word that can be adjective or demonym stands before a noun: ``Russian exports``.

    One that is a state's name too (``named``) is an adjective before known nouns only.
    """
    if following is not None and not text[match.end : following.start].strip(" -\xa0"):
        return _is_noun(register, following)
    if named or (match.first and tokens.keys[match.first - 1] in _COUNTING):
        return False
    after = match.last
    if match.first == 0 and after == len(tokens.keys):
        return True
    if following is not None and following.first == after + 1 and following.with_use("adjective"):
        return _LINK_OF_WORD.get(tokens.keys[after]) is Link.AND
    spaced = after < len(tokens.keys) and text[match.end : tokens.starts[after]] in {" ", "-"}
    return spaced and not is_link_word(tokens.keys[after]) and not text[tokens.starts[after]].isdigit()


def _is_noun(register: Register, match: Match) -> bool:
    for sense in match.senses:
        if sense.use != "role":
            return True
        role = register.role(sense.ref)
        if role and not role.flags & {"former", "group", "ignore"}:
            return True
    return False


def _blocked(text: str, tokens: Tokens, match: Match) -> bool:
    """Whether a name only qualifies: ``US-backed``, ``pro-Russian``, ``Treaty of Paris``, ``the Persian Gulf``."""
    before, after = match.first - 1, match.last
    if before >= 0 and _blocked_by_what_precedes(text, tokens, match, before):
        return True
    if after >= len(tokens.keys):
        return False
    key, gap = tokens.keys[after], text[match.end : tokens.starts[after]]
    if gap in _HYPHENS:
        return key in _BLOCKED_AFTER
    named_after = key in _NAMED_AFTER and gap in {" ", "\xa0"}
    return named_after and (text[tokens.starts[after]].isupper() or _slavic_text(match, text))


def _blocked_by_what_precedes(text: str, tokens: Tokens, match: Match, before: int) -> bool:
    key, gap = tokens.keys[before], text[tokens.ends[before] : match.start]
    if gap in _HYPHENS:
        return key in _BLOCKED_BEFORE
    if key == "of" and before and tokens.keys[before - 1] in _NAMED_AFTER:
        return True
    part_of_name = key in _OTHER_PLACE and gap == " " and text[tokens.starts[before]].isupper()
    return part_of_name and bool(match.with_use("name", "capital"))


def _slavic_text(match: Match, text: str) -> bool:
    return not text[match.start : match.end].isascii() or bool(match.with_use("adjective"))


def _item(register: Register, match: Match, link: Link, *, modifies: bool, blocked: bool) -> Item:
    senses = _best_senses(match.senses, modifies=modifies)
    use = senses[0].use
    if use == "role":
        role = register.role(senses[0].ref)
        return Item(match, link, _role_part(role), use, role=role, blocked=blocked)
    actors = tuple(dict.fromkeys(sense.ref for sense in senses))
    found = tuple(actor for actor in map(register.get, actors) if actor)
    part = Part.ADJECTIVE if use == "adjective" else Part.ACTOR
    if part is Part.ADJECTIVE and len(found) > 1:
        states = tuple(actor for actor in found if actor.kind == "state" and not actor.valid_to)
        found = states if len(states) == 1 else found
    return Item(match, link, part, use, actors=found, blocked=blocked)


def _best_senses(senses: tuple[Sense, ...], *, modifies: bool) -> tuple[Sense, ...]:
    """The readings of the use that fits: an adjective before a noun, else a name before a common word."""
    order = ("name", "capital", "demonym", "adjective", "surname", "role")
    if modifies:
        order = ("adjective", "name", "capital", "demonym", "surname", "role")
    for use in order:
        found = tuple(sense for sense in senses if sense.use == use)
        if found:
            return found
    return senses


def _role_part(role: Role | None) -> Part:
    flags = role.flags if role else frozenset[str]()
    if "former" in flags:
        return Part.FORMER
    if "group" in flags:
        return Part.GROUP
    return Part.TITLE if "ignore" in flags else Part.ROLE


def link_of(key: str) -> Link | None:
    """The link that a folded preposition or conjunction makes, if it is one."""
    return _LINK_OF_WORD.get(key)


def is_link_word(key: str) -> bool:
    """Whether a folded word is a preposition, a conjunction or a small verb: no noun."""
    return key in _LINK_OF_WORD

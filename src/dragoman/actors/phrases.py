"""What stands in a noun phrase: its known words, how they hang together, which one is its head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dragoman.actors.lexicon import Match, Sense
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
_ALSO_PERSONAL = folded_words("jordan chad georgia israel chile malta cuba tonga lima")
_NO_NAMES = folded_words(
    "king queen president prime minister crown prince foreign defence defense monday tuesday wednesday thursday "
    "friday saturday sunday january february march april may june july august september october november december "
    "the a an this that these those mr mrs ms dr sir eu nato un but in on later meanwhile however yesterday today "
    "then also now both only like still while since although neighbouring neighboring if when as for at"
)
ARTICLES = frozenset(("the", "a", "an"))
_HYPHENS = frozenset("-‑–")
_LONGEST_NAME = 4
_WHERE = frozenset((Link.IN, Link.FROM))
_POSSESSIVES = ("'s", "’s", "'", "’", "`s")


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

    @property
    def named(self) -> Actor | None:
        """The one actor it may name, if there is only one."""
        return self.actors[0] if len(self.actors) == 1 else None

    @property
    def person(self) -> bool:
        """Whether it names a person."""
        return bool(self.actors) and self.actors[0].kind == "person"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase with its known words: the tokens from ``first`` to before ``last`` of a text."""

    text: str
    tokens: Tokens
    items: tuple[Item, ...]
    first: int
    last: int

    @property
    def inside(self) -> tuple[Item, ...]:
        """The first segment that holds more than a group word, without those words."""
        segments = self.segments()
        for at, segment in enumerate(segments):
            kept = tuple(item for item in segment if item.part is not Part.GROUP)
            if kept or at == len(segments) - 1:
                return kept
        return ()

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
        for segment in self.segments():
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
    """The phrase with its known words and their links."""
    tokens = tokenize(text)
    matches = register.lexicon.scan(text, tokens, language=language)
    items = tuple(read_items(register, text, tokens, matches))
    return Phrase(text, tokens, items, 0, len(tokens.keys))


def read_items(register: Register, text: str, tokens: Tokens, matches: Sequence[Match]) -> Iterator[Item]:
    """Each match in the reading its neighbours ask for; ``Michael Jordan`` is no country."""
    matches = [match for match in matches if not _personal_name(text, tokens, match)]
    for at, match in enumerate(matches):
        before = matches[at - 1] if at else None
        following = matches[at + 1] if at + 1 < len(matches) else None
        link = link_between(text, tokens, before, match) if before else _opening(tokens, match)
        modifies = _before_a_noun(register, text, tokens, match, following)
        yield _item(register, match, link, modifies=modifies, blocked=_blocked(text, tokens, match))


def _personal_name(text: str, tokens: Tokens, match: Match) -> bool:
    """Whether a name that people bear too has another capitalised word at its side."""
    if match.last - match.first > 1 or tokens.keys[match.first] not in _ALSO_PERSONAL:
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


def _opening(tokens: Tokens, match: Match) -> Link:
    """How the first known word hangs on unknown words before it."""
    for key in tokens.keys[: match.first]:
        link = _LINK_OF_WORD.get(key)
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


def _before_a_noun(register: Register, text: str, tokens: Tokens, match: Match, following: Match | None) -> bool:
    """Whether a word that can be adjective or demonym stands before a noun: ``Russian exports``."""
    if following is not None and not text[match.end : following.start].strip(" -\xa0"):
        return _is_noun(register, following)
    if match.first and tokens.keys[match.first - 1] in _COUNTING:
        return False
    after = match.last
    if match.first == 0 and after == len(tokens.keys):
        return True
    if following is not None and following.first == after + 1 and following.with_use("adjective"):
        return _LINK_OF_WORD.get(tokens.keys[after]) is Link.AND
    if after >= len(tokens.keys) or text[match.end : tokens.starts[after]] not in {" ", "-"}:
        return False
    return not is_link_word(tokens.keys[after]) and not text[tokens.starts[after]].isdigit()


def _is_noun(register: Register, match: Match) -> bool:
    for sense in match.senses:
        if sense.use != "role":
            return True
        role = register.role(sense.ref)
        if role and not role.flags & {"former", "group", "ignore"}:
            return True
    return False


def _blocked(text: str, tokens: Tokens, match: Match) -> bool:
    """Whether a name only qualifies: ``US-backed``, ``pro-Russian``."""
    keys, before, after = tokens.keys, match.first - 1, match.last
    if after < len(keys) and text[match.end : tokens.starts[after]] in _HYPHENS and keys[after] in _BLOCKED_AFTER:
        return True
    hyphened = before >= 0 and text[tokens.ends[before] : match.start] in _HYPHENS
    return hyphened and keys[before] in _BLOCKED_BEFORE


def _item(register: Register, match: Match, link: Link, *, modifies: bool, blocked: bool) -> Item:
    senses = _best_senses(match.senses, modifies=modifies)
    use = senses[0].use
    if use == "role":
        role = register.role(senses[0].ref)
        return Item(match, link, _role_part(role), use, role=role, blocked=blocked)
    actors = tuple(dict.fromkeys(sense.ref for sense in senses))
    found = tuple(actor for actor in map(register.get, actors) if actor)
    part = Part.ADJECTIVE if use == "adjective" else Part.ACTOR
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


def is_link_word(key: str) -> bool:
    """Whether a folded word is a preposition, a conjunction or a small verb: no noun."""
    return key in _LINK_OF_WORD

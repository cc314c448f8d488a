"""Whether two actors of two reports may be one, or one the more exact name of the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from dragoman.actors.register import Register
from dragoman.actors.tokens import fold_phrase
from dragoman.records import NamedActor

ORGANS = frozenset(("GOV", "MIL", "LEG", "JUD", "COP", "SPY"))
"""Sectors whose people act for their state."""

_UNLIKE_KINDS = frozenset(("IGO", "NGO", "ISM", "IMG", "MNC"))
"""Codes in the place of a country that many unrelated actors share."""

_LEADING_PARTIES = frozenset(("PTY", "OPP"))
_SAME, _WITHIN, _SAME_OFFICE, _SAME_COUNTRY, _SAME_WORDS, _TWO_BODIES = 1.0, 0.8, 0.7, 0.6, 0.6, 0.4
_FEWER = 0.9
_MANY = 3
_SHARED_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Party:
    """An actor of a report. ``above`` are the ids of what it belongs to or acts for on the day."""

    actor: str | None
    name: str
    kind: str | None
    country: str | None
    sector: str | None
    above: tuple[str, ...]
    words: str

    @property
    def known(self) -> bool:
        """Whether anything but the words is known of it."""
        return self.actor is not None or self.country is not None

    @property
    def code(self) -> str:
        """Country and sector as one word."""
        return " ".join(filter(None, (self.country, self.sector)))

    def block_keys(self) -> Iterator[str]:
        """Words of which two actors that may be one share at least one."""
        if self.actor:
            yield self.actor
        yield from self.above
        if self.country and self.country not in _UNLIKE_KINDS:
            yield self.country
        if not self.known:
            yield f"“{self.words}”"


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like two actors, or two sides, are: 0 not at all, None where nothing can be said."""

    score: float | None
    detail: str
    matched: int = 1


def party_of(named: NamedActor, register: Register, day: str | None) -> Party:
    """The actor as reports are compared by it; ``day`` decides which offices count."""
    who = named.resolved
    known = who.actor is not None or who.country is not None
    return Party(
        actor=who.actor,
        name=who.name or named.span.text,
        kind=who.kind,
        country=who.country,
        sector=who.sector,
        above=_above(register, who.actor, who.country, who.sector, day),
        words="" if known else fold_phrase(named.span.text),
    )


@lru_cache(maxsize=200_000)
def _above(
    register: Register, actor: str | None, country: str | None, sector: str | None, day: str | None
) -> tuple[str, ...]:
    found: dict[str, None] = {}
    record = register.get(actor) if actor else None
    if record and record.parent and (record.kind != "person" or sector in _LEADING_PARTIES):
        found.update(dict.fromkeys(_line(register, record.parent)))
    for office in record.offices if record else ():
        if day and office.held_on(day):
            found.update(dict.fromkeys(_line(register, office.of)))
    if country and sector in ORGANS and country not in _UNLIKE_KINDS:
        found.update(dict.fromkeys((country, f"{country}-{sector}")))
    found.pop(actor or "", None)
    return tuple(found)


def _line(register: Register, actor: str) -> Iterator[str]:
    """An actor and what it belongs to, upwards."""
    seen: set[str] = set()
    at: str | None = actor
    while at and at not in seen:
        yield at
        seen.add(at)
        record = register.get(at)
        at = record.parent if record else None


def same_actor(a: Party, b: Party) -> Likeness | None:
    """Both are one actor of the register."""
    if a.actor is not None and a.actor == b.actor:
        return Likeness(_SAME, f"both name {a.name}")
    return None


def two_persons(a: Party, b: Party) -> Likeness | None:
    """Two people who are known by name are two, whatever their office."""
    if a.actor and b.actor and a.kind == b.kind == "person":
        return Likeness(0.0, f"{a.name} and {b.name} are two people")
    return None


def one_within_the_other(a: Party, b: Party) -> Likeness | None:
    """One is an organ, a member or an office holder of the other."""
    for low, high in ((a, b), (b, a)):
        if high.actor and high.actor in low.above:
            return Likeness(_WITHIN, f"{low.name} acts for {high.name}")
    return None


def nothing_known(a: Party, b: Party) -> Likeness | None:
    """Words that stand for nobody on record are compared as words."""
    if a.known and b.known:
        return None
    if a.words and a.words == b.words:
        return Likeness(_SAME_WORDS, f"both say “{a.name}”")
    unknown = b if a.known else a
    return Likeness(None, f"nobody knows who “{unknown.name}” is")


def same_country_and_sector(a: Party, b: Party) -> Likeness | None:
    """Both are of one sector of one country; two bodies with names of their own are less alike."""
    if not _one_family(a, b) or a.sector is None or a.sector != b.sector:
        return None
    if a.actor and b.actor and "person" not in (a.kind, b.kind):
        return Likeness(_TWO_BODIES, f"{a.name} and {b.name} are both {a.code}")
    return Likeness(_SAME_OFFICE, f"{a.name} and {b.name} are both {a.code}")


def same_country(a: Party, b: Party) -> Likeness | None:
    """One text names the country alone, the other somebody who acts for it."""
    if not _one_family(a, b) or (a.sector and b.sector):
        return None
    if {a.sector, b.sector} <= {None, *ORGANS}:
        return Likeness(_SAME_COUNTRY, f"{a.name} and {b.name} are both {a.country}")
    return None


def _one_family(a: Party, b: Party) -> bool:
    return a.country is not None and a.country == b.country and a.country not in _UNLIKE_KINDS


RULES = (same_actor, two_persons, one_within_the_other, nothing_known, same_country_and_sector, same_country)
"""The first that has something to say decides."""


@lru_cache(maxsize=200_000)
def party_likeness(a: Party, b: Party) -> Likeness:
    """How like two actors are, by the first rule that applies.

    >>> serbia = Party("SRB", "Serbia", "state", "SRB", None, (), "")
    >>> party_likeness(serbia, Party(None, "Serbian officials", "office", "SRB", "GOV", ("SRB",), "")).score
    0.8
    """
    for rule in RULES:
        found = rule(a, b)
        if found is not None:
            return found
    return Likeness(0.0, f"{a.name} and {b.name} are not one")


Side = tuple[Party, ...]


@lru_cache(maxsize=200_000)
def block_keys_of(side: Side) -> tuple[str, ...]:
    """The block keys of all actors of a side, each once."""
    return tuple(dict.fromkeys(key for party in side for key in party.block_keys()))


@lru_cache(maxsize=200_000)
def side_likeness(a: Side, b: Side) -> Likeness:
    """How like two lists of actors are: each of the shorter has its like among the longer.

    Of three and more, half are enough: reports of one meeting seldom name all who came.
    """
    if not a or not b:
        return Likeness(None, "one text names nobody", 0)
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    pairs = _assigned(short, long)
    known = [each for each in pairs if each.score]
    unlike = sum(each.score == 0.0 for each in pairs)
    detail = "; ".join(each.detail for each in known)
    if not known:
        return Likeness(0.0 if unlike else None, "; ".join(each.detail for each in pairs), 0)
    share = len(known) / (len(known) + unlike)
    if unlike and (len(short) < _MANY or share < _SHARED_ENOUGH):
        wrong = next(each for each in pairs if each.score == 0.0)
        return Likeness(0.0, wrong.detail, len(known))
    mean = sum(each.score or 0.0 for each in known) / len(known)
    return Likeness(mean * share * (1.0 if len(short) == len(long) else _FEWER), detail, len(known))


def _assigned(short: Sequence[Party], long: Sequence[Party]) -> list[Likeness]:
    """For each of the shorter list the best of the longer that is left, the most alike first."""
    ranked = sorted(
        (
            (party_likeness(*sorted((x, y), key=_order)), i, j)
            for (i, x), (j, y) in product(*map(enumerate, (short, long)))
        ),
        key=lambda each: (-_rank(each[0]), each[1], each[2]),
    )
    taken: dict[int, tuple[int, Likeness]] = {}
    used: set[int] = set()
    for likeness, i, j in ranked:
        if i not in taken and j not in used:
            taken[i] = (j, likeness)
            used.add(j)
    return [taken[i][1] for i in sorted(taken)]


def _rank(likeness: Likeness) -> float:
    """What is not known is better than what is unlike."""
    return 0.01 if likeness.score is None else likeness.score


def _order(party: Party) -> tuple[str, str, str]:
    return party.actor or "", party.code, party.name


def sorted_side(parties: Sequence[Party]) -> Side:
    """The actors in an order that does not depend on that of the text, each once."""
    return tuple(sorted(dict.fromkeys(parties), key=_order))

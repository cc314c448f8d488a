"""How sure it is that two reports tell of one happening, with the reasons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.linking.facts import Fact, contradiction
from dragoman.linking.parties import Likeness, side_likeness
from dragoman.linking.report import Report
from dragoman.linking.times import compare_days
from dragoman.ontology import load_ontology

ENOUGH = 0.6
"""Reports that score so much are linked."""

_AGAINST = -0.15
"""What takes more than this away speaks for two happenings."""

MUTUAL = frozenset(("CONSULT", "COOPERATE"))
"""Acts that are each party's own: who is named first does not matter."""

_EACH_SIDE = 0.25
_WITHOUT_TARGET, _TARGET_LEFT_OUT = 0.4, 0.35
_PAIR = 2
_TOWN, _OTHER_TOWN = 0.1, -0.45
_SEATS, _SEATED = frozenset(("Brussels",)), frozenset(("EUR", "IGO"))
_MODE, _OTHER_MODE = 0.05, -0.1
_ABOUT, _OTHER_ABOUT = 0.05, -0.15
_WORD, _MOST_WORDS, _SAYS_SOMETHING = 0.25, 6, 2
_NOTHING_SHARED_IN_WORDS, _NOTHING_SHARED_IN_DEED = -0.2, -0.05
_NAME, _MOST_NAMES, _NO_NAME = 0.08, 2, -0.1
_NUMBER, _OTHER_NUMBER, _FAR_OFF = 0.08, -0.15, 2.0
_SHOWN = 5
_VERBAL_QUADS = (1, 3)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The facts about two reports; they fit unless one contradicts, and are linked if they score enough."""

    facts: tuple[Fact, ...]

    @property
    def fits(self) -> bool:
        """Whether nothing speaks against one happening."""
        return not any(fact.contradicts for fact in self.facts)

    @property
    def may_meet(self) -> bool:
        """Whether both may be in one event, by way of a third if not by their own likeness.

        Not if one fact alone speaks for two happenings and the rest does not outweigh it.
        """
        return self.fits and (self.score >= ENOUGH or all(fact.score > _AGAINST for fact in self.facts))

    @property
    def score(self) -> float:
        """0 to 1."""
        total = sum(fact.score for fact in self.facts)
        return round(min(1.0, max(0.0, total)), 3) if self.fits else 0.0

    @property
    def reasons(self) -> tuple[str, ...]:
        """The facts in words, with what each adds."""
        return tuple(f"{fact.detail} ({fact.score:+.2f})" for fact in self.facts)


def same_root(a: Report, b: Report) -> Fact | None:
    """Both are of one PLOVER category."""
    return None if a.type == b.type else contradiction(f"{a.type} is not {b.type}")


def days(a: Report, b: Report) -> Fact:
    """Their dates overlap; without dates they were published within a few days."""
    return compare_days(a.when, b.when, published_a=a.published, published_b=b.published)


def actors(a: Report, b: Report) -> Fact:
    """The same actors did it to the same; of an act done together, in whatever order they are named."""
    if a.type in MUTUAL:
        return _together(a, b)
    straight = _side_by_side(a, b)
    if not (a.source and b.source and (a.joint or b.joint)):
        return straight
    together = _together(a, b)
    return max(straight, together, key=lambda fact: (not fact.contradicts, fact.score))


def _side_by_side(a: Report, b: Report) -> Fact:
    source, target = side_likeness(a.source, b.source), side_likeness(a.target, b.target)
    for side, name in ((source, "source"), (target, "target")):
        if side.score == 0.0:
            return contradiction(f"{name}: {side.detail}")
    if source.score is None and target.score is None:
        return contradiction("no actor in common")
    if source.score is not None and not a.target and not b.target:
        return Fact(_WITHOUT_TARGET * source.score, f"source: {source.detail}; neither names a target")
    if source.score is not None and target.score is None and _may_go_without(a, b):
        return Fact(_TARGET_LEFT_OUT * source.score, f"source: {source.detail}; one names no target")
    found = [(name, side) for name, side in (("source", source), ("target", target)) if side.score is not None]
    score = sum(_EACH_SIDE * (side.score or 0.0) for _, side in found)
    return Fact(score, "; ".join(f"{name}: {side.detail}" for name, side in found))


def _may_go_without(a: Report, b: Report) -> bool:
    """Whether one names no target at all of a deed that is told without one as well."""
    category = load_ontology().categories[a.type]
    return not category.recipient and category.quad not in _VERBAL_QUADS and not (a.target and b.target)


def _together(a: Report, b: Report) -> Fact:
    found: Likeness = side_likeness(a.everybody, b.everybody)
    if not found.score:
        return contradiction(f"actors: {found.detail}")
    if found.matched >= _PAIR:
        return Fact(2 * _EACH_SIDE * found.score, f"actors: {found.detail}")
    if a.type in MUTUAL and 1 in (a.known, b.known):
        return Fact(_EACH_SIDE * found.score, f"actors: {found.detail}; one text names nobody else")
    return contradiction(f"actors: only {found.detail}")


def towns(a: Report, b: Report) -> Fact | None:
    """Their sentences name one town, or only others."""
    if not a.towns or not b.towns or _one_sentence(a, b):
        return None
    shared = sorted(a.towns & b.towns)
    if shared:
        return Fact(_TOWN, f"both name {', '.join(map(_plain, shared))}")
    ones, others = (sorted(set(map(_plain, each.towns)) - _seats(a, b)) for each in (a, b))
    if not ones or not others:
        return None
    return Fact(_OTHER_TOWN, f"{', '.join(ones)} is not {', '.join(others)}")


def _seats(a: Report, b: Report) -> frozenset[str]:
    """Towns that stand for those who sit there, where these take part."""
    return _SEATS if any(party.country in _SEATED for each in (a, b) for party in each.everybody) else frozenset()


def _plain(town: str) -> str:
    """A town's name without its number."""
    return town.rstrip(" 0123456789")


def modes(a: Report, b: Report) -> Fact | None:
    """They are of one mode, or of two."""
    if not a.modes or not b.modes:
        return None
    shared = sorted(a.modes & b.modes)
    if shared:
        return Fact(_MODE, f"both {', '.join(shared)}")
    return Fact(_OTHER_MODE, f"{', '.join(sorted(a.modes))} is not {', '.join(sorted(b.modes))}")


def about(a: Report, b: Report) -> Fact | None:
    """What was asked, promised or threatened is one deed, or two."""
    if a.about is None or b.about is None:
        return None
    if a.about == b.about:
        return Fact(_ABOUT, f"both about {a.about}")
    return Fact(_OTHER_ABOUT, f"about {a.about} is not about {b.about}")


def words(a: Report, b: Report) -> Fact | None:
    """In one language: what they tell besides is in the same words, or shares none of them.

    One actor may say many things on a day, so that nothing shared weighs more with what is only said.
    """
    one, other = a.content, b.content
    if one.tongue is None or one.tongue != other.tongue or _one_sentence(a, b):
        return None
    shared, least = one.stems & other.stems, min(len(one.stems), len(other.stems))
    if shared:
        score = _WORD * len(shared) / max(_PAIR, min(_MOST_WORDS, least))
        return Fact(min(_WORD, score), f"both say {', '.join(sorted(shared)[:_SHOWN])}")
    if least < _SAYS_SOMETHING:
        return None
    return Fact(
        _NOTHING_SHARED_IN_WORDS if _only_said(a) else _NOTHING_SHARED_IN_DEED, "besides the actors no word is in both"
    )


def _only_said(report: Report) -> bool:
    return load_ontology().quad(report.type) in _VERBAL_QUADS and report.type not in MUTUAL


def _one_sentence(a: Report, b: Report) -> bool:
    """Whether both stand in one sentence, whose words are no evidence then."""
    return a.document == b.document and a.sentence == b.sentence


def names(a: Report, b: Report) -> Fact | None:
    """Both name the same people or places besides the actors; what is only said, in two languages, should."""
    if _one_sentence(a, b):
        return None
    shared = sorted(a.content.names & b.content.names)[:_MOST_NAMES]
    if shared:
        return Fact(_NAME * len(shared), f"both name {', '.join(shared)}")
    if a.content.tongue != b.content.tongue and _only_said(a):
        return Fact(_NO_NAME, "in two languages nothing shows that both say the same")
    return None


def numbers(a: Report, b: Report) -> Fact | None:
    """They count the same, or something else; tolls and turnouts that are near each other are no sign of either."""
    one, other = a.content.numbers, b.content.numbers
    if not one or not other or _one_sentence(a, b):
        return None
    shared = sorted(one & other)
    if shared:
        return Fact(_NUMBER, f"both count {', '.join(shared[:_SHOWN])}")
    if any(_near(x, y) for x in one for y in other):
        return None
    return Fact(_OTHER_NUMBER, f"{', '.join(sorted(one))} is not {', '.join(sorted(other))}")


def _near(one: str, other: str) -> bool:
    small, large = sorted(float(each.replace(",", ".")) for each in (one, other))
    return large < _FAR_OFF * small


FEATURES: tuple[Callable[[Report, Report], Fact | None], ...] = (
    same_root, days, actors, modes, about, words, names, numbers,
)  # fmt: skip
"""In this order; the first contradiction ends a comparison."""


def compare(a: Report, b: Report) -> Comparison:
    """What speaks for and against one happening; the same whichever report comes first.

    Towns are looked for last, and only where they can decide: that takes longer than all the rest.
    """
    first, second = (a, b) if a.id <= b.id else (b, a)
    facts: list[Fact] = []
    for feature in FEATURES:
        fact = feature(first, second)
        if fact is None:
            continue
        facts.append(fact)
        if fact.contradicts:
            return Comparison(tuple(facts))
    found = Comparison(tuple(facts))
    fact = towns(first, second) if ENOUGH - _TOWN <= found.score < ENOUGH - _OTHER_TOWN else None
    return Comparison((*facts, fact)) if fact else found

"""The named rules that promote a candidate to the accepted actor, and the reading they fill in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from dragoman.actors.register import Actor
from dragoman.records import ResolvedActor


class Rule(StrEnum):
    """Why a candidate was accepted. A phrase that no rule fits has candidates only."""

    LISTED_NAME = "listed name"
    LISTED_SURNAME = "listed surname"
    CAPITAL = "capital for the government"
    BRANCH = "branch of its state"
    HOLDER = "holder of the office on the date"
    ONLY_FIT = "the only bearer of the name that fits country and title"
    SPELLING = "spelling of a listed name"
    CAPITALISED = "capitalised short name"
    CONTEXT = "the bearer of the name that the context asks for"
    APPOSITION = "apposition to a named actor"
    SHORT_FORM = "short form of an earlier mention"
    PRONOUN = "pronoun for the only fitting mention before it"
    INTRODUCED = "acronym introduced in the document"
    PROVISIONAL = "provisional person"


@dataclass(slots=True)
class Reading:
    """What has been made out so far of who is meant."""

    actor: Actor | None = None
    name: str | None = None
    kind: str | None = None
    country: str | None = None
    sector: str | None = None
    rule: Rule | None = None
    reasons: list[str] = field(default_factory=list)

    def accept(self, actor: Actor | None, rule: Rule, reason: str | None = None) -> None:
        """Takes an actor by a rule; with none the reading stays as it is."""
        if actor is not None:
            self.actor, self.rule = actor, rule
        if reason:
            self.reasons.append(reason)

    def result(self) -> ResolvedActor:
        """The reading as a record."""
        name = self.actor.name() if self.actor else self.name
        actor = self.actor.id if self.actor else None
        rule = str(self.rule) if self.actor and self.rule else None
        return ResolvedActor(actor, name, self.kind, self.country, self.sector, tuple(self.reasons), rule)


def nobody(reason: str) -> ResolvedActor:
    """The answer for what names no actor."""
    return ResolvedActor(None, None, None, None, None, (reason,))


def country_only(country: str | None, reason: str) -> ResolvedActor:
    """The answer for what names no actor but says of which country it is."""
    return ResolvedActor(None, None, None, country, None, (reason,))


def shared(values: Iterable[str | None]) -> str | None:
    """The one value that all have, if they have one."""
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else None

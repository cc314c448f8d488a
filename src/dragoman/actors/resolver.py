"""Who a name or phrase stands for: its words, the date, and what stands around it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from dragoman.actors.antecedents import is_possessive_phrase, is_short_form, short_owner
from dragoman.actors.document import antecedent_of, read_document
from dragoman.actors.finder import Finder
from dragoman.actors.owners import asked_in, last_occurrence
from dragoman.actors.phrase_resolver import PhraseResolver
from dragoman.actors.phrases import Part, Phrase, read_phrase
from dragoman.actors.register import Register
from dragoman.actors.rules import Rule
from dragoman.actors.whereabouts import Places
from dragoman.records import Resolution, ResolvedActor

_LONGEST_PHRASE = 2_000
_LONGEST_CONTEXT = 20_000
_NEAR = 4
_LONGEST_KEPT = 80
_UNION = re.compile(
    r"union|sindika|профсоюз|leader|president|head|lider|predsedni|predsjedni|лидер|глава", re.IGNORECASE
)
_APPOSITION = re.compile(r"(?:,\s+|(?:\s+\w+){0,2},\s+(?:kao|као|as|как)\s+)([^,;.]{4,120})[,;.]")


class Resolver:
    """Resolves phrases against one register.

    ``places`` gives the places of a name; with it ``villagers from Tavush`` get their country.
    """

    def __init__(self, register: Register, *, places: Places | None = None) -> None:
        self._register = register
        self._phrases = PhraseResolver(register, places)
        self._finder = Finder(register, places=places)
        self._kept = lru_cache(maxsize=10_000)(self._resolve)

    def resolve(
        self,
        text: str,
        *,
        date: str | None = None,
        context: str | None = None,
        language: str | None = None,
    ) -> ResolvedActor:
        """Who the phrase stands for; nobody the register knows gives nulls and a reason.

        ``date`` (``2015-03-01`` or shorter) picks the holder of an office; ``context`` is text around
        the phrase: it tells which bearer of an ambiguous name is meant, and the country and the person
        that a short form (``the minister``, ``she``) leaves open.
        """
        if context is None and len(text) <= _LONGEST_KEPT:
            return self._kept(text, date, language)
        phrase = read_phrase(self._register, text[:_LONGEST_PHRASE], language=language)
        return self.resolve_phrase(phrase, date=date, context=context, language=language)

    def _resolve(self, text: str, date: str | None, language: str | None) -> ResolvedActor:
        return self.resolve_phrase(read_phrase(self._register, text, language=language), date=date, language=language)

    def resolve_phrase(
        self, phrase: Phrase, *, date: str | None = None, context: str | None = None, language: str | None = None
    ) -> ResolvedActor:
        """As ``resolve``, for a phrase that has been read already."""
        if context and is_short_form(phrase):
            linked = self._linked(phrase, context, date=date, language=language)
            if linked is not None:
                return linked
        found = self._phrases.resolve(
            phrase, asked_in(self._register, context, phrase.text, date=date, language=language)
        )
        if not context:
            return found
        if found.country is None and is_possessive_phrase(phrase):
            return self._owned(phrase, found, context, date=date, language=language)
        short = short_owner(phrase, language) if found.country is None and found.sector else None
        if short is not None:
            return self._of_short_form(phrase, short, found, context, date=date, language=language)
        said_former = any("called a former" in reason for reason in found.reasons)
        if (found.actor is None and found.sector is None) or (found.sector == "ELI" and not said_former):
            return self._apposed(phrase, found, context, date=date, language=language)
        return found

    def _read(
        self, phrase: Phrase, context: str, *, date: str | None, language: str | None
    ) -> tuple[int, tuple[Resolution, ...]]:
        """Where a phrase stands last in its context, and the context's mentions; none where nothing is before it."""
        start = last_occurrence(phrase.text, context)
        if start < 1:
            return start, ()
        return start, read_document(
            context, finder=self._finder, resolver=self._phrases, register=self._register, language=language, date=date
        )

    def _owned(
        self, phrase: Phrase, found: ResolvedActor, context: str, *, date: str | None, language: str | None
    ) -> ResolvedActor:
        """``his party``, ``njena vlada``: the country, and the party, are those of the person the pronoun means."""
        context = context[:_LONGEST_CONTEXT]
        start, read = self._read(phrase, context, date=date, language=language)
        if start < 1:
            return found
        end = start + len(phrase.text.split()[0])
        owner = antecedent_of(start, end, context, read, register=self._register, language=language, date=date)
        if owner is None or owner.actor.country is None:
            return found
        reasons = (*found.reasons, f"{phrase.text.split()[0]!r} is {owner.actor.name or owner.mention.text}")
        person = self._register.get(owner.actor.actor or "")
        party = self._register.get(person.parent or "") if person is not None and found.sector == "PTY" else None
        if party is not None:
            return ResolvedActor(
                party.id, party.name(), party.kind, party.country, party.sector, reasons, str(Rule.SHORT_FORM)
            )
        return replace(found, country=owner.actor.country, reasons=reasons)

    def _of_short_form(
        self,
        phrase: Phrase,
        at: int,
        found: ResolvedActor,
        context: str,
        *,
        date: str | None,
        language: str | None,
    ) -> ResolvedActor:
        """``the country's court``, ``predsedništvo te stranke``: of the country or party that was named before."""
        context = context[:_LONGEST_CONTEXT]
        start, read = self._read(phrase, context, date=date, language=language)
        if start < 1:
            return found
        first, last = start + phrase.tokens.starts[at], start + phrase.tokens.ends[at]
        owner = antecedent_of(first, last, context, read, register=self._register, language=language, date=date)
        if owner is None or owner.actor.country is None:
            return found
        said = f"{phrase.text[phrase.tokens.starts[at] : phrase.tokens.ends[at]]!r} is {owner.actor.name}"
        sector = "PTY" if owner.actor.kind == "party" and found.sector == "GOV" else found.sector
        return replace(found, country=owner.actor.country, sector=sector, reasons=(*found.reasons, said))

    def _linked(self, phrase: Phrase, context: str, *, date: str | None, language: str | None) -> ResolvedActor | None:
        """Who a short form stands for by the mentions before its last occurrence in the context."""
        context = context[:_LONGEST_CONTEXT]
        start, read = self._read(phrase, context, date=date, language=language)
        if start < 1:
            return None
        end = start + len(phrase.text)
        for each in read:
            if each.mention.antecedent is not None and each.mention.start < end and start < each.mention.end:
                return each.actor
        if any(each.mention.start < end and start < each.mention.end and each.actor.actor for each in read):
            return None
        asked = antecedent_of(start, end, context, read, register=self._register, language=language, date=date)
        if asked is None or asked.actor.country or not asked.actor.sector:
            return asked.actor if asked else None
        signs = asked_in(self._register, context, phrase.text, language=language).signs
        country = signs.country()
        reasons = (*asked.actor.reasons, f"the country is the context's: {country}")
        return replace(asked.actor, country=country, reasons=reasons) if country else asked.actor

    def _apposed(
        self, phrase: Phrase, found: ResolvedActor, context: str, *, date: str | None, language: str | None
    ) -> ResolvedActor:
        """A name that says nothing by itself, with what the apposition behind it says: ``X, the ambassador of Y,``."""
        if not _is_name(phrase):
            return found
        start = context.find(phrase.text)
        behind = _APPOSITION.match(context, start + len(phrase.text)) if start >= 0 else None
        if behind is None:
            return found
        said = read_phrase(self._register, behind[1], language=language)
        if not any(item.part is Part.ROLE and item.match.first <= _NEAR for item in said.items):
            return found
        role = self._phrases.resolve(said, asked_in(self._register, None, behind[1], date=date))
        if (role.sector is None and role.country is None) or (found.actor and not role.sector):
            return found
        private = role.sector in {"LAB", "AGR"} and role.actor is None and not _UNION.search(behind[1])
        if private and found.actor is None:
            return found
        reasons = (*found.reasons, f"called {behind[1]!r} right behind the name", *role.reasons)
        return replace(
            found, kind="person", name=phrase.text, country=found.country or role.country, sector=role.sector,
            reasons=reasons,
        )  # fmt: skip


def _is_name(phrase: Phrase) -> bool:
    """Whether a phrase is a person's name, listed or not: at least two capitalised words and nothing else."""
    if phrase.items:
        return any(item.person for item in phrase.items)
    words = phrase.text.split()
    return len(words) > 1 and all(word[0].isupper() for word in words)

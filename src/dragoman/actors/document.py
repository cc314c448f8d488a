"""What a whole document says of its short forms and pronouns: the earlier mention each refers to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.actors.antecedents import FINDERS, OPEN
from dragoman.actors.finder import Finder
from dragoman.actors.firstnames import first_name_gender
from dragoman.actors.nominative import nominative_name
from dragoman.actors.owners import asked_in
from dragoman.actors.past import Known, Past
from dragoman.actors.phrase_resolver import PhraseResolver
from dragoman.actors.phrases import Part, Phrase, read_phrase
from dragoman.actors.provisional import provisional_id
from dragoman.actors.register import Actor, Register
from dragoman.actors.rules import Rule
from dragoman.actors.short_forms import is_pair, is_plural, party_of, pronoun_sort, short_form_test
from dragoman.actors.tokens import Tokens, fold_word, tokenize
from dragoman.language.sentences import split_sentences
from dragoman.records import Candidate, Mention, Resolution, ResolvedActor, Span

_LONGEST_MENTION = 400


def read_document(
    text: str,
    *,
    finder: Finder,
    register: Register,
    resolver: PhraseResolver | None = None,
    language: str | None = None,
    date: str | None = None,
    names: Sequence[tuple[int, int, str]] = (),
) -> tuple[Resolution, ...]:
    """Every mention of a document with who it stands for: found, resolved in its sentence, led back."""
    resolver = resolver or PhraseResolver(register)
    sentences = split_sentences(text, language)
    starts = [start for start, _ in sentences]
    found = []
    for mention in finder.find(text, language=language, names=names):
        start, end = sentences[max(bisect_right(starts, mention.start) - 1, 0)]
        phrase = read_phrase(register, mention.text[:_LONGEST_MENTION], language=language)
        asked = asked_in(register, text[start:end], mention.text, date=date, language=language)
        who = resolver.resolve(phrase, asked)
        found.append(Resolution(mention, settled_in_place(mention, who)))
    return link_mentions(text, found, register=register, language=language, date=date, sentences=sentences)


def settled_in_place(mention: Mention, who: ResolvedActor) -> ResolvedActor:
    """Who a mention stands for, a place where it only says where something is: ``in Moscow`` is no government."""
    if mention.kind != "place" or who.kind == "place" or not who.actor:
        return who
    return replace(
        who, actor=None, name=None, kind="place", country="BEL" if who.country == "EUR" else who.country,
        sector=None, rule=None, reasons=(*who.reasons, "here it says where: a place, not its government"),
    )  # fmt: skip


def link_mentions(
    text: str,
    resolutions: Sequence[Resolution],
    *,
    register: Register,
    language: str | None = None,
    date: str | None = None,
    sentences: Sequence[tuple[int, int]] | None = None,
    lenient: bool = False,
) -> tuple[Resolution, ...]:
    """The resolutions of a whole document, with its short forms and pronouns led back to earlier mentions.

    Short forms that no resolution covers are found and added, all that were given are kept, in the order of the
    text. A given mention with neither actor nor country nor sector is open and led back as those found are. A linked
    mention has its ``antecedent`` and the antecedent's actor, with rule and reasons; persons nobody listed
    get a provisional actor. ``date`` is the document's, ``sentences`` its sentence ranges; ``lenient`` takes
    the nearest of several mentions that fit.
    """
    starts = [start for start, _ in (sentences or split_sentences(text, language))]
    return _Linker(Past(text, register, language, date, starts, lenient)).link(resolutions)


def antecedent_of(
    start: int,
    end: int,
    text: str,
    read: Sequence[Resolution],
    *,
    register: Register,
    language: str | None,
    date: str | None,
) -> Resolution | None:
    """The words at a range led back to the mentions read before them, also where they are no mention: ``his``.

    From a later sentence they are led to the nearest that fits, for what is asked about does refer; within one
    sentence only to the single one that fits.
    """
    sentences = split_sentences(text[:end], language)
    later = bool(sentences) and sentences[-1][0] > 0
    before = [each for each in read if each.mention.end <= start and each.mention.antecedent is None]
    asked = Resolution(Mention(start, end, text[start:end], "open"), OPEN)
    linked = link_mentions(text[:end], [*before, asked], register=register, language=language, date=date, lenient=later)
    return next((each for each in linked if each.mention.start == start and each.mention.antecedent), None)


class _Linker:
    """One pass over one document."""

    def __init__(self, past: Past) -> None:
        self._past = past
        self._text, self._register, self._language = past.text, past.register, past.language
        self._tokens = tokenize(past.text)
        self._introduced = list(_introductions(past.text, self._tokens))

    def link(self, resolutions: Sequence[Resolution]) -> tuple[Resolution, ...]:
        """The resolutions with their antecedents, and the short forms found between them."""
        given = sorted(resolutions, key=lambda each: (each.mention.start, -each.mention.end))
        found: list[Resolution] = []
        for each, is_given in self._with_short_forms(given):
            self._introduce_before(each.mention.start)
            linked = self._linked(each)
            if linked.actor is not OPEN:
                self._remember(linked)
            if is_given or linked.actor is not OPEN:
                found.append(linked)
        return tuple(found)

    # Finding ---------------------------------------------------------------------------------------

    def _with_short_forms(self, given: Sequence[Resolution]) -> Iterator[tuple[Resolution, bool]]:
        """The given resolutions, and between them words that may be short forms, still open; whether it was given."""
        at = 0
        for each in given:
            yield from ((found, False) for found in self._open(at, each.mention.start))
            yield each, True
            at = max(at, each.mention.end)
        yield from ((found, False) for found in self._open(at, len(self._text)))

    def _open(self, start: int, end: int) -> Iterator[Resolution]:
        first, last = bisect_right(self._tokens.starts, start - 1), bisect_right(self._tokens.ends, end)
        at = first
        while at < last:
            size = next((size for size in (2, 1) if at + size <= last and self._may_refer(at, size)), 0)
            if size:
                span = self._span(at, at + size)
                yield Resolution(Mention(span.start, span.end, span.text, "open"), OPEN)
            at += max(size, 1)

    def _may_refer(self, at: int, size: int) -> bool:
        """Whether words are a pronoun, a short form, an acronym or a surname introduced before."""
        keys = self._tokens.keys[at : at + size]
        if size > 1:
            return is_pair(keys)
        key = keys[0]
        if pronoun_sort(key, self._language) or short_form_test(key, self._language) is not None:
            return True
        word = self._text[self._tokens.starts[at] : self._tokens.ends[at]]
        return word in self._past.acronyms or (word[:1].isupper() and bool(self._past.bearers(key)))

    def _span(self, first: int, last: int) -> Span:
        start, end = self._tokens.starts[first], self._tokens.ends[last - 1]
        return Span(start, end, self._text[start:end])

    # Linking ---------------------------------------------------------------------------------------

    def _linked(self, each: Resolution) -> Resolution:
        """The resolution with its antecedent, if it is a short form with one that fits."""
        phrase = read_phrase(self._register, each.mention.text[:_LONGEST_MENTION], language=self._language)
        for rule, find in FINDERS:
            antecedents = find(self._past, each, phrase)
            if antecedents:
                return _led_back(each, antecedents, rule, self._register)
        if each.actor is OPEN:
            return each
        return self._provisional(each, phrase)

    def _provisional(self, each: Resolution, phrase: Phrase) -> Resolution:
        """A person nobody listed gets an actor of this document set."""
        name = each.actor.name or _stranger_name(phrase)
        if each.actor.actor or not name or " " not in name or each.actor.kind not in {"person", None}:
            return each
        if _known_name(phrase) or _is_no_person(phrase, name):
            return each
        name = nominative_name(name, self._register.first_names, language=self._language)
        identity = provisional_id(name, language=self._language)
        if identity is None:
            return each
        reasons = (*each.actor.reasons, "nobody of that name is in the register")
        who = replace(each.actor, actor=identity, name=name, kind="person", reasons=reasons, rule=str(Rule.PROVISIONAL))
        return replace(each, actor=who)

    def _remember(self, each: Resolution) -> None:
        mention = each.mention
        phrase = read_phrase(self._register, mention.text[:_LONGEST_MENTION], language=self._language)
        actor = self._register.get(each.actor.actor) if each.actor.actor else None
        name = _name_words(phrase, each, actor)
        known = Known(
            span=Span(mention.start, mention.end, mention.text),
            sentence=self._past.sentence_of(mention.start),
            resolved=each.actor,
            actor=actor,
            phrase=phrase,
            name=name,
            gender=self._gender(actor, name, phrase),
            plural=is_plural(phrase, self._language),
            linked=mention.antecedent is not None,
        )
        if mention.antecedent is not None:
            known = replace(known, name=name or self._past.name_at(mention.antecedent))
            if each.actor.kind == "person":
                self._past.say_more(mention.antecedent, each.actor)
        self._past.remember(known)
        self._introduce(known)

    def _gender(self, actor: Actor | None, name: tuple[str, ...], phrase: Phrase) -> str | None:
        if actor is not None and actor.gender:
            return actor.gender
        title = next((gender for key in phrase.tokens.keys for gender in (_title_gender(key),) if gender), None)
        if title:
            return title
        if not name:
            return None
        return first_name_gender(self._register.first_names, name[0], inflected=self._past.inflected) or None

    def _introduce_before(self, offset: int) -> None:
        """Takes up the acronyms introduced before an offset for names that are no mention as a whole."""
        while self._introduced and self._introduced[0][0].end < offset:
            span, acronym = self._introduced.pop(0)
            inner = next(
                (k for k in reversed(self._past.known) if span.start <= k.span.start and k.span.end <= span.end), None
            )
            if acronym in self._past.acronyms or (inner is not None and inner.span == span):
                continue
            who = inner.resolved if inner is not None else ResolvedActor(None, None, None, None, None)
            who = replace(who, actor=None, rule=None, name=span.text, reasons=(f"introduced as {acronym}",))
            phrase = read_phrase(self._register, span.text[:_LONGEST_MENTION], language=self._language)
            self._past.acronyms[acronym] = Known(span, self._past.sentence_of(span.start), who, None, phrase)

    def _introduce(self, known: Known) -> None:
        """An acronym in brackets behind a name stands for it from here on."""
        found = _BRACKETED.match(self._text, known.span.end)
        if found and known.actor is not None and known.actor.kind in _WITH_ACRONYMS:
            self._past.acronyms[found[1]] = known


def _introductions(text: str, tokens: Tokens) -> Iterator[tuple[Span, str]]:
    """Acronyms in brackets behind words whose initials they are: ``Free Movement of Xandria (FMX)``."""
    for found in _ACRONYM.finditer(text):
        letters = [fold_word(letter) for letter in found[1] if letter.isupper()]
        last = bisect_right(tokens.ends, found.start())
        for first in range(last - 1, max(last - _LONGEST_NAME, 0) - 1, -1):
            if last - first >= len(letters) - 1 and _initials_fit(tokens.keys[first:last], letters):
                start, end = tokens.starts[first], tokens.ends[last - 1]
                if text[start].isupper():
                    yield Span(start, end, text[start:end]), found[1]
                break


_ACRONYM = re.compile(r"\([„“\"«]?([A-ZА-ЯЁЧČĆŠŽĐ]{2,10})[”\"»“]?\)")
_LONGEST_NAME = 12


def _initials_fit(keys: Sequence[str], letters: Sequence[str]) -> bool:
    """Whether the letters are the initials of the words in order, small words left out; the first word counts."""
    at = 0
    for key in keys:
        if at < len(letters) and key.startswith(letters[at][:1]):
            at += 1
        elif len(key) > _SMALL_WORD:
            return False
    return at == len(letters) and bool(keys) and keys[0].startswith(letters[0][:1])


_SMALL_WORD = 3
_WITH_ACRONYMS = frozenset(("body", "party", "armed_group", "company"))
_BRACKETED = re.compile(
    r"[”\"»’']?\s?\((?:[^()]{1,60}[,;–-] )?[„“\"«]?([A-ZА-ЯЁČĆŠŽĐ][A-ZА-ЯЁČĆŠŽĐ0-9a-z-]{1,9})[”\"»“]?\)"
)


def _led_back(each: Resolution, antecedents: Sequence[Known], rule: Rule, register: Register) -> Resolution:
    """The mention with its link back; the actor is the antecedent's, or open between several."""
    latest = antecedents[0]
    mention, words = each.mention, each.mention.text
    if len(antecedents) > 1:
        return _led_back_to_several(each, antecedents, register)
    who = latest.resolved
    if rule is Rule.APPOSITION and who.sector is None:
        who = replace(who, kind="person", country=who.country or each.actor.country, sector=each.actor.sector)
    kind = who.kind or mention.kind
    candidates = mention.candidates
    if who.actor:
        reason = f"{rule}: {latest.span.text!r} at {latest.span.start}"
        candidates = (Candidate(who.actor, 0.8, (reason,)), *(c for c in candidates if c.actor != who.actor))
    reasons = (
        f"{words!r} refers to {latest.span.text!r} before it ({latest.span.start}-{latest.span.end})",
        *who.reasons,
    )
    return Resolution(
        replace(mention, kind=kind, candidates=candidates, antecedent=latest.span),
        replace(who, reasons=reasons, rule=str(rule) if who.actor else None),
    )


def _led_back_to_several(each: Resolution, antecedents: Sequence[Known], register: Register) -> Resolution:
    first, last = antecedents[-1], antecedents[0]
    text = f"{first.span.text} … {last.span.text}"
    names = " and ".join(known.span.text for known in reversed(antecedents))
    parties = [(known, party_of(known, register) or known.resolved.actor) for known in reversed(antecedents)]
    candidates = tuple(
        Candidate(actor, 0.7, (f"one of the two: {known.span.text!r}",)) for known, actor in parties if actor
    )
    mention = replace(
        each.mention,
        kind="body",
        candidates=candidates,
        antecedent=Span(first.span.start, last.span.end, text),
    )
    who = ResolvedActor(None, None, mention.kind, None, None, (f"{each.mention.text!r} stands for several: {names}",))
    return Resolution(mention, who)


def _title_gender(key: str) -> str | None:
    if key in _TITLES:
        return _TITLES[key]
    return "f" if key.startswith(_WOMENS_TITLES) else None


_TITLES = {"mr": "m", "mrs": "f", "ms": "f", "gospodin": "m", "lady": "f", "queen": "f", "king": "m"}
_WOMENS_TITLES = (
    "gospodj", "gospoz", "ministark", "ministric", "premijerk", "predsednic", "predsjednic", "kancelark",
    "spokeswoman", "chairwoman", "portparolk", "glasnogovornic", "sekretark", "ambasadork", "veleposlanic",
)  # fmt: skip


def _name_words(phrase: Phrase, each: Resolution, actor: Actor | None) -> tuple[str, ...]:
    """The folded words of a person's full name; none for a title or a body."""
    if actor is not None and actor.kind == "person":
        person = next((item for item in phrase.items if item.person), None)
        if person is not None and person.match.last - person.match.first > 1:
            return tuple(phrase.tokens.keys[person.match.first : person.match.last])
        return tuple(tokenize(actor.name()).keys)
    stranger = next((item for item in phrase.items if item.stranger and item.person), None)
    if stranger is not None:
        return tuple(phrase.tokens.keys[stranger.match.first : stranger.match.last])
    behind = phrase.name_behind() if each.actor.kind == "person" or each.mention.kind == "person" else None
    if behind:
        return tuple(tokenize(behind).keys)
    if each.mention.kind == "person" and not any(item.part is not Part.ACTOR for item in phrase.items):
        return tuple(key for key in phrase.tokens.keys if key)
    return ()


def _stranger_name(phrase: Phrase) -> str | None:
    stranger = next((item for item in phrase.items if item.stranger and item.person), None)
    return phrase.text[stranger.match.start : stranger.match.end] if stranger else phrase.name_behind()


def _is_no_person(phrase: Phrase, name: str) -> bool:
    """Whether a name behind a title is that of a thing (``журнал Charlie Hebdo``), or a patronymic without surname."""
    if any(
        item.role is not None and ("quiet" in item.role.flags or item.role.kind != "office") for item in phrase.items
    ):
        return True
    words = name.split()
    return len(words) == 2 and words[1].endswith(_PATRONYMICS)  # noqa: PLR2004 - first name and patronymic


_PATRONYMICS = ("овна", "евна", "ична", "ович", "евич")


def _known_name(phrase: Phrase) -> bool:
    return any(item.person and not item.stranger and item.use == "name" for item in phrase.items)

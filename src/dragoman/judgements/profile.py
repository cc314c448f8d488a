"""One actor with everything the register and the ledger say of it, each with its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.store.tables import JudgementKind, JudgementRow

if TYPE_CHECKING:
    from dragoman.actors.register import Actor
    from dragoman.store import LedgerReader
    from dragoman.store.naming import StoredMention
    from dragoman.store.reader import DocumentSummary

NO_RULE = "no rule on record"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A mention in its sentence: where it stands, who it was taken for and by which rule."""

    mention: str
    document: DocumentSummary
    start: int
    end: int
    text: str
    sentence: str
    accepted: bool
    rule: str | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorProfile:
    """An actor: its record if a register has one, what counts as one with it, and its mentions.

    ``accepted`` counts mentions taken for it, by ``rules``; ``candidates`` those that only may stand for it.
    """

    id: str
    name: str
    record: Actor | None
    members: tuple[str, ...]
    judgements: tuple[JudgementRow, ...]
    accepted: int
    candidates: int
    rules: tuple[tuple[str, int], ...]
    evidence: tuple[Evidence, ...]


def profile(reader: LedgerReader, actor: str, *, evidence: int = 5) -> ActorProfile:
    """What is known of an actor, with up to ``evidence`` sentences: accepted mentions first, by date."""
    naming = reader.naming
    leader, members = naming.canonical.leader(actor), naming.canonical.members(actor)
    mentions = naming.mentions_of(members)
    accepted = [each for each in mentions if each.resolved.actor == leader]
    others = [each for each in mentions if each.resolved.actor != leader]
    record = naming.register.get(leader)
    name = naming.canonical.names.get(leader) or (record.name() if record else _name(accepted)) or leader
    rules = Counter(each.resolved.rule or NO_RULE for each in accepted)
    shown = [*_by_date(reader, accepted), *_by_date(reader, others)][:evidence]
    return ActorProfile(
        id=leader,
        name=name,
        record=record,
        members=members,
        judgements=tuple(_judgements(reader, members, mentions)),
        accepted=len(accepted),
        candidates=len(others),
        rules=tuple(sorted(rules.items(), key=lambda each: (-each[1], each[0]))),
        evidence=tuple(_evidence(reader, shown, leader)),
    )


def _name(mentions: Sequence[StoredMention]) -> str | None:
    names = Counter(each.resolved.name for each in mentions if each.resolved.name)
    return names.most_common(1)[0][0] if names else None


def _judgements(
    reader: LedgerReader, members: Sequence[str], mentions: Sequence[StoredMention]
) -> Iterator[JudgementRow]:
    """Standing judgements about the actor or its mentions; merges that a split overrides are left out."""
    about = {*members, *(each.id for each in mentions)}
    idle = reader.naming.canonical.idle
    for row in reader.naming.judgements:
        if (row.object in about or about.intersection(row.subject)) and row.id not in idle:
            yield row


def _by_date(reader: LedgerReader, mentions: Sequence[StoredMention]) -> list[StoredMention]:
    def order(each: StoredMention) -> tuple[str, str, int]:
        published = reader.summaries[each.document].published
        return published.start if published else "", each.document, each.mention.start

    return sorted(mentions, key=order)


def _evidence(reader: LedgerReader, mentions: Sequence[StoredMention], leader: str) -> Iterator[Evidence]:
    keys = {each.document for each in mentions}
    texts, passages = reader.documents(keys), reader.passages(keys)
    for each in mentions:
        start, end = each.mention.start, each.mention.end
        around = next(
            (
                sentence
                for passage in passages.get(each.document, ())
                for sentence in passage.sentences
                if sentence.start <= start < sentence.end
            ),
            None,
        )
        text = texts[each.document].text
        yield Evidence(
            each.id,
            reader.summaries[each.document],
            start,
            end,
            each.mention.text,
            text[around.start : max(around.end, end)] if around else text[start:end],
            each.resolved.actor == leader,
            each.resolved.rule,
            each.resolved.reasons or tuple(r for c in each.mention.candidates if c.actor == leader for r in c.reasons),
        )


def said(row: JudgementRow) -> str:
    """A judgement in words."""
    if row.kind is JudgementKind.EVENT_LINK:
        return _said_of_events(row)
    subject = " and ".join(row.subject)
    return {
        JudgementKind.MERGE: f"{subject} are one",
        JudgementKind.SPLIT: f"{subject} are distinct",
        JudgementKind.ACCEPT: f"mention {subject} stands for {row.object}",
        JudgementKind.REJECT: f"mention {subject} stands for no such actor",
        JudgementKind.RENAME: f"{subject} is called {row.verdict}",
    }[row.kind]


def _said_of_events(row: JudgementRow) -> str:
    alone, *others = row.subject
    if row.verdict == "same":
        return f"statements {', '.join(row.subject)} tell of one event"
    return f"statement {alone} tells of another event than {', '.join(others)}"

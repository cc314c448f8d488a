"""Exchanges actors of English training sentences for others of their kind, so that nothing is learned by name."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace

from dragoman.formats.markup import LabelledSentence, LabelledSpan

CHANCE = 0.35
KINDS = frozenset({"state", "person", "place", "company"})
"""Who protests, arrests or shells tells something of the act: offices, bodies and groups stay."""
Pool = dict[str, list[str]]


def actor_pool(sentences: list[LabelledSentence]) -> Pool:
    """Words of the English corpus's exchangeable actors, by kind."""
    pool: dict[str, set[str]] = defaultdict(set)
    for sentence in sentences:
        if sentence.language == "en":
            for span in _exchangeable(sentence):
                pool[f"{span.kind}"].add(sentence.text[span.start : span.end])
    return {kind: sorted(words) for kind, words in pool.items()}


def vary(sentence: LabelledSentence, pool: Pool, source: random.Random) -> LabelledSentence:
    """The sentence with some of its actors exchanged; labels stay where they were."""
    if sentence.language != "en":
        return sentence
    text = sentence.text
    spans = dict(sentence.spans)
    for span in sorted(_exchangeable(sentence), key=lambda each: -each.start):
        words = text[span.start : span.end]
        choices = [each for each in pool.get(span.kind or "", []) if each[:1].isupper() == words[:1].isupper()]
        if not choices or source.random() > CHANCE:
            continue
        chosen = source.choice(choices)
        text = text[: span.start] + chosen + text[span.end :]
        spans = _moved(spans, span, len(chosen) - len(words))
    return replace(sentence, text=text, spans=spans)


def _exchangeable(sentence: LabelledSentence) -> list[LabelledSpan]:
    """Actors with a name of their own that hold no other span and are no adjective."""
    spans = sentence.spans.values()
    return [
        span
        for span in sentence.actors
        if span.kind in KINDS
        and not any(s is not span and s.start < span.end and span.start < s.end and _inside(s, span) for s in spans)
        and not _adjective(sentence.text, span)
    ]


def _inside(inner: LabelledSpan, outer: LabelledSpan) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _adjective(text: str, span: LabelledSpan) -> bool:
    """Whether a state is named by its adjective, which only another adjective could stand for."""
    words = text[span.start : span.end]
    return span.kind == "state" and words.endswith(("an", "sh", "se", "ch", "ek", "i", "n", "ss", "wn"))


def _moved(spans: dict[str, LabelledSpan], changed: LabelledSpan, shift: int) -> dict[str, LabelledSpan]:
    """Spans after one of them grew by ``shift`` characters."""
    moved: dict[str, LabelledSpan] = {}
    for label, span in spans.items():
        start = span.start + shift if span.start >= changed.end else span.start
        end = span.end + shift if span.end >= changed.end else span.end
        moved[label] = replace(span, start=start, end=end)
    return moved

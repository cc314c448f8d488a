"""A ledger of coded documents, and a network that knows words alone in the place of the model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.categories.building import WordNetwork, background
from tests.store.building import EU, SERBIA, document, span, statement

from dragoman import categorise
from dragoman.records import Block, BlockKind, Coding, Document, NamedActor, Passage, Sentence, digest
from dragoman.store import CodedDocument, Ledger, NewDocument, create_ledger

WHEAT = "Belgrade in the morning rejected a proposal of Brussels on wheat cargo, escort vessel, convoy."
SCHOOL = "Belgrade in the morning rejected a proposal of Brussels on school budget, teacher council, museum."


def told(name: str, *parts: str) -> tuple[Document, tuple[Passage, ...]]:
    """A document with a paragraph, a passage and a sentence for each part."""
    text = "\n\n".join(parts)
    starts = [sum(len(each) + 2 for each in parts[:i]) for i in range(len(parts))]
    spans = [(start, start + len(each)) for start, each in zip(starts, parts, strict=True)]
    of = replace(
        document(name),
        text=text,
        version=digest(text)[:12],
        blocks=tuple(Block(BlockKind.PARAGRAPH, *each) for each in spans),
        pages=(),
    )
    cut = [Passage(of.key, i, *each, None, None, (Sentence(*each),)) for i, each in enumerate(spans)]
    return of, tuple(cut)


def reading(of: Document, cut: tuple[Passage, ...], *, version: str = "1") -> CodedDocument:
    """Belgrade rejects something of Brussels in every sentence."""
    claims = []
    for each in cut:
        source = NamedActor(span(of.text, "Belgrade", each.start), SERBIA)
        target = NamedActor(span(of.text, "Brussels", each.start), EU)
        claims.append(statement(of, each.sentences[0], source, target, 0.8))
    return CodedDocument(of.key, "dragoman", version, "r1", Coding(tuple(claims), (), ()))


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> WordNetwork:
    """Stands in for the model of every run, with a background in the words it knows."""
    fake = WordNetwork()
    monkeypatch.setattr(categorise, "network_of", lambda _: fake)
    monkeypatch.setattr(categorise, "packaged_background", background)
    return fake


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """Two documents: one on wheat in its second paragraph, one on schools."""
    made = create_ledger(str(tmp_path / "ledger"))
    for name, parts in {"ships": (SCHOOL, WHEAT), "schools": (SCHOOL,)}.items():
        of, cut = told(name, *parts)
        terms = tuple(of.text[each.start : each.end].lower() for each in cut)
        made.writer(run="r").write([NewDocument(of, cut, terms, (), reading(of, cut))])
    return made

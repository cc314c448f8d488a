"""Labelled names as training examples for the head that finds persons, bodies and places.

Universal NER (Serbian, Croatian; CC BY-SA 4.0) and FactRuEval (Russian; MIT) are read from the data beside
the checkout. The corpus gives names too, as far as its actors tell them: the rest of a sentence's capitalised
words is left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dataset import IGNORE
from tokenizers import Tokenizer

from dragoman.actors.lexicon import Match
from dragoman.actors.register import load_register
from dragoman.actors.tokens import fold_phrase, folded_words
from dragoman.evaluate.names import factrueval_sentences, held_out_article, uner_sentences
from dragoman.formats.markup import LabelledSentence, LabelledSpan
from dragoman.formats.names import NamedSentence, outermost
from dragoman.records import Name
from dragoman.statements.labels import load_labels
from dragoman.statements.tokens import Tokenized, tokenize

_WORD = re.compile(r"[^\W\d_]+(?:[-’'.][^\W\d_]+)*\.?")
_BODIES = frozenset({"body", "party", "armed_group", "company"})
_SMALL = folded_words("of for the and in on de der von van al bin del da di i po pri v na za u")


@dataclass(frozen=True, slots=True)
class NameExample:
    """A sentence with a tag for each token."""

    tokens: Tokenized
    tags: tuple[int, ...]


def labelled_sentences(folder: Path) -> Iterator[NamedSentence]:
    """Every sentence of the two sets, in the order of the files."""
    yield from uner_sentences(folder / "uner", "train")
    yield from factrueval_sentences(folder / "factrueval")


def name_examples(tokenizer: Tokenizer, folder: Path) -> tuple[list[NameExample], list[NameExample]]:
    """Examples to train on and held-out ones, by article."""
    train: list[NameExample] = []
    test: list[NameExample] = []
    for sentence in labelled_sentences(folder):
        tokens = tokenize(tokenizer, sentence.text, sentence.language)
        example = NameExample(tokens, tuple(name_tags(tokens, sentence.names)))
        (test if held_out_article(sentence.document) else train).append(example)
    return train, test


def name_tags(tokens: Tokenized, names: tuple[Name, ...]) -> list[int]:
    """The tag of every token; special tokens are left open."""
    labels = load_labels().names
    tags = [0 if end > start else IGNORE for start, end in tokens.ranges]
    for name in names:
        first, last = tokens.tokens(name.start, name.end)
        for i in range(first, last):
            tags[i] = labels.index(f"{'B' if i == first else 'I'}-{name.kind}")
    return tags


def corpus_tags(sentence: LabelledSentence, tokens: Tokenized) -> list[int]:
    """Name tags of a corpus sentence: what its actors and the register name; other capitals are left open."""
    named = [name for span in sentence.actors for name in _of_actor(sentence.text, span)]
    bodies = [(s.start, s.end) for s in sentence.actors if s.kind in _BODIES]
    plain: list[tuple[int, int]] = []
    for match in load_register().lexicon.scan(sentence.text, language=sentence.language):
        if any(start < match.end and match.start < end for start, end in bodies):
            continue
        kind = _listed_kind(match)
        if kind is None:
            plain.append((match.start, match.end))
        elif kind:
            named.append(Name(match.start, match.end, kind))
    names = outermost(named)
    tags = name_tags(tokens, names)
    covered = [(name.start, name.end) for name in names] + plain
    for at, word in enumerate(_WORD.finditer(sentence.text)):
        known = any(start <= word.start() < end for start, end in covered)
        if known or not word.group()[0].isupper() or (at == 0 and not _nested(sentence, word)):
            continue
        first, last = tokens.tokens(word.start(), word.end())
        tags[first:last] = [IGNORE] * (last - first)
    return tags


def _listed_kind(match: Match) -> str | None:
    """The kind of name a match of the register is; None for a word that is no name, "" where that is open."""
    register = load_register()
    uses = {sense.use for sense in match.senses}
    if uses <= {"adjective", "demonym", "role"}:
        return None
    kinds = {actor.kind for s in match.with_use("name", "capital") if (actor := register.get(s.ref))}
    if "adjective" in uses or len(kinds) != 1:
        return ""
    return {"state": "place", "place": "place", "person": "person"}.get(kinds.pop(), "body")


def _nested(sentence: LabelledSentence, word: re.Match[str]) -> bool:
    return any(span.start <= word.start() < span.end for span in sentence.actors)


def _of_actor(text: str, span: LabelledSpan) -> Iterator[Name]:
    """The name in an actor's words: "Serbian President Ana Anić" names Ana Anić."""
    words = list(_WORD.finditer(text, span.start, span.end))
    while words and words[0].group().lower() in {"the", "a", "an"}:
        words.pop(0)
    while span.kind == "person" and words and (not words[0].group()[0].isupper() or _listed(words[0].group())):
        words.pop(0)
    if not words or not words[-1].group()[0].isupper():
        return
    if not all(word.group()[0].isupper() or fold_phrase(word.group()) in _SMALL for word in words):
        return
    kind = {"person": "person", "state": "place", "place": "place"}.get(span.kind or "", "")
    kind = kind or ("body" if span.kind in _BODIES else "")
    if kind and not (kind == "place" and _adjective(text[words[0].start() : words[-1].end()])):
        yield Name(words[0].start(), words[-1].end(), kind)


def _uses(words: str) -> set[str]:
    lexicon, key = load_register().lexicon, fold_phrase(words)
    return {sense.use for sense in lexicon.senses(key)} if key in lexicon else set()


def _listed(word: str) -> bool:
    """Whether a word before a person's name is a title or a nationality."""
    uses = _uses(word)
    return bool(uses & {"role", "adjective", "demonym"}) and "surname" not in uses


def _adjective(words: str) -> bool:
    uses = _uses(words)
    return bool(uses & {"adjective", "demonym"}) and "name" not in uses

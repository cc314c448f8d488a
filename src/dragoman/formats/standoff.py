"""Stand-off labels: sentences of documents that are not the project's, labelled without a word of their text.

A line of a file holds the document's path beside the checkout, the hash of its text as the reader gives it, the
sentence's range in it, the marked ranges in the sentence, and the claims in the corpus's markup. Sentences come
back where the documents are present and their texts are the ones that were labelled.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dragoman.formats.markup import LabelledSentence, LabelledSpan, labelled
from dragoman.ingest.item import Fallback, Source
from dragoman.ingest.read import read
from dragoman.ingest.sources import discover
from dragoman.settings import load_settings

_FACTS = "dev/factrueval/"
_LETTERS = {
    "lj": "љ", "nj": "њ", "dž": "џ", "a": "а", "b": "б", "c": "ц", "č": "ч", "ć": "ћ", "d": "д", "đ": "ђ", "e": "е",
    "f": "ф", "g": "г", "h": "х", "i": "и", "j": "ј", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п",
    "r": "р", "s": "с", "š": "ш", "t": "т", "u": "у", "v": "в", "z": "з", "ž": "ж",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StandOff:
    """One labelled sentence of a document, without its text."""

    id: str
    document: str
    text_hash: str
    start: int
    end: int
    language: str
    spans: Mapping[str, tuple[int, int, str | None]]
    labels: tuple[str, ...]

    @property
    def held_out(self) -> bool:
        """Whether its document is on the side that no training sees.

        Both versions of a SETimes article lie on one side: every sixth; of FactRuEval every third document;
        half of all others.
        """
        name = self.document.rsplit("/", 1)[-1]
        if "setimes/" in self.document:
            return int(re.findall(r"\d+", name)[-1]) % 6 == 0
        if self.document.startswith(_FACTS):
            return int(re.findall(r"\d+", name)[-1]) % 3 == 0
        return hashlib.sha256(self.document.encode()).digest()[0] % 2 == 0


def text_hash(text: str) -> str:
    """What tells whether a document's text is the one that was labelled."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_standoff(paths: Iterable[Path]) -> list[StandOff]:
    """The lines of stand-off files, in order; folders are searched for ``.jsonl`` files."""
    found = []
    for path in paths:
        for file in sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]:
            found += [_parsed(json.loads(line)) for line in file.read_text("utf-8").splitlines() if line]
    return found


def _parsed(line: dict[str, Any]) -> StandOff:
    spans = {label: (start, end, kind) for label, (start, end, kind) in line["spans"].items()}
    return StandOff(**(line | {"spans": spans, "labels": tuple(line["labels"])}))


def as_line(record: StandOff) -> str:
    """The record as a line of a stand-off file."""
    return json.dumps(
        {
            "id": record.id,
            "document": record.document,
            "text_hash": record.text_hash,
            "start": record.start,
            "end": record.end,
            "language": record.language,
            "spans": {label: list(span) for label, span in record.spans.items()},
            "labels": list(record.labels),
        },
        ensure_ascii=False,
    )


def document_texts(data: Path, wanted: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Path and text of the wanted documents below a data folder that can be read; files of a list as ``path#id``."""
    settings = load_settings()
    missing = set(wanted)
    for file in sorted({each.split("#")[0] for each in missing}):
        path = data / file
        if not path.is_file():
            continue
        if file.startswith(_FACTS):
            yield file, path.read_bytes().decode("utf-8")
            continue
        for source in discover(str(path), settings=settings, fallback=Fallback()):
            if isinstance(source, Source):
                document = read(source.load(), captured_at=datetime.now(UTC), settings=settings)
                _, _, fragment = document.uri.partition("#")
                yield f"{file}#{fragment}" if fragment else file, document.text


def labelled_sentences(records: Sequence[StandOff], data: Path) -> tuple[list[LabelledSentence], list[str]]:
    """The sentences with their text, and the ids of those whose document is absent or reads otherwise now."""
    texts = dict(document_texts(data, {each.document for each in records}))
    sentences: list[LabelledSentence] = []
    lost: list[str] = []
    for each in records:
        text = texts.get(each.document)
        if text is None or text_hash(text) != each.text_hash:
            lost.append(each.id)
            continue
        spans = {label: LabelledSpan(label, *span) for label, span in each.spans.items()}
        sentences.append(labelled(each.id, each.language, "analysis", text[each.start : each.end], spans, each.labels))
    return sentences, lost


def stand_off(sentence: LabelledSentence, labels: Sequence[str], *, document: str, text: str) -> StandOff | None:
    """The record of a labelled sentence of a document; None where the text does not hold it."""
    start = text.find(sentence.text)
    if start < 0:
        return None
    return StandOff(
        id=sentence.id,
        document=document,
        text_hash=text_hash(text),
        start=start,
        end=start + len(sentence.text),
        language=sentence.language,
        spans={label: (span.start, span.end, span.kind) for label, span in sentence.spans.items()},
        labels=tuple(labels),
    )


def in_cyrillic(sentence: LabelledSentence) -> LabelledSentence:
    """A Serbian sentence in Latin script as Cyrillic writes it, its spans moved along."""
    written: list[str] = []
    places = [0] * (len(sentence.text) + 1)
    position = length = 0
    while position < len(sentence.text):
        for size in (2, 1):
            letters = sentence.text[position : position + size]
            cyrillic = _LETTERS.get(letters.lower())
            if cyrillic or size == 1:
                break
        for inside in range(len(letters)):
            places[position + inside] = length
        written.append((cyrillic.upper() if letters[0].isupper() else cyrillic) if cyrillic else letters)
        position += len(letters)
        length += 1
    places[position] = length
    spans = {
        label: replace(span, start=places[span.start], end=places[span.end]) for label, span in sentence.spans.items()
    }
    return replace(sentence, id=f"{sentence.id}-cyrillic", text="".join(written), spans=spans)

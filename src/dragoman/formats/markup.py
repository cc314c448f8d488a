"""The corpus markup: labelled sentences a person can read and correct.

The format is described in ``corpus/README.md``. Parsing gives plain records with
character offsets into the bare sentence; every mistake is reported with its file
and line, all of them at once.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.ontology import Ontology, load_ontology

LANGUAGES = ("en", "ru", "sr", "hr", "bs")
REGISTERS = ("news", "communique", "analysis", "interview", "report")
NONE_REASONS = ("no_actor", "one_actor_no_claim", "actors_no_claim", "not_political")

_OPEN = re.compile(r"\{(?P<label>[A-Za-z][A-Za-z0-9]*)(?::(?P<kind>[a-z_]+))?\|")
_ACTOR = re.compile(r"^[A-Z][0-9]?$")
_KEYS = frozenset(
    [
        "about",
        "modality",
        "by",
        "modes",
        "contexts",
        "object",
        "date",
        "place",
        "hedge",
        "likelihood",
        "horizon",
        "name",
        "topic",
        "format",
        "organisers",
        "participants",
    ]
)
_SPAN_KEYS = frozenset(["object", "date", "place", "hedge", "horizon", "name", "topic"])


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """A marked range of the bare sentence; ``kind`` is set for actors only."""

    label: str
    start: int
    end: int
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class LabelledParticipant:
    """One participant of a convening, by span labels; role is free text or empty."""

    actor: str
    role: str = ""
    office: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True, slots=True)
class LabelledClaim:
    """One claim of a labelled sentence; actors and spans are given by label.

    ``by`` is the attribution, outermost first, each ``(speaker|outlet, label)``;
    empty means the author.
    """

    kind: str
    type: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    trigger: str
    about: str | None = None
    modality: str = "actual"
    by: tuple[tuple[str, str], ...] = ()
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    spans: Mapping[str, str] = field(default_factory=dict)
    likelihood: str | None = None
    format: str | None = None
    organisers: tuple[str, ...] = ()
    participants: tuple[LabelledParticipant, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A sentence of the corpus with everything it claims, or why it claims nothing."""

    id: str
    language: str
    register: str
    rules: tuple[str, ...]
    text: str
    spans: Mapping[str, LabelledSpan]
    claims: tuple[LabelledClaim, ...]
    none_reason: str | None
    before: str = ""

    @property
    def group(self) -> str:
        """The id without its last letter: variants of one sentence share a group."""
        return self.id.rstrip("abcdefgh")

    @property
    def held_out(self) -> bool:
        """Whether it is in the fifth that no training sees; variants of one sentence fall together."""
        return int(hashlib.sha256(self.group.encode()).hexdigest(), 16) % 5 == 0

    @property
    def actors(self) -> tuple[LabelledSpan, ...]:
        """The marked actors, in order of appearance."""
        found = [span for span in self.spans.values() if span.kind]
        return tuple(sorted(found, key=lambda span: (span.start, -span.end)))


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a corpus file."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class MarkupError(ValueError):
    """One mistake in a record; the checker gathers them."""


def read_corpus(paths: list[Path]) -> tuple[list[LabelledSentence], list[Problem]]:
    """Every sentence that parses, and every problem found, over files and folders."""
    sentences: list[LabelledSentence] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for path in _files(paths):
        for line, block in _blocks(path):
            try:
                sentence = parse_record(block)
            except MarkupError as error:
                problems.append(Problem(path, line, str(error)))
                continue
            for key in (sentence.id, f"{sentence.before}|{sentence.text}"):
                if key in seen:
                    problems.append(Problem(path, line, f"{key!r} stands already in {seen[key]}"))
                seen[key] = f"{path}:{line}"
            sentences.append(sentence)
    return sentences, problems


def labels_by_id(path: Path) -> dict[str, list[str]]:
    """The lines under each sentence of a file, as they are written there, by the sentence's id."""
    found: dict[str, list[str]] = {}
    for _, block in _blocks(path):
        identifier = _header(block[0])[0]
        found[identifier] = block[3:] if block[1].startswith("< ") else block[2:]
    return found


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.txt")) if path.is_dir() else [path]


def _blocks(path: Path) -> Iterator[tuple[int, list[str]]]:
    block: list[str] = []
    start = 0
    for number, raw in enumerate(path.read_text("utf-8").splitlines(), 1):
        line = raw.strip()
        if line.startswith("#"):
            continue
        if line.startswith("= ") and block:
            yield start, block
            block = []
        if line:
            start = start if block else number
            block.append(line)
    if block:
        yield start, block


def parse_record(lines: list[str]) -> LabelledSentence:
    """The sentence of one record's lines; MarkupError names what is wrong."""
    identifier, language, register, rules = _header(lines[0])
    before = ""
    rest = lines[1:]
    if rest and rest[0].startswith("< "):
        before, rest = rest[0][2:], rest[1:]
    if not rest:
        raise MarkupError(f"{identifier}: no sentence under the header")
    text, spans = parse_marked(rest[0])
    return labelled(identifier, language, register, text, spans, rest[1:], rules=rules, before=before)


def labelled(  # noqa: PLR0917 - a record's parts in the order of the markup
    identifier: str,
    language: str,
    register: str,
    text: str,
    spans: Mapping[str, LabelledSpan],
    lines: Sequence[str],
    *,
    rules: tuple[str, ...] = (),
    before: str = "",
) -> LabelledSentence:
    """The sentence whose spans are marked already, with its lines of claims; MarkupError names what is wrong."""
    ontology = load_ontology()
    claims: list[LabelledClaim] = []
    reason = None
    for line in lines:
        if line.startswith("none "):
            reason = line.removeprefix("none ").strip()
            if reason not in NONE_REASONS:
                raise MarkupError(f"{identifier}: reason {reason!r} is none of {NONE_REASONS}")
        else:
            claims.append(_claim(line, spans, ontology, identifier))
    if bool(claims) == bool(reason):
        raise MarkupError(f"{identifier}: needs claims or one 'none REASON' line, not both")
    _no_idle_labels(identifier, spans, claims)
    return LabelledSentence(identifier, language, register, rules, text, spans, tuple(claims), reason, before)


def _header(line: str) -> tuple[str, str, str, tuple[str, ...]]:
    if not line.startswith("= "):
        raise MarkupError(f"a record starts with '= ID | language | register | rules', not {line!r}")
    parts = [part.strip() for part in line[2:].split("|")]
    if len(parts) < 3:  # noqa: PLR2004 - the three fields named below
        raise MarkupError(f"header {line!r} needs ID | language | register")
    identifier, language, register = parts[:3]
    if language not in LANGUAGES:
        raise MarkupError(f"{identifier}: language {language!r} is none of {LANGUAGES}")
    if register not in REGISTERS:
        raise MarkupError(f"{identifier}: register {register!r} is none of {REGISTERS}")
    rules = tuple(rule.strip() for rule in parts[3].split(",")) if parts[3:] else ()
    return identifier, language, register, rules


def parse_marked(marked: str) -> tuple[str, dict[str, LabelledSpan]]:
    """The bare sentence and its spans by label; brackets may nest."""
    bare: list[str] = []
    length = position = 0
    open_spans: list[tuple[str, str | None, int]] = []
    spans: dict[str, LabelledSpan] = {}
    while position < len(marked):
        opened = _OPEN.match(marked, position)
        if opened:
            open_spans.append((opened["label"], opened["kind"], length))
            position = opened.end()
            continue
        character = marked[position]
        position += 1
        if character == "{":
            raise MarkupError(f"'{{' opens no label in {marked!r}")
        if character != "}":
            bare.append(character)
            length += 1
            continue
        if not open_spans:
            raise MarkupError(f"'}}' closes nothing in {marked!r}")
        label, kind, start = open_spans.pop()
        if label in spans:
            raise MarkupError(f"label {label} is used twice")
        spans[label] = _span(label, kind, start, length)
    if open_spans:
        raise MarkupError(f"label {open_spans[-1][0]} is never closed")
    text = "".join(bare)
    for span in spans.values():
        words = text[span.start : span.end]
        if not words or words != words.strip():
            raise MarkupError(f"label {span.label} marks {words!r}: empty or with outer spaces")
    return text, spans


def _span(label: str, kind: str | None, start: int, end: int) -> LabelledSpan:
    kinds = load_ontology().actor_kinds
    if _ACTOR.match(label):
        if kind not in kinds:
            raise MarkupError(f"actor {label} has kind {kind!r}, which is none of {kinds}")
    elif kind:
        raise MarkupError(f"{label} has a kind, but only capital labels are actors")
    return LabelledSpan(label, start, end, kind)


def _claim(line: str, spans: Mapping[str, LabelledSpan], ontology: Ontology, identifier: str) -> LabelledClaim:
    words = line.split()
    if len(words) < 4 or words[0] not in ontology.kinds:  # noqa: PLR2004 - the four words named below
        raise MarkupError(f"{identifier}: {line!r} is not 'KIND TYPE SOURCE>TARGET TRIGGER ...'")
    kind, type_, pair, trigger = words[:4]
    where = f"{identifier}: {kind} {type_}"
    _one_of(type_, ontology.types_of(kind), f"{where}: type")
    if ">" not in pair:
        raise MarkupError(f"{where}: {pair!r} is not SOURCE>TARGET")
    left, right = pair.split(">", 1)
    source, target = _actors(left, spans, where), _actors(right, spans, where)
    if not source and not target:
        raise MarkupError(f"{where}: neither source nor target")
    values = _values(words[4:], where)
    _label(trigger, spans, where)
    categories = ontology.categories
    modes = _split(values.get("modes"))
    allowed = categories[type_].modes if type_ in categories and kind == "event" else {}
    for mode in modes:
        _one_of(mode, tuple(allowed), f"{where}: mode")
    contexts = _split(values.get("contexts"))
    for context in contexts:
        _one_of(context, ontology.all_contexts(), f"{where}: context")
    about = values.get("about")
    if about:
        _one_of(about, tuple(categories), f"{where}: about")
    modality = values.get("modality", "actual")
    _one_of(modality, ontology.modalities, f"{where}: modality")
    if "likelihood" in values:
        _one_of(values["likelihood"], ontology.likelihoods, f"{where}: likelihood")
    if "format" in values:
        _one_of(values["format"], ontology.convening_formats, f"{where}: format")
    named = {key: values[key] for key in _SPAN_KEYS if key in values}
    for label in named.values():
        _label(label, spans, where)
    return LabelledClaim(
        kind=kind,
        type=type_,
        source=source,
        target=target,
        trigger=trigger,
        about=about,
        modality=modality,
        by=_by(values.get("by"), spans, where),
        modes=modes,
        contexts=contexts,
        spans=named,
        likelihood=values.get("likelihood"),
        format=values.get("format"),
        organisers=_actors(values.get("organisers", "-"), spans, where),
        participants=_participants(values.get("participants"), spans, where),
    )


def _values(words: list[str], where: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for word in words:
        key, found, value = word.partition("=")
        if not found or not value:
            raise MarkupError(f"{where}: {word!r} is not key=value")
        _one_of(key, tuple(sorted(_KEYS)), f"{where}: key")
        if key in values:
            raise MarkupError(f"{where}: {key} is given twice")
        values[key] = value
    return values


def _by(value: str | None, spans: Mapping[str, LabelledSpan], where: str) -> tuple[tuple[str, str], ...]:
    chain: list[tuple[str, str]] = []
    for part in _split(value):
        kind, label = part.split(":", 1) if ":" in part else ("speaker", part)
        _one_of(kind, ("speaker", "outlet"), f"{where}: by")
        chain.append((kind, _actor(label, spans, where)))
    return tuple(chain)


def _participants(value: str | None, spans: Mapping[str, LabelledSpan], where: str) -> tuple[LabelledParticipant, ...]:
    found: list[LabelledParticipant] = []
    for part in _split(value):
        actor, role, office, affiliation = [*part.split(":"), "", "", ""][:4]
        for label in filter(None, (office, affiliation)):
            _label(label, spans, where)
        found.append(LabelledParticipant(_actor(actor, spans, where), role, office or None, affiliation or None))
    return tuple(found)


def _actors(value: str, spans: Mapping[str, LabelledSpan], where: str) -> tuple[str, ...]:
    if value == "-":
        return ()
    return tuple(_actor(label, spans, where) for label in _split(value))


def _actor(label: str, spans: Mapping[str, LabelledSpan], where: str) -> str:
    _label(label, spans, where)
    if not spans[label].kind:
        raise MarkupError(f"{where}: {label} is no actor")
    return label


def _label(label: str, spans: Mapping[str, LabelledSpan], where: str) -> None:
    _one_of(label, tuple(spans), f"{where}: label")


def _one_of(value: str, choices: tuple[str, ...], where: str) -> None:
    if value not in choices:
        raise MarkupError(f"{where} {value!r} is none of {', '.join(choices)}")


def _split(value: str | None) -> tuple[str, ...]:
    return tuple(part for part in value.split(",") if part) if value else ()


def _no_idle_labels(identifier: str, spans: Mapping[str, LabelledSpan], claims: list[LabelledClaim]) -> None:
    """A small label nobody uses is a slip of the pen; actors may stand unused."""
    used = {label for claim in claims for label in (claim.trigger, *claim.spans.values())}
    for claim in claims:
        for person in claim.participants:
            used.update(filter(None, (person.office, person.affiliation)))
    for label, span in spans.items():
        if not span.kind and label not in used:
            raise MarkupError(f"{identifier}: span {label} is used by no claim")

"""Which changes make another statement of it, and which do not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.store.building import coding, document

from dragoman.records import (
    Attribution,
    Convening,
    Date,
    DateOrigin,
    Forecast,
    NamedActor,
    Precision,
    ResolvedActor,
    Span,
    Statement,
)

DOCUMENT = document("one")
STATEMENT = coding(DOCUMENT).statements[0]
BELGRADE = STATEMENT.source[0]
BRUSSELS = STATEMENT.target[0]
TWO_SOURCES = replace(STATEMENT, source=(BELGRADE, BRUSSELS))

ANOTHER = {
    "kind": lambda s: replace(s, kind="relation"),
    "type": lambda s: replace(s, type="REQUEST"),
    "about": lambda s: replace(s, about="COOPERATE"),
    "other source": lambda s: replace(s, source=(BRUSSELS,)),
    "one source more": lambda s: replace(s, source=(BELGRADE, BRUSSELS)),
    "no source": lambda s: replace(s, source=()),
    "target": lambda s: replace(s, target=()),
    "source and target exchanged": lambda s: replace(s, source=s.target, target=s.source),
    "end of the source": lambda s: replace(s, source=(moved(BELGRADE),)),
    "object": lambda s: replace(s, object=None),
    "trigger": lambda s: replace(s, trigger=Span(0, 3, "Bel")),
    "object and trigger exchanged": lambda s: replace(s, object=s.trigger, trigger=s.object),
}

THE_SAME = {
    "resolved source": lambda s: replace(s, source=(resolved(BELGRADE, "SRB-GOV"), *s.source[1:])),
    "resolved target": lambda s: replace(s, target=(resolved(BRUSSELS, None),)),
    "order of the sources": lambda s: replace(s, source=tuple(reversed(s.source))),
    "modality": lambda s: replace(s, modality="denied"),
    "attribution": lambda s: replace(s, attribution=(Attribution("outlet"),)),
    "modes": lambda s: replace(s, modes=("veto",)),
    "contexts": lambda s: replace(s, contexts=()),
    "date": lambda s: replace(s, date=Date("2020-01-01", "2020-12-31", Precision.YEAR, DateOrigin.STATED)),
    "place": lambda s: replace(s, place=None),
    "confidence": lambda s: replace(s, confidence=0.1),
    "reasons": lambda s: replace(s, reasons=("another model",)),
    "forecast": lambda s: replace(s, forecast=Forecast(None, "likely", "2030")),
    "convening": lambda s: replace(s, convening=Convening(None, "summit", None, (), ())),
}


def moved(actor: NamedActor) -> NamedActor:
    return replace(actor, span=replace(actor.span, end=actor.span.end + 1))


def resolved(actor: NamedActor, name: str | None) -> NamedActor:
    return replace(actor, resolved=ResolvedActor(name, name, None, None, None))


@pytest.mark.parametrize("change", ANOTHER.values(), ids=ANOTHER)
def test_another_claim_has_another_id(change: Callable[[Statement], Statement]) -> None:
    assert change(STATEMENT).id(DOCUMENT.key) != STATEMENT.id(DOCUMENT.key)


@pytest.mark.parametrize("change", THE_SAME.values(), ids=THE_SAME)
def test_another_reading_of_a_claim_has_its_id(change: Callable[[Statement], Statement]) -> None:
    assert change(TWO_SOURCES).id(DOCUMENT.key) == TWO_SOURCES.id(DOCUMENT.key)


def test_the_same_words_in_another_document_version_are_another_statement() -> None:
    changed = document("one", edition=2)
    assert STATEMENT.id(changed.key) != STATEMENT.id(DOCUMENT.key)


def test_the_id_of_a_statement_is_for_ever() -> None:
    assert STATEMENT.id("0123-4567") == "53e8ff1716116bb2eedc557c"

"""The classes the model's heads choose between, in the order of their outputs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.ontology import load_ontology

CODED_LANGUAGES = frozenset({"en", "ru", "sr", "hr", "bs"})
NAME_KINDS = ("person", "body", "place", "other")
"""What the head for names tells apart; ``other`` is a name of none of the three."""
NO_CLAIM = "none"
POINTERS = ("trigger", "object", "hedge", "horizon")
"""Spans a claim points to, each by its first and last token; token 0 means there is none."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Every class list of the heads."""

    pairs: tuple[str, ...]
    tags: tuple[str, ...]
    names: tuple[str, ...]
    modalities: tuple[str, ...]
    abouts: tuple[str, ...]
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    forecasts: tuple[str, ...]
    likelihoods: tuple[str, ...]
    events: slice
    """Where the PLOVER categories stand in ``pairs``."""

    def kind_and_type(self, pair: str) -> tuple[str, str]:
        """``event:AID`` as its kind and type; a forecast's type comes from its own head."""
        kind, _, type_ = pair.partition(":")
        return kind, type_


@cache
def load_labels() -> Labels:
    """The class lists that follow from the ontology."""
    ontology = load_ontology()
    events = [f"event:{name}" for name in ontology.categories]
    relations = [f"relation:{name}" for name in ontology.relations]
    interests = [f"interest:{name}" for name in ontology.interests]
    modes = [f"{c.name}:{mode}" for c in ontology.categories.values() for mode in c.modes]
    return Labels(
        pairs=(NO_CLAIM, *events, *relations, *interests, "forecast:"),
        tags=("O", *(f"{edge}-{kind}" for kind in ontology.actor_kinds for edge in "BI")),
        names=("O", *(f"{edge}-{kind}" for kind in NAME_KINDS for edge in "BI")),
        modalities=ontology.modalities,
        abouts=(NO_CLAIM, *ontology.categories),
        modes=tuple(modes),
        contexts=ontology.all_contexts(),
        forecasts=ontology.types_of("forecast"),
        likelihoods=ontology.likelihoods,
        events=slice(1, 1 + len(events)),
    )

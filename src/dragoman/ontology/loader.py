"""Reads the ontology's data files into one frozen object."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Category:
    """One of PLOVER's sixteen root categories.

    ``quad`` is the quad class, 1 to 4; ``score`` the PLOVER score of the
    category, ``modes`` the score of each of its modes (-10 to +10).
    """

    name: str
    gloss: str
    quad: int
    recipient: bool
    score: float
    modes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Relation:
    """A standing relation of codebook D2; ``sign`` runs from -1 to +1."""

    name: str
    directed: bool
    sign: float


@dataclass(frozen=True, slots=True)
class Ontology:
    """Every name a statement may carry, with the tables that interpret it."""

    version: str
    categories: Mapping[str, Category]
    relations: Mapping[str, Relation]
    kinds: tuple[str, ...]
    modalities: tuple[str, ...]
    counted_modalities: frozenset[str]
    interests: tuple[str, ...]
    forecasts: tuple[str, ...]
    convenings: tuple[str, ...]
    convening_formats: tuple[str, ...]
    likelihoods: tuple[str, ...]
    attributions: tuple[str, ...]
    actor_kinds: tuple[str, ...]
    contexts: Mapping[str, str]
    own_contexts: Mapping[str, tuple[str, ...]]
    auxiliary_modes: Mapping[str, str]
    quad_variants: Mapping[str, Mapping[str, int]]
    folds: Mapping[str, Mapping[str, Any]]

    def types_of(self, kind: str) -> tuple[str, ...]:
        """Every type a statement of this kind may have; KeyError for an unknown kind."""
        events, relations = tuple(self.categories), tuple(self.relations)
        return {
            "event": events,
            "relation": relations,
            "interest": self.interests,
            "forecast": events + relations + self.forecasts,
            "convening": self.convenings,
        }[kind]

    def all_contexts(self) -> tuple[str, ...]:
        """PLOVER's contexts, then Dragoman's own."""
        return tuple(self.contexts) + tuple(self.own_contexts)

    def quad(self, category: str, *, variant: str | None = None) -> int:
        """Quad class of a category, 1 to 4, under a named variant if one is given."""
        overrides = self.quad_variants[variant] if variant else {}
        return overrides.get(category, self.categories[category].quad)


def _read(name: str) -> dict[str, Any]:
    text = resources.files("dragoman.ontology").joinpath("data", name).read_text("utf-8")
    return tomllib.loads(text)


@cache
def load_ontology() -> Ontology:
    """The ontology shipped with the package, read once."""
    plover, own = _read("plover.toml"), _read("dragoman.toml")
    categories = {
        row["name"]: Category(**{**row, "modes": MappingProxyType(row["modes"])}) for row in plover["category"]
    }
    return Ontology(
        version=f"plover {plover['version']}, dragoman {own['version']}",
        categories=MappingProxyType(categories),
        relations=MappingProxyType({row["name"]: Relation(**row) for row in own["relation"]}),
        kinds=tuple(own["kinds"]),
        modalities=tuple(own["modalities"]),
        counted_modalities=frozenset(own["counted_modalities"]),
        interests=tuple(own["interests"]),
        forecasts=tuple(own["forecasts"]),
        convenings=tuple(own["convenings"]),
        convening_formats=tuple(own["convening_formats"]),
        likelihoods=tuple(own["likelihoods"]),
        attributions=tuple(own["attributions"]),
        actor_kinds=tuple(own["actor_kinds"]),
        contexts=MappingProxyType(plover["contexts"]),
        own_contexts=MappingProxyType({k: tuple(v) for k, v in own["contexts"].items()}),
        auxiliary_modes=MappingProxyType(own["auxiliary_modes"]),
        quad_variants=MappingProxyType(plover["variants"]),
        folds=MappingProxyType(plover["folds"]),
    )

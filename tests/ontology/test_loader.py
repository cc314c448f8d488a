"""The ontology."""

from __future__ import annotations

import pytest

from dragoman.ontology import load_ontology


def test_plover_is_whole() -> None:
    ontology = load_ontology()
    assert len(ontology.categories) == 16
    assert sum(len(category.modes) for category in ontology.categories.values()) == 67
    assert len(ontology.contexts) == 37


def test_dragomans_choices_where_plover_contradicts_itself() -> None:
    ontology = load_ontology()
    assert ontology.quad("SANCTION") == 4
    assert ontology.quad("SANCTION", variant="quad-table") == 3
    assert ontology.categories["ACCUSE"].score == -3
    assert ontology.categories["PROTEST"].modes["vandalize"] == -5


def test_every_table_carries_a_version_and_names_only_what_exists() -> None:
    ontology = load_ontology()
    assert "plover 2.0" in ontology.version
    assert set(ontology.auxiliary_modes) <= set(ontology.modalities)
    assert ontology.counted_modalities == {"actual", "ongoing"}
    for targets in ontology.own_contexts.values():
        assert set(targets) <= set(ontology.contexts)
    assert all(-1 <= relation.sign <= 1 for relation in ontology.relations.values())


def test_types_of_a_kind() -> None:
    ontology = load_ontology()
    assert ontology.types_of("interest") == ("seeks", "opposes")
    assert {"AID", "ally", "crisis"} <= set(ontology.types_of("forecast"))
    with pytest.raises(KeyError):
        ontology.types_of("rumour")

"""PLOVER and Dragoman's own categories, as data files with a loader."""

from dragoman.ontology.loader import Category, Ontology, Relation, load_ontology

__all__ = ["Category", "Ontology", "Relation", "load_ontology"]

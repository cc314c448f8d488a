"""Sentences and their actors to statements, with evidence."""

"""Inflected forms by rule: all that a name or a role word can look like in a text."""

from dragoman.actors.inflect.english import english_forms
from dragoman.actors.inflect.russian import russian_forms, russian_person_forms
from dragoman.actors.inflect.south_slavic import (
    south_slavic_adjective,
    south_slavic_forms,
    south_slavic_person_forms,
)

__all__ = [
    "english_forms",
    "russian_forms",
    "russian_person_forms",
    "south_slavic_adjective",
    "south_slavic_forms",
    "south_slavic_person_forms",
]

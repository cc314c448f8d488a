from __future__ import annotations

import pytest

from dragoman.actors import load_register
from dragoman.actors.inflect.ijekavian import western_variants


@pytest.mark.parametrize(
    ("serbian", "variants"),
    [
        ("Savet Evrope", ("Savjet Evrope", "Savjet Europe")),
        ("lekar", ("ljekar", "liječnik")),
        ("ministarstvo odbrane", ("ministarstvo obrane",)),
        ("vlada", ()),
    ],
)
def test_serbian_words_as_others_write_them(serbian: str, variants: tuple[str, ...]) -> None:
    assert western_variants(serbian) == variants


def test_bodies_are_known_in_bosnian_spelling() -> None:
    assert "MSF" in {actor.id for actor in load_register().named("Ljekara bez granica")}

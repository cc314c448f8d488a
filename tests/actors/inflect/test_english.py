from __future__ import annotations

from dragoman.actors.inflect import english_forms


def test_plurals_change_the_head_of_the_phrase() -> None:
    assert english_forms("member of parliament", plural=True) == {"member of parliament", "members of parliament"}
    assert english_forms("policeman", plural=True) == {"policeman", "policemen"}
    assert english_forms("deputy", plural=True) == {"deputy", "deputies"}
    assert english_forms("Frenchman/Frenchmen", plural=True) == {"Frenchman", "Frenchmen"}
    assert english_forms("Serbia", plural=False) == {"Serbia"}

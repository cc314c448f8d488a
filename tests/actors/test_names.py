from __future__ import annotations

import pytest

from dragoman.actors.names import is_spelling, name_stem, same_name
from dragoman.actors.tokens import fold_word


@pytest.mark.parametrize(
    "forms",
    [
        ("Vučić", "Vučića", "Vučiću", "Vučićem", "Вучић", "Вучича", "Вучичем"),
        ("Путин", "Путина", "Путину", "Путиным"),
        ("Зеленский", "Зеленского", "Зеленскому", "Zelenskyy", "Zelenski", "Zelenskim"),
        ("Захарова", "Захаровой", "Zaharova", "Zaharovoj"),
        ("Kurti", "Kurtija", "Kurtiju"),
    ],
)
def test_one_stem_for_every_case_and_script(forms: tuple[str, ...]) -> None:
    assert len({name_stem(fold_word(form)) for form in forms}) == 1


def test_english_names_do_not_inflect() -> None:
    assert same_name("rama", "rame", inflected=True)
    assert not same_name("rama", "rame", inflected=False)


def test_spellings_differ_by_a_letter_at_most() -> None:
    assert is_spelling("aleksander", "aleksandar")
    assert is_spelling("serge", "sergej")
    assert not is_spelling("jovan", "ivan")
    assert not is_spelling("vladimir", "aleksandar")

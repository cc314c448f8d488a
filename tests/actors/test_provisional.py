"""One key for every spelling of a person no register lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.actors.provisional import provisional_id

SPELLINGS = [
    "Aleksandar Vučić|Aleksandar Vucic|Александар Вучић|Александр Вучич|Александар Вучич|Aleksandar Vuchich",
    "Volodymyr Zelenskyy|Volodymyr Zelensky|Владимир Зеленский|Володимир Зеленський|Vladimir Zelenski",
    "Milo Đukanović|Milo Djukanovic|Мило Джуканович|Мило Ђукановић|Milo Djukanović|MILO ĐUKANOVIĆ",
    "Recep Tayyip Erdoğan|Recep Erdogan|Реджеп Тайип Эрдоган|Redžep Tajip Erdogan|Реџеп Тајип Ердоган",
    "Mikheil Saakashvili|Михаил Саакашвили|Mihail Sakašvili|Mikhail Saakashvili|Михеил Сакашвили",
    "Viktor Orbán|Виктор Орбан|Viktor Orban",
    "Vuk Jeremić|Вук Еремич|Vuk Jeremic|Вук Јеремић",
    "Arsenij Jacenjuk|Арсений Яценюк|Arseniy Yatsenyuk|Арсеній Яценюк|Арсениј Јацењук",
    "Nikol Pašinjan|Никол Пашинян|Nikol Pashinyan|Nikol Pashinian",
    "Sergej Lavrov|Сергей Лавров|Sergey Lavrov|Sergei Lavrov|Сергеј Лавров",
    "Rasim Ljajić|Расим Ляич|Rasim Ljajic|Расим Љајић",
    "Hashim Thaçi|Хашим Тачи|Hašim Tači|Hashim Thaci",
    "Yulia Tymoshenko|Юлия Тимошенко|Юлія Тимошенко|Julija Timošenko",
    "Péter Szijjártó|Петер Сийярто|Peter Sijarto|Peter Szijjarto",
    "Zoran Đinđić|Zoran Djindjic|Зоран Джинджич|Зоран Ђинђић",
    "Boris Yeltsin|Борис Ельцин|Boris Jeljcin|Борис Јељцин",
    "Kolinda Grabar-Kitarović|Колинда Грабар-Китарович|Колинда Грабар-Китаровић",
    "Vladimir Putin|Владимир Владимирович Путин|Владимир Путин",
]


@pytest.mark.parametrize("spellings", SPELLINGS, ids=lambda each: str(each).partition("|")[0])
def test_spellings_and_scripts_of_one_name_give_one_key(spellings: str) -> None:
    keys = {name: provisional_id(name, language=None) for name in spellings.split("|")}
    assert len(set(keys.values())) == 1, keys
    assert None not in keys.values()


def test_a_russian_list_puts_the_surname_first() -> None:
    listed = provisional_id("Путин Владимир Владимирович", language="ru")
    assert listed == provisional_id("Vladimir Putin", language="en")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Aleksandar Vučić", "Aleksandar Vukić"),
        ("Boris Tadić", "Ljubomir Tadić"),
        ("Ivo Sanader", "Iva Sanader"),
        ("Nikolai Patrushev", "Nikola Patrushev"),
    ],
)
def test_other_names_keep_other_keys(one: str, other: str) -> None:
    assert provisional_id(one, language=None) != provisional_id(other, language=None)


@pytest.mark.parametrize(
    "name",
    [
        "Vučić",
        "A. Vučić",
        "А. Вучич",
        "Ministry of Finance",
        "the president",
        "Group 7 Leaders",
        "",
        " ",
        "김 정은",
        "Иван",
    ],
)
def test_what_is_no_first_name_with_a_surname_has_no_key(name: str) -> None:
    assert provisional_id(name, language=None) is None


@pytest.mark.parametrize(
    "name", ["Ivan Ivanov", "Иван Петров", "John Smith", "Marko Marković", "Ana Horvat", "Петар Петровић"]
)
def test_names_that_thousands_bear_mean_no_one_person(name: str) -> None:
    assert provisional_id(name, language=None) is None


def test_the_key_can_be_read() -> None:
    assert provisional_id("Đorđe Vukadinović", language="sr") == "provisional/jorje-vukadinovic"


@given(st.text(max_size=200))
def test_any_text_has_a_key_or_none(text: str) -> None:
    found = provisional_id(text, language=None)
    assert found is None or (found.startswith("provisional/") and found == found.strip())

"""Persons nobody listed: one key for the spellings of a name in Latin and Cyrillic, with or without marks.

The key is a skeleton of the sounds that every transcription keeps: š, ш, sh and s are one, so are č, ć, ц, ts
and c, or đ, dj, dž and дж, or я, ja, ya and ia. Two people whose names differ in nothing else share a key,
which holds within one ledger, where that is rare; a person can reject the mentions that are another's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from dragoman.language.scripts import script_of

_LONGEST_NAME = 80
_MOST_WORDS = 5
_SHORTEST_WORD = 2
_WITH_PATRONYMIC = 3
_NAME = re.compile(r"[^\W\d_][^\W\d_'’ʼ.\- ]*(?:['’ʼ.\- ]+[^\W\d_]+)*\.?")
_PARTICLES = "von van der den de da di del della dos du la le el al bin ibn ben ter zu фон ван дер де да ди дель"
_SUFFIXES = "jr sr ii iii"
_PATRONYMIC = re.compile("(?:ович|евич|овна|евна|ична)$")
_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "ђ": "J", "ѓ": "J", "е": "e", "є": "e", "ё": "e",
        "ж": "z", "з": "z", "ѕ": "J", "и": "i", "і": "i", "ї": "i", "й": "j", "ј": "j", "к": "k", "л": "l", "љ": "lj",
        "м": "m", "н": "n", "њ": "nj", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "c", "ќ": "c", "у": "u",
        "ў": "v", "ф": "f", "х": "h", "ц": "c", "ч": "c", "џ": "J", "ш": "s", "щ": "sc", "ъ": "", "ы": "i", "ь": "",
        "э": "e", "ю": "ju", "я": "ja", "'": "", "’": "", "ʼ": "", "-": "",
    }
)  # fmt: skip
_LATIN = str.maketrans(
    {"đ": "J", "ð": "J", "ł": "l", "ø": "o", "ı": "i", "ß": "ss", "æ": "e", "'": "", "’": "", "ʼ": "", "-": ""}
)
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("shch", "sc"),
        ("dzh|dj|gj|xh|dz", "J"),
        ("tsch|tch|cz|ch|ts|tz", "c"),
        ("sch|sh|sz", "s"),
        ("zh|zs", "z"),
        ("kh", "h"),
        ("gh", "g"),
        ("th", "t"),
        ("ph", "f"),
        ("ck|c(?=[lt])|q", "k"),
        ("scu$", "sku"),
        ("x", "ks"),
        ("w", "v"),
        ("ou", "u"),
        ("yov$", "ev"),
        ("(?<=[ln])j(?![aeiou])", ""),  # lj and nj before a consonant
        ("(?<![bcdfghklmnprstvzJ])[jy](?=[aeiou])", ""),  # a glide between vowels, or at the beginning
        ("[jy]", "i"),
        ("^i(?=[aeou])", ""),
        ("ie", "e"),
        (r"(.)\1+", r"\1"),
        ("J", "j"),
    )
)
"""Letters to sounds, in this order; ``J`` stands for đ until the glides are gone."""

_SAME_FIRST_NAMES = (
    "aleksandar aleksandr alexander oleksandr aleksander alexandre alexandru aliaksandr",
    "vladimir volodymyr uladzimir", "mihail mihailo mykhailo mikheil", "sergei serhii", "andrei andrii",
    "dmitri dmytro",
    "nikolai mykola", "petar petr petro pyotr", "viktor victor", "evgeni yevhen", "konstantin kostyantyn constantin",
    "pavel pavlo", "aleksei oleksii", "yulia yuliya", "redžep recep", "ekaterina kateryna katerina", "elena olena",
    "aleksandra alexandra oleksandra", "maksim maksym", "artem artyom", "semen semyon", "fedor fyodor", "igor ihor",
    "grigori hryhorii", "georgi georgije heorhii", "oleg oleh", "timofei tymofii",
)  # fmt: skip
"""First names that are one name in another language, the one that goes into the key first."""

_COMMON_FIRST = """
aleksandar ana andrei anna boris branko david dejan dragan dmitri elena goran igor ivan ivana jelena jovan
john james jan josip luka maria marija mark marko martin michael milan milica mihail mohamed ahmed mehmed
nikola nikolai olga oleg paul pavel peter petar robert roman sergei stefan thomas tomislav vladimir viktor
zoran mustafa ali hasan mary william richard
"""
_COMMON_LAST = """
anić babić bogdanović đorđević filipović horvat hodžić hadžić ilić ivanov ivanova ivanović jovanović jurić
knežević kovač kovačević kovačić kuznetsov lukić marić marković mitrović nikolić novak novaković novikov
pavlović perić petrov petrova petrović popov popova popović radić sidorov simić smirnov sokolov stanković
stojanović todorović tomić vasiljev vidović vuković živković volkov morozov lebedev smith jones brown williams
taylor johnson miller davis wilson clark martin müller schmidt schneider fischer weber lee kim nguyen khan
yılmaz kaya demir georgiev dimitrov todorov stoyanov popescu ionescu papadopoulos nagy kovács szabó garcia
silva rossi
"""


def provisional_id(name: str, *, language: str | None) -> str | None:
    """The id of a person no register lists, the same for every spelling of the name; None where there is none.

    The name is in its base form, first name first (in Russian also the surname before first name and
    patronymic). Middle names do not count. None for what is no name of at least a first name and a surname,
    for scripts other than Latin and Cyrillic, and for names so common that they mean no one person.

    >>> provisional_id("Ана Брнабић", language="sr") == provisional_id("Ana Brnabic", language="en")
    True
    """
    words = _words(name)
    if len(words) < _SHORTEST_WORD:
        return None
    first, last = _first_and_last(words, language)
    given, surname = skeleton(first), skeleton(last)
    given = _first_names().get(given, given)
    if min(len(first), len(last), len(given), len(surname)) < _SHORTEST_WORD:
        return None
    if given in _common_first() and surname in _common_last():
        return None
    return f"provisional/{given}-{surname}"


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """The sounds of a word that all its transcriptions keep, in Latin letters.

    >>> {skeleton(each) for each in ("Вучић", "Vučić", "Vucic", "Вучич", "Vuchich")}
    {'vucic'}
    """
    text = unicodedata.normalize("NFC", word).lower()
    text = text.translate(_CYRILLIC if _is_cyrillic(text) else _LATIN)
    text = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    for pattern, sound in _SOUNDS:
        text = pattern.sub(sound, text)
    return text


def _is_cyrillic(text: str) -> bool:
    return any("\u0400" <= letter <= "\u04ff" for letter in text)


def _words(name: str) -> list[str]:
    """The words of a name without particles and what follows it; none where it does not look like a name."""
    text = unicodedata.normalize("NFC", " ".join(name.split()))
    if len(text) > _LONGEST_NAME or script_of(text) not in {"Latn", "Cyrl"} or not _NAME.fullmatch(text):
        return []
    words = [word.strip(".'’ʼ-") for word in text.replace(".", ". ").split()]
    left_out = {*_PARTICLES.split(), *_SUFFIXES.split()}
    named = [word for word in words if word and word.lower() not in left_out]
    if len(named) > _MOST_WORDS or not all(word[0].isupper() for word in named):
        return []
    return named


def _first_and_last(words: list[str], language: str | None) -> tuple[str, str]:
    """First name and surname; in Russian lists the surname may come before first name and patronymic."""
    if language == "ru" and len(words) == _WITH_PATRONYMIC and _PATRONYMIC.search(words[2]):
        return (words[0], words[2]) if _PATRONYMIC.search(words[1]) else (words[1], words[0])
    return words[0], words[-1]


@cache
def _first_names() -> Mapping[str, str]:
    """Keys of first names to the key of the name they are in another language."""
    groups = [[skeleton(name) for name in group.split()] for group in _SAME_FIRST_NAMES]
    return {name: group[0] for group in groups for name in group}


@cache
def _common_first() -> frozenset[str]:
    keys = map(skeleton, _COMMON_FIRST.split())
    return frozenset(_first_names().get(key, key) for key in keys)


@cache
def _common_last() -> frozenset[str]:
    return frozenset(map(skeleton, _COMMON_LAST.split()))

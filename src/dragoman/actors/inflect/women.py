"""The word for a woman of a people, made of that for a man: ``немец``, ``немка``; ``Norvežanin``, ``Norvežanka``."""

from __future__ import annotations

_RUSSIAN = {
    "француз": "француженка", "турок": "турчанка", "грек": "гречанка", "поляк": "полька", "китаец": "китаянка",
    "кореец": "кореянка", "индиец": "индианка", "венгр": "венгерка", "словак": "словачка", "таджик": "таджичка",
    "узбек": "узбечка", "казах": "казашка", "латыш": "латышка", "перс": "персиянка", "ирландец": "ирландка",
    "валлиец": "валлийка", "швед": "шведка", "вьетнамец": "вьетнамка", "цыган": "цыганка", "калмык": "калмычка",
    "чуваш": "чувашка", "чех": "чешка", "мальтиец": "мальтийка", "афганец": "афганка", "араб": "арабка",
    "словенец": "словенка", "киприот": "киприотка", "турецкий киприот": "турецкая киприотка", "еврей": "еврейка",
    "филиппинец": "филиппинка", "русский": "русская", "россиянин": "россиянка", "болгарин": "болгарка",
}  # fmt: skip
_SOUTH_SLAVIC = {
    "Nemac": "Nemica", "Nijemac": "Njemica", "Srbin": "Srpkinja", "Hrvat": "Hrvatica", "Mađar": "Mađarica",
    "Grk": "Grkinja", "Turčin": "Turkinja", "Francuz": "Francuskinja", "Englez": "Engleskinja", "Kinez": "Kineskinja",
    "Portugalac": "Portugalka", "Rus": "Ruskinja", "Čeh": "Čehinja", "Španac": "Španjolka", "Španjolac": "Španjolka",
    "Danac": "Dankinja", "Finac": "Finkinja", "Irac": "Irkinja", "Bask": "Baskinja", "Kurd": "Kurdkinja",
    "Arapin": "Arapkinja", "Jevrejin": "Jevrejka", "Židov": "Židovka", "Gruzijac": "Gruzijka", "Gruzin": "Gruzinka",
    "Švajcarac": "Švajcarkinja", "Rom": "Romkinja", "Bugarin": "Bugarka", "Škot": "Škotkinja", "Velšanin": "Velšanka",
    "Iračanin": "Iračanka", "Slovenac": "Slovenka", "Uzbek": "Uzbekinja", "Kazah": "Kazahinja", "Tadžik": "Tadžikinja",
}  # fmt: skip
_SHORT = 6


def russian_women(man: str) -> str | None:
    """The word for a woman of a people; None where no rule fits.

    >>> russian_women("украинец"), russian_women("датчанин"), russian_women("серб")
    ('украинка', 'датчанка', 'сербка')
    """
    if man in _RUSSIAN:
        return _RUSSIAN[man]
    return _by_ending(man, _RUSSIAN_ENDINGS) if man.islower() else None


def south_slavic_women(man: str) -> str | None:
    """The word for a woman of a people; None where no rule fits.

    >>> south_slavic_women("Amerikanac"), south_slavic_women("Šveđanin"), south_slavic_women("Bošnjak")
    ('Amerikanka', 'Šveđanka', 'Bošnjakinja')
    """
    if man in _SOUTH_SLAVIC:
        return _SOUTH_SLAVIC[man]
    if man.endswith("ac") and len(man) <= _SHORT:
        return f"{man[:-2]}kinja"
    return _by_ending(man, _SOUTH_SLAVIC_ENDINGS)


def _by_ending(man: str, endings: tuple[tuple[tuple[str, ...], int, str], ...]) -> str | None:
    if " " in man:
        return None
    return next((man[: len(man) - cut] + ending for lasts, cut, ending in endings if man.endswith(lasts)), None)


# Last letters of the word for a man, how many are cut, and the ending of the word for a woman.
_RUSSIAN_ENDINGS = (
    (("анин", "янин", "арин"), 2, "ка"),
    (("еец",), 2, "йка"),
    (("иец", "аец"), 2, "йка"),
    (("ец",), 2, "ка"),
    (tuple("бвднлмрст"), 0, "ка"),
)
_SOUTH_SLAVIC_ENDINGS = (
    (("anin", "nin"), 2, "ka"),
    (("ac",), 2, "ka"),
    (("ak", "ik", "ek"), 0, "inja"),
    (tuple("nr"), 0, "ka"),
    (tuple("bdlstz"), 0, "kinja"),
)

"""What a Slavic word may be the case or the adjective of: names of towns to look up on a map."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dragoman.actors.tokens import fold_word, folded_words

_SHORTEST = 3
_CASES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ca", ("ac", "ec", "ca")), ("cu", ("ac", "ec", "ca")), ("cem", ("ac", "ec")), ("com", ("ac", "ec")),
    ("ce", ("ac", "ec", "ca", "ci")), ("cov", ("cы",)), ("ov", ("ы", "ovo")),
    ("ah", ("ы", "a", "i")), ("am", ("ы", "a", "i")), ("aмi", ("ы",)), ("ima", ("i", "e")), ("ama", ("e",)),
    ("oj", ("a", "aja")), ("ej", ("a", "i")), ("om", ("", "o", "oe", "i")), ("em", ("", "e", "o", "ь")),
    ("ogo", ("oe",)), ("og", ("o", "i")), ("im", ("i", "e")),
    ("a", ("", "o", "e")), ("u", ("", "a", "o", "e")), ("e", ("a", "", "o", "e")), ("i", ("a", "i", "ь", "ja")),
    ("ы", ("a", "ы")), ("я", ("ь", "й", "е")), ("ю", ("ь", "я")), ("ja", ("j", "e")),
)  # fmt: skip
_ADJECTIVE_ENDINGS = (
    "ogo", "omu", "imi", "aja", "uju", "oga", "ome", "omu", "ima", "ij", "oj", "om", "im", "ih", "ie", "oe",
    "og", "iй", "oй", "aя", "ую", "ие", "ое", "ая", "их", "им", "i", "a", "o", "e", "u",
)  # fmt: skip
_TWO_WORDS = (
    ("novo", "novi "), ("novo", "novo "), ("novo", "nova "), ("staro", "stari "), ("staro", "stara "),
    ("banjo", "banja "), ("velikogor", "velika gor"), ("belo", "bela "), ("bijelo", "bijelo "), ("gornjo", "gornji "),
    ("donjo", "donji "), ("kosovskom", "kosovska m"), ("sremskom", "sremska m"), ("slavonsko", "slavonski "),
    ("backo", "bačka "), ("malo", "mali "),
)  # fmt: skip
_IRREGULAR = {
    "dubrovack": "dubrovnik",
    "makarsk": "makarska",
    "vinkovack": "vinkovci",
    "osjeck": "osijek",
    "pozesk": "pozega",
    "brodsk": "slavonski brod",
    "djakovack": "djakovo",
    "metkovsk": "metkovic",
    "cacansk": "cacak",
    "borsk": "bor",
    "pancevack": "pancevo",
    "kraljevack": "kraljevo",
    "prokupack": "prokuplje",
    "negotinsk": "negotin",
    "focansk": "foca",
    "brcansk": "brcko",
    "livanjsk": "livno",
    "gradisk": "gradiska",
    "jajack": "jajce",
    "pljevaljsk": "pljevlja",
    "bjelopoljsk": "bijelo polje",
    "barsk": "bar",
    "hercegnovsk": "herceg novi",
    "mitrovack": "mitrovica",
    "donjeck": "donetsk",
    "trscansk": "trieste",
    "njujorsk": "new york",
    "nizegorodsk": "nizhny novgorod",
    "omsk": "omsk",
    "ufimsk": "ufa",
    "яroslavsk": "yaroslavl",
    "tulьsk": "tula",
    "vologodsk": "vologda",
    "tomsk": "tomsk",
    "barnaulьsk": "barnaul",
    "socinsk": "sochi",
    "rovensk": "rivne",
    "luck": "lutsk",
    "krivorozsk": "kryvyi rih",
    "neapolitansk": "naples",
    "stambulьsk": "istanbul",
    "нью-йorksk": "new york",
    "carigradsk": "istanbul",
    "krizevack": "krizevci",
    "topolsk": "backa topola",
    "dnepropetrovsk": "dnipro",
}
"""Stems of adjectives that no rule leads to their town."""
_NO_TOWNS = folded_words(
    "gradski seoski opštinski općinski ženski muški studentski radnički građanski vojnički morski gorski ljudski "
    "naučnički sindikalni sportski bogoslovski kineski zemaljski bratski prijateljski gospodarski obrtnički poljski "
    "rimski carski kraljevski školski lučki bolnički partijski stranački političarski vladarski policijski "
    "детский женский мужской городской сельский морской людской царский светский советский воинский гражданский "
    "студенческий партийный речной горский казацкий крестьянский братский королевский лагерный мирской персидский"
)


@lru_cache(maxsize=20_000)
def base_forms(word: str) -> tuple[str, ...]:
    """The folded nominatives that a folded word may be a case of, the likeliest first.

    >>> base_forms("bujanovca")[:1]
    ('bujanovac',)
    """
    fleeting = [f"{word[:-3]}anj"] if word.endswith(("knja", "knju")) else []  # Kakanj, Kaknja
    found = (
        word[: len(word) - len(ending)] + base
        for ending, bases in _CASES
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST
        for base in bases
    )
    return tuple(dict.fromkeys(each for each in (*fleeting, *found) if each != word))


@lru_cache(maxsize=20_000)
def towns_of_adjective(word: str) -> tuple[str, ...]:
    """The folded names of towns whose adjective a word may be; none for what is no adjective in ``-ski``.

    >>> "novi sad" in towns_of_adjective("novosadski"), towns_of_adjective("gradski")
    (True, ())
    """
    key = fold_word(word)
    stem = next((key[: -len(ending)] for ending in _ADJECTIVE_ENDINGS if key.endswith(ending)), key)
    if stem in _IRREGULAR:
        return (_IRREGULAR[stem],)
    short = len(stem) < _SHORTEST + 2  # an adjective of a shorter name is irregular or none
    if short or not stem.endswith(("sk", "ck")) or any(f"{stem}{end}" in _NO_TOWNS for end in _MASCULINE):
        return ()
    found = list(_towns(stem[:-2], velar=stem.endswith("ck")))
    for joined, apart in _TWO_WORDS:
        found += [apart + each[len(joined) :] for each in found if each.startswith(joined)]
    return tuple(dict.fromkeys(each for each in found if len(each) >= _SHORTEST))


_MASCULINE = ("i", "ij", "iй", "ij", "oй")


def _towns(stem: str, *, velar: bool) -> Iterator[str]:
    if velar:
        yield from (f"{stem}{end}" for end in ("ca", "ka", "c", "ac", "ec", "k", "ce", "ci", "cы", "ki"))
        return
    yield from (f"{stem}{end}" for end in ("", "a", "o", "e", "i", "ь", "ы", "sk", "s", "sa", "ik"))
    for suffix, ends in _LONGER:
        if stem.endswith(suffix) and len(stem) - len(suffix) >= _SHORTEST:
            yield from (stem[: -len(suffix)] + end for end in ends)


_LONGER = (
    ("an", ("a", "e", "o", "")),
    ("in", ("a", "ы", "i", "o")),
    ("ov", ("o", "ы", "")),
    ("ev", ("o",)),
    ("en", ("a", "o")),
)
"""What an adjective may have between its town and ``-ski``, and how the town then ends."""

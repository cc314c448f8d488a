"""Words of the register that are somebody's or something's own name, a language or a common word where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dragoman.actors.heads import is_agentive, words_of
from dragoman.actors.names import name_stem
from dragoman.actors.owners import Asked, Neighbours
from dragoman.actors.phrases import ALSO_PERSONAL, Item, Part, Phrase, is_link_word
from dragoman.actors.register import Actor
from dragoman.actors.tokens import fold_phrase, fold_word, folded_words, tokenize


@dataclass(frozen=True, slots=True)
class _Place:
    """A name with what stands before and behind it: words of its phrase, then those of the text around."""

    item: Item
    key: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    text_after: str
    opens: bool
    in_phrase: bool


Test = Callable[[_Place], str | None]


def reads_as_nobody(phrase: Phrase, head: Item, asked: Asked) -> str | None:
    """Why the head of a phrase is nobody where it stands; None if nothing speaks against it."""
    alone = not asked.context and head.match.last - head.match.first == phrase.last - phrase.first
    if alone or head.part is Part.FORMER or head.blocked:
        return None
    whole = head.match.first <= phrase.first + 1 and head.match.last == phrase.last
    if not whole and head.part is not Part.ACTOR:
        return None
    place = _place(phrase, head, asked.neighbours)
    said = repr(words_of(phrase, head))
    return next((f"{said} is {reason} here" for test in _TESTS if (reason := test(place))), None)


def _place(phrase: Phrase, head: Item, around: Neighbours) -> _Place:
    first, last = head.match.first, head.match.last
    keys = phrase.tokens.keys
    return _Place(
        item=head,
        key=" ".join(keys[first:last]),
        before=(*around.before, *keys[:first]),
        after=(*keys[last:], *around.after),
        text_after=phrase.text[head.match.end :] + around.text_after,
        opens=around.opens and first == 0,
        in_phrase=first > 0 and not around.before,
    )


# Things that bear the name of a state, a town or a person -------------------------------------------


def _stems(words: str) -> frozenset[str]:
    return frozenset(name_stem(fold_word(word)) for word in words.split())


_NAMED_THINGS = _stems(
    "aerodrom trg ulica bulevar stadion dvorana gimnazija bolnica brod kasarna nosač hotel restoran kafana kafić "
    "аэропорт площадь улица проспект стадион гимназия больница корабль авианосец гостиница отель ресторан кафе "
    "hotel restaurant café cafe stadium boulevard uss hms"
)
_NAMED_THINGS_OF_TWO = frozenset(("zracna luka", "zracne luke", "zracnoj luci", "zracnu luku", "osnovna skola"))
_CLUBS = folded_words("kk fk rk nk ok hk vk gk žrk žkk fc afc bc hc фк хк бк кк рк")
_CULTURE = _stems(
    "film roman pesma pjesma serija predstava vino voz vlak palata palača parfem jahta trajekt klub salon bioskop kino "
    "фильм роман песня сериал спектакль поезд пароход теплоход дворец ресторан клуб кинотеатр яхта духи "
    "film novel song ship yacht ferry perfume"
)
_NAMED_BEHIND = folded_words(
    "airport stadium hotel restaurant marathon philharmonic orchestra symphony museum express shark roses "
    "boulevard aquarium zoo opera ballet derby motorway cuisine salad cheese wine coffee waltz roulette "
    "fc united rovers athletic wanderers dynamo"
)


def _named_thing(place: _Place) -> str | None:
    if place.item.part is not Part.ACTOR or not place.before:
        return None
    stem = name_stem(place.before[-1])
    if place.in_phrase and place.before[0] in _CLUBS:
        return "the name of a club"
    known = stem in (_NAMED_THINGS if place.item.person else _NAMED_THINGS | _CULTURE)
    if (known and _agrees(place)) or place.before[-1] in _CLUBS:
        return "the name of a thing"
    return "the name of a thing" if " ".join(place.before[-2:]) in _NAMED_THINGS_OF_TWO else None


def _agrees(place: _Place) -> bool:
    """Whether the name may be that of the thing before it: a place in the nominative, a person as its case allows.

    ``hotel Evropa`` and ``trg Tita`` are names; ``brodovi Rumunije`` are Romania's, and in ``na trgu Bush`` he begins.
    """
    if place.before[-1].endswith(_PLURALS):
        return False
    quoted = place.text_after[:1] in {"»", "“", "”", '"'}
    capital = place.item.use == "capital" and (quoted or name_stem(place.before[-1]) in _NAMED_THINGS)
    nominative = capital or place.key in _nominatives(place.item.actors)
    return nominative != (place.item.person and name_stem(place.before[-1]) in _OF_PERSONS)


_PLURALS = ("ovi", "ova", "ove", "ovima", "hoteli", "hotela", "restorani", "restorana", "teatri", "отели", "отелей")
_OF_PERSONS = _stems("trg ulica bulevar площадь улица проспект")


def _nominatives(actors: tuple[Actor, ...]) -> frozenset[str]:
    """The folded names of actors as a dictionary has them, and the last words of persons' names."""
    names = {fold_phrase(name) for actor in actors for each in actor.names.values() for name in each}
    return frozenset(names | {name.rpartition(" ")[2] for name in names})


def _thing_behind(place: _Place) -> str | None:
    if place.item.part is Part.ROLE or place.text_after[:1] not in {" ", "-"} or not place.after:
        return None
    return "part of the name of a thing" if place.after[0] in _NAMED_BEHIND else None


# Persons who bear the name of a place ---------------------------------------------------------------

_CALLED = folded_words(
    "ime imena imenom nazvana nazvan zove zvala imenu named called nicknamed по имени имя зовут звали назвали"
)
_WHO = folded_words("who aged whose koja koji stara star которая который")
_BEARER = re.compile(r"(?:arka|ica|kinja|telj|ar|ist|istkinja|шица|ница|ка)$")


def _first_name(place: _Place) -> str | None:
    if place.item.part is not Part.ACTOR or place.item.person or " " in place.key:
        return None
    if place.before and place.before[-1] in _CALLED:
        return "what somebody is called"
    if place.key not in ALSO_PERSONAL or not place.text_after.startswith(", "):
        return None
    words = tokenize(place.text_after[:60]).keys[:2]
    if words and (words[0] in _WHO or any(is_agentive(word) or _BEARER.search(word) for word in words)):
        return "a person's first name"
    return None


# Languages ------------------------------------------------------------------------------------------

_LEARNING = folded_words(
    "learn learns learned learnt learning study studied studying studies speak speaks spoke spoken speaking teach "
    "teaches taught teaching understand understands understood in into fluent broken perfect rusty some little "
    "učim učiš uči učimo uče učio učila učili naučio naučila naučiti učiti govori govorim govore govorio govorila "
    "govoriti predaje na zna znao znala razume razumije tečno "
    "учит учил учила учить говорит говорил говорила говорить знает понимает преподаёт на"
)
_LANGUAGE_ONLY = ("sh", "ch", "ese")
_INTO = frozenset(("in", "to", "into", "from"))
_OF_PERSONS_BEFORE = folded_words("the a an each every many some few most all other two three four five hundred")
_ABOUT_LANGUAGES = folded_words("is was for lessons course classes textbook je bio jezik язык")
_LANGUAGE_FORM = re.compile(r"(?:[sšcčćž]k[iu]?|[sšcčćž]k(?:om|ome|og)|ск(?:ий|ом|им)|цк(?:ий|ом))$")


def _language(place: _Place) -> str | None:
    if place.item.part is not Part.ADJECTIVE and place.item.use not in {"demonym", "adjective"}:
        return None
    if place.before[-1:] == ("the",) or place.text_after[:1] == "-":
        return None
    english = place.key.isascii() and not _LANGUAGE_FORM.search(place.key)
    next_word = place.after[0] if place.after else ""
    spaced = place.text_after[:1] in {" ", "\xa0"}
    noun_behind = spaced and bool(next_word) and not is_link_word(next_word) and next_word not in _ABOUT_LANGUAGES
    if noun_behind:
        return None
    before = place.before[-1] if place.before else ""
    bare = english and before not in _OF_PERSONS_BEFORE and not place.opens
    if bare and (place.key.endswith(_LANGUAGE_ONLY) or before in _INTO) and place.item.part is Part.ADJECTIVE:
        return "a language"
    learnt = before in _LEARNING
    alone = english and place.opens and next_word in _ABOUT_LANGUAGES
    return "a language" if learnt or alone else None


# Common words ---------------------------------------------------------------------------------------

_NO_NOUNS = folded_words(
    "je će nije neće bi su se i ili a ali da ne u na iz od do za sa s po pri kao koji koja traži želi kaže ima mora "
    "može hoće daje vodi šalje poziva odbija prihvata objavio najavio potpisao tražio saopštio sada danas juče"
)
_COMMON_WORDS = {
    "most mosta mostu mostom": (
        "preko asfalta asfalt reke rijeke kupe save savu dunava dunav drine saobraćaj promet popravka obnova "
        "pešaci pješaci izgrađen sagrađen kamion gradnja nosivost luk keja obale autoput"
    ),
    "vlada vladaju vladao vladala": (
        "tišina mir muk panika haos vrućina hladnoća zatišje gužva nestašica euforija optimizam strah "
        "napetost nepoverenje nepovjerenje mišljenje uverenje uvjerenje suša glad neizvesnost neizvjesnost "
        "interesovanje zanimanje raspoloženje atmosfera mrak beda bijeda nemir"
    ),
    "stranke stranka strankama stranku": (
        "šalteru šalter šaltera službenice službenik advokat advokata odvjetnik beležnik notar klijenti redu "
        "čekaju tužitelj parnici parnice spora"
    ),
    "peru": "suđe veš rublje tepihe ruke zube kosu prozore automobile",
    "grad": "uništio padao oštetio voćnjake vinograde usjeve useve pao led oluja nevrijeme nevreme",
    "partija partiju partije": "šaha karata tenisa bilijara preferansa",
    "партия партию партии": "шахмат шахматную товара товаров груза бильярда",
    "dayton daytonu daytona dejton dejtona": (
        "cantons entities presidents peace accord agreement accords annex constitution kantona entiteta aneks ustav mir"
    ),
    "the guards guards": "museum prison palace queen's tower",
}
"""Words of the register that are others too, and what stands around them then."""
_COMMON = tuple((folded_words(words), folded_words(cues)) for words, cues in _COMMON_WORDS.items())
_SMALL = folded_words("mali male mala malo")


def _common_word(place: _Place) -> str | None:
    first = place.after[0] if place.after else ""
    if place.key in _SMALL and place.text_after[:1] == " " and first and first not in _NO_NOUNS:
        return "a common word" if place.text_after[1:2].islower() or place.text_after[1:2].isupper() else None
    around = {*place.before, *place.after}
    for words, cues in _COMMON:
        if place.key in words and around & cues:
            return "a common word"
    return None


_TESTS: tuple[Test, ...] = (_named_thing, _thing_behind, _first_name, _language, _common_word)

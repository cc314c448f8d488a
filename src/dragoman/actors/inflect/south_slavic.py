"""Declension of Serbian, Croatian and Bosnian nouns, adjectives, phrases and persons, in Latin script.

A paradigm is a list of ten sets of variants: singular nominative, genitive, dative, accusative,
vocative, instrumental; plural nominative, genitive, dative, accusative. Vocatives that look like
another case are left to it. The rules give a form too many rather than one too few: what is built
here is only ever looked up.
"""

from __future__ import annotations

from itertools import product

Paradigm = list[set[str]]

_SINGULAR = 6
_SLOTS = 10
_SHORTEST_NAME = 3
_LONGER = 4
_VOWELS = "aeiou"
_SOFT = ("č", "ć", "š", "ž", "đ", "j", "lj", "nj", "c", "dž")
_SIBILANT = {"k": "c", "g": "z", "h": "s"}
_PALATAL = {"k": "č", "g": "ž", "h": "š", "c": "č"}
_FLEETING = {
    "kipar": "kipr", "cipar": "cipr", "egipat": "egipt", "petar": "petr", "pas": "ps", "dolar": "dolar",
    "vetar": "vetr", "sudac": "suc", "svetac": "svec", "otac": "oc", "sisak": "sisk", "pobunjenik": "pobunjenik",
}  # fmt: skip
_PLURAL_ONLY = {
    "države", "nacije", "narodi", "emirati", "filipini", "maldivi", "bahami", "komori", "sejšeli", "ostrva",
    "otoci", "antili", "teritorije", "zemlje", "sile", "snage", "srbi", "hrvati", "bošnjaci", "albanci",
    "romi", "kurdi", "jevreji", "židovi", "tatari", "gagauzi", "sloveni", "slaveni", "muslimani", "veća",
    "vijeća", "dvori", "rezerve", "opštine", "općine",
    "lekari", "ljekari", "liječnici", "reporteri", "novinari", "građani", "studenti", "veterani", "vukovi", "tigrovi",
    "orlovi", "demokrate", "socijalisti", "radikali", "narodnjaci", "branitelji", "majke", "žene", "sinovi",
    "mađari", "turci", "čečeni", "osetini", "oseti", "abhazi", "jermeni", "armenci", "rusini", "ujguri", "rusi",
    "ukrajinci", "belorusi", "bjelorusi", "nemci", "nijemci", "francuzi", "englezi", "britanci", "amerikanci",
    "italijani", "talijani", "španci", "španjolci", "grci", "rumuni", "rumunji", "bugari", "makedonci", "slovenci",
    "crnogorci", "kosovari", "vlasi", "aromuni", "cincari", "cigani", "goranci", "bunjevci", "šokci",
    "čerkezi", "avari", "lezgini", "ingusi", "inguši", "dagestanci", "kabardinci", "balkarci", "kumici", "tuvanci",
    "baškiri", "jakuti", "čuvaši", "udmurti", "kalmici", "burjati", "tuarezi", "berberi", "palestinci", "izraelci",
    "jazidi", "asirci", "druzi", "aleviti", "šiiti", "suniti", "huti", "paštuni", "hazari", "tadžici", "uzbeci",
    "kazasi", "turkmeni", "kirgizi", "azeri", "azerbejdžanci", "gruzijci", "gruzini", "moldavci", "poljaci", "česi",
    "slovaci", "litvanci", "letonci", "estonci", "finci", "šveđani", "norvežani", "danci", "holanđani", "nizozemci",
    "belgijanci", "flamanci", "valonci", "katalonci", "baski", "baskijci", "škoti", "velšani", "irci", "austrijanci",
    "švajcarci", "kinezi", "japanci", "korejci", "indijci", "rohindže", "tibetanci", "hutui", "tutsi",
}  # fmt: skip
_WITH_NAME = {"Republika", "Kraljevina"}  # the name behind them changes too
_ADJECTIVES = {
    "nova", "novi", "novo", "crna", "crni", "bela", "bijela", "beli", "bijeli", "velika", "veliki", "veliko",
    "mala", "mali", "crveni", "crvena", "sveta", "sveti", "opća", "opći", "globalni", "bliski", "svetska",
    "ujedinjene", "ujedinjeni", "ujedinjeno", "sjedinjene", "savezna", "treća", "stara", "stari", "viši",
    "visoki", "visoka", "vrhovni", "vrhovna", "glavni", "glavna", "bivši", "bivša", "stalni", "stalna",
    "donji", "gornji", "mladi", "mlada", "ratni", "ratna", "javni", "javna", "prvi", "prva", "narodni",
    "otvoreni", "zapadne", "baltičke", "strani", "domaći", "domaća", "radnička", "levi", "desni", "rezervni",
    "međunarodni", "međunarodna", "crnogorski", "viša", "tajni", "tajna", "vojni", "vojna",
}  # fmt: skip
_ADJECTIVE_ENDINGS = (
    "ski", "ska", "sko", "ske", "čki", "čka", "čko", "čke", "ški", "ška", "ško", "ške", "ćki", "ćka",
    "čni", "čna", "čno", "lni", "lna", "lno", "vni", "vna", "vno", "dni", "dna", "dno", "bni", "bna", "bno",
    "tni", "tna", "tno", "žni", "žna", "rni", "rna", "rno", "ani", "ana", "ano", "jni", "jna", "šni", "šna",
    "pni", "pna", "eni", "ena", "eno", "dnji", "dnja", "dnje",
)  # fmt: skip
_NOT_ADJECTIVES = {"vojska", "strana", "brana", "odbrana", "obrana", "hrana"}


# Nouns by ending: letters cut, endings of the six singular and four plural slots.
_BY_ENDING: tuple[tuple[str, int, tuple[str, ...], tuple[str, ...]], ...] = (
    ("io", 1, ("o", "ja", "ju", "o", "o", "jem jom"), ("i", "a", "ima", "e")),
    ("o", 1, ("o", "a", "u", "o", "o", "om"), ("a i", "a", "ima", "a e")),
    ("i", 0, ("", "ja", "ju", "ja -", "", "jem"), ("ji", "ja", "jima", "je")),
    ("u", 0, ("", "a", "u", "", "", "om"), ("i", "a", "ima", "e")),
)


def south_slavic_adjective(word: str) -> set[str]:
    """All forms of a definite adjective given in the masculine (``srpski``, ``njemački``)."""
    if not word.endswith("i"):
        return {word}
    stem = word[:-1]
    forms: set[str] = set()
    for gender in "mfn":
        for slot in _adjective(stem, gender):
            forms |= slot
    return forms


_IRREGULAR_TOWNS = {
    "moskva": "moskovski", "skoplje": "skopski", "bukurešt": "bukureštanski", "budimpešta": "budimpeštanski",
    "baku": "bakuanski", "rim": "rimski",
}  # fmt: skip


def south_slavic_city_adjectives(name: str) -> set[str]:
    """The adjectives a town's name may give, in the masculine, one too many rather than one too few.

    >>> sorted(south_slavic_city_adjectives("Podgorica"))
    ['podgorički']
    """
    word = name.lower()
    if word in _IRREGULAR_TOWNS:
        return {_IRREGULAR_TOWNS[word]}
    if not word.isalpha() or len(word) < _SHORTEST_NAME:
        return set()
    stem = word[:-1] if word[-1] in "aeo" else word
    changed = {"k": "č", "c": "č", "g": "š", "h": "š", "č": "č", "ć": "ć", "š": "š", "ž": "š"}.get(stem[-1])
    if changed:
        found = {f"{stem[:-1]}{changed}ki"}
        return found | {f"{stem}ski", f"{stem}ački"} if stem[-1] in "gb" else found
    if stem.endswith(("s", "z")):
        return {f"{stem[:-1]}ski", f"{stem[:-1]}ški"}
    found = {f"{stem}ski"}
    if word[-1] in "aeoi":
        found |= {f"{stem}anski", f"{word}nski", f"{stem}inski"}
    if word.endswith("b"):
        found.add(f"{word}ački")
    return found


def south_slavic_forms(phrase: str, *, plural: bool = True) -> set[str]:
    """All forms of a noun phrase given in the nominative; words after its head stay as they are.

    ``plural`` adds the plural of a phrase given in the singular.

    >>> sorted(south_slavic_forms("Crna Gora", plural=False))[:3]
    ['Crna Gora', 'Crne Gore', 'Crno Goro']
    """
    words = phrase.split()
    paradigm, rest = _phrase(words)
    if rest and words[0] in _WITH_NAME:
        name, rest = _phrase(rest)
        paradigm = _joined(paradigm, name)
    first = _SINGULAR if _plural_only(words[_head(words)]) else 0
    slots = paradigm[first : None if plural or first else _SINGULAR]
    tail = "".join(f" {word}" for word in rest)
    return {phrase} | {f"{form}{tail}" for slot in slots for form in slot}


def _phrase(words: list[str]) -> tuple[Paradigm, list[str]]:
    """The paradigm of adjectives and head, ``X i Y`` as one, and the words behind that stay."""
    head = _head(words)
    paradigm = _noun(words[head])
    gender = _gender(words[head])
    for word in reversed(words[:head]):
        paradigm = _joined(_adjective_of(word, gender), paradigm)
    rest = words[head + 1 :]
    if rest[:1] == ["i"] and len(rest) > 1:
        paradigm = _joined(_joined(paradigm, [{"i"}] * _SLOTS), _noun(rest[1]))
        rest = rest[2:]
    return paradigm, rest


def _adjective_of(word: str, gender: str) -> Paradigm:
    """The paradigm of an adjective, of a possessive one (``Andrićev venac``), of the ``i`` between two."""
    if word == "i":
        return [{"i"}] * _SLOTS
    if not word.endswith(_POSSESSIVE):
        return _adjective(word[:-1], gender)
    long = _adjective(word, gender)
    short = [{word}, {f"{word}a"}, {f"{word}u"}, {word, f"{word}a"}, {word}, {f"{word}im"}]
    return [one | two for one, two in zip(short, long, strict=False)] + long[_SINGULAR:]


_POSSESSIVE = ("ev", "ov")


def _plural_only(noun: str) -> bool:
    return noun.lower() in _PLURAL_ONLY or (noun.islower() and noun.endswith("i"))


def south_slavic_person_forms(name: str, *, female: bool) -> set[str]:
    """All singular forms of a person's name; women's surnames in a consonant stay as they are."""
    words = name.split()
    paradigms = [_person_word(word, female=female) for word in words]
    forms = {name}
    for slot in range(_SINGULAR):
        for parts in product(*(sorted(paradigm[slot]) for paradigm in paradigms)):
            forms.add(" ".join(parts))
    return forms


def _person_word(word: str, *, female: bool) -> Paradigm:
    """A first name or surname: particles and women's names in a consonant do not change."""
    if len(word) < _SHORTEST_NAME or word.islower() or (female and not word.endswith("a")):
        return [{word}] * _SLOTS
    if not female and word.endswith(("ski", "cki", "čki", "ški")):
        return [one | two for one, two in zip(_adjective(word[:-1], "m"), _noun(f"{word}j"), strict=True)]
    return _noun(word)


def _head(words: list[str]) -> int:
    """Where the head noun stands: behind the adjectives that agree with it."""
    at = 0
    while at < len(words) - 1 and (_looks_adjective(words[at]) or _joins_adjectives(words, at)):
        at += 1
    if all(word == "i" or _agrees(word, words[at]) for word in words[:at]):
        return at
    return 0


def _joins_adjectives(words: list[str], at: int) -> bool:
    """Whether an ``i`` stands between two adjectives of one noun: ``ekonomski i socijalni komitet``."""
    between = words[at] == "i" and 0 < at < len(words) - 2
    return between and _looks_adjective(words[at - 1]) and _looks_adjective(words[at + 1])


def _looks_adjective(word: str) -> bool:
    lower = word.lower()
    if lower in _NOT_ADJECTIVES:
        return False
    if word[0].isupper() and lower.endswith(_POSSESSIVE):
        return True
    return lower in _ADJECTIVES or lower.endswith(_ADJECTIVE_ENDINGS)


def _agrees(adjective: str, noun: str) -> bool:
    ending, last = adjective[-1], noun[-1].lower()
    return {
        "a": last == "a" or noun.lower().endswith("st") or noun.lower() in _PLURAL_ONLY,
        "o": last in "oe",
        "e": last == "e",
        "i": last not in "ae" or noun.lower() == "kolega",
        "v": last not in "aeo",
    }.get(ending, False)


def _gender(noun: str) -> str:
    lower = noun.lower()
    if lower.endswith(("a", "ost")) or (lower in _PLURAL_ONLY and lower.endswith("e")):
        return "f"
    return "n" if lower.endswith(("o", "e")) else "m"


def _joined(first: Paradigm, second: Paradigm) -> Paradigm:
    return [{f"{one} {two}" for one in ones for two in twos} for ones, twos in zip(first, second, strict=True)]


def _adjective(stem: str, gender: str) -> Paradigm:
    soft = stem.endswith(_SOFT)
    o = "e" if soft else "o"
    genitive = {f"{stem}{o}g", f"{stem}{o}ga"}
    dative = {f"{stem}{o}m", f"{stem}{o}me", f"{stem}{o}mu"}
    oblique_plural = {f"{stem}im", f"{stem}ima"}
    if gender == "f":
        return [
            {f"{stem}a"}, {f"{stem}e"}, {f"{stem}oj"}, {f"{stem}u"}, {f"{stem}a"}, {f"{stem}om"},
            {f"{stem}e"}, {f"{stem}ih"}, oblique_plural, {f"{stem}e"},
        ]  # fmt: skip
    nominative = {f"{stem}i"} if gender == "m" else {f"{stem}{o}"}
    plural = ({f"{stem}i"}, {f"{stem}e"}) if gender == "m" else ({f"{stem}a"}, {f"{stem}a"})
    return [
        nominative, genitive, dative, nominative | (genitive if gender == "m" else set()), nominative,
        {f"{stem}im"}, plural[0], {f"{stem}ih"}, oblique_plural, plural[1],
    ]  # fmt: skip


def _noun(word: str) -> Paradigm:
    """The paradigm of a noun by its ending; acronyms do not change."""
    lower = word.lower()
    if word.isupper() or lower.endswith("bih"):
        return [{word}] * _SLOTS
    if _plural_only(word):
        return _plural_noun(word)
    if lower.endswith(("ost", "vlast", "stvar")):
        return _feminine_consonant(word)
    for ending, cut, singular, plural in _BY_ENDING:
        if lower.endswith(ending):
            return _endings(word[: len(word) - cut], singular, plural)
    return _feminine(word[:-1]) if lower.endswith("a") else _other_noun(word)


def _other_noun(word: str) -> Paradigm:
    return _neuter_e(word) if word.lower().endswith("e") else _masculine(word)


def _feminine_consonant(word: str) -> Paradigm:
    slots = _endings(word, ("", "i", "i", "", "i", "i ju"), ("i", "i", "ima", "i"))
    if word.endswith("st"):
        slots[5] = slots[5] | {f"{word[:-2]}šću"}
    return slots


def _endings(stem: str, singular: tuple[str, ...], plural: tuple[str, ...]) -> Paradigm:
    """Slots from endings written with spaces between variants; ``-`` stands for no ending."""
    return [
        {stem if ending == "-" else stem + ending for ending in endings.split() or ["-"]}
        for endings in singular + plural
    ]


def _feminine(stem: str) -> Paradigm:
    adjectival = stem.endswith(("sk", "čk", "šk", "ćk"))
    changed = stem[:-1] + _SIBILANT.get(stem[-1], stem[-1])
    dative = {f"{stem}oj", f"{changed}i"} if adjectival else {f"{stem}i", f"{changed}i"}
    vocative = {f"{stem}o", f"{stem}a", f"{stem}e"}
    genitive_plural = {f"{stem}a", f"{stem}i"} | _loosened(stem)
    return [
        {f"{stem}a"}, {f"{stem}e"}, dative, {f"{stem}u"}, vocative, {f"{stem}om"},
        {f"{stem}e"}, genitive_plural, {f"{stem}ama"}, {f"{stem}e"},
    ]  # fmt: skip


def _loosened(stem: str) -> set[str]:
    """A genitive plural with an ``a`` between the last two consonants: ``vojska``, ``vojsaka``."""
    two = 2
    if len(stem) > two and stem[-1] not in _VOWELS and stem[-2] not in _VOWELS and not stem.endswith(("lj", "nj")):
        return {f"{stem[:-1]}a{stem[-1]}a"}
    return set()


def _neuter_e(word: str) -> Paradigm:
    stem = word[:-1]
    if stem.endswith((*_SOFT, "št")) and not word.endswith(("čle",)):
        return _endings(stem, ("e", "a", "u", "e", "e", "em"), ("a", "a", "ima", "a"))
    return _endings(word, ("", "a", "u", "a -", "", "om"), ("i", "a", "ima", "e"))


def _plural_noun(word: str) -> Paradigm:
    stem, last = word[:-1], word[-1]
    hard = stem[:-1] + {"c": "k", "z": "g", "s": "h"}.get(stem[-1:], stem[-1:])
    genitive = {f"{stem}a", f"{hard}a", f"{stem}i"} | _loosened(stem)
    dative = {f"{stem}ama"} if last == "e" else {f"{stem}ima"}
    accusative = {word} if last in "ea" else {f"{stem}e", f"{hard}e"}
    if word.lower() == "albanci":
        genitive = {"Albanaca", "albanaca"} if word[0].islower() else {"Albanaca"}
    if word == "Turci":
        genitive = {"Turaka"}
    if last == "i" and stem.endswith("c"):
        genitive |= {f"{stem[:-1]}aca"}
    return [{word}] * _SINGULAR + [{word}, genitive, dative, accusative]


def _masculine(word: str) -> Paradigm:
    stem = _oblique_stem(word)
    soft = stem.endswith(_SOFT)
    hard_plural, dative_plural, accusative_plural, genitive_plural = _masculine_plural(word, stem)
    vocative = {f"{stem}u"} if soft else {stem[:-1] + _PALATAL.get(stem[-1], stem[-1]) + "e"}
    if stem.endswith("c"):
        vocative = {f"{stem[:-1]}če"}
    return [
        {word}, {f"{stem}a"}, {f"{stem}u"}, {word, f"{stem}a"}, vocative,
        {f"{stem}om", f"{stem}em"} if soft or stem.endswith("r") else {f"{stem}om"},
        hard_plural, genitive_plural, dative_plural, accusative_plural,
    ]  # fmt: skip


def _oblique_stem(word: str) -> str:
    lower = word.lower()
    if lower in _FLEETING:
        return word[0] + _FLEETING[lower][1:]
    if word.endswith("lac") and word.islower() and lower[-4:-3] in tuple(_VOWELS):
        return f"{word[:-3]}oc"
    if lower.endswith("ac") and len(word) >= _LONGER:
        return f"{word[:-2]}c"
    common = word.islower() or lower == "aleksandar"
    if common and lower.endswith(("tar", "dar")) and len(word) > _LONGER and lower[-4] not in _VOWELS:
        return f"{word[:-2]}r"
    return word


def _masculine_plural(word: str, stem: str) -> tuple[set[str], set[str], set[str], set[str]]:
    lower = word.lower()
    if lower.endswith(("anin", "srbin", "bugarin", "jermenin")) or lower == "turčin":
        base = "Turk" if lower == "turčin" else word[:-2]
        soft = "Turc" if lower == "turčin" else base
        genitive = {"Turaka"} if base == "Turk" else {f"{base}a"}
        return {f"{soft}i"}, {f"{soft}ima"}, {f"{base}e"}, genitive
    changed = stem[:-1] + _SIBILANT.get(stem[-1], stem[-1])
    genitive = {f"{stem}a", f"{word}a"} | _loosened(stem)
    plural = {f"{changed}i"}, {f"{changed}ima"}, {f"{stem}e"}, genitive
    if sum(letter in _VOWELS for letter in lower) == 1 or lower in {"sud", "savez"}:
        joint = "ev" if stem.endswith(_SOFT) else "ov"
        long = {f"{stem}{joint}i"}, {f"{stem}{joint}ima"}, {f"{stem}{joint}e"}, {f"{stem}{joint}a"}
        return tuple(one | two for one, two in zip(plural, long, strict=True))  # type: ignore[return-value]  # four sets
    return plural

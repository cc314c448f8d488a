"""Which earlier mention a short form refers to: one small finder for each sort of short form.

Precision goes before recall: with two earlier mentions that fit, or none, the form stays open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from dragoman.actors.past import Known, Past
from dragoman.actors.phrases import ARTICLES, Item, Part, Phrase, is_name_like
from dragoman.actors.rules import Rule
from dragoman.actors.short_forms import (
    ANY_PRONOUN,
    PERSON_PAIRS,
    SHORT_FORM_OF,
    SIDES_ALONE,
    STEM,
    head_key,
    is_pair,
    is_plural,
    is_plural_word,
    is_state,
    language_group,
    party_of,
    pronoun_sort,
    short_form_test,
)
from dragoman.actors.tokens import fold_word, folded_words
from dragoman.records import Mention, Resolution, ResolvedActor

_PRONOUN_REACH = 2
_OFFICE_REACH = 6
_BODY_REACH = 8
_COUNTRY_REACH = 3
_DEFINITE = folded_words(
    "the this that these those both ovaj ova ovo ove ovoj ovog ovu ti ta taj te toj tog tu "
    "этот эта это эти этой этого эту данный данной данного"
)
_SAYS_NOTHING = (
    ARTICLES
    | _DEFINITE
    | folded_words(
        "outgoing incumbent sitting embattled beleaguered veteran newly elected current "
        "odlazeći odlazeća aktuelni aktuelna aktualni aktualna sadašnji sadašnja novoizabrani novoizabrana "
        "уходящий нынешний действующий действующая нынешняя новоизбранный"
    )
)
"""Words before a role that do not say whose it is."""
_INDEFINITE = folded_words(
    "a an any another every each no some other neki neka jedan jedna drugi nijedan "
    "один одна другой какой любой каждый никакой several many two three dva dve tri"
)


OPEN = ResolvedActor(None, None, None, None, None)
"""The answer of words that may refer back but have not been read yet."""


def is_open(who: ResolvedActor) -> bool:
    """Whether an answer says nothing of who is meant: words that may refer to an earlier mention."""
    return who.actor is None and who.country is None and who.sector is None


Find = Callable[[Past, Resolution, Phrase], Sequence[Known]]


def _acronym(past: Past, each: Resolution, phrase: Phrase) -> Sequence[Known]:  # noqa: ARG001 - one shape
    word = each.mention.text.partition("-")[0]
    known = past.acronyms.get(each.mention.text) or past.acronyms.get(word)
    if known is None or known.span.end > each.mention.start or len(each.mention.text.split()) > 1:
        return ()
    if each.actor.actor and not known.resolved.actor:
        return ()
    return (known,) if each.actor.actor != known.resolved.actor or is_open(each.actor) else ()


def _surname(past: Past, each: Resolution, phrase: Phrase) -> Sequence[Known]:
    """A surname alone, or behind a title, of somebody named in full before."""
    town = len(phrase.items) == 1 and phrase.items[0].use in {"capital", "name"} and len(phrase.tokens.keys) == 1
    asked = is_open(each.actor) and len(phrase.tokens.keys) == 1
    if not asked and not _bare_surname(phrase) and not (town and each.mention.kind != "place"):
        return ()
    key = phrase.tokens.keys[-1] if phrase.tokens.keys else ""
    if asked and not _stands_alone(past, each.mention):
        return ()
    bearers: dict[str, Known] = {}
    for known in past.bearers(key):
        if not town or known.name[-1] == key:
            bearers.setdefault(known.identity, known)
    return tuple(bearers.values()) if len(bearers) == 1 else ()


def _bare_surname(phrase: Phrase) -> bool:
    """Whether the phrase's name is one word: a listed surname, or an unknown word behind titles."""
    persons = [item for item in phrase.items if item.person]
    if persons:
        return persons[-1].use == "surname" and persons[-1].match.last == len(phrase.tokens.keys)
    return False


def _stands_alone(past: Past, mention: Mention) -> bool:
    """Whether no other name word stands beside the mention: else it is somebody else's name."""
    before = re.search(r"(\w+)[ \xa0]$", past.text[max(0, mention.start - 40) : mention.start])
    after = re.match(r"[ \xa0-](\w+)", past.text[mention.end : mention.end + 40])
    for neighbour, opens in ((before, True), (after, False)):
        if neighbour is None or not neighbour[1][0].isupper() or not is_name_like(neighbour[1]):
            continue
        key = fold_word(neighbour[1])
        if opens and _opens_sentence(past, mention.start) and key not in past.register.first_names:
            continue
        if opens and key in past.register.lexicon and any(s.use == "role" for s in past.register.lexicon.senses(key)):
            continue
        return False
    return True


def _opens_sentence(past: Past, offset: int) -> bool:
    """Whether only one word stands between the start of its sentence and an offset."""
    start = past.starts[past.sentence_of(offset) - 1] if past.sentence_of(offset) else 0
    return len(past.text[start:offset].split()) == 1


def _pronoun(past: Past, each: Resolution, phrase: Phrase) -> Sequence[Known]:  # noqa: ARG001 - one shape
    """He and she: the only person of that gender in the last two sentences; they: the only group."""
    key = fold_word(each.mention.text)
    wanted = pronoun_sort(key, past.language, asked=True)
    if wanted is None or not is_open(each.actor):
        return ()
    if past.lenient:
        return _likeliest(past, each, wanted)
    if wanted == "n":
        return ()
    near = past.before(each.mention.start, _PRONOUN_REACH)
    if any(_may_be_meant_too(known, wanted) for known in near):
        return ()
    found = {known.identity: known for known in reversed(near) if _may_be_meant(known, wanted)}
    if len(found) != 1:
        return ()
    (only,) = found.values()
    return (only,) if wanted in ("p", only.gender) else ()


def _may_be_meant(known: Known, wanted: str) -> bool:
    """Whether a pronoun of a sort may stand for a mention: groups for the plural, named persons else."""
    if wanted == "p":
        return known.plural
    return (bool(known.name) or known.resolved.kind == "person") and known.gender in {wanted, None}


def _may_be_meant_too(known: Known, wanted: str) -> bool:
    """Whether a mention leaves a pronoun open: a person beside groups, an unnamed official beside persons."""
    if wanted == "p":
        return not known.plural and bool(known.name)
    return not known.name and known.resolved.kind != "person" and _bare_person(known)


def _likeliest(past: Past, each: Resolution, wanted: str) -> Sequence[Known]:
    """Whom a pronoun that does refer means: of the nearest sentence with somebody who fits, the one named first."""
    near = past.before(each.mention.start, _OFFICE_REACH)
    things = [known for known in near if is_state(known) or _is_group(known)]
    if wanted == "p":
        fitting = [known for known in near if known.plural or _is_group(known)]
    elif wanted == "n":
        fitting = things
    else:
        fitting = [known for known in near if known.name and known.gender in {wanted, None}]
        fitting = fitting or [known for known in near if known.resolved.kind == "office" and not known.plural]
        fitting = fitting or (things if past.inflected else [])
    if not fitting:
        return ()
    if fold_word(each.mention.text) in _OBJECTS:
        here = past.sentence_of(each.mention.start)
        fitting = [known for known in fitting if known.sentence < here] or fitting
    return ([known for known in fitting if known.sentence == fitting[0].sentence][-1],)


_OBJECTS = folded_words("him njega njemu njim nju njoj njom ga mu ему ей нему ней него неё нею ним")
"""Who is the object of a sentence is rarely named before it in the same one."""


def _is_group(known: Known) -> bool:
    return known.resolved.kind in {"body", "people", "party", "armed_group"} and bool(known.resolved.country)


def _bare_person(known: Known) -> bool:
    """Whether an unnamed official in the singular may be meant as well: ``a minister``."""
    return known.resolved.kind == "office" and not known.plural and known.resolved.actor is None


def _office(past: Past, each: Resolution, phrase: Phrase) -> Sequence[Known]:
    """``the minister``: the last person or official who was called by that word or holds such an office."""
    role = _bare_role(past, each, phrase)
    if (
        role is None
        or role.role is None
        or not _is_free(past, each.mention)
        or role.role.kind != "office"
        or is_plural(phrase, past.language)
    ):
        return ()
    stem = head_key(phrase)[:STEM]
    found: dict[str, Known] = {}
    for known in past.before(each.mention.start, _OFFICE_REACH):
        if known.plural or known.resolved.kind not in {"person", "office"} or not _says_more(known, phrase):
            continue
        if _called(known, stem, role) or _holds(known, role, stem, past.date):
            found.setdefault(known.identity, known)
    return _nearest(past, list(found.values()))


def _called(known: Known, stem: str, role: Item) -> bool:
    if any(item.role is not None and item.role is role.role for item in known.phrase.items):
        return True
    return any(key[:STEM] == stem for key in known.phrase.tokens.keys if len(key) >= len(stem))


def _holds(known: Known, role: Item, stem: str, date: str | None) -> bool:
    if known.actor is None or role.role is None:
        return False
    for office in known.actor.offices:
        if date is not None and not office.held_on(date):
            continue
        if role.role.office == office.role:
            return True
        if (
            role.role.office is None
            and stem in _MINISTER
            and office.role.endswith("minister")
            and office.role != "prime-minister"
        ):
            return True
    return False


_MINISTER = frozenset(("minis", "минис"))


def _body(past: Past, each: Resolution, phrase: Phrase) -> Sequence[Known]:
    """``the court``, ``the party``, ``the alliance``: the last body whose name or kind says so."""
    key = head_key(phrase)
    open_ = is_open(each.actor)
    test = short_form_test(key, past.language)
    stem = key[:STEM]
    says_nothing = test is not None and _is_definite(past, each.mention) if open_ else _bare_role(past, each, phrase)
    if not says_nothing or (test is not None and not _is_free(past, each.mention)):
        return ()
    if test is is_state:
        return _country(past, each)
    role = next((item.role for item in phrase.items if item.role), None)
    if test is None and (role is None or role.kind != "body"):
        return ()
    plural = is_plural_word(each.mention.text, past.language)
    found: dict[str, Known] = {}
    for known in past.before(each.mention.start, _BODY_REACH):
        if known.name or not _says_more(known, phrase) or (plural and key not in known.phrase.tokens.keys):
            continue
        if (test is not None and test(known)) or _named_so(known, stem):
            found.setdefault(known.identity, known)
    if not found and key in _BLOCS:
        return _union(past, each, _BLOCS[key])
    return _nearest(past, list(found.values()))


_BLOCS = {
    **dict.fromkeys(folded_words("bloc blok bloku bloka blokom блок блока блоку блоке"), "EU"),
    **dict.fromkeys(
        folded_words("alliance альянс альянса альянсу альянсе alijansa alijanse alijansi alijansu"), "NATO"
    ),
}


def _union(past: Past, each: Resolution, actor: str) -> Sequence[Known]:
    """``the bloc`` where only organs of the European Union were named before, ``the alliance`` after its ministers."""
    union = past.register.get(actor)
    near = past.before(each.mention.start, _BODY_REACH)
    organ = next((known for known in near if _is_of(known, actor)), None)
    if organ is None and past.lenient and near:
        organ = near[0]  # asked about where no other is named, news means the Union and NATO
    if union is None or organ is None:
        return ()
    who = ResolvedActor(union.id, union.name(), union.kind, union.country, union.sector)
    return (replace(organ, resolved=who, actor=union),)


def _is_of(known: Known, actor: str) -> bool:
    """Whether an earlier mention is of an organ of a body between states, or of people of it."""
    if actor == "EU" and known.resolved.country == "EUR":
        return True
    return any(item.named is not None and item.named.id == actor for item in known.phrase.items)


def _country(past: Past, each: Resolution) -> Sequence[Known]:
    """``the country``: the only state of the last sentences, else the only one of the last."""
    for reach in (_COUNTRY_REACH, 2) if not past.lenient else (2, _COUNTRY_REACH, _BODY_REACH):
        found: dict[str, Known] = {}
        for known in past.before(each.mention.start, reach):
            if is_state(known):
                found.setdefault(known.identity, known)
        if len(found) == 1 or (found and past.lenient):
            return tuple(found.values())[:1]
    return ()


def _pair(past: Past, each: Resolution, phrase: Phrase) -> Sequence[Known]:
    """``the two sides``: the two parties named last, side by side."""
    keys = phrase.tokens.keys
    bare = [key for key in keys if key not in ARTICLES]
    if not (
        is_pair(bare[-2:])
        or (len(bare) == 1 and bare[0] in SIDES_ALONE[language_group(past.language)] and _opens(past, each.mention))
    ):
        return ()
    found: dict[str, Known] = {}
    persons = bool(set(bare) & PERSON_PAIRS)
    for known in past.before(each.mention.start, _BODY_REACH):
        party = known.resolved.actor if persons and known.name else None if persons else party_of(known, past.register)
        if party:
            found.setdefault(party, known)
        if len(found) == 2:  # noqa: PLR2004 - two sides
            return tuple(found.values())
    return ()


def _apposition(past: Past, each: Resolution, phrase: Phrase) -> Sequence[Known]:
    """``Vučić, the Serbian president,``: an official between commas behind a name that may hold the office."""
    if (
        is_open(each.actor)
        or any(item.person for item in phrase.items)
        or phrase.name_behind()
        or not past.known
        or is_plural(phrase, past.language)
    ):
        return ()
    known = past.known[-1]
    gap = past.text[known.span.end : each.mention.start]
    if not known.name or not _APPOSED.fullmatch(gap) or not any(item.part is Part.ROLE for item in phrase.items):
        return ()
    if not re.match(r"\s*[,.;–—)-]", past.text[each.mention.end : each.mention.end + 3]):
        return ()
    one, other = each.actor, known.resolved
    if one.actor and other.actor and one.kind == "person" and one.actor != other.actor:
        return ()
    return (known,) if one.country is None or other.country in {None, one.country} else ()


_APPOSED = re.compile(r", (?:(?:the|a|an) )?")


FINDERS: tuple[tuple[Rule, Find], ...] = (
    (Rule.INTRODUCED, _acronym),
    (Rule.APPOSITION, _apposition),
    (Rule.SHORT_FORM, _surname),
    (Rule.PRONOUN, _pronoun),
    (Rule.SHORT_FORM, _pair),
    (Rule.SHORT_FORM, _office),
    (Rule.SHORT_FORM, _body),
)


def _nearest(past: Past, found: list[Known]) -> Sequence[Known]:
    """The nearest of several, unless another stands in the same sentence as it."""
    if not found:
        return ()
    rivals = [known for known in found[1:] if known.sentence == found[0].sentence]
    return () if rivals and not past.lenient else (found[0],)


def _named_so(known: Known, stem: str) -> bool:
    """Whether an earlier mention, or the name of its actor, has a word with this beginning."""
    if known.resolved.actor is None and known.resolved.country is None:
        return False
    if any(key.startswith(stem) for key in known.phrase.tokens.keys):
        return True
    names = known.actor.names if known.actor is not None and known.actor.kind == "body" else {}
    return any(
        fold_word(word).startswith(stem) for each in names.values() for name in each[:2] for word in name.split()
    )


def _says_more(known: Known, phrase: Phrase) -> bool:
    """Whether an earlier mention says who it is: an accepted actor, a country or a name, not just the same word."""
    if known.resolved.actor or known.name:
        return True
    own = [key for key in phrase.tokens.keys if key not in ARTICLES]
    return len([key for key in known.phrase.tokens.keys if key not in ARTICLES]) > len(own)


def _bare_role(past: Past, each: Resolution, phrase: Phrase) -> Item | None:
    """The role word of a phrase that is nothing else but an article or ``this``."""
    keys = [key for key in phrase.tokens.keys if key not in _SAYS_NOTHING]
    roles = [item for item in phrase.items if item.part is Part.ROLE]
    if len(roles) != 1 or len(phrase.items) != 1:
        return None
    if roles[0].match.last - roles[0].match.first != len(keys):
        return None
    return roles[0] if _is_definite(past, each.mention) else None


def _is_definite(past: Past, mention: Mention) -> bool:
    """Whether the words before allow an earlier mention: English asks for ``the``, Slavic for no ``another``."""
    first = fold_word(mention.text.split(None, 1)[0]) if mention.text.split() else ""
    found = re.search(r"(\w+)[ \xa0]$", past.text[max(0, mention.start - 30) : mention.start])
    before = fold_word(found[1]) if found else ""
    if past.language == "en" or (past.language is None and mention.text.isascii()):
        return first in _DEFINITE or before in _DEFINITE
    return before not in _INDEFINITE and first not in _INDEFINITE


def _opens(past: Past, mention: Mention) -> bool:
    """Whether ``the sides`` or ``стороны`` may stand for two parties: definite, and not ``со стороны``."""
    if language_group(past.language) == "en":
        return _is_definite(past, mention)
    return mention.text[:1].isupper()


def _is_free(past: Past, mention: Mention) -> bool:
    """Whether no word beside a short form makes it another's: ``his country``, ``27 states``, ``agency Reuters``."""
    found = re.search(r"(\w+)[ \xa0]$", past.text[max(0, mention.start - 30) : mention.start])
    before = fold_word(found[1]) if found else ""
    if before.isdigit() or before in _OWNERS or (before.endswith(("ih", "yh", "ыh")) and len(before) > 2):  # noqa: PLR2004
        return False
    behind = past.text[mention.end : mention.end + 12]
    return not re.match(r"[ \xa0](?:[«„“\"]?[A-ZА-ЯЁЧЋЂŠĐČĆŽ]|člani|члани|член)", behind)


_OWNERS = folded_words(
    "his her their its our my your whose njegova njegove njegovoj njegovu njihova njihove njihovu njena njene njenu "
    "njezina svoja svoje svoju svojoj naša naše našu našoj čija čije čiju moja druge druga treća treće strana strane "
    "его её их наша наши нашу нашей своя свою своей чья другая третья эти этих"
)


def is_possessive_phrase(phrase: Phrase) -> bool:
    """Whether a phrase of several words begins with a pronoun of the owner: ``his party``."""
    keys = phrase.tokens.keys
    return len(keys) > 1 and keys[0] in ANY_PRONOUN


def short_owner(phrase: Phrase, language: str | None) -> int | None:
    """The token of a word inside a phrase that stands for an owner named before: ``the country's court``."""
    keys = phrase.tokens.keys
    covered = {at for item in phrase.items for at in range(item.match.first, item.match.last) if item.part is Part.ROLE}
    for at, key in enumerate(keys):
        if short_form_test(key, language) is None or len(keys) == 1:
            continue
        before = keys[at - 1] if at else ""
        owning = keys[at + 1 : at + 2] == ["s"] or (before in _DEFINITE and at > 1) or at == len(keys) - 1
        bare = before in _DEFINITE or language != "en"
        if owning and bare and (at not in covered or before in _DEFINITE) and (at > 0 or keys[1:2] == ["s"]):
            return at
    return None


def is_short_form(phrase: Phrase) -> bool:
    """Whether a phrase says too little by itself: a pronoun, a bare role word, a surname, two sides."""
    keys = [key for key in phrase.tokens.keys if key not in _SAYS_NOTHING]
    if (
        not keys
        or is_pair(keys[-2:])
        or (len(keys) == 1 and (keys[0] in ANY_PRONOUN or any(keys[0] in forms for forms in SHORT_FORM_OF.values())))
    ):
        return True
    if len(keys) == 1 and not phrase.items:
        return True
    if _bare_surname(phrase):
        return True
    return len(phrase.items) == 1 and phrase.items[0].part is Part.ROLE and _covers(phrase.items[0], keys)


def _covers(item: Item, keys: Sequence[str]) -> bool:
    return item.match.last - item.match.first == len(keys)

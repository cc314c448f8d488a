"""Which word a noun phrase is about, and how the others stand to it."""

from __future__ import annotations

import re
from itertools import pairwise

from dragoman.actors.phrases import ARTICLES, Item, Link, Part, Phrase, is_link_word
from dragoman.actors.tokens import folded_words


def head_of(inside: list[Item]) -> Item:
    """The word the phrase is about: a person; the last noun in English, the first in Slavic."""
    persons = [item for item in inside if item.person]
    roles = [item for item in inside if item.part is Part.ROLE and item.role]
    if persons and not governs(inside, persons[-1]):
        return persons[-1]
    if not roles:
        names = [item for item in inside if item.part is Part.ACTOR and not item.person]
        if len(names) > 1 and _is_body_of(names[0], names[-1]):
            return names[0]
        return names[-1] if names else inside[-1]
    if roles[0].role and roles[0].role.language == "en":
        last = inside[-1]
        trailing = last.part is Part.ACTOR and not last.person and last.link in {Link.ADJACENT, Link.WORDS}
        return last if trailing and last.use == "demonym" else roles[-1]
    for role, following in pairwise(roles):
        if not (role.role and "adjectival" in role.role.flags and following.link is Link.ADJACENT):
            return role
    return roles[-1]


def _is_body_of(first: Item, last: Item) -> bool:
    """Whether a body's name is followed by its state in the genitive: ``Narodna skupština Republike Srbije``."""
    body, owner = first.named, last.named
    if body is None or owner is None or last.link is not Link.ADJACENT or last.use != "name":
        return False
    return body.kind in {"body", "party"} and owner.kind in {"state", "place"}


def governs(inside: list[Item], person: Item) -> bool:
    """Whether something behind the person has it as owner: ``Putin's spokesman``."""
    at = inside.index(person)
    following = inside[at + 1 :]
    return any(item.part is Part.ROLE for item in following) and following[0].link in {
        Link.POSSESSIVE,
        Link.ADJACENT,
        Link.WORDS,
    }


def items_before(phrase: Phrase, head: Item) -> list[Item]:
    """The items of the head's segment that stand before it."""
    return [item for item in phrase.inside if item.match.first < head.match.first]


def items_after(phrase: Phrase, head: Item) -> list[Item]:
    """The items of the head's segment that stand behind it."""
    return [item for item in phrase.inside if item.match.first > head.match.first]


def is_possessive(phrase: Phrase, item: Item) -> bool:
    """Whether an English genitive follows an item."""
    rest = phrase.text[item.match.end : item.match.end + 2]
    return rest.startswith(("'", "’"))


def possessed_word(phrase: Phrase, person: Item) -> str | None:
    """The unknown noun that belongs to a person, if one follows: ``Saakashvili's successor``."""
    if not is_possessive(phrase, person):
        return None
    at = person.match.last
    if phrase.tokens.keys[at : at + 1] == ["s"]:
        at += 1
    if at >= phrase.last or any(item.match.first <= at < item.match.last for item in phrase.items):
        return None
    word = phrase.text[phrase.tokens.starts[at] : phrase.tokens.ends[at]]
    return word if word.islower() else None


def offices_of(titles: list[Item]) -> frozenset[str]:
    """The offices that the titles beside a name are words for."""
    return frozenset(item.role.office for item in titles if item.role and item.role.office)


def named_together(phrase: Phrase, inside: list[Item]) -> tuple[str, ...]:
    """Names joined by ``and`` or commas, if the phrase is a list of them."""
    if any(item.part is Part.ROLE for item in inside):
        return ()
    listed = [inside[-1], *(item for item in phrase.items if item.link is Link.AND)]
    names = tuple(item.named.name() for item in listed if item.named and item.part is Part.ACTOR)
    return names if len(set(names)) > 1 and any(item.link is Link.AND for item in listed) else ()


def says_former(phrase: Phrase) -> bool:
    """Whether a word of the phrase, or a prefix of one, says that the office is past."""
    if any(item.part is Part.FORMER or item.match.former for item in phrase.items):
        return True
    return "then" in phrase.tokens.keys[phrase.first : phrase.last] and "then-" in phrase.text.lower()


def is_complement(phrase: Phrase, head: Item) -> bool:
    """Whether unknown words before a preposition are what the phrase is about: ``parents in Belgrade``."""
    if head.link in {Link.START, Link.ADJACENT, Link.POSSESSIVE, Link.WORDS}:
        return False
    if any(item.match.first < head.match.first for item in phrase.items):
        return False
    words = phrase.tokens.keys[phrase.first : head.match.first]
    return any(not is_link_word(word) and word not in ARTICLES for word in words)


def qualified_word(phrase: Phrase, inside: list[Item], head: Item) -> str | None:
    """The unknown noun that a name only qualifies, if there is one behind it: ``Serbian exports``."""
    if head is not inside[-1] or head.match.last >= phrase.last:
        return None
    gap = phrase.text[head.match.end : phrase.tokens.starts[head.match.last]]
    if gap.strip(" -'’s") or phrase.tokens.keys[head.match.last] == "":
        return None
    following = [item for item in phrase.items if item.match.first >= head.match.last]
    stop = following[0].match.first if following else phrase.last
    found: list[str] = []
    for at in range(head.match.last, stop):
        key = phrase.tokens.keys[at]
        if key == "s":
            continue
        if is_link_word(key):
            break
        found.append(phrase.text[phrase.tokens.starts[at] : phrase.tokens.ends[at]])
    if not found:
        return None
    return found[-1] if found[-1].isascii() and head.use != "adjective" else _noun_of(found)


def _noun_of(words: list[str]) -> str:
    """The word of several that looks most like a doer, else the last."""
    return next((word for word in words if is_agentive(word)), words[-1])


_AGENTIVE = re.compile(
    r"(?:[a-z]{2}(?:ers?|ors?|ists?|ians?|ants?|eers?|men|women|folk|people|crews?|teams?|ees|ites)"
    r"|(?:ari|ara|arima|are|aci|aca|acima|isti|ista|istima|iste|nici|nika|nicima|nike|telji|telja|teljima|telje|jaci|jaka)"
    r"|(?:тел[ьияюе]\w*|ник[иаоуе]?\w*|ист[ыаоуе]?\w*|цы|цев|цам\w*|щик[иаоуе]?\w*|чик[иаоуе]?\w*|ане|ян[еа]?\w*))$"
)
_HUMAN_NOUNS = """
    guide guides crew crews architect architects guard guards steward patient patients teenager youth youths
    kid toddler bride groom monk monks nun nuns chef chefs coach coaches champion captive fan fans supporters
    athlete athletes star actress poet sherpa cook nanny maid housewife pensioner pensioners tribe tribes clan
    clans девочка девушка девушки мальчик мужчина мужчины юноша юноши парень парни чабаны архитектор
    архитекторы пилот пилоты повар тренер спортсмены спортсмен певцы поэт племена племя туристка гид гиды
    болельщик tinejdžer tinejdžeri uhapšenik uhapšenici gangsteri prebeg prebjeg plemena pleme prefekt trener
    sportisti sportaši kuvar kuhar pesnik pjesnik mladić devojka djevojka dečak dječak žena muškarac navijač
    navijači
"""
_HUMANS = frozenset(_HUMAN_NOUNS.split())
"""People whose word does not show by its ending that it is one."""
_NO_DOERS = folded_words(
    "border order water paper power river winter summer number chapter letter offer corner dinner prayer matter "
    "weather quarter manner centre center computer copper silver pepper powder sugar figure colour color error mirror "
    "floor door sector factor corridor tractor motor reactor flavor humor labour honor vector orders borders waters "
    "papers powers rivers winters numbers chapters letters offers corners prayers quarters computers peppers sectors "
    "factors corridors tractors motors reactors elephant restaurant plant grant variant restaurants plants grants "
    "elephants variants transfer transfers barrier barriers tender tenders tower towers shoulder counter counters "
    "monitor standards history twist list exist wrist mist"
)


def is_agentive(word: str) -> bool:
    """Whether an unknown noun may be people who do something, by its ending: ``shipowners``, ``проводники``."""
    lower = word.lower()
    return lower in _HUMANS or (lower not in _NO_DOERS and bool(_AGENTIVE.search(lower)))


_TIES = folded_words(
    "linked loyal allied affiliated tied belonging aligned connected close employed hired paid owned subordinate "
    "связанные связанных связанный подчиненные близкие верные povezani povezan bliski blizak lojalni odani"
)


def is_tied(phrase: Phrase, item: Item) -> bool:
    """Whether a word like ``linked`` or ``loyal`` ties the head to a name behind it."""
    return any(key in _TIES for key in phrase.tokens.keys[max(item.match.first - 4, phrase.first) : item.match.first])


def has_other_first_name(phrase: Phrase, head: Item) -> bool:
    """Whether an unknown capitalised word stands before a bare surname: somebody else's."""
    if head.use != "surname" or head.match.first <= phrase.first:
        return False
    before = head.match.first - 1
    covered = any(item.match.first <= before < item.match.last for item in phrase.items)
    word = phrase.text[phrase.tokens.starts[before] : phrase.tokens.ends[before]]
    gap = phrase.text[phrase.tokens.ends[before] : head.match.start]
    return not covered and word[0].isupper() and gap in {" ", "-"}


def has_name_before(phrase: Phrase, head: Item) -> bool:
    """Whether an unknown capitalised word stands right before a name: ``Jacka Londona``."""
    at = head.match.first - 1
    if at < phrase.first or phrase.tokens.keys[at] in ARTICLES:
        return False
    covered = any(item.match.first <= at < item.match.last for item in phrase.items)
    word = phrase.text[phrase.tokens.starts[at] : phrase.tokens.ends[at]]
    gap = phrase.text[phrase.tokens.ends[at] : head.match.start]
    return not covered and word[0].isupper() and not is_link_word(phrase.tokens.keys[at]) and gap in {" ", "-"}


def is_title_of_thing(phrase: Phrase, head: Item) -> bool:
    """Whether a name in quotation marks is that of the thing named before it: ``Palata „Albanija“``."""
    start = head.match.start
    if start == 0 or phrase.text[start - 1] not in _QUOTES or head.match.first <= phrase.first:
        return False
    return not any(item.match.last == head.match.first for item in phrase.items)


_QUOTES = frozenset("\"“”„«»‘’'")


def heads_unknown_thing(phrase: Phrase, head: Item) -> bool:
    """Whether a Slavic role word has an unknown noun of its own behind it: ``partija šaha``."""
    at = head.match.last
    if head.role is None or head.role.language == "en" or at >= phrase.last:
        return False
    covered = any(item.match.first <= at < item.match.last for item in phrase.items)
    return not covered and phrase.text[phrase.tokens.starts[at]].islower() and not is_link_word(phrase.tokens.keys[at])


def surname_behind(phrase: Phrase) -> str | None:
    """One capitalised word right behind the known ones, even if it is a month: ``Prime Minister May``."""
    at = phrase.inside[-1].match.last if phrase.inside else phrase.last
    if at != phrase.last - 1 or at == 0:
        return None
    word = phrase.text[phrase.tokens.starts[at] : phrase.tokens.ends[at]]
    gap = phrase.text[phrase.tokens.ends[at - 1] : phrase.tokens.starts[at]]
    return word if gap == " " and word[0].isupper() else None


def heads_something_else(phrase: Phrase, head: Item) -> bool:
    """Whether an office is that of a thing in lower case that is no actor: ``predsednik kućnog saveta``."""
    at = head.match.last
    if phrase.tokens.keys[at : at + 1] == ["of"]:
        at += 1
        if phrase.tokens.keys[at : at + 1] in (["the"], ["a"], ["an"]):
            at += 1
    elif head.role is None or head.role.language == "en":
        return False
    if at >= phrase.last or is_link_word(phrase.tokens.keys[at]):
        return False
    covered = any(item.match.first <= at < item.match.last for item in phrase.items)
    return not covered and phrase.text[phrase.tokens.starts[at]].islower()


def words_of(phrase: Phrase, item: Item) -> str:
    """The words of an item as the text has them."""
    return phrase.text[item.match.start : item.match.end]

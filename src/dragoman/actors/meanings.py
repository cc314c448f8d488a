"""Words with several meanings, and the words near them that tell which is meant."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from dragoman.actors.names import name_stem
from dragoman.actors.tokens import fold_word, folded_words

_LONG_CUE = 5


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing a word may stand for, told by words near it (folded).

    ``actor`` is the register's id; a country alone means a place or people there; neither means nobody.
    """

    says: str
    cues: tuple[str, ...]
    actor: str | None = None
    country: str | None = None
    sector: str | None = None


def _meaning(
    says: str, cues: str, *, actor: str | None = None, country: str | None = None, sector: str | None = None
) -> Meaning:
    return Meaning(says, tuple(sorted(folded_words(cues))), actor, country, sector)


_WOMAN = _meaning(
    "a woman's first name",
    "she her actress aged daughter wife sister girlfriend niece mother née cousin bride singer née pupil girl "
    "ćerka kćerka kći sestra supruga devojka djevojka devojčica djevojčica učenica unuka majka",
)
_SHARED_NAMES: tuple[tuple[str, tuple[Meaning, ...]], ...] = (
    (
        "georgia",
        (
            _meaning(
                "the US state",
                "atlanta savannah augusta florida alabama carolina tennessee kemp raffensperger abrams "
                "governor "
                "republican democrat democratic ballot electoral senate peach fulton swing midterm southern "
                "bulldogs "
                "runoff congressional county counties primary coca-cola hartsfield arizona nevada pennsylvania",
                country="USA", sector="GOV",
            ),
            _meaning(
                "the state in the Caucasus",
                "tbilisi abkhaz ossetia saakashvili ivanishvili kobakhidze garibashvili zurabishvili dream "
                "russia "
                "caucasus armenia azerbaijan ukraine moldova batumi kutaisi eu nato black tskhinvali sukhumi",
                actor="GEO",
            ),
            _WOMAN,
        ),
    ),
    (
        "jordan",
        (
            _meaning(
                "the basketball player",
                "basketball nba bulls michael баскетбол dres sneaker sneakers dunk dunked jersey playoff "
                "playoffs finals scored "
                "baseball rebounds championship shoes chicago košarka košarkaš košarkaši poena koševa",
            ),
            _meaning("the river", "river bank baptised baptized banks valley reka rijeka krst kršten obala"),
            _meaning("the state", "amman king hussein abdullah israel syria iraq hashemite jordanian", actor="JOR"),
        ),
    ),
    (
        "luxembourg",
        (
            _meaning(
                "the Belgian province",
                "belgian walloon wallonia arlon bastogne province provincial ardennes namur liège marche "
                "belgija provincija pokrajina бельгия провинция",
                country="BEL",
            ),
            _meaning("the gardens in Paris", "gardens garden palace strolled paris jogging"),
            _meaning(
                "the EU's court",
                "ruled ruling judgment judgement judges court verdict sud suda presudio presudi presuda presudu odluka "
                "суд суда суде решение решением судьи вердикт право комиссии компетенцию",
                actor="EU-COURT",
            ),
            _meaning("the state", "grand duchy bettel juncker frieden eurogroup", actor="LUX"),
        ),
    ),
    (
        "macedonia",
        (
            _meaning(
                "the Greek region",
                "grčka solun salonik греция салоники thessaloniki salonika kavala kozani greece's pella "
                "vergina prefect periphery aegean",
                country="GRC",
            ),
            _meaning("the ancient kingdom", "alexander ancient hellenistic bc phalanx"),
            _meaning("the state", "skopje gruevski zaev vmro mickoski ohrid tetovo", actor="MKD"),
        ),
    ),
    (
        "turkey",
        (
            _meaning(
                "the bird",
                "roast roasted dinner stuffing oven thanksgiving meat poultry breast carve sandwich gravy "
                "cranberry "
                "recipe",
            ),
            _meaning("the state", "ankara erdogan istanbul turkish nato syria", actor="TUR"),
        ),
    ),
    (
        "congo",
        (
            _meaning(
                "the Republic of the Congo", "brazzaville sassou nguesso бразавил brazavil браззавиль", actor="COG"
            ),
            _meaning(
                "the Democratic Republic of the Congo",
                "kinshasa kivu goma m23 tshisekedi kabila drc monusco rwanda ituri katanga lumumba mobutu "
                "zaire "
                "kinšasa ruanda киншаса киншасы киншасе руанда руанды",
                actor="COD",
            ),
            _meaning("the river", "river tributary upstream reka rijeka"),
        ),
    ),
    (
        "korea",
        (
            _meaning(
                "North Korea", "pyongyang kim jong dprk un pjongjang пхеньян пхеньяне пхеньяна ким чен ын", actor="PRK"
            ),
            _meaning(
                "South Korea",
                "seoul yoon moon samsung hyundai busan park lee seul сеул сеуле сеула", actor="KOR"
            ),
        ),
    ),
    (
        "guinea",
        (
            _meaning("Guinea-Bissau", "bissau embalo bisao бисау", actor="GNB"),
            _meaning("Equatorial Guinea", "malabo obiang equatorial", actor="GNQ"),
            _meaning("Papua New Guinea", "moresby papua bougainville marape", actor="PNG"),
            _meaning("the animal", "pig pigs fowl"),
            _meaning("Guinea", "conakry doumbouya conde konakri конакри", actor="GIN"),
        ),
    ),
    (
        "niger",
        (
            _meaning("the river", "river delta nigeria nigerian tributary bend"),
            _meaning("the state", "niamey bazoum tiani ecowas sahel mali nijamej ниамей", actor="NER"),
        ),
    ),
    (
        "washington",
        (
            _meaning("the US state", "seattle spokane tacoma oregon idaho olympia boeing", country="USA", sector="GOV"),
            _meaning("the first president", "george martha vernon 1789 valley mount founding revolutionary denzel"),
        ),
    ),
    (
        "brussels",
        (
            _meaning(
                "NATO",
                "nato alliance allies stoltenberg rutte rasmussen scheffer robertson shape allied nato-a "
                "альянс альянса нато savez saveza",
                actor="NATO",
            ),
            _meaning(
                "the state of Belgium",
                "belgian belgium flemish walloon antwerp wever croo verhofstadt leterme flanders wallonia "
                "kinshasa "
                "belgija belgijski бельгия бельгийский mayor city municipality gradonačelnik grad мэр",
                actor="BEL", sector="GOV",
            ),
            _meaning(
                "the EU",
                "eu commission accession enlargement membership candidate union dialogue european commissioner "
                "member "
                "reforms eu-a es evropski europski evropska unija komisija pristupanje pregovori ес евросоюз "
                "еврокомиссия european leyen borrell mogherini ashton tusk michel costa",
                actor="EU",
            ),
        ),
    ),
    (
        "strasbourg",
        (
            _meaning(
                "the European Court of Human Rights",
                "ruled ruling judgment judges court verdict rights sud suda presudio presuda ljudska presudu "
                "суд решение жалобу жалобы прав судьи постановил",
                actor="ECHR",
            ),
            _meaning(
                "the European Parliament",
                "meps resolution plenary parliament rapporteur poslanici zastupnici rezoluciju rezolucija plenarnoj "
                "евродепутаты резолюцию депутаты",
                actor="EU-PARLIAMENT",
            ),
        ),
    ),
    (
        "hague",
        (
            _meaning(
                "the tribunal for the former Yugoslavia",
                "tribunal indicted indictment convicted trial prosecutors suspects icty war crimes genocide mladic "
                "karadzic milosevic tužiteljstvo tužilaštvo optužnica optužnicu optuženi presuda haški "
                "трибунал обвинение обвиняемых военных преступлениях",
                actor="ICTY",
            ),
            _meaning(
                "the Dutch government",
                "dutch netherlands rutte wilders nizozemska holandija нидерландский",
                actor="NLD", sector="GOV",
            ),
        ),
    ),
    ("sofia", (_WOMAN,)),
    ("victoria", (_WOMAN,)),
    ("florence", (_WOMAN,)),
    ("paris", (_meaning("a first name", "hilton jackson heiress geller"),)),
    (
        "chad",
        (
            _meaning("a first name", "he his boyfriend brother brothers son nephew youngest eldest actor quarterback"),
            _meaning("a slip of a ballot", "hanging dimpled"),
        ),
    ),
)  # fmt: skip
_FORMS = {
    "gruzija": "georgia", "makedonija": "macedonia", "luksemburg": "luxembourg", "vasington": "washington",
    "brisel": "brussels", "bruxelles": "brussels", "brusel": "brussels", "koreja": "korea", "kongo": "congo",
    "gvineja": "guinea", "sofija": "sofia", "viktorija": "victoria", "dzordzija": "georgia",
    "hag": "hague", "haag": "hague", "strazbur": "strasbourg", "strasbur": "strasbourg",
    "Страсбург": "strasbourg", "Гаага": "hague", "Брюссель": "brussels", "Вашингтон": "washington",
    "Корея": "korea", "Конго": "congo", "Гвинея": "guinea",
    "Нигер": "niger", "Македония": "macedonia", "Люксембург": "luxembourg", "Иордания": "jordan", "София": "sofia",
}  # fmt: skip
_MEANINGS = {
    **{name_stem(fold_word(form)): dict(_SHARED_NAMES)[word] for form, word in _FORMS.items()},
    **{name_stem(word): meanings for word, meanings in _SHARED_NAMES},
}


def has_meanings(key: str) -> bool:
    """Whether a folded word is one that the context has to settle."""
    return bool(meanings_of(key))


def meaning_of(key: str, words: AbstractSet[str], stems: AbstractSet[str], *, article: bool = False) -> Meaning | None:
    """The meaning that the words around ask for; none if nothing speaks for one more than for another.

    An article speaks for the river: ``the Jordan``.
    """
    meanings = meanings_of(key)
    scores = sorted(
        (
            (_hits(each, words, stems) + 2 * (article and each.says == "the river"), -at)
            for at, each in enumerate(meanings)
        ),
        reverse=True,
    )
    if not scores or scores[0][0] == 0 or (len(scores) > 1 and scores[0][0] == scores[1][0]):
        return None
    return meanings[-scores[0][1]]


@lru_cache(maxsize=10_000)
def meanings_of(key: str) -> tuple[Meaning, ...]:
    """All meanings on record of a folded word."""
    return _MEANINGS.get(name_stem(key), ())


def _hits(meaning: Meaning, words: AbstractSet[str], stems: AbstractSet[str]) -> int:
    return sum(1 for cue in meaning.cues if cue in words or (len(cue) >= _LONG_CUE and name_stem(cue) in stems))

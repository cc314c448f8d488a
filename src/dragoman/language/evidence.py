"""Words by which Serbian, Croatian and Bosnian texts can be told apart.

A statistical model that has learned all three still mixes them up, for they share most
words. What sets them apart is the reflex of the old vowel yat (``predsednik``,
``predsjednik``) and a few hundred word stems. Words are compared in Latin, in lower
case, by their beginning.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from dragoman.language.fold import fold

_EKAVIAN = """
predsedn predsedav potpredsedn vreme mesto mesta mestu mestim vest vesti svet sveta svetu svetsk reša rešen
rešav rešit posle pre gde dve dete deca dece reči reč rečima delova delov delim delimič čovek mera mere
merama
cena cene promen primen primer ovde negde nedelj mesec zahtev sednic bezbedn sever uvek odsek telo tela vera
vere veruj verov sedišt smen zamen razumev obavešt savet uspe uspeh nemač videl videt želel živel hteo htel
sme beli bele beo reka reke pobed sleded sledeć sledi cela celog celu ceo cele celin deli deo vredn umesto
umetn pesm nasleđ delatn razmen besed obezbed namer lečen lek mleko vek veka vekov sused bežal izbeg izbegl
primet odelj podel raspodel opredel poset posec ponedelj sredu sreda sredin izveštaj svedok svedoč uticaj
utiče
posledic doneo podneo doneti odneo ocen procen proveren proverav odbran osećaj odred uverav uveren poverenj
obe poređenj mesnom primećen promenio protivrečn procenat donet unapred
"""
_IJEKAVIAN = """
predsjed potpredsjedn vrijeme mjest vijest svijet rješa riješ rješ poslije prije gdje dvije dviju dijete
djec
riječ djelo djela djelov djelim djelomič čovjek mjera mjere mjeri mjerama cijen promjen promijen primjen
primjer
ovdje negdje nedjelj mjesec mjeseč zahtjev sjednic sjever uvijek odsjek tijel vjera vjere vjeru vjeruj
vjerov sjedišt smjen zamjen razumij razumjev obavijest obavješt savjet uspjeh uspje njemač vidjel vidjet
željel živjel htjel htio smije lijev bijel rijek pobjed sljed slijed cijel dijel dio vrijed umjest umjetn
pjesm
naslijeđ nasljed djelatn razmjen liječ lijek mlijek vijek vjek ljet slijep primijet primijen odjeljen odjel
podjel podijel raspodjel opredijel opredjel susjed bježa bježi izbjeg donijel prenijel ocjen ocijen procjen
procijen provjer namjer sjedn svjet svjedo smjer smjern uvjer povjer vjeroj izvješ osjeć osjet cjelin
utjec utječ
posjet posjeć ponedjelj srijed posljedic podnijel obje mjesn odnijel
"""
_CROATIAN = """
tjedan tjedn tisuć siječanj siječnj veljač ožuj travanj travnj svibanj svibnj lipanj lipnj srpanj srpnj
kolovoz
rujan rujn listopad studeni studenog studenoga prosinac prosinc tko netko nitko europsk europu europe
europi eura
eurozon vlak zrakoplov veleposlan priopć izvijest povijes uvjet točka točke točn suradn surađ natječ tvrtk
gospodarst gospodarsk proračun nogomet časnik glasnogovornik dužnosni sveučil znanost glazb kazališ kruh
postrojb
odvjetni tajnik organizirat organizira financij kemij glede ravnatelj nazoč povjerenst promidžb prosvjed
sukladn
potpor provedb tijekom skrb kršćan kazao kazala posto milijun regij unutarnj ulaganj posebic skupin unatoč
istaknu neovisn ovisi čelni stajališ diljem trenutačn priključ tiskovn oporb obrane obrana sustav razin
razdoblj
uhićen uhić razvitak nadzor doista autocest područj okoliš iznimn usporedb poduzeć njezin obvez svojem
svojeg
dvojb zahvalnost ukloniti uporab izvješć bruxelles ciparsk rumunjsk mađarsk projekt osigurat desetljeć
službeno
jest bit s
"""
_EASTERN = """
hiljad januar februar mart marta martu april aprila maj juna junu jul jula julu avgust septembar septembr
oktobar oktobr novembar novembr decembar decembr ko neko niko evrop evra evro avion ambasad histori saradnj
sarađ konkurs preduzeć budžet fudbal portparol zvaničn univerzitet muzik pozorišt hleb hljeb advokat
sekretar
organizov organizuj finansij hemij penzij kancelarij poslanik poslanic šta uopšte uslov odsto procenat
miliona
milion grupa grupe inostran region regiona regionu regionaln tokom unutrašnj uprkos oblasti oblast lider
pošto
biće veoma alijans komesar istakao istakla investicij opozicij opozicion odbran nezavisn zavis sistem period
nivo nivou ekonomsk partij protest autoput sa implementacij kompanij briselu
"""
_BOSNIAN = """
historij sedmic općin sretan lahk mehk kahv saopćen saopći općenit hefti dželat uposlenik uposlen augusta
august
junij julij također
"""
_SERBIAN = """
takođe opštin saopšten saopšti istorij uopšte opšti opšte sveštenstv
"""

_SHORTEST, _LONGEST = 1, 14
_WHOLE = 4
"""A stem of at most so many letters must be the whole word."""


def _table() -> dict[str, str]:
    marks: dict[str, str] = {}
    for mark, stems in (
        ("e", _EKAVIAN),
        ("i", _IJEKAVIAN),
        ("h", _CROATIAN),
        ("s", _EASTERN),
        ("b", _BOSNIAN),
        ("r", _SERBIAN),
    ):
        for stem in stems.split():
            marks[stem] = marks.get(stem, "") + mark
    return marks


_STEMS = _table()
_WORDS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=100_000)
def _marks(word: str) -> str:
    for length in range(min(len(word), _LONGEST), _SHORTEST - 1, -1):
        found = _STEMS.get(word[:length])
        if found and (length > _WHOLE or length == len(word)):
            return found
    return ""


def tell_apart(text: str) -> str | None:
    """``sr``, ``hr`` or ``bs`` by the words of a text in one of them; ``None`` without evidence.

    >>> tell_apart("Predsednik je govorio")
    'sr'
    >>> tell_apart("Predsjednik je govorio u siječnju")
    'hr'
    """
    counts = Counter(mark for word in _WORDS.findall(fold(text).text.lower()) for mark in _marks(word))
    serbian = counts["e"] + counts["r"]
    croatian = counts["h"]
    ijekavian = counts["i"]
    if serbian > ijekavian + croatian:
        return "sr"
    if ijekavian + croatian + counts["b"] == 0:
        return "sr" if counts["s"] else None
    bosnian = counts["b"] + counts["s"]
    if croatian > bosnian:
        return "hr"
    if bosnian > croatian and ijekavian:
        return "bs"
    return None

"""Serbian words as Bosnian and Croatian texts write them: ``lekari``, ``ljekari``; ``evropski``, ``europski``."""

from __future__ import annotations

import re

# Beginnings or middles of words, as Serbian and as the others write them.
_IJEKAVIAN = (
    "savet savjet|bezbednos bezbjednos|obaveštaj obavještaj|izbegl izbjegl|predsed predsjed|sever sjever|lekar ljekar|"
    "zamenik zamjenik|zamenic zamjenic|sednic sjednic|svetsk svjetsk|verski vjerski|verska vjerska|vernik vjernik|"
    "poverenik povjerenik|poverenic povjerenic|izveštač izvještač|izveštaj izvještaj|izvestilac izvjestilac|"
    "meštan mještan|devojk djevojk|čovek čovjek|nedeljnik nedjeljnik|pevač pjevač|sledbenik sljedbenik|"
    "odeljenj odjeljenj|obezbeđenj obezbjeđenj|nameštenik namještenik|smenjen smijenjen|razmen razmjen|"
    "nemačk njemačk|belorus bjelorus|mešovit mješovit|mesn mjesn|dečj dječj|zapoved zapovjed|posrednik posrednik|"
    "letelic letjelic|prosvetn prosvjetn|primenjen primijenjen|islednik isljednik|vešta vješta|obeležj obilježj"
)
_CROATIAN = (
    "evrop europ|odbran obran|opštin općin|svešteni svećeni|spoljn vanjsk|finansij financij|hemijsk kemijsk|"
    "krivičn kaznen|jevrejsk židovsk|rumunsk rumunjsk|italijan talijan|špansk španjolsk|švajcarsk švicarsk|"
    "organizova organizira|vazduhoplov zrakoplov|naučnik znanstvenik|komandant zapovjednik|tužilac tužitelj|"
    "tužilaštv tužiteljstv|fabrik tvornic|advokat odvjetnik|portparol glasnogovornik|"
    "unutrašnjih unutarnjih|holandsk nizozemsk|ljekar liječnik|opšt opć"
)
_BEGINNING = r"(?<![^\W\d_])"


def _rules(pairs: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    found = []
    for pair in pairs.split("|"):
        serbian, other = pair.split(" ")
        for one, two in ((serbian, other), (serbian.capitalize(), other.capitalize())):
            found.append((re.compile(_BEGINNING + re.escape(one)), two))
    return tuple(found)


_TO_IJEKAVIAN, _TO_CROATIAN = _rules(_IJEKAVIAN), _rules(_CROATIAN)


def western_variants(text: str) -> tuple[str, ...]:
    """A Serbian phrase as Bosnian and Croatian texts write it, where that differs.

    >>> western_variants("Evropski savet za bezbednost")
    ('Evropski savjet za bezbjednost', 'Europski savjet za bezbjednost')
    """
    ijekavian = _replaced(text, _TO_IJEKAVIAN)
    croatian = _replaced(ijekavian, _TO_CROATIAN)
    return tuple(dict.fromkeys(each for each in (ijekavian, croatian) if each != text))


def _replaced(text: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, other in rules:
        text = pattern.sub(other, text)
    return text

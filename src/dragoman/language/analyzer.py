"""The one analyzer: index, query and marks take the words of a text through it.

A word becomes a stem: lower case, Serbian Cyrillic in Latin, the ending off, accents
off. The stems of all languages stand in one index, so that a query word, whose language
nobody knows, is analysed in every language it may be in.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from dragoman.language.fold import fold
from dragoman.language.identify import SERBO_CROATIAN
from dragoman.language.scripts import script_of_letter

_MARKS: Final = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f"
"""Accents, vowel points: part of the word they stand in."""
_WORD: Final = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]"  # Chinese and Japanese put no spaces: each sign is a word
    r"|(?:[^\W\d_]\.){2,}"  # U.S., С.А.Д.
    rf"|[^\W_]+(?:[{_MARKS}]+[^\W_]*)*(?:['\u2019][sS]\b)?"
)

_STEMMERS: Final = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french",
    "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish", "bs": "serbian",
    "hr": "serbian", "sr": "serbian",
}  # fmt: skip
_LATIN_DEFAULT: Final = ("en", "sr")
_CYRILLIC_DEFAULT: Final = ("ru", "sr")
_CYRILLIC_LANGUAGES: Final = frozenset({"ru", "uk", "be", "bg", "mk", "sr", "bs", "kk", "mn", "tg", "ky"})
_CYRILLIC_NOT_SERBIAN: Final = _CYRILLIC_LANGUAGES - SERBO_CROATIAN
_SERBIAN_LETTERS: Final = frozenset("ђјљњћџ")
_RUSSIAN_LETTERS: Final = frozenset("йщъыьэюяё")
_OTHER_LETTERS: Final = {
    "đ": "dj",
    "ł": "l",
    "ø": "o",
    "ı": "i",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ð": "d",
    "þ": "th",
}
_OTHER_TABLE: Final = str.maketrans(_OTHER_LETTERS)
_CASE_AFTER_IC: Final = re.compile(r"(.+(?:ić|ic|ič))(?:em|ema|ev\w{0,3})")
_FORMS_KEPT: Final = 400_000
"""Word forms remembered of one language; a full memory is emptied."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its range and its stem."""

    start: int
    end: int
    stem: str


def tokens(text: str, language: str | None) -> Iterator[Token]:
    """The words of a text in a language, with their places.

    >>> [token.stem for token in tokens("Serbia's sanctions", "en")]
    ['serbia', 'sanction']
    """
    known = _stems_of(language)
    for match in _WORD.finditer(text):
        stem = known[match.group()]
        if stem:
            yield Token(match.start(), match.end(), stem)


def stems_and_places(text: str, language: str | None) -> tuple[list[str], list[tuple[int, int]]]:
    """The same words as :func:`tokens`, their stems and their places apart: quicker to work through."""
    known = _stems_of(language)
    found = [(known[match.group()], match.span()) for match in _WORD.finditer(text)]
    return [stem for stem, _ in found if stem], [place for stem, place in found if stem]


def terms(text: str, language: str | None) -> str:
    """The stems of a text with spaces between, as the index holds them."""
    known = _stems_of(language)
    return " ".join([stem for word in _WORD.findall(text) if (stem := known[word])])


def words(text: str) -> list[tuple[int, int, str]]:
    """The words of a text as written, with their places."""
    return [(match.start(), match.end(), match.group()) for match in _WORD.finditer(text)]


def count_words(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands in texts, as written."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_WORD.findall(text))
    return counts


def surface(word: str) -> str:
    """A word as it is compared without its ending taken off: what ``prefix*`` runs over.

    >>> surface("Вучићем")
    'vucicem'
    """
    return _without_accents(_serbian_latin(_lower(word)))


def stem(word: str, language: str | None) -> str:
    """The stem of one word in a language; of an unknown language its script decides.

    >>> stem("санкцијама", "sr"), stem("sankcije", "hr")
    ('sankcij', 'sankcij')
    """
    return _stems_of(language)[word]


def variants(word: str, languages: Iterable[str] = ()) -> tuple[str, ...]:
    """The stems of a word of unknown language in every language that is likely.

    ``languages`` are those of the texts searched; of them the ones written in the word's
    script are taken, and beside them always English, Serbian and Russian.

    >>> variants("sanctions")
    ('sanction', 'sanctions')
    """
    cyrillic = any(script_of_letter(letter) == "Cyrl" for letter in word)
    if cyrillic:
        likely = [*_CYRILLIC_DEFAULT, *(each for each in languages if each in _CYRILLIC_LANGUAGES)]
    else:
        likely = [*_LATIN_DEFAULT, *(each for each in languages if each not in _CYRILLIC_NOT_SERBIAN)]
    found = dict.fromkeys(stem(word, each) for each in likely)
    found[_without_accents(_lower(word))] = None
    return tuple(sorted(each for each in found if each))


class _Stems(dict[str, str]):
    """Stems by word form, worked out once for each form."""

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> str:
        if len(self) >= _FORMS_KEPT:
            self.clear()
        found = _stem(word, self._language)
        self[word] = found
        return found


@cache
def _stems_of(language: str | None) -> _Stems:
    return _Stems(language)


def _stem(word: str, language: str | None) -> str:
    lowered = _lower(word)
    spoken = _language_of(lowered, language)
    if spoken in SERBO_CROATIAN:
        lowered = _CASE_AFTER_IC.sub(r"\1", _serbian_latin(lowered))
    name = _STEMMERS.get(spoken or "")
    stemmed = _stemmer(name)(lowered) if name else lowered
    return _without_accents(stemmed)


def _lower(word: str) -> str:
    """Lower case, composed, without full stops, the English possessive and stress marks."""
    lowered = word.lower()
    if lowered.isascii() and "'" not in lowered and "." not in lowered:
        return lowered
    lowered = lowered.replace("\u2019", "'").removesuffix("'s").replace(".", "")
    lowered = unicodedata.normalize("NFC", lowered)
    return re.sub(f"[{_MARKS}]", "", lowered)


def _language_of(word: str, language: str | None) -> str | None:
    """The language whose stemmer fits a word in a text: its own script goes first."""
    cyrillic = script_of_letter(word[0]) == "Cyrl" if word else False
    if cyrillic and language not in _CYRILLIC_LANGUAGES:
        if language in SERBO_CROATIAN or _SERBIAN_LETTERS & set(word):
            return "sr"
        return "ru" if _RUSSIAN_LETTERS & set(word) or language else "sr"
    if not cyrillic and (language is None or language in _CYRILLIC_NOT_SERBIAN):
        return "en" if word.isascii() else None
    return language


def _serbian_latin(word: str) -> str:
    return word if word.isascii() else fold(word).text


def _without_accents(word: str) -> str:
    """Accents of Latin letters off, ``đ`` as ``dj``, as people type without a special keyboard."""
    if word.isascii():
        return word
    if script_of_letter(word[0]) == "Cyrl":
        return word.replace("ё", "е")
    plain = unicodedata.normalize("NFKD", word.translate(_OTHER_TABLE))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@cache
def _stemmer(name: str) -> Callable[[str], str]:
    import Stemmer

    stemmer = Stemmer.Stemmer(name)
    # The memory of forms is ours: the stemmer's own would hold each form again.
    stemmer.maxCacheSize = 0
    stem_word: Callable[[str], str] = stemmer.stemWord
    return stem_word

"""The language and the script of a text, or of one sentence of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.language.evidence import tell_apart
from dragoman.language.scripts import script_of, script_of_letter

_SAMPLE = 4000
"""Characters looked at, from the beginning and from the middle of a text."""
_ENOUGH_FOR_ANY = 60
"""From so many characters on, a language outside the expected ones is believed."""
_FEWEST_LETTERS = 3
_SURE = 0.5
_LEAD = 2.0
_FOREIGN_SHARE = 0.02
_OTHER_MASS = 0.2
_PRIOR = {"sr": 1.0, "hr": 0.4, "bs": 0.1}
"""The model takes most Serbian in Latin script for Croatian or Bosnian."""

SERBO_CROATIAN = frozenset({"sr", "hr", "bs"})

_BY_SCRIPT = {
    "Grek": "el",
    "Armn": "hy",
    "Geor": "ka",
    "Hebr": "he",
    "Jpan": "ja",
    "Hang": "ko",
    "Thai": "th",
}
_LATIN_LANGUAGES = "en sr hr bs sl sq de fr it es pt ro hu tr pl cs sk nl sv da no fi et lv lt ca"
_EXPECTED = {
    "Latn": frozenset(_LATIN_LANGUAGES.split()),
    "Cyrl": frozenset({"ru", "uk", "be", "bg", "mk", "sr"}),
    "Arab": frozenset({"ar", "fa", "ur", "ps", "ku"}),
}
_COMMON_CYRILLIC = "абвгдежзиклмнопрстуфхцчш"
_ALPHABETS = {
    "ru": frozenset(_COMMON_CYRILLIC + "йщъыьэюяё"),
    "uk": frozenset(_COMMON_CYRILLIC + "йщьюяіїєґ"),
    "be": frozenset(_COMMON_CYRILLIC + "йыьэюяёіў") - {"и"},
    "bg": frozenset(_COMMON_CYRILLIC + "йщъьюяѝ"),
    "mk": frozenset(_COMMON_CYRILLIC + "ѓѕјљњќџѐѝ"),
    "sr": frozenset(_COMMON_CYRILLIC + "ђјљњћџ"),
}


@dataclass(frozen=True, slots=True)
class Identified:
    """ISO 639-1 language and ISO 15924 script; each ``None`` where the text does not tell."""

    language: str | None
    script: str | None


def identify(text: str, *, likely: str | None = None) -> Identified:
    """What a text, or a sentence, is written in.

    ``likely`` is the language of the text around a sentence; it decides between Serbian,
    Croatian and Bosnian where the sentence itself does not.

    >>> identify("Председник је изјавио да ће преговори бити настављени.")
    Identified(language='sr', script='Cyrl')

    Too little text, or text in no language, gives ``None``: nothing is guessed.
    """
    sample = _sample(text)
    script = script_of(sample)
    if script is None or sum(map(str.isalpha, sample)) < _FEWEST_LETTERS:
        return Identified(None, script)
    if script in _BY_SCRIPT:
        return Identified(_BY_SCRIPT[script], script)
    return Identified(_language(sample, script, likely), script)


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    half, middle = _SAMPLE // 2, len(text) // 2
    return f"{text[:half]} {text[middle : middle + half]}"


def _language(sample: str, script: str, likely: str | None) -> str | None:
    expected = _EXPECTED.get(script, frozenset[str]())
    if script == "Cyrl":
        expected = _spellable(sample)
        if not expected:
            return None
        if len(expected) == 1:
            return next(iter(expected))
    probabilities = dict(_model().rank(sample))
    mass = sum(probabilities.get(language, 0.0) for language in expected)
    if script != "Cyrl" and mass < _OTHER_MASS and len(sample) >= _ENOUGH_FOR_ANY:
        return _best(probabilities, 1.0)
    if script != "Latn":
        return _best({each: probabilities.get(each, 0.0) for each in expected}, mass)
    three = {each: probabilities.get(each, 0.0) for each in sorted(SERBO_CROATIAN)}
    others = {each: probabilities.get(each, 0.0) for each in expected - SERBO_CROATIAN}
    best = _best(others | {"sr": sum(three.values())}, mass)
    return _one_of_three(sample, three, likely) if best == "sr" else best


def _one_of_three(sample: str, three: dict[str, float], likely: str | None) -> str:
    """Words decide between Serbian, Croatian and Bosnian; then the text around, then the model."""
    told = tell_apart(sample)
    if told:
        return told
    if likely in SERBO_CROATIAN:
        return likely
    return max(three, key=lambda language: three[language] * _PRIOR[language])


def _best(probabilities: dict[str, float], mass: float) -> str | None:
    """The most likely language if it is likely enough."""
    if mass <= 0:
        return None
    (first, high), (_, low) = Counter(probabilities).most_common(2)
    if first == "zxx":
        return None
    if high / mass >= _SURE or (high / mass >= _SURE / 2 and high > _LEAD * low):
        return first
    return None


def _spellable(sample: str) -> frozenset[str]:
    """Languages whose Cyrillic alphabet has all but a few of the letters."""
    counts = Counter(letter for letter in sample.lower() if script_of_letter(letter) == "Cyrl")
    total = sum(counts.values())
    allowed = total * _FOREIGN_SHARE
    return frozenset(
        language
        for language, alphabet in _ALPHABETS.items()
        if sum(times for letter, times in counts.items() if letter not in alphabet) <= allowed
    )


@cache
def _model() -> Any:
    """The statistical model, loaded once: it takes half a second."""
    from py3langid.langid import (
        MODEL_FILE,
        LanguageIdentifier,
    )

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

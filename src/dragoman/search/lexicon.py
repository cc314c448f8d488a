"""Which stems of the index a word of a query stands for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from dragoman.errors import QueryError
from dragoman.language.analyzer import stem, surface, variants
from dragoman.search.query import Prefix

MOST_EXPANSIONS: Final = 500
"""A prefix that stands for more stems is refused."""

Vocabulary = Callable[[str], tuple[str, ...]]
"""Gives the stems of every word form that begins so."""


@dataclass(frozen=True)
class Lexicon:
    """Words of a query to stems, in each language of the texts searched."""

    languages: tuple[str | None, ...]
    vocabulary: Vocabulary
    _expanded: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False)
    _sets: dict[str, frozenset[str]] = field(default_factory=dict, compare=False)
    _sequences: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = field(default_factory=dict, compare=False)

    def stems(self, word: str) -> tuple[str, ...]:
        """A word's stem in every language; of texts in no known language, the likely ones."""
        known = [language for language in self.languages if language]
        if not known:
            return variants(word)
        found = dict.fromkeys(stem(word, language) for language in self.languages)
        return tuple(sorted(each for each in found if each))

    def stem_set(self, word: str) -> frozenset[str]:
        """The same stems, worked out once: every text shown is compared with them."""
        if word not in self._sets:
            self._sets[word] = frozenset(self.stems(word))
        return self._sets[word]

    def sequences(self, words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        """A phrase's stems in each language: a text has one language, so they are not mixed."""
        if words not in self._sequences:
            languages = self.languages if any(self.languages) else ("en", "sr", "ru", None)
            stems = {tuple(stem(word, language) for word in words) for language in languages}
            self._sequences[words] = tuple(sorted(stems))
        return self._sequences[words]

    def expansion(self, prefix: Prefix) -> tuple[str, ...]:
        """The stems of every word that begins so; QueryError where there are too many."""
        beginning = surface(prefix.text)
        if beginning not in self._expanded:
            self._expanded[beginning] = self._expand(prefix, beginning)
        return self._expanded[beginning]

    def _expand(self, prefix: Prefix, beginning: str) -> tuple[str, ...]:
        found = tuple(dict.fromkeys((beginning, *self.vocabulary(beginning))))
        if len(found) > MOST_EXPANSIONS:
            raise QueryError(
                f"{prefix.text}* stands for {len(found):,} words, at most {MOST_EXPANSIONS} are looked for; "
                "write more letters before the *",
                position=prefix.start,
            )
        return found

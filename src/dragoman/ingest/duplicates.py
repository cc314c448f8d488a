"""Near-duplicates: found by hashed bands, confirmed by counting shared word shingles."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Signature = tuple[int, ...]

_SEED = 20080217
_PERMUTATIONS = 128
_ROWS = 4
_SHINGLE = 3
_THRESHOLD = 0.7
_CROWDED = 200
_WORD = re.compile(r"\w+")
# Signed 64-bit: what every column store keeps.
_MASK = 0x7FFF_FFFF_FFFF_FFFF


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two documents, ``a`` before ``b`` in order of their keys, and how much they share (0 to 1)."""

    a: str
    b: str
    similarity: float
    identical: bool


def signature(text: str) -> Signature:
    """Thirty-two numbers to store: texts that share one are worth comparing; no words, no numbers.

    The same text gives the same numbers on every machine and in every run.
    """
    shingles = shingles_of(text)
    if not shingles:
        return ()
    from rensa import RMinHash

    minhash = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    minhash.update(sorted(shingles))
    values = minhash.digest()
    return tuple(_band(start, values[start : start + _ROWS]) for start in range(0, _PERMUTATIONS, _ROWS))


def find_pairs(
    new: Mapping[str, Signature], known: Mapping[str, Signature], texts: Mapping[str, str]
) -> list[DuplicatePair]:
    """The pairs with a new document in them that are alike, sorted by key.

    ``texts`` is asked only for documents that share a band; one without a text is left out.
    Alike are texts of which seven in ten distinct shingles of three words are shared.
    """
    shingles: dict[str, frozenset[str]] = {}

    def of(key: str) -> frozenset[str]:
        if key not in shingles:
            shingles[key] = shingles_of(texts[key]) if key in texts else frozenset()
        return shingles[key]

    pairs: list[DuplicatePair] = []
    for a, b in sorted(_candidates(new, known)):
        similarity = _jaccard(of(a), of(b))
        if similarity >= _THRESHOLD:
            pairs.append(DuplicatePair(a, b, round(similarity, 4), texts[a] == texts[b]))
    return pairs


def shingles_of(text: str) -> frozenset[str]:
    """Every three words that follow each other, in lower case; a shorter text is one shingle."""
    words = _WORD.findall(text.casefold())
    if len(words) <= _SHINGLE:
        return frozenset({" ".join(words)} if words else ())
    return frozenset(" ".join(words[start : start + _SHINGLE]) for start in range(len(words) - _SHINGLE + 1))


def _candidates(new: Mapping[str, Signature], known: Mapping[str, Signature]) -> set[tuple[str, str]]:
    holders: defaultdict[int, list[str]] = defaultdict(list)
    for key, bands in {**known, **new}.items():
        for band in bands:
            holders[band].append(key)
    found: set[tuple[str, str]] = set()
    for key, bands in new.items():
        for band in bands:
            found.update(_ordered(key, other) for other in _partners(key, holders[band]))
    return found


def _partners(key: str, holders: Sequence[str]) -> Iterator[str]:
    """Who shares a band; of a band that hundreds share, the neighbours only, which chain the group."""
    if len(holders) > _CROWDED:
        place = holders.index(key)
        holders = holders[max(0, place - 1) : place + 2]
    yield from (other for other in holders if other != key)


def _ordered(first: str, second: str) -> tuple[str, str]:
    return (first, second) if first < second else (second, first)


def _jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    if not first or not second:
        return 0.0
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared)


def _band(start: int, values: Sequence[int]) -> int:
    packed = ",".join(map(str, (start, *values))).encode()
    return int.from_bytes(hashlib.blake2b(packed, digest_size=8).digest(), "big") & _MASK

"""The gazetteer's file: columns of places and a table of names, read in place without unpacking.

A name is looked up by 48 bits of a hash of its folded words: the upper 16 choose a bucket, the lower 32
stand sorted within it. Two of some 700,000 names share such a hash once in hundreds of millions of look-ups.
All numbers are little-endian.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import ModelError

MAGIC = b"DRGPLACES1\n"
BUCKETS = 1 << 16
_PLACE_BITS = 19
_PLACE_MASK = (1 << _PLACE_BITS) - 1
_LANGUAGE_SHIFT, _QUALITY_SHIFT = _PLACE_BITS, _PLACE_BITS + 3
_LANGUAGE_MASK, _QUALITY_MASK = 7, 7
_PREFIX = _PLACE_MASK
"""The place number that marks how many words the longest name has that begins with this word."""

COLUMNS: Mapping[str, str] = {
    "lat": "f", "lon": "f", "population": "I", "geonames": "I", "name": "I", "parent": "H", "country": "B",
    "kind": "B", "precision": "B", "fame": "B", "buckets": "I", "hashes": "I", "postings": "I",
}  # fmt: skip
"""Each column and the code of its numbers; ``name`` holds the offsets into the text of the names."""


class Posting(NamedTuple):
    """A place under a name: in which languages it is called so, and how good the name is (0 best)."""

    place: int
    languages: int
    quality: int


@dataclass(frozen=True, slots=True)
class Head:
    """What the numbers of the file stand for, and where each column lies."""

    columns: Mapping[str, tuple[int, int]]
    names: tuple[int, int]
    countries: tuple[str, ...]
    kinds: tuple[str, ...]
    precisions: tuple[str, ...]


def name_hash(key: str) -> int:
    """48 bits that stand for a folded name."""
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=6).digest(), "big")


def pack(posting: Posting) -> int:
    """A posting as one number."""
    return posting.place | posting.languages << _LANGUAGE_SHIFT | posting.quality << _QUALITY_SHIFT


def pack_prefix(length: int) -> int:
    """The mark under the first word of names of up to ``length`` words."""
    return _PREFIX | min(length, _QUALITY_MASK) << _QUALITY_SHIFT


class PlaceTable:
    """Read access to the file; nothing of it is copied into memory."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if sys.byteorder != "little" or self._map[: len(MAGIC)] != MAGIC:
            raise ModelError(f"{path.name} is no table of places of this version; install the package again")
        start = len(MAGIC) + 4
        size = int.from_bytes(self._map[len(MAGIC) : start], "little")
        self.head = _head(self._map[start : start + size])
        self._view = memoryview(self._map)[start + size :]
        self._columns = {
            name: self._view[first:last].cast(COLUMNS[name])  # type: ignore[call-overload]  # the codes are its own
            for name, (first, last) in self.head.columns.items()
        }
        self.find = lru_cache(maxsize=100_000)(self._find)

    def __len__(self) -> int:
        """How many places there are."""
        return len(self._columns["lat"])

    def column(self, name: str) -> Sequence[float]:
        """The numbers of a column, one a place."""
        column: Sequence[float] = self._columns[name]
        return column

    def name(self, place: int) -> str:
        """The usual name of a place."""
        first, last = self._columns["name"][place], self._columns["name"][place + 1]
        start = self.head.names[0]
        return str(self._view[start + first : start + last], "utf-8")

    def _find(self, key: str) -> tuple[int, tuple[Posting, ...]]:
        """The number of words of the longest name that begins with this word, and the places of this name."""
        number = name_hash(key)
        bucket, low = number >> 32, number & 0xFFFFFFFF
        first, last = self._columns["buckets"][bucket], self._columns["buckets"][bucket + 1]
        hashes, values = self._columns["hashes"], self._columns["postings"]
        at = bisect_left(hashes, low, first, last)
        longest, found = 0, []
        while at < last and hashes[at] == low:
            value = values[at]
            quality = value >> _QUALITY_SHIFT & _QUALITY_MASK
            if value & _PLACE_MASK == _PREFIX:
                longest = quality
            else:
                found.append(Posting(value & _PLACE_MASK, value >> _LANGUAGE_SHIFT & _LANGUAGE_MASK, quality))
            at += 1
        return longest, tuple(found)


def _head(raw: bytes) -> Head:
    given = json.loads(raw)
    return Head(
        {name: (first, last) for name, (first, last) in given["columns"].items()},
        (given["names"][0], given["names"][1]),
        tuple(given["countries"]),
        tuple(given["kinds"]),
        tuple(given["precisions"]),
    )


def write_table(
    path: Path,
    *,
    columns: Mapping[str, Iterable[float]],
    names: Sequence[str],
    entries: Sequence[tuple[int, int]],
    labels: Mapping[str, Sequence[str]],
) -> None:
    """Writes the file: ``entries`` are hashes of names with packed postings, in any order."""
    blob, offsets = bytearray(), [0]
    for name in names:
        blob += name.encode()
        offsets.append(len(blob))
    ordered = sorted(entries)
    numbers: dict[str, Iterable[float]] = {
        **columns,
        "name": offsets,
        "buckets": _bucket_starts([number >> 32 for number, _ in ordered]),
        "hashes": [number & 0xFFFFFFFF for number, _ in ordered],
        "postings": [value for _, value in ordered],
    }
    body = bytearray()
    places = {}
    for name, code in COLUMNS.items():
        raw = array(code, numbers[name]).tobytes()
        places[name] = (len(body), len(body) + len(raw))
        body += raw
    head = json.dumps({"columns": places, "names": (len(body), len(body) + len(blob)), **labels}).encode()
    path.write_bytes(MAGIC + len(head).to_bytes(4, "little") + head + body + blob)


def _bucket_starts(buckets: Sequence[int]) -> list[int]:
    starts = [0] * (BUCKETS + 1)
    for bucket in buckets:
        starts[bucket + 1] += 1
    for at in range(BUCKETS):
        starts[at + 1] += starts[at]
    return starts

"""Groups that pairs make: the same whatever the order of the pairs."""

from __future__ import annotations


class Groups:
    """Keys in groups, each led by its smallest key (union-find)."""

    def __init__(self) -> None:
        self._head: dict[str, str] = {}

    def leader(self, key: str) -> str:
        """The smallest key of the group a key is in."""
        while self._head.setdefault(key, key) != key:
            key = self._head[key]
        return key

    def join(self, one: str, other: str) -> bool:
        """Makes the groups of two keys one; False if they were one already."""
        first, second = sorted((self.leader(one), self.leader(other)))
        self._head[second] = first
        return first != second

    def numbers(self) -> dict[str, int]:
        """Group number, from 1 in the order of the leaders, of every key met so far."""
        leaders = sorted({self.leader(key) for key in self._head})
        number = {leader: i for i, leader in enumerate(leaders, 1)}
        return {key: number[self.leader(key)] for key in sorted(self._head)}

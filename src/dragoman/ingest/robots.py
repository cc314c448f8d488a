"""robots.txt as RFC 9309 reads it: the longest matching rule wins, ``*`` and ``$`` are known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MAX_CHARACTERS = 500_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A path pattern that is open or closed."""

    pattern: str
    allow: bool


@dataclass(frozen=True, slots=True)
class Robots:
    """What one host asks of one robot; ``delay`` is seconds between requests."""

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0

    def allows(self, path: str) -> bool:
        """Whether the path (with its query) may be fetched; a tie is open."""
        matching = [rule for rule in self.rules if _matches(rule.pattern, path)]
        return max(matching, key=lambda rule: (len(rule.pattern), rule.allow)).allow if matching else True


OPEN = Robots()
CLOSED = Robots((Rule("/", allow=False),))


def parse_robots(text: str, *, agent: str) -> Robots:
    """The rules of the groups that name the agent, else of those for ``*``."""
    groups = list(_groups(text[:_MAX_CHARACTERS]))
    named = [group for group in groups if agent.lower() in group[0]]
    chosen = named or [group for group in groups if "*" in group[0]]
    rules = tuple(rule for _, lines in chosen for rule in _rules(lines))
    delays = [_delay(value) for _, lines in chosen for field, value in lines if field == "crawl-delay"]
    return Robots(rules, max(delays, default=0.0))


Lines = list[tuple[str, str]]


def _groups(text: str) -> Iterator[tuple[set[str], Lines]]:
    """Groups of (agents, lines): agents that follow each other share the lines below them."""
    agents: set[str] = set()
    lines: Lines = []
    for raw in text.lstrip("\ufeff").splitlines():
        field, found, value = (part.strip() for part in raw.partition("#")[0].partition(":"))
        if not found:
            continue
        field = field.lower()
        if field == "user-agent":
            if lines:
                yield agents, lines
                agents, lines = set(), []
            agents.add(value.lower().partition("/")[0])
        elif field in {"allow", "disallow", "crawl-delay"}:
            lines.append((field, value))
    yield agents, lines


def _rules(lines: Lines) -> Iterator[Rule]:
    for field, value in lines:
        if field in {"allow", "disallow"} and value:
            yield Rule(value, field == "allow")


def _matches(pattern: str, path: str) -> bool:
    if "*" not in pattern and "$" not in pattern:
        return path.startswith(pattern)
    anchored = pattern.endswith("$")
    body = re.sub(r"\*+", "*", pattern.removesuffix("$"))
    expression = "[^\n]*?".join(map(re.escape, body.split("*")))
    return re.match(expression + ("$" if anchored else ""), path) is not None


def _delay(value: str) -> float:
    try:
        return max(0.0, float(value))
    except ValueError:
        return 0.0

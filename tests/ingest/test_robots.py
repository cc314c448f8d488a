from __future__ import annotations

import pytest

from dragoman.ingest.robots import CLOSED, OPEN, parse_robots

TEXT = """\
# a comment
User-agent: *
Disallow: /private
Allow: /private/open
Disallow: /*.pdf$
Crawl-delay: 4

User-agent: OtherBot
User-agent: dragoman
Disallow: /drafts/
Disallow:
Crawl-delay: 2.5
"""


@pytest.mark.parametrize(
    ("agent", "path", "allowed"),
    [
        ("somebody", "/", True),
        ("somebody", "/private/x", False),
        ("somebody", "/private/open/x", True),
        ("somebody", "/a/report.pdf", False),
        ("somebody", "/a/report.pdf?x=1", True),
        ("dragoman", "/private/x", True),
        ("dragoman", "/drafts/x", False),
        ("Dragoman", "/drafts", True),
    ],
)
def test_the_longest_rule_of_the_agents_own_group_wins(agent: str, path: str, allowed: bool) -> None:  # noqa: FBT001
    assert parse_robots(TEXT, agent=agent).allows(path) is allowed


def test_the_delay_is_the_groups() -> None:
    assert parse_robots(TEXT, agent="dragoman").delay == 2.5
    assert parse_robots(TEXT, agent="somebody").delay == 4


def test_no_rules_leave_a_host_open() -> None:
    assert OPEN.allows("/x")
    assert not CLOSED.allows("/x")
    assert parse_robots("<html>not found</html>", agent="dragoman").allows("/x")
    assert parse_robots("User-agent: *\nCrawl-delay: soon", agent="dragoman").delay == 0

"""Interrupting a write between any two commits, and comparing what ledgers hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from dragoman.store import Ledger
from dragoman.store.engine import Engine


class Interrupted(BaseException):
    """What a killed process looks like from inside: nothing after it runs."""


@contextmanager
def interrupted_after(commits: int) -> Iterator[None]:
    """Lets so many commits of any engine through and interrupts before the next."""
    with pytest.MonkeyPatch.context() as patch:
        _count_commits(patch, commits)
        yield


def _count_commits(patch: pytest.MonkeyPatch, commits: int) -> None:
    left = [commits]
    for name in ("_retried", "purge"):
        patch.setattr(Engine, name, _limited(getattr(Engine, name), left))


def _limited(action: Callable[..., Any], left: list[int]) -> Callable[..., Any]:
    def limited(*args: Any, **kwargs: Any) -> Any:
        if left[0] == 0:
            raise Interrupted
        left[0] -= 1
        return action(*args, **kwargs)

    return limited


def interruptions(action: Callable[[], object], *, prepare: Callable[[], None], first: int = 0) -> Iterator[int]:
    """Runs an action interrupted after ``first`` commits, after one more and so on until it runs through.

    Yields after each interruption; ``prepare`` goes before each.
    """
    for commits in range(first, 100):
        prepare()
        try:
            with interrupted_after(commits):
                action()
        except Interrupted:
            yield commits
        else:
            assert commits > first + 2, "this action commits too rarely to be interrupted"
            return


def content(ledger: Ledger) -> dict[str, list[str]]:
    """What a ledger holds, without when and in which run it was written."""
    wanted = {
        "documents": ["key", "text", "passage_count", "retired_by"],
        "passages": ["key", "text", "terms", "labels"],
        "mentions": ["id", "text"],
        "resolutions": ["id", "actor", "name"],
        "statements": ["id", "kind", "type"],
        "observations": ["id", "statement", "confidence", "retired_by"],
        "outcomes": ["id", "outcome"],
        "codings": ["id", "document", "coder_version", "statements"],
    }
    return {
        name: sorted(map(repr, ledger.engine.scan(name, columns=columns).to_pylist()))
        for name, columns in wanted.items()
    }


def assert_whole(ledger: Ledger) -> None:
    """Every live document has its passages, and its statements or no reading at all."""
    reader = ledger.reader()
    keys = reader.live_keys()
    texts, passages = reader.documents(keys), reader.passages(keys)
    assert set(texts) == keys
    for key, text in texts.items():
        assert [text.text[each.start : each.end] for each in passages[key]] == text.text.split("\n\n")
    coded = [each.document.key for each in reader.statements()]
    assert len(coded) == len({each.id for each in reader.statements()})
    assert all(coded.count(key) in (0, len(passages[key])) for key in keys)

"""Coders that ask a server on the loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from tests.llm.asking import Asking
from tests.llm.server import Behave, Server, serving

Serve = Callable[[Behave], Server]


@pytest.fixture
def serve() -> Iterator[Serve]:
    with ExitStack() as stack:
        yield lambda behave: stack.enter_context(serving(behave))


@pytest.fixture
def asking() -> Iterator[Callable[..., Asking]]:
    made: list[Asking] = []

    def make(url: str, **options: object) -> Asking:
        made.append(Asking(url, **options))  # type: ignore[arg-type]  # named as Asking names them
        return made[-1]

    yield make
    for each in made:
        each.endpoint.close()

"""Lets others read what the encoder read, in the same pass: the coder tells them of every sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from dragoman.records import Sentence
from dragoman.statements.network import Reading

Listener = Callable[[Sentence, Reading], None]

_listeners: ContextVar[tuple[Listener, ...]] = ContextVar("_listeners", default=())


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Within it the listener hears every sentence that a coder's encoder reads, with its vectors."""
    token = _listeners.set((*_listeners.get(), listener))
    try:
        yield
    finally:
        _listeners.reset(token)


def tell_listeners(sentence: Sentence, reading: Reading) -> None:
    """What a coder calls once for each sentence it has read."""
    for listener in _listeners.get():
        listener(sentence, reading)

"""Batches, and the end of a run by hand."""

from __future__ import annotations

import json

import pytest

from dragoman.llm.account import Account, EndpointError, Failure, Limits
from dragoman.llm.asker import BATCH_CHARACTERS, BATCH_SENTENCES, Asker


def account() -> Account:
    return Account(Limits(requests=100, tokens=10_000_000))


def nothing(user: str) -> str:
    count = len(user.split("\n")) - 3
    return json.dumps({"sentences": [{"n": n, "claims": []} for n in range(1, count + 1)]})


def test_batches_are_bounded_in_sentences_and_in_signs() -> None:
    asked: list[int] = []

    def ask(system: str, user: str) -> str:
        asked.append(len(user.split("\n")) - 3)
        return nothing(user)

    texts = ["Short."] * (BATCH_SENTENCES + 1) + ["x" * BATCH_CHARACTERS] * 2
    answers = Asker(ask, account()).answers(texts)
    assert len(answers) == len(texts)
    assert None not in answers
    assert asked == [BATCH_SENTENCES, 1, 1, 1]


def test_a_busy_endpoint_is_not_asked_sentence_by_sentence() -> None:
    calls = 0

    def ask(system: str, user: str) -> str:
        nonlocal calls
        calls += 1
        raise EndpointError(Failure.BUSY, "busy")

    assert Asker(ask, account()).answers(["One.", "Two."]) == [None, None]
    assert calls == 1


def test_after_an_interruption_nothing_more_is_spent() -> None:
    purse = account()

    def ask(system: str, user: str) -> str:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Asker(ask, purse, parallel=2).answers(["A sentence."] * 20)
    assert purse.stopped is not None
    with pytest.raises(EndpointError):
        purse.reserve(1)

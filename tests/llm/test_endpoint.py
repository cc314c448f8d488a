"""The edge to the endpoint against a server that misbehaves."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.llm.asking import Asking
from tests.llm.server import Answer, Behave, Server, completion

from dragoman.errors import UsageError
from dragoman.llm.account import Account, EndpointError, Failure, Limits
from dragoman.llm.endpoint import LARGEST_ANSWER, Endpoint
from dragoman.llm.options import EndpointOptions
from dragoman.settings import Settings

Serve = Callable[[Behave], Server]
Ask = Callable[..., Asking]
KEY = "sk-very-secret-1234567890"


def failure_of(asking: Asking) -> EndpointError:
    with pytest.raises(EndpointError) as caught:
        asking.endpoint.ask("system", "user")
    return caught.value


def asked_until_stopped(asking: Asking) -> str:
    """Why the run stopped, asked at most twenty times."""
    for _ in range(20):
        try:
            asking.endpoint.ask("s", "u")
        except EndpointError as error:
            return str(error)
    return ""


def test_a_conversation_goes_out_and_the_words_come_back(serve: Serve, asking: Ask) -> None:
    server = serve(lambda request, number: completion("words"))
    asked = asking(server.url, key=KEY)
    assert asked.endpoint.ask("system", "žива реч") == "words"
    (request,) = server.requests
    assert request.path == "/v1/chat/completions"
    assert request.headers["Authorization"] == f"Bearer {KEY}"
    assert (request.system, request.user) == ("system", "žива реч")
    assert request.body["temperature"] == 0
    bill = asked.account.bill()
    assert (bill.requests, bill.tokens_in, bill.tokens_out, bill.failures) == (1, 100, 20, ())


@pytest.mark.parametrize(
    ("status", "kind"), [(429, Failure.BUSY), (500, Failure.SERVER), (503, Failure.SERVER), (599, Failure.SERVER)]
)
def test_what_may_pass_is_tried_again_with_longer_pauses(serve: Serve, asking: Ask, status: int, kind: Failure) -> None:
    server = serve(lambda request, number: completion("ok") if number == 2 else Answer(b"", status))
    asked = asking(server.url)
    assert asked.endpoint.ask("s", "u") == "ok"
    assert asked.pauses == [1.0, 2.0]
    assert asked.account.bill().failures == ((kind, 2),)
    assert asked.account.stopped is None


@pytest.mark.parametrize(("asks", "waits"), [("7", 7.0), ("100000", 60.0), ("soon", 1.0), ("-3", 1.0)])
def test_the_pause_the_endpoint_asks_for_is_kept_within_bounds(
    serve: Serve, asking: Ask, asks: str, waits: float
) -> None:
    busy = Answer(b"", 429, {"Retry-After": asks})
    server = serve(lambda request, number: completion("ok") if number else busy)
    asked = asking(server.url)
    asked.endpoint.ask("s", "u")
    assert asked.pauses == [waits]


def test_it_gives_up_after_four_attempts(serve: Serve, asking: Ask) -> None:
    server = serve(lambda request, number: Answer(b"", 502))
    asked = asking(server.url)
    assert failure_of(asked).kind is Failure.SERVER
    assert len(server.requests) == 4
    assert asked.pauses == [1.0, 2.0, 4.0]


def test_a_silent_endpoint_times_out(serve: Serve, asking: Ask) -> None:
    server = serve(lambda request, number: completion("late") if number else replace(completion("late"), pause=1.5))
    asked = asking(server.url, timeout_s=0.5)
    assert asked.endpoint.ask("s", "u") == "late"
    assert asked.account.bill().failures == ((Failure.TIMEOUT, 1),)


def test_an_answer_that_trickles_times_out_as_a_whole(serve: Serve, asking: Ask) -> None:
    slow = replace(completion("x" * 2000), pause=0.03, pieces=100)
    server = serve(lambda request, number: completion("ok") if number else slow)
    asked = asking(server.url, timeout_s=0.5)
    assert asked.endpoint.ask("s", "u") == "ok"
    assert asked.account.bill().failures == ((Failure.TIMEOUT, 1),)


def test_a_connection_that_is_cut_is_tried_again(serve: Serve, asking: Ask) -> None:
    short = Answer(b"{", headers={"Content-Length": "100"})
    server = serve(lambda request, number: (Answer(b"", hang_up=True), short, completion("ok"))[number])
    asked = asking(server.url)
    assert asked.endpoint.ask("s", "u") == "ok"
    assert asked.account.bill().failures == ((Failure.UNREACHABLE, 2),)


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_closed_door_ends_the_run_at_once(serve: Serve, asking: Ask, status: int) -> None:
    server = serve(lambda request, number: Answer(b'{"error": {"message": "no such model"}}', status))
    error = failure_of(asking(server.url))
    assert (error.kind, error.fatal, error.again) == (Failure.DENIED, True, False)
    assert "no such model" in str(error)
    assert "DRAGOMAN_LLM_KEY" in str(error)
    assert len(server.requests) == 1


def test_a_redirect_is_not_followed(serve: Serve, asking: Ask) -> None:
    other = serve(lambda request, number: completion("stolen"))
    server = serve(lambda request, number: Answer(b"", 307, {"Location": f"{other.url}/chat/completions"}))
    error = failure_of(asking(server.url, key=KEY))
    assert (error.kind, error.fatal) == (Failure.REDIRECT, True)
    assert other.requests == []


def test_a_huge_answer_is_not_read_to_its_end(serve: Serve, asking: Ask) -> None:
    server = serve(lambda request, number: Answer(b" " * (LARGEST_ANSWER + 2_000_000)))
    assert failure_of(asking(server.url)).kind is Failure.TOO_LARGE


def test_a_packed_answer_is_not_unpacked(serve: Serve, asking: Ask) -> None:
    bomb = gzip.compress(b" " * 10_000_000)
    server = serve(lambda request, number: Answer(bomb, headers={"Content-Encoding": "gzip"}))
    assert failure_of(asking(server.url)).kind is Failure.NO_JSON


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (Answer(b"<html>busy</html>"), Failure.NO_JSON),
        (Answer(b'{"choices": [{"message"'), Failure.NO_JSON),
        (Answer(b"\xff\xfe"), Failure.NO_JSON),
        (Answer(b"[" * 200_000), Failure.NO_JSON),
        (Answer(b"[]"), Failure.WRONG_SHAPE),
        (Answer(b"{}"), Failure.WRONG_SHAPE),
        (Answer(b'{"choices": []}'), Failure.WRONG_SHAPE),
        (Answer(b'{"choices": {"0": 1}}'), Failure.WRONG_SHAPE),
        (Answer(b'{"choices": [{"message": "hello"}]}'), Failure.WRONG_SHAPE),
        (completion(None), Failure.WRONG_SHAPE),
        (completion("{", finish="length"), Failure.TRUNCATED),
        (completion("", finish="content_filter"), Failure.REFUSED),
        (completion(None, refusal="I would rather not."), Failure.REFUSED),
        (Answer(b'{"error": "too long"}', 400), Failure.REFUSED),
    ],
)
def test_an_answer_that_is_none_is_named(serve: Serve, asking: Ask, answer: Answer, kind: Failure) -> None:
    server = serve(lambda request, number: answer)
    assert failure_of(asking(server.url)).kind is kind


@pytest.mark.parametrize(
    "usage", [{}, [], {"prompt_tokens": -5, "completion_tokens": 1}, {"prompt_tokens": True, "completion_tokens": "9"}]
)
def test_tokens_that_cannot_be_are_untold(serve: Serve, asking: Ask, usage: object) -> None:
    server = serve(lambda request, number: completion("ok", usage=usage))
    asked = asking(server.url)
    asked.endpoint.ask("s", "u")
    bill = asked.account.bill()
    assert (bill.tokens_in, bill.tokens_out, bill.unreported) == (0, 0, 1)


def test_the_key_stands_in_no_message_even_if_the_endpoint_repeats_it(serve: Serve, asking: Ask) -> None:
    server = serve(
        lambda request, number: Answer(
            json.dumps({"error": {"message": f"bad key {request.headers['Authorization']}"}}).encode(), 401
        )
    )
    asked = asking(server.url, key=KEY)
    error = failure_of(asked)
    assert "bad key Bearer ***" in str(error)
    for shown in (str(error), repr(error), repr(asked.endpoint.options), repr(Settings(llm_key=KEY))):
        assert KEY not in shown


def test_a_steering_error_message_is_made_harmless(serve: Serve, asking: Ask) -> None:
    server = serve(lambda request, number: Answer(json.dumps({"error": "\x1b[2J" + "x" * 9000}).encode(), 400))
    said = str(failure_of(asking(server.url)))
    assert "\x1b" not in said
    assert len(said) < 400


def test_the_limit_of_requests_is_hard_and_attempts_count(serve: Serve, asking: Ask) -> None:
    server = serve(lambda request, number: Answer(b"", 500))
    asked = asking(server.url, limits=Limits(requests=3, tokens=10_000_000))
    assert failure_of(asked).kind is Failure.LIMIT
    assert failure_of(asked).kind is Failure.LIMIT
    assert len(server.requests) == 3
    assert "DRAGOMAN_LLM_MAX_REQUESTS" in str(asked.account.stopped)


def test_the_limit_of_tokens_is_never_passed(serve: Serve, asking: Ask) -> None:
    server = serve(lambda request, number: completion("ok", usage={"prompt_tokens": 150, "completion_tokens": 1000}))
    asked = asking(server.url, limits=Limits(requests=100, tokens=5_000))
    assert "DRAGOMAN_LLM_MAX_RUN_TOKENS" in asked_until_stopped(asked)
    bill = asked.account.bill()
    assert bill.requests == 4
    assert bill.tokens_in + bill.tokens_out <= 5_000


def test_an_endpoint_that_lies_about_tokens_still_meets_a_limit(serve: Serve, asking: Ask) -> None:
    server = serve(lambda request, number: completion("x" * 4000, usage={"prompt_tokens": -1}))
    asked = asking(server.url, limits=Limits(requests=100, tokens=6_000))
    assert "limit of 6000 tokens" in asked_until_stopped(asked)
    assert asked.account.bill().requests < 6


def test_prices_make_a_cost() -> None:
    account = Account(Limits(requests=1, tokens=9_000_000, price_in=2.0, price_out=10.0))
    account.reserve(10)
    account.settle(10, (1_000_000, 500_000), guess=0)
    assert account.bill().cost == 7.0


# Addresses ---------------------------------------------------------------------------------------


def endpoint(url: str, *addresses: str, key: str = "", allow_private: bool = False) -> Endpoint:
    options = EndpointOptions(url=url, model="m", key=key, allow_private=allow_private, timeout_s=0.2)
    account = Account(Limits(requests=9, tokens=1_000_000))
    return Endpoint(options, account, resolve=lambda host, port: addresses, sleep=lambda seconds: None)


@pytest.mark.parametrize(
    "addresses", [("10.0.0.8",), ("169.254.169.254",), ("127.0.0.1", "10.0.0.8"), ("127.0.0.1", "8.8.8.8"), ()]
)
def test_only_this_machine_and_the_public_net_are_asked(addresses: tuple[str, ...]) -> None:
    with endpoint("http://models.example/v1", *addresses) as asked, pytest.raises(EndpointError) as caught:
        asked.ask("s", "u")
    assert caught.value.kind is Failure.UNREACHABLE
    assert caught.value.fatal
    assert "--allow-private-addresses" not in str(caught.value)


@pytest.mark.parametrize("url", ["ftp://x/v1", "models", "http://user:word@127.0.0.1/v1", "http://"])
def test_an_address_that_is_none_is_refused_before_the_run(url: str) -> None:
    with pytest.raises(UsageError):
        endpoint(url, "127.0.0.1")


def test_a_key_does_not_cross_a_network_in_clear_text() -> None:
    with pytest.raises(UsageError, match="clear text"):
        endpoint("http://models.example/v1", "93.184.216.34", key=KEY)
    endpoint("https://models.example/v1", "93.184.216.34", key=KEY).close()
    endpoint("http://localhost:1/v1", "::1", "127.0.0.1", key=KEY).close()
    with pytest.raises(UsageError):
        endpoint("http://gpu.local/v1", "10.0.0.8", key=KEY)
    endpoint("http://gpu.local/v1", "10.0.0.8", key=KEY, allow_private=True).close()


def test_of_this_machines_addresses_each_is_tried(serve: Serve) -> None:
    server = serve(lambda request, number: completion("ok"))
    with endpoint(server.url, "127.0.0.2", "127.0.0.1") as asked:
        assert asked.ask("s", "u") == "ok"
    assert asked.account.bill().failures in {(), ((Failure.UNREACHABLE, 1),)}

"""What a run may spend, what it has spent, and what failed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock

from dragoman.errors import DragomanError

_MILLION = 1_000_000
_MOST_DOWN = 3
"""After so many requests in a row that failed for good the endpoint is taken to be down."""
_MOST_UNUSABLE = 24
"""After so many answers in a row that could not be used the model is taken to be unfit."""


class Failure(StrEnum):
    """Why a request, or a sentence in an answer, came to nothing."""

    TIMEOUT = "timed out"
    UNREACHABLE = "could not be reached"
    BUSY = "asked to wait (429)"
    SERVER = "server error"
    REFUSED = "request refused"
    DENIED = "no access, or no such model or address"
    REDIRECT = "redirected, which is not followed"
    TOO_LARGE = "answer too large"
    NO_JSON = "answer is no JSON"
    TRUNCATED = "answer cut off"
    WRONG_SHAPE = "answer of another shape"
    MISSING = "sentence left out of the answer"
    LIMIT = "limit of the run reached"


DOWN = frozenset({Failure.TIMEOUT, Failure.UNREACHABLE, Failure.BUSY, Failure.SERVER, Failure.DENIED, Failure.REDIRECT})
"""What says something of the endpoint; the others say something of what it was asked, and less may go."""


class Dropped(StrEnum):
    """Why something in an answer was not taken."""

    WRONG_SHAPE = "claim of another shape"
    NOT_IN_ONTOLOGY = "claim with a name that is not in the ontology"
    NO_QUOTE = "claim with a quote that does not stand in the sentence"
    NO_ACTOR = "claim without an actor"
    BOTH_SIDES = "claim with one actor on both sides"
    TWICE = "claim given twice"
    TOO_MANY = "claims beyond the most a sentence may have"
    LABEL = "mode or context that is not in the ontology"
    UNASKED = "sentence that was not asked for"


class EndpointError(DragomanError):
    """A request that failed; ``again`` says whether the same request may do better, ``fatal`` that none will."""

    def __init__(self, kind: Failure, message: str, *, again: bool = False, fatal: bool = False) -> None:
        super().__init__(message)
        self.kind = kind
        self.again = again
        self.fatal = fatal
        self.wait = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most a run may spend; prices are for a million tokens, 0 where unknown."""

    requests: int
    tokens: int
    price_in: float = 0.0
    price_out: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """What a run has spent and what failed; ``unreported`` requests are those whose tokens nobody told.

    Documents ``passed_over`` needed more than was left; ``stopped`` says why no more requests are made.
    """

    requests: int
    tokens_in: int
    tokens_out: int
    unreported: int
    cost: float | None
    failures: tuple[tuple[Failure, int], ...]
    dropped: tuple[tuple[Dropped, int], ...]
    passed_over: int
    stopped: str | None


class Account:
    """The purse of one run, shared by the threads that ask: nothing is sent that it does not allow."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lock = Lock()
        self._requests = self._in = self._out = self._unreported = 0
        self._reserved = self._guessed = 0
        self._down = self._unusable = self._passed_over = 0
        self._stopped: str | None = None
        self._failures: Counter[Failure] = Counter()
        self._dropped: Counter[Dropped] = Counter()

    @property
    def stopped(self) -> str | None:
        """Why no more requests are made; None as long as they are."""
        return self._stopped

    @property
    def _spent(self) -> int:
        return self._in + self._out + self._guessed + self._reserved

    def has_room(self, *, requests: int, tokens: int, least: int) -> bool:
        """Whether a document that needs so much may be begun; one that may not is counted as passed over.

        Without the tokens of the ``least`` request, or without a request, the run is at its end.
        """
        with self._lock:
            if self._stopped:
                return False
            requests_left, tokens_left = self._limits.requests - self._requests, self._limits.tokens - self._spent
            if requests_left < 1:
                self._stopped = self._no_requests()
            elif tokens_left < least:
                self._stopped = self._no_tokens()
            elif requests <= requests_left and tokens <= tokens_left:
                return True
            else:
                self._passed_over += 1
            return False

    def _no_requests(self) -> str:
        return (
            f"the limit of {self._limits.requests} requests a run is reached; raise it with DRAGOMAN_LLM_MAX_REQUESTS"
        )

    def _no_tokens(self) -> str:
        return (
            f"the next request could pass the limit of {self._limits.tokens} tokens a run; "
            "raise it with DRAGOMAN_LLM_MAX_RUN_TOKENS"
        )

    def reserve(self, tokens: int) -> None:
        """Takes one request and the most tokens it can cost; EndpointError where that would break a limit."""
        with self._lock:
            if self._stopped:
                raise EndpointError(Failure.LIMIT, self._stopped)
            if self._requests >= self._limits.requests:
                self._stopped = self._no_requests()
            elif self._spent + tokens > self._limits.tokens:
                self._stopped = self._no_tokens()
            if self._stopped:
                raise EndpointError(Failure.LIMIT, self._stopped)
            self._requests += 1
            self._reserved += tokens

    def settle(self, reserved: int, used: tuple[int, int] | None, *, guess: int) -> None:
        """Puts what a request cost (in, out) in the place of what was reserved; untold, a guess counts."""
        with self._lock:
            self._reserved -= reserved
            if used is None:
                self._unreported += 1
                self._guessed += guess
            else:
                self._in += used[0]
                self._out += used[1]

    def failed(self, kind: Failure, count: int = 1) -> None:
        """Counts a failure."""
        with self._lock:
            self._failures[kind] += count

    def dropped(self, reason: Dropped, count: int = 1) -> None:
        """Counts what was not taken out of an answer."""
        with self._lock:
            self._dropped[reason] += count

    def answered(self) -> None:
        """Notes an answer that could be used."""
        with self._lock:
            self._down = self._unusable = 0

    def gave_up(self, error: EndpointError) -> None:
        """Notes a request that came to nothing; a fatal one, or too many in a row, end the run's requests."""
        with self._lock:
            if error.kind in DOWN:
                self._down += 1
            elif error.kind is not Failure.LIMIT:
                self._unusable += 1
            if self._stopped is not None:
                return
            if error.fatal or self._down >= _MOST_DOWN:
                self._stopped = str(error)
            elif self._unusable >= _MOST_UNUSABLE:
                self._stopped = f"{self._unusable} answers in a row could not be used, the last one since {error}"

    def stop(self, reason: str) -> None:
        """Ends the run's requests."""
        with self._lock:
            self._stopped = self._stopped or reason

    def bill(self) -> Bill:
        """What has been spent so far."""
        with self._lock:
            priced = self._limits.price_in or self._limits.price_out
            cost = (self._in * self._limits.price_in + self._out * self._limits.price_out) / _MILLION
            return Bill(
                requests=self._requests,
                tokens_in=self._in,
                tokens_out=self._out,
                unreported=self._unreported,
                cost=round(cost, 4) if priced else None,
                failures=tuple(self._failures.most_common()),
                dropped=tuple(self._dropped.most_common()),
                passed_over=self._passed_over,
                stopped=self._stopped,
            )

"""The one edge to the endpoint: bounded, patient, never redirected, and silent about its key."""

from __future__ import annotations

import email.utils
import ipaddress
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit, urlunsplit

from dragoman.errors import FetchError, UsageError
from dragoman.ingest.addresses import Resolver, canonical_url, checked_address, is_public, port_of, resolve_host
from dragoman.language.harmless import one_line
from dragoman.llm.account import Account, EndpointError, Failure
from dragoman.llm.options import EndpointOptions

if TYPE_CHECKING:
    import httpx

LARGEST_ANSWER = 4_000_000
"""Bytes; the longest answers of the largest models are a fifth of it."""
ATTEMPTS = 4
LONGEST_WAIT_S = 60.0
_FIRST_WAIT_S = 1.0
_LONGEST_WORD = 200
_MOST_TOKENS = 1_000_000_000
_CHUNK = 65_536
_OK = 200
_REDIRECTS = range(300, 400)
_DENIED = frozenset({401, 402, 403, 404, 405, 407, 410})
_BUSY = 429
_SERVER = range(500, 600)


class Endpoint:
    """Sends one conversation at a time and gives the words of the answer; safe to share between threads.

    The address is checked at every request, and the connection goes to the very address that was checked.
    This machine is allowed, since the user named it; other private addresses only where the settings allow them.
    """

    def __init__(
        self,
        options: EndpointOptions,
        account: Account,
        *,
        resolve: Resolver = resolve_host,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        import httpx

        self.options = options
        self.account = account
        self._url = _chat_url(options.url)
        self._resolve = resolve
        self._sleep = sleep
        self._clock = clock
        self._client = httpx.Client(
            transport=httpx.HTTPTransport(limits=httpx.Limits(max_keepalive_connections=0)),
            timeout=options.timeout_s,
            trust_env=False,
            follow_redirects=False,
        )
        self._check_key_is_safe()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the network."""
        self._client.close()

    def ask(self, system: str, user: str) -> str:
        """The words the model answers; EndpointError says why there are none.

        What may pass (no connection, 429, a server error) is tried again after a pause that doubles, or that
        the endpoint asks for.
        """
        body = self._body(system, user)
        for attempt in range(ATTEMPTS):
            try:
                return self._once(body, attempt)
            except EndpointError as error:
                self.account.failed(error.kind)
                if error.again and attempt + 1 < ATTEMPTS:
                    self._sleep(min(max(error.wait, _FIRST_WAIT_S * 2**attempt), LONGEST_WAIT_S))
                    continue
                raise
        raise AssertionError  # pragma: no cover - the last attempt returns or raises

    def _body(self, system: str, user: str) -> bytes:
        said: dict[str, Any] = {
            "model": self.options.model,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
            "temperature": 0,
            "max_tokens": self.options.max_tokens,
            "stream": False,
        }
        if self.options.json_mode:
            said["response_format"] = {"type": "json_object"}
        return json.dumps(said, ensure_ascii=False).encode("utf-8", "replace")

    def _once(self, body: bytes, attempt: int) -> str:
        # A token stands for a byte at least: what is reserved is never less than what is used.
        reserved = len(body) + self.options.max_tokens
        self.account.reserve(reserved)
        used: tuple[int, int] | None = None
        guess = 0
        try:
            raw = self._send(body, attempt)
            guess = (len(body) + len(raw)) // 4
            answer = _json_object(raw)
            used = _usage(answer)
            return _content(answer)
        except EndpointError as error:
            guess = guess or (len(body) // 4 if error.kind is Failure.TIMEOUT else 0)
            raise
        finally:
            self.account.settle(reserved, used, guess=guess)

    def _send(self, body: bytes, attempt: int) -> bytes:
        import httpx

        parts = urlsplit(self._url)
        host = parts.hostname or ""
        address = self._address(host, attempt)
        request = self._client.build_request(
            "POST",
            httpx.URL(self._url).copy_with(host=address),
            content=body,
            headers={**self._headers(), "Host": parts.netloc},
            extensions={"sni_hostname": host, "timeout": _timeouts(self.options.timeout_s)},
        )
        deadline = self._clock() + self.options.timeout_s
        try:
            response = self._client.send(request, stream=True)
            try:
                return self._read(response, deadline)
            finally:
                response.close()
                self._client.cookies.clear()
        except httpx.TimeoutException as error:
            raise self._timeout() from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise EndpointError(
                Failure.UNREACHABLE, f"{self._shown} could not be reached ({type(error).__name__})", again=True
            ) from error

    def _timeout(self) -> EndpointError:
        return EndpointError(
            Failure.TIMEOUT,
            f"{self._shown} did not answer in {self.options.timeout_s:g} s; "
            "raise DRAGOMAN_LLM_TIMEOUT_S to wait longer",
            again=True,
        )

    def _read(self, response: httpx.Response, deadline: float) -> bytes:
        status = response.status_code
        if status in _REDIRECTS:
            raise EndpointError(
                Failure.REDIRECT, f"{self._shown} redirects; give the address it leads to as --llm-url", fatal=True
            )
        if response.headers.get("content-encoding", "identity").strip().lower() not in {"identity", ""}:
            raise EndpointError(Failure.NO_JSON, f"{self._shown} packs its answers, which was not asked for")
        raw = bytearray()
        for chunk in response.iter_raw(_CHUNK):
            raw += chunk
            if len(raw) > LARGEST_ANSWER:
                raise EndpointError(
                    Failure.TOO_LARGE, f"{self._shown} answered with more than {LARGEST_ANSWER // 1_000_000} MB"
                )
            if self._clock() > deadline:
                raise self._timeout()
        if status != _OK:
            raise self._status_error(status, bytes(raw), response.headers.get("retry-after"))
        return bytes(raw)

    def _status_error(self, status: int, raw: bytes, retry_after: str | None) -> EndpointError:
        said = self._without_key(_error_words(raw))
        message = f"{self._shown} answered with status {status}{f' ({said})' if said else ''}"
        if status in _DENIED:
            advice = "; check DRAGOMAN_LLM_KEY, --llm-url and --llm-model"
            return EndpointError(Failure.DENIED, message + advice, fatal=True)
        if status == _BUSY or status in _SERVER:
            error = EndpointError(Failure.BUSY if status == _BUSY else Failure.SERVER, message, again=True)
            error.wait = _seconds(retry_after)
            return error
        return EndpointError(Failure.REFUSED, message)

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
        if self.options.key:
            headers["Authorization"] = f"Bearer {self.options.key}"
        return headers

    def _address(self, host: str, attempt: int) -> str:
        """The address to connect to; of several of this machine's the next one at each attempt."""
        try:
            found = self._resolve(host, port_of(self._url))
            if found and all(map(_is_loopback, found)):
                own = sorted(found, key=lambda each: ":" in each)
                return own[attempt % len(own)]
            return checked_address(
                host, port_of(self._url), resolve=lambda *_: found, allow_private=self.options.allow_private
            )
        except FetchError as error:
            raise EndpointError(Failure.UNREACHABLE, _advised(str(error)), fatal=True) from error

    def _check_key_is_safe(self) -> None:
        """A key in clear text across a network is everybody's, save one the user has allowed."""
        parts = urlsplit(self._url)
        if not self.options.key or parts.scheme == "https":
            return
        try:
            found = self._resolve(parts.hostname or "", port_of(self._url))
        except FetchError:
            found = ()
        own = self.options.allow_private
        if not found or not all(_is_loopback(each) or (own and not is_public(each)) for each in found):
            raise UsageError(
                f"{self._shown} would send the key in clear text; use https://, or leave DRAGOMAN_LLM_KEY out"
            )

    @property
    def _shown(self) -> str:
        return self._without_key(one_line(self._url.partition("?")[0]))

    def _without_key(self, text: str) -> str:
        return text.replace(self.options.key, "***") if self.options.key else text


def _advised(message: str) -> str:
    return message.replace("say --allow-private-addresses or ", "")


def _chat_url(url: str) -> str:
    """The address conversations are sent to, for the address of an endpoint."""
    try:
        parts = urlsplit(canonical_url(url))
    except FetchError as error:
        raise UsageError(f"--llm-url: {error}") from None
    path = parts.path.rstrip("/")
    if not path.endswith("/chat/completions"):
        path += "/chat/completions"
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _timeouts(seconds: float) -> dict[str, float]:
    return dict.fromkeys(("connect", "read", "write", "pool"), seconds)


def _seconds(retry_after: str | None) -> float:
    """What a Retry-After header asks for, in seconds; 0 where it says nothing that can be used."""
    if not retry_after:
        return 0.0
    if retry_after.strip().isdecimal():
        return min(float(retry_after.strip()[:9]), LONGEST_WAIT_S)
    try:
        when = email.utils.parsedate_to_datetime(retry_after)
    except ValueError:
        return 0.0
    return max((when.replace(tzinfo=when.tzinfo or UTC) - datetime.now(UTC)).total_seconds(), 0.0)


def loads_strictly(text: str) -> Any:
    """JSON without numbers that are none; ValueError for everything else, however deep or long."""
    try:
        return json.loads(text, parse_constant=_no_constant)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _json_object(raw: bytes) -> Mapping[str, Any]:
    try:
        value = loads_strictly(raw.decode("utf-8-sig"))
    except ValueError:
        raise EndpointError(Failure.NO_JSON, "the endpoint's answer is no JSON", again=True) from None
    if not isinstance(value, dict):
        raise EndpointError(Failure.WRONG_SHAPE, "the endpoint's answer is no JSON object")
    return value


def _content(answer: Mapping[str, Any]) -> str:
    """The model's words; a refusal or an answer that was cut off is none."""
    choice = next(_objects(answer.get("choices")), {})
    message = choice.get("message")
    if not isinstance(message, dict):
        raise EndpointError(Failure.WRONG_SHAPE, "the endpoint's answer holds no message; is it OpenAI-compatible?")
    if choice.get("finish_reason") == "length":
        raise EndpointError(
            Failure.TRUNCATED, "the model's answer was cut off; raise DRAGOMAN_LLM_MAX_TOKENS for longer ones"
        )
    if choice.get("finish_reason") == "content_filter" or message.get("refusal"):
        raise EndpointError(Failure.REFUSED, "the model refuses to answer")
    content = message.get("content")
    if not isinstance(content, str):
        raise EndpointError(Failure.WRONG_SHAPE, "the endpoint's answer holds no text")
    return content


def _objects(value: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        yield from (each for each in value if isinstance(each, dict))


def _usage(answer: Mapping[str, Any]) -> tuple[int, int] | None:
    """Tokens in and out as the endpoint reports them; None where it does not, or reports what cannot be."""
    usage = answer.get("usage")
    if not isinstance(usage, dict):
        return None
    counts: Sequence[object] = (usage.get("prompt_tokens"), usage.get("completion_tokens"))
    used = [each for each in counts if type(each) is int and 0 <= each <= _MOST_TOKENS]
    return (used[0], used[1]) if len(used) == len(counts) else None


def _error_words(raw: bytes) -> str:
    """What an error answer says, shortened and harmless."""
    text = raw[: _LONGEST_WORD * 20].decode("utf-8", "replace")
    try:
        value = loads_strictly(text)
    except ValueError:
        value = None
    error = value.get("error") if isinstance(value, dict) else None
    message = error.get("message") if isinstance(error, dict) else error
    return one_line(message if isinstance(message, str) else "")[:_LONGEST_WORD]

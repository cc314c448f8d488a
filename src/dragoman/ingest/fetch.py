"""The one edge to the web: polite, bounded, and never led to an address it did not check."""

from __future__ import annotations

import hashlib
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin, urlsplit

from dragoman.errors import FetchError, TooLargeError
from dragoman.ingest.addresses import Resolver, canonical_url, checked_address, port_of, resolve_host
from dragoman.ingest.robots import CLOSED, OPEN, Robots, parse_robots
from dragoman.settings import Settings

if TYPE_CHECKING:
    import httpx

AGENT = "dragoman"
MAX_REDIRECTS = 5
_MAX_CRAWL_DELAY_S = 30.0
_ROBOTS_BYTES = 500_000
_DEADLINE_FACTOR = 10
_MEGABYTE = 1_000_000
_NOT_MODIFIED = 304
_SERVER_ERROR = 500
_OK = 200
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer: ``unchanged`` means the server says that what the caller has still holds."""

    url: str
    final_url: str
    data: bytes
    media_type: str | None
    etag: str | None
    last_modified: str | None
    unchanged: bool = False

    @property
    def fingerprint(self) -> str:
        """What tells a changed page from the same one: the server's word, else the bytes."""
        return self.etag or self.last_modified or hashlib.sha256(self.data).hexdigest()


class Fetcher:
    """Fetches web addresses, one at a time.

    robots.txt is honoured, a host is asked no more often than the delay allows, redirects are
    followed five times at most and each one's address is checked like the first. The connection
    goes to the very address that was checked. Proxies from the environment are not used, since a
    proxy would resolve the name again.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        transport: httpx.BaseTransport | None = None,
        resolve: Resolver = resolve_host,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        known: Mapping[str, str] | None = None,
    ) -> None:
        import httpx

        self._settings = settings
        self._resolve = resolve
        self._sleep = sleep
        self._clock = clock
        self._known = known or {}
        self._robots: dict[str, Robots] = {}
        self._next_request: dict[str, float] = {}
        # No connection is kept: two hosts behind one address must not share a verified one.
        self._client = httpx.Client(
            transport=transport or httpx.HTTPTransport(limits=httpx.Limits(max_keepalive_connections=0)),
            timeout=settings.fetch_timeout_s,
            trust_env=False,
            follow_redirects=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the network."""
        self._client.close()

    def get(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """What stands at an address; FetchError says why it could not be had.

        With the ``etag`` or ``last_modified`` of an earlier answer, a page that is still the same
        comes back ``unchanged`` and without its bytes.
        """
        asked = canonical_url(url)
        return self._follow(asked, _conditions(etag, last_modified))

    def revisit(self, url: str) -> Fetched:
        """What stands at an address; only asked for if it has changed since it was ``known``.

        The ``known`` fingerprints are those of earlier answers, by address. No copy of a page is kept beside
        the ledger: what is forgotten there is nowhere else.
        """
        etag, last_modified = _validators(self._known.get(canonical_url(url), ""))
        fetched = self.get(url, etag=etag, last_modified=last_modified)
        if not fetched.unchanged:
            return fetched
        return replace(fetched, etag=etag, last_modified=last_modified)

    def _follow(self, asked: str, conditions: dict[str, str]) -> Fetched:
        url = asked
        for _ in range(MAX_REDIRECTS + 1):
            robots = self._robots_of(url)
            if not robots.allows(_path(url)):
                raise FetchError(
                    f"{url} is closed to robots by its host's robots.txt; save the page by hand if its terms allow it"
                )
            answer = self._request(url, conditions, delay=robots.delay, limit=self._limit)
            if isinstance(answer, Fetched):
                return replace(answer, url=asked)
            url = canonical_url(urljoin(url, answer))
        raise FetchError(f"{asked} redirects more than {MAX_REDIRECTS} times")

    @property
    def _limit(self) -> int:
        return self._settings.max_file_mb * _MEGABYTE

    def _robots_of(self, url: str) -> Robots:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = self._fetch_robots(f"{origin}/robots.txt")
        return self._robots[origin]

    def _fetch_robots(self, url: str) -> Robots:
        """Missing rules leave a host open, a host that cannot answer for them is left alone."""
        for _ in range(MAX_REDIRECTS + 1):
            try:
                answer = self._request(url, {}, delay=0.0, limit=_ROBOTS_BYTES)
            except _StatusError as error:
                return OPEN if error.status < _SERVER_ERROR else CLOSED
            except TooLargeError:
                return CLOSED
            if isinstance(answer, Fetched):
                return parse_robots(answer.data.decode("utf-8", "replace"), agent=AGENT)
            url = canonical_url(urljoin(url, answer))
        return OPEN

    def _request(self, url: str, headers: dict[str, str], *, delay: float, limit: int) -> Fetched | str:
        """One request: the answer, or where it redirects to."""
        import httpx

        parts = urlsplit(url)
        host = parts.hostname or ""
        address = checked_address(
            host,
            port_of(url),
            resolve=self._resolve,
            allow_private=self._settings.allow_private_addresses,
        )
        self._wait(host, delay)
        request = self._client.build_request(
            "GET",
            httpx.URL(url).copy_with(host=address),
            headers={**_headers(), **headers, "Host": parts.netloc},
            extensions={**_timeouts(self._settings.fetch_timeout_s), "sni_hostname": host},
        )
        try:
            response = self._client.send(request, stream=True)
            try:
                return self._answer(url, response, limit)
            finally:
                response.close()
                self._client.cookies.clear()  # cookies would be filed under the bare address
        except (httpx.HTTPError, httpx.InvalidURL, zlib.error) as error:
            raise FetchError(f"{url} could not be fetched ({type(error).__name__}: {error})") from error

    def _answer(self, url: str, response: httpx.Response, limit: int) -> Fetched | str:
        if response.status_code in _REDIRECTS and "location" in response.headers:
            return str(response.headers["location"])
        if response.status_code not in {_OK, _NOT_MODIFIED}:
            raise _StatusError(url, response.status_code, response.headers.get("retry-after"))
        unchanged = response.status_code == _NOT_MODIFIED
        return Fetched(
            url=url,
            final_url=url,
            data=b"" if unchanged else self._body(url, response, limit),
            media_type=response.headers.get("content-type"),
            etag=response.headers.get("etag"),
            last_modified=response.headers.get("last-modified"),
            unchanged=unchanged,
        )

    def _body(self, url: str, response: httpx.Response, limit: int) -> bytes:
        """The body, unpacked no further than the limit and within the deadline."""
        deadline = self._clock() + self._settings.fetch_timeout_s * _DEADLINE_FACTOR
        body = bytearray()
        for chunk in _unpacked(response, limit):
            body += chunk
            if len(body) > limit:
                raise TooLargeError(
                    f"{url} has more than {limit / _MEGABYTE:g} MB; raise the limit with "
                    "DRAGOMAN_MAX_FILE_MB if you trust it"
                )
            if self._clock() > deadline:
                raise FetchError(f"{url} sends too slowly; raise DRAGOMAN_FETCH_TIMEOUT_S to wait longer")
        return bytes(body)

    def _wait(self, host: str, delay: float) -> None:
        pause = max(self._settings.fetch_delay_s, min(delay, _MAX_CRAWL_DELAY_S))
        now = self._clock()
        ready = self._next_request.get(host, now)
        if ready > now:
            self._sleep(ready - now)
        self._next_request[host] = max(now, ready) + pause


class _StatusError(FetchError):
    """An answer that is no page."""

    def __init__(self, url: str, status: int, retry_after: str | None) -> None:
        later = f"; it asks to come back after {retry_after[:40]}" if retry_after else ""
        super().__init__(f"{url} answered with status {status}{later}")
        self.status = status


def _unpacked(response: httpx.Response, limit: int) -> Iterator[bytes]:
    """The body's bytes, gzip undone piece by piece so that a small answer cannot fill the memory."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding in {"identity", ""}:
        yield from response.iter_raw(_CHUNK)
        return
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise FetchError(f"{response.url} is packed with {encoding[:40]!r}, which was not asked for")
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    for chunk in response.iter_raw(_CHUNK):
        yield unpacker.decompress(chunk, limit + 1)
    yield unpacker.flush()


def _validators(fingerprint: str) -> tuple[str | None, str | None]:
    """ETag and Last-Modified that a fingerprint may be (RFC 9110, 8.8); a hash of the bytes is neither."""
    if fingerprint.startswith(('"', 'W/"')):
        return fingerprint, None
    return None, fingerprint if fingerprint.endswith(" GMT") else None


def _conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in conditions.items() if value}


def _headers() -> dict[str, str]:
    return {
        "User-Agent": f"{AGENT}/{version('dragoman')}",
        "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5",
        "Accept-Encoding": "gzip",
    }


def _timeouts(seconds: float) -> dict[str, dict[str, float]]:
    return {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), seconds)}


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path

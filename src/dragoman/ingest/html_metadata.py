"""What a page's head says of the page: nothing is guessed from its looks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dragoman.ingest.dating import date_in_url, parse_date
from dragoman.ingest.text import clean_line, clean_or_none
from dragoman.records import Date, DateOrigin

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # ships no types

_TITLE = ("citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title")
_AUTHORS = ("citation_author", "dc.creator", "dcterms.creator", "author", "article:author", "parsely-author")
_PUBLISHER = ("publisher", "citation_publisher", "dc.publisher", "dcterms.publisher", "og:site_name")
_DATES = (
    "article:published_time",
    "og:published_time",
    "citation_publication_date",
    "citation_date",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
)
_GENRE = ("genre", "dc.type", "dcterms.type")
_LICENCE = ("dcterms.license", "dc.rights", "dcterms.rights", "license", "licence")
_LANGUAGE = ("dc.language", "dcterms.language", "content-language", "language")
_TITLE_SEPARATORS = (" | ", " – ", " — ", " - ", " · ", " :: ", " » ")
_MAX_JSON_DEPTH = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """What the page states; None where it is silent."""

    title: str | None
    authors: tuple[str, ...]
    publisher: str | None
    genre: str | None
    licence: str | None
    language: str | None
    published: Date | None


def read_metadata(tree: HtmlElement, *, url: str | None) -> PageMetadata:
    """Metadata from meta elements, JSON-LD, microdata, ``<time>`` and last the address."""
    metas = _metas(tree)
    linked = _article_node(tree)
    publisher = _first(metas, _PUBLISHER) or _name(linked.get("publisher"))
    return PageMetadata(
        title=_title(tree, metas, linked, publisher),
        authors=_authors(metas, linked),
        publisher=publisher,
        genre=_first(metas, _GENRE) or _name(linked.get("genre")),
        licence=_licence(tree, metas, linked),
        language=_language(tree, metas, linked),
        published=_published(tree, metas, linked, url),
    )


def _metas(tree: HtmlElement) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = clean_line(element.get("content") or "")
        for attribute in ("name", "property", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, []).append(content)
    return found


def _first(metas: Mapping[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


def _article_node(tree: HtmlElement) -> Mapping[str, Any]:
    """The JSON-LD object that describes the article; an empty one if there is none."""
    nodes = [
        node
        for script in tree.iter("script")
        if (script.get("type") or "").strip().lower() == "application/ld+json"
        for node in _json_nodes(script.text or "")
    ]
    for node in nodes:
        if "headline" in node or "datePublished" in node:
            return node
    return {}


def _json_nodes(raw: str) -> Iterator[Mapping[str, Any]]:
    try:
        parsed = json.loads(raw)
    except (ValueError, RecursionError):  # a page's broken script is no reason to refuse its text
        return
    yield from _walk(parsed, _MAX_JSON_DEPTH)


def _walk(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth == 0:
        return
    if isinstance(value, dict):
        yield value
        yield from _walk(value.get("@graph"), depth - 1)
        yield from _walk(value.get("mainEntity"), depth - 1)
    elif isinstance(value, list):
        for each in value:
            yield from _walk(each, depth - 1)


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        return next((name for name in map(_name, value) if name), None)
    if isinstance(value, dict):
        return _name(value.get("name"))
    return clean_or_none(value) if isinstance(value, str) else None


def _title(
    tree: HtmlElement, metas: Mapping[str, list[str]], linked: Mapping[str, Any], publisher: str | None
) -> str | None:
    stated = _name(linked.get("headline")) or _first(metas, _TITLE)
    if stated:
        return stated
    whole = clean_line(tree.findtext(".//title") or "")
    headings = [clean_line(str(each.text_content())) for each in tree.iter("h1")]
    within = [each for each in headings if each and each in whole]
    if within:
        return max(within, key=len)
    if not whole:
        return next(filter(None, headings), None)
    return _without_site(whole, publisher)


def _without_site(title: str, publisher: str | None) -> str:
    """``Headline | Paper`` without the paper, where the page itself names the paper."""
    for separator in _TITLE_SEPARATORS:
        head, found, tail = title.rpartition(separator)
        if found and publisher and tail.casefold() == publisher.casefold():
            return head
    return title


def _authors(metas: Mapping[str, list[str]], linked: Mapping[str, Any]) -> tuple[str, ...]:
    stated = linked.get("author")
    names = [_name(each) for each in (stated if isinstance(stated, list) else [stated])]
    if not any(names):
        names = list(next((metas[name] for name in _AUTHORS if name in metas), []))
    return tuple(dict.fromkeys(name for name in names if name and not name.startswith(("http:", "https:"))))


def _licence(tree: HtmlElement, metas: Mapping[str, list[str]], linked: Mapping[str, Any]) -> str | None:
    for element in tree.iter("link", "a"):
        if "license" in (element.get("rel") or "").lower().split():
            return clean_or_none(element.get("href"))
    return _first(metas, _LICENCE) or _name(linked.get("license"))


def _language(tree: HtmlElement, metas: Mapping[str, list[str]], linked: Mapping[str, Any]) -> str | None:
    root = tree.getroottree().getroot()
    stated = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    return clean_or_none(stated) or _first(metas, _LANGUAGE) or _name(linked.get("inLanguage"))


def _published(
    tree: HtmlElement, metas: Mapping[str, list[str]], linked: Mapping[str, Any], url: str | None
) -> Date | None:
    stated = [linked.get("datePublished"), *(metas[name][0] for name in _DATES if name in metas)]
    for raw in (*stated, *_time_elements(tree)):
        found = parse_date(raw, origin=DateOrigin.METADATA) if isinstance(raw, str) else None
        if found is not None:
            return found
    return date_in_url(url) if url and urlsplit(url).scheme in {"http", "https"} else None


def _time_elements(tree: HtmlElement) -> Iterator[str]:
    """``<time>`` marked as the publication's; an unmarked one may be of anything on the page."""
    for element in tree.iter("time", "abbr", "span"):
        marked = element.get("itemprop") == "datePublished" or element.get("pubdate") is not None
        if marked or (element.tag == "time" and "published" in (element.get("class") or "").split()):
            yield element.get("datetime") or element.get("content") or element.get("title") or ""

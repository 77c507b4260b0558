"""Atom feeds (RFC 4287), written by the standard library's tree: whatever people write into a text stays a text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

MEDIA_TYPE: Final = "application/atom+xml; charset=utf-8"
NAMESPACE: Final = "http://www.w3.org/2005/Atom"
DECLARATION: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
_NO_CHARACTERS: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can't carry, not even escaped (section 2.2)."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A thing as it stands since `updated`; `id` is an IRI that stays, `page` shows it to people."""

    id: str
    title: str
    updated: datetime
    page: str
    text: str = ""
    language: str | None = None
    published: datetime | None = None
    categories: tuple[str, ...] = ()
    alternates: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Feed:
    """What all entries have in common; `address` is where the feed itself is read."""

    id: str
    title: str
    author: str
    address: str
    page: str
    updated: datetime


def feed_of(feed: Feed, entries: Iterable[Entry]) -> bytes:
    """Return the document."""
    root = Element("feed", {"xmlns": NAMESPACE, "xml:lang": "de"})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", _moment(feed.updated))
    _add(SubElement(root, "author"), "name", feed.author)
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.address})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.page})
    root.extend(_entry(entry) for entry in entries)
    return f"{DECLARATION}{tostring(root, encoding='unicode')}".encode()


def _entry(entry: Entry) -> Element:
    element = Element("entry", {"xml:lang": entry.language} if entry.language else {})
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "updated", _moment(entry.updated))
    if entry.published is not None:
        _add(element, "published", _moment(entry.published))
    element.extend(_links(entry))
    for category in entry.categories:
        SubElement(element, "category", {"term": category})
    _add(element, "content", entry.text).set("type", "text")
    return element


def _links(entry: Entry) -> Iterator[Element]:
    yield Element("link", {"rel": "alternate", "type": "text/html", "href": entry.page})
    for media_type, address in entry.alternates:
        yield Element("link", {"rel": "alternate", "type": media_type, "href": address})


def _add(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name)
    element.text = _NO_CHARACTERS.sub("", text)
    return element


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

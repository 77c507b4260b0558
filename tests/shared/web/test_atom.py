"""Atom feeds as RFC 4287 wants them, whatever people write into them."""

from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from shared.web.atom import Entry, Feed, feed_of

WHEN = datetime(2026, 3, 1, 9, 30, 0, 500, tzinfo=UTC)
FEED = Feed(
    id="http://a/feed", title="Angebote", author="Amt", address="http://a/feed?x=1&y=2", page="http://a", updated=WHEN
)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=200)


def read(**said: Any) -> Element:
    entry = Entry(**{"id": "urn:uuid:1", "title": "Treff", "updated": WHEN, "page": "http://a/1", **said})
    root: Element = fromstring(feed_of(FEED, [entry]))
    return root


def text_of(element: Element, path: str) -> str | None:
    return element.findtext("/".join(f"{{*}}{name}" for name in path.split("/")))


def test_a_feed_and_its_entries_say_what_the_standard_asks_for() -> None:
    root = read()
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    said = [text_of(root, name) for name in ("id", "title", "updated", "author/name", "entry/id", "entry/updated")]
    assert said == ["http://a/feed", "Angebote", "2026-03-01T09:30:00Z", "Amt", "urn:uuid:1", "2026-03-01T09:30:00Z"]
    links = [(link.get("rel"), link.get("href")) for link in root.findall("{*}link")]
    assert links == [("self", "http://a/feed?x=1&y=2"), ("alternate", "http://a")]


@given(TEXTS)
def test_a_text_comes_out_as_it_went_in(text: str) -> None:
    assert text_of(read(text=text), "entry/content") == text


def test_markup_in_a_text_is_text() -> None:
    root = read(title="<script>&amp;</script>")
    assert text_of(root, "entry/title") == "<script>&amp;</script>"


def test_characters_that_xml_cannot_carry_are_left_out() -> None:
    assert text_of(read(text="a\x0b\ufffeb"), "entry/content") == "ab"

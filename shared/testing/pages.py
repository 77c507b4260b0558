"""Every HTML page a test receives is checked: well-formed, labelled, with landmarks, nothing inline, nothing from elsewhere.

What a parser can't see (contrast, focus) is left to axe in a real browser, tests/e2e.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final
from xml.etree.ElementTree import Element

import html5lib

from shared.web.languages import BY_TAG

UNLABELLED_INPUTS: Final = {"hidden", "submit", "button", "reset", "image"}
REFERENCES: Final = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
LOADED: Final = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "form": "action",
    "button": "formaction",
}
LOADING_LINKS: Final = {"stylesheet", "icon", "preload", "manifest", "modulepreload"}


def assert_page(html: str) -> None:
    """Raises AssertionError with every fault of the page."""
    page = parsed(html)
    checks = (_language, _outline, _landmarks, _labels, _references, _nothing_inline, _nothing_from_elsewhere)
    faults = [fault for check in checks for fault in check(page)]
    assert not faults, "\n".join(faults)


def assert_fragment(html: str) -> None:
    """The same for a part of a page that htmx exchanges."""
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(html)
    faults = [fault for check in (_labels, _nothing_inline, _nothing_from_elsewhere) for fault in check(page)]
    assert not faults, "\n".join(faults)


def parsed(html: str) -> Element:
    """The document as a tree; any parse error of the HTML standard is raised."""
    page: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    return page


def text_of(element: Element) -> str:
    """What a reader sees of an element, spaces collapsed."""
    return " ".join("".join(element.itertext()).split())


def _language(page: Element) -> Iterator[str]:
    language = BY_TAG.get(page.get("lang", ""))
    if language is None:
        yield f"unknown page language {page.get('lang')!r}"
    elif page.get("dir") != language.direction:
        yield f"direction {page.get('dir')!r} for {language.tag}"
    title = page.find("head/title")
    if title is None or not text_of(title).strip(" –"):
        yield "no title"


def _outline(page: Element) -> Iterator[str]:
    levels = [int(element.tag[1]) for element in page.iter() if element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} h1 elements"
    main = [
        int(e.tag[1]) for e in page.find("body/main") or () for e in e.iter() if str(e.tag) in {"h1", "h2", "h3", "h4"}
    ]
    for above, below in pairwise(main):
        if below > above + 1:
            yield f"h{below} follows h{above}"


def _landmarks(page: Element) -> Iterator[str]:
    body = page.find("body")
    for name in ("header", "main", "footer"):
        if body is None or len(body.findall(name)) != 1:
            yield f"not exactly one {name} in the body"
    names = Counter(nav.get("aria-label") or nav.get("aria-labelledby") for nav in page.iter("nav"))
    yield from (f"{count} navigations named {name!r}" for name, count in names.items() if count > 1 or not name)


def _labels(page: Element) -> Iterator[str]:
    labelled = {label.get("for") for label in page.iter("label") if text_of(label)}
    for control in (element for element in page.iter() if element.tag in {"input", "select", "textarea"}):
        named = control.get("id") in labelled or control.get("aria-label") or control.get("aria-labelledby")
        if control.get("type") not in UNLABELLED_INPUTS and not named:
            yield f"{control.tag} {control.get('name')!r} has no label"
    for element in (element for element in page.iter() if element.tag in {"a", "button"}):
        if not (text_of(element) or element.get("aria-label") or element.find(".//img[@alt]") is not None):
            yield f"{element.tag} without a name: {element.attrib}"
    yield from (f"image {image.get('src')!r} without alt" for image in page.iter("img") if image.get("alt") is None)
    yield from ("fieldset without legend" for fieldset in page.iter("fieldset") if fieldset.find("legend") is None)


def _references(page: Element) -> Iterator[str]:
    ids = Counter(element.get("id") for element in page.iter() if element.get("id"))
    yield from (f"id {name!r} occurs {count} times" for name, count in ids.items() if count > 1)
    for element in page.iter():
        targets = [target for attribute in REFERENCES for target in element.get(attribute, "").split()]
        href = element.get("href", "")
        if element.tag == "a" and len(href) > 1 and href.startswith("#"):
            targets.append(href[1:])
        yield from (f"{element.tag} refers to missing id {target!r}" for target in targets if target not in ids)


def _nothing_inline(page: Element) -> Iterator[str]:
    for element in page.iter():
        if element.tag == "style" or (element.tag == "script" and element.get("src") is None and not _is_data(element)):
            yield f"inline {element.tag}"
        for name, value in element.attrib.items():
            if name == "style" or name.startswith(("on", "hx-on")) or value.strip().lower().startswith("javascript:"):
                yield f"inline {name} at {element.tag}"


def _is_data(script: Element) -> bool:
    """Whether a script element only carries data, which browsers never run (schema.org)."""
    return script.get("type") == "application/ld+json"


def _nothing_from_elsewhere(page: Element) -> Iterator[str]:
    for element in page.iter():
        attribute = LOADED.get(str(element.tag))
        address = element.get(attribute, "") if attribute else ""
        if element.tag == "link" and LOADING_LINKS & set(element.get("rel", "").split()):
            address = element.get("href", "")
        if "//" in address.partition("?")[0] or ":" in address.partition("/")[0]:
            yield f"{element.tag} loads from elsewhere: {address}"

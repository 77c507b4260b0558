"""A browser for tests: it keeps cookies, checks every page it gets, and sends forms as they stand on the page."""

from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import httpx

from shared.testing.pages import assert_page, parsed, text_of

SEE_OTHER = 303


class Browser:
    """Follows redirects within the platform; `headers` as a German browser sends them."""

    def __init__(self, url: str, *, language: str = "de") -> None:
        self.http = httpx.AsyncClient(
            base_url=url, timeout=15, verify=False, headers={"Accept": "text/html", "Accept-Language": language}
        )
        self.page: httpx.Response | None = None

    async def get(self, path: str, **query: str | list[str]) -> httpx.Response:
        """Open a page."""
        return await self._arrive(await self.http.get(path, params=query or None))

    async def send(self, *, button: str, **changed: Any) -> httpx.Response:
        """Change fields of the form with this button and press it."""
        form = self.form_with(button)
        data = {**fields_of(form), **_pressed(form, button), **changed}
        return await self.post(form.get("action", ""), data)

    async def post(self, path: str, data: dict[str, Any]) -> httpx.Response:
        """Send a form that no page needs to have."""
        return await self._arrive(await self.http.post(path, data=data))

    async def _arrive(self, response: httpx.Response) -> httpx.Response:
        while response.status_code == SEE_OTHER:
            response = await self.http.get(response.headers["location"])
        if response.headers.get("content-type", "").startswith("text/html") and self._is_own(response):
            assert_page(response.text)
        self.page = response
        return response

    def _is_own(self, response: httpx.Response) -> bool:
        return response.url.port == self.http.base_url.port

    def form_with(self, button: str) -> Element:
        """The form with a button of this name."""
        tree = self.tree
        outside = {b.get("form") for b in tree.iter("button") if b.get("form") and text_of(b) == button}
        forms = [
            form
            for form in tree.iter("form")
            if form.get("id") in outside or button in [text_of(b) for b in form.iter("button")]
        ]
        assert forms, f"no form has the button {button!r}: {self.text}"
        return forms[0]

    @property
    def tree(self) -> Element:
        """The page as elements."""
        assert self.page is not None
        return parsed(self.page.text)

    @property
    def text(self) -> str:
        """What a reader sees of the page's content."""
        return text_of(next(self.tree.iter("main")))

    @property
    def path(self) -> str:
        """Where the browser stands."""
        assert self.page is not None
        return urlsplit(str(self.page.url)).path

    async def sign_in(self, subject: str, path: str = "/arbeitsbereich") -> httpx.Response:
        """Go to a page that needs it, choose a person at the issuer, and come back."""
        await self.get(path)
        assert self.page is not None
        ticket = next(field.get("value", "") for field in self.tree.iter("input") if field.get("name") == "ticket")
        origin = str(self.page.url.copy_with(path="/authorize", query=None))
        return await self.post(origin, {"ticket": ticket, "subject": subject})


def fields_of(form: Element) -> dict[str, str | list[str]]:
    """What a form sends when nobody touches it."""
    fields: dict[str, str | list[str]] = {}
    for field in form.iter():
        name = field.get("name")
        if name is None:
            continue
        if field.tag == "textarea":
            fields[name] = "".join(field.itertext()).removeprefix("\n")
        if field.tag == "select":
            fields[name] = _chosen(field)
        if field.tag == "input":
            _add_input(fields, name, field)
    return fields


def _add_input(fields: dict[str, str | list[str]], name: str, field: Element) -> None:
    kind, value = field.get("type"), field.get("value", "")
    if kind == "hidden" and name in fields:
        before = fields[name]
        fields[name] = [*(before if isinstance(before, list) else [before]), value]
    elif kind not in {"checkbox", "radio"}:
        fields[name] = value
    elif field.get("checked") is not None:
        before = fields.get(name, [])
        fields[name] = [*before, value] if kind == "checkbox" and isinstance(before, list) else value


def _chosen(select: Element) -> str:
    options = list(select.iter("option"))
    chosen = [option for option in options if option.get("selected") is not None] or options[:1]
    return chosen[0].get("value", "") if chosen else ""


def _pressed(form: Element, text: str) -> dict[str, str]:
    button = next((button for button in form.iter("button") if text_of(button) == text), None)
    name = button.get("name") if button is not None else None
    return {name: button.get("value", "")} if button is not None and name else {}

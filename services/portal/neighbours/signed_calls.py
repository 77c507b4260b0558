"""Calls to a neighbour in a signed-in person's name: every call carries that person's own access token, so the owner of the data decides."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx

from services.portal.neighbours.refusals import refused
from shared.identity.refusals import NotPermitted, NotSignedIn, NotVisible
from shared.web.etag import etag_of
from shared.web.problems import Refusal

PATIENCE_SECONDS = 10.0
# What a table or an archive may take to be looked through.
LONG_PATIENCE_SECONDS = 60.0
ITEMS_A_CALL = 200
MOST_ITEMS = 1000

Record = dict[str, Any]
"""A thing as its owner tells it; pages show it, and what they change they send back whole."""
Query = str | int | bool | None | list[str]


class SignedCalls:
    """A service as one person may use it. Each call raises `away`, NotSignedIn, NotPermitted, NotVisible, Refused."""

    def __init__(self, http: httpx.AsyncClient, *, url: str, token: str, away: type[Refusal]) -> None:
        self._http = http
        self._url = url
        self._headers = {"Authorization": f"Bearer {token}"}
        self._away = away

    async def read(self, path: str, **query: Query) -> Record:
        """Return one thing."""
        return _record(await self.call("GET", path, params=_given(query)))

    async def find(self, path: str, **query: Query) -> Record | None:
        """Return one thing, None where there is none to be seen."""
        try:
            return await self.read(path, **query)
        except NotVisible:
            return None

    async def every(self, path: str, *, most: int = MOST_ITEMS, **query: Query) -> list[Record]:
        """Return a list from its beginning, asked for page by page, at most so many entries."""
        items: list[Record] = []
        cursor: str | None = None
        while len(items) < most:
            page = await self.read(path, **query, limit=min(ITEMS_A_CALL, most - len(items)), cursor=cursor)
            items += page["items"]
            cursor = page.get("next")
            if cursor is None:
                break
        return items

    async def make(self, path: str, body: Mapping[str, Any]) -> Record:
        """Put something where nothing is yet."""
        return _record(await self.call("PUT", path, json=dict(body), headers={"If-None-Match": "*"}))

    async def change(self, path: str, body: Mapping[str, Any], *, version: int) -> Record:
        """Put something in the place of a version that was seen."""
        return _record(await self.call("PUT", path, json=dict(body), headers=_if_match(version)))

    async def do(self, path: str, body: Mapping[str, Any] | None = None, *, version: int | None = None) -> Record:
        """Take a step."""
        sent: dict[str, Any] = {} if body is None else {"json": dict(body)}
        return _record(await self.call("POST", path, headers=_if_match(version), **sent))

    async def do_soon(self, path: str, *, version: int) -> Record:
        """Have a step taken that may take long; the answer tells that it is under way (RFC 7240)."""
        return _record(await self.call("POST", path, headers={**_if_match(version), "Prefer": "respond-async"}))

    async def remove(self, path: str, *, version: int | None = None) -> None:
        """Take something away."""
        await self.call("DELETE", path, headers=_if_match(version))

    async def send_file(
        self, path: str, *, field: str = "file", name: str, content: bytes, form: Mapping[str, str]
    ) -> Record:
        """Send a file with the fields of a form."""
        files = {field: (name, content)}
        return _record(await self.call("POST", path, data=dict(form), files=files, timeout=LONG_PATIENCE_SECONDS))

    @asynccontextmanager
    async def streamed(self, path: str, **query: Query) -> AsyncIterator[httpx.Response]:
        """Read a file while it is sent on."""
        request = self._http.build_request(
            "GET", self._url + path, params=_given(query), headers=self._headers, timeout=LONG_PATIENCE_SECONDS
        )
        try:
            answer = await self._http.send(request, stream=True)
        except httpx.HTTPError as failure:
            raise self._away from failure
        try:
            if not answer.is_success:
                await answer.aread()
                self._insist_on_success(answer)
            yield answer
        finally:
            await answer.aclose()

    async def call(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        timeout: float = PATIENCE_SECONDS,
        **sent: Any,
    ) -> httpx.Response:
        """Ask for anything, and return only what went well."""
        try:
            answer = await self._http.request(
                method, self._url + path, headers={**self._headers, **(headers or {})}, timeout=timeout, **sent
            )
        except httpx.HTTPError as failure:
            raise self._away from failure
        self._insist_on_success(answer)
        return answer

    def _insist_on_success(self, answer: httpx.Response) -> None:
        if answer.is_success:
            return
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            raise NotSignedIn
        if answer.status_code == httpx.codes.NOT_FOUND:
            raise NotVisible
        if answer.is_server_error:
            raise self._away
        refusal = refused(answer)
        raise NotPermitted if refusal.name == "not-permitted" else refusal


def _record(answer: httpx.Response) -> Record:
    return dict(answer.json()) if answer.content else {}


def _if_match(version: int | None) -> dict[str, str]:
    return {} if version is None else {"If-Match": etag_of(version)}


def _given(query: Mapping[str, Query]) -> dict[str, Any]:
    return {name: value for name, value in query.items() if value is not None}

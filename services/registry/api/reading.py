"""How the registry answers reads: with ETags, so that a face keeps what hasn't changed, and lists page by page."""

import hashlib
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel

from services.registry.storage.keyset import Window
from shared.web.cursor import LONGEST, Page, read_cursor
from shared.web.etag import etag_of, is_unchanged


@dataclass(frozen=True)
class Paging:
    """How many entries of a list, and after which one."""

    limit: int
    cursor: str | None

    def window(self, *types: type[Any]) -> Window:
        """Return the stretch of a list that is ordered by values of these types; raises 400 for a broken cursor."""
        return Window(after=read_cursor(self.cursor, *types), limit=self.limit)


async def _paging(
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    cursor: Annotated[str | None, Query(max_length=LONGEST, description="`next` of the page before")] = None,
) -> Paging:
    return Paging(limit, cursor)


PageOf = Annotated[Paging, Depends(_paging)]
"""A route's parameter type: the page that is asked for."""


def shown(request: Request, entry: BaseModel, *, version: int) -> Response:
    """Answer with one thing, or 304 when the reader has this version."""
    return _answer(request, entry.model_dump_json(), etag=etag_of(version))


def listed(request: Request, page: Page[Any]) -> Response:
    """Answer with a page of a list, or 304 when the reader has the same page."""
    return calculated(request, page)


def calculated(request: Request, content: BaseModel) -> Response:
    """Answer with what has no version of its own, or 304 when the reader has the same."""
    written = content.model_dump_json()
    return _answer(request, written, etag=etag_of(hashlib.sha256(written.encode()).hexdigest()[:32]))


def _answer(request: Request, written: str, *, etag: str) -> Response:
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if is_unchanged(request.headers, etag=etag):
        return Response(status_code=304, headers=headers)
    return Response(written, media_type="application/json", headers=headers)

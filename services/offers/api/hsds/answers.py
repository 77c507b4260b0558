"""How HSDS answers: a page in its envelope, one record, or everything as lines; each with its tag, and 304 for who has it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Any

import orjson
from fastapi import Depends, Request
from starlette.datastructures import Headers, QueryParams
from starlette.responses import Response, StreamingResponse

from services.offers.api.last_change import LastChange
from services.offers.api.search.equipment import Search
from services.offers.api.search.remembered import NOT_TO_BE_REMEMBERED
from services.offers.domain.hsds.record import Json
from services.offers.storage.search.standing import Standing
from shared.hosting.running import ServiceEdge
from shared.web.etag import etag_of, is_unchanged, last_modified

LINES_AT_ONCE = 50
TIMES_OF_DAY = frozenset({"day", "start_time", "end_time"})


@dataclass(frozen=True)
class Reader:
    """Somebody who asks, and the state of the database at that time or later."""

    headers: Headers
    target: str
    standing: Standing
    changed: datetime
    now: datetime

    def given(self, said: Any) -> Response:
        """Return a document, or 304."""
        body = orjson.dumps(said)
        head, is_known = self._compared(sha256(body).hexdigest())
        if is_known:
            return Response(status_code=304, headers=head)
        return Response(body, media_type="application/json", headers=head)

    def streamed(self, stretches: AsyncIterator[Sequence[Json]]) -> Response:
        """Return everything as lines, a stretch at a time; its tag is the state of the database, for nobody has read it yet."""
        head, is_known = self._compared(sha256(f"{self.target} {self.standing}".encode()).hexdigest())
        if is_known:
            return Response(status_code=304, headers=head)
        return StreamingResponse(_lines(stretches), media_type="application/x-ndjson", headers=head)

    def _compared(self, digest: str) -> tuple[dict[str, str], bool]:
        """Return the headers of a fresh answer and of a 304 alike, and whether it is a 304."""
        tag, modified = etag_of(digest[:32]), last_modified(self.changed, now=self.now)
        head = {"ETag": tag, "Cache-Control": "no-cache"} | ({"Last-Modified": modified} if modified else {})
        return head, is_unchanged(self.headers, etag=tag, modified=modified)


async def _reader(request: Request, search: Search, edge: ServiceEdge) -> Reader:
    standing = await search.live.standing()
    now = edge.clock()
    last: LastChange = request.app.state.last_change
    changed = last.until(standing, now)
    if changed > now or not _is_asked_again(request.query_params):
        setattr(request.state, NOT_TO_BE_REMEMBERED, True)
    return Reader(request.headers, str(request.url), standing, changed, now)


def _is_asked_again(asked: QueryParams) -> bool:
    """Tell whether an answer is worth remembering: copies walk on, and what is over is left out without an event at the end of a day."""
    walks = asked.get("page", "1") != "1" or "full" in asked or "full_service" in asked or "minimal" in asked
    return not walks and TIMES_OF_DAY.isdisjoint(asked)


AskedBy = Annotated[Reader, Depends(_reader)]
"""A route's parameter type: who asks, and what stands now."""


def page_of(contents: Sequence[Json], *, total: int, page: int, per_page: int) -> Json:
    """Return the envelope of HSDS around a page, counted from 1; a page behind the last one is empty."""
    pages = -(-total // per_page)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": page,
        "size": len(contents),
        "first_page": page == 1,
        "last_page": page >= pages,
        "empty": not contents,
        "contents": contents,
    }


async def _lines(stretches: AsyncIterator[Sequence[Json]]) -> AsyncIterator[bytes]:
    """Others are let in between: a stretch takes as long as many of their questions."""
    async for stretch in stretches:
        for begin in range(0, len(stretch), LINES_AT_ONCE):
            part = stretch[begin : begin + LINES_AT_ONCE]
            yield b"".join(orjson.dumps(each, option=orjson.OPT_APPEND_NEWLINE) for each in part)
            await asyncio.sleep(0)

"""Reads the catalogue as anybody may, by ETag; while it is away the last good answer stands in, with its age."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, partial
from typing import Generic, TypeVar
from urllib.parse import urlencode
from uuid import UUID

import httpx
from pydantic import BaseModel

from services.portal.domain.ages import Ages
from services.portal.neighbours.found import Dates, FoundPage, Standing
from services.portal.neighbours.kept_answers import Kept, KeptAnswers
from services.portal.neighbours.offer import Offer
from services.portal.neighbours.refusals import CatalogueAway
from services.portal.neighbours.wanted import Query, Wanted
from shared.identity.refusals import NotVisible

PATIENCE_SECONDS = 2.0
# After a failure nobody waits for the catalogue again for this long.
REST = timedelta(seconds=2)
OFFERS_A_PAGE = 24
MOST_DATES = 24

Content = TypeVar("Content", bound=BaseModel)


@dataclass(frozen=True)
class Told(Generic[Content]):
    """What the catalogue told; `as_of` is None when it told it just now, else when it was last known to be true.

    A page whose ETag says that it stands needs none of the content: it is read when it is wanted.
    """

    read: Callable[[], Content]
    as_of: datetime | None = None
    etag: str = ""

    @cached_property
    def content(self) -> Content:
        """What it says."""
        return self.read()


class Catalogue:
    """The public side of the offer catalogue."""

    def __init__(self, http: httpx.AsyncClient, *, url: str, clock: Callable[[], datetime]) -> None:
        self._http = http
        self._url = url
        self._clock = clock
        self._kept = KeptAnswers()
        self._rests_until: datetime | None = None
        self._asking: dict[str, asyncio.Task[Kept | None]] = {}

    async def standing(self) -> str:
        """Return a word that stays while nothing that anybody may read has changed; raises CatalogueAway."""
        answer = await self._ask("/offers/standing", None)
        if answer is None:
            raise CatalogueAway
        return Standing.model_validate_json(answer.content).standing

    async def offer(self, offer_id: UUID) -> Told[Offer]:
        """Return an offer; raises NotVisible, CatalogueAway."""
        return await self._read(f"/offers/{offer_id}", Offer)

    async def dates(self, offer_id: UUID) -> Dates:
        """Return the dates to come of an offer; none while the catalogue is away."""
        try:
            query = [("limit", str(MOST_DATES))]
            return (await self._read(f"/offers/{offer_id}/dates", Dates, query=query, keeping=False)).content
        except CatalogueAway:
            return Dates()

    async def calendar(self, offer_id: UUID) -> bytes:
        """Return the dates to come of an offer as iCalendar; raises NotVisible, CatalogueAway."""
        answer = await self._ask(f"/offers/{offer_id}.ics", None)
        if answer is None:
            raise NotVisible
        return answer.content

    async def search(
        self,
        network: str,
        wanted: Wanted,
        *,
        phase_ages: Ages | None = None,
        limit: int = OFFERS_A_PAGE,
        facets: bool = True,
    ) -> Told[FoundPage]:
        """Return what a quarter has; raises CatalogueAway. What was never asked before is sifted from the kept whole list."""
        query = wanted.query(network, limit=limit, facets=facets)
        try:
            # Words are the family's own: they are asked, and never kept.
            return await self._read("/offers/search", FoundPage, query=query, keeping=not wanted.words)
        except CatalogueAway:
            return self._sifted(network, wanted, phase_ages)

    def _sifted(self, network: str, wanted: Wanted, phase_ages: Ages | None) -> Told[FoundPage]:
        kept = self._kept.get(_address("/offers/search", Wanted().query(network, limit=OFFERS_A_PAGE)))
        if kept is None or wanted.needs_the_catalogue:
            raise CatalogueAway
        everything = FoundPage.model_validate_json(kept.content)
        fitting = tuple(each for each in everything.items if wanted.fits(each.offer, phase_ages=phase_ages))
        return Told(lambda: FoundPage(items=fitting, total=len(fitting)), kept.as_of)

    async def _read(
        self, path: str, content: type[Content], *, query: Query | None = None, keeping: bool = True
    ) -> Told[Content]:
        address = _address(path, query or [])
        kept = self._kept.get(address)
        try:
            answer = await (self._ask_once(address, kept) if keeping else self._ask(address, kept))
        except CatalogueAway:
            if kept is None:
                raise
            return Told(partial(content.model_validate_json, kept.content), kept.as_of)
        if answer is None:
            self._kept.forget(address)
            raise NotVisible
        if keeping:
            self._kept.keep(address, answer)
        return Told(partial(content.model_validate_json, answer.content), etag=answer.etag)

    async def _ask_once(self, address: str, kept: Kept | None) -> Kept | None:
        """Ask, or wait for the answer that somebody else is waiting for already."""
        asking = self._asking.get(address)
        if asking is None:
            asking = self._asking[address] = asyncio.create_task(self._ask(address, kept))
            asking.add_done_callback(lambda _: self._asking.pop(address))
        return await asyncio.shield(asking)

    async def _ask(self, address: str, kept: Kept | None) -> Kept | None:
        """Return the present answer, None where there is nothing; raises CatalogueAway."""
        now = self._clock()
        if self._rests_until is not None and now < self._rests_until:
            raise CatalogueAway
        headers = {"If-None-Match": kept.etag} if kept is not None else {}
        try:
            answer = await self._http.get(self._url + address, headers=headers, timeout=PATIENCE_SECONDS)
        except httpx.HTTPError as failure:
            self._rest(now)
            raise CatalogueAway from failure
        if answer.status_code == httpx.codes.NOT_MODIFIED and kept is not None:
            return Kept(kept.content, kept.etag, now)
        if answer.status_code == httpx.codes.NOT_FOUND:
            return None
        if answer.status_code in (httpx.codes.BAD_REQUEST, httpx.codes.UNPROCESSABLE_ENTITY):
            raise NotVisible
        if answer.status_code != httpx.codes.OK:
            self._rest(now)
            raise CatalogueAway
        return Kept(answer.content, answer.headers.get("etag", ""), now)

    def _rest(self, now: datetime) -> None:
        self._rests_until = now + REST


def _address(path: str, query: Query) -> str:
    return f"{path}?{urlencode(query)}" if query else path

"""Changes offers in a signed-in person's name: every call carries that person's own access token."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import httpx

from services.portal.neighbours.offer import Offer, OfferPage
from services.portal.neighbours.refusals import CatalogueAway, refused
from shared.identity.refusals import NotPermitted, NotSignedIn, NotVisible
from shared.web.etag import etag_of

PATIENCE_SECONDS = 10.0
MOST_OFFERS = 200


class Workshop:
    """The catalogue as one person may use it. Each call raises CatalogueAway, NotSignedIn, NotPermitted, NotVisible, Refused."""

    def __init__(self, http: httpx.AsyncClient, *, url: str, token: str) -> None:
        self._http = http
        self._url = url
        self._headers = {"Authorization": f"Bearer {token}"}

    async def offers(
        self, *, network: str | None = None, organisations: Sequence[UUID] = (), statuses: Sequence[str]
    ) -> tuple[Offer, ...]:
        """Return the first offers of a quarter or of organisations in some states."""
        query: list[tuple[str, str]] = [("limit", str(MOST_OFFERS)), *(("status", status) for status in statuses)]
        query += [("organisation", str(organisation)) for organisation in organisations]
        query += [("network", network)] if network else []
        answer = await self._call("GET", "/offers", params=query)
        return OfferPage.model_validate_json(answer.content).items

    async def offer(self, offer_id: UUID) -> Offer:
        """Return an offer, a draft too."""
        return _offer(await self._call("GET", f"/offers/{offer_id}"))

    async def draft(self, offer_id: UUID, content: Mapping[str, Any]) -> Offer:
        """Make a draft."""
        return _offer(await self._put(offer_id, content, {"If-None-Match": "*"}))

    async def change(self, offer_id: UUID, content: Mapping[str, Any], *, version: int) -> Offer:
        """Change an offer whose version is known."""
        return _offer(await self._put(offer_id, content, {"If-Match": etag_of(version)}))

    async def publish(self, offer_id: UUID, *, version: int) -> Offer:
        """Make a draft public."""
        return await self._step(offer_id, "publish", version)

    async def withdraw(self, offer_id: UUID, *, version: int) -> Offer:
        """End a published offer."""
        return await self._step(offer_id, "withdraw", version)

    async def _step(self, offer_id: UUID, step: str, version: int) -> Offer:
        return _offer(await self._call("POST", f"/offers/{offer_id}/{step}", headers={"If-Match": etag_of(version)}))

    async def _put(self, offer_id: UUID, content: Mapping[str, Any], condition: Mapping[str, str]) -> httpx.Response:
        return await self._call("PUT", f"/offers/{offer_id}", json=dict(content), headers=condition)

    async def _call(
        self, method: str, path: str, *, headers: Mapping[str, str] | None = None, **sent: Any
    ) -> httpx.Response:
        try:
            answer = await self._http.request(
                method, self._url + path, headers={**self._headers, **(headers or {})}, timeout=PATIENCE_SECONDS, **sent
            )
        except httpx.HTTPError as failure:
            raise CatalogueAway from failure
        _insist_on_success(answer)
        return answer


def _insist_on_success(answer: httpx.Response) -> None:
    if answer.is_success:
        return
    if answer.status_code == httpx.codes.UNAUTHORIZED:
        raise NotSignedIn
    if answer.status_code == httpx.codes.NOT_FOUND:
        raise NotVisible
    if answer.is_server_error:
        raise CatalogueAway
    refusal = refused(answer)
    raise NotPermitted if refusal.name == "not-permitted" else refusal


def _offer(answer: httpx.Response) -> Offer:
    return Offer.model_validate_json(answer.content)

"""Changes offers in a signed-in person's name."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import httpx

from services.portal.neighbours.edited_offer import EditedOffer
from services.portal.neighbours.offer import Offer
from services.portal.neighbours.signed_calls import SignedCalls
from shared.web.etag import etag_of


class Workshop:
    """The catalogue's offers as one person may use them; refuses as SignedCalls does."""

    def __init__(self, calls: SignedCalls) -> None:
        self.calls = calls

    async def offers(
        self, *, network: str | None = None, organisations: Sequence[UUID] = (), statuses: Sequence[str]
    ) -> tuple[Offer, ...]:
        """Return the first offers of a quarter or of organisations in some states."""
        found = await self.calls.every(
            "/offers",
            status=list(statuses),
            organisation=[str(organisation) for organisation in organisations],
            network=network,
        )
        return tuple(Offer.model_validate(each) for each in found)

    async def offer(self, offer_id: UUID) -> EditedOffer:
        """Return an offer, a draft too."""
        return _offer(await self.calls.call("GET", f"/offers/{offer_id}"))

    async def draft(self, offer_id: UUID, content: Mapping[str, Any]) -> EditedOffer:
        """Make a draft."""
        return _offer(await self._put(offer_id, content, {"If-None-Match": "*"}))

    async def change(self, offer_id: UUID, content: Mapping[str, Any], *, version: int) -> EditedOffer:
        """Change an offer whose version is known."""
        return _offer(await self._put(offer_id, content, {"If-Match": etag_of(version)}))

    async def step(
        self, offer_id: UUID, step: str, *, version: int, body: Mapping[str, Any] | None = None
    ) -> EditedOffer:
        """Take a step of the offer's life: publish, submit, send-back, pause, resume, withdraw, confirm."""
        sent: dict[str, Any] = {} if body is None else {"json": dict(body)}
        headers = {"If-Match": etag_of(version)}
        return _offer(await self.calls.call("POST", f"/offers/{offer_id}/{step}", headers=headers, **sent))

    async def _put(self, offer_id: UUID, content: Mapping[str, Any], condition: Mapping[str, str]) -> httpx.Response:
        return await self.calls.call("PUT", f"/offers/{offer_id}", json=dict(content), headers=condition)


def _offer(answer: httpx.Response) -> EditedOffer:
    return EditedOffer.model_validate_json(answer.content)

"""Confirms or ends offers in the name of whoever holds a mailed link. The secret travels in bodies; nothing of it is kept here."""

import httpx

from services.portal.neighbours.offer import Offer
from services.portal.neighbours.refusals import CatalogueAway, refused

PATIENCE_SECONDS = 10.0


class Rechecks:
    """The catalogue as a link's holder may use it. Each call raises CatalogueAway, or Refused with the reason."""

    def __init__(self, http: httpx.AsyncClient, *, url: str) -> None:
        self._http = http
        self._url = url

    async def look_up(self, token: str) -> Offer:
        """Return the offer behind a link; nothing is changed."""
        return await self._ask("lookup", token)

    async def confirm(self, token: str) -> Offer:
        """Say that the offer is still right."""
        return await self._ask("confirm", token)

    async def end(self, token: str) -> Offer:
        """Say that the offer has ended."""
        return await self._ask("end", token)

    async def _ask(self, step: str, token: str) -> Offer:
        url = f"{self._url}/rechecks/{step}"
        try:
            answer = await self._http.post(url, json={"token": token}, timeout=PATIENCE_SECONDS)
        except httpx.HTTPError as failure:
            raise CatalogueAway from failure
        if answer.is_server_error:
            raise CatalogueAway
        if not answer.is_success:
            raise refused(answer)
        return Offer.model_validate_json(answer.content)

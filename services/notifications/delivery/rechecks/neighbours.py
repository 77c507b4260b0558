"""Asks the neighbours what a mail needs, when it is written: the institution's mailbox and a link's secret. Nothing of it is kept.

The mailbox is the functional one that the registry shows for an organisation; for the coordination, the one of an organisation in
the network's Koordinierungsstelle. Professionals' own addresses are asked of nobody.
"""

from http import HTTPStatus
from typing import Any
from uuid import UUID

import httpx

from services.notifications.storage.rechecks.mails import RecheckMail
from shared.contracts.offers.freshness import RecheckStage

MOST_MERGES = 3


class NeighbourAway(Exception):
    """A neighbour does not answer now."""


class OfferGone(Exception):
    """The offer is not public any more: nobody needs to confirm it."""


class Neighbours:
    """The registry and the catalogue, as this service asks them with its own token. Each call raises NeighbourAway."""

    def __init__(self, http: httpx.AsyncClient, *, registry_url: str) -> None:
        self._http = http
        self._registry_url = registry_url.rstrip("/")

    async def mailbox(self, mail: RecheckMail) -> str | None:
        """Return where a mail goes, None where nobody has said a mailbox."""
        if mail.stage == RecheckStage.OWNER:
            return await self._mailbox_of(str(mail.organisation))
        for organisation in await self._coordination(mail.network):
            if found := await self._mailbox_of(organisation):
                return found
        return None

    async def secret(self, offer: UUID, *, catalogue_url: str) -> str:
        """Return the secret of a new link; raises OfferGone."""
        answer = await self._ask("POST", f"{catalogue_url}/offers/{offer}/recheck-links")
        if answer.status_code == HTTPStatus.NOT_FOUND:
            raise OfferGone
        return str(_document(answer)["token"])

    async def _mailbox_of(self, organisation: str) -> str | None:
        url = f"{self._registry_url}/partners/{organisation}"
        for _ in range(MOST_MERGES):
            answer = await self._ask("GET", url)
            if answer.status_code != HTTPStatus.PERMANENT_REDIRECT:
                break
            url = f"{self._registry_url}/partners/{_document(answer)['merged_into']}"
        if answer.status_code == HTTPStatus.NOT_FOUND:
            return None
        mailbox: str | None = _document(answer).get("mail")
        return mailbox

    async def _coordination(self, network: str) -> list[str]:
        answer = await self._ask("GET", f"{self._registry_url}/bodies?network={network}&limit=50")
        if answer.status_code == HTTPStatus.NOT_FOUND:
            return []
        bodies = _document(answer)["items"]
        members = [one for body in bodies if body["kind"] == "koordinierungsstelle" for one in body["members"]]
        return [one["partner"] for one in members if one.get("partner") and not one.get("until")]

    async def _ask(self, method: str, url: str) -> httpx.Response:
        try:
            return await self._http.request(method, url)
        except httpx.HTTPError as failure:
            raise NeighbourAway from failure


def _document(answer: httpx.Response) -> Any:
    if not (answer.is_success or answer.status_code == HTTPStatus.PERMANENT_REDIRECT):
        raise NeighbourAway
    return answer.json()

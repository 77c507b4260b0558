"""What families say to the network without a name: what is missing here, and what is wrong with an offer. Nothing of it is kept here."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import httpx
from pydantic import BaseModel, ConfigDict

from services.portal.neighbours.refusals import NotHeard, refused
from shared.identity.refusals import NotVisible

PATIENCE_SECONDS = 5.0


class Suggestion(BaseModel):
    """A proposed change and what became of it."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    offer: UUID
    text: str
    state: str
    answer: str | None = None


class MadeSuggestion(Suggestion):
    """A new suggestion; `token` is its author's secret, told this once."""

    token: str


class Voices:
    """Registry and catalogue as anybody may speak to them. Each call raises NotHeard, NotVisible, or Refused with the reason.

    `own` carries the portal's service token, by which it may name its visitor by an opaque key for the limits.
    """

    def __init__(self, *, own: httpx.AsyncClient, registry_url: str, offers_url: str) -> None:
        self._own = own
        self._registry_url = registry_url
        self._offers_url = offers_url

    async def wish(self, *, network: str, phase: str, theme: str, visitor: str) -> None:
        """Say what is missing; only the sum is kept."""
        body = {"network": network, "phase": phase, "theme": theme}
        await self._post(f"{self._registry_url}/wishes", body, visitor=visitor)

    async def suggest(self, offer: UUID, text: str, *, visitor: str) -> MadeSuggestion:
        """Propose a change of an offer."""
        answer = await self._post(f"{self._offers_url}/offers/{offer}/suggestions", {"text": text}, visitor=visitor)
        return MadeSuggestion.model_validate_json(answer.content)

    async def look_up(self, token: str, *, visitor: str) -> Suggestion:
        """Return what became of one's own suggestion."""
        answer = await self._post(f"{self._offers_url}/suggestions/lookup", {"token": token}, visitor=visitor)
        return Suggestion.model_validate_json(answer.content)

    async def _post(self, url: str, body: Mapping[str, Any], *, visitor: str) -> httpx.Response:
        headers = {"Visitor": visitor}
        try:
            answer = await self._own.post(url, json=dict(body), headers=headers, timeout=PATIENCE_SECONDS)
        except httpx.HTTPError as failure:
            raise NotHeard from failure
        if answer.is_server_error or answer.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
            raise NotHeard
        if answer.status_code == httpx.codes.NOT_FOUND:
            raise NotVisible
        if not answer.is_success:
            raise refused(answer)
        return answer

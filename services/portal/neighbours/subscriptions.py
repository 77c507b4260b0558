"""Brings families' wishes to the keeper of subscriptions. Credentials travel in bodies; nothing of it is kept or logged here."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

import httpx
from pydantic import BaseModel, ConfigDict

from services.portal.domain.ages import Ages
from services.portal.neighbours.refusals import SubscriptionsAway, refused

PATIENCE_SECONDS = 5.0
GLANCE_SECONDS = 1.0


class Around(BaseModel):
    """A place, roughly, and how far around it."""

    model_config = ConfigDict(extra="ignore")

    latitude: float
    longitude: float
    radius_metres: int


class FeedLinks(BaseModel):
    """The secret addresses of a family's own feed and calendar."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    atom: str
    calendar: str


class Subscription(BaseModel):
    """What somebody has asked for; no address."""

    model_config = ConfigDict(extra="ignore")

    id: UUID
    networks: tuple[str, ...]
    around: Around | None = None
    birth_month: str | None = None
    birth_months: tuple[str, ...] = ()
    min_months: int | None = None
    max_months: int | None = None
    themes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    weekdays: tuple[int, ...] = ()
    pace: str = "at-once"
    text_language: str = "de"
    state: str
    requested_at: datetime
    confirmed_at: datetime | None = None
    paused_until: date | None = None

    @property
    def interval(self) -> Ages:
        """The ages asked for, without a birth month."""
        return Ages(self.min_months, self.max_months)

    @property
    def is_open(self) -> bool:
        """Whether it is asked for or active."""
        return self.state != "ended"


class Preferences(BaseModel):
    """Everything a person has asked for; `token` goes on with it. A notice's link may only look, make rarer and leave."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    token: str
    may_change: bool = True
    subscriptions: tuple[Subscription, ...]

    @property
    def open_ones(self) -> list[Subscription]:
        """Return what has not ended."""
        return [subscription for subscription in self.subscriptions if subscription.is_open]


class Subscriptions:
    """The keeper of subscriptions. Each call raises SubscriptionsAway, or Refused with the reason.

    `own` carries the portal's service token, by which it may speak for its visitors; `plain` carries none.
    """

    def __init__(self, *, own: httpx.AsyncClient, plain: httpx.AsyncClient, url: str) -> None:
        self._own = own
        self._plain = plain
        self._url = url

    async def are_away(self) -> bool:
        """Tell whether the keeper doesn't answer at the moment."""
        try:
            answer = await self._plain.get(f"{self._url}/livez", timeout=GLANCE_SECONDS)
        except httpx.HTTPError:
            return True
        return not answer.is_success

    async def request(self, wish: Mapping[str, Any], *, visitor: str) -> None:
        """Ask for a subscription; the owner of the address gets a mail. `visitor` is an opaque key for the limit."""
        await self._post(self._own, "/subscriptions", wish, headers={"Visitor": visitor})

    async def confirm(self, token: str) -> Preferences:
        """Confirm by the token of a confirmation mail."""
        return await self._preferences("/confirmations", {"token": token})

    async def look_up(self, token: str) -> Preferences:
        """Return what the holder of a management token has asked for."""
        return await self._preferences("/subscriptions/lookup", {"token": token})

    async def leave(self, token: str, *, only: UUID | None = None) -> Preferences:
        """End everything, or only one subscription; a second time is no error."""
        chosen = {"subscription": str(only)} if only is not None else {}
        return await self._preferences("/unsubscriptions", {"token": token, **chosen})

    async def set_pace(self, token: str, pace: str, *, only: UUID) -> Preferences:
        """Be told in another pace."""
        return await self._preferences("/paces", {"token": token, "pace": pace, "subscription": str(only)})

    async def pause(self, token: str, until: date, *, only: UUID) -> Preferences:
        """Be told nothing until a day."""
        body = {"token": token, "until": until.isoformat(), "subscription": str(only)}
        return await self._preferences("/pauses", body)

    async def resume(self, token: str, *, only: UUID) -> Preferences:
        """End a pause."""
        return await self._preferences("/resumptions", {"token": token, "subscription": str(only)})

    async def change(self, token: str, subscription: UUID, wish: Mapping[str, Any]) -> Preferences:
        """Ask for something else from now on."""
        body = {"token": token, "subscription": str(subscription), "wish": dict(wish)}
        return await self._preferences("/subscriptions/changes", body)

    async def take_back(self, token: str) -> Preferences:
        """Take back that everything was ended."""
        return await self._preferences("/returns", {"token": token})

    async def mail_link_to_owner(self, token: str) -> None:
        """Have the managing link mailed to whom a notice was sent."""
        await self._post(self._plain, "/preference-links/by-notice", {"token": token})

    async def mail_link(self, address: str, *, visitor: str) -> None:
        """Have the managing link mailed; nobody learns whether the address is known."""
        await self._post(self._own, "/preference-links", {"address": address}, headers={"Visitor": visitor})

    async def feeds(self, token: str) -> FeedLinks:
        """Return the secret addresses of the own feed and calendar."""
        return FeedLinks.model_validate_json((await self._post(self._plain, "/feeds", {"token": token})).content)

    async def erase(self, token: str) -> None:
        """Erase everything of the token's holder."""
        await self._post(self._plain, "/erasures", {"token": token})

    async def export(self, token: str) -> bytes:
        """Return everything that is stored of the token's holder, as JSON."""
        return (await self._post(self._plain, "/exports", {"token": token})).content

    async def feed(self, secret: str, *, form: str) -> httpx.Response:
        """Return the personal feed (`atom`) or calendar (`ics`) behind a secret link."""
        path = f"/feeds/{secret}/offers.{form}"
        try:
            return _taken(await self._plain.get(self._url + path, timeout=PATIENCE_SECONDS))
        except httpx.HTTPError as failure:
            raise SubscriptionsAway from failure

    async def _preferences(self, path: str, body: Mapping[str, Any]) -> Preferences:
        return Preferences.model_validate_json((await self._post(self._plain, path, body)).content)

    async def _post(
        self,
        http: httpx.AsyncClient,
        path: str,
        body: Mapping[str, Any],
        *,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        try:
            answer = await http.post(self._url + path, json=dict(body), headers=headers, timeout=PATIENCE_SECONDS)
        except httpx.HTTPError as failure:
            raise SubscriptionsAway from failure
        return _taken(answer)


def _taken(answer: httpx.Response) -> httpx.Response:
    if answer.is_server_error or answer.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
        raise SubscriptionsAway
    if not answer.is_success:
        raise refused(answer)
    return answer

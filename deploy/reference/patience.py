"""Asks again when the reason to refuse passes by itself: a service that is starting, or has not yet heard of what another one knows."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus

import httpx

PAUSES_SECONDS = (0.1, 0.2, 0.4, 0.8, 1.6, 3.2)

# The offer catalogue learns of these from the registry's events; the registry itself knows at once (unknown-reference).
TOLD_BY_EVENTS = frozenset({"urn:infamilie:problem:unknown-network", "urn:infamilie:problem:unknown-organisation"})


class ServiceUnreachable(Exception):
    """A service did not answer in spite of waiting; carries its address."""

    def __init__(self, address: str) -> None:
        super().__init__(f"Der Dienst unter {address} ist nicht erreichbar. Läuft er? Dann bitte noch einmal laden.")
        self.address = address


async def patiently(
    ask: Callable[[], Awaitable[httpx.Response]], *, pauses_seconds: Sequence[float] = PAUSES_SECONDS
) -> httpx.Response:
    """Return the answer, asking again after each pause while it may get better; raises ServiceUnreachable."""
    for pause_seconds in pauses_seconds:
        try:
            answer = await ask()
        except httpx.TransportError:
            answer = None
        if answer is not None and not _may_get_better(answer):
            return answer
        await asyncio.sleep(pause_seconds)
    try:
        return await ask()
    except httpx.TransportError as unreachable:
        raise ServiceUnreachable(str(unreachable.request.url.copy_with(path="/", query=None))) from unreachable


def _may_get_better(answer: httpx.Response) -> bool:
    """Tell whether waiting helps: 503, or 422 for an id that reaches the service by an event a moment later."""
    if answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
        return True
    if answer.status_code != HTTPStatus.UNPROCESSABLE_ENTITY:
        return False
    try:
        return answer.json().get("type") in TOLD_BY_EVENTS
    except ValueError:
        return False

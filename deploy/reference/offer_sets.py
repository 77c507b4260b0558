"""Puts offers in sets: each set is one request, and what the catalogue refuses stays behind while the others come in."""

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import Any

import httpx

from deploy.reference.entries import Entry
from deploy.reference.idempotent_put import reason_of
from deploy.reference.outcomes import Outcome, Result
from deploy.reference.patience import PAUSES_SECONDS, TOLD_BY_EVENTS, patiently
from shared.contracts.contract import JsonObject

PATH = "/offer-sets"
MOST_IN_A_SET = 1000


def offer_in_set(entry: Entry) -> JsonObject:
    """Return an offer's entry as a set has it."""
    return {**entry.body(), "id": entry.path.rpartition("/")[2], "publish": entry.publish}


async def put_offers(client: httpx.AsyncClient, entries: Sequence[Entry]) -> list[Outcome]:
    """Make the offers exist as described and return what that took, in their order; one that somebody ended stays ended."""
    found: dict[str, Outcome] = {}
    for start in range(0, len(entries), MOST_IN_A_SET):
        found |= await _put_set(client, list(entries[start : start + MOST_IN_A_SET]))
    return [found[entry.path] for entry in entries]


async def _put_set(client: httpx.AsyncClient, entries: list[Entry]) -> dict[str, Outcome]:
    """A set is written whole or not at all, so what was refused is left out and the rest is sent again."""
    found: dict[str, Outcome] = {}
    pauses = iter(PAUSES_SECONDS)
    while entries:
        body = {"offers": [offer_in_set(entry) for entry in entries]}
        answer = await patiently(partial(client.post, PATH, json=body))
        if not answer.is_success:
            reason = reason_of(answer)
            return found | {entry.path: Outcome(entry, Result.REFUSED, reason=reason) for entry in entries}
        done = answer.json()
        if done["written"]:
            return found | _outcomes(entries, done)
        if _may_get_better(done) and (pause := next(pauses, None)) is not None:
            await asyncio.sleep(pause)
            continue
        refused = {told["place"]: f"{told['title']} – {told['detail']}" for told in done["refused"]}
        for place, reason in refused.items():
            found[entries[place].path] = Outcome(entries[place], Result.REFUSED, reason=reason)
        entries = [entry for place, entry in enumerate(entries) if place not in refused]
    return found


def _may_get_better(done: dict[str, Any]) -> bool:
    """Tell whether an id that reaches the catalogue by an event a moment later is among what was refused."""
    return any(told["type"] in TOLD_BY_EVENTS for told in done["refused"])


def _outcomes(entries: Sequence[Entry], done: dict[str, Any]) -> dict[str, Outcome]:
    return {
        entries[told["place"]].path: Outcome(
            entries[told["place"]], Result(told["outcome"]), published=told["published"]
        )
        for told in done["outcomes"]
    }

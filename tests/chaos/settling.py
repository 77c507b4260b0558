"""Waits until everything has followed: each consumer at the end of each log, no mail open, no figure to be announced."""

import asyncio
from dataclasses import dataclass

import asyncpg
import httpx

from deploy.local.installation import SECOND_OFFERS
from deploy.local.log_files import last_lines
from tests.chaos.environment import WITNESS
from tests.chaos.log_reading import source_of
from tests.chaos.servants import DidNotHappen
from tests.chaos.town import Town

LOOK_SECONDS = 0.1
FOLLOWS = {
    "offers": ("registry",),
    SECOND_OFFERS: ("registry",),
    "notifications": ("registry", "offers"),
    "portal": ("registry",),
    "dashboard": ("registry", "offers", "notifications"),
    WITNESS: ("registry", "offers"),
}
# No postman hands over a mail later than 30 s after he took it; his lease, of 60 s, is not waited for.
GIVE_BACK = (
    "UPDATE deliveries SET leased_until = NULL WHERE state = 'sending' AND leased_until < now() + interval '29 s'"
)
# What tells of a coming phase of life waits for the morning.
OPEN_MAILS = (
    "SELECT count(*) FROM deliveries WHERE state IN ('created', 'sending') AND not_before < now() + interval '1 min'"
)
AWAY = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)


@dataclass
class Settled:
    """How long the consumers and then the mails took."""

    caught_up_seconds: float
    everything_seconds: float


async def live_slot(connection: asyncpg.Connection) -> str:
    """Return the schema that holds the projection."""
    return str(await connection.fetchval("SELECT live FROM projection_slot"))


async def settle(
    town: Town, *, seconds: float, second_offers: bool = False, except_for: frozenset[str] = frozenset()
) -> Settled:
    """Wait until nothing is left to do."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    caught_up = 0.0
    missing = ["nothing was looked at"]
    while loop.time() - began < seconds + (60 if caught_up else 0):
        missing = await _missing(town, second_offers=second_offers, except_for=except_for)
        if not missing and not caught_up:
            caught_up = max(loop.time() - began, 0.001)
        if caught_up:
            missing = missing or await _open_work(town)
            if not missing:
                return Settled(caught_up, loop.time() - began)
        await asyncio.sleep(LOOK_SECONDS)
    told = [
        await _tells(town, name) for name in sorted({text.split(" ")[0] for text in missing} & town.servants.keys())
    ]
    raise DidNotHappen(f"not settled after {loop.time() - began:.0f} s: {'; '.join(missing[:4])}\n" + "\n".join(told))


async def _tells(town: Town, instance: str) -> str:
    """Return what a service says of itself, for the one who looks for the cause."""
    servant = town.servants[instance]
    try:
        async with town.api(instance) as http:
            checkpoints = (await http.get("/checkpoints")).text
    except httpx.HTTPError as failure:
        checkpoints = type(failure).__name__
    return f"{instance}: {checkpoints}\n{last_lines(servant.log)}"


async def _missing(town: Town, *, second_offers: bool, except_for: frozenset[str]) -> list[str]:
    instances = [*town.services, *((SECOND_OFFERS,) if second_offers else ())]
    try:
        ends = {}
        for instance in instances:
            async with town.databases.of(instance) as connection:
                row = await connection.fetchrow("SELECT position, id FROM event_log ORDER BY position DESC LIMIT 1")
                ends[source_of(instance)] = tuple(row) if row is not None else (0, None)
        found = []
        for consumer in (*instances, WITNESS):
            if consumer in FOLLOWS and consumer not in except_for:
                found += await _behind(town, consumer, ends)
        return found
    except AWAY as away:
        return [f"a database is away: {type(away).__name__}"]


async def _behind(town: Town, consumer: str, ends: dict[str, tuple[int, object]]) -> list[str]:
    async with town.databases.of(consumer) as connection:
        slot = await live_slot(connection)
        rows = await connection.fetch(f"SELECT source, position, event_id FROM {slot}.checkpoint")
    stands = {row["source"]: (row["position"], row["event_id"]) for row in rows}
    followed = {source: end for source, end in ends.items() if source.split("/")[1] in FOLLOWS[consumer]}
    return [
        f"{consumer} is at {stands.get(source, (0,))[0]} of {end[0]} of {source}"
        for source, end in followed.items()
        if stands.get(source, (0, None)) != end
    ]


async def _open_work(town: Town) -> list[str]:
    try:
        async with town.databases.of("notifications") as connection:
            await connection.execute(GIVE_BACK)
            mails = await connection.fetchval(OPEN_MAILS)
            figures = await connection.fetchval("SELECT count(*) FROM noticed_versions WHERE state = 'matched'")
    except AWAY as away:
        return [f"a database is away: {type(away).__name__}"]
    return [f"{mails} mails open, {figures} figures to announce"] if mails or figures else []

"""Events that cannot be applied: broken, foreign, failing; and what this release does not know."""

import asyncio
from uuid import UUID

from shared.contracts.offers import OfferPublished
from shared.messaging.log import LOG_LOCK
from tests.chaos.bulk import append_events, offer_event
from tests.chaos.log_reading import heads
from tests.chaos.scenarios.sources import announce
from tests.chaos.servants import DidNotHappen
from tests.chaos.stage import Stage, scenario
from tests.chaos.witness import POISON

HEARERS = ("notifications", "dashboard", "witness")
FOREIGN = "eving"
OWN = ("hoerde", "brunnenstrasse", "libellen")
BODY = (
    '{"specversion":"1.0","id":"%s","source":"/offers/city","type":"%s","subject":"offer/chaos","subjectversion":1,'
    '"time":"2026-01-01T00:00:00Z","data":{"id":"no id of an offer"}}'
)


async def _append_raw(stage: Stage, event_type: str) -> int:
    """Write an event that no service would; return its position."""
    identifier = UUID(int=stage.rng.getrandbits(128), version=4)
    async with stage.town.databases.of("offers") as connection, connection.transaction():
        await connection.execute(f"SELECT pg_advisory_xact_lock({LOG_LOCK})")
        position: int = await connection.fetchval(
            "INSERT INTO event_log SELECT coalesce(max(position), 0) + 1, $1, $2, 'offer/chaos', 1, NULL, now(), $3"
            " FROM event_log RETURNING position",
            identifier,
            event_type,
            BODY % (identifier, event_type),
        )
        return position


def _hearers(stage: Stage) -> list[str]:
    return [name for name in HEARERS if name in stage.town.running]


@scenario("poison", ci=True, spoils=True)
async def poison(stage: Stage) -> None:
    """One event breaks its contract, one is about another source's quarter, one makes a listener fail; all are parked."""
    rng = stage.rng
    stage.load.begin(networks=OWN)
    broken = await _append_raw(stage, OfferPublished.type())
    failing = await append_events(
        stage.town,
        [offer_event(rng, OfferPublished, offer=UUID(int=7), version=1, title=POISON, network="hoerde", notice=1)],
    )
    await announce(stage.town, "elsewhere", "http://127.0.0.1:9", networks=[FOREIGN])
    await _is_known(stage, "/offers/elsewhere")
    foreign = offer_event(
        rng, OfferPublished, offer=UUID(int=8), version=1, title="Nicht unseres", network=FOREIGN, notice=1
    )
    await append_events(stage.town, [foreign])
    unknown = await _append_raw(stage, "de.infamilie.offers.something-new.v1")
    await asyncio.sleep(2)
    source = "/offers/city"
    stage.expected.poisoned = {name: {(source, broken)} for name in _hearers(stage)}
    stage.expected.poisoned["witness"].add((source, failing))
    stage.notes.append(f"contract at {broken}, listener at {failing}, foreign quarter, unknown type at {unknown}")


@scenario("unknown-version", spoils=True)
async def unknown_version(stage: Stage) -> None:
    """Consumers stop in front of a version they do not know, say so, and go on with the other sources."""
    await stage.load.for_seconds(1)
    position = await _append_raw(stage, "de.infamilie.offers.offer-published.v99")
    await stage.load.for_seconds(1)
    for name in _hearers(stage):
        await _stops_in_front_of(stage, name, position)
    stage.expected.except_for = frozenset(_hearers(stage))
    stage.expected.compares_mails = False
    stage.notes.append(
        f"all wait in front of {position}, {(await heads(stage.town, 'offers'))['/offers/city']} events in all"
    )


async def _stops_in_front_of(stage: Stage, name: str, position: int) -> None:
    registry = (await heads(stage.town, "registry"))["/registry/city"]
    sources = {}
    async with stage.town.api(name) as http:
        for _ in range(150):
            sources = {each["source"]: each for each in (await http.get("/checkpoints")).json()["sources"]}
            catalogue = sources.get("/offers/city", {})
            waits = catalogue.get("state") == "waits-for-release" and catalogue.get("position") == position - 1
            if waits and sources["/registry/city"]["position"] >= registry:
                return
            await asyncio.sleep(0.1)
    raise DidNotHappen(f"{name} does not wait in front of {position}: {sources}")


async def _is_known(stage: Stage, source: str) -> None:
    """Wait until all hearers know a source: before, they would take an event for their speaker's own."""
    for name in (*_hearers(stage), "offers"):
        async with stage.town.databases.of(name) as connection:
            for _ in range(100):
                if await connection.fetchval("SELECT 1 FROM projection_a.announced_sources WHERE source = $1", source):
                    break
                await asyncio.sleep(0.05)
    # The consumption looks at its sources twice a second.
    await asyncio.sleep(1.2)

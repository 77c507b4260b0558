"""What the mechanism survives: a broker that forgets or lies, histories that part, releases that differ, two of everything."""

import asyncio
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
import redis.asyncio as redis
from sqlalchemy.exc import DBAPIError

from deploy.local.valkey import EmbeddedValkey
from shared.messaging.source_reader import State
from shared.testing.platform import StartedService
from tests.shared.messaging.conftest import Neighbours
from tests.shared.messaging.small_services import POISON, effects, publish, start_listener, start_publisher, titles

SOURCE = "/offers/city"


@pytest.fixture
async def broker(valkey_server: EmbeddedValkey) -> Any:
    async with redis.Redis.from_url(valkey_server.url("operator")) as client:
        yield client


@asynccontextmanager
async def as_owner(service: StartedService) -> Any:
    connection = await asyncpg.connect(service.database.owner_url)
    try:
        yield connection
    finally:
        await connection.close()


async def epoch_of(service: StartedService) -> str:
    async with as_owner(service) as connection:
        return str(await connection.fetchval("SELECT epoch FROM log_identity"))


async def until(condition: Any, *, seconds: float = 15) -> None:
    async with asyncio.timeout(seconds):
        while not await condition():  # noqa: ASYNC110 - the condition is in a database
            await asyncio.sleep(0.05)


async def state_is(service: StartedService, state: State) -> bool:
    return any(r.source == SOURCE and r.state is state for r in service.running.consumer.readers)


async def end_connections(service: StartedService) -> None:
    connection = await asyncpg.connect(service.database.service_url)
    await connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user AND pid <> pg_backend_pid()"
    )
    await connection.close()


async def test_a_wiped_broker_loses_and_doubles_nothing(neighbours: Neighbours, broker: redis.Redis) -> None:
    await publish(neighbours.offers, *["vorher"] * 30)
    await broker.flushall()
    position = await publish(neighbours.offers, *["nachher"] * 30)

    await neighbours.dashboard.has_applied(SOURCE, position)

    assert await effects(neighbours.dashboard) == [(SOURCE, n) for n in range(1, 61)]


async def test_a_hole_in_the_stream_is_healed_by_the_feed(neighbours: Neighbours, broker: redis.Redis) -> None:
    first = await publish(neighbours.offers, "eins")
    await neighbours.dashboard.has_applied(SOURCE, first)
    name = f"events:{SOURCE}:{await epoch_of(neighbours.offers)}"
    await broker.xadd(name, {"event": b"{}"}, id="3-0")
    position = await publish(neighbours.offers, "zwei", "drei", "vier")

    await neighbours.dashboard.has_applied(SOURCE, position)

    assert await effects(neighbours.dashboard) == [(SOURCE, n) for n in range(1, 5)]


async def test_a_stream_that_tells_another_history_begins_a_new_epoch(
    neighbours: Neighbours, broker: redis.Redis
) -> None:
    first = await publish(neighbours.offers, "eins")
    await neighbours.dashboard.has_applied(SOURCE, first)
    epoch = await epoch_of(neighbours.offers)
    await broker.xadd(f"events:{SOURCE}:{epoch}", {"event": b'{"id": "%s"}' % str(uuid4()).encode()}, id="900-0")
    await end_connections(neighbours.offers)
    position = await publish_patiently(neighbours.offers, "zwei")

    await neighbours.dashboard.has_applied(SOURCE, position)

    async def has_new_epoch() -> bool:
        return await epoch_of(neighbours.offers) != epoch

    await until(has_new_epoch)
    assert await effects(neighbours.dashboard) == [(SOURCE, 1), (SOURCE, 2)]


async def publish_patiently(service: StartedService, *names: str) -> int:
    """The pool may still hold connections that were ended."""
    for _ in range(20):
        try:
            return await publish(service, *names)
        except (DBAPIError, OSError):
            await asyncio.sleep(0.1)
    return await publish(service, *names)


async def test_a_restored_producer_stops_the_old_history_and_the_projection_is_rebuilt(
    neighbours: Neighbours, broker: redis.Redis
) -> None:
    first = await publish(neighbours.offers, "bleibt", "geht verloren")
    await neighbours.dashboard.has_applied(SOURCE, first)
    async with as_owner(neighbours.offers) as connection:
        await connection.execute("DELETE FROM event_log WHERE position = 2")
    await end_connections(neighbours.offers)
    await publish_patiently(neighbours.offers, "nach der Wiederherstellung")

    async def rebuilt() -> bool:
        return await titles(neighbours.dashboard) == ["bleibt", "nach der Wiederherstellung"]

    await until(rebuilt, seconds=30)
    assert neighbours.dashboard.running.slots.live.slot == "projection_b"


async def test_a_restored_consumer_takes_up_where_its_database_stands(neighbours: Neighbours) -> None:
    position = await publish(neighbours.offers, *["x"] * 10)
    await neighbours.dashboard.has_applied(SOURCE, position)
    async with as_owner(neighbours.dashboard) as connection, connection.transaction():
        fourth = await connection.fetchval("SELECT event_id FROM effects WHERE position = 4 AND source = $1", SOURCE)
        await connection.execute("DELETE FROM effects WHERE position > 4")
        await connection.execute(
            "UPDATE projection_a.checkpoint SET position = 4, event_id = $1 WHERE source = $2", fourth, SOURCE
        )
    position = await publish(neighbours.offers, "danach")

    await neighbours.dashboard.has_applied(SOURCE, position)

    async def complete() -> bool:
        return await effects(neighbours.dashboard) == [(SOURCE, n) for n in range(1, 12)]

    await until(complete)


async def test_a_newer_version_of_a_known_type_makes_the_consumer_wait_in_front_of_it(neighbours: Neighbours) -> None:
    await publish(neighbours.offers, "bekannt")
    await _write_raw(neighbours.offers, event_type="de.infamilie.offers.offer-published.v99")

    await until(lambda: state_is(neighbours.dashboard, State.WAITS_FOR_RELEASE))

    assert await effects(neighbours.dashboard) == [(SOURCE, 1)]


async def test_an_unknown_type_is_passed_by(neighbours: Neighbours) -> None:
    await _write_raw(neighbours.offers, event_type="de.infamilie.offers.something-new.v1")
    position = await publish(neighbours.offers, "danach")

    await neighbours.dashboard.has_applied(SOURCE, position)

    assert await effects(neighbours.dashboard) == [(SOURCE, 2)]


async def test_an_event_that_breaks_its_contract_is_parked_and_passed(neighbours: Neighbours) -> None:
    await _write_raw(neighbours.offers, event_type="de.infamilie.offers.offer-published.v1")
    position = await publish(neighbours.offers, "danach")

    await neighbours.dashboard.has_applied(SOURCE, position)

    letters = await _letters(neighbours)
    assert [(letter["position"], letter["reason"]) for letter in letters] == [(1, "contract")]


async def test_more_than_twenty_unexpected_parkings_stop_the_consumer(neighbours: Neighbours) -> None:
    good = await publish(neighbours.offers, "gut")
    await neighbours.dashboard.has_applied(SOURCE, good)
    await publish(neighbours.offers, *[POISON] * 30)

    await until(lambda: state_is(neighbours.dashboard, State.STOPPED), seconds=45)

    assert await effects(neighbours.dashboard) == [(SOURCE, 1)]
    assert await _letters(neighbours) == []


async def test_a_replayed_letter_takes_effect_and_an_overtaken_one_is_superseded(neighbours: Neighbours) -> None:
    offer = uuid4()
    await publish(neighbours.offers, POISON, offer=offer, version=1)
    position = await publish(neighbours.offers, "neuer", offer=offer, version=2)
    await neighbours.dashboard.has_applied(SOURCE, position)
    letter = (await _letters(neighbours))[0]

    headers = neighbours.platform.headers()
    answer = await neighbours.dashboard.http.post(f"/dead-letters/{letter['id']}/replay", headers=headers)

    assert answer.json() == {"state": "superseded"}
    assert await titles(neighbours.dashboard) == ["neuer"]


async def test_a_new_projection_number_rebuilds_beside_and_swaps(neighbours: Neighbours) -> None:
    position = await publish(neighbours.offers, "eins", "zwei")
    await neighbours.dashboard.has_applied(SOURCE, position)
    await neighbours.dashboard.stop()
    newer = await start_listener(neighbours.platform, number=2, database=neighbours.dashboard.database)

    async def swapped() -> bool:
        return newer.running.slots.live.number == 2

    await until(swapped)
    assert newer.running.slots.live.slot == "projection_b"
    assert await titles(newer) == ["eins", "zwei"]


async def test_two_relays_and_two_consumers_do_everything_once(neighbours: Neighbours) -> None:
    other_offers = await start_publisher(neighbours.platform, "offers", database=neighbours.offers.database)
    other_dashboard = await start_listener(neighbours.platform, database=neighbours.dashboard.database)
    for number in range(25):
        await publish(neighbours.offers, f"a{number}")
        position = await publish(other_offers, f"b{number}")

    await neighbours.dashboard.has_applied(SOURCE, position)
    await other_dashboard.has_applied(SOURCE, position)

    assert await effects(neighbours.dashboard) == [(SOURCE, n) for n in range(1, 51)]


async def test_a_database_that_ends_all_connections_costs_nothing(neighbours: Neighbours) -> None:
    await publish(neighbours.offers, "vorher")
    await end_connections(neighbours.dashboard)
    await end_connections(neighbours.offers)
    position = await publish_patiently(neighbours.offers, "nachher")

    await neighbours.dashboard.has_applied(SOURCE, position)

    assert await effects(neighbours.dashboard) == [(SOURCE, n) for n in range(1, position + 1)]


async def test_the_service_role_can_neither_change_nor_delete_the_log(neighbours: Neighbours) -> None:
    await publish(neighbours.offers, "bleibt")
    connection = await asyncpg.connect(neighbours.offers.database.service_url)
    try:
        for statement in (
            "DELETE FROM event_log",
            "UPDATE event_log SET subject = ''",
            "TRUNCATE event_log",
            "CREATE TABLE x ()",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)
    finally:
        await connection.close()


async def test_a_neighbours_database_refuses_the_service(neighbours: Neighbours) -> None:
    url = neighbours.offers.database.service_url.rpartition("/")[0] + "/" + neighbours.registry.database.name
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await asyncpg.connect(url)


async def _write_raw(service: StartedService, *, event_type: str) -> None:
    body = (
        '{"specversion":"1.0","id":"%s","source":"/offers/city","type":"%s","subject":"offer/x","subjectversion":1,'
        '"time":"2026-01-01T00:00:00Z","data":{"id":"x"}}'
    )
    identifier = uuid4()
    async with as_owner(service) as connection:
        await connection.execute(
            "INSERT INTO event_log SELECT coalesce(max(position), 0) + 1, $1, $2, 'offer/x', 1, NULL, now(), $3 FROM event_log",
            identifier,
            event_type,
            body % (identifier, event_type),
        )


async def _letters(neighbours: Neighbours) -> list[dict[str, Any]]:
    answer = await neighbours.dashboard.http.get("/dead-letters", headers=neighbours.platform.headers())
    items: list[dict[str, Any]] = answer.json()["items"]
    return items

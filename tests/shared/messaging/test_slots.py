"""Two replicas that rebuild at once: neither empties nor shows what the other is at."""

import pytest
from sqlalchemy import text

from shared.messaging.slots import Slots
from shared.testing.platform import StartedService
from tests.shared.messaging.conftest import Neighbours

SOURCE = "/offers/city"
LIVE, BESIDE = "projection_a", "projection_b"


@pytest.fixture
async def dashboard(neighbours: Neighbours) -> StartedService:
    """A listener that is not running any more; its database stays."""
    await neighbours.dashboard.stop()
    return neighbours.dashboard


async def fill(slots: Slots, slot: str, *, position: int) -> None:
    async with slots._engine.begin() as connection:
        await connection.execute(text(f"DELETE FROM {slot}.checkpoint"))
        await connection.execute(
            text(f"INSERT INTO {slot}.checkpoint (source, epoch, position) VALUES (:source, 'e', :position)"),
            {"source": SOURCE, "position": position},
        )


async def rows(slots: Slots, slot: str) -> int:
    async with slots._engine.connect() as connection:
        return int(await connection.scalar(text(f"SELECT count(*) FROM {slot}.checkpoint")) or 0)


async def test_the_live_schema_is_not_emptied_by_a_replica_that_missed_the_swap(dashboard: StartedService) -> None:
    slots = dashboard.running.slots
    await fill(slots, LIVE, position=3)
    await fill(slots, BESIDE, position=3)

    await slots.empty(LIVE)
    await slots.empty(BESIDE)

    assert (await rows(slots, LIVE), await rows(slots, BESIDE)) == (1, 0)


async def test_a_schema_that_another_replica_emptied_does_not_become_live(dashboard: StartedService) -> None:
    slots = dashboard.running.slots
    await fill(slots, BESIDE, position=2)

    assert not await slots.swap(BESIDE, 2, reached={SOURCE: 3})
    assert (await slots.refresh()).slot == LIVE

    assert await slots.swap(BESIDE, 2, reached={SOURCE: 2})
    assert (await slots.refresh()).slot == BESIDE

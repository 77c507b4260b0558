"""Two replicas that rebuild at once: neither empties nor shows what the other is at, nor writes what nobody is told."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from shared.contracts.registry import PartnerRemoved
from shared.messaging.applying import Applier
from shared.messaging.batch import Batch, Listener
from shared.messaging.checkpoints import Checkpoint
from shared.messaging.event import Event
from shared.messaging.observation import Observation
from shared.messaging.slots import Slots, Swap
from shared.messaging.sources import Announced
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

    assert await slots.swap(BESIDE, 2, reached={SOURCE: 3}) is Swap.EMPTIED
    assert (await slots.refresh()).slot == LIVE

    assert await slots.swap(BESIDE, 2, reached={SOURCE: 2}) is Swap.DONE
    assert (await slots.refresh()).slot == BESIDE


async def test_what_is_behind_the_live_schema_waits_unless_the_source_has_another_history(
    dashboard: StartedService,
) -> None:
    slots = dashboard.running.slots
    await fill(slots, LIVE, position=3)
    await fill(slots, BESIDE, position=2)

    assert await slots.swap(BESIDE, 2, reached={SOURCE: 2}) is Swap.BEHIND
    assert (await slots.refresh()).slot == LIVE

    assert await slots.swap(BESIDE, 2, reached={SOURCE: 2}, parted={SOURCE}) is Swap.DONE


def event(position: int) -> Event[PartnerRemoved]:
    data = PartnerRemoved(id=uuid4())
    return Event(
        id=uuid4(), source=SOURCE, position=position, type=PartnerRemoved.type(), subject=f"partner/{data.id}",
        subject_version=1, network=None, time=datetime(2026, 1, 1, tzinfo=UTC), data=data, traceparent=None,
    )  # fmt: skip


async def test_a_rebuild_that_another_replica_made_live_goes_on_as_the_live_projection(
    dashboard: StartedService,
) -> None:
    slots, heard = dashboard.running.slots, []

    async def hear(batch: Batch, _: Sequence[Event[Any]]) -> None:
        heard.append(await batch.is_live())

    applier = Applier(
        engine=slots._engine, slot=BESIDE, listeners=(Listener((PartnerRemoved,), hear),), observe=Observation(),
        clock=dashboard.running.clock, rebuilding=True,
    )  # fmt: skip
    await fill(slots, BESIDE, position=0)
    reached = await applier.apply(Checkpoint(SOURCE, "e", 0, None), [event(1)], Announced([]))
    await Slots(slots._engine).swap(BESIDE, 2, reached={SOURCE: 1})

    await applier.apply(reached, [event(2)], Announced([]))

    assert heard == [False, True]

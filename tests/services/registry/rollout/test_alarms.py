"""Due and overdue gates are told once for each planned day."""

import asyncio
from datetime import date

from services.registry.use_cases.rollout.announce_gates import announce_gates
from tests.services.registry.city import City
from tests.services.registry.rollout.quarter import Quarter


async def look(city: City, today: str) -> None:
    """What the registry does every hour, on a day of the test's own."""
    after, is_first = None, True
    while is_first or after is not None:
        async with city.registry.running.edge.transaction() as work:
            after = await announce_gates(work, today=date.fromisoformat(today), after=after)
        is_first = False


async def told(quarter: Quarter, phase: str = "auftrag", *, round_: int = 1) -> list[tuple[str, str, int]]:
    """What was told of a gate: type, day and number."""
    events = await quarter.city.events_of(f"rollout-gate/{quarter.network}/{round_}/{phase}")
    return [(event["type"].split(".")[3], event["data"]["planned_end"], event["subjectversion"]) for event in events]


async def test_a_gate_is_told_to_be_due_once_and_overdue_once(city: City) -> None:
    quarter = await Quarter.begun(city, started_on="2150-01-15")

    for day in ("2150-02-28", "2150-03-01", "2150-03-02", "2150-03-15", "2150-03-16", "2150-03-17"):
        await look(city, day)

    assert await told(quarter) == [
        ("rollout-gate-due", "2150-03-15", 1),
        ("rollout-gate-overdue", "2150-03-15", 2),
    ]


async def test_another_day_is_another_alarm(city: City) -> None:
    quarter = await Quarter.begun(city, started_on="2150-01-15")
    await look(city, "2150-03-10")
    await quarter.plan(started_on="2150-01-15", planned_ends={"auftrag": "2150-03-20"})

    await look(city, "2150-03-11")

    assert await told(quarter) == [("rollout-gate-due", "2150-03-15", 1), ("rollout-gate-due", "2150-03-20", 2)]


async def test_processes_that_look_at_the_same_moment_tell_it_once(city: City) -> None:
    quarter = await Quarter.begun(city, started_on="2150-01-15")

    await asyncio.gather(*(look(city, "2150-03-10") for _ in range(5)))

    assert await told(quarter) == [("rollout-gate-due", "2150-03-15", 1)]


async def test_an_open_gate_is_never_due(city: City) -> None:
    quarter = await Quarter.begun(city)
    await quarter.open("auftrag", "2024-02-01")

    await look(city, "2024-03-20")

    assert await told(quarter) == []
    assert await told(quarter, "sozialraumanalyse") == []

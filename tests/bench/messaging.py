"""From a commit in one service to the committed effect in another, and how many events pass in a second."""

from collections.abc import AsyncIterator, Callable
from typing import NamedTuple

from tests.bench.figure import Figure, median_of, quantile
from tests.bench.load import Run
from tests.bench.pair import Pair, Timed, running_pair
from tests.bench.processes import Servers

BODIES = (400, 3000)
BULK_EVENTS = 10_000
BULK_BYTES = 400


class Pace(NamedTuple):
    """A way of sending; under load a commit holds five events, as a form with several dates or a small import does."""

    label: str
    events_per_second: float
    events_per_commit: int
    seconds: float


PACES = (Pace("ruhig", 40, 1, 5), Pace("bei 500 Ereignissen/s", 500, 5, 4))


async def messaging_figures(servers: Servers, *, runs: int, tell: Callable[[str], None]) -> AsyncIterator[Figure]:
    """Yield the figures; platform and limit take turns on the same servers."""
    async with running_pair(servers) as platform, running_pair(servers, prefix="by-hand-") as by_hand:
        for body_bytes in BODIES:
            for pace in PACES:
                tell(f"Übermittlung, {body_bytes / 1000:g} kB, {pace.label}")
                run = Run(
                    events=round(pace.events_per_second * pace.seconds),
                    body_bytes=body_bytes,
                    events_per_second=pace.events_per_second,
                    events_per_commit=pace.events_per_commit,
                )
                name = f"Commit bis Wirkung nebenan, {body_bytes / 1000:g} kB, {pace.label}"
                ours, limits = await _in_turns(platform, by_hand, run, runs)
                yield _latency(f"{name}, Median", 0.5, ours, limits, target=2)
                yield _latency(f"{name}, 99 %", 0.99, ours, limits, target=3)
        tell("Durchsatz")
        bulk = Run(events=BULK_EVENTS, body_bytes=BULK_BYTES, events_per_commit=BULK_EVENTS)
        ours, limits = await _in_turns(platform, by_hand, bulk, runs)
        yield Figure(
            name="Log bis Wirkung nebenan, Durchsatz",
            unit="Ereignisse/s",
            value=median_of([BULK_EVENTS / timed.seconds for timed in ours]),
            limit=median_of([BULK_EVENTS / timed.seconds for timed in limits]),
            target=0.6,
            at_least=True,
        )


async def _in_turns(platform: Pair, by_hand: Pair, run: Run, runs: int) -> tuple[list[Timed], list[Timed]]:
    ours: list[Timed] = []
    limits: list[Timed] = []
    for _ in range(runs):
        ours.append(await platform.timed(run))
        limits.append(await by_hand.timed(run))
    return ours, limits


def _latency(name: str, share: float, ours: list[Timed], limits: list[Timed], *, target: float) -> Figure:
    return Figure(
        name=name,
        unit="ms",
        value=median_of([quantile(timed.latencies, share) * 1000 for timed in ours]),
        limit=median_of([quantile(timed.latencies, share) * 1000 for timed in limits]),
        target=target,
    )

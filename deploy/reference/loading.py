"""Loads reference data through the services' public APIs, in the order in which things need each other, as often as wished."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Sequence
from typing import Any, TypeVar

import httpx

from deploy.reference.entries import OFFERS, REGISTRY, Entry
from deploy.reference.idempotent_put import preview, put
from deploy.reference.offer_sets import put_offers
from deploy.reference.outcomes import LoadReport, Outcome
from deploy.reference.patience import ServiceUnreachable
from deploy.reference.records.reference import Reference
from deploy.reference.reference_entries import grant_entries, stages_of
from deploy.reference.rounds import begin_round, further_rounds

CONCURRENT_REQUESTS = 8
T = TypeVar("T")
ClientFor = Callable[[str], httpx.AsyncClient]


async def load_reference(
    reference: Reference, *, client_for: ClientFor, account_of: Callable[[str], str] | None = None
) -> LoadReport:
    """Put everything and return what that changed; raises ServiceUnreachable.

    `client_for("registry" | "offers")` gives a client with that service's base address and an office token.
    `account_of` turns a demonstration subject into its account id; without it the grants are left out, and the report says so.
    """
    stages = list(stages_of(reference))
    left_out: tuple[str, ...] = ()
    if account_of is None:
        left_out = ("Die Berechtigungen zur Vorführung wurden ausgelassen.",)
    else:
        stages.append(grant_entries(reference, account_of))
    outcomes = await load_stages(stages, client_for=client_for)
    rounds = [wanted for rollout in reference.rollouts for wanted in further_rounds(rollout)]
    begun = [await begin_round(client_for(REGISTRY), wanted) for wanted in rounds]
    return LoadReport((*outcomes, *begun), left_out)


async def load_stages(
    stages: Iterable[tuple[Entry, ...]], *, client_for: ClientFor, dry_run: bool = False
) -> tuple[Outcome, ...]:
    """Put the stages one after the other, the entries of a stage at once, offers as sets; a dry run only reads. Raises ServiceUnreachable."""
    gate = asyncio.Semaphore(CONCURRENT_REQUESTS)
    handle = preview if dry_run else put

    async def one(entry: Entry) -> Outcome:
        async with gate:
            return await handle(client_for(entry.service), entry)

    async def singly(entries: Sequence[Entry]) -> list[Outcome]:
        return await gathered([one(entry) for entry in entries])

    async def together(entries: Sequence[Entry]) -> list[Outcome]:
        return await (singly(entries) if dry_run else put_offers(client_for(OFFERS), entries))

    outcomes: list[Outcome] = []
    for stage in stages:
        offers = [entry for entry in stage if entry.service == OFFERS]
        others = [entry for entry in stage if entry.service != OFFERS]
        # While one service works, the other need not wait.
        for part in await gathered([singly(others), together(offers)]):
            outcomes += part
    return tuple(outcomes)


async def gathered(tasks: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """Return the results in order; the first failure ends the others and is raised alone."""
    try:
        async with asyncio.TaskGroup() as group:
            running = [group.create_task(task) for task in tasks]
    except* ServiceUnreachable as unreachable:
        raise unreachable.exceptions[0] from None
    return [task.result() for task in running]

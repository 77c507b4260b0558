"""Steps of imports that may take long: asked for in a moment, taken beside the requests, by whichever process comes first.

A step is one transaction with its row: a process that is killed leaves it as it was asked for, and another takes it.
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

import structlog

from services.registry.domain.exchange.partner_import import Import, ImportState
from services.registry.domain.refusals import NothingHere
from services.registry.storage import grants
from services.registry.storage.exchange import imports, steps
from services.registry.storage.exchange.steps import Step
from services.registry.use_cases.exchange.apply_import import apply_import
from services.registry.use_cases.exchange.draft_import import insist_on_own_network
from services.registry.use_cases.exchange.undo_import import undo_import
from services.registry.use_cases.settle import check
from shared.calendar_day import local_day
from shared.database.failures import passes_by_itself
from shared.hosting.running import Running
from shared.identity.actor import Actor
from shared.identity.grants import standing_grants
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition
from shared.web.problems import Problem, Refusal

LOG = structlog.get_logger("imports")

LOOK_SECONDS: Final = 5.0

Told = Callable[[Exception], Mapping[str, Any]]
"""Says which problem document (RFC 9457) a failure is."""


async def take_step(work: Work, actor: Actor, import_id: UUID, *, wanted: ImportState, expected: int) -> Import:
    """Bring an import into its next state, and forget what was refused before; raises what `apply_import` and `undo_import` raise."""
    if wanted is ImportState.APPLIED:
        made = await apply_import(work, actor, import_id, expected=expected)
    else:
        made = await undo_import(work, actor, import_id, expected=expected, today=local_day(work.now))
    await steps.forget(work.connection, import_id)
    return made


async def ask_for_step(work: Work, actor: Actor, import_id: UUID, *, wanted: ImportState, expected: int) -> Import:
    """Have a step taken soon; raises NothingHere, NotPermitted, ImportNotReachable or 412."""
    made = await imports.find(work.connection, import_id)
    if made is None:
        raise NothingHere
    insist_on_own_network(actor, made.network)
    check(WriteCondition(expected), made)
    made.refuse_other_step(wanted)
    assert actor.account is not None, "who imports is signed in"
    under_way = await steps.find(work.connection, import_id)
    if under_way is not None and under_way.refused is None:
        return made
    step = Step(import_id=import_id, wanted=wanted, expected=expected, account=actor.account, asked_at=work.now)
    await steps.ask_for(work.connection, step)
    return made


async def take_steps_for_ever(running: Running, *, told: Told) -> None:
    """Take what was asked for, again and again until cancelled; whoever asks has it taken at once (`take_steps`)."""
    while True:
        await take_steps(running, told=told)
        await asyncio.sleep(LOOK_SECONDS)


async def take_steps(running: Running, *, told: Told) -> None:
    """Take all steps that nobody is taking; what the database refuses now is taken later."""
    try:
        while await _is_one_taken(running, told=told):
            pass
    except Exception as failure:
        if not passes_by_itself(failure):
            raise


async def _is_one_taken(running: Running, *, told: Told) -> bool:
    step: Step | None = None
    try:
        async with running.edge.transaction() as work:
            step = await steps.take_next(work.connection)
            if step is None:
                return False
            actor = await _actor(running, work, step.account)
            await take_step(work, actor, step.import_id, wanted=step.wanted, expected=step.expected)
    except Exception as failure:
        if step is None or passes_by_itself(failure):
            raise
        # Also of a fault of ours: tried again, it would keep all others waiting.
        if not isinstance(failure, (Refusal, Problem)):
            LOG.exception("import-step-failed")
        async with running.edge.transaction() as work:
            await steps.refuse(work.connection, step.import_id, told(failure))
    return True


async def _actor(running: Running, work: Work, account: str) -> Actor:
    """Who asked, with what he may do by now."""
    standing = tuple(grant for grant in standing_grants(running.settings.identity) if grant.account == account)
    return Actor(account, standing + tuple(await grants.held(work.connection, account, work.now)))

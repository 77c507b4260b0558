"""How every change ends: the next version is saved, announced with its whole state, and written into the audit trail."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict, replace
from typing import Any, TypeVar

from pydantic_core import to_jsonable_python
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.aggregate import Aggregate
from shared.contracts.contract import Contract
from shared.identity.actor import Actor
from shared.identity.audit import record
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition

Thing = TypeVar("Thing", bound=Aggregate)


def check(condition: WriteCondition, before: Aggregate | None) -> None:
    """Hold the writer's belief against what stands there; raises the 412 problem."""
    condition.check(None if before is None else before.version)


async def settle(
    work: Work,
    actor: Actor,
    *,
    subject: str,
    before: Thing | None,
    after: Thing,
    save: Callable[[AsyncConnection, Thing], Awaitable[None]],
    contract: type[Contract],
    network: str | None = None,
    state_of: Callable[[Thing], dict[str, Any]] = asdict,
) -> Thing:
    """Return what stands now: `after` in the next version, or `before` when nothing differs, and then nobody is told.

    `state_of` says what event and audit trail may know of the thing. Raises ChangedMeanwhile.
    """
    version = 0 if before is None else before.version
    if before is not None and replace(after, version=version) == before:
        return before
    after = replace(after, version=version + 1)
    await save(work.connection, after)
    work.announce(subject, version=after.version, data=contract.model_validate(state_of(after)), network=network)
    former = None if before is None else state_of(before)
    await _record(work, actor, subject=subject, before=former, after=state_of(after))
    return after


async def _record(
    work: Work, actor: Actor, *, subject: str, before: dict[str, Any] | None, after: dict[str, Any]
) -> None:
    assert actor.account is not None, "every changing route asks for a credential"
    kind, _, identifier = subject.partition("/")
    await record(
        work.connection,
        account=actor.account,
        action=f"create-{kind}" if before is None else f"change-{kind}",
        subject=(kind, identifier),
        at=work.now,
        before=None if before is None else _plain(before),
        after=_plain(after),
    )


def _plain(state: dict[str, Any]) -> dict[str, Any]:
    """Return the state in JSON's own types; asyncpg's UUIDs are of a class that the engine's serializer doesn't know."""
    plain: dict[str, Any] = to_jsonable_python(state)
    return plain

"""Somebody leaves: all grants of the one account end, and another account gets the same, in one transaction.

The invitations that the leaving account has made end too: nobody keeps a way back in.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from services.registry.domain.grant import Grant
from services.registry.domain.refusals import NamedTwice, UnknownReference
from services.registry.storage import grants
from services.registry.storage.invitations import invitations
from services.registry.use_cases.invitations.give_new import give_new
from services.registry.use_cases.settle import settle
from shared.contracts.registry import GrantWithdrawn
from shared.identity.actor import Actor
from shared.identity.refusals import NotPermitted
from shared.messaging.edge import Work


async def hand_over(work: Work, actor: Actor, *, leaving: str, successor: str) -> Sequence[Grant]:
    """Return what the successor was given; raises NotPermitted, NamedTwice, or UnknownReference for one who was never invited.

    Whoever leaves may do it alone, the office for everybody. What the successor holds already is not given twice.
    """
    if not actor.is_office and actor.account != leaving:
        raise NotPermitted
    if successor == leaving:
        raise NamedTwice("successor")
    held = await grants.standing(work.connection, successor, work.now)
    if not held and not await invitations.was_accepted_by(work.connection, successor):
        raise UnknownReference("successor", [successor])
    ending = await grants.standing(work.connection, leaving, work.now)
    await invitations.take_back_all_of(work.connection, leaving)
    for grant in ending:
        await _withdraw(work, actor, grant)
    missing = [grant for grant in ending if not any(_covers(each, grant, now=work.now) for each in held)]
    return [await _give(work, actor, grant, successor=successor) for grant in missing]


def _covers(held: Grant, wanted: Grant, *, now: datetime) -> bool:
    """Tell whether the one grant allows whatever the other one does, from its beginning to its end."""
    is_same = (held.role, held.network, held.organisation) == (wanted.role, wanted.network, wanted.organisation)
    begins = held.valid_from <= max(now, wanted.valid_from)
    lasts = held.valid_until is None or (wanted.valid_until is not None and held.valid_until >= wanted.valid_until)
    return is_same and begins and lasts


async def _give(work: Work, actor: Actor, grant: Grant, *, successor: str) -> Grant:
    return await give_new(
        work,
        actor,
        account=successor,
        role=grant.role,
        network=grant.network,
        organisation=grant.organisation,
        valid_from=max(work.now, grant.valid_from),
        valid_until=grant.valid_until,
    )


async def _withdraw(work: Work, actor: Actor, grant: Grant) -> None:
    await settle(
        work,
        actor,
        subject=f"grant/{grant.id}",
        before=grant,
        after=replace(grant, withdrawn=True),
        save=grants.save,
        contract=GrantWithdrawn,
        network=grant.network,
    )

"""A coordinator, the office or an organisation says how a function is reached, and where that is shown."""

from uuid import UUID

from services.registry.domain.contact_point import ContactPoint, UsedBy
from services.registry.domain.refusals import UnknownReference
from services.registry.storage import contact_points
from services.registry.use_cases.references import insist_on_networks, insist_on_partners
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import ContactPointDefined
from shared.identity.actor import Actor
from shared.identity.refusals import NotPermitted
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def define_contact_point(
    work: Work, actor: Actor, point: ContactPoint, *, condition: WriteCondition
) -> ContactPoint:
    """Return the contact point as it stands now; raises NotPermitted or UnknownReference."""
    _insist_on_permission(actor, point)
    before = await contact_points.find(work.connection, point.id)
    if before is not None:
        _insist_on_permission(actor, before)
    check(condition, before)
    await insist_on_networks(work.connection, "network", point.network)
    await insist_on_partners(work.connection, "organisation", point.organisation)
    for kind in UsedBy:
        former = () if before is None else before.things(kind)
        await _insist_on_uses(work, actor, kind, set(point.things(kind)) - set(former))
    return await settle_contact_point(work, actor, before=before, after=point)


async def settle_contact_point(
    work: Work, actor: Actor, *, before: ContactPoint | None, after: ContactPoint
) -> ContactPoint:
    """Save and tell a contact point."""
    return await settle(
        work,
        actor,
        subject=f"contact-point/{after.id}",
        before=before,
        after=after,
        save=contact_points.save,
        contract=ContactPointDefined,
        network=after.network,
    )


def _insist_on_permission(actor: Actor, point: ContactPoint) -> None:
    """A coordinator keeps those of the own quarter, an organisation its own; the office all."""
    if actor.is_office or (point.network is not None and actor.coordinates(point.network)):
        return
    if point.organisation is None or not actor.represents(point.organisation):
        raise NotPermitted


async def _insist_on_uses(work: Work, actor: Actor, kind: UsedBy, new: set[str]) -> None:
    """What belongs to a quarter shows what its coordinator or the office wants; offers are kept by another service."""
    if kind is not UsedBy.NETWORK:
        _insist_on_ids(new)
    known = await contact_points.networks_of(work.connection, kind, new)
    if known is None:
        return
    if unknown := sorted(new - known.keys()):
        raise UnknownReference("uses", unknown)
    for network in known.values():
        if not actor.is_office and (network is None or not actor.coordinates(network)):
            raise NotPermitted


def _insist_on_ids(things: set[str]) -> None:
    for thing in sorted(things):
        try:
            UUID(thing)
        except ValueError:
            raise UnknownReference("uses", [thing]) from None

"""Lets a child, an anchor site or a membership point to another partner, told and recorded like every change."""

from dataclasses import replace
from uuid import UUID

from services.registry.domain.membership import Membership
from services.registry.storage import anchor_sites, memberships, partners
from services.registry.use_cases.settle import settle
from shared.contracts.registry import AnchorSiteDefined, MembershipChanged, PartnerDefined
from shared.identity.actor import Actor
from shared.messaging.edge import Work


async def give_child(work: Work, actor: Actor, child_id: UUID, *, parent: UUID | None) -> None:
    """Give an organisation another parent."""
    child = await partners.find(work.connection, child_id)
    assert child is not None
    await settle(
        work,
        actor,
        subject=f"partner/{child.id}",
        before=child,
        after=replace(child, parent=parent),
        save=partners.save,
        contract=PartnerDefined,
    )


async def give_site(work: Work, actor: Actor, site_id: UUID, *, operator: UUID) -> None:
    """Give an anchor site another operator."""
    site = await anchor_sites.find(work.connection, site_id)
    assert site is not None
    await settle(
        work,
        actor,
        subject=f"anchor-site/{site.id}",
        before=site,
        after=replace(site, operator=operator),
        save=anchor_sites.save,
        contract=AnchorSiteDefined,
        network=site.network,
    )


async def save_membership(work: Work, actor: Actor, *, before: Membership | None, after: Membership) -> Membership:
    """Return the membership as it stands then."""
    return await settle(
        work,
        actor,
        subject=f"membership/{after.network}/{after.partner}",
        before=before,
        after=after,
        save=memberships.save,
        contract=MembershipChanged,
        network=after.network,
    )

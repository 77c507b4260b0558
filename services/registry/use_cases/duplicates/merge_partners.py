"""The office merges two entries of one organisation: what pointed to the one points to the other, which keeps its own words."""

from dataclasses import replace
from uuid import UUID

from services.registry.domain.duplicates.merge import Merge, MovedMembership, ended, joined, refuse_merged
from services.registry.domain.duplicates.pair import PairStatus
from services.registry.domain.duplicates.refusals import StandsBelow
from services.registry.domain.partner import Partner
from services.registry.domain.refusals import NothingHere, UnknownReference
from services.registry.storage import memberships, partners
from services.registry.storage.duplicates import keys, merges, pairs
from services.registry.use_cases.duplicates.pointers.groups import move_groups
from services.registry.use_cases.duplicates.pointers.things import move_things
from services.registry.use_cases.duplicates.repoint import give_child, give_site, save_membership
from services.registry.use_cases.settle import settle
from shared.calendar_day import local_day
from shared.contracts.registry import PartnersMerged
from shared.identity.actor import Actor
from shared.messaging.edge import Work


async def merge_partners(work: Work, actor: Actor, partner_id: UUID, *, into: UUID) -> Merge:
    """Return the merge; raises NothingHere, UnknownReference, PartnerIsMerged, MergedIntoItself or StandsBelow."""
    merge = Merge(partner=partner_id, into=into)
    # Whoever changes a parent takes this lock before any partner's row; the same order here keeps both from waiting for each other.
    chain = await partners.chain_from(work.connection, into)
    partner, survivor = await _both(work, merge)
    if partner.id in chain and survivor.parent != partner.id:
        raise StandsBelow
    if survivor.parent == partner.id:
        merge = replace(merge, parent_replaced=True)
        await give_child(work, actor, survivor.id, parent=partner.parent)
    # Partners' rows come first, as with everybody who names partners: they hold those rows before they write.
    merge = replace(merge, children=await _move_children(work, actor, partner.id, into=into))
    merge = replace(
        merge,
        memberships=await _move_memberships(work, actor, partner.id, into=into),
        anchor_sites=await _move_sites(work, actor, partner.id, into=into),
        groups=await move_groups(work, actor, merge),
        things=await move_things(work, actor, merge),
    )
    stands = await _settle(work, actor, merge)
    await keys.forget(work.connection, partner.id)
    await keys.write(work.connection, survivor)
    await pairs.decide_between(work.connection, partner.id, into, PairStatus.MERGED, work.now)
    return stands


async def _both(work: Work, merge: Merge) -> tuple[Partner, Partner]:
    await merges.hold(work.connection, merge.partner, merge.into)
    gone = await partners.find_with_alias(work.connection, merge.partner)
    stays = await partners.find_with_alias(work.connection, merge.into)
    if gone is None:
        raise NothingHere
    if stays is None:
        raise UnknownReference("into", [str(merge.into)])
    for _, merged_into in (gone, stays):
        refuse_merged(merged_into)
    return gone[0], stays[0]


async def _settle(work: Work, actor: Actor, merge: Merge) -> Merge:
    return await settle(
        work,
        actor,
        subject=f"partner-merge/{merge.partner}",
        before=await merges.find(work.connection, merge.partner),
        after=merge,
        save=merges.save,
        contract=PartnersMerged,
    )


async def _move_memberships(work: Work, actor: Actor, partner_id: UUID, *, into: UUID) -> tuple[MovedMembership, ...]:
    networks = await merges.networks_of(work.connection, partner_id)
    return tuple([await _move_membership(work, actor, network, partner_id, into=into) for network in networks])


async def _move_membership(work: Work, actor: Actor, network: str, partner_id: UUID, *, into: UUID) -> MovedMembership:
    gone = await memberships.find(work.connection, network, partner_id)
    assert gone is not None
    stayed = await memberships.find(work.connection, network, into)
    today = local_day(work.now)
    after_gone = await save_membership(work, actor, before=gone, after=ended(gone, today=today))
    after_stayed = await save_membership(work, actor, before=stayed, after=joined(gone, stayed, into=into))
    return MovedMembership(gone, stayed, after_gone.version, after_stayed.version)


async def _move_children(work: Work, actor: Actor, partner_id: UUID, *, into: UUID) -> tuple[UUID, ...]:
    children = await merges.children_of(work.connection, partner_id)
    for child in children:
        await give_child(work, actor, child, parent=into)
    return tuple(children)


async def _move_sites(work: Work, actor: Actor, partner_id: UUID, *, into: UUID) -> tuple[UUID, ...]:
    sites = await merges.sites_of(work.connection, partner_id)
    for site in sites:
        await give_site(work, actor, site, operator=into)
    return tuple(sites)

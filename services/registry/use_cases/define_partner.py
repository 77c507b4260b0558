"""A coordinator or the office brings a partner in; the partner and the office keep the entry right."""

from services.registry.domain.duplicates.refusals import PartnerIsMerged
from services.registry.domain.partner import Partner, refuse_circle
from services.registry.domain.refusals import PartnerWasRemoved
from services.registry.storage import partners, removed_partners
from services.registry.use_cases.references import insist_on_partners
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import PartnerDefined
from shared.identity.actor import Actor
from shared.identity.refusals import NotPermitted
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def define_partner(work: Work, actor: Actor, partner: Partner, *, condition: WriteCondition) -> Partner:
    """Return the partner as it stands now.

    Raises NotPermitted, UnknownReference, ParentCircle, PartnerIsMerged or PartnerWasRemoved.
    """
    before, merged_into = await partners.find_with_alias(work.connection, partner.id) or (None, None)
    _insist_on_permission(actor, before, partner)
    if merged_into is not None:
        raise PartnerIsMerged(merged_into)
    check(condition, before)
    if before is None and await removed_partners.among(work.connection, [partner.id]):
        raise PartnerWasRemoved
    if partner.parent is not None and (before is None or before.parent != partner.parent):
        await _insist_on_parent(work, partner)
    return await settle(
        work,
        actor,
        subject=f"partner/{partner.id}",
        before=before,
        after=partner,
        save=partners.save,
        contract=PartnerDefined,
    )


def _insist_on_permission(actor: Actor, before: Partner | None, after: Partner) -> None:
    if before is not None:
        actor.may_act_for(after.id)
    elif not (actor.is_office or actor.networks):
        raise NotPermitted


async def _insist_on_parent(work: Work, partner: Partner) -> None:
    assert partner.parent is not None
    chain = await partners.chain_from(work.connection, partner.parent)
    await insist_on_partners(work.connection, "parent", partner.parent)
    refuse_circle(partner, chain=chain)

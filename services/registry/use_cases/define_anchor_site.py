"""A network's coordinators or the office describe an anchor site."""

from services.registry.domain.anchor_site import AnchorSite
from services.registry.storage import anchor_sites
from services.registry.use_cases.references import insist_on_areas, insist_on_networks, insist_on_partners
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import AnchorSiteDefined
from shared.identity.actor import Actor
from shared.identity.refusals import NotPermitted
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def define_anchor_site(work: Work, actor: Actor, site: AnchorSite, *, condition: WriteCondition) -> AnchorSite:
    """Return the site as it stands now; raises NotPermitted or UnknownReference."""
    before = await anchor_sites.find(work.connection, site.id)
    _insist_on_permission(actor, site)
    if before is not None:
        _insist_on_permission(actor, before)
    check(condition, before)
    await insist_on_areas(work.connection, "area", site.area)
    await insist_on_networks(work.connection, "network", site.network)
    await insist_on_partners(work.connection, "operator", site.operator)
    return await settle(
        work,
        actor,
        subject=f"anchor-site/{site.id}",
        before=before,
        after=site,
        save=anchor_sites.save,
        contract=AnchorSiteDefined,
        network=site.network,
    )


def _insist_on_permission(actor: Actor, site: AnchorSite) -> None:
    """A coordinator neither takes a site from another quarter nor gives one away."""
    if site.network is not None:
        actor.may_change_network(site.network)
    elif not actor.is_office:
        raise NotPermitted

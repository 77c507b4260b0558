"""A network's coordinators set up a body of theirs, the office any body."""

from services.registry.domain.bodies.body import Body
from services.registry.storage.bodies import bodies
from services.registry.use_cases.circles.permission import insist_on_reach
from services.registry.use_cases.references import insist_on_networks, insist_on_partners, insist_on_persons
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import BodyDefined
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def define_body(work: Work, actor: Actor, body: Body, *, condition: WriteCondition) -> Body:
    """Return the body as it stands now; raises NotPermitted, UnknownReference or AlreadyRegistered."""
    before = await bodies.find(work.connection, body.id)
    insist_on_reach(actor, body.network)
    if before is not None:
        insist_on_reach(actor, before.network)
    check(condition, before)
    await insist_on_networks(work.connection, "network", body.network)
    await insist_on_partners(work.connection, "members", *(member.partner for member in body.members))
    await insist_on_persons(work.connection, "members", *(member.person for member in body.members))
    return await settle(
        work,
        actor,
        subject=f"body/{body.id}",
        before=before,
        after=body,
        save=bodies.save,
        contract=BodyDefined,
        network=body.network,
    )

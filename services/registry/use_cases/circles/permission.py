"""Who may speak for a circle: the coordinators of its network; for one of the whole city only the office."""

from uuid import UUID

from services.registry.domain.circles.circle import Circle, CircleKind
from services.registry.domain.refusals import NothingHere
from services.registry.storage.circles import circles
from shared.identity.actor import Actor
from shared.identity.refusals import NotPermitted
from shared.messaging.edge import Work


def insist_on_reach(actor: Actor, network: str | None) -> None:
    """Return for those who may change a thing of this network, or of the whole city; else raises NotPermitted."""
    if network is not None:
        actor.may_change_network(network)
    elif not actor.is_office:
        raise NotPermitted


async def circle_to_change(work: Work, actor: Actor, kind: CircleKind, circle_id: UUID) -> Circle:
    """Return the circle; raises NothingHere or NotPermitted."""
    circle = await circles.find(work.connection, kind, circle_id)
    if circle is None:
        raise NothingHere
    insist_on_reach(actor, circle.network)
    return circle

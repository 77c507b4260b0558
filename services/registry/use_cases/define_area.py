"""The office puts an action area on the list, or changes what is known of it."""

from services.registry.domain.area import Area
from services.registry.storage import areas
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import AreaDefined
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def define_area(work: Work, actor: Actor, area: Area, *, condition: WriteCondition) -> Area:
    """Return the area as it stands now."""
    before = await areas.find(work.connection, area.id)
    check(condition, before)
    return await settle(
        work, actor, subject=f"area/{area.id}", before=before, after=area, save=areas.save, contract=AreaDefined
    )

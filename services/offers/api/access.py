"""Who may use which route; the scope is in the body or in the row, so the use cases ask again."""

from typing import Annotated

from fastapi import Depends

from services.offers.domain.speaking import OwnVoice
from services.offers.settings import OffersSettings
from services.offers.use_cases.permission import also_for_aliases
from shared.hosting.running import RunningService, ServiceEdge
from shared.identity.access import PUBLIC, any_of, coordinator_of, office, partner_of, signed_in
from shared.identity.actor import Actor
from shared.identity.gate import require

EDITORS = any_of(office(), coordinator_of("network"), partner_of("organisation"))
READERS = any_of(PUBLIC, signed_in())


async def _editor(actor: Annotated[Actor, Depends(require(EDITORS))], edge: ServiceEdge) -> Actor:
    return await also_for_aliases(edge, actor)


async def _reader(actor: Annotated[Actor, Depends(require(READERS))], edge: ServiceEdge) -> Actor:
    return await also_for_aliases(edge, actor)


Editor = Annotated[Actor, Depends(_editor)]
"""A route's parameter type: somebody who may change some offers."""
Reader = Annotated[Actor, Depends(_reader)]
"""A route's parameter type: anybody; who is signed in may see more."""


async def _own_voice(running: RunningService) -> OwnVoice:
    settings = running.settings
    networks = settings.networks if isinstance(settings, OffersSettings) else None
    return OwnVoice(running.edge.source, networks)


Voice = Annotated[OwnVoice, Depends(_own_voice)]
"""A route's parameter type: which networks this instance speaks for."""

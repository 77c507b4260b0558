"""Who may use which route; the scope is in the body or in the row, so the use cases ask again."""

from typing import Annotated

from fastapi import Depends

from services.offers.domain.speaking import OwnVoice
from services.offers.settings import OffersSettings
from shared.hosting.running import RunningService
from shared.identity.access import PUBLIC, any_of, coordinator_of, office, partner_of, signed_in
from shared.identity.actor import Actor
from shared.identity.gate import require

Editor = Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"), partner_of("organisation"))))]
"""A route's parameter type: somebody who may change some offers."""
Reader = Annotated[Actor, Depends(require(any_of(PUBLIC, signed_in())))]
"""A route's parameter type: anybody; who is signed in may see more."""


async def _own_voice(running: RunningService) -> OwnVoice:
    settings = running.settings
    networks = settings.networks if isinstance(settings, OffersSettings) else None
    return OwnVoice(running.edge.source, networks)


Voice = Annotated[OwnVoice, Depends(_own_voice)]
"""A route's parameter type: which networks this instance speaks for."""

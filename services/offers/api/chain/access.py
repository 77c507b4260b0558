"""Who reads chains: those who plan. Agreements and the end of fundings stand in them, so they are no page for families."""

from datetime import date
from typing import Annotated

from fastapi import Depends

from services.offers.settings import OffersSettings
from shared.calendar_day import local_day
from shared.hosting.running import RunningService
from shared.identity.access import any_of, coordinator_of, office, partner_of, service
from shared.identity.actor import Actor
from shared.identity.gate import require

Planner = Annotated[
    Actor, Depends(require(any_of(office(), service(), coordinator_of("network"), partner_of("organisation"))))
]
"""A route's parameter type: the office, a service, the network's coordination, or a partner's people."""


async def _today(running: RunningService) -> date:
    return local_day(running.clock())


async def _soon_months(running: RunningService) -> int:
    assert isinstance(running.settings, OffersSettings)
    return running.settings.funding_ends_soon_months


async def _city_wide(running: RunningService) -> str | None:
    assert isinstance(running.settings, OffersSettings)
    return running.settings.city_wide_network


Today = Annotated[date, Depends(_today)]
"""A route's parameter type: the present day in Dortmund."""
SoonMonths = Annotated[int, Depends(_soon_months)]
"""A route's parameter type: within how many months the end of a funding is soon."""
CityWide = Annotated[str | None, Depends(_city_wide)]
"""A route's parameter type: the network whose offers hold for all quarters."""

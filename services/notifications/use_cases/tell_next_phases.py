"""Tells families what comes next, two months before a life phase begins; each child's phase once, however often it is asked."""

from services.notifications.domain.calendar import berlin_day, first_of_month
from services.notifications.domain.interest import SOON_MONTHS
from services.notifications.storage.projections import phases_by_age
from services.notifications.storage.topics import ComingPhase, tell_next_phases
from shared.calendar_day import months_later
from shared.messaging.edge import Work


async def tell_what_comes_next(work: Work) -> int:
    """Write the notices of this month's children and return how many are new."""
    month = first_of_month(berlin_day(work.now))
    coming = [
        ComingPhase(
            key=phase.key,
            born_from=months_later(month, 1 - phase.ages.min_months),
            born_until=months_later(month, SOON_MONTHS - phase.ages.min_months),
        )
        for phase in await phases_by_age(work.connection)
        if phase.ages.min_months is not None
    ]
    return await tell_next_phases(work.connection, coming, now=work.now) if coming else 0

"""What the passing of days does to projects: half a year before a funding ends, somebody should look for the next one."""

from datetime import date
from uuid import UUID

from services.registry.domain.projects.funding import ALARM_MONTHS
from services.registry.storage.projects.fundings import EndingFunding, keep_alarms, to_alarm
from services.registry.use_cases.projects.define_project import only_network
from shared.contracts.registry import FundingEnding
from shared.messaging.edge import Work

MOST_ALARMS_AT_ONCE = 200


async def alarm_of_endings(work: Work, *, today: date) -> int:
    """Tell of each end of a funding once, take one batch and return how many it took; a new end is told of anew."""
    ending = await to_alarm(work.connection, today=today, months=ALARM_MONTHS, limit=MOST_ALARMS_AT_ONCE)
    if not ending:
        return 0
    alarms = {work.new_id(): funding for funding in ending}
    given = await keep_alarms(work.connection, alarms, at=work.now)
    for alarm in filter(given.__contains__, alarms):
        _tell(work, alarm, alarms[alarm])
    return len(ending)


def _tell(work: Work, alarm: UUID, funding: EndingFunding) -> None:
    told = FundingEnding(
        id=alarm,
        funding=funding.id,
        project=funding.project,
        label=funding.label,
        networks=funding.networks,
        source=funding.source,
        ends_on=funding.ends_on,
    )
    work.announce(f"funding-alarm/{alarm}", version=1, data=told, network=only_network(funding.networks))

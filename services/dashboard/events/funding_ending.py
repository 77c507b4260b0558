"""Keeps the alarms before the end of a funding."""

from services.dashboard.storage.tables import FUNDING_ALARMS as TABLE
from shared.contracts.registry import FundingEnding
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[FundingEnding]) -> Row:
    alarm = event.data
    return {"id": alarm.id, "funding": alarm.funding, "project": alarm.project, "ends_on": alarm.ends_on}


FUNDING_ALARMS = state_listener((FundingEnding,), TABLE, _row)

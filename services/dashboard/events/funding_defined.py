"""Keeps who pays for which project, and until when; an internal figure."""

from services.dashboard.storage.tables import FUNDINGS as TABLE
from shared.contracts.registry import FundingDefined
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[FundingDefined]) -> Row:
    funding = event.data
    return {
        "id": funding.id,
        "project": funding.project,
        "source": funding.source,
        "amount_cents": funding.amount_cents,
        "starts_on": funding.starts_on,
        "ends_on": funding.ends_on,
        "withdrawn": funding.withdrawn,
    }


FUNDINGS = state_listener((FundingDefined,), TABLE, _row)

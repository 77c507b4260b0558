"""Keeps the reminders that were given: which agreement falls due, on which day, and through whom."""

from services.dashboard.storage.tables import AGREEMENT_REMINDERS as TABLE
from shared.contracts.registry import AgreementDue
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[AgreementDue]) -> Row:
    due = event.data
    return {
        "id": due.id,
        "agreement": due.agreement,
        "network": due.network,
        "due_on": due.due_on,
        "obligation": due.obligation,
        "party": due.party,
    }


AGREEMENT_REMINDERS = state_listener((AgreementDue,), TABLE, _row)

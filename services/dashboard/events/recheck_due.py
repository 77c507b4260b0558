"""Keeps of which offers somebody was asked last, so that the office sees where nobody answers."""

from services.dashboard.storage.offer_freshness_tables import RECHECKS as TABLE
from shared.contracts.offers import RecheckDue
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[RecheckDue]) -> Row:
    due = event.data
    return {
        "offer": due.offer,
        "network": due.network,
        "organisation": due.organisation,
        "stage": due.stage,
        "confirmed_on": due.confirmed_on,
        "due_on": due.due_on,
    }


RECHECKS = state_listener((RecheckDue,), TABLE, _row)

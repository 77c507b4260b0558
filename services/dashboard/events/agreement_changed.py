"""Keeps the agreements: which transition they secure, where they stand, and how much of them is open or overdue."""

from services.dashboard.domain.sort_key import sort_key
from services.dashboard.storage.tables import AGREEMENTS as TABLE
from shared.contracts.registry import AgreementChanged
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[AgreementChanged]) -> Row:
    agreement = event.data
    transition = agreement.transition
    unfulfilled = [owed for owed in agreement.obligations if owed.fulfilled_on is None]
    return {
        "id": agreement.id,
        "network": agreement.network,
        "title": agreement.title,
        "sort_key": sort_key(agreement.title),
        "parties": agreement.parties,
        "from_phase": transition.from_phase if transition else None,
        "from_institution": transition.from_institution if transition else None,
        "to_phase": transition.to_phase if transition else None,
        "to_institution": transition.to_institution if transition else None,
        "state": agreement.state,
        "valid_to": agreement.valid_to,
        "review_on": agreement.review_on,
        "open_obligations": len(unfulfilled),
        "overdue_obligations": sum(owed.is_overdue for owed in unfulfilled),
    }


AGREEMENTS = state_listener((AgreementChanged,), TABLE, _row)

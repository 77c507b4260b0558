"""Remembers agreements as the transitions that they secure."""

from services.offers.storage.chain.tables import KNOWN_AGREEMENTS
from shared.contracts.registry.agreements import AgreementChanged, AgreementState, Transition
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event

BINDING = frozenset({AgreementState.IN_FORCE, AgreementState.DUE_FOR_REVIEW, AgreementState.EVALUATED})


def _row(event: Event[AgreementChanged]) -> Row:
    agreement = event.data
    transition = agreement.transition or Transition()
    return {
        "id": agreement.id,
        "network": agreement.network,
        "from_phase": transition.from_phase,
        "from_institution": transition.from_institution,
        "to_phase": transition.to_phase,
        "to_institution": transition.to_institution,
        "is_binding": agreement.state in BINDING,
        "valid_from": agreement.valid_from,
        "valid_to": agreement.valid_to,
    }


AGREEMENTS = state_listener((AgreementChanged,), KNOWN_AGREEMENTS, _row)

"""Keeps the projection of grants from the registry's events; a newer version of a grant replaces an older one, never the reverse."""

from typing import Any

from shared.contracts.registry import GrantGiven, GrantState, GrantWithdrawn
from shared.identity.grants import GRANTS
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[Any]) -> Row:
    grant: GrantState = event.data
    return {
        "id": grant.id,
        "account": grant.account,
        "role": grant.role.value,
        "network": grant.network,
        "organisation": grant.organisation,
        "valid_from": grant.valid_from,
        "valid_until": grant.valid_until,
        "withdrawn": isinstance(grant, GrantWithdrawn),
    }


GRANTS_LISTENER = state_listener((GrantGiven, GrantWithdrawn), GRANTS, _row)
project_grants = GRANTS_LISTENER.apply

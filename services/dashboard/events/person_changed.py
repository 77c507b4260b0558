"""Keeps which persons there are by random ids, and what everybody may ask the registry about them; of an erased one nothing."""

from services.dashboard.storage.circle_tables import PERSONS as TABLE
from shared.contracts.registry import PersonChanged, PersonErased
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[PersonChanged | PersonErased]) -> Row:
    person = event.data
    return {"id": person.id, "public_fields": person.public_fields if isinstance(person, PersonChanged) else ()}


PERSONS = state_listener((PersonChanged, PersonErased), TABLE, _row)

"""What a projection does about events that were emptied after it had applied them: it is filled anew from the log.

Reading the log again is the only way that forgets whatever any listener made of an event; redactions are rare.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import text

from shared.contracts.catalogue import REDACTIONS
from shared.contracts.redaction import EventsRedacted
from shared.messaging.batch import Batch, Listener
from shared.messaging.event import Event
from shared.messaging.slots import demand_rebuild

_FORGET_LETTERS = text("DELETE FROM dead_letters WHERE event_id = ANY(:ids)")


class Redactions:
    """Belongs to one filling of a projection; `is_spoilt` tells that this filling has read what was emptied since."""

    def __init__(self, heard: Iterable[str]) -> None:
        self.is_spoilt = False
        self._heard = {_name(event_type) for event_type in heard}
        self._met_empty: set[UUID] = set()
        self.listener = Listener(types=REDACTIONS, apply=self._apply)

    def meet(self, event_id: UUID) -> None:
        """Remember that an event came empty already: there is nothing of it to forget."""
        self._met_empty.add(event_id)

    async def _apply(self, batch: Batch, events: Sequence[Event[EventsRedacted]]) -> None:
        redacted = [each for event in events for each in event.data.events]
        await batch.connection.execute(_FORGET_LETTERS, {"ids": [str(each.id) for each in redacted]})
        if all(each.id in self._met_empty or _name(each.type) not in self._heard for each in redacted):
            return
        if await batch.is_live():
            await demand_rebuild(batch.connection)
        else:
            self.is_spoilt = True


def _name(event_type: str) -> str:
    return event_type.rpartition(".v")[0]

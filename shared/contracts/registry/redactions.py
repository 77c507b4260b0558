"""Events of the registry that were emptied afterwards."""

from typing import ClassVar

from shared.contracts.contract import Contract
from shared.contracts.redaction import EventsRedacted
from shared.contracts.registry.prefix import PREFIX


class RegistryEventsRedacted(EventsRedacted):
    """Events of the registry say nothing any more; whoever kept what they said deletes it."""

    name: ClassVar[str] = PREFIX + "events-redacted"


CONTRACTS: tuple[type[Contract], ...] = (RegistryEventsRedacted,)

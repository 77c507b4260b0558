"""Events of the catalogue that were emptied afterwards."""

from typing import ClassVar

from shared.contracts.offers.prefix import PREFIX
from shared.contracts.redaction import EventsRedacted


class OffersEventsRedacted(EventsRedacted):
    """Events of the catalogue say nothing any more; whoever kept what they said deletes it."""

    name: ClassVar[str] = PREFIX + "events-redacted"

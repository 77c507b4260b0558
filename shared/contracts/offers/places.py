"""Where an offer takes place, each place with its own hours."""

from pydantic import Field

from shared.contracts.registry.directory import OpeningHours
from shared.contracts.vocabulary import Place

MOST_PLACES = 10
MOST_HOURS = 50


class OfferPlace(Place):
    """An anchor site or an address, with the hours there."""

    opening_hours: tuple[OpeningHours, ...] = Field(default=(), max_length=MOST_HOURS)

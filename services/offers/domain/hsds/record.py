"""An offer as it is mapped: its content as JSON values, for a dump has no time to make an object of each part."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from services.offers.domain.offer_status import Status

Json = dict[str, Any]
Said = Mapping[str, Any]

STATUS: Final[Mapping[str, str]] = {
    Status.PUBLISHED: "active",
    Status.PAUSED: "temporarily closed",
    Status.ENDED: "inactive",
}
"""What leaves the house, and how HSDS calls its state; drafts are not in it."""
VISIBLE: Final = frozenset(STATUS)


@dataclass(frozen=True, slots=True)
class OfferRecord:
    """A visible offer: `said` is its content, dates as pairs of texts; times are RFC 3339."""

    id: str
    status: str
    changed_at: str
    confirmed_on: str | None
    said: Said


def without_missing(said: Json) -> Json:
    """Return the object without what is not known: HSDS leaves optional keys out, null is invalid."""
    return {key: value for key, value in said.items() if value not in (None, "", [])}

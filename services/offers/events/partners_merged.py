"""Remembers which organisation is an alias of which other one."""

from services.offers.storage.tables import PARTNER_ALIASES as TABLE
from shared.contracts.registry import MergeUndone, PartnersMerged
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[PartnersMerged | MergeUndone]) -> Row:
    merge = event.data
    return {"partner": merge.partner, "stands_for": merge.into, "undone": isinstance(merge, MergeUndone)}


PARTNER_ALIASES = state_listener((PartnersMerged, MergeUndone), TABLE, _row)

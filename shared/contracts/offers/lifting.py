"""Reads what was said of an offer before its fullness: one place, one price, German.

The first version knew neither `places` nor `cost`; `place` and `cost_cents` go on saying the same in short.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from shared.contracts.contract import JsonObject

FREE = {"kind": "free"}


def in_full(said: JsonObject) -> JsonObject:
    """Return the state with each short form in full and each full form in short; what is there stays."""
    place, places, cents = said.get("place"), said.get("places"), said.get("cost_cents")
    added: JsonObject = {}
    if place is not None and "places" not in said:
        added["places"] = [_plain(place)]
    if place is None and places:
        added["place"] = _plain(places[0])
    if cents is not None and said.get("cost") is None:
        added["cost"] = cost_of(cents)
    return {**said, **added} if added else said


def cost_of(cents: Any) -> JsonObject:
    """Return a price in cents in its full form."""
    return FREE if cents == 0 else {"kind": "amount", "from_cents": cents}


def _plain(part: Any) -> Any:
    if isinstance(part, BaseModel):
        return part.model_dump()
    return dict(part) if isinstance(part, Mapping) else part

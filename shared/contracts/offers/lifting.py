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
    full = dict(said)
    if "places" not in full and full.get("place") is not None:
        full["places"] = [_plain(full["place"])]
    if full.get("place") is None and full.get("places"):
        full["place"] = _plain(full["places"][0])
    if full.get("cost") is None and full.get("cost_cents") is not None:
        full["cost"] = cost_of(full["cost_cents"])
    return full


def cost_of(cents: Any) -> JsonObject:
    """Return a price in cents in its full form."""
    return FREE if cents == 0 else {"kind": "amount", "from_cents": cents}


def _plain(part: Any) -> Any:
    if isinstance(part, BaseModel):
        return part.model_dump()
    return dict(part) if isinstance(part, Mapping) else part

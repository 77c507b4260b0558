"""How a service became what it is, as HSDS metadata: what changed between the versions that the public saw.

Nothing that was only in a draft is told, and nobody is named: an institution answers for its offers, not a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from services.offers.domain.hsds.identifiers import stable_id
from services.offers.domain.hsds.record import STATUS, Json, Said
from services.offers.domain.hsds.services import facts_of

UPDATED_BY = "INFamilie"
MOST_ENTRIES = 100


@dataclass(frozen=True, slots=True)
class PublicVersion:
    """A version of an offer that everybody could read."""

    version: int
    status: str
    at: str
    said: Said


def history_of(offer: str, versions: Sequence[PublicVersion]) -> list[Json]:
    """Return the newest entries, in the order of time; `versions` are in their order."""
    made: list[Json] = []
    before: Json = {}
    for each in versions:
        after = facts_of(each.said, each.status)
        if not before:
            made.append(_entry(offer, each, "status", said=("", STATUS[each.status])))
        else:
            for field in sorted(key for key in {*before, *after} if before.get(key) != after.get(key)):
                said = (str(before.get(field, "")), str(after.get(field, "")))
                made.append(_entry(offer, each, field, said=said))
        before = after
    return made[-MOST_ENTRIES:]


def _entry(offer: str, version: PublicVersion, field: str, *, said: tuple[str, str]) -> Json:
    return {
        "id": stable_id("metadata", offer, str(version.version), field),
        "resource_id": offer,
        "resource_type": "service",
        "last_action_date": version.at[:10],
        "last_action_type": "update" if said[0] else "create",
        "field_name": field,
        "previous_value": said[0],
        "replacement_value": said[1],
        "updated_by": UPDATED_BY,
    }

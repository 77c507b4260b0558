"""What each consumer's tables must say: a pure fold of the logs, computed here without any of the services' code."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.chaos.log_reading import Log, Logged

OFFER = ("offer-drafted", "offer-published", "offer-changed", "offer-withdrawn")
Key = tuple[str, ...]
Row = Mapping[str, Any]
DIVERGING = object()


@dataclass(frozen=True)
class Folded:
    """A table that keeps each subject's newest state: from which events, and what its key is."""

    events: tuple[str, ...]
    key: tuple[str, ...] = ("id",)


COMMON = {
    "announced_sources": Folded(("source-announced",), ("source",)),
    "grants": Folded(("grant-given", "grant-withdrawn")),
}
NETWORKS, PARTNERS = Folded(("network-defined",)), Folded(("partner-defined",))
PHASES, MEMBERS = Folded(("life-phase-defined",), ("key",)), Folded(("membership-changed",), ("network", "partner"))
TABLES: Mapping[str, Mapping[str, Folded]] = {
    "offers": {"known_networks": NETWORKS, "known_partners": PARTNERS, "known_life_phases": PHASES, "known_memberships": MEMBERS},
    "notifications": {"offers": Folded(OFFER), "networks": NETWORKS, "life_phases": PHASES},
    "portal": {"networks": NETWORKS, "partners": PARTNERS, "life_phases": PHASES, "memberships": MEMBERS},
    "dashboard": {
        "networks": NETWORKS, "partners": PARTNERS, "life_phases": PHASES, "memberships": MEMBERS,
        "areas": Folded(("area-defined",)), "anchor_sites": Folded(("anchor-site-defined",)),
        "offers": Folded(OFFER[1:]), "offer_announcements": Folded(("offer-announced",), ("offer",)),
    },
    "witness": {"seen_offers": Folded(OFFER)},
}  # fmt: skip


def audible(logs: Sequence[Log], *, deaf_to: Iterable[tuple[str, int]] = ()) -> tuple[Log, list[Logged]]:
    """Return the events a consumer may apply, and those it must park because another source speaks for their network."""
    claims = [event for log in logs for event in log if event.name == "source-announced" and event.data.get("networks")]
    deaf = set(deaf_to)
    heard: Log = []
    foreign: Log = []
    for event in (event for log in logs for event in log if (event.source, event.position) not in deaf):
        (foreign if _is_foreign(event, claims) else heard).append(event)
    return heard, foreign


def fold(table: Folded, events: Iterable[Logged]) -> dict[Key, Logged]:
    """Return the newest event of each key."""
    newest: dict[Key, Logged] = {}
    for event in events:
        if event.name in table.events:
            key = tuple(str(event.data[name]) for name in table.key)
            if key not in newest or event.version > newest[key].version:
                newest[key] = event
    return newest


def differences(table: Folded, rows: Sequence[Row], events: Iterable[Logged]) -> list[str]:
    """Return in what the table differs from the fold; columns that the events do not have are not compared."""
    wanted = fold(table, events)
    present = {tuple(str(row[name]) for name in table.key): row for row in rows}
    found = [f"missing {key}" for key in wanted.keys() - present.keys()]
    found += [f"invented {key}" for key in present.keys() - wanted.keys()]
    for key in wanted.keys() & present.keys():
        found += [
            f"{key}: {column} is {value!r}, not {_told(column, wanted[key])!r}"
            for column, value in present[key].items()
            if _told(column, wanted[key]) is not DIVERGING and not _same(value, _told(column, wanted[key]))
        ]
    return found


def _told(column: str, event: Logged) -> Any:
    """Return what an event says of a column, DIVERGING when the column is the service's own."""
    match column:
        case "subject_version":
            return event.version
        case "min_months" | "max_months":
            return event.data["ages"].get(column)
        case "withdrawn":
            return event.name == "grant-withdrawn"
        case "source":
            return event.data.get("source", event.source)
        case _:
            return event.data.get(column, DIVERGING)


def _same(value: Any, told: Any) -> bool:
    if isinstance(value, list) and isinstance(told, list):
        return [str(each).lower() for each in value] == [str(each).lower() for each in told]
    if isinstance(told, dict):
        return True
    if value == told:
        return True
    return isinstance(value, str) and isinstance(told, str) and _moment(value) == _moment(told) is not None


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _is_foreign(event: Logged, claims: Sequence[Logged]) -> bool:
    if event.network is None or not event.source.startswith("/offers/"):
        return False
    speakers = {
        claim.data["source"]
        for claim in claims
        if event.network in claim.data["networks"] and datetime.fromisoformat(claim.data["since"]) <= event.time
    }
    return bool(speakers) and event.source not in speakers

"""What is told of the rows of an archive when they arrive: the same events, in the same versions, as where they came from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from services.registry.domain.exchange.archive import ArchiveRow, NetworkArchive
from services.registry.domain.wishes.wish import steps_reached
from services.registry.use_cases.exchange.archived_people_events import PEOPLE_TELLINGS
from services.registry.use_cases.exchange.archived_work_events import WORK_TELLINGS
from services.registry.use_cases.exchange.telling import State, Telling, archived_network, own_network
from shared.contracts.contract import Contract
from shared.contracts.registry import (
    AnchorSiteDefined,
    AreaDefined,
    ContactPointDefined,
    GiverDefined,
    IndicatorDefined,
    IndicatorSourceDefined,
    IndicatorValuesDefined,
    LifePhaseDefined,
    MembershipChanged,
    NetworkDefined,
    PartnerDefined,
    WishCounted,
)


@dataclass(frozen=True)
class Told:
    """An event to be announced."""

    subject: str
    version: int
    data: Contract
    network: str | None


def _life_phase(row: ArchiveRow, _: NetworkArchive) -> State:
    return {**row, "ages": {"min_months": row["min_months"], "max_months": row["max_months"]}}


def _network(row: ArchiveRow, archive: NetworkArchive) -> State:
    places = [each for each in archive.rows("network_areas") if each["network"] == row["id"]]
    return {**row, "areas": [each["area"] for each in sorted(places, key=lambda each: int(each["place"]))]}


def _partner(row: ArchiveRow, _: NetworkArchive) -> State:
    address = {name: row.get(name) for name in ("street", "postal_code", "city")}
    return {**row, "address": address if any(address.values()) else None}


def _wish(row: ArchiveRow, _: NetworkArchive) -> State:
    return {**row, "at_least": row["count"]}


TELLINGS: Mapping[str, Telling] = {
    **WORK_TELLINGS,
    **PEOPLE_TELLINGS,
    "life_phases": Telling(contract=LifePhaseDefined, subject="life-phase/{key}", state=_life_phase),
    "areas": Telling(contract=AreaDefined, subject="area/{id}"),
    "networks": Telling(contract=NetworkDefined, subject="network/{id}", state=_network, network=archived_network),
    "partners": Telling(contract=PartnerDefined, subject="partner/{id}", state=_partner),
    "memberships": Telling(contract=MembershipChanged, subject="membership/{network}/{partner}", network=own_network),
    "anchor_sites": Telling(contract=AnchorSiteDefined, subject="anchor-site/{id}", network=own_network),
    "contact_points": Telling(contract=ContactPointDefined, subject="contact-point/{id}", network=own_network),
    "indicators": Telling(contract=IndicatorDefined, subject="indicator/{key}"),
    "indicator_sources": Telling(contract=IndicatorSourceDefined, subject="indicator-source/{key}"),
    "indicator_values": Telling(
        contract=IndicatorValuesDefined, subject="indicator-value/{area}/{year}/{indicator}/{source}"
    ),
    "wish_counts": Telling(
        contract=WishCounted,
        subject="wish/{network}/{phase}/{theme}",
        state=_wish,
        version=lambda row: steps_reached(int(row["count"])),
        network=own_network,
    ),
    "givers": Telling(contract=GiverDefined, subject="giver/{id}", network=own_network),
}


def events_of(part: str, rows: list[ArchiveRow], archive: NetworkArchive) -> Iterator[Told]:
    """Yield what is told of rows that have arrived; raises ValidationError or KeyError for what no event can carry."""
    telling = TELLINGS.get(part)
    if telling is None:
        return
    for row in rows:
        data = telling.contract.model_validate(telling.state(row, archive))
        yield Told(telling.subject.format_map(row), telling.version(row), data, telling.network(row, archive))

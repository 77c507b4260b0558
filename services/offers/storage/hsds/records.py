"""Reads visible offers as records, in stretches by their ids, so that no transaction waits for whoever reads slowly."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ARRAY, RowMapping, Select, Uuid, any_, func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.hsds.record import OfferRecord
from services.offers.domain.hsds.wanted import WantedServices
from services.offers.storage.hsds.conditions import IS_VISIBLE, matching
from services.offers.storage.hsds.tables import HSDS_SERVICES
from services.offers.storage.tables import OFFERS
from shared.contracts.offers.lifting import cost_of

_OFFER: Final = OFFERS.c
_PLAIN: Final = ("network", "title", "description", "themes", "languages", "schedule_text", "dates", "bridge")
COLUMNS: Final = (
    _OFFER.id,
    _OFFER.status,
    _OFFER.changed_at,
    _OFFER.confirmed_on,
    _OFFER.organisation,
    _OFFER.min_months,
    _OFFER.max_months,
    _OFFER.project,
    _OFFER.details,
    _OFFER.place,
    _OFFER.cost_cents,
    *(_OFFER[name] for name in _PLAIN),
)


async def count(connection: AsyncConnection, wanted: WantedServices) -> int:
    """Return how many offers pass."""
    return int(await connection.scalar(select(func.count()).select_from(OFFERS).where(matching(wanted))) or 0)


async def page(connection: AsyncConnection, wanted: WantedServices, *, limit: int, offset: int) -> list[OfferRecord]:
    """Return some of the offers that pass, in the order of their ids."""
    query = select(*COLUMNS).where(matching(wanted)).order_by(_OFFER.id).limit(limit).offset(offset)
    return await _read(connection, query)


async def stretch(
    connection: AsyncConnection, wanted: WantedServices, *, limit: int, after: str | None
) -> list[OfferRecord]:
    """Return the next of the offers that pass behind an id."""
    query = select(*COLUMNS).where(matching(wanted)).order_by(_OFFER.id).limit(limit)
    return await _read(connection, query if after is None else query.where(_OFFER.id > UUID(after)))


async def some(connection: AsyncConnection, offers: Collection[UUID]) -> list[OfferRecord]:
    """Return those of the offers that are visible."""
    among = _OFFER.id == any_(literal(list(offers), ARRAY(Uuid)))
    return await _read(connection, select(*COLUMNS).where(among, IS_VISIBLE).order_by(_OFFER.id))


async def of_organizations(connection: AsyncConnection, organisations: Collection[UUID]) -> list[OfferRecord]:
    """Return all visible offers of organisations."""
    among = _OFFER.organisation == any_(literal(list(organisations), ARRAY(Uuid)))
    return await _read(connection, select(*COLUMNS).where(among, IS_VISIBLE).order_by(_OFFER.id))


async def of_service_at_location(connection: AsyncConnection, id_: UUID) -> OfferRecord | None:
    """Return the visible offer that has this service_at_location."""
    places = HSDS_SERVICES.c
    here = select(places.offer).where(places.service_at_locations.contains([id_])).scalar_subquery()
    found = await _read(connection, select(*COLUMNS).where(_OFFER.id == here, IS_VISIBLE))
    return found[0] if found else None


async def _read(connection: AsyncConnection, query: Select[Any]) -> list[OfferRecord]:
    return [record_of(row) for row in (await connection.execute(query)).mappings()]


def record_of(row: RowMapping) -> OfferRecord:
    """Return the record in a row; what was written before offers were told in full has the short forms only."""
    ages = {"min_months": row["min_months"], "max_months": row["max_months"]}
    project, place = row["project"], row["place"]
    said = {
        "places": [place] if place is not None else [],
        "cost": cost_of(row["cost_cents"]) if row["cost_cents"] is not None else None,
        **row["details"],
        **{name: row[name] for name in _PLAIN},
        "organisation": str(row["organisation"]),
        "project": str(project) if project is not None else None,
        "ages": ages,
    }
    confirmed = row["confirmed_on"]
    return OfferRecord(
        id=str(row["id"]),
        status=row["status"],
        changed_at=moment_of(row["changed_at"]),
        confirmed_on=confirmed.isoformat() if confirmed is not None else None,
        said=said,
    )


def moment_of(at: datetime) -> str:
    """Return a moment as RFC 3339 writes it, in UTC."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")

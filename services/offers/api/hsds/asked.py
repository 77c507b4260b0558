"""Turns what somebody asks for into what the tables are asked: ids into keys, postal codes into circles."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.api.hsds.query import OfferQuery, OrganizationQuery
from services.offers.domain.hsds.taxonomies import TAXONOMIES, Taxonomy, Term
from services.offers.domain.hsds.wanted import Circle, WantedServices
from services.offers.storage.aliases import entries, survivors
from services.offers.storage.hsds import organizations, places, surroundings
from services.offers.storage.hsds.organizations import WantedOrganizations
from services.offers.storage.hsds.vocabulary import every_term
from shared.calendar_day import local_day
from shared.web.problems import Problem, ProblemKind, mark

MONTHS_A_YEAR = 12
POSTCODE_UNKNOWN = ProblemKind(
    "postcode-unknown",
    422,
    mark("Zu dieser Postleitzahl ist kein Ort bekannt"),
    mark("Zu {codes} kennen wir keinen Ort mit Koordinaten. Bitte fragen Sie ohne „proximity“ oder mit einer anderen."),
)
POSTCODE_MISSING = ProblemKind(
    "postcode-missing",
    422,
    mark("Es fehlt die Postleitzahl"),
    mark("„proximity“ zählt Meter um eine Postleitzahl. Bitte nennen Sie sie als „postcode“."),
)


async def wanted_services(connection: AsyncConnection, query: OfferQuery, *, now: datetime) -> WantedServices:
    """Return the filter; raises POSTCODE_UNKNOWN and POSTCODE_MISSING."""
    networks, projects = await _programs(connection, query.program_id)
    return WantedServices(
        search=query.search,
        terms=await _terms(connection, query.taxonomy_term_id),
        taxonomies=_taxonomies(query.taxonomy_id),
        organizations=await _organizations(connection, query.organization_id),
        networks=networks,
        projects=projects,
        modified_after=query.modified_after,
        minimum_ages=[int(years * MONTHS_A_YEAR) for years in query.minimum_age],
        maximum_ages=[int(years * MONTHS_A_YEAR) for years in query.maximum_age],
        days=query.weekdays,
        start_times=query.start_time,
        end_times=query.end_time,
        postcodes=query.postcode,
        circles=await _circles(connection, query),
        today=local_day(now),
    )


async def wanted_organizations(connection: AsyncConnection, query: OrganizationQuery) -> WantedOrganizations:
    """Return the filter."""
    among = None
    if query.taxonomy_term_id or query.taxonomy_id:
        terms = await _terms(connection, query.taxonomy_term_id)
        services = WantedServices(terms=terms, taxonomies=_taxonomies(query.taxonomy_id))
        among = await organizations.that_offer(connection, services)
    return WantedOrganizations(search=query.search, among=among)


async def _terms(connection: AsyncConnection, ids: Sequence[UUID]) -> Sequence[Term] | None:
    if not ids:
        return None
    asked = {str(id_) for id_ in ids}
    return [term for term in await every_term(connection) if term.id in asked]


def _taxonomies(ids: Sequence[UUID]) -> Sequence[Taxonomy] | None:
    asked = {str(id_) for id_ in ids}
    return [taxonomy for taxonomy in TAXONOMIES if taxonomy.id in asked] if asked else None


async def _organizations(connection: AsyncConnection, ids: Sequence[UUID]) -> Sequence[UUID] | None:
    if not ids:
        return None
    today = set((await survivors(connection, ids)).values())
    return sorted(await entries(connection, today))


async def _programs(connection: AsyncConnection, ids: Sequence[UUID]) -> tuple[Sequence[str] | None, Sequence[UUID]]:
    return (await surroundings.networks_called(connection, ids), ids) if ids else (None, ())


async def _circles(connection: AsyncConnection, query: OfferQuery) -> Sequence[Circle] | None:
    if query.proximity is None:
        return None
    if not query.postcode:
        raise Problem(POSTCODE_MISSING)
    found = await places.around_postcodes(connection, query.postcode, metres=query.proximity)
    if not found:
        raise Problem(POSTCODE_UNKNOWN, codes=", ".join(query.postcode))
    return found

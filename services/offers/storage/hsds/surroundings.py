"""Reads what some offers name by ids, in as many queries for a thousand as for one."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import ARRAY, Text, Uuid, any_, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.hsds.programs import program_id
from services.offers.domain.hsds.record import OfferRecord
from services.offers.domain.hsds.surroundings import Network, Organisation, Project, Site, Surroundings
from services.offers.storage.aliases import entries, survivors
from services.offers.storage.hsds import organizations
from services.offers.storage.hsds.conditions import IS_VISIBLE
from services.offers.storage.hsds.tables import KNOWN_PROJECTS, KNOWN_SITES
from services.offers.storage.hsds.vocabulary import life_phases
from services.offers.storage.tables import KNOWN_NETWORKS, OFFERS

MOST_NETWORKS = 1_000


async def of_records(connection: AsyncConnection, records: Collection[OfferRecord]) -> Surroundings:
    """Return what these offers name."""
    said = [record.said for record in records]
    bridged = {str(link["offer"]) for one in said for link in one.get("bridges") or () if link.get("offer")}
    sites = await _sites(connection, {place["anchor_site"] for one in said for place in one.get("places") or ()})
    projects = await _projects(connection, ids={one["project"] for one in said})
    named = {one["organisation"] for one in said} | {site.operator for site in sites.values()}
    houses = await _houses(connection, {*named, *(project.lead for project in projects.values())})
    known = await organizations.some(connection, {UUID(house) for house in houses.values()})
    return Surroundings(
        organisations={each.id: each for each in known},
        houses=await _with_parents(connection, houses, known),
        networks=await _networks(connection, {one["network"] for one in said}),
        projects=projects,
        phases=await life_phases(connection),
        sites=sites,
        authority=await _authority(connection),
        visible_offers=await _visible(connection, bridged),
    )


async def of_organisations(connection: AsyncConnection, known: Sequence[Organisation]) -> Surroundings:
    """Return what these organisations name: their parents, the projects they lead, and the networks, if one is the youth office."""
    authority = await _authority(connection)
    projects = await _projects(connection, leads=await entries(connection, {UUID(each.id) for each in known}))
    houses = await _houses(connection, {project.lead for project in projects.values()})
    is_asked = authority in {each.id for each in known}
    return Surroundings(
        organisations={each.id: each for each in known},
        houses=await _with_parents(connection, houses, known),
        networks=await _networks(connection, None) if is_asked else {},
        projects=projects,
        authority=authority,
    )


async def _authority(connection: AsyncConnection) -> str | None:
    found = await organizations.youth_office(connection)
    return str(found) if found is not None else None


async def _houses(connection: AsyncConnection, named: Collection[str | None]) -> dict[str, str]:
    found = await survivors(connection, {UUID(each) for each in named if each})
    return {str(organisation): str(house) for organisation, house in found.items()}


async def _with_parents(
    connection: AsyncConnection, houses: Mapping[str, str], known: Collection[Organisation]
) -> Mapping[str, str]:
    return {**houses, **await _houses(connection, {each.parent for each in known})}


async def _networks(connection: AsyncConnection, ids: Collection[str] | None) -> Mapping[str, Network]:
    query = select(KNOWN_NETWORKS).order_by(KNOWN_NETWORKS.c.id).limit(MOST_NETWORKS)
    if ids is not None:
        query = query.where(KNOWN_NETWORKS.c.id == any_(literal(list(ids), ARRAY(Text))))
    return {
        row.id: Network(id=row.id, label=row.label, short_label=row.short_label, vision=row.vision or "")
        for row in await connection.execute(query)
    }


async def _projects(
    connection: AsyncConnection, *, ids: Collection[str | None] = (), leads: Collection[UUID] = ()
) -> Mapping[str, Project]:
    wanted = [UUID(each) for each in ids if each]
    if not wanted and not leads:
        return {}
    project = KNOWN_PROJECTS.c
    among = or_(
        project.id == any_(literal(wanted, ARRAY(Uuid))), project.lead == any_(literal(list(leads), ARRAY(Uuid)))
    )
    return {
        str(row.id): Project(
            id=str(row.id),
            label=row.label,
            description=row.description,
            lead=str(row.lead) if row.lead else None,
        )
        for row in await connection.execute(select(KNOWN_PROJECTS).where(among).order_by(project.id))
    }


async def _sites(connection: AsyncConnection, ids: Collection[str | None]) -> Mapping[str, Site]:
    wanted = [UUID(each) for each in ids if each]
    if not wanted:
        return {}
    among = KNOWN_SITES.c.id == any_(literal(wanted, ARRAY(Uuid)))
    return {
        str(row.id): Site(
            id=str(row.id),
            label=row.label,
            address=row.address,
            latitude=row.latitude,
            longitude=row.longitude,
            operator=str(row.operator) if row.operator else None,
            accessibility=row.accessibility or (),
        )
        for row in await connection.execute(select(KNOWN_SITES).where(among).order_by(KNOWN_SITES.c.id))
    }


async def _visible(connection: AsyncConnection, offers: Collection[str]) -> frozenset[str]:
    if not offers:
        return frozenset()
    among = OFFERS.c.id == any_(literal([UUID(each) for each in offers], ARRAY(Uuid)))
    query = select(OFFERS.c.id).where(among, IS_VISIBLE)
    return frozenset(str(offer) for offer in (await connection.execute(query)).scalars())


async def networks_called(connection: AsyncConnection, programs: Collection[UUID]) -> Sequence[str]:
    """Return the networks whose programs have these ids."""
    known = await _networks(connection, None)
    asked = {str(program) for program in programs}
    return [network for network in known if program_id(network) in asked]

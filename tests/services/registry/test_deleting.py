"""What DELETE does to things that others point to: nothing that is pointed to ever goes."""

from collections.abc import Awaitable, Callable
from uuid import uuid4

import pytest
from sqlalchemy import text

from shared.identity.gate import routes_with_access
from shared.testing.platform import OFFICE
from shared.testing.servers import fresh_name
from tests.services.registry.circles.circle import a_body, id_of, post
from tests.services.registry.city import City, created
from tests.services.registry.persons.person import a_person

# Who is pointed to by a foreign key from another table than its own parts.
POINTED_TO = text(
    """
    SELECT DISTINCT confrelid::regclass::text FROM pg_constraint WHERE contype = 'f' AND conrelid <> confrelid
    """
)


async def _grant(city: City) -> str:
    path, scope = f"/grants/{uuid4()}", {"role": "coordinator", "network": await city.network()}
    grant = {"account": city.platform.account(fresh_name("koordination")), "valid_from": "2024-01-01T00:00:00Z"}
    created(await city.put(path, {**grant, **scope}))
    return path


async def _invitation(city: City) -> str:
    made = created(
        await post(city, "/invitations", {"role": "partner", "organisation": str(await city.partner())}, by=OFFICE)
    )
    return f"/invitations/{made['id']}"


async def _person(city: City) -> str:
    network = await city.network()
    path = await a_person(city, network)
    await a_body(city, network, members=[{"person": id_of(path), "function": "Vorsitz"}])
    return path


async def _field(city: City) -> str:
    return f"{await _person(city)}/fields/phone"


MADE: dict[str, Callable[[City], Awaitable[str]]] = {
    "/grants/{grant_id}": _grant,
    "/invitations/{invitation_id}": _invitation,
    "/persons/{person_id}": _person,
    "/persons/{person_id}/fields/{field}": _field,
}


def test_every_route_that_deletes_is_tried_here(city: City) -> None:
    routes = {
        route.path
        for route, _ in routes_with_access(city.registry.app)
        if "DELETE" in (getattr(route, "methods", None) or ())
    }

    assert routes == MADE.keys()


async def rows_pointed_to(city: City) -> dict[str, int]:
    """How many rows there are in each table to which others point."""
    async with city.registry.running.edge.reading() as connection:
        tables = sorted((await connection.execute(POINTED_TO)).scalars())
        counted = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in tables)
        return {row[0]: row[1] for row in await connection.execute(text(counted))}


@pytest.mark.parametrize("route", MADE)
async def test_deleting_takes_nothing_away_that_is_pointed_to(city: City, route: str) -> None:
    path = await MADE[route](city)
    before = await rows_pointed_to(city)

    answer = await city.delete(path, version=1)

    assert answer.status_code == 204, answer.text
    assert {"persons", "partners", "networks"} <= before.keys()
    assert await rows_pointed_to(city) == before

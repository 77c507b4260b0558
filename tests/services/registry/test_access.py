"""Every route of the registry and whom it lets in: a route that is added or opened must be written down here."""

import pytest

from shared.identity.gate import routes_with_access
from shared.testing.servers import fresh_name
from tests.services.registry.city import City, problem

COORDINATION = "office or coordinator of {network}"
RULES = {
    "GET /life-phases": "public",
    "GET /life-phases/{key}": "public",
    "PUT /life-phases/{key}": "office",
    "GET /areas": "public",
    "GET /areas/{area}": "public",
    "PUT /areas/{area}": "office",
    "GET /networks": "public",
    "POST /networks": "office",
    "GET /networks/{network}": "public",
    "PUT /networks/{network}": COORDINATION,
    "GET /networks/{network}/versions": COORDINATION,
    "GET /networks/{network}/members": "public",
    "GET /networks/{network}/members/{partner_id}": "public",
    "GET /networks/{network}/members/{partner_id}/history": "public",
    "PUT /networks/{network}/members/{partner_id}": COORDINATION,
    "GET /partners": "public",
    "GET /partners/{partner_id}": "public",
    "PUT /partners/{partner_id}": "office or coordinator of {network} or partner of {partner_id}",
    "POST /partners/duplicates/compare": COORDINATION,
    "POST /partners/duplicates/search": COORDINATION,
    "GET /partners/duplicates": COORDINATION,
    "POST /partners/duplicates/{pair_id}/decide": "office",
    "GET /partners/{partner_id}/chain": "public",
    "GET /partners/{partner_id}/merge": "office",
    "POST /partners/{partner_id}/merge": "office",
    "POST /partners/{partner_id}/merge/undo": "office",
    "GET /networks/{network}/missing-partner-types": "public",
    "GET /anchor-sites": "public",
    "GET /anchor-sites/{site_id}": "public",
    "PUT /anchor-sites/{site_id}": COORDINATION,
    "POST /geocoding": COORDINATION,
    "GET /grants": "office",
    "GET /grants/{grant_id}": "office",
    "PUT /grants/{grant_id}": "office",
    "DELETE /grants/{grant_id}": "office",
    "POST /grants/hand-over": f"{COORDINATION} or partner of {{organisation}}",
    "GET /sources": "office or service",
    "GET /sources/{producer}/{instance}": "office or service",
    "PUT /sources/{producer}/{instance}": "office",
    "GET /me": "signed_in",
}
OFFICE_WRITES = (
    "/life-phases/p0",
    "/areas/hafen",
    "/sources/offers/hoerde",
    f"/grants/{'0' * 8}-0000-7000-8000-{'0' * 12}",
)


async def test_every_route_lets_in_whom_it_should(city: City) -> None:
    tags = {"partner duplicates", "missing partner types"} | {
        "life phases",
        "areas",
        "networks",
        "members",
        "partners",
        "anchor sites",
        "grants",
        "sources",
        "me",
    }
    rules = {
        f"{method} {route.path}": str(rule)
        for route, rule in routes_with_access(city.registry.app)
        for method in route.methods or ()
        if set(getattr(route, "tags", None) or ()) & tags
    }

    assert rules == RULES


@pytest.mark.parametrize("path", OFFICE_WRITES)
async def test_what_the_office_writes_nobody_else_does(city: City, path: str) -> None:
    coordinator = await city.coordinator(await city.network())
    person = await city.person_of(await city.partner())

    strangers = await city.registry.http.put(path, json={}, headers={"If-None-Match": "*"})

    assert problem(strangers) == (401, "not-signed-in")
    assert problem(await city.put(path, {}, by=coordinator)) == (403, "not-permitted")
    assert problem(await city.put(path, {}, by=person)) == (403, "not-permitted")
    assert problem(await city.put(path, {}, by=fresh_name("fremd"))) == (403, "not-permitted")
    assert problem(await city.put(path, {}, by="office")) == (422, "invalid-input")

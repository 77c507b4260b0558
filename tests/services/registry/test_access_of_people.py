"""Whom the routes of bodies, working groups, persons and invitations let in: one that is added or opened is written down here."""

from shared.identity.gate import routes_with_access
from tests.services.registry.city import City

COORDINATION = "office or coordinator of {network}"
INSIDERS = f"{COORDINATION} or partner of {{organisation}}"
READERS = "public or signed_in"
CIRCLE = {
    "GET /{circle_id}/calendar.ics": "public",
    "GET /{circle_id}/meetings": READERS,
    "GET /{circle_id}/meetings/{meeting_id}": READERS,
    "GET /{circle_id}/meetings/{meeting_id}.ics": "public",
    "PUT /{circle_id}/meetings/{meeting_id}": COORDINATION,
    "GET /{circle_id}/decisions": INSIDERS,
    "GET /{circle_id}/decisions/{decision_id}": INSIDERS,
    "GET /{circle_id}/decisions/{decision_id}/chain": INSIDERS,
    "PUT /{circle_id}/decisions/{decision_id}": COORDINATION,
    "GET /{circle_id}/tasks": INSIDERS,
    "GET /{circle_id}/tasks/{task_id}": INSIDERS,
    "PUT /{circle_id}/tasks/{task_id}": INSIDERS,
}
PEOPLE = {
    "GET /partners/{partner_id}/tasks": f"{COORDINATION} or partner of {{partner_id}}",
    "GET /persons": READERS,
    "GET /persons/own": "signed_in",
    "GET /persons/{person_id}": READERS,
    "PUT /persons/{person_id}": "signed_in",
    "DELETE /persons/{person_id}": "signed_in",
    "DELETE /persons/{person_id}/fields/{field}": "signed_in",
    "GET /persons/{person_id}/export": "signed_in",
    "GET /persons/{person_id}/networks": "public",
    "GET /persons/{person_id}/networks/{network}": "public",
    "PUT /persons/{person_id}/networks/{network}": "signed_in",
    "POST /invitations": COORDINATION,
    "GET /invitations": COORDINATION,
    "POST /invitations/accept": "signed_in",
    "DELETE /invitations/{invitation_id}": COORDINATION,
    "POST /join-requests": "signed_in",
    "GET /join-requests": COORDINATION,
    "GET /join-requests/own": "signed_in",
    "GET /join-requests/{request_id}": "signed_in",
    "POST /join-requests/{request_id}/accept": COORDINATION,
    "POST /join-requests/{request_id}/refuse": COORDINATION,
}
GROUPS = {
    "GET /working-groups/{circle_id}/results": INSIDERS,
    "GET /working-groups/{circle_id}/results/{result_id}": INSIDERS,
    "PUT /working-groups/{circle_id}/results/{result_id}": COORDINATION,
    "GET /working-groups/{circle_id}/members": "public",
    "GET /working-groups/{circle_id}/members/{partner_id}": "public",
    "GET /working-groups/{circle_id}/members/{partner_id}/history": "public",
    "PUT /working-groups/{circle_id}/members/{partner_id}": f"{COORDINATION} or partner of {{partner_id}}",
}
OWN = {"GET": "public", "GET /{circle_id}": "public", "PUT /{circle_id}": COORDINATION}
TAGS = {"bodies", "working groups", "meetings", "decisions", "tasks", "persons", "invitations"}


def below(folder: str) -> dict[str, str]:
    """The rules of a kind of circle by method and whole path."""
    rules = {**OWN, **CIRCLE}
    return {f"{route.split(' ')[0]} {folder}{route.partition(' ')[2]}": rule for route, rule in rules.items()}


async def test_every_route_lets_in_whom_it_should(city: City) -> None:
    rules = {
        f"{method} {route.path}": str(rule)
        for route, rule in routes_with_access(city.registry.app)
        for method in route.methods or ()
        if set(getattr(route, "tags", None) or ()) & TAGS
    }

    assert rules == {**below("/bodies"), **below("/working-groups"), **PEOPLE, **GROUPS}

"""Every list that the API shows can be taken out as a file; a new one is decided here."""

from services.registry.storage.exchange.all_lists import ALL_LISTS
from shared.identity.gate import routes_with_access
from shared.web.cursor import Page
from tests.services.registry.city import City

# Where each list's rows are found in a file.
FILES = {
    "/agreement-templates": "agreement-templates",
    "/agreements": "agreements",
    "/agreements/{agreement_id}/versions": "agreement-versions",
    "/anchor-sites": "anchor-sites",
    "/areas": "areas",
    "/bodies": "bodies",
    "/bodies/{circle_id}/decisions": "decisions",
    "/bodies/{circle_id}/decisions/{decision_id}/chain": "decisions",
    "/bodies/{circle_id}/meetings": "meetings",
    "/bodies/{circle_id}/tasks": "tasks",
    "/contact-points": "contact-points",
    "/givers": "givers",
    "/grants": "grants",
    "/indicators": "indicators",
    "/indicators/sources": "indicator-sources",
    "/indicators/values": "indicator-values",
    "/indicators/values/history": "indicator-value-history",
    "/invitations": "invitations",
    "/join-requests": "join-requests",
    "/life-phases": "life-phases",
    "/networks": "networks",
    "/networks/{network}/members": "memberships",
    "/networks/{network}/members/{partner_id}/history": "membership-history",
    "/networks/{network}/versions": "network-versions",
    "/partners": "partners",
    "/partners/duplicates": "partner-pairs",
    "/partners/{partner_id}/due": "agreement-obligations",
    "/partners/{partner_id}/tasks": "tasks",
    "/persons": "public-person-fields",
    "/persons/{person_id}/networks": "person-memberships",
    "/projects": "projects",
    "/projects/portfolio": "fundings",
    "/projects/{project_id}/fundings": "fundings",
    "/projects/{project_id}/versions": "project-versions",
    "/rollout/assessments/{network}": "self-assessments",
    "/rollout/plans": "rollout-plans",
    "/rollout/plans/{network}/history": "rollout-plan-history",
    "/rollout/template/versions": "rollout-templates",
    "/sources": "sources",
    "/wishes/figures": "wish-figures",
    "/working-groups": "working-groups",
    "/working-groups/{circle_id}/decisions": "decisions",
    "/working-groups/{circle_id}/decisions/{decision_id}/chain": "decisions",
    "/working-groups/{circle_id}/meetings": "meetings",
    "/working-groups/{circle_id}/members": "group-memberships",
    "/working-groups/{circle_id}/members/{partner_id}/history": "group-membership-history",
    "/working-groups/{circle_id}/results": "group-results",
    "/working-groups/{circle_id}/tasks": "tasks",
}
STAY = {
    "/imports/{import_id}/rows": "a draft, forgotten after a month; the table is the file",
    "/join-requests/own": "what one has asked for oneself",
    "/persons/own": "everything of a person leaves by /persons/{person_id}/export",
}


def list_routes(city: City) -> set[str]:
    """The paths that answer with a page of items."""
    routes = [route for route, _ in routes_with_access(city.registry.app)]
    return {str(route.path) for route in routes if is_page(getattr(route, "response_model", None))}


def is_page(model: object) -> bool:
    return isinstance(model, type) and issubclass(model, Page)


def test_every_list_has_its_file_or_a_reason_to_stay(city: City) -> None:
    assert list_routes(city) == FILES.keys() | STAY.keys()


def test_every_file_exists_and_belongs_to_a_list_or_to_one_of_its_parts() -> None:
    parts = {"agreement-parties", "body-members", "network-areas"}
    assert set(FILES.values()) | parts == set(ALL_LISTS)


def test_a_list_is_told_from_a_single_answer() -> None:
    assert (is_page(Page[int]), is_page(Page), is_page(int), is_page(None)) == (True, True, False, False)

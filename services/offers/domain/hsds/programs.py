"""Quarters' networks and projects as HSDS programs: an offer belongs to its project, or else to its quarter's network."""

from collections.abc import Callable

from services.offers.domain.hsds.identifiers import stable_id
from services.offers.domain.hsds.record import Json, OfferRecord, without_missing
from services.offers.domain.hsds.surroundings import Network, Project, Surroundings


def program_id(network: str) -> str:
    """Return the program's UUID of a network, which has a slug here."""
    return stable_id("program", network)


def program_of(record: OfferRecord, around: Surroundings) -> Json | None:
    """Return the program of a service; None where the registry has told of neither."""
    project, network = record.said.get("project"), record.said["network"]
    if project is not None and project in around.projects:
        return _once(around, project, lambda: project_program(around.projects[project], around))
    if network in around.networks:
        return _once(around, network, lambda: network_program(around.networks[network], around))
    return None


def network_program(network: Network, around: Surroundings) -> Json:
    """Return a quarter's network as a program of the youth office."""
    return without_missing(
        {
            "id": program_id(network.id),
            "organization_id": around.authority,
            "name": network.label,
            "alternate_name": network.short_label,
            "description": network.vision or f"Quartiersnetzwerk der Präventionskette: {network.short_label}",
        }
    )


def project_program(project: Project, around: Surroundings) -> Json:
    """Return a project as a program of whoever leads it."""
    return without_missing(
        {
            "id": project.id,
            "organization_id": around.house(project.lead) if project.lead else None,
            "name": project.label,
            "description": project.description or f"Projekt im Netzwerk INFamilie: {project.label}",
        }
    )


def programs_under(organisation: str, around: Surroundings) -> list[Json]:
    """Return the programs of an organisation: the networks, if it is the youth office, and the projects that it leads."""
    networks = around.networks.values() if organisation == around.authority else ()
    led = (each for each in around.projects.values() if each.lead and around.house(each.lead) == organisation)
    return [
        *(network_program(network, around) for network in networks),
        *(project_program(project, around) for project in led),
    ]


def service_area_of(record: OfferRecord, around: Surroundings) -> Json | None:
    """Return the quarter as the area that a service is for."""
    network = around.networks.get(record.said["network"])
    if network is None:
        return None
    return {
        "id": stable_id("service-area", record.id, network.id),
        "service_id": record.id,
        "name": network.short_label,
        "description": network.label,
    }


def _once(around: Surroundings, key: str, make: Callable[[], Json]) -> Json:
    place = ("program", key)
    if place not in around.made:
        around.made[place] = make()
    return around.made[place]

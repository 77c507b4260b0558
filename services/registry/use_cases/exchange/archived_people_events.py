"""What is told of persons, vacant functions and projects when they arrive with an archive."""

from collections.abc import Mapping

from services.registry.domain.exchange.archive import ArchiveRow, NetworkArchive
from services.registry.use_cases.exchange.telling import State, Telling, own_network
from services.registry.use_cases.projects.define_project import only_network
from shared.contracts.registry import (
    FundingDefined,
    GrantGiven,
    PersonChanged,
    PersonMembershipChanged,
    ProjectDefined,
)


def _person(row: ArchiveRow, archive: NetworkArchive) -> State:
    fields = [each["field"] for each in archive.rows("person_fields") if each["person"] == row["id"]]
    return {"id": row["id"], "public_fields": fields}


def _network_of_project(row: ArchiveRow, _: NetworkArchive) -> str | None:
    return only_network(tuple(row["networks"]))


def _network_of_funding(row: ArchiveRow, archive: NetworkArchive) -> str | None:
    projects = [each for each in archive.rows("projects") if each["id"] == row["project"]]
    return _network_of_project(projects[0], archive) if projects else None


PEOPLE_TELLINGS: Mapping[str, Telling] = {
    "persons": Telling(contract=PersonChanged, subject="person/{id}", state=_person),
    "person_memberships": Telling(
        contract=PersonMembershipChanged, subject="person-membership/{network}/{person}", network=own_network
    ),
    "grants": Telling(
        contract=GrantGiven,
        subject="grant/{id}",
        version=lambda row: int(row["subject_version"]),
        network=own_network,
    ),
    "projects": Telling(contract=ProjectDefined, subject="project/{id}", network=_network_of_project),
    "fundings": Telling(contract=FundingDefined, subject="funding/{id}", network=_network_of_funding),
}

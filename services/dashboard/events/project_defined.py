"""Keeps the projects: where they stand, and how many places and towns they have reached."""

from services.dashboard.domain.sort_key import sort_key
from services.dashboard.storage.tables import PROJECTS as TABLE
from shared.contracts.registry import ProjectDefined
from shared.contracts.registry.projects import SiteState, TransferState
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[ProjectDefined]) -> Row:
    project = event.data
    sites = [site.state for site in project.sites]
    transfers = [transfer.state for transfer in project.transfers]
    return {
        "id": project.id,
        "label": project.label,
        "sort_key": sort_key(project.label),
        "kind": project.kind,
        "state": project.state,
        "networks": project.networks,
        "starts_on": project.starts_on,
        "ends_on": project.ends_on,
        "running_sites": sites.count(SiteState.RUNNING),
        "planned_sites": sites.count(SiteState.PLANNED),
        "running_transfers": transfers.count(TransferState.RUNNING),
    }


PROJECTS = state_listener((ProjectDefined,), TABLE, _row)

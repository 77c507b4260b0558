"""Wires the registry: the only place where its parts meet."""

from fastapi import FastAPI

from services.registry.api import anchor_sites, areas, grants, life_phases, me, members, networks, partners, sources
from services.registry.api.problems import REFUSALS
from services.registry.settings import RegistrySettings
from services.registry.storage.grants import held
from shared.hosting.parts import ServiceParts
from shared.hosting.service import create_service

ROUTERS = tuple(
    module.router for module in (life_phases, areas, networks, members, partners, anchor_sites, grants, sources, me)
)


def create_app(settings: RegistrySettings | None = None) -> FastAPI:
    """Return the registry's app; without settings they are read from the environment."""
    parts = ServiceParts(
        name="registry",
        settings=settings or RegistrySettings(),
        routers=ROUTERS,
        refusals=REFUSALS,
        grants_of=held,
    )
    return create_service(parts)

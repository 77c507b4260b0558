"""Wires the registry: the only place where its parts meet."""

from fastapi import FastAPI

from services.registry.api import (
    anchor_sites,
    areas,
    contact_points,
    geocoding,
    grants,
    life_phases,
    me,
    members,
    networks,
    partners,
    sources,
)
from services.registry.api.agreements.routers import AGREEMENT_ROUTERS
from services.registry.api.bodies import bodies
from services.registry.api.circles import tasks
from services.registry.api.documents import documents
from services.registry.api.duplicates.routers import DUPLICATE_ROUTERS
from services.registry.api.exchange.problems import EXCHANGE_REFUSALS
from services.registry.api.exchange.routers import EXCHANGE_ROUTERS
from services.registry.api.exchange.steps import carry_out_imports
from services.registry.api.groups import working_groups
from services.registry.api.indicators.problems import INDICATOR_REFUSALS
from services.registry.api.indicators.routers import INDICATOR_ROUTERS
from services.registry.api.invitations.routers import INVITATION_ROUTERS
from services.registry.api.missing_types import router as missing_types_router
from services.registry.api.partner_chain import router as partner_chain_router
from services.registry.api.persons.routers import PERSON_ROUTERS
from services.registry.api.problems import REFUSALS
from services.registry.api.projects.routers import PROJECT_ROUTERS
from services.registry.api.rollout import assessments, forecasts, gates, plans, template
from services.registry.api.wishes.problems import WISH_REFUSALS
from services.registry.api.wishes.routers import WISH_ROUTERS
from services.registry.settings import RegistrySettings
from services.registry.storage.grants import held
from services.registry.use_cases.duplicates.keep_queue import keep_duplicate_queue
from services.registry.use_cases.geocoding import Nominatim
from services.registry.use_cases.pass_days import pass_days
from services.registry.use_cases.rollout.watch_gates import watch_gates
from shared.erasure.journal import ErasureJournal
from shared.hosting.parts import ServiceParts
from shared.hosting.running import Running
from shared.hosting.service import create_service
from shared.web.source_limit import SourceLimit

ROUTERS = tuple(
    module.router
    for module in (life_phases, areas, networks, members, partners, anchor_sites, contact_points, grants, sources, me)
)
CIRCLE_ROUTERS = (bodies.router, working_groups.router, tasks.of_partner)
PEOPLE_ROUTERS = (*PERSON_ROUTERS, *INVITATION_ROUTERS, geocoding.router)
ROLLOUT_ROUTERS = tuple(module.router for module in (template, plans, gates, forecasts, assessments))


def create_app(settings: RegistrySettings | None = None) -> FastAPI:
    """Return the registry's app; without settings they are read from the environment."""
    parts = ServiceParts(
        name="registry",
        settings=settings or RegistrySettings(),
        routers=(
            *DUPLICATE_ROUTERS,
            missing_types_router,
            partner_chain_router,
            *ROUTERS,
            *ROLLOUT_ROUTERS,
            *AGREEMENT_ROUTERS,
            *PROJECT_ROUTERS,
            *INDICATOR_ROUTERS,
            *WISH_ROUTERS,
            *EXCHANGE_ROUTERS,
            *CIRCLE_ROUTERS,
            *PEOPLE_ROUTERS,
            documents.router,
        ),
        refusals={
            **REFUSALS,
            **INDICATOR_REFUSALS,
            **WISH_REFUSALS,
            **EXCHANGE_REFUSALS,
            **documents.DOCUMENT_REFUSALS,
        },
        workers=(watch_gates, keep_duplicate_queue, pass_days, carry_out_imports),
        grants_of=held,
        customise=_equip,
    )
    return create_service(parts)


def _equip(app: FastAPI, running: Running) -> None:
    assert isinstance(running.settings, RegistrySettings)
    app.state.wish_limit = SourceLimit(most_per_hour=running.settings.wishes_per_hour)
    journal = running.settings.erasure_journal
    app.state.erasure_journal = None if journal is None else ErasureJournal(journal)
    app.state.invitation_page = running.settings.invitation_page
    address = running.settings.geocoding_url
    app.state.geocoder = None if address is None else Nominatim(running.http, url=address)

"""Puts the offer catalogue together; the only place where things are wired."""

from fastapi import FastAPI

from services.offers.api import offers, overview
from services.offers.api.refusals import REFUSALS
from services.offers.events import LISTENERS
from services.offers.settings import OffersSettings
from shared.hosting.parts import ServiceParts
from shared.hosting.service import create_service

PROJECTION_NUMBER = 2


def create_app(settings: OffersSettings | None = None) -> FastAPI:
    """Return the app; without settings they are read from the environment."""
    return create_service(
        ServiceParts(
            name="offers",
            settings=settings or OffersSettings(),
            routers=(offers.router, overview.router),
            refusals=REFUSALS,
            listeners=LISTENERS,
            producers=frozenset({"registry"}),
            projection_number=PROJECTION_NUMBER,
        )
    )

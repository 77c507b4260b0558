"""A service with no business but to hear: it notes each event it applies, so that a doubled or missing effect shows.

It fails on purpose on offers with a certain title.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from sqlalchemy import Column, Integer, MetaData, Table, Text, Uuid, text

from shared.contracts.offers import OfferChanged, OfferDrafted, OfferPublished, OfferState, OfferWithdrawn
from shared.hosting.parts import ServiceParts
from shared.hosting.service import create_service
from shared.hosting.settings import ServiceSettings, settings_config
from shared.messaging.batch import PROJECTION, Batch, Listener, Row, state_listener
from shared.messaging.event import Event

MIGRATIONS = Path(__file__).parent / "witness_migrations"
TYPES = (OfferDrafted, OfferPublished, OfferChanged, OfferWithdrawn)
POISON = "chaos: poison"
OFFERS = Table(
    "seen_offers",
    MetaData(),
    Column("id", Uuid, primary_key=True),
    Column("subject_version", Integer, nullable=False),
    Column("title", Text, nullable=False),
    schema=PROJECTION,
)


class WitnessSettings(ServiceSettings):
    """Read from `WITNESS_…`."""

    model_config = settings_config("WITNESS_")


async def _note(batch: Batch, events: Sequence[Event[Any]]) -> None:
    if any(event.data.title == POISON for event in events):
        raise RuntimeError(POISON)
    rows = [{"source": e.source, "position": e.position, "event_id": e.id} for e in events]
    await batch.connection.execute(
        text(f"INSERT INTO {batch.slot}.effects VALUES (:source, :position, :event_id)"), rows
    )


def _row(event: Event[OfferState]) -> Row:
    return {"id": event.data.id, "title": event.data.title}


def create_app() -> FastAPI:
    """Return the app, with settings from the environment."""
    return create_service(
        ServiceParts(
            name="witness",
            settings=WitnessSettings(),
            routers=(),
            listeners=(state_listener(TYPES, OFFERS, _row), Listener(TYPES, _note)),
            producers=frozenset({"registry", "offers"}),
        )
    )

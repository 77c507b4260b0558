"""A quarter that people call Hörde, and what it offers."""

from collections.abc import AsyncIterator

import pytest

from services.offers.api.search.equipment import SearchEquipment
from shared.contracts.registry import NetworkDefined, NetworkStatus
from tests.services.offers.city import City, Quarter

TUESDAYS = {
    "recurrences": [
        {"first_day": "2026-01-06", "starts_at": "09:30", "ends_at": "11:00", "rule": "FREQ=WEEKLY;BYDAY=TU"}
    ]
}
PARK = {"name": "Haus am Park", "address": "Parkweg 1", "latitude": 51.49, "longitude": 7.5}
OFFERS = (
    {
        "title": "Krabbelgruppe",
        "description": "Für Mütter und Väter mit ihren Kindern",
        "schedule": TUESDAYS,
        "places": [PARK],
        "themes": ["begegnung"],
        "languages": ["de", "tr"],
        "accessibility": ["step_free"],
        "room": {"capacity": 10, "free": 3},
    },
    {"title": "Eltern-Café", "schedule_text": "freitags ab 15 Uhr", "themes": ["beratung"], "cost_cents": 300},
    {
        "title": "Sprachkurse",
        "ages": {"min_months": None, "max_months": None},
        "bridge": True,
        "target_groups": ["eltern"],
    },
)


@pytest.fixture(scope="session")
async def hoerde(city: City) -> Quarter:
    """A quarter with three published offers and a draft that says the same as one of them."""
    quarter = await city.quarter()
    told = NetworkDefined(
        id=quarter.network,
        label="Netzwerk Hörde",
        short_label="Hörde",
        status=NetworkStatus.ACTIVE,
        areas=("nordstadt",),
    )
    await city.hear((f"network/{quarter.network}", told), version=2)
    for said in OFFERS:
        await quarter.published(**said)
    await quarter.draft(**OFFERS[0])
    return quarter


@pytest.fixture
async def search(city: City) -> AsyncIterator[SearchEquipment]:
    """What the running catalogue searches with; no sums are left from other tests."""
    equipment: SearchEquipment = city.offers.app.state.search
    equipment.missed.taken()
    yield equipment
    equipment.missed.taken()

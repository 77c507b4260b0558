"""What was told of offers before their fullness is read in full, and the short forms go on saying the same."""

from typing import Any

import pytest

from shared.contracts.catalogue import CATALOGUE
from shared.contracts.offers import OfferPublished, OfferState, OfferStatus

NAME = "de.infamilie.offers.offer-published"
LEAST: dict[str, Any] = {
    "id": "0197f0c2-6a00-7000-8000-0000000000c1",
    "network": "libellen",
    "organisation": "0197f0c2-6a00-7000-8000-0000000000a1",
    "title": "Krabbelgruppe",
    "ages": {},
    "status": "published",
}


def read(event_type: str, **said: Any) -> OfferState:
    found = CATALOGUE.read(event_type, {**LEAST, **said})
    assert isinstance(found, OfferState)
    return found


def test_an_old_place_is_the_first_of_the_places() -> None:
    lifted = read(f"{NAME}.v1", place={"name": "Kita", "latitude": 51.5, "longitude": 7.5})
    assert [(place.name, place.latitude, place.opening_hours) for place in lifted.places] == [("Kita", 51.5, ())]


@pytest.mark.parametrize(
    ("cents", "kind", "amount"), [(0, "free", None), (150, "amount", 150)], ids=["free", "an amount"]
)
def test_an_old_price_is_told_in_full(cents: int, kind: str, amount: int | None) -> None:
    cost = read(f"{NAME}.v1", cost_cents=cents).cost
    assert cost is not None
    assert (cost.kind, cost.from_cents) == (kind, amount)


def test_an_old_offer_whose_price_nobody_knows_stays_unknown() -> None:
    assert read(f"{NAME}.v1").cost is None


def test_a_new_event_tells_the_first_place_in_short() -> None:
    told = read(f"{NAME}.v2", places=[{"name": "Kita"}, {"name": "Bücherei"}])
    assert told.place is not None
    assert told.place.name == "Kita"


def test_what_was_published_before_is_published_and_confirmed_by_nobody() -> None:
    lifted = read(f"{NAME}.v1")
    assert isinstance(lifted, OfferPublished)
    assert (lifted.status, lifted.confirmed_on, lifted.text_language) == (OfferStatus.PUBLISHED, None, "de")

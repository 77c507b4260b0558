"""Geocoding: off until it is configured, and then by whatever speaks Nominatim's search."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI, Request, Response

from services.registry.domain.refusals import GeocodingIsOff
from services.registry.use_cases.geocoding import FoundPlace, Nominatim
from shared.testing.serving import bound_socket, serving, url_of
from tests.services.registry.circles.circle import post
from tests.services.registry.city import City, problem

SCHOOL = {"lat": "51.5251", "lon": "7.4590", "display_name": "Kleine Kielstraße 20, Dortmund"}


def small_nominatim() -> FastAPI:
    """A service that knows one street and is at times unwell."""
    app = FastAPI()

    @app.get("/search")
    async def search(request: Request, q: str) -> Response:
        asked = dict(request.query_params)
        assert asked == {"q": q, "format": "jsonv2", "limit": "1", "countrycodes": "de"}
        if "krank" in q:
            return Response("<html>", status_code=502)
        if "Mond" in q:
            return Response(httpx.Response(200, json=[{**SCHOOL, "lat": "nan"}]).content)
        return Response(httpx.Response(200, json=[SCHOOL] if "Kielstraße" in q else []).content)

    return app


@pytest.fixture
async def geocoder() -> AsyncIterator[Nominatim]:
    listening = bound_socket()
    async with serving(small_nominatim(), listening), httpx.AsyncClient() as http:
        yield Nominatim(http, url=url_of(listening))


async def test_a_known_address_has_a_place_and_an_unknown_one_none(geocoder: Nominatim) -> None:
    assert await geocoder.find("Kleine Kielstraße 20, Dortmund") == FoundPlace(SCHOOL["display_name"], 51.5251, 7.459)
    assert await geocoder.find("Nirgendwo 1") is None


async def test_a_service_that_is_unwell_or_away_is_a_refusal(geocoder: Nominatim) -> None:
    with pytest.raises(GeocodingIsOff):
        await geocoder.find("krank")
    async with httpx.AsyncClient() as http:
        with pytest.raises(GeocodingIsOff):
            await Nominatim(http, url="http://127.0.0.1:9").find("Kielstraße")


async def test_what_is_no_place_on_earth_is_a_refusal(geocoder: Nominatim) -> None:
    with pytest.raises(GeocodingIsOff):
        await geocoder.find("Mond")


async def located(city: City, address: str, *, by: str) -> httpx.Response:
    return await post(city, "/geocoding", {"address": address}, by=by)


async def test_addresses_are_searched_for_those_who_describe_sites_once_it_is_switched_on(
    city: City, geocoder: Nominatim, monkeypatch: pytest.MonkeyPatch
) -> None:
    coordinator, person = await city.coordinator(await city.network()), await city.person_of(await city.partner())
    off = await located(city, "Kielstraße", by=coordinator)

    monkeypatch.setattr(city.registry.app.state, "geocoder", geocoder)
    found = await located(city, "Kielstraße", by=coordinator)
    unknown = await located(city, "Nirgendwo 1", by=coordinator)

    assert problem(off) == (503, "geocoding-is-off")
    assert found.json()["found"]["latitude"] == 51.5251
    assert unknown.json() == {"found": None}
    assert problem(await located(city, "Kielstraße", by=person)) == (403, "not-permitted")

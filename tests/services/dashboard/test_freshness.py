"""The dashboard answers whatever happens to its neighbours, and says how old its picture is."""

from datetime import UTC, datetime, timedelta
from functools import partial

import httpx
import pytest

from services.dashboard.app import create_app
from services.dashboard.settings import DashboardSettings
from shared.testing.pages import assert_page
from shared.testing.platform import OFFICE, StartedService, TestPlatform
from tests.services.dashboard.city import KEYS, PORTAL, City, Quarter

PLANNERS = (
    "/abdeckung",
    "/fachstelle",
    "/fachstelle/umsetzung",
    "/fachstelle/netz",
    "/fachstelle/liste/luecken",
    "/fachstelle/liste/finanzierungen",
)


def three_hours_later() -> datetime:
    return datetime.now(UTC) + timedelta(hours=3)


@pytest.fixture
async def lonely(platform: TestPlatform) -> tuple[StartedService, Quarter]:
    """A dashboard that was started three hours after all its neighbours had ended, on the database it left."""
    city = await City.start(platform)
    quarter = await city.quarter()
    await quarter.published()
    await has_heard_all(city)
    await city.dashboard.stop()
    await city.offers.stop()
    await city.registry.stop()
    later = partial(create_app, clock=three_hours_later)
    left = city.dashboard.database
    dashboard = await platform.start("dashboard", later, DashboardSettings, portal_url=PORTAL, **KEYS, database=left)
    return dashboard, quarter


async def has_heard_all(city: City) -> None:
    """Wait until the dashboard has noted when it heard each source."""
    overview = await city.overview()
    while not overview["is_fresh"]:
        overview = await city.overview()


async def test_a_dashboard_in_contact_calls_its_picture_fresh(city: City) -> None:
    await has_heard_all(city)
    overview = await city.overview()
    assert overview["as_of"] is not None
    assert {source["source"] for source in overview["sources"]} == {"/registry/city", "/offers/city"}
    assert "aktuell" in await city.page("/")


async def test_without_neighbours_it_shows_the_last_picture_and_its_age(
    lonely: tuple[StartedService, Quarter],
) -> None:
    dashboard, quarter = lonely
    overview = (await dashboard.http.get("/api/overview")).json()
    page = await dashboard.http.get("/", headers={"Accept": "text/html"})
    assert (overview["is_fresh"], overview["offers"]) == (False, 1)
    assert page.status_code == httpx.codes.OK
    assert_page(page.text)
    assert "vor 3 Stunden" in page.text
    assert quarter.network in page.text
    assert (await dashboard.http.get("/readyz")).status_code == httpx.codes.OK


async def test_pages_of_planners_answer_without_neighbours_too(
    lonely: tuple[StartedService, Quarter], platform: TestPlatform
) -> None:
    dashboard, _ = lonely
    token = platform.issuer.token(OFFICE, exp=4_000_000_000)
    headers = {"Accept": "text/html", "Authorization": f"Bearer {token}"}
    pages = {path: await dashboard.http.get(path, headers=headers) for path in PLANNERS}
    assert {path: page.status_code for path, page in pages.items()} == dict.fromkeys(PLANNERS, httpx.codes.OK)
    assert [path for path, page in pages.items() if "letzter Stand vor 3 Stunden" not in page.text] == []

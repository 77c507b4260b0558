"""Anchor sites and contact points in the pages: described by the quarter, closed to others, told where they are shown."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.services.portal.browser import Browser, fields_of
from tests.services.portal.town import ANCHOR_SITE, AWO, SITE, Town

SITES = "/arbeitsbereich/quartier/hoerde/ankerorte"
POINTS = "/arbeitsbereich/quartier/hoerde/kontakte"


@pytest.fixture
async def coordination(browser: Browser) -> Browser:
    await browser.sign_in("coordinator-hoerde")
    return browser


async def found(town: Town, path: str, label: str) -> dict[str, Any]:
    """The thing of Hörde with this name, as the registry has it."""
    items = (await town.registry.http.get(path, params={"network": "hoerde", "limit": 200})).json()["items"]
    return dict(next(each for each in items if each["label"] == label))


async def test_an_anchor_site_is_described_and_changed(town: Town, coordination: Browser) -> None:
    name = f"Stadtteilhaus {uuid4().hex[:6]}"
    await coordination.get(f"{SITES}/neu")
    page = coordination.path
    said = {"label": name, "site_type": "stadtteilzentrum", "area": "hoerde", "operator": str(AWO)}
    hours, rooms = "Mo 9:00 bis 12:30\nDi 14 bis 16 Uhr", "Saal | 40 | Beamer, Küche\nKammer"
    await coordination.send(button="Speichern", **said, latitude="51,49", longitude="7,5", hours=hours, rooms=rooms)
    assert f"{name}Stadtteilzentrum" in coordination.text
    await coordination.get(page)
    await coordination.send(button="Speichern", accessibility=["step_free"])
    site = await found(town, "/anchor-sites", name)
    assert site["rooms"] == [
        {"name": "Saal", "seats": 40, "equipment": ["Beamer", "Küche"]},
        {"name": "Kammer", "seats": None, "equipment": []},
    ]
    assert (site["latitude"], site["operator"], site["accessibility"]) == (51.49, str(AWO), ["step_free"])
    assert [(each["weekday"], each["opens"]) for each in site["opening_hours"]] == [(1, "09:00:00"), (2, "14:00:00")]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"hours": "morgens"}, "Zeile 1 ist keine Öffnungszeit."),
        ({"hours": "Mo 9 bis 12\nMo 11 bis 13"}, "Öffnungszeiten –"),
        ({"rooms": "Kammer\nSaal | viele"}, "Räume, die andere nutzen können – Zeile 2 ist nicht lesbar."),
        ({"label": ""}, "Name –"),
        ({"latitude": "oben"}, "Breitengrad –"),
    ],
)
async def test_what_is_wrong_with_a_site_is_told_at_its_field(
    coordination: Browser, said: dict[str, str], told: str
) -> None:
    await coordination.get(f"{SITES}/neu")
    given = {"label": "Haus", "site_type": "kita", "area": "hoerde", **said}
    page = await coordination.send(button="Speichern", **given)
    assert page.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert told in coordination.text


async def test_a_contact_point_says_where_it_is_shown(town: Town, coordination: Browser) -> None:
    name = f"Familienbüro {uuid4().hex[:6]}"
    await coordination.get(f"{POINTS}/neu")
    page = coordination.path
    uses = ["network/hoerde", f"anchor-site/{SITE}"]
    await coordination.send(button="Speichern", label=name, phone="0231 500", hours="Fr 8 bis 12", uses=uses)
    assert f"{name}0231 5002" in coordination.text
    await coordination.get(page)
    await coordination.send(button="Speichern", phone="0231 501")
    point = await found(town, "/contact-points", name)
    assert {f"{each['kind']}/{each['thing']}" for each in point["uses"]} == set(uses)
    assert (point["phone"], point["network"]) == ("0231 501", "hoerde")


async def test_a_contact_that_reaches_nobody_is_told(coordination: Browser) -> None:
    await coordination.get(f"{POINTS}/neu")
    page = await coordination.send(button="Speichern", label="Niemand")
    assert page.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert "Telefon –" in coordination.text


async def test_whoever_is_too_late_sees_what_stands_there(town: Town, coordination: Browser) -> None:
    point = uuid4()
    await town.tell(f"/contact-points/{point}", {"label": "Büro", "network": "hoerde", "phone": "0231 1000"})
    await coordination.get(f"{POINTS}/{point}")
    late = fields_of(coordination.form_with("Speichern"))
    await coordination.send(button="Speichern", phone="0231 2000")
    page = await coordination.post(f"{POINTS}/{point}", {**late, "phone": "0231 3000"})
    assert page.status_code == httpx.codes.CONFLICT
    assert "0231 2000" in coordination.text


async def test_another_quarters_places_are_not_reached_by_their_ids(town: Town, coordination: Browser) -> None:
    site, point = uuid4(), uuid4()
    await town.tell(f"/anchor-sites/{site}", {**ANCHOR_SITE, "network": "eving"})
    await town.tell(f"/contact-points/{point}", {"label": "Büro", "network": "eving", "phone": "0231 1000"})
    await coordination.get(f"{POINTS}/neu")
    sent = {**fields_of(coordination.form_with("Speichern")), "label": "Fremd", "phone": "0231 9", "version": "1"}
    for path in (f"{SITES}/{site}", f"{POINTS}/{point}"):
        assert (await coordination.get(path)).status_code == httpx.codes.NOT_FOUND
        assert (await coordination.post(path, sent)).status_code == httpx.codes.NOT_FOUND
        foreign = path.replace("hoerde", "eving")
        assert (await coordination.post(foreign, sent)).status_code == httpx.codes.FORBIDDEN

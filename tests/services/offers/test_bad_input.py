"""Input that can't be right gets a clear problem document, and nothing is half done."""

from typing import Any
from uuid import uuid4

import pytest

from tests.services.offers.city import City, Quarter

LONG_AGO = {"starts_at": "0001-01-01T00:00:00+14:00", "ends_at": "0001-01-02T00:00:00+14:00"}
BACKWARDS = {"starts_at": "2026-12-01T11:00:00Z", "ends_at": "2026-12-01T10:00:00Z"}
WITHOUT_ZONE = {"starts_at": "2026-12-01T10:00:00", "ends_at": "2026-12-01T11:00:00"}


@pytest.mark.parametrize(
    "said",
    [
        {"ages": {"min_months": 18, "max_months": 6}},
        {"ages": {"min_months": 6, "max_months": 6}},
        {"ages": {"min_months": -10, "max_months": 6}},
        {"ages": None},
        {"dates": [BACKWARDS]},
        {"dates": [WITHOUT_ZONE]},
        {"dates": [LONG_AGO]},
        {"title": ""},
        {"title": "   "},
        {"title": "x" * 201},
        {"title": "Krabbelgruppe\r\nBcc: alle@example.org"},
        {"title": "Krabbel\x00gruppe"},
        {"title": "Krabbel\u2028gruppe"},
        {"title": "Krabbel\x85gruppe"},
        {"schedule_text": "dienstags\nmontags"},
        {"place": {"name": "Kita\u2029Weg"}},
        {"place": {"name": "Kita", "latitude": 91}},
        {"description": "\x1b[31mrot"},
        {"themes": ["Sprache und mehr"]},
        {"languages": ["deutsch!"]},
        {"cost_cents": -1},
        {"cost_cents": 1.5},
        {"bridge": "vielleicht"},
        {"network": "Hörde"},
        {"organisation": "awo"},
        {"status": "published"},
        {"cost": {"kind": "range", "from_cents": 500, "to_cents": 100}},
        {"room": {"capacity": 8, "free": 9}},
        {"bridges": [{"end": "from"}]},
        {"texts": [{"language": "de", "title": "Noch einmal"}]},
        {"texts": [{"language": "tr", "state": "confirmed"}]},
        {"places": [{"name": "Kita", "opening_hours": [{"weekday": 1, "opens": "12:00", "closes": "09:00"}]}]},
        {"places": [{"name": "Kita", "opening_hours": [{"weekday": 1, "opens": "09:00Z", "closes": "12:00"}]}]},
        {"registration": {"is_needed": True, "url": "javascript:alert(1)"}},
        {"accessibility": ["flying_carpet"]},
        {"notice_version": 7},
    ],
)
async def test_a_wrong_value_is_refused_and_named(quarter: Quarter, city: City, said: dict[str, Any]) -> None:
    offer = uuid4()
    refused = await quarter.put(offer, by=quarter.coordinator, **said)
    assert refused.status_code == 422
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["errors"][0]["pointer"].startswith(f"#/{next(iter(said))}")
    assert (await city.get(f"/offers/{offer}", by=quarter.coordinator)).status_code == 404


@pytest.mark.parametrize("body", [b"{", b"[]", b'"text"', b"\xff", b'{"title": "\\ud800"}'])
async def test_a_body_that_is_no_offer_is_refused(quarter: Quarter, city: City, body: bytes) -> None:
    headers = {**city.platform.headers(quarter.coordinator), "If-None-Match": "*", "Content-Type": "application/json"}
    refused = await city.offers.http.put(f"/offers/{uuid4()}", content=body, headers=headers)
    assert refused.status_code in {400, 422}
    assert refused.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "said",
    [
        {"title": "<script>alert(1)</script>"},
        {"description": "Komm <b>alle</b>"},
        {"description": "<img src=x onerror=alert(1)>"},
        {"description": "javascript:alert(1)"},
        {"texts": [{"language": "tr", "title": "Grup", "description": "&lt;script&gt;"}]},
        {"internal_note": "<!-- geheim -->"},
    ],
)
async def test_html_and_scripts_are_refused(quarter: Quarter, said: dict[str, Any]) -> None:
    refused = await quarter.put(uuid4(), by=quarter.coordinator, **said)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, f"#/{next(iter(said))}")
    assert "HTML" in refused.json()["errors"][0]["detail"]


async def test_a_description_of_a_megabyte_is_refused(quarter: Quarter) -> None:
    refused = await quarter.put(uuid4(), by=quarter.coordinator, description="x" * 1_000_000)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "#/description")


@pytest.mark.parametrize(
    "asked",
    [
        {"age_months": "zwei"},
        {"age_months": 9000},
        {"network": "Hörde"},
        {"status": "secret"},
        {"q": "a\x00b"},
        {"q": "x" * 201},
        {"limit": 0},
        {"limit": 100000},
        {"nework": "hoerde"},
    ],
)
async def test_a_wrong_question_is_refused(city: City, asked: dict[str, Any]) -> None:
    assert (await city.get("/offers", **asked)).status_code == 422


@pytest.mark.parametrize("cursor", ["nonsense", "W10", "WyJhIiwiYiJd", "x" * 2000])
async def test_a_forged_cursor_is_refused(city: City, cursor: str) -> None:
    assert (await city.get("/offers", cursor=cursor)).status_code == 400


@pytest.mark.parametrize("text", ["'; DROP TABLE offers; --", "%_\\", "&|!():*", "a <-> b", "und", "👶", "اللغة"])
async def test_any_text_can_be_searched_for(quarter: Quarter, city: City, text: str) -> None:
    assert (await city.get("/offers", network=quarter.network, q=text)).status_code == 200

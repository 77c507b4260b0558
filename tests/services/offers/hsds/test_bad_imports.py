"""What another directory sends may be wrong, odd, or made to do harm: each is refused for itself, and nothing breaks."""

from typing import Any

import pytest

from tests.services.offers.city import Quarter
from tests.services.offers.hsds.bringing import bring, drafts, outcomes, service


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"name": ""}, "#/title"),
        ({"name": "x" * 300}, "#/title"),
        ({"description": "x" * 1_000_000}, "#/description"),
        ({"description": "5 &lt;script>alert(1)</script>"}, "#/description"),
        ({"name": "javascript:alert(1)"}, "#/title"),
        ({"id": ""}, "#/id"),
        ({"id": 7}, "#/id"),
        ({"languages": [{"code": f"a{one}{other}"} for one in "abcdefg" for other in "abcdefgh"]}, "#/languages"),
    ],
)
async def test_a_bad_record_is_refused_with_its_reason_beside_a_good_one(
    quarter: Quarter, said: dict[str, Any], pointer: str
) -> None:
    report = await bring(quarter, [service(**said), service()])
    rows = report.json()["rows"]
    assert (outcomes(report), rows[0]["problems"][0]["pointer"], len(await drafts(quarter))) == (
        ["refused", "created"],
        pointer,
        1,
    )


async def test_one_id_twice_in_a_file_is_refused_the_second_time(quarter: Quarter) -> None:
    record = service()
    assert outcomes(await bring(quarter, [record, {**record, "name": "Noch einmal"}])) == ["created", "refused"]


async def test_html_is_taken_out_and_said_so(quarter: Quarter) -> None:
    described = (
        "<p>Wir <b>spielen</b></p><script>steal()</script><ul><li>drinnen</li><li>draußen &amp; überall</li></ul>"
    )
    row = (await bring(quarter, [service(description=described)])).json()["rows"][0]
    made = (await quarter.city.get(f"/offers/{row['offer']}", by=quarter.coordinator)).json()
    assert made["description"] == "Wir spielen\n\ndrinnen\n\ndraußen & überall"
    assert row["notes"] == ["HTML wurde aus der Beschreibung entfernt."]


@pytest.mark.parametrize(
    "document",
    [
        b"{",
        b'"text"',
        b"[1, 2]",
        b'{"contents": [' + b"[" * 500 + b"]" * 500 + b"]}",
        b"[" * 100_000 + b"]" * 100_000,
        b'[{"id": "a", "name": "n", "minimum_age": 1' + b"0" * 5_000 + b"}]",
        b'[{"id": "a", "name": "n", "minimum_age": 1e400}]',
        b"[" + b",".join([b'{"id":"a"}'] * 1_001) + b"]",
        b'[{"id":"a","x":[' + b",".join([b"0"] * 500_000) + b"]}]",
    ],
    ids=["broken", "text", "numbers", "deep", "bottomless", "huge number", "infinite", "too many", "too large"],
)
async def test_what_is_made_to_do_harm_is_refused_at_once(quarter: Quarter, document: bytes) -> None:
    answer = await bring(quarter, document)
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:infamilie:problem:source-not-understood")
    assert outcomes(await bring(quarter, [service()])) == ["created"]


@pytest.mark.parametrize(
    "odd",
    [
        {"name": None, "id": None},
        {"schedules": "immer", "languages": {"code": "de"}, "phones": [1, None]},
        {"minimum_age": "drei", "maximum_age": True, "cost_options": [{"amount": "viel"}]},
        {"service_at_locations": [{"location": {"latitude": "NaN", "longitude": 1e9, "name": 3}}, None, []]},
        {"schedules": [{"freq": "HOURLY", "dtstart": "2026-99-99"}, {"dtstart": "2026-01-01", "opens_at": "25:00"}]},
        {"attributes": [{"taxonomy_term": "x", "link_type": 5}], "contacts": [{"title": 5}], "email": 7},
    ],
)
async def test_values_of_the_wrong_kind_break_nothing(quarter: Quarter, odd: dict[str, Any]) -> None:
    report = await bring(quarter, [service(**odd), service()])
    assert (report.status_code, outcomes(report)[1]) == (200, "created")

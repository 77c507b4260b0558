"""Whoever comes too late sees what stands there now beside what they sent."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

import httpx
import pytest
from fastapi import FastAPI, Header, Response

from shared.web.etag import Condition, ExpectedVersion, WriteCondition, condition_failed
from shared.web.problem_handlers import install_problem_handlers
from shared.web.problems import Problem, Refusal
from shared.web.security_headers import SecurityHeaders
from shared.web.standard_problems import kind_for_status


class ChangedMeanwhile(Refusal):
    """A race that only the writing finds."""


def houses_app() -> FastAPI:
    app = FastAPI()
    install_problem_handlers(app, {ChangedMeanwhile: lambda _: condition_failed(None)})
    app.add_middleware(SecurityHeaders)
    house: dict[str, Any] = {"label": "Kita Nord", "secret": "Hintereingang"}

    @app.get("/houses")
    async def listed(response: Response) -> list[Any]:
        response.headers["ETag"] = '"a-digest"'
        return [house]

    @app.get("/houses/{house_id}")
    async def shown(house_id: str, response: Response, authorization: Annotated[str, Header()] = "") -> Any:
        if authorization == "nobody":
            raise Problem(kind_for_status(403))
        response.headers["ETag"] = '"7"'
        return house if authorization == "keeper" else {"label": house["label"]}

    @app.put("/houses/{house_id}")
    async def put(house_id: str, body: dict[str, Any], condition: Condition) -> None:
        condition.check(7)
        raise ChangedMeanwhile

    @app.post("/houses/{house_id}/rooms/{room}/close")
    async def close(house_id: str, room: str, expected: ExpectedVersion) -> None:
        WriteCondition(expected).check(7)

    @app.post("/houses")
    async def build(expected: ExpectedVersion) -> None:
        WriteCondition(expected).check(7)

    return app


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=houses_app())
    async with httpx.AsyncClient(transport=transport, base_url="http://houses") as client:
        yield client


OLD = {"If-Match": '"6"', "Authorization": "keeper"}


async def test_both_versions_are_shown(client: httpx.AsyncClient) -> None:
    answer = await client.put("/houses/nord", json={"label": "Kita Süd"}, headers=OLD)

    assert (answer.status_code, answer.headers["ETag"]) == (412, '"7"')
    assert answer.json()["current"] == {
        "etag": '"7"',
        "representation": {"label": "Kita Nord", "secret": "Hintereingang"},
    }
    assert answer.json()["sent"] == {"etag": '"6"', "representation": {"label": "Kita Süd"}}


async def test_what_only_the_writing_finds_is_shown_the_same_way(client: httpx.AsyncClient) -> None:
    answer = await client.put("/houses/nord", json={}, headers={**OLD, "If-Match": '"7"'})

    assert (answer.status_code, answer.json()["current"]["etag"], answer.headers["ETag"]) == (412, '"7"', '"7"')


async def test_nobody_is_shown_more_than_a_get_would_tell_them(client: httpx.AsyncClient) -> None:
    stranger = await client.put("/houses/nord", json={}, headers={**OLD, "Authorization": "stranger"})
    nobody = await client.put("/houses/nord", json={}, headers={**OLD, "Authorization": "nobody"})

    assert stranger.json()["current"]["representation"] == {"label": "Kita Nord"}
    assert (nobody.status_code, "current" in nobody.json()) == (412, False)


async def test_a_step_shows_the_thing_whose_step_it_is(client: httpx.AsyncClient) -> None:
    answer = await client.post("/houses/nord/rooms/3/close", headers=OLD)

    assert answer.json()["current"]["representation"]["label"] == "Kita Nord"
    assert answer.json()["sent"] == {"etag": '"6"'}


async def test_a_list_is_no_version_of_anything(client: httpx.AsyncClient) -> None:
    answer = await client.post("/houses", headers=OLD)

    assert (answer.status_code, "current" in answer.json()) == (412, False)


async def test_who_believed_in_nothing_sees_what_is_there(client: httpx.AsyncClient) -> None:
    headers = {"If-None-Match": "*", "Authorization": "keeper"}
    answer = await client.put("/houses/nord", json={"label": "Neu"}, headers=headers)

    assert answer.json()["sent"] == {"representation": {"label": "Neu"}}
    assert answer.json()["current"]["etag"] == '"7"'


async def test_what_is_no_json_is_not_shown(client: httpx.AsyncClient) -> None:
    headers = {**OLD, "Content-Type": "application/json"}
    answers = [await client.post("/houses/nord/rooms/3/close", content=body, headers=headers) for body in (b"{", b"")]

    assert [(answer.status_code, answer.json()["sent"]) for answer in answers] == [(412, {"etag": '"6"'})] * 2

"""Refusals leave a service as problem documents, and nothing else leaks."""

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated, Any

import httpx
import pytest
from fastapi import FastAPI, Query
from pydantic import BaseModel, Field, field_validator

from shared.web.problem_handlers import install_problem_handlers
from shared.web.problems import Problem, ProblemKind, Refusal
from shared.web.request_limits import BodyLimit
from shared.web.security_headers import SecurityHeaders


@dataclass
class OfferIsFull(Refusal):
    places: int


class OfferIsVeryFull(OfferIsFull):
    """A subclass the table doesn't name."""


OFFER_IS_FULL = ProblemKind("offer-is-full", 409, "Das Angebot ist ausgebucht", "Es gibt nur {places} Plätze.")


class Ages(BaseModel):
    minimum: int = Field(ge=-9)
    maximum: int


class Offer(BaseModel):
    title: str = Field(min_length=3, max_length=120)
    ages: list[Ages] = []

    @field_validator("title")
    @classmethod
    def has_no_line_break(cls, title: str) -> str:
        if "\n" in title:
            raise ValueError("Der Titel darf keinen Zeilenumbruch enthalten.")
        return title


def offers_app() -> FastAPI:
    app = FastAPI()
    install_problem_handlers(app, {OfferIsFull: lambda refusal: Problem(OFFER_IS_FULL, places=refusal.places)})
    app.add_middleware(BodyLimit, limit_bytes=2000)
    app.add_middleware(SecurityHeaders)

    @app.post("/offers")
    async def publish(offer: Offer) -> dict[str, str]:
        return {"title": offer.title}

    @app.get("/offers")
    async def listed(limit: Annotated[int, Query(le=100)] = 20) -> dict[str, int]:
        return {"limit": limit}

    @app.get("/full")
    async def full() -> None:
        raise OfferIsVeryFull(places=12)

    @app.get("/broken/{token}")
    async def broken(token: str) -> None:
        raise RuntimeError("secret detail about " + token[:2])

    return app


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(offers_app()), base_url="http://test") as client:
        yield client


async def test_a_domain_error_becomes_the_problem_its_table_names(client: httpx.AsyncClient) -> None:
    answer = await client.get("/full")

    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "urn:infamilie:problem:offer-is-full",
        "title": "Das Angebot ist ausgebucht",
        "status": 409,
        "detail": "Es gibt nur 12 Plätze.",
        "places": 12,
    }


async def test_invalid_input_names_each_place_in_german_without_echoing_it(client: httpx.AsyncClient) -> None:
    answer = await client.post("/offers", json={"title": "x7", "ages": [{"minimum": -10}]})

    assert answer.status_code == 422
    assert answer.json()["type"] == "urn:infamilie:problem:invalid-input"
    assert answer.json()["errors"] == [
        {"in": "body", "pointer": "#/title", "detail": "Bitte geben Sie mindestens 3 Zeichen ein."},
        {"in": "body", "pointer": "#/ages/0/minimum", "detail": "Der Wert muss mindestens -9 sein."},
        {"in": "body", "pointer": "#/ages/0/maximum", "detail": "Diese Angabe fehlt."},
    ]
    assert "x7" not in answer.text


async def test_our_own_validators_speak_for_themselves(client: httpx.AsyncClient) -> None:
    answer = await client.post("/offers", json={"title": "Bcc:\nalle"})

    assert answer.json()["errors"][0]["detail"] == "Der Titel darf keinen Zeilenumbruch enthalten."


async def test_a_wrong_query_parameter_is_named_as_such(client: httpx.AsyncClient) -> None:
    answer = await client.get("/offers", params={"limit": "1000"})

    assert answer.json()["errors"] == [
        {"in": "query", "pointer": "#/limit", "detail": "Der Wert darf höchstens 100 sein."}
    ]


@pytest.mark.parametrize("body", [b'{"title": ', b"\xff\xfe", b'{"title": "a"} trailing'])
async def test_malformed_json_is_a_400(client: httpx.AsyncClient, body: bytes) -> None:
    answer = await client.post("/offers", content=body, headers={"content-type": "application/json"})

    assert answer.status_code == 400
    assert answer.json()["type"].startswith("urn:infamilie:problem:")


@pytest.mark.parametrize(
    ("method", "path", "status", "name"),
    [("GET", "/nowhere", 404, "not-found"), ("DELETE", "/offers", 405, "method-not-allowed")],
)
async def test_unknown_addresses_and_methods_are_problems(
    client: httpx.AsyncClient, method: str, path: str, status: int, name: str
) -> None:
    answer = await client.request(method, path)

    assert answer.status_code == status
    assert answer.json()["type"] == f"urn:infamilie:problem:{name}"


async def test_405_keeps_the_allow_header(client: httpx.AsyncClient) -> None:
    answer = await client.request("DELETE", "/offers")

    assert set(answer.headers["allow"].split(", ")) & {"GET", "POST"}


async def test_an_unknown_error_is_logged_and_tells_nothing(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = await client.get("/broken/geheim")

    assert answer.status_code == 500
    assert answer.json()["type"] == "urn:infamilie:problem:internal-error"
    assert "secret" not in answer.text
    assert "Content-Security-Policy" in answer.headers
    assert caplog.messages == ["Unhandled error in GET /broken/{token}"]
    assert caplog.records[0].exc_info is not None


async def test_a_body_that_declares_too_much_is_refused_before_it_is_read(client: httpx.AsyncClient) -> None:
    answer = await client.post("/offers", json={"title": "x" * 5000})

    assert answer.status_code == 413
    assert answer.json()["limit_bytes"] == 2000
    assert "Content-Security-Policy" in answer.headers


async def test_a_streamed_body_is_counted_and_the_rest_never_read(client: httpx.AsyncClient) -> None:
    taken: list[int] = []

    async def endless() -> AsyncIterator[bytes]:
        for number in range(10_000):
            taken.append(number)
            yield b"x" * 500

    answer = await client.post("/offers", content=endless(), headers={"content-type": "application/json"})

    assert answer.status_code == 413
    assert answer.json()["type"] == "urn:infamilie:problem:payload-too-large"
    assert len(taken) < 10


async def test_a_body_within_the_limit_passes(client: httpx.AsyncClient) -> None:
    answer: Any = await client.post("/offers", json={"title": "x" * 100})

    assert answer.status_code == 200

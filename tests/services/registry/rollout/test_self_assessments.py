"""The yearly self-assessment by the ten success factors."""

from typing import Any

from services.registry.domain.rollout.self_assessment import SUCCESS_FACTORS
from tests.services.registry.city import City, created, problem, refused_field

Json = dict[str, Any]


def scored(score: int, *factors: str) -> Json:
    return {"scores": [{"factor": factor, "score": score} for factor in factors or SUCCESS_FACTORS]}


async def test_the_ten_factors_are_there_to_be_read(city: City) -> None:
    factors = (await city.get("/rollout/success-factors")).json()["factors"]

    assert (len(factors), factors[6]["label"]) == (10, "Ankerstandorte und vernetzte Dienstleistungen")


async def test_a_network_sees_itself_year_by_year(city: City) -> None:
    network = await city.network()
    coordinator = await city.coordinator(network)
    path = f"/rollout/assessments/{network}"

    for year, score in ((2025, 4), (2024, 3)):
        created(await city.put(f"{path}/{year}", scored(score), by=coordinator))

    listed = (await city.get(path, by=coordinator)).json()["items"]
    assert [(entry["year"], entry["scores"][0]["score"]) for entry in listed] == [(2024, 3), (2025, 4)]
    (event,) = await city.events_of(f"self-assessment/{network}/2025")
    assert len(event["data"]["scores"]) == 10


async def test_an_assessment_scores_each_of_the_ten_factors_once(city: City) -> None:
    path = f"/rollout/assessments/{await city.network()}/2026"
    nine = list(SUCCESS_FACTORS)[:9]

    missing = await city.put(path, scored(3, *nine))
    twice = await city.put(path, scored(3, *nine, nine[0]))
    unknown = await city.put(path, scored(3, *nine, "glueck"))
    beyond = await city.put(path, scored(6))
    complete = await city.put(path, scored(5))

    assert refused_field(missing) == (422, "factors-missing", "scores")
    assert refused_field(twice) == (422, "named-twice", "scores")
    assert refused_field(unknown) == (422, "factor-unknown", "scores")
    assert (beyond.status_code, complete.status_code) == (422, 201)


async def test_nobody_assesses_another_network(city: City) -> None:
    network, elsewhere = await city.network(), await city.coordinator(await city.network())

    refused = await city.put(f"/rollout/assessments/{network}/2026", scored(3), by=elsewhere)

    assert problem(refused) == (403, "not-permitted")

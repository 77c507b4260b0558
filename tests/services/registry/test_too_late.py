"""Whoever comes too late sees both versions: of everything that is changed by its version, and no more than they may read."""

from collections.abc import Iterator
from typing import Any, get_args
from uuid import uuid4

from fastapi.dependencies.models import Dependant

from shared.identity.gate import routes_with_access
from shared.web.etag import Condition, ExpectedVersion
from tests.services.registry.agreements.two_houses import TwoHouses
from tests.services.registry.circles.circle import post
from tests.services.registry.city import PARTNER, City, created, problem
from tests.services.registry.persons.person import FIELDS, NAME, PHONE, a_person

CONDITIONS = {get_args(declared)[1].dependency for declared in (Condition, ExpectedVersion)}
CHANGING = {"PUT", "POST", "DELETE"}


def calls(dependant: Dependant) -> Iterator[Any]:
    yield dependant.call
    for inner in dependant.dependencies:
        yield from calls(inner)


def addresses(city: City, methods: set[str], *, conditional: bool = False) -> set[str]:
    """The paths of routes with one of these methods; those that hold a version against what stands there."""
    return {
        str(route.path)
        for route, _ in routes_with_access(city.registry.app)
        if methods & set(getattr(route, "methods", None) or ())
        and (not conditional or CONDITIONS & set(calls(route.dependant)))
    }


def thing_of(path: str, readable: set[str]) -> str | None:
    """The address of the thing that a path changes, as `shared.web.both_versions` looks for it."""
    shortened = path
    while shortened not in readable and shortened.count("/") > 1:
        shortened = shortened.rpartition("/")[0]
    return shortened if shortened in readable and shortened.count("/") > 1 else None


def test_everything_that_is_changed_by_its_version_can_be_read_as_one_thing(city: City) -> None:
    readable, changed = addresses(city, {"GET"}), addresses(city, CHANGING, conditional=True)

    assert len(changed) > 30
    assert [path for path in sorted(changed) if thing_of(path, readable) is None] == []
    assert thing_of("/nowhere/{thing}/step", readable) is None


async def test_a_partner_that_was_changed_meanwhile_is_shown_beside_what_was_sent(city: City) -> None:
    partner = await city.partner()
    stands = (await city.put(f"/partners/{partner}", {**PARTNER, "label": "Kita Nord"}, version=1)).json()

    late = await city.put(f"/partners/{partner}", {**PARTNER, "label": "Kita Süd"}, version=1)

    assert problem(late) == (412, "precondition-failed")
    assert late.json()["current"] == {"etag": '"2"', "representation": stands}
    assert late.json()["sent"] == {"etag": '"1"', "representation": {**PARTNER, "label": "Kita Süd"}}


async def test_nobody_learns_of_a_person_by_coming_too_late(city: City) -> None:
    network = await city.network()
    path, coordinator = await a_person(city, network), await city.coordinator(network)
    body = {"kind": "volunteer", "fields": FIELDS}

    keeper = await city.put(path, body, by=coordinator, version=7)
    stranger = await city.put(path, body, by=await city.coordinator(await city.network()), version=7)

    shown = {each["field"]: each["value"] for each in keeper.json()["current"]["representation"]["fields"]}
    assert (keeper.status_code, shown["name"], shown["phone"]) == (412, NAME, PHONE)
    assert (problem(stranger), "current" in stranger.json()) == ((403, "not-permitted"), False)


async def test_a_step_shows_the_agreement_whose_step_it_is(city: City) -> None:
    houses = await TwoHouses.found(city)
    agreement = await houses.propose()
    path, signing = f"/agreements/{agreement}", {"party": str(houses.kita)}

    late = await post(city, f"{path}/sign", signing, by=houses.kita_person, version=9)

    stands = (await city.get(path, by=houses.kita_person)).json()
    assert late.json()["current"] == {"etag": '"1"', "representation": stands}
    assert late.json()["sent"] == {"etag": '"9"', "representation": signing}


async def test_who_wanted_to_make_what_is_there_sees_it(city: City) -> None:
    funding, project = uuid4(), f"/projects/{uuid4()}"
    created(await city.put(project, {"label": "Garten", "kind": "surroundings"}))
    stands = created(await city.put(f"{project}/fundings/{funding}", {"source": "Stadt"}))

    again = await city.put(f"{project}/fundings/{funding}", {"source": "Land"})

    assert again.json()["current"] == {"etag": '"1"', "representation": stands}
    assert again.json()["sent"] == {"representation": {"source": "Land"}}

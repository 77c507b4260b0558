"""Loading puts what is missing, changes what differs, touches nothing else, and can be repeated."""

from dataclasses import fields, replace
from typing import Any

import httpx
import pytest

from deploy.reference.loading import ClientFor, load_reference
from deploy.reference.patience import ServiceUnreachable, patiently
from deploy.reference.records.reference import Reference
from shared.testing.serving import bound_socket, url_of
from tests.deploy.reference.strict_api import Shelf

HOERDE = "/networks/hoerde"
EVING = "/rollout/plans/eving"
EVERYTHING_ELSE = tuple(field.name for field in fields(Reference) if field.name != "rollouts")


def account_of(subject: str) -> str:
    return subject.encode().hex()[:32].ljust(32, "0")


def an_offer(shelf: Shelf) -> str:
    return next(path for path in shelf.things if path.startswith("/offers/"))


async def test_the_first_load_creates_and_publishes_everything(
    dortmund: Reference, shelf: Shelf, client_for: ClientFor
) -> None:
    report = await load_reference(dortmund, client_for=client_for, account_of=account_of)

    restarts = sum(len(rollout.restarts) for rollout in dortmund.rollouts)
    assert report.created == len(shelf.things) + restarts
    assert (report.changed, report.unchanged, report.refused) == (0, 0, ())
    assert {thing["status"] for path, thing in shelf.things.items() if "/offers/" in path} == {"published"}
    assert report.published == sum(len(file.offers) for file in dortmund.offers)


async def test_a_second_load_changes_nothing(two_quarters: Reference, shelf: Shelf, client_for: ClientFor) -> None:
    await load_reference(two_quarters, client_for=client_for, account_of=account_of)
    versions = dict(shelf.versions)

    report = await load_reference(two_quarters, client_for=client_for, account_of=account_of)

    assert report.changed_nothing
    assert shelf.versions == versions


async def test_a_difference_is_put_back_and_only_that(
    two_quarters: Reference, shelf: Shelf, client_for: ClientFor
) -> None:
    await load_reference(two_quarters, client_for=client_for)
    shelf.put(HOERDE, shelf.things[HOERDE] | {"short_label": "Falsch"})

    report = await load_reference(two_quarters, client_for=client_for)

    assert (report.created, report.changed) == (0, 1)
    assert shelf.things[HOERDE]["short_label"] == "Hörde"


async def test_what_a_quarter_has_become_since_is_left_alone(
    two_quarters: Reference, shelf: Shelf, client_for: ClientFor
) -> None:
    await load_reference(two_quarters, client_for=client_for)
    lived = {"status": "restarted", "restarted": "2025-04-17", "vision": "Kein Kind zurücklassen"}
    shelf.put(HOERDE, shelf.things[HOERDE] | lived)

    untouched = await load_reference(two_quarters, client_for=client_for)
    shelf.put(HOERDE, shelf.things[HOERDE] | {"short_label": "Falsch"})
    changed = await load_reference(two_quarters, client_for=client_for)

    assert (untouched.changed, changed.changed, shelf.things[HOERDE]["short_label"]) == (0, 1, "Hörde")
    assert {name: shelf.things[HOERDE][name] for name in lived} == lived


async def test_times_in_another_zone_and_lists_in_another_order_are_no_difference(
    two_quarters: Reference, shelf: Shelf, client_for: ClientFor
) -> None:
    await load_reference(two_quarters, client_for=client_for)
    utc = [
        {"starts_at": "2027-01-20T16:00:00Z", "ends_at": "2027-01-20T17:30:00Z"},
        {"starts_at": "2027-01-27T16:00:00Z", "ends_at": "2027-01-27T17:30:00Z"},
        {"starts_at": "2027-02-03T16:00:00Z", "ends_at": "2027-02-03T17:30:00Z"},
    ]
    dated = next(path for path, thing in shelf.things.items() if thing.get("title", "").endswith("in die Schule"))
    shelf.put(dated, shelf.things[dated] | {"dates": utc})
    shelf.put(HOERDE, shelf.things[HOERDE] | {"languages": sorted(shelf.things[HOERDE]["languages"])})

    report = await load_reference(two_quarters, client_for=client_for)

    assert report.changed_nothing


async def test_an_offer_that_somebody_ended_stays_ended(
    two_quarters: Reference, shelf: Shelf, client_for: ClientFor
) -> None:
    await load_reference(two_quarters, client_for=client_for)
    ended = an_offer(shelf)
    shelf.put(ended, shelf.things[ended] | {"status": "ended", "title": "Vorbei"})

    report = await load_reference(two_quarters, client_for=client_for)

    assert report.changed_nothing
    assert shelf.things[ended]["title"] == "Vorbei"


async def test_an_offer_left_as_a_draft_is_published_by_the_next_load(
    two_quarters: Reference, shelf: Shelf, client_for: ClientFor
) -> None:
    await load_reference(two_quarters, client_for=client_for)
    draft = an_offer(shelf)
    shelf.put(draft, shelf.things[draft] | {"status": "draft"})

    report = await load_reference(two_quarters, client_for=client_for)

    assert report.published == 1
    assert shelf.things[draft]["status"] == "published"


async def test_what_another_thing_names_is_put_before_it(
    two_quarters: Reference, shelf: Shelf, client_for: ClientFor
) -> None:
    await load_reference(two_quarters, client_for=client_for)

    first = [path.split("/")[1] for _, path in shelf.writes()]
    order = list(dict.fromkeys(first))
    assert order.index("areas") < order.index("networks") < order.index("partners") < order.index("anchor-sites")
    assert order.index("partners") < order.index("offer-sets")


async def test_a_refusal_is_told_and_the_rest_is_loaded(
    two_quarters: Reference, shelf: Shelf, client_for: ClientFor
) -> None:
    problem: dict[str, Any] = {"type": "urn:infamilie:problem:not-permitted", "title": "Das ist nicht erlaubt."}
    shelf.refusals["/areas/nette"] = [(403, problem)]

    report = await load_reference(two_quarters, client_for=client_for)

    assert [(outcome.entry.name, outcome.reason) for outcome in report.refused] == [("Nette", "Das ist nicht erlaubt.")]
    assert HOERDE in shelf.things
    assert "Abgelehnt: Aktionsräume „Nette“: Das ist nicht erlaubt." in report.lines()


async def test_an_id_that_has_not_arrived_yet_is_waited_for(
    two_quarters: Reference, shelf: Shelf, client_for: ClientFor
) -> None:
    problem: dict[str, Any] = {"type": "urn:infamilie:problem:unknown-network", "title": "Unbekannt."}
    shelf.refusals[HOERDE] = [(422, problem), (503, {})]

    report = await load_reference(two_quarters, client_for=client_for)

    assert report.refused == ()
    assert HOERDE in shelf.things


def refused_set(problem: str) -> tuple[int, dict[str, Any]]:
    """The catalogue's answer when it refuses the first offer of a set and so writes none."""
    refused = {"place": 0, "type": f"urn:infamilie:problem:{problem}", "title": "Unbekannt", "detail": "Bitte prüfen."}
    return 200, {"written": False, "outcomes": [], "refused": [refused]}


async def test_an_offer_that_its_set_refuses_is_told_and_the_others_come_in(
    two_quarters: Reference, shelf: Shelf, client_for: ClientFor
) -> None:
    shelf.refusals["/offer-sets"] = [refused_set("offer-named-twice")]

    report = await load_reference(two_quarters, client_for=client_for)

    wanted = sum(len(file.offers) for file in two_quarters.offers)
    assert [outcome.reason for outcome in report.refused] == ["Unbekannt – Bitte prüfen."]
    assert len([path for path in shelf.things if path.startswith("/offers/")]) == wanted - 1


async def test_offers_are_sent_again_when_the_catalogue_has_not_heard_of_their_network_yet(
    two_quarters: Reference, shelf: Shelf, client_for: ClientFor
) -> None:
    shelf.refusals["/offer-sets"] = [refused_set("unknown-network")]

    report = await load_reference(two_quarters, client_for=client_for)

    assert report.refused == ()
    assert shelf.writes().count(("POST", "/offer-sets")) == 2


async def test_grants_are_left_out_without_accounts_and_the_report_says_so(
    two_quarters: Reference, shelf: Shelf, client_for: ClientFor
) -> None:
    report = await load_reference(two_quarters, client_for=client_for)

    assert not any("/grants/" in path for path in shelf.things)
    assert "Die Berechtigungen zur Vorführung wurden ausgelassen." in report.lines()


async def test_a_grant_that_was_withdrawn_is_not_given_again(
    two_quarters: Reference, shelf: Shelf, client_for: ClientFor
) -> None:
    await load_reference(two_quarters, client_for=client_for, account_of=account_of)
    grant = next(path for path in shelf.things if path.startswith("/grants/"))
    shelf.put(grant, shelf.things[grant] | {"withdrawn": True, "valid_until": "2026-06-01T00:00:00Z"})

    report = await load_reference(two_quarters, client_for=client_for, account_of=account_of)

    assert report.changed_nothing


async def test_a_membership_that_was_left_is_not_joined_again(
    two_quarters: Reference, shelf: Shelf, client_for: ClientFor
) -> None:
    await load_reference(two_quarters, client_for=client_for)
    left = next(path for path in shelf.things if "/members/" in path)
    shelf.put(left, shelf.things[left] | {"left_on": "2026-06-01"})

    report = await load_reference(two_quarters, client_for=client_for)

    assert report.changed_nothing


async def test_a_service_that_is_away_is_named() -> None:
    closed = bound_socket()
    address = url_of(closed)
    closed.close()
    async with httpx.AsyncClient(base_url=address) as client:
        with pytest.raises(ServiceUnreachable) as away:
            await patiently(lambda: client.get("/networks/hoerde"), pauses_seconds=(0.0,))

    assert address in str(away.value)


async def test_the_rounds_of_eving_are_begun_one_after_the_other_and_only_once(
    dortmund: Reference, shelf: Shelf, client_for: ClientFor
) -> None:
    only_rounds = replace(dortmund, **dict.fromkeys(EVERYTHING_ELSE, ()))
    await load_reference(only_rounds, client_for=client_for)
    plan = dict(shelf.things[EVING])

    again = await load_reference(only_rounds, client_for=client_for)

    assert (plan["round"], plan["started_on"], again.changed_nothing) == (2, "2023-04-17", True)
    assert shelf.writes()[:2] == [("PUT", EVING), ("POST", f"{EVING}/restart")]


async def test_a_plan_that_the_quarter_has_begun_itself_is_not_restarted(
    dortmund: Reference, shelf: Shelf, client_for: ClientFor
) -> None:
    shelf.put(EVING, {"round": 1, "template_version": 1, "gates": [], "started_on": "2025-01-15"})

    await load_reference(replace(dortmund, **dict.fromkeys(EVERYTHING_ELSE, ())), client_for=client_for)

    assert (shelf.things[EVING]["round"], shelf.things[EVING]["started_on"]) == (1, "2025-01-15")

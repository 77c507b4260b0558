"""What the catalogue tells of its offers: events for other services, lines in the audit trail."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from shared.contracts.offers import OfferPublished
from shared.identity.audit import AUDIT_TRAIL
from tests.services.offers.city import City, Quarter, if_match

EVENT = "de.infamilie.offers."


async def events_of(city: City, offer: UUID) -> list[dict[str, Any]]:
    """The feed's events about an offer, in their order."""
    found: list[dict[str, Any]] = []
    after, head = 0, 1
    while after < head:
        page = (await city.get("/events", by="notifications", after=after)).json()
        found += [event for event in page["events"] if event["subject"] == f"offer/{offer}"]
        after, head = page["next"], page["head"]
    return found


async def test_each_step_of_an_offers_life_is_told_once(quarter: Quarter, city: City) -> None:
    offer = await quarter.draft()
    await quarter.put(offer, by=quarter.partner, condition=if_match(1), title="Babygruppe")
    await quarter.post(offer, "publish", by=quarter.coordinator, version=2)
    await quarter.put(offer, by=quarter.partner, condition=if_match(3), cost_cents=200)
    await quarter.post(offer, "withdraw", by=quarter.partner, version=4)
    told = [(event["type"], event["subjectversion"], event["network"]) for event in await events_of(city, offer)]
    assert told == [
        (f"{EVENT}offer-drafted.v2", 1, quarter.network),
        (f"{EVENT}offer-drafted.v2", 2, quarter.network),
        (f"{EVENT}offer-published.v2", 3, quarter.network),
        (f"{EVENT}offer-changed.v2", 4, quarter.network),
        (f"{EVENT}offer-withdrawn.v2", 5, quarter.network),
    ]


async def test_an_event_carries_the_whole_state_and_what_is_noteworthy(quarter: Quarter, city: City) -> None:
    offer = await quarter.published(themes=["sprache"], place={"name": "Kita"})
    view = (await city.get(f"/offers/{offer}")).json()
    data = (await events_of(city, offer))[-1]["data"]
    del view["version"]
    assert data.pop("notice")["kind"] == "new"
    assert OfferPublished.model_validate(data) == OfferPublished.model_validate(view)
    assert data.keys() == {name for name, value in view.items() if value is not None}


async def test_a_refused_change_tells_nothing(quarter: Quarter, other_quarter: Quarter, city: City) -> None:
    offer = await quarter.draft()
    await quarter.post(offer, "publish", by=other_quarter.coordinator, version=1)
    await quarter.post(offer, "publish", by=quarter.coordinator, version=7)
    await quarter.put(offer, by=quarter.coordinator, condition=if_match(1))
    assert len(await events_of(city, offer)) == 1


async def test_drafts_are_no_part_of_the_public_feed(quarter: Quarter, city: City) -> None:
    draft, public = await quarter.draft(title="Noch geheim"), await quarter.published()
    position = max(int(event["sequence"]) for event in await events_of(city, draft))
    page = (await city.get("/public/events", after=position - 1)).json()
    subjects = {event["subject"] for event in page["events"]}
    assert f"offer/{public}" in subjects
    assert f"offer/{draft}" not in subjects


async def test_the_audit_trail_says_who_changed_what_without_free_texts(quarter: Quarter, city: City) -> None:
    offer = await quarter.draft()
    said: dict[str, Any] = {"cost_cents": 300, "description": "Fragen Sie Frau Muster"}
    await quarter.put(offer, by=quarter.partner, condition=if_match(1), **said)
    async with city.offers.running.edge.reading() as connection:
        lines = select(AUDIT_TRAIL).where(AUDIT_TRAIL.c.subject_id == str(offer)).order_by(AUDIT_TRAIL.c.number)
        first, second = (await connection.execute(lines)).mappings()
    assert (first["action"], first["account"]) == ("draft-offer", city.platform.account(quarter.coordinator))
    assert (second["action"], second["account"]) == ("change-offer", city.platform.account(quarter.partner))
    assert (second["before"]["cost_cents"], second["after"]["cost_cents"]) == (0, 300)
    assert second["after"]["changed"] == ["cost", "description"]
    assert "Muster" not in str(second["after"])

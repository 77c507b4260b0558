"""What must not be in the log leaves it, the streams and every projection; places and order stay."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import redis.asyncio as redis
from sqlalchemy import text

from deploy.keeping.redacting import Selection, redact_events
from deploy.keeping.stores import Store
from shared.contracts.offers import OfferPublished, OffersEventsRedacted
from shared.contracts.redaction import RedactedEvent
from shared.erasure.journal import ErasureJournal
from shared.erasure.redaction import Grounds
from shared.messaging.batch import Batch
from shared.messaging.event import Event
from shared.messaging.redactions import Redactions
from shared.testing.platform import StartedService
from tests.shared.messaging.conftest import Neighbours
from tests.shared.messaging.small_services import POISON, publish, start_listener, titles

SOURCE = "/offers/city"
SECRET = "Anruf bei Frau Muster 0231 5555"
GROUNDS = Grounds(reason="eine Rufnummer im Titel", asked_by="fachstelle", confirmed_by="datenschutz")
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def store_of(service: StartedService) -> Store:
    """The service's database as an operator reaches it."""
    return Store(
        instance=service.name,
        service=service.name,
        source=service.running.edge.source,
        owner_url=service.database.owner_url,
        service_role="unused",
        broker_url=service.settings.broker_url.get_secret_value(),
    )


@pytest.fixture
def journal(tmp_path: Path) -> ErasureJournal:
    return ErasureJournal(tmp_path / "redactions.journal")


async def has_forgotten(service: StartedService, word: str, *, seconds: float = 20) -> None:
    """Wait until no table of either schema says the word."""
    async with asyncio.timeout(seconds):
        while await mentions(service, word):  # noqa: ASYNC110 - the condition is in a database
            await asyncio.sleep(0.05)


async def mentions(service: StartedService, word: str) -> list[str]:
    """The tables in which a row says the word."""
    async with service.running.engine.connect() as connection:
        named = await connection.execute(
            text(
                "SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('public', 'projection_a', 'projection_b')"
            )
        )
        tables = [f'{row.schemaname}."{row.tablename}"' for row in named]
        found = [
            await connection.scalar(
                text(f"SELECT count(*) FROM {table} AS t WHERE t::text LIKE :word"), {"word": f"%{word}%"}
            )
            for table in tables
        ]
        return [table for table, count in zip(tables, found, strict=True) if count]


async def streamed(service: StartedService) -> str:
    """Everything that stands in the source's present stream."""
    async with redis.Redis.from_url(service.settings.broker_url.get_secret_value()) as broker:
        async with service.running.engine.connect() as connection:
            epoch = await connection.scalar(text("SELECT epoch FROM log_identity"))
        return repr(await broker.xrange(f"events:{SOURCE}:{epoch}"))


async def test_a_text_that_must_not_be_there_is_gone_everywhere(
    neighbours: Neighbours, journal: ErasureJournal
) -> None:
    offers, dashboard = neighbours.offers, neighbours.dashboard
    await publish(offers, "vorher")
    position = await publish(offers, SECRET)
    last = await publish(offers, "nachher")
    await dashboard.has_applied(SOURCE, last)

    await redact_events(store_of(offers), Selection(positions=(position,)), GROUNDS, journal=journal, now=NOW)

    await dashboard.has_applied(SOURCE, last + 1)
    await has_forgotten(dashboard, "Muster")
    assert await titles(dashboard) == ["nachher", "vorher"]
    assert await mentions(offers, "Muster") == []
    remaining = await streamed(offers)
    assert "nachher" in remaining
    assert "Muster" not in remaining
    page = await offers.http.get("/public/events")
    assert [event.get("redacted", False) for event in page.json()["events"]] == [False, True, False, False]
    assert page.json()["events"][1]["data"] == {}


async def test_a_corrected_thing_stays_when_its_former_text_is_emptied(
    neighbours: Neighbours, journal: ErasureJournal
) -> None:
    offer = uuid4()
    wrong = await publish(neighbours.offers, SECRET, offer=offer)
    right = await publish(neighbours.offers, "Sprechstunde", offer=offer, version=2)
    await neighbours.dashboard.has_applied(SOURCE, right)

    await redact_events(store_of(neighbours.offers), Selection(positions=(wrong,)), GROUNDS, journal=journal, now=NOW)

    await neighbours.dashboard.has_applied(SOURCE, right + 1)
    await has_forgotten(neighbours.dashboard, "Muster")
    assert await titles(neighbours.dashboard) == ["Sprechstunde"]


async def test_by_its_subject_a_thing_loses_its_history_and_not_its_newest_version(
    neighbours: Neighbours, journal: ErasureJournal
) -> None:
    offer = uuid4()
    await publish(neighbours.offers, SECRET, offer=offer)
    await publish(neighbours.offers, SECRET, offer=offer, version=2)
    last = await publish(neighbours.offers, "Sprechstunde", offer=offer, version=3)
    subject = Selection(subjects=(f"offer/{offer}",))

    emptied = await redact_events(store_of(neighbours.offers), subject, GROUNDS, journal=journal, now=NOW)

    assert [event.subject_version for event in emptied] == [1, 2]
    await neighbours.dashboard.has_applied(SOURCE, last + 1)
    await has_forgotten(neighbours.dashboard, "Muster")
    assert await titles(neighbours.dashboard) == ["Sprechstunde"]


async def test_a_parked_event_is_forgotten_too(neighbours: Neighbours, journal: ErasureJournal) -> None:
    position = await publish(neighbours.offers, POISON)
    await neighbours.dashboard.has_applied(SOURCE, position)

    await redact_events(
        store_of(neighbours.offers), Selection(positions=(position,)), GROUNDS, journal=journal, now=NOW
    )

    await neighbours.dashboard.has_applied(SOURCE, position + 1)
    assert await mentions(neighbours.dashboard, POISON) == []


async def test_a_service_that_starts_later_passes_over_what_was_emptied(
    neighbours: Neighbours, journal: ErasureJournal
) -> None:
    offer = uuid4()
    await publish(neighbours.offers, SECRET, SECRET, offer=offer)
    last = await publish(neighbours.offers, "nachher")
    subject = Selection(subjects=(f"offer/{offer}",), newest_too=True)
    await redact_events(store_of(neighbours.offers), subject, GROUNDS, journal=journal, now=NOW)

    late = await start_listener(neighbours.platform)

    await late.has_applied(SOURCE, last + 1)
    assert await titles(late) == ["nachher"]
    assert (await late.http.get("/dead-letters", headers=neighbours.platform.headers())).json()["items"] == []
    assert (await late.running.slots.refresh()).number == 1


async def test_emptying_twice_tells_nobody_a_second_time(neighbours: Neighbours, journal: ErasureJournal) -> None:
    position = await publish(neighbours.offers, SECRET)
    selection, store = Selection(positions=(position,)), store_of(neighbours.offers)
    await redact_events(store, selection, GROUNDS, journal=journal, now=NOW)

    await redact_events(store, selection, GROUNDS, journal=journal, now=NOW)

    assert (await neighbours.offers.http.get("/public/events")).json()["head"] == position + 1
    assert len(journal.read()) == 1


async def test_who_answers_for_it_stands_in_the_audit_trail(neighbours: Neighbours, journal: ErasureJournal) -> None:
    position = await publish(neighbours.offers, SECRET)

    await redact_events(
        store_of(neighbours.offers), Selection(positions=(position,)), GROUNDS, journal=journal, now=NOW
    )

    async with neighbours.offers.running.engine.connect() as connection:
        line = (await connection.execute(text("SELECT account, action, after FROM audit_trail"))).one()
    assert (line.account, line.action) == ("fachstelle", "redact-events")
    assert line.after == {"positions": [position], "reason": GROUNDS.reason, "confirmed_by": "datenschutz"}


async def test_the_service_itself_cannot_empty_its_log(neighbours: Neighbours) -> None:
    await publish(neighbours.offers, SECRET)
    async with neighbours.offers.running.engine.connect() as connection:
        may = await connection.scalar(text("SELECT has_table_privilege('event_log', 'UPDATE')"))
    assert may is False


def test_one_person_alone_cannot_answer_for_it() -> None:
    with pytest.raises(ValueError, match="two persons"):
        Grounds(reason="…", asked_by="fachstelle", confirmed_by="fachstelle")


def told(event_id: UUID, event_type: str) -> Event[OffersEventsRedacted]:
    """What a consumer hears of one emptied event."""
    redacted = RedactedEvent(id=event_id, position=1, type=event_type, subject="offer/1")
    return Event(
        id=uuid4(),
        source=SOURCE,
        position=2,
        type=OffersEventsRedacted.type(),
        subject="redaction/1",
        subject_version=1,
        network=None,
        time=NOW,
        data=OffersEventsRedacted(events=(redacted,)),
        traceparent=None,
    )


@pytest.mark.parametrize(
    ("event_type", "met_empty", "is_spoilt"),
    [
        (OfferPublished.type(), False, True),
        (OfferPublished.type(), True, False),
        ("de.infamilie.offers.never-heard.v1", False, False),
    ],
)
async def test_a_rebuild_that_has_read_what_was_emptied_since_begins_again(
    neighbours: Neighbours, event_type: str, *, met_empty: bool, is_spoilt: bool
) -> None:
    redactions, event_id = Redactions([OfferPublished.type()]), uuid4()
    redactions.meet(event_id if met_empty else uuid4())

    async with neighbours.dashboard.running.engine.begin() as connection:
        batch = Batch(connection, "projection_b", NOW)
        await redactions.listener.apply(batch, [told(event_id, event_type)])

    assert redactions.is_spoilt is is_spoilt
    assert (await neighbours.dashboard.running.slots.refresh()).number == 1

"""The question while somebody types an offer, "is there one like it?", at 100,000 offers in 100 quarters."""

import json
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from time import perf_counter
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import orjson

from deploy.local.testing import create_database
from services.offers.app import create_app
from services.offers.domain.double_structures.described import Described, prepare
from services.offers.domain.double_structures.marks import marks_of
from services.offers.domain.offer import Offer
from services.offers.domain.offer_content import OfferContent
from services.offers.domain.offer_status import Status
from services.offers.domain.place import Place
from services.offers.domain.search.document import DERIVATION
from services.offers.settings import OffersSettings
from services.offers.storage.rows import row_of
from services.offers.use_cases.double_structures.compare_offers import compare_all
from shared.hosting.serving import keep_for_good
from shared.testing.platform import StartedService, TestPlatform
from shared.testing.servers import DatabaseAddresses
from tests.bench.catalogue.chain_figure import chain_figure
from tests.bench.double_structures.pairs import labelled_pairs
from tests.bench.figure import Figure, median_of, quantile
from tests.bench.processes import Servers

OFFERS, QUARTERS, SEARCHES = 100_000, 100, 300
MOST_MS = 50
# So many changed since the last night; all 100,000 must be through before the morning, in an hour.
CHANGED = 2_000
CHANGED_QUARTERS = 10
LEAST_COMPARED_A_SECOND = 28
AT_ONCE = 5_000
JSON = frozenset({"place", "dates", "details"})
ORGANISATIONS = tuple(UUID(int=number) for number in range(1, 1_001))
MADE_AT = datetime(2026, 1, 1, tzinfo=UTC)
# They stand already, or the service would make them meanwhile; nobody searches by them here.
_DOCUMENTS = """
INSERT INTO search_documents
SELECT id, network, version, title, '{}', '{}', min_months, max_months, '{}', '{}', '{}', '{}', '{}', '{}', '{}', 739000,
    $1, current_date, 0, '{}' FROM offers
"""
_ALL_BUT_SOME_COMPARED = """
INSERT INTO offers_compared (offer, marked_version, compared_version)
SELECT id, version, CASE WHEN row_number() OVER (ORDER BY id) > $1 THEN version END FROM offers
ON CONFLICT (offer) DO UPDATE SET marked_version = excluded.marked_version, compared_version = excluded.compared_version
"""


async def typing_figures(servers: Servers, *, runs: int, tell: Callable[[str], None]) -> AsyncIterator[Figure]:
    """Yield how long the answer takes over HTTP."""
    random = Random(1)
    templates = [pair.left for half in labelled_pairs() for pair in half]

    async def database_for(service: str) -> DatabaseAddresses:
        return await create_database(servers.postgres, service)

    async with TestPlatform(create_database=database_for, broker_url=servers.valkey.url) as platform:
        offers = await platform.start("offers", create_app, OffersSettings)
        tell(f"{OFFERS} Angebote werden eingetragen")
        await _fill(offers.database.owner_url, templates, random)
        keep_for_good()
        ours = []
        for run in range(runs):
            tell(f"Suche nach Doppelstrukturen, {run + 1} von {runs}")
            asked = [_content(random.choice(templates), random) for _ in range(SEARCHES)]
            ours.append(await _searched(platform, offers, asked))
        tell("Nächtlicher Vergleich")
        night = await _compared(offers)
        tell("Ketten nach Änderungen")
        chain = await chain_figure(platform, offers, quarters=CHANGED_QUARTERS)
    yield chain
    name = f"Doppelstrukturen beim Tippen, {OFFERS:,} Angebote".replace(",", ".")
    for label, part in (("99 %", 0.99), ("Median", 0.5)):
        value = median_of([quantile(run, part) for run in ours]) * 1000
        yield Figure(name=f"{name}, {label}", unit="ms", value=value, target=MOST_MS)
    yield Figure(
        name=f"Doppelstrukturen nachts, {CHANGED:,} geänderte unter {OFFERS:,} Angeboten".replace(",", "."),
        unit="1/s",
        value=CHANGED / night,
        target=LEAST_COMPARED_A_SECOND,
        at_least=True,
    )


def _content(template: Described, random: Random) -> OfferContent:
    place = Place(name=template.place or "Haus", address=template.address)
    return OfferContent(
        network=f"quartier-{random.randrange(QUARTERS)}",
        organisation=random.choice(ORGANISATIONS),
        title=template.title,
        description=template.description,
        ages=template.ages,
        themes=tuple(template.themes),
        languages=tuple(template.languages),
        places=(place,),
        schedule_text=template.schedule or None,
    )


async def _fill(database_url: str, templates: Sequence[Described], random: Random) -> None:
    connection = await asyncpg.connect(database_url)
    try:
        for _ in range(OFFERS // AT_ONCE):
            made = [_content(random.choice(templates), random) for _ in range(AT_ONCE)]
            offers = [Offer(id=uuid4(), content=content, status=Status.PUBLISHED) for content in made]
            rows = [row_of(offer, at=MADE_AT) for offer in offers]
            columns = list(rows[0])
            await connection.copy_records_to_table("offers", columns=columns, records=[_stored(row) for row in rows])
            await connection.copy_records_to_table(
                "offer_marks", records=[mark for offer in offers for mark in _marks(offer)]
            )
        await connection.execute(_DOCUMENTS, DERIVATION)
        await connection.execute("ANALYZE offers, offer_marks")
    finally:
        await connection.close()


def _stored(row: dict[str, Any]) -> list[Any]:
    """Return a row's values as COPY takes them."""
    return [
        orjson.dumps(value).decode() if name in JSON and value is not None else value for name, value in row.items()
    ]


def _marks(offer: Offer) -> Iterator[tuple[UUID, str, str, float]]:
    content = offer.content
    said = Described(title=content.title, organisation=str(content.organisation))
    for mark, weight in marks_of(prepare(replace(said, description=content.description))).items():
        yield offer.id, mark, content.network, weight


async def _compared(offers: StartedService) -> float:
    """Return the seconds of a night in which so many offers are compared with their quarters."""
    connection = await asyncpg.connect(offers.database.owner_url)
    try:
        await connection.execute(_ALL_BUT_SOME_COMPARED, CHANGED)
    finally:
        await connection.close()
    begun = perf_counter()
    await compare_all(offers.running.edge)
    return perf_counter() - begun


async def _searched(platform: TestPlatform, offers: StartedService, asked: Sequence[OfferContent]) -> list[float]:
    headers = {**platform.headers(), "Content-Type": "application/json"}
    seconds: list[float] = []
    for content in asked:
        body = json.dumps(_body(content))
        begun = perf_counter()
        answer = await offers.http.post("/offers/similar", content=body, headers=headers)
        seconds.append(perf_counter() - begun)
        answer.raise_for_status()
    return seconds


def _body(content: OfferContent) -> dict[str, Any]:
    ages = {"min_months": content.ages.min_months, "max_months": content.ages.max_months}
    return {
        "network": content.network,
        "organisation": str(content.organisation),
        "title": content.title,
        "description": content.description,
        "ages": {name: bound for name, bound in ages.items() if bound is not None},
        "themes": list(content.themes),
        "languages": list(content.languages),
        "schedule_text": content.schedule_text,
    }

"""A registry with tens of thousands of partners, written at once, and drafts that describe some of them in other words."""

import json
from collections.abc import Iterator
from random import Random
from uuid import UUID

import asyncpg

from services.registry.domain.duplicates.comparison import prepare
from services.registry.domain.duplicates.keys import keys_of
from services.registry.domain.duplicates.record import Record
from services.registry.domain.sort_key import sort_key
from tests.bench.duplicates.german import HOUSES, KINDS, OWNERS, STREETS, rewritten
from tests.bench.duplicates.labelled import names

SEED = 20_260_303
SYLLABLES = names(
    "ahl bär dorn eich fels gras hain igel jung kiefer linden mohn nuss otter perl quell rosen stern tann ulmen veil wald zeder"
)
COLUMNS = (
    "id",
    "version",
    "sort_key",
    "label",
    "kind",
    "partner_type",
    "description",
    "street",
    "postal_code",
    "city",
    "phone",
    "mail",
)


def houses(number: int) -> list[Record]:
    """Return so many houses; their names repeat as they do in a country."""
    random = Random(SEED)
    return [_house(random) for _ in range(number)]


def drafts(known: list[Record], number: int) -> list[Record]:
    """Return descriptions of some of the houses as another office would write them."""
    random = Random(SEED + 1)
    return [rewritten(house, random) for house in random.sample(known, number)]


def _house(random: Random) -> Record:
    owner = random.choice(list(OWNERS))
    switchboard, domain = OWNERS[owner]
    own = "".join(random.choice(SYLLABLES) for _ in range(2)).capitalize() + random.choice(("", "hof", "nest", "weg"))
    name = random.choice((random.choice(HOUSES), own, f"{own} {random.choice(('Nord', 'Mitte', 'Süd'))}"))
    return Record(
        name=" ".join(filter(None, (owner, random.choice(KINDS), name))),
        street=f"{random.choice((*STREETS, own + 'straße'))} {random.randrange(1, 190)}",
        postal_code=f"{random.randrange(44_000, 44_900)}",
        city="Dortmund",
        phone=switchboard
        if random.random() < 0.02 and switchboard
        else f"0231 {random.randrange(1_000_000, 9_999_999)}",
        mail=f"info@{domain}" if domain else None,
    )


Rows = list[tuple[object, ...]]


async def fill(database_url: str, *, partners: Rows, keys: Rows) -> None:
    """Write the partners and their keys by COPY; VACUUM is what the database does by itself soon after."""
    connection = await asyncpg.connect(database_url)
    try:
        await connection.copy_records_to_table("partners", records=partners, columns=COLUMNS)
        await connection.copy_records_to_table("partner_keys", records=keys, columns=("key", "partner"))
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()


def identifier(number: int) -> UUID:
    """Return the id of a partner."""
    return UUID(int=(0x01980000_0000_7000_8000 << 48) + number)


def rows_of(known: list[Record]) -> tuple[Rows, Rows]:
    """Return the rows of the partners and of their keys; that takes seconds, in which nothing else should wait."""
    return list(_partners(known)), list(_keys(known))


def _partners(known: list[Record]) -> Iterator[tuple[object, ...]]:
    for number, one in enumerate(known):
        fixed = (identifier(number), 1, sort_key(one.name), one.name, "institution", "kita", "")
        yield (*fixed, one.street, one.postal_code, one.city, one.phone, one.mail)


def _keys(known: list[Record]) -> Iterator[tuple[str, UUID]]:
    for number, one in enumerate(known):
        yield from ((key, identifier(number)) for key in keys_of(prepare(one)))


def body_of(draft: Record) -> str:
    """Return the draft as the API takes it."""
    fields = ("name", "street", "postal_code", "city", "phone", "mail")
    return json.dumps({field: getattr(draft, field) for field in fields})

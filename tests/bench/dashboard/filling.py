"""A hundred quarters and a hundred thousand offers in the dashboard's live projection, as if all of it had been heard."""

from typing import Final

import asyncpg

LIVE: Final = "projection_a"
THEMES: Final = (
    "sprachbildung",
    "gesundheit",
    "bildung",
    "betreuung",
    "lesen",
    "beratung",
    "begegnung",
    "elternbildung",
)
STATEMENTS: Final = (
    """
    INSERT INTO {live}.areas (id, subject_version, label, sort_key, kind, district, valid_from)
    SELECT 'a' || n, 1, 'Gebiet ' || n, 'gebiet ' || n, 'aktionsraum', 'Bezirk ' || n % 12, 2008 FROM generate_series(1, $1) AS n
    """,
    """
    INSERT INTO {live}.networks (id, subject_version, label, short_label, sort_key, status, areas, languages)
    SELECT 'n' || n, 1, 'Netzwerk ' || n, 'Quartier ' || n, 'quartier ' || n, 'active', ARRAY['a' || n], '{{de}}'
    FROM generate_series(1, $1) AS n
    """,
    """
    INSERT INTO {live}.life_phases (key, subject_version, label, min_months, max_months, place_in_order)
    SELECT 'p' || p, 1, 'Lebensphase ' || p, least, most, p
    FROM unnest(ARRAY[-9, 0, 24, 48, 72], ARRAY[0, 24, 48, 72, 132]) WITH ORDINALITY AS phase (least, most, p) WHERE $1 > 0
    """,
    """
    INSERT INTO {live}.offers
        (id, subject_version, network, organisation, title, sort_key, min_months, max_months, themes, place, bridge, status)
    SELECT uuidv7(), 1, 'n' || (1 + n % $2), uuidv7(), 'Angebot ' || n, 'angebot ' || n, n % 60, n % 60 + 1 + n % 71,
        ARRAY[($3::text[])[1 + n % 8], 'gesundheit'], 'Haus ' || n % 500, n % 9 = 0,
        CASE WHEN n % 10 = 0 THEN 'ended' ELSE 'published' END
    FROM generate_series(1, $1) AS n
    """,
    "INSERT INTO {live}.checkpoint (source, epoch, position) SELECT '/offers/city', 'bench', $1",
)
ANALYSED: Final = ("areas", "networks", "life_phases", "offers")


async def fill(owner_url: str, *, quarters: int, offers: int) -> None:
    """Write everything by the owner's role."""
    areas, networks, phases, catalogue, checkpoint = (statement.format(live=LIVE) for statement in STATEMENTS)
    connection = await asyncpg.connect(owner_url)
    try:
        for statement in (areas, networks, phases):
            await connection.execute(statement, quarters)
        await connection.execute(catalogue, offers, quarters, list(THEMES))
        await connection.execute(checkpoint, offers)
        for table in ANALYSED:
            await connection.execute(f"ANALYZE {LIVE}.{table}")
    finally:
        await connection.close()


async def something_happens(connection: asyncpg.Connection) -> None:
    """Move a checkpoint, so that the next reader's picture is counted anew."""
    await connection.execute(f"UPDATE {LIVE}.checkpoint SET position = position + 1")

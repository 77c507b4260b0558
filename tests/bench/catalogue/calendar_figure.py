"""How soon a quarter's calendar of five thousand dates is there, made anew each time: it is too long to be remembered."""

from collections.abc import Callable
from time import perf_counter

import asyncpg
import httpx

from tests.bench.figure import Figure, median_of

DATES = 5_000
MOST_CALENDAR_MS = 150
NETWORK = "quartier-3"
ASKED = 20
_DATES = """
UPDATE offers SET dates = (
    SELECT jsonb_agg(jsonb_build_array(
        to_char(begin, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), to_char(begin + interval '90 minutes', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
    ) ORDER BY begin)
    FROM generate_series(1, $2::int) AS week, LATERAL (
        SELECT date_trunc('day', now()) + week * interval '7 days' + interval '9 hours' AS begin
    ) AS moments
) WHERE network = $1
"""


async def fill_dates(database_url: str) -> None:
    """Give the offers of one quarter five thousand dates together."""
    connection = await asyncpg.connect(database_url)
    try:
        offers = await connection.fetchval("SELECT count(*) FROM offers WHERE network = $1", NETWORK)
        await connection.execute(_DATES, NETWORK, DATES // offers)
    finally:
        await connection.close()


async def calendar_figure(url: str, *, tell: Callable[[str], None]) -> Figure:
    """Return the median over HTTP."""
    tell("Kalender eines Quartiers")
    async with httpx.AsyncClient(base_url=url, timeout=30) as client:
        took = [await _asked(client) for _ in range(ASKED)]
    return Figure(
        name=f"Kalender mit {DATES} Terminen", unit="ms", value=median_of(took) * 1000, target=MOST_CALENDAR_MS
    )


async def _asked(client: httpx.AsyncClient) -> float:
    began = perf_counter()
    answer = await client.get("/offers/calendar.ics", params={"network": NETWORK})
    took = perf_counter() - began
    assert answer.text.count("BEGIN:VEVENT") == DATES, answer.text[:500]
    return took

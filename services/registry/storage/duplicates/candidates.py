"""Finds the partners that share most with a record, by its keys: the fewer have a key, the more it counts."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.partner import Partner
from services.registry.storage.partners import partner_of

# A key that hundreds share tells next to nothing and would cost the most.
MOST_OF_A_KEY = 400
_SEARCH = text("""
WITH found AS (
    SELECT hit.partner, asked.counts / ln(2 + count(*) OVER (PARTITION BY asked.key)) AS counts
    FROM unnest(CAST(:keys AS text[]), CAST(:counts AS double precision[])) AS asked (key, counts)
    CROSS JOIN LATERAL (
        SELECT partner FROM partner_keys WHERE partner_keys.key = asked.key ORDER BY partner LIMIT :most_of_a_key
    ) AS hit
), best AS (
    SELECT partner, sum(counts) AS counts FROM found WHERE partner <> ALL (CAST(:without AS uuid[]))
    GROUP BY partner ORDER BY sum(counts) DESC, partner LIMIT :most
)
SELECT partners.* FROM best JOIN partners ON partners.id = best.partner AND partners.merged_into IS NULL
ORDER BY best.counts DESC, partners.id
""")


async def sharing_most(
    connection: AsyncConnection, keys: Mapping[str, float], *, most: int, without: Collection[UUID] = ()
) -> list[Partner]:
    """Return at most so many partners that share keys, the one that shares most first."""
    asked = {
        "keys": list(keys),
        "counts": list(keys.values()),
        "without": list(without),
        "most": most,
        "most_of_a_key": MOST_OF_A_KEY,
    }
    return [partner_of(row) for row in (await connection.execute(_SEARCH, asked)).mappings()]

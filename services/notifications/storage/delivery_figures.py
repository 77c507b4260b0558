"""What became of notices, by offer and network, and which offers nobody was told of; small numbers are left out by the caller."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifications.domain.mail import OFFER_IS_THERE
from services.notifications.storage.projections import offers_by_id

MOST_OFFERS = 200
_COUNTS = ("notices", "accepted", "bounced", "failed", "waiting")

_OFFERS = text(
    f"""
    SELECT noticed.offer, max(noticed.noticed_at) AS told_at, sum(counted.all_of_them) AS notices,
           sum(counted.accepted) AS accepted, sum(counted.bounced) AS bounced, sum(counted.failed) AS failed,
           sum(counted.waiting) AS waiting
    FROM noticed_versions AS noticed
    CROSS JOIN LATERAL (
        SELECT count(*) AS all_of_them, count(*) FILTER (WHERE state IN ('accepted', 'delivered', 'bounced')) AS accepted,
               count(*) FILTER (WHERE state = 'bounced') AS bounced, count(*) FILTER (WHERE state = 'failed') AS failed,
               count(*) FILTER (WHERE state IN ('created', 'bundled', 'sending')) AS waiting
        FROM deliveries WHERE deliveries.offer = noticed.offer AND deliveries.notice_version = noticed.notice_version
    ) AS counted
    WHERE noticed.network = :network AND noticed.noticed_at > :since AND noticed.state <> 'too-old'
    GROUP BY noticed.offer ORDER BY told_at DESC, noticed.offer LIMIT {MOST_OFFERS}
    """  # noqa: S608 - the number is ours
)
_SILENT = text(
    f"""
    SELECT noticed.offer, noticed.network, noticed.notice_version, noticed.noticed_at,
           noticed.state = 'too-old' AS came_too_late
    FROM noticed_versions AS noticed
    WHERE (CAST(:network AS text) IS NULL OR noticed.network = :network) AND noticed.noticed_at > :since
          AND NOT EXISTS (SELECT FROM deliveries WHERE deliveries.offer = noticed.offer)
    ORDER BY noticed.noticed_at DESC, noticed.offer LIMIT {MOST_OFFERS}
    """  # noqa: S608 - the number is ours
)
_PROMPT = text(
    """
    SELECT count(*) AS accepted, count(*) FILTER (WHERE accepted_at - not_before < interval '10 seconds') AS prompt
    FROM deliveries WHERE settled_at > :since AND accepted_at IS NOT NULL
    """
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferNotices:
    """What became of the notices of one offer; accepted ones that came back count as bounced too."""

    offer: UUID
    title: str | None
    told_at: datetime
    notices: int
    accepted: int
    bounced: int
    failed: int
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentOffer:
    """An offer whose newest notice-worthy version nobody was told of; `came_too_late` if its event was no news any more."""

    offer: UUID
    title: str
    network: str
    notice_version: int
    noticed_at: datetime
    came_too_late: bool


@dataclass(frozen=True, slots=True)
class Promptness:
    """How many mails were accepted, and how many of them within ten seconds of being due."""

    accepted: int
    prompt: int


async def notices_of_network(connection: AsyncConnection, network: str, *, since: datetime) -> Sequence[OfferNotices]:
    """Return the offers of a network that were told of since a moment, the newest first."""
    rows = (await connection.execute(_OFFERS, {"network": network, "since": since})).mappings().all()
    known = await offers_by_id(connection, {row["offer"] for row in rows})
    return [
        OfferNotices(
            offer=row["offer"],
            title=known[row["offer"]].title if row["offer"] in known else None,
            told_at=row["told_at"],
            **{name: int(row[name]) for name in _COUNTS},
        )
        for row in rows
    ]


async def silent_offers(connection: AsyncConnection, *, network: str | None, since: datetime) -> Sequence[SilentOffer]:
    """Return published offers that nobody was told of, of one network or of all, the newest first."""
    rows = (await connection.execute(_SILENT, {"network": network, "since": since})).mappings().all()
    known = await offers_by_id(connection, {row["offer"] for row in rows})
    return [
        SilentOffer(**row, title=offer.title)
        for row in rows
        if (offer := known.get(row["offer"])) is not None
        and offer.status == OFFER_IS_THERE
        and offer.notice_version == row["notice_version"]
    ]


async def promptness(connection: AsyncConnection, *, since: datetime) -> Promptness:
    """Return how soon mails were accepted since a moment."""
    row = (await connection.execute(_PROMPT, {"since": since})).one()
    return Promptness(row.accepted, row.prompt)

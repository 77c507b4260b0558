"""Counts what waits for the office, each with one question to the projection."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.domain.gates import GateState
from services.dashboard.storage.chain_tables import CHAINS, DOUBLE_STRUCTURES
from services.dashboard.storage.circle_tables import JOIN_REQUESTS
from services.dashboard.storage.lists.agreements import OVER
from services.dashboard.storage.lists.gates import gates_of_plans
from services.dashboard.storage.offer_freshness_tables import NETWORK_FRESHNESS
from services.dashboard.storage.search_tables import MISSED_SEARCHES
from services.dashboard.storage.tables import AGREEMENTS, FUNDINGS

# Half a year is what it takes to find the next funding.
FUNDING_AHEAD = timedelta(days=183)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What waits for the office."""

    overdue_agreements: int
    reviews: int
    fundings: int
    overdue_gates: int
    hole_months: int
    unsecured: int
    overdue_offers: int
    double_structures: int
    missed_searches: int
    join_requests: int


async def read_agenda(connection: AsyncConnection, *, today: date) -> Agenda:
    """Return the figures of a day."""
    agreement, funding, chain = AGREEMENTS.c, FUNDINGS.c, CHAINS.c
    standing = agreement.state.not_in(OVER)

    async def number(query: Select[Any]) -> int:
        return int(await connection.scalar(query) or 0)

    count = select(func.count())
    gates = [gate.state(today) for _, gate in await gates_of_plans(connection)]
    soon = funding.ends_on.between(today, today + FUNDING_AHEAD)
    return Agenda(
        overdue_agreements=await number(
            count.select_from(AGREEMENTS).where(standing, agreement.overdue_obligations > 0)
        ),
        reviews=await number(count.select_from(AGREEMENTS).where(standing, agreement.review_on <= today)),
        fundings=await number(count.select_from(FUNDINGS).where(~funding.withdrawn, soon)),
        overdue_gates=gates.count(GateState.OVERDUE),
        hole_months=await number(select(func.sum(chain.hole_months))),
        unsecured=await number(select(func.sum(chain.unsecured_transitions))),
        overdue_offers=await number(select(func.sum(NETWORK_FRESHNESS.c.overdue))),
        double_structures=await number(
            count.select_from(DOUBLE_STRUCTURES).where(
                DOUBLE_STRUCTURES.c.state == "open", DOUBLE_STRUCTURES.c.verdict != "complementary"
            )
        ),
        missed_searches=await number(count.select_from(MISSED_SEARCHES)),
        join_requests=await number(count.select_from(JOIN_REQUESTS).where(JOIN_REQUESTS.c.status == "open")),
    )

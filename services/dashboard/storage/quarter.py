"""Reads one quarter: its offers on the age axis, by theme, and its partners."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select, tuple_
from sqlalchemy.dialects.postgresql import INT4RANGE
from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.domain.overview import Phase
from services.dashboard.storage.overview import PUBLISHED, is_member, reaches_into
from services.dashboard.storage.tables import ANCHOR_SITES, LIFE_PHASES, MEMBERSHIPS, OFFERS, PARTNERS

MOST_PARTNERS = 500
MOST_SITES = 200
# -9 months is the beginning of a pregnancy; what is open at the bottom comes first.
YOUNGEST = -10
OfferKey = tuple[int, str, UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedOffer:
    """An offer as a line of a quarter's list."""

    id: UUID
    title: str
    sort_key: str
    min_months: int | None
    max_months: int | None
    themes: Sequence[str]
    place: str | None
    cost_cents: int | None
    bridge: bool
    partner: str | None

    @property
    def key(self) -> OfferKey:
        """The offer's place in the list."""
        return (YOUNGEST if self.min_months is None else self.min_months, self.sort_key, self.id)

    def reaches(self, phase: Phase) -> bool:
        """Tell whether the offer is for some age of this phase; both intervals are half-open, a missing bound is open."""
        starts_in_time = self.min_months is None or phase.max_months is None or self.min_months < phase.max_months
        ends_late_enough = self.max_months is None or phase.min_months is None or self.max_months > phase.min_months
        return starts_in_time and ends_late_enough


@dataclass(frozen=True, slots=True)
class Member:
    """A partner of the network."""

    label: str
    kind: str
    role: str


@dataclass(frozen=True, slots=True)
class AnchorSite:
    """A place that activities start from."""

    label: str
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which of a quarter's offers are asked for."""

    network: str
    phase: Phase | None = None
    theme: str | None = None

    def condition(self) -> ColumnElement[bool]:
        """Return the condition on a row of offers."""
        parts = [OFFERS.c.network == self.network, OFFERS.c.status == PUBLISHED]
        if self.phase is not None:
            parts.append(reaches_into(self.phase))
        if self.theme is not None:
            parts.append(OFFERS.c.themes.contains([self.theme]))
        return and_(*parts)


async def read_offers(
    connection: AsyncConnection, wanted: Wanted, *, after: OfferKey | None, limit: int
) -> tuple[PublishedOffer, ...]:
    """Return offers from the youngest age up."""
    offer = OFFERS.c
    youngest = func.coalesce(offer.min_months, YOUNGEST)
    query = (
        select(
            offer.id, offer.title, offer.sort_key, offer.min_months, offer.max_months, offer.themes, offer.place,
            offer.cost_cents, offer.bridge, PARTNERS.c.label.label("partner"),
        )
        .select_from(OFFERS.outerjoin(PARTNERS, PARTNERS.c.id == offer.organisation))
        .where(wanted.condition())
        .order_by(youngest, offer.sort_key, offer.id)
        .limit(limit)
    )  # fmt: skip
    if after is not None:
        query = query.where(tuple_(youngest, offer.sort_key, offer.id) > tuple_(*after))
    return tuple(PublishedOffer(**row) for row in (await connection.execute(query)).mappings())


async def count_by_theme(connection: AsyncConnection, network: str) -> dict[str, dict[str, int]]:
    """Return the number of published offers by theme and life phase; an offer counts under each of its themes."""
    theme = func.unnest(OFFERS.c.themes).label("theme")
    themed = select(theme, _AGES).where(Wanted(network=network).condition()).cte("themed")
    ages = func.int4range(LIFE_PHASES.c.min_months, LIFE_PHASES.c.max_months, type_=INT4RANGE)
    query = (
        select(themed.c.theme, LIFE_PHASES.c.key, func.count())
        .join_from(themed, LIFE_PHASES, themed.c.ages.overlaps(ages))
        .group_by(themed.c.theme, LIFE_PHASES.c.key)
    )
    counts: dict[str, dict[str, int]] = {}
    for key, phase, offers in await connection.execute(query):
        counts.setdefault(key, {})[phase] = offers
    return counts


async def read_members(connection: AsyncConnection, network: str, *, today: date) -> tuple[Member, ...]:
    """Return who is a member today, by name."""
    query = (
        select(PARTNERS.c.label, PARTNERS.c.kind, MEMBERSHIPS.c.role)
        .join_from(MEMBERSHIPS, PARTNERS, PARTNERS.c.id == MEMBERSHIPS.c.partner)
        .where(MEMBERSHIPS.c.network == network, is_member(today))
        .order_by(PARTNERS.c.sort_key, PARTNERS.c.id)
        .limit(MOST_PARTNERS)
    )
    return tuple(Member(*row) for row in await connection.execute(query))


async def read_anchor_sites(connection: AsyncConnection, network: str) -> tuple[AnchorSite, ...]:
    """Return the network's anchor sites, by name."""
    site = ANCHOR_SITES.c
    query = select(site.label, site.address).where(site.network == network).order_by(site.sort_key, site.id)
    return tuple(AnchorSite(*row) for row in await connection.execute(query.limit(MOST_SITES)))


_AGES = func.int4range(OFFERS.c.min_months, OFFERS.c.max_months, type_=INT4RANGE).label("ages")

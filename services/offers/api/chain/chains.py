"""The chain of a quarter: as it is, as it was, and as it would be."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from services.offers.api.chain.access import CityWide, Planner, SoonMonths, Today
from services.offers.api.chain.schemas import (
    ChainView,
    HistoryEntry,
    WhatIfBody,
    WhatIfView,
    chain_view,
    history_entry,
    what_if_view,
)
from services.offers.api.unchanged import document
from services.offers.domain.chain.supposition import Supposition
from services.offers.domain.languages import canonical_tag
from services.offers.storage.chain import history
from services.offers.storage.neighbours import knows_network
from services.offers.use_cases.chain.read_chain import read_chains
from services.offers.use_cases.chain.suppose import links_of_drafts, suppose
from shared.contracts.vocabulary import Key, LanguageTag, Slug
from shared.hosting.running import ServiceEdge
from shared.identity.refusals import NotVisible
from shared.web.cursor import CURSOR_INVALID, Page, page_of, read_cursor
from shared.web.problems import Problem

router = APIRouter(prefix="/networks", tags=["chain"])


class ChainQuery(BaseModel):
    """Which part of the chain is read; a day in the future is today."""

    model_config = ConfigDict(extra="forbid")

    theme: list[Key] = Field(default_factory=list, max_length=50)
    language: LanguageTag | None = None
    on: date | None = None


class HistoryQuery(BaseModel):
    """Which part of the history is read."""

    model_config = ConfigDict(extra="forbid")

    theme: Key | None = None
    limit: int = Field(default=20, ge=1, le=100)
    cursor: str | None = None

    def after(self) -> tuple[str, str] | None:
        """Return the day and theme that the cursor names; raises 400 for a day that is none."""
        key = read_cursor(self.cursor, str, str)
        if key is None:
            return None
        try:
            return date.fromisoformat(key[0]).isoformat(), key[1]
        except ValueError as error:
            raise Problem(CURSOR_INVALID) from error


@router.get("/{network}/chain", response_model=ChainView)
async def chain(
    network: Slug,
    *,
    query: Annotated[ChainQuery, Query()],
    edge: ServiceEdge,
    actor: Planner,
    today: Today,
    soon_months: SoonMonths,
    city_wide: CityWide,
    request: Request,
) -> Response:
    """Return the network's chains by theme with holes, thin spots and transitions, today or at the end of a day."""
    language = canonical_tag(query.language) if query.language is not None else None
    async with edge.reading() as connection:
        read = await read_chains(
            connection,
            network,
            themes=query.theme,
            language=language,
            day=min(query.on or today, today),
            today=today,
            soon_months=soon_months,
            city_wide=city_wide,
        )
    return document(request, chain_view(network, read, language=language))


@router.post("/{network}/chain/what-if")
async def what_if(
    network: Slug,
    body: WhatIfBody,
    *,
    edge: ServiceEdge,
    actor: Planner,
    today: Today,
    soon_months: SoonMonths,
    city_wide: CityWide,
) -> WhatIfView:
    """Return how the chains would differ without some offers or fundings, or with others; nothing is changed."""
    added = [link for offer in body.with_offers if (link := offer.link()) is not None]
    async with edge.reading() as connection:
        drafts = await links_of_drafts(connection, actor, network, body.with_drafts)
        supposition = Supposition(
            without_offers=frozenset(body.without_offers),
            without_fundings=frozenset(body.without_fundings),
            added=(*drafts, *added),
        )
        supposed = await suppose(
            connection, network, supposition, today=today, soon_months=soon_months, city_wide=city_wide
        )
    return what_if_view(network, supposed)


@router.get("/{network}/chain/history", response_model=Page[HistoryEntry])
async def chain_history(
    network: Slug, *, query: Annotated[HistoryQuery, Query()], edge: ServiceEdge, actor: Planner, request: Request
) -> Response:
    """Return the days on which the network's chains changed, the newest first, each with the state it ended with."""
    async with edge.reading() as connection:
        if not await knows_network(connection, network):
            raise NotVisible
        kept = await history.changes(connection, network, theme=query.theme, limit=query.limit + 1, after=query.after())
    page: Page[HistoryEntry] = page_of(
        kept, limit=query.limit, key=lambda each: (each.day.isoformat(), each.theme), item=history_entry
    )
    return document(request, page)

"""What is asked of chains and what is answered; a chain reads as it is told by events."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID, uuid4

from pydantic import BaseModel, ConfigDict, Field

from services.offers.domain.ages import Ages
from services.offers.domain.chain.axis import on_axis
from services.offers.domain.chain.link import Link
from services.offers.domain.languages import canonical_tag
from services.offers.storage.chain.history import Kept
from services.offers.use_cases.chain.read_chain import ReadChain, ReadChains
from services.offers.use_cases.chain.suppose import Supposed
from services.offers.use_cases.chain.told_chain import told_chain, told_holes, told_span
from shared.contracts.offers.chain import ChainHole, ThemeChain
from shared.contracts.vocabulary import AgeInterval, AgeMonths, Key, LanguageTag, Line, Slug

MOST_SUPPOSED = 50


class LinkView(BaseModel):
    """An offer on the age axis; its title is today's."""

    offer: UUID
    title: str | None = None
    ages: AgeInterval
    languages: list[str]
    bridge: bool
    funded_until: date | None = None


class ThemeChainView(ThemeChain):
    """A theme's chain with its offers."""

    links: tuple[LinkView, ...] = ()


class ChainView(BaseModel):
    """A network's chains on a day, all languages together or one."""

    network: Slug
    on: date
    language: LanguageTag | None = None
    funding_ends_soon_until: date
    chains: list[ThemeChainView]


class SupposedOffer(BaseModel):
    """An offer that is not there yet."""

    model_config = ConfigDict(extra="forbid")

    ages: AgeInterval
    themes: Annotated[list[Key], Field(min_length=1, max_length=20)]
    languages: Annotated[list[LanguageTag], Field(max_length=40)] = []
    bridge: bool = False
    leads_from: Annotated[list[Key], Field(max_length=10)] = []
    leads_to: Annotated[list[Key], Field(max_length=10)] = []
    funded_until: date | None = None

    def link(self) -> Link | None:
        """Return the link that it would be; None outside the axis."""
        span = on_axis(Ages(self.ages.min_months, self.ages.max_months))
        if span is None:
            return None
        return Link(
            offer=uuid4(),
            span=span,
            themes=frozenset(self.themes),
            languages=frozenset(canonical_tag(tag) for tag in self.languages),
            is_bridge=self.bridge,
            leads_from=frozenset(self.leads_from),
            leads_to=frozenset(self.leads_to),
            funded_until=self.funded_until,
        )


class WhatIfBody(BaseModel):
    """What is supposed: these offers and fundings gone, these drafts published, these offers added."""

    model_config = ConfigDict(extra="forbid")

    without_offers: Annotated[list[UUID], Field(max_length=MOST_SUPPOSED)] = []
    without_fundings: Annotated[list[Line], Field(max_length=MOST_SUPPOSED)] = []
    with_drafts: Annotated[list[UUID], Field(max_length=MOST_SUPPOSED)] = []
    with_offers: Annotated[list[SupposedOffer], Field(max_length=MOST_SUPPOSED)] = []


class DifferenceView(BaseModel):
    """How a theme would differ; transitions are named by the month at which a phase ends."""

    theme: Key
    opened_holes: tuple[ChainHole, ...]
    closed_holes: tuple[ChainHole, ...]
    thinned: list[AgeInterval]
    thickened: list[AgeInterval]
    lost_transitions: list[AgeMonths]
    won_transitions: list[AgeMonths]
    after: ThemeChain


class WhatIfView(BaseModel):
    """The themes that would be touched; `differs` says whether any of them would be weaker or stronger."""

    network: Slug
    differs: bool
    themes: list[DifferenceView]


class HistoryEntry(BaseModel):
    """A theme's chain as it stood at the end of a day on which it changed."""

    on: date
    changed_at: datetime
    version: int
    chain: ThemeChain


def chain_view(network: str, read: ReadChains, *, language: str | None) -> ChainView:
    """Return a network's chains as they are read."""
    return ChainView(
        network=network,
        on=read.frame.day,
        language=language,
        funding_ends_soon_until=read.frame.horizon,
        chains=[_theme_view(chain, read) for chain in read.chains],
    )


def _theme_view(read: ReadChain, whole: ReadChains) -> ThemeChainView:
    links = tuple(_link_view(link, whole.titles.get(link.offer)) for link in read.links)
    return ThemeChainView(**dict(told_chain(read.chain)), links=links)


def _link_view(link: Link, title: str | None) -> LinkView:
    return LinkView(
        offer=link.offer,
        title=title,
        ages=told_span(link.span),
        languages=sorted(link.languages),
        bridge=link.is_bridge,
        funded_until=link.funded_until,
    )


def what_if_view(network: str, supposed: tuple[Supposed, ...]) -> WhatIfView:
    """Return what would differ."""
    return WhatIfView(
        network=network,
        differs=any(not each.difference.is_empty for each in supposed),
        themes=[_difference_view(each) for each in supposed],
    )


def _difference_view(supposed: Supposed) -> DifferenceView:
    differs = supposed.difference
    return DifferenceView(
        theme=differs.theme,
        opened_holes=told_holes(differs.opened_holes),
        closed_holes=told_holes(differs.closed_holes),
        thinned=[told_span(span) for span in differs.thinned],
        thickened=[told_span(span) for span in differs.thickened],
        lost_transitions=list(differs.lost_transitions),
        won_transitions=list(differs.won_transitions),
        after=told_chain(supposed.after),
    )


def history_entry(kept: Kept) -> HistoryEntry:
    """Return a day's state as it is read."""
    return HistoryEntry(
        on=kept.day, changed_at=kept.at, version=kept.version, chain=ThemeChain.model_validate(kept.state)
    )

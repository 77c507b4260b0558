"""Histories of several sources, made by hypothesis from golden events, and the ways in which they may arrive."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from shared.contracts.async_api import producer_of
from shared.contracts.catalogue import CATALOGUE
from shared.contracts.contract import Contract
from shared.contracts.notifications import OfferAnnounced
from shared.contracts.offers import (
    ChainChanged,
    DoubleStructureChanged,
    NetworkFreshnessCounted,
    OfferChanged,
    OfferDrafted,
    OfferPaused,
    OfferPublished,
    OfferWithdrawn,
    RecheckDue,
    SearchWithoutHit,
)
from shared.contracts.registry import (
    AgreementChanged,
    AgreementDue,
    AgreementTemplateDefined,
    AnchorSiteDefined,
    AreaDefined,
    BodyDefined,
    CircleTaskChanged,
    ContactPointDefined,
    DecisionChanged,
    FundingDefined,
    FundingEnding,
    GateDue,
    GateOverdue,
    GiverDefined,
    GrantGiven,
    GrantWithdrawn,
    GroupMembershipChanged,
    GroupResultChanged,
    IndicatorDefined,
    IndicatorSourceDefined,
    IndicatorValuesDefined,
    JoinRequestChanged,
    LifePhaseDefined,
    MeetingChanged,
    MembershipChanged,
    MergeUndone,
    NetworkDefined,
    PartnerDefined,
    PartnersMerged,
    PersonChanged,
    PersonErased,
    PersonMembershipChanged,
    ProjectDefined,
    RolloutPlanChanged,
    RolloutTemplateDefined,
    SelfAssessed,
    SourceAnnounced,
    WishCounted,
    WorkingGroupDefined,
)
from shared.messaging.event import Event
from tests.shared.contracts.golden_files import Golden, golden_paths, read_golden

Told = Event[Any]
Delivery = tuple[Told, ...]
"""Events of one source that arrive together."""

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
THINGS = ("hafen", "hoerde")
IDS = (UUID(int=1), UUID(int=2))

# What one thing is told by, in an order that its life allows; versions count over all of them.
LIVES: tuple[tuple[type[Contract], ...], ...] = (
    (LifePhaseDefined,),
    (AreaDefined,),
    (NetworkDefined,),
    (PartnerDefined,),
    (MembershipChanged,),
    (AnchorSiteDefined,),
    (ContactPointDefined,),
    (SourceAnnounced,),
    (GrantGiven, GrantGiven, GrantWithdrawn),
    (OfferDrafted, OfferPublished, OfferChanged, OfferPaused, OfferChanged, OfferWithdrawn),
    (OfferAnnounced,),
    (RecheckDue,),
    (NetworkFreshnessCounted,),
    (ChainChanged,),
    (DoubleStructureChanged,),
    (SearchWithoutHit,),
    (AgreementChanged,),
    (AgreementDue,),
    (AgreementTemplateDefined,),
    (ProjectDefined,),
    (FundingDefined,),
    (FundingEnding,),
    (IndicatorDefined,),
    (IndicatorSourceDefined,),
    (IndicatorValuesDefined,),
    (WishCounted,),
    (GiverDefined,),
    (BodyDefined,),
    (WorkingGroupDefined,),
    (GroupMembershipChanged,),
    (GroupResultChanged,),
    (MeetingChanged,),
    (DecisionChanged,),
    (CircleTaskChanged,),
    (PersonChanged, PersonChanged, PersonErased),
    (PersonMembershipChanged,),
    (JoinRequestChanged,),
    (PartnersMerged, MergeUndone),
    (RolloutTemplateDefined,),
    (RolloutPlanChanged,),
    (GateDue, GateOverdue),
    (SelfAssessed,),
)
GOLDEN: list[Golden] = [read_golden(path) for path in golden_paths()]


def variants(contract: type[Contract]) -> list[Golden]:
    """The golden events of a contract."""
    return [event for event in GOLDEN if event["type"] == contract.type()]


def _by_id(thing: int) -> dict[str, str]:
    return {"id": str(IDS[thing])}


def _by_slug(thing: int) -> dict[str, str]:
    return {"id": THINGS[thing]}


def _by_key(thing: int) -> dict[str, str]:
    return {"key": THINGS[thing]}


def _of_network(field: str) -> Callable[[int], dict[str, str]]:
    return lambda thing: {"network": THINGS[thing], field: str(IDS[thing])}


def _merged(thing: int) -> dict[str, str]:
    return {"partner": str(IDS[thing]), "into": str(IDS[1 - thing])}


def _planned(thing: int) -> dict[str, str]:
    return {"network": THINGS[thing]}


# The fields that say which thing an event is about, where that is not its random id alone.
IDENTITIES: Mapping[type[Contract], Callable[[int], dict[str, str]]] = {
    AreaDefined: _by_slug,
    NetworkDefined: _by_slug,
    LifePhaseDefined: _by_key,
    AgreementTemplateDefined: _by_key,
    IndicatorDefined: _by_key,
    IndicatorSourceDefined: _by_key,
    MembershipChanged: _of_network("partner"),
    PersonMembershipChanged: _of_network("person"),
    GroupMembershipChanged: lambda thing: {"group": str(IDS[thing]), "partner": str(IDS[thing])},
    SourceAnnounced: lambda thing: {"source": f"/offers/{THINGS[thing]}"},
    IndicatorValuesDefined: lambda thing: {
        "area": THINGS[thing],
        "year": "2025",
        "indicator": "geburten",
        "source": "statistikatlas",
    },
    WishCounted: lambda thing: {"network": THINGS[thing]},
    OfferAnnounced: lambda thing: {"offer": str(IDS[thing])},
    PartnersMerged: _merged,
    MergeUndone: _merged,
    RolloutTemplateDefined: lambda _thing: {},
    RolloutPlanChanged: _planned,
    GateDue: _planned,
    GateOverdue: _planned,
    SelfAssessed: _planned,
    RecheckDue: lambda thing: {"offer": str(IDS[thing])},
    NetworkFreshnessCounted: lambda thing: {"network": THINGS[thing]},
    ChainChanged: lambda thing: {"network": THINGS[thing]},
}


def told_as(golden: Golden, contract: type[Contract], thing: int, version: int) -> dict[str, Any]:
    """A golden event's data about this thing, with a text and a number that tell versions apart."""
    data: dict[str, Any] = {**golden["data"], **IDENTITIES.get(contract, _by_id)(thing)}
    for text in ("label", "title", "role"):
        if text in data and contract not in (GrantGiven, GrantWithdrawn):
            data[text] = f"{data[text]} {version}"
    if "notice_version" in data:
        data["notice_version"] = version
    return data


@st.composite
def histories(draw: st.DrawFn) -> tuple[Told, ...]:
    """Events of several sources, each source in its order: two things of each kind, told of up to a few times."""
    steps = draw(st.lists(st.tuples(st.sampled_from(LIVES), st.integers(0, 1)), min_size=4, max_size=30))
    versions: dict[tuple[Any, int], int] = {}
    positions: dict[str, int] = {}
    return tuple(_event(draw, life, thing, versions, positions) for life, thing in steps)


def _event(
    draw: st.DrawFn,
    life: tuple[type[Contract], ...],
    thing: int,
    versions: dict[tuple[Any, int], int],
    positions: dict[str, int],
) -> Told:
    version = versions[life, thing] = versions.get((life, thing), 0) + 1
    contract = life[min(version, len(life)) - 1]
    source = f"/{producer_of(contract)}/city"
    position = positions[source] = positions.get(source, 0) + 1
    golden = draw(st.sampled_from(variants(contract)))
    return Event(
        id=UUID(int=sum(positions.values()) << 64 | position),
        source=source,
        position=position,
        type=contract.type(),
        subject=f"{life[0].__name__}/{thing}",
        subject_version=version,
        network=golden.get("network"),
        time=BEGINNING + timedelta(minutes=position),
        data=CATALOGUE.read(contract.type(), told_as(golden, contract, thing, version)),
        traceparent=None,
    )


@st.composite
def interleaved(draw: st.DrawFn, history: Sequence[Told]) -> list[Delivery]:
    """Deliveries that keep each source's order and nothing else, in batches cut anywhere."""
    sources = draw(st.permutations([event.source for event in history]))
    waiting = {source: iter([event for event in history if event.source == source]) for source in sources}
    ordered = [next(waiting[source]) for source in sources]
    return [batch for run in _runs(ordered) for batch in _cut(draw, run)]


@st.composite
def disordered(draw: st.DrawFn, history: Sequence[Told]) -> list[Delivery]:
    """Deliveries in any order, some twice, so that older versions come after newer ones."""
    batches = draw(interleaved(history))
    again = draw(st.lists(st.sampled_from(batches), max_size=4))
    return list(draw(st.permutations([*batches, *again])))


def _runs(events: Sequence[Told]) -> Iterator[list[Told]]:
    for _, run in groupby(events, key=lambda event: event.source):
        yield list(run)


def _cut(draw: st.DrawFn, run: list[Told]) -> Iterator[Delivery]:
    while run:
        length = draw(st.integers(1, len(run)))
        yield tuple(run[:length])
        run = run[length:]

"""`GET /fachstelle/netz`: which quarters share partners, and in one quarter who is joined with whom; drawn here, and told as a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from services.dashboard.domain.sort_key import sort_key
from services.dashboard.domain.ties import Pair, Place, Ties, ring
from services.dashboard.storage.lists.names import UNKNOWN, network_names
from services.dashboard.storage.ties import read_ties
from services.dashboard.use_cases.read_picture import ZONE
from services.dashboard.web.choice import SlugChoice
from services.dashboard.web.office.access import Planner
from services.dashboard.web.office.drawing import draw_for_office, freshness_of
from shared.hosting.running import RunningService

SIDE: Final = 900
RADIUS: Final = 250
# With more names than this a ring can't be read; the table has them all.
MOST_DRAWN: Final = 72

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class Knot:
    """A quarter or partner of the picture; `size` is how many partners it stands for."""

    key: str
    label: str
    place: Place
    size: int = 1


@dataclass(frozen=True)
class Tie:
    """A line between two knots; `kind` is shared, agreement or group."""

    one: Knot
    other: Knot
    kind: str
    count: int


@dataclass(frozen=True)
class PartnerRow:
    """A partner of one quarter, and with whom it works."""

    label: str
    agreed_with: tuple[str, ...]
    grouped_with: tuple[str, ...]
    elsewhere: tuple[str, ...]


@router.get("/fachstelle/netz")
async def partner_net(
    request: Request,
    running: RunningService,
    _: Planner,
    network: Annotated[SlugChoice, Query(alias="quartier")] = None,
) -> Response:
    """Return the picture of all quarters, or of one."""
    now = running.clock()
    async with running.edge.reading() as connection:
        networks = await network_names(connection)
        ties = await read_ties(connection, today=now.astimezone(ZONE).date())
        freshness = await freshness_of(connection, running, now=now)
    is_one = network in ties.members
    knots, lines = _of_quarter(ties, str(network)) if is_one else _of_city(ties, networks)
    return await draw_for_office(
        request,
        "net.html",
        now=now,
        freshness=freshness,
        networks=networks,
        network=network if is_one else None,
        knots=knots,
        lines=lines,
        rows=_rows(ties, str(network), networks) if is_one else (),
        side=SIDE,
        most_drawn=MOST_DRAWN,
    )


def _of_city(ties: Ties, networks: Mapping[str, str]) -> tuple[list[Knot], list[Tie]]:
    known = [key for key in networks if key in ties.members]
    places = ring(len(known), radius=RADIUS, centre=SIDE / 2, gap=26)
    knots = {
        key: Knot(key, networks[key], place, len(ties.members[key])) for key, place in zip(known, places, strict=True)
    }
    shared = sorted(ties.shared().items(), key=lambda each: (-each[1], each[0]))
    lines = [
        Tie(knots[one], knots[other], "shared", count)
        for (one, other), count in shared
        if one in knots and other in knots
    ]
    return list(knots.values()), lines


def _of_quarter(ties: Ties, network: str) -> tuple[list[Knot], list[Tie]]:
    partners = _by_name(ties, network)
    places = ring(len(partners), radius=RADIUS, centre=SIDE / 2)
    knots = {
        partner: Knot(str(partner), ties.labels.get(partner, UNKNOWN), place)
        for partner, place in zip(partners, places, strict=True)
    }
    found = [("group", pair, count) for pair, count in ties.grouped.items()]
    found += [("agreement", pair, count) for pair, count in ties.agreed.items()]
    lines = [
        Tie(knots[one], knots[other], kind, count)
        for kind, (one, other), count in found
        if one in knots and other in knots
    ]
    return list(knots.values()), lines


def _rows(ties: Ties, network: str, networks: Mapping[str, str]) -> tuple[PartnerRow, ...]:
    elsewhere = ties.elsewhere(network)
    return tuple(
        PartnerRow(
            label=ties.labels.get(partner, UNKNOWN),
            agreed_with=_joined(ties, partner, ties.agreed),
            grouped_with=_joined(ties, partner, ties.grouped),
            elsewhere=tuple(networks.get(other, other) for other in elsewhere.get(partner, ())),
        )
        for partner in _by_name(ties, network)
    )


def _joined(ties: Ties, partner: UUID, pairs: Mapping[Pair, int]) -> tuple[str, ...]:
    others = {one if other == partner else other for one, other in pairs if partner in {one, other}}
    return tuple(sorted((ties.labels.get(other, UNKNOWN) for other in others), key=sort_key))


def _by_name(ties: Ties, network: str) -> list[UUID]:
    return sorted(ties.members[network], key=lambda partner: (sort_key(ties.labels.get(partner, UNKNOWN)), partner))

"""The chain of a quarter: life phases by themes with its holes, and what would be if a funding or an offer ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.domain.ages import Ages
from services.portal.domain.themes import THEMES
from services.portal.neighbours.refusals import Refused
from services.portal.neighbours.signed_calls import Record
from services.portal.storage.quarters import Phase, all_phases
from services.portal.web.addresses import Network
from services.portal.web.quarter import quarter_of
from services.portal.web.workspace.age_span import age_span
from services.portal.web.workspace.desk import Desk, KeepersDesk
from shared.web.pages.view import translated

router = APIRouter(prefix="/arbeitsbereich/quartier/{network}/kette", include_in_schema=False)

DARKEST = 4


@dataclass(frozen=True)
class Square:
    """A phase of a theme: the fewest and the most offers at once, and months without any."""

    phase: Phase
    fewest: int
    most: int

    @property
    def shade(self) -> int:
        """0 where months are missing, up to 4 by the fewest offers."""
        return min(self.fewest, DARKEST)

    @property
    def text(self) -> str:
        """2; 0–2 where only a part is covered"""
        return str(self.most) if self.fewest == self.most else f"{self.fewest}–{self.most}"


@dataclass(frozen=True)
class Line:
    """A theme along the phases."""

    theme: str
    name: str
    squares: Sequence[Square]
    unsecured: int


@router.get("")
async def chain(
    *,
    network: Network,
    desk: KeepersDesk,
    language: Annotated[str, Query(alias="sprache", max_length=10, pattern=r"^[a-zA-Z-]*$")] = "",
    theme: Annotated[str, Query(alias="thema", max_length=60, pattern=r"^[a-z0-9_-]*$")] = "",
    without: Annotated[list[UUID] | None, Query(alias="ohne")] = None,
    funding: Annotated[str, Query(alias="geld", max_length=200)] = "",
) -> Response:
    """Show the matrix, a theme's offers where one is chosen, and the supposition that the address makes."""
    catalogue = await desk.catalogue()
    told = await catalogue.read(f"/networks/{network}/chain", language=language or None)
    async with desk.edge.reading() as connection:
        quarter = await quarter_of(connection, network)
        phases = await all_phases(connection)
    chosen = next((each for each in told["chains"] if each["theme"] == theme), None)
    return await desk.page(
        "workspace/quarter/chain.html",
        quarter=quarter,
        phases=phases,
        lines=[_line(each, phases) for each in told["chains"]],
        chosen=chosen,
        chosen_name=_theme(theme),
        language=language,
        theme=theme,
        links=_links(told["chains"]),
        supposed=await _suppose(desk, network, without or [], funding),
        without=[str(each) for each in without or []],
        funding=funding,
        span=lambda ages: age_span(Ages(ages["min_months"], ages["max_months"])),
        theme_name=_theme,
    )


async def _suppose(desk: Desk, network: str, without: Sequence[UUID], funding: str) -> Record | None:
    if not without and not funding:
        return None
    body = {"without_offers": [str(each) for each in without][:50], "without_fundings": [funding] if funding else []}
    try:
        return await (await desk.catalogue()).do(f"/networks/{network}/chain/what-if", body)
    except Refused:
        return None


def _line(chain: Record, phases: Sequence[Phase]) -> Line:
    squares = [_square(chain["coverage"], phase) for phase in phases]
    unsecured = sum(not each["is_secured"] for each in chain["transitions"])
    theme = str(chain["theme"])
    return Line(theme, _theme(theme), squares, unsecured)


def _theme(key: str) -> str:
    return translated(THEMES.get(key, key))


def _square(coverage: Sequence[Record], phase: Phase) -> Square:
    counts = [each["offers"] for each in coverage if _ages(each).overlaps(phase.ages)]
    return Square(phase, min(counts, default=0), max(counts, default=0))


def _ages(part: Mapping[str, Record]) -> Ages:
    return Ages(part["ages"]["min_months"], part["ages"]["max_months"])


def _links(chains: Sequence[Record]) -> list[tuple[str, str]]:
    """Return the offers that hold the chain, once each, by title."""
    found = {link["offer"]: link["title"] or translated("Angebot") for chain in chains for link in chain["links"]}
    return sorted(found.items(), key=lambda pair: pair[1].casefold())

"""One's own offers: what wants to be checked first, then drafts, then everything as a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.portal.domain.freshness import Recheck, recheck_of
from services.portal.neighbours.offer import Offer
from services.portal.neighbours.workshop import Workshop
from services.portal.storage.partners import organisations_named
from services.portal.storage.quarters import Quarter
from services.portal.web.workspace.age_span import age_span
from services.portal.web.workspace.desk import PersonsDesk
from services.portal.web.workspace.scope import Scope, scope_of
from services.portal.web.workspace.sheet import AskedSheet, Cell, Column, Filter, Row, Sheet, day_cell, sheet_page
from services.portal.web.workspace.tasks.of_partner import kinds_of
from shared.calendar_day import local_day
from shared.contracts.offers import OfferStatus

router = APIRouter(include_in_schema=False)

CHECK = "pruefen"
IN_ORDER = (
    OfferStatus.DRAFT,
    OfferStatus.IN_REVIEW,
    OfferStatus.PUBLISHED,
    OfferStatus.PAUSED,
    OfferStatus.ENDED,
)
STATUS_NAMES = {
    OfferStatus.DRAFT: ("Entwurf", "warning"),
    OfferStatus.IN_REVIEW: ("in Prüfung", "info"),
    OfferStatus.PUBLISHED: ("veröffentlicht", "success"),
    OfferStatus.PAUSED: ("pausiert", "warning"),
    OfferStatus.ENDED: ("beendet", "info"),
}
COLUMNS = (
    Column("titel", "Angebot"),
    Column("stand", "Stand"),
    Column("alter", "Alter"),
    Column("zeiten", "Zeiten"),
    Column("organisation", "Organisation"),
    Column("bestaetigt", "Bestätigt am"),
    Column("pruefen", "Prüfen bis"),
)


@dataclass(frozen=True)
class Listed:
    """An offer in a list, with when it is due."""

    offer: Offer
    recheck: Recheck | None

    @property
    def is_due(self) -> bool:
        """Whether somebody should say now that it is still right."""
        return self.offer.is_published and self.recheck is not None and self.recheck.is_due


@router.get("/arbeitsbereich/angebote")
async def offers_page(
    desk: PersonsDesk,
    asked: AskedSheet,
    network: Annotated[str | None, Query(alias="quartier", max_length=60)] = None,
    status: Annotated[str, Query(alias="stand", max_length=20)] = "",
) -> Response:
    """Show a quarter's offers or those of one's organisations."""
    async with desk.edge.reading() as connection:
        scope = await scope_of(connection, desk.actor)
    chosen = scope.quarter(network)
    workshop = await desk.workshop()
    offers = await _offers(workshop, scope, chosen)
    listed = _listed(offers, days=await kinds_of(workshop.calls), today=local_day(desk.equipment.running.clock()))
    async with desk.edge.reading() as connection:
        names = await organisations_named(connection, {offer.organisation for offer in offers})
    wanted = [each for each in listed if _is_wanted(each, status)]
    sheet = Sheet("angebote", COLUMNS, [_row(each, names) for each in wanted], _filters(scope, chosen, status))
    return await sheet_page(
        desk,
        sheet,
        asked,
        template="workspace/offers.html",
        chosen=chosen,
        due=[each for each in listed if each.is_due],
        drafts=[each.offer for each in listed if each.offer.status is OfferStatus.DRAFT],
    )


async def _offers(workshop: Workshop, scope: Scope, chosen: Quarter | None) -> Sequence[Offer]:
    statuses = [status.value for status in IN_ORDER]
    if chosen is not None:
        return await workshop.offers(network=chosen.id, statuses=statuses)
    if scope.organisations:
        return await workshop.offers(organisations=scope.organisations, statuses=statuses)
    return ()


def _listed(offers: Sequence[Offer], *, days: Mapping[str, int], today: date) -> list[Listed]:
    """Return the offers, those in work first, ended ones last."""
    found = [Listed(each, recheck_of(each.confirmed_on, each.kind, days=days, today=today)) for each in offers]
    return sorted(found, key=lambda each: IN_ORDER.index(each.offer.status))


def _is_wanted(listed: Listed, status: str) -> bool:
    return listed.is_due if status == CHECK else status in {"", listed.offer.status.value}


def _row(listed: Listed, names: Mapping[UUID, str]) -> Row:
    offer, (name, badge) = listed.offer, STATUS_NAMES[listed.offer.status]
    has_due_day = offer.is_published and listed.recheck is not None
    return {
        "titel": Cell(offer.title, href=f"/arbeitsbereich/angebote/{offer.id}"),
        "stand": Cell(name, badge=badge, order=IN_ORDER.index(offer.status)),
        "alter": Cell(age_span(offer.interval), order=offer.interval.min_months or 0),
        "zeiten": Cell(offer.schedule_text or ""),
        "organisation": Cell(names.get(offer.organisation, "")),
        "bestaetigt": day_cell(offer.confirmed_on),
        "pruefen": day_cell(listed.recheck.due_on if has_due_day and listed.recheck else None),
    }


def _filters(scope: Scope, chosen: Quarter | None, status: str) -> list[Filter]:
    statuses = [("", "alle"), (CHECK, "bitte prüfen"), *((each.value, STATUS_NAMES[each][0]) for each in IN_ORDER)]
    filters = [Filter("stand", "Stand", statuses, status)]
    if len(scope.quarters) > 1 or (scope.quarters and scope.organisations):
        own = [("", "meine Organisation")] if scope.organisations else []
        quarters = [*own, *((quarter.id, f"Quartier {quarter.name}") for quarter in scope.quarters)]
        filters.insert(0, Filter("quartier", "Angebote von", quarters, chosen.id if chosen else ""))
    return filters

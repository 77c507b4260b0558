"""The office or a coordinator sends a table of partners; nothing happens but a draft that says what would."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict

from pydantic import ValidationError

from services.registry.domain.exchange.drafting import Standing, drafted
from services.registry.domain.exchange.partner_import import Import, ImportRow, ImportState, Outcome
from services.registry.domain.exchange.partner_rows import ReadPartner, headings_of, read_partners
from services.registry.domain.exchange.sheet import HeadingsMissing, RowFault, Rows, SheetRow, folded, rows_below
from services.registry.domain.partner import Partner
from services.registry.storage import removed_partners
from services.registry.storage.exchange import imports, partner_sets
from services.registry.use_cases.references import insist_on_networks
from shared.contracts.registry import PartnerDefined
from shared.identity.actor import Actor
from shared.identity.refusals import NotPermitted
from shared.messaging.edge import Work

REQUIRED = ("label", "kind", "partner_type")


async def draft_import(work: Work, actor: Actor, rows: Rows, *, network: str | None) -> Import:
    """Return the draft; raises NotPermitted, UnknownReference, HeadingsMissing or TooManyRows."""
    insist_on_own_network(actor, network)
    await insist_on_networks(work.connection, "network", network)
    sheet = _below_headings(rows)
    read, faults = read_partners(sheet)
    standing = await _standing(work, read)
    candidates, unclear = drafted(read, standing, new_id=work.new_id, may_change=actor.is_office)
    kept, unfit = _fit_for_events(candidates)
    draft = _import(work, kept, tuple(sorted([*faults, *unclear, *unfit])), row_count=len(sheet), network=network)
    await imports.save(work.connection, draft)
    await imports.save_rows(work.connection, draft.id, kept)
    return draft


def insist_on_own_network(actor: Actor, network: str | None) -> None:
    """Raise NotPermitted unless the import belongs to the actor's network, or the actor to the office."""
    if network is not None:
        actor.may_change_network(network)
    elif not actor.is_office:
        raise NotPermitted


def _below_headings(rows: Rows) -> list[SheetRow]:
    """Each required column has several names; the first row that has one of each holds the headings."""
    for cells in rows[:10]:
        there = {folded(cell): str(cell) for cell in cells if cell is not None}
        found = [next((word for word in headings_of(name) if folded(word) in there), None) for name in REQUIRED]
        wanted = [word for word in found if word is not None]
        if len(wanted) == len(REQUIRED):
            return rows_below(rows, wanted=wanted)
    raise HeadingsMissing([headings_of(name)[1] for name in REQUIRED])


async def _standing(work: Work, read: Sequence[ReadPartner]) -> Standing:
    names = {name for partner in read for name in (partner.label, partner.parent) if name}
    by_name: dict[str, list[Partner]] = defaultdict(list)
    for partner in await partner_sets.named(work.connection, names):
        by_name[folded(partner.label)].append(partner)
    ids = {partner.id for partner in read if partner.id is not None}
    removed = await removed_partners.among(work.connection, ids)
    return Standing(await partner_sets.found(work.connection, ids), by_name, removed)


def _fit_for_events(rows: Sequence[ImportRow]) -> tuple[list[ImportRow], list[RowFault]]:
    """What no event could carry is found now and not when the import is applied."""
    kept, faults = [], []
    for row in rows:
        try:
            PartnerDefined.model_validate(asdict(row.after))
            kept.append(row)
        except ValidationError as invalid:
            column = ".".join(str(step) for step in invalid.errors()[0]["loc"])
            faults.append(RowFault(row.number, column, "Diese Angabe passt nicht in das Verzeichnis."))
    return kept, faults


def _import(
    work: Work, rows: Sequence[ImportRow], faults: tuple[RowFault, ...], *, row_count: int, network: str | None
) -> Import:
    counts = {outcome: sum(row.outcome is outcome for row in rows) for outcome in Outcome}
    return Import(
        id=work.new_id(),
        network=network,
        state=ImportState.DRAFT,
        made_at=work.now,
        row_count=row_count,
        new_count=counts[Outcome.NEW],
        changed_count=counts[Outcome.CHANGED],
        unchanged_count=counts[Outcome.UNCHANGED],
        faults=faults,
    )

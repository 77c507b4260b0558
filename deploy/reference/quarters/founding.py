"""Takes a quarter from nothing to a working one: everything is checked first, offers appear in the last step, all at once."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from deploy.reference.entries import REGISTRY, Entry
from deploy.reference.loading import ClientFor
from deploy.reference.offer_sets import offer_in_set
from deploy.reference.patience import ServiceUnreachable
from deploy.reference.quarters.partner_table import PartnerTable
from deploy.reference.quarters.quarter_row import Quarter, read_quarter, words_of
from deploy.reference.quarters.report import FoundingReport
from deploy.reference.quarters.services import Answer, QuarterServices, ServiceRefuses
from deploy.reference.reading import read_reference
from deploy.reference.records.reference import Reference
from deploy.reference.reference_entries import LIVED_BY_THE_QUARTER
from deploy.reference.spreadsheets.columns import OFFERS, QUARTER
from deploy.reference.spreadsheets.existence import without_unknown_things
from deploy.reference.spreadsheets.faults import RowFault
from deploy.reference.spreadsheets.raw_table import RawTable
from deploy.reference.spreadsheets.rows import Rows, read_rows
from deploy.reference.spreadsheets.vocabulary import vocabulary_of
from shared.contracts.contract import JsonObject


async def found_quarter(
    tables: Sequence[RawTable], *, dry_run: bool, client_for: ClientFor, reference: Reference | None = None
) -> FoundingReport:
    """Return what came in, or every fault of every row and nothing came in.

    `client_for("registry" | "offers")` gives a client with an office token. Raises ServiceUnreachable and ServiceRefuses.
    """
    reference = reference or read_reference()
    words = vocabulary_of(reference)
    quarter, faults = read_quarter(tables, words, reference)
    read = sum(len(table.rows) for table in tables)
    hints = tuple(hint for table in tables for hint in table.hints)
    if quarter is None:
        return FoundingReport(label="", rows=read, faults=faults, hints=hints)
    rows = read_rows(tuple(table for table in tables if table.table is not QUARTER), words_of(quarter, words))
    founding = _Founding(quarter, rows, client_for)
    report = FoundingReport(label=quarter.network.label, rows=read, hints=hints, dry_run=dry_run)
    if found := await founding.faults():
        return replace(report, faults=tuple(sorted(found)))
    return report if dry_run else await founding.written(report)


class _Founding:
    def __init__(self, quarter: Quarter, rows: Rows, client_for: ClientFor) -> None:
        self._quarter = quarter
        self._rows = rows
        self._table = PartnerTable(tuple(rows.parents_first()))
        self._client_for = client_for
        self._services = QuarterServices(client_for)

    async def faults(self) -> list[RowFault]:
        """Return what anybody could find amiss; nothing is written but a draft that nobody sees."""
        network = self._quarter.network.id
        given = {f"/networks/{network}", *(f"/partners/{row.state.parent}" for row in self._rows.partners)}
        known = await without_unknown_things(self._rows, client_for=self._client_for, given=frozenset(given))
        return [*known.faults, *await self._faults_of_areas(), *await self._faults_told_by_services()]

    async def written(self, report: FoundingReport) -> FoundingReport:
        """Write everything; when the catalogue doesn't take the offers in the end, the partners go again."""
        network = self._quarter.network.id
        for entry in await self._missing_areas():
            await self._services.put(entry)
        await self._services.put(_network_entry(self._quarter))
        await self._services.begin_plan(network, started_on=self._quarter.started_on.isoformat())
        partners = await self._services.import_partners(self._table, network=network) if self._table.rows else None
        try:
            ids = {} if partners is None else await self._services.partner_ids(partners, self._table)
            offers = await self._services.send_offers(self._offers(ids), dry_run=False)
        except (ServiceRefuses, ServiceUnreachable):
            await self._take_back(partners)
            raise
        if offers["refused"]:
            await self._take_back(partners)
            return replace(report, faults=self._refused(offers), taken_back=True)
        return replace(report, partners=partners, offers=offers)

    async def _take_back(self, partners: Answer | None) -> None:
        if partners is not None:
            await self._services.undo(partners)

    async def _faults_told_by_services(self) -> list[RowFault]:
        found: list[RowFault] = []
        if self._table.rows:
            draft = await self._services.draft_partners(self._table)
            found += [self._table.fault(told) for told in draft["faults"]]
        return [*found, *self._refused(await self._services.send_offers(self._offers({}), dry_run=True))]

    async def _faults_of_areas(self) -> list[RowFault]:
        if self._quarter.has_district:
            return []
        heading = QUARTER.column("district").heading
        return [
            RowFault(QUARTER.name, self._quarter.row, heading, f"„{entry.name}“ ist neu: In welchem Bezirk liegt es?")
            for entry in await self._missing_areas()
        ]

    async def _missing_areas(self) -> list[Entry]:
        entries = [
            Entry("Aktionsräume", area.label, REGISTRY, f"/areas/{area.id}", area, frozenset({"id"}))
            for area in self._quarter.areas
        ]
        there = await asyncio.gather(*(self._services.is_there(entry.path) for entry in entries))
        return [entry for entry, known in zip(entries, there, strict=True) if not known]

    def _offers(self, ids: Mapping[UUID, UUID]) -> list[JsonObject]:
        return [_offer_body(entry, ids) for entry in self._rows.offers]

    def _refused(self, offers: Mapping[str, Any]) -> tuple[RowFault, ...]:
        origins = [entry.origin for entry in self._rows.offers]
        return tuple(
            RowFault(OFFERS.name, origin.row, "", f"{told['title']} – {told['detail']}")
            for told in offers["refused"]
            if (origin := origins[told["place"]]) is not None
        )


def _network_entry(quarter: Quarter) -> Entry:
    network = quarter.network
    return Entry(
        "Netzwerke", network.short_label, REGISTRY, f"/networks/{network.id}", network, frozenset({"id"}),
        left_alone=LIVED_BY_THE_QUARTER,
    )  # fmt: skip


def _offer_body(entry: Entry, ids: Mapping[UUID, UUID]) -> JsonObject:
    """The registry knows a partner under its own id where the file has one made of the name."""
    body = offer_in_set(entry)
    organisation = UUID(str(body["organisation"]))
    return {**body, "organisation": str(ids.get(organisation, organisation))}

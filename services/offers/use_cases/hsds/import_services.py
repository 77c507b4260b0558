"""Brings records of another directory into a network as drafts; brought again, nothing is doubled and nothing of ours is lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from services.offers.domain.hsds.incoming.offers import offer_id
from services.offers.domain.hsds.incoming.steps import (
    OVER,
    Outcome,
    Remembered,
    brought_up_to,
    fingerprint_of,
    outcome_of,
    proposal,
)
from services.offers.domain.offer import Offer
from services.offers.domain.offer_content import OfferContent
from services.offers.domain.secret import fingerprint, new_secret
from services.offers.domain.speaking import OwnVoice
from services.offers.domain.suggestion import Suggestion, SuggestionState
from services.offers.storage import offer_sets, offers
from services.offers.storage.content_json import json_of
from services.offers.storage.hsds import imported
from services.offers.storage.hsds.imported import ImportedRecord
from services.offers.storage.suggestions import suggestions
from services.offers.use_cases.names import insist_on_own_network
from services.offers.use_cases.permission import insist_on_changing
from services.offers.use_cases.telling import Step, tell_all
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import condition_failed


@dataclass(frozen=True, kw_only=True)
class WantedImport:
    """Good records as contents, by their ids at the source; None is one that the source has ended."""

    network: str
    source: str
    contents: Mapping[str, OfferContent | None]
    dry_run: bool


@dataclass(frozen=True)
class ImportedRow:
    """What became of a record; a skipped one has no offer."""

    outcome: Outcome
    offer: UUID | None
    proposal_waits: bool = False


@dataclass
class _Done:
    rows: dict[str, ImportedRow] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    proposals: list[Suggestion] = field(default_factory=list)
    records: list[ImportedRecord] = field(default_factory=list)


@dataclass(frozen=True)
class ImportDone:
    """What became of every record, and for the coordination those that came earlier and are no longer at the source."""

    rows: Mapping[str, ImportedRow]
    gone: Sequence[ImportedRecord]


async def import_services(work: Work, actor: Actor, wanted: WantedImport, *, voice: OwnVoice) -> ImportDone:
    """Return what became of the records; raises NotPermitted, NetworkSpeaksElsewhere, and 412 in a race for an id."""
    await insist_on_own_network(work, voice, wanted.network)
    await imported.alone(work.connection, network=wanted.network, source=wanted.source)
    known = await imported.of_source(work.connection, network=wanted.network, source=wanted.source)
    ids = {source_id: offer_id(wanted.network, wanted.source, source_id) for source_id in wanted.contents}
    found = await offers.find_all(work.connection, set(ids.values()), for_change=True)
    standing = {offer.id: offer for offer in found}
    done = _Done()
    for source_id, content in wanted.contents.items():
        _insist(actor, content, standing.get(ids[source_id]))
        before = known.get(source_id)
        await _decide(work, wanted, done, before=before, offer=standing.get(ids[source_id]), source_id=source_id)
    if not wanted.dry_run:
        await _write(work, actor, wanted, done)
    sees_all = actor.is_office or actor.coordinates(wanted.network)
    gone = [record for source_id, record in known.items() if source_id not in wanted.contents]
    return ImportDone(done.rows, gone if sees_all else [])


def _insist(actor: Actor, content: OfferContent | None, offer: Offer | None) -> None:
    for said in (content, offer.content if offer is not None else None):
        if said is not None:
            insist_on_changing(actor, said)


async def _decide(
    work: Work, wanted: WantedImport, done: _Done, *, before: ImportedRecord | None, offer: Offer | None, source_id: str
) -> None:
    content = wanted.contents[source_id]
    now = fingerprint_of(json_of(content)) if content is not None else OVER
    stands = fingerprint_of(json_of(offer.content)) if offer is not None else None
    remembered = before.remembered if before is not None else None
    outcome = outcome_of(now, before=remembered, offer=offer, standing=stands)
    id_ = offer_id(wanted.network, wanted.source, source_id)
    written = remembered.written if remembered is not None else ""
    suggestion, waits = before.suggestion if before is not None else None, False
    if outcome is Outcome.SKIPPED:
        done.rows[source_id] = ImportedRow(outcome, None)
        return
    if outcome in {Outcome.CREATED, Outcome.CHANGED}:
        assert content is not None
        done.steps.append(_step(id_, content, offer))
        written = now
    elif outcome is Outcome.PROPOSED:
        assert offer is not None
        waits = await _is_open(work, suggestion)
        if not waits:
            made = Suggestion(
                id=work.new_id(), offer=id_, text=proposal(wanted.source, offer, content), made_at=work.now
            )
            done.proposals.append(made)
            suggestion = made.id
    done.rows[source_id] = ImportedRow(outcome, id_, waits)
    done.records.append(ImportedRecord(source_id, id_, Remembered(now, written), suggestion))


def _step(id_: UUID, content: OfferContent, offer: Offer | None) -> Step:
    if offer is None:
        return Step(offer=Offer(id=id_, content=content), before=None, action="import-offer")
    changed = offer.changed(brought_up_to(content, offer.content))
    return Step(offer=changed, before=offer, action="import-offer")


async def _is_open(work: Work, suggestion: UUID | None) -> bool:
    found = await suggestions.find(work.connection, suggestion) if suggestion is not None else None
    return found is not None and found.state is SuggestionState.OPEN


async def _write(work: Work, actor: Actor, wanted: WantedImport, done: _Done) -> None:
    new = [step.offer for step in done.steps if step.before is None]
    if not await offer_sets.add_all(work.connection, new, at=work.now):
        raise condition_failed(None)
    changed = [step.offer for step in done.steps if step.before is not None]
    await offer_sets.save_all(work.connection, changed, at=work.now)
    for suggestion in done.proposals:
        # Nobody holds the secret: whoever reads the source's answer reads it at the source.
        await suggestions.add(work.connection, suggestion, fingerprint=fingerprint(new_secret()))
    await imported.remember(work.connection, done.records, network=wanted.network, source=wanted.source, at=work.now)
    await tell_all(work, actor, done.steps)

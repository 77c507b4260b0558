"""The office says which words mean the same."""

from uuid import UUID

from services.offers.domain.refusals import OfferRefusal
from services.offers.domain.search.synonyms import SynonymGroup
from services.offers.storage.search import synonyms
from shared.contracts.offers import SynonymsDefined, SynonymsRemoved
from shared.identity.actor import Actor
from shared.identity.audit import record
from shared.identity.refusals import NotVisible
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition, condition_failed


class TooManyGroups(OfferRefusal):
    """More groups than a person can keep in view, and than the search reads."""


async def put_group(
    work: Work, actor: Actor, *, group_id: UUID, terms: tuple[str, ...], expected: int | None
) -> SynonymGroup:
    """Make a group, or change it; an equal one changes nothing. Raises TooFewTerms, TooManyGroups, 412."""
    if expected is None:
        return await _make(work, actor, SynonymGroup(id=group_id, terms=terms))
    before = await _found(work, group_id, expected)
    group = before.changed(terms)
    if group is before:
        return before
    await synonyms.save(work.connection, group)
    await _tell(work, actor, group, before=before, action="change-synonyms")
    return group


async def remove_group(work: Work, actor: Actor, *, group_id: UUID, expected: int) -> None:
    """Delete a group; raises NotVisible and 412."""
    group = await _found(work, group_id, expected)
    await synonyms.remove(work.connection, group_id)
    removed = SynonymsRemoved(id=group_id)
    work.announce(f"synonyms/{group_id}", version=group.version + 1, data=removed)
    await record(
        work.connection,
        account=actor.account or "",
        action="remove-synonyms",
        subject=("synonyms", str(group_id)),
        at=work.now,
        before={"terms": list(group.terms)},
    )


async def _make(work: Work, actor: Actor, group: SynonymGroup) -> SynonymGroup:
    if await synonyms.count(work.connection) >= synonyms.MOST_GROUPS:
        raise TooManyGroups
    if not await synonyms.add(work.connection, group):
        taken = await synonyms.find(work.connection, group.id)
        raise condition_failed(taken.version if taken is not None else None)
    await _tell(work, actor, group, before=None, action="make-synonyms")
    return group


async def _found(work: Work, group_id: UUID, expected: int) -> SynonymGroup:
    group = await synonyms.find(work.connection, group_id)
    if group is None:
        raise NotVisible
    WriteCondition(expected).check(group.version)
    return group


async def _tell(work: Work, actor: Actor, group: SynonymGroup, *, before: SynonymGroup | None, action: str) -> None:
    data = SynonymsDefined(id=group.id, terms=group.terms)
    work.announce(f"synonyms/{group.id}", version=group.version, data=data)
    await record(
        work.connection,
        account=actor.account or "",
        action=action,
        subject=("synonyms", str(group.id)),
        at=work.now,
        before={"terms": list(before.terms)} if before is not None else None,
        after={"terms": list(group.terms)},
    )

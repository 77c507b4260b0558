"""The office puts a network's archive into a system that does not know the network."""

from collections.abc import Collection
from uuid import UUID

from pydantic import ValidationError

from services.registry.domain.exchange.archive import ArchiveBroken, ArchiveRow, NetworkArchive
from services.registry.domain.refusals import AlreadyRegistered, PartnerWasRemoved
from services.registry.storage import networks, removed_partners
from services.registry.storage.exchange.archive_parts import PARTS
from services.registry.storage.exchange.archives import put_back
from services.registry.use_cases.exchange.archived_events import events_of
from services.registry.use_cases.exchange.arriving_people import admitted
from shared.identity.actor import Actor
from shared.identity.audit import record
from shared.messaging.edge import Work


async def restore_network(
    work: Work, actor: Actor, archive: NetworkArchive, *, erased: Collection[UUID] = ()
) -> dict[str, int]:
    """Return how many rows of each part are new; what the city knew already stays, and persons it has `erased` stay erased.

    Raises AlreadyRegistered, PartnerWasRemoved or ArchiveBroken.
    """
    assert actor.account is not None, "every changing route asks for a credential"
    if await networks.known(work.connection, [archive.network]):
        raise AlreadyRegistered
    await _refuse_removed_partners(work, archive)
    archive = await admitted(work.connection, archive, erased)
    written: dict[str, int] = {}
    for part in PARTS:
        new = await put_back(work.connection, part, archive.rows(part.name))
        _announce(work, part.name, new, archive)
        written[part.name] = len(new)
    if [row["id"] for row in archive.rows("networks")] != [archive.network]:
        raise ArchiveBroken("networks")
    await record(
        work.connection,
        account=actor.account,
        action="restore-network",
        subject=("network", archive.network),
        at=work.now,
        after=written,
    )
    return written


async def _refuse_removed_partners(work: Work, archive: NetworkArchive) -> None:
    try:
        ids = [UUID(str(row["id"])) for row in archive.rows("partners")]
    except (KeyError, ValueError) as broken:
        raise ArchiveBroken("partners") from broken
    if await removed_partners.among(work.connection, ids):
        raise PartnerWasRemoved


def _announce(work: Work, part: str, rows: list[ArchiveRow], archive: NetworkArchive) -> None:
    try:
        for told in events_of(part, rows, archive):
            work.announce(told.subject, version=told.version, data=told.data, network=told.network)
    except (ValidationError, KeyError, ValueError, TypeError) as broken:
        raise ArchiveBroken(part) from broken

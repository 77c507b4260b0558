"""Holds the persons of an archive against what this deployment knows: nobody who was erased comes back with it."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.exchange.archive import ArchiveBroken, ArchiveRow, NetworkArchive
from services.registry.storage.persons import persons

# By which column a part names a person.
NAMED_BY: Mapping[str, str] = {
    "persons": "id",
    "person_fields": "person",
    "person_memberships": "person",
    "body_members": "person",
}


async def admitted(connection: AsyncConnection, archive: NetworkArchive, erased: Collection[UUID]) -> NetworkArchive:
    """Return the archive without persons who were erased here, and without fields of those who are here already.

    A field that is not here any more was revoked: the archive may be older than that. Raises ArchiveBroken.
    """
    try:
        named = {UUID(str(row["id"])) for row in archive.rows("persons")}
    except (KeyError, ValueError) as broken:
        raise ArchiveBroken("persons") from broken
    registered, gone_here = await persons.registered(connection, named)
    gone = {str(person) for person in (gone_here | set(erased))}
    without = {**dict.fromkeys(NAMED_BY, gone), "person_fields": gone | {str(person) for person in registered}}
    parts = {part: _others(archive, part, without.get(part, set())) for part in archive.parts}
    return NetworkArchive(archive.network, parts)


def _others(archive: NetworkArchive, part: str, without: Collection[str]) -> list[ArchiveRow]:
    if not without:
        return list(archive.rows(part))
    return [row for row in archive.rows(part) if str(row.get(NAMED_BY[part])) not in without]

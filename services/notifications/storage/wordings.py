"""Saves and finds the words of notices; a change is a new version."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifications.domain.wording import Address, Wording

MOST_VERSIONS = 100

_ADD = text(
    """
    INSERT INTO wordings (network, kind, language, version, subject, opening, closing, changed_at, changed_by)
    SELECT CAST(:network AS text), :kind, :language, coalesce(max(version), 0) + 1, :subject, :opening, :closing, :at, :account
    FROM wordings WHERE network IS NOT DISTINCT FROM CAST(:network AS text) AND kind = :kind AND language = :language
    """
)
_NEWEST = text(
    """
    SELECT DISTINCT ON (network, kind, language) network, kind, language, subject, opening, closing FROM wordings
    ORDER BY network, kind, language, version DESC
    """
)
_VERSIONS = text(
    """
    SELECT version, subject, opening, closing, changed_at FROM wordings
    WHERE network IS NOT DISTINCT FROM CAST(:network AS text) AND kind = :kind AND language = :language
    ORDER BY version DESC LIMIT :most
    """
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of somebody's words."""

    version: int
    wording: Wording
    changed_at: datetime


async def add(connection: AsyncConnection, address: Address, wording: Wording, *, at: datetime, account: str) -> None:
    """Save a new version."""
    network, kind, language = address
    told = {"network": network, "kind": kind, "language": language, "at": at, "account": account, **asdict(wording)}
    await connection.execute(_ADD, told)


async def newest(connection: AsyncConnection) -> Mapping[Address, Wording]:
    """Return the words that hold now."""
    return {
        (row.network, row.kind, row.language): Wording(subject=row.subject, opening=row.opening, closing=row.closing)
        for row in await connection.execute(_NEWEST)
    }


async def versions(connection: AsyncConnection, address: Address) -> Sequence[Version]:
    """Return somebody's versions, the newest first."""
    network, kind, language = address
    told = {"network": network, "kind": kind, "language": language, "most": MOST_VERSIONS}
    return [
        Version(
            version=row.version,
            wording=Wording(subject=row.subject, opening=row.opening, closing=row.closing),
            changed_at=row.changed_at,
        )
        for row in await connection.execute(_VERSIONS, told)
    ]

"""The repository of documents."""

from dataclasses import asdict
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.documents.document import Document
from services.registry.storage.documents.tables import DOCUMENTS


async def find(connection: AsyncConnection, network: str, document_id: UUID) -> Document | None:
    """Return a document of a network, None when it has no such one."""
    query = select(DOCUMENTS).where(DOCUMENTS.c.id == document_id, DOCUMENTS.c.network == network)
    row = (await connection.execute(query)).mappings().one_or_none()
    return None if row is None else Document(**row)


async def keep(connection: AsyncConnection, document: Document) -> None:
    """Write a new document."""
    await connection.execute(insert(DOCUMENTS).values(**asdict(document)))

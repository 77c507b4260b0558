"""How routes reach the journal of erasures; without one, a restored backup brings erased persons back."""

import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from shared.erasure.journal import ErasureJournal


async def _journal(request: Request) -> ErasureJournal | None:
    journal: ErasureJournal | None = request.app.state.erasure_journal
    return journal


Journal = Annotated[ErasureJournal | None, Depends(_journal)]
"""A route's parameter type: the journal, None when the settings name none."""


async def erased_persons(journal: ErasureJournal | None) -> frozenset[UUID]:
    """Return whoever was erased at any time, even before the database was made anew."""
    if journal is None:
        return frozenset()
    return frozenset(UUID(bytes=line.lookup) for line in await asyncio.to_thread(journal.read))

"""How routes reach the journal of erasures; without one, a restored backup brings erased persons back."""

from typing import Annotated

from fastapi import Depends, Request

from shared.erasure.journal import ErasureJournal


async def _journal(request: Request) -> ErasureJournal | None:
    journal: ErasureJournal | None = request.app.state.erasure_journal
    return journal


Journal = Annotated[ErasureJournal | None, Depends(_journal)]
"""A route's parameter type: the journal, None when the settings name none."""

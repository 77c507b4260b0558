"""Looks for partners that may be the one a record describes: at entry, and for the queue."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from services.registry.domain.duplicates.comparison import compare_prepared, prepare
from services.registry.domain.duplicates.evidence import Evidence, Verdict
from services.registry.domain.duplicates.keys import keys_of
from services.registry.domain.duplicates.record import Record
from services.registry.domain.partner import Partner, record_of
from services.registry.storage.duplicates import candidates

# Beyond these the shared keys no longer tell of one house; comparing them takes some 6 ms.
MOST_COMPARED = 20
# More than a person looks through at entry.
MOST_SHOWN = 10


@dataclass(frozen=True)
class Candidate:
    """A partner and what speaks for and against its being the same."""

    partner: Partner
    evidence: Evidence


async def find_candidates(
    connection: AsyncConnection, record: Record, *, without: Collection[UUID] = ()
) -> list[Candidate]:
    """Return the partners that may be the same, the surest first."""
    asked = prepare(record)
    sharing = await candidates.sharing_most(connection, keys_of(asked), most=MOST_COMPARED, without=without)
    compared = [Candidate(partner, compare_prepared(asked, prepare(record_of(partner)))) for partner in sharing]
    likely = [candidate for candidate in compared if candidate.evidence.verdict is not Verdict.DIFFERENT]
    return sorted(likely, key=lambda candidate: (-candidate.evidence.score, candidate.partner.id))

"""Lists offers by title: the values of one filter are alternatives, different filters must all hold.

A text is found by German stems, inside compound words (Krabbel in Babykrabbelgruppe) and in spite of a typing error.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Text, and_, cast, exists, func, literal, or_, select, text, tuple_
from sqlalchemy.dialects.postgresql import INT4RANGE
from sqlalchemy.ext.asyncio import AsyncConnection

from services.offers.domain.languages import canonical_tag
from services.offers.domain.offer import Status
from services.offers.domain.search.document import DERIVATION
from services.offers.domain.wording import forgiving, plain_words
from services.offers.storage.search.tables import DOCUMENTS
from services.offers.storage.tables import KNOWN_LIFE_PHASES, OFFERS
from services.offers.storage.visibility import STRANGER, Sight

SHORTEST_INFIX = 3
SHORTEST_WITH_TYPING_ERROR = 5
MOST_WORDS = 8
CONFIGURATION = text("'public.infamilie'::regconfig")


@dataclass(frozen=True, kw_only=True)
class OfferFilter:
    """What is looked for; an empty filter lets everything pass."""

    networks: Sequence[str] = ()
    ages_months: Sequence[int] = ()
    phases: Sequence[str] = ()
    themes: Sequence[str] = ()
    languages: Sequence[str] = ()
    organisations: Sequence[UUID] = ()
    statuses: Sequence[Status] = (Status.PUBLISHED,)
    words: str | None = None


@dataclass(frozen=True)
class Found:
    """An offer with the key of its place in the list; `shown` is what everybody reads of it as JSON, where that stands ready."""

    id: UUID
    sort_key: str
    organisation: UUID
    shown: str | None


async def search(
    connection: AsyncConnection,
    wanted: OfferFilter,
    *,
    limit: int,
    after: tuple[str, UUID] | None = None,
    sight: Sight = STRANGER,
) -> list[Found]:
    """Return at most `limit` offers that come after a key of the list, which is ordered by (sort_key, id)."""
    order = (OFFERS.c.sort_key, OFFERS.c.id)
    offer = OFFERS.c
    is_its = and_(
        DOCUMENTS.c.offer == offer.id, DOCUMENTS.c.version == offer.version, DOCUMENTS.c.derivation == DERIVATION
    )
    query = select(offer.id, offer.sort_key, offer.organisation, cast(DOCUMENTS.c.shown, Text).label("shown"))
    query = query.outerjoin(DOCUMENTS, is_its).where(_matches(wanted), sight.condition()).order_by(*order).limit(limit)
    if after is not None:
        query = query.where(tuple_(*order) > tuple_(literal(after[0]), literal(after[1])))
    return [Found(*row) for row in await connection.execute(query)]


def _matches(wanted: OfferFilter) -> ColumnElement[bool]:
    offer = OFFERS.c
    conditions: list[ColumnElement[bool]] = [offer.status.in_([status.value for status in wanted.statuses])]
    if wanted.networks:
        conditions.append(offer.network.in_(wanted.networks))
    if wanted.organisations:
        conditions.append(offer.organisation.in_(wanted.organisations))
    if wanted.themes:
        conditions.append(offer.themes.overlap(list(wanted.themes)))
    if wanted.languages:
        conditions.append(offer.languages.overlap([canonical_tag(tag) for tag in wanted.languages]))
    if wanted.ages_months:
        conditions.append(or_(*(offer.ages.contains(age) for age in wanted.ages_months)))
    if wanted.phases:
        conditions.append(_in_phases(wanted.phases))
    if wanted.words is not None:
        conditions.extend(has_word(word) for word in plain_words(wanted.words)[:MOST_WORDS])
    return and_(*conditions)


def _in_phases(keys: Sequence[str]) -> ColumnElement[bool]:
    phase = KNOWN_LIFE_PHASES.c
    interval = func.int4range(phase.min_months, phase.max_months, type_=INT4RANGE)
    return exists().where(phase.key.in_(keys), OFFERS.c.ages.overlaps(interval))


def has_word(word: str) -> ColumnElement[bool]:
    """Return whether an offer has the word: by its stem, inside another word, or nearly so; a filler word (und) always."""
    stems = func.plainto_tsquery(CONFIGURATION, word)
    spelled = forgiving(word)
    ways: list[ColumnElement[bool]] = [func.numnode(stems) == 0, OFFERS.c.search.op("@@", is_comparison=True)(stems)]
    if len(spelled) >= SHORTEST_INFIX:
        ways.append(OFFERS.c.words.contains(spelled, autoescape=True))
    if len(spelled) >= SHORTEST_WITH_TYPING_ERROR:
        ways.append(literal(spelled).op("<%", is_comparison=True)(OFFERS.c.words))
    return or_(*ways)

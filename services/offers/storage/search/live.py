"""The catalogue in memory, exact: before each answer it takes over what the database has got since the last one."""

import asyncio
import gc
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import RowMapping, or_, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.offers.domain.ages import Ages
from services.offers.domain.search.catalogue import Catalogue
from services.offers.domain.search.document import SearchDocument
from services.offers.domain.search.facets import Phases
from services.offers.domain.search.matching import Hits
from services.offers.domain.search.question import Quarters
from services.offers.domain.search.suggestions import Titles
from services.offers.domain.search.synonyms import Synonyms, Term
from services.offers.domain.search.words import compared_words
from services.offers.storage import aliases
from services.offers.storage.search import synonyms
from services.offers.storage.search.documents import document_in
from services.offers.storage.search.standing import SharedLook, Standing, read_standing
from services.offers.storage.search.tables import DOCUMENTS, FOUND_BY, QUARTERS
from services.offers.storage.search.words import look_up
from services.offers.storage.tables import KNOWN_LIFE_PHASES
from shared.messaging.slots import Slots, in_slot

ROWS_A_STRETCH = 500
MOST_WORDS_KEPT = 20_000
# Looking up a word is the only slow query of a search; the others must not wait for a connection behind it.
MOST_LOOKING_UP = 2
MOST_PHASES, MOST_QUARTERS = 100, 1_000
_SUBJECTS = text(
    "SELECT DISTINCT subject FROM event_log WHERE position > :after AND position <= :until "
    "AND (subject LIKE 'offer/%' OR subject LIKE 'synonyms/%')"
)


@dataclass
class Knowledge:
    """All that answers are made from, as of one moment of the database."""

    standing: Standing
    catalogue: Catalogue
    titles: Titles = field(default_factory=Titles)
    synonyms: Synonyms = field(default_factory=Synonyms)
    quarters: Quarters = field(default_factory=dict)
    phases: Phases = field(default_factory=dict)
    merged: Mapping[UUID, UUID] = field(default_factory=dict)
    looked: dict[str, Hits] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)

    def put(self, document: SearchDocument) -> None:
        """Add an offer; words nobody had used yet may be hits of words that were looked up before."""
        self.catalogue.put(document)
        self.titles.put(document.offer, document.title)
        before = len(self.words)
        self.words.update(document.title_words, document.other_words)
        if len(self.words) > before:
            self.looked.clear()

    def remove(self, offer: UUID) -> None:
        """Take an offer out."""
        self.catalogue.remove(offer)
        self.titles.remove(offer)


class LiveCatalogue:
    """Owned by the running service; `current` is the only way in."""

    def __init__(self, engine: AsyncEngine, slots: Slots, *, city_wide: str | None = None) -> None:
        self.city_wide = city_wide
        self._engine = engine
        self._slots = slots
        self._look = SharedLook(self._read_standing)
        self._lock = asyncio.Lock()
        self._looking_up = asyncio.Semaphore(MOST_LOOKING_UP)
        self._known: Knowledge | None = None

    async def standing(self) -> Standing:
        """Return how far the database is now."""
        return await self._look.now()

    async def current(self, standing: Standing | None = None) -> Knowledge:
        """Return what is known as of now or later; or as of a standing that was just read."""
        standing = standing or await self.standing()
        known = self._known
        if known is not None and known.standing == standing:
            return known
        async with self._lock:
            return await self._caught_up(standing)

    async def hits(self, known: Knowledge, words: Sequence[str]) -> dict[str, Hits]:
        """Return what the catalogue's words have to do with these; asked once, until there are new words."""
        hits = {word: known.looked[word] for word in words if word in known.looked}
        if len(hits) < len(set(words)):
            async with self._looking_up:
                await self._look_up(known, words, hits)
        return hits

    async def _look_up(self, known: Knowledge, words: Sequence[str], hits: dict[str, Hits]) -> None:
        """Somebody else may have asked for the same meanwhile."""
        hits.update({word: known.looked[word] for word in words if word in known.looked})
        if missing := set(words) - hits.keys():
            async with self._slots.reading() as connection:
                found = await look_up(connection, missing)
            if len(known.looked) > MOST_WORDS_KEPT:
                known.looked.clear()
            known.looked.update(found)
            hits.update(found)

    async def _read_standing(self) -> Standing:
        slot = self._slots.live.slot
        async with self._slots.reading() as connection:
            return await read_standing(connection, slot)

    async def _caught_up(self, wanted: Standing) -> Knowledge:
        known = self._known
        if known is not None and known.standing == wanted:
            return known
        async with self._snapshot() as connection:
            standing = await read_standing(connection, self._slots.live.slot)
            if known is None or known.standing.told > standing.told or known.standing.refreshed > standing.refreshed:
                known = await self._read_all(connection, standing)
            else:
                await _follow(connection, known, standing)
        self._known = known
        return known

    @asynccontextmanager
    async def _snapshot(self) -> AsyncIterator[AsyncConnection]:
        reading = self._engine.execution_options(isolation_level="REPEATABLE READ")
        async with reading.connect() as plain:
            yield await in_slot(plain, self._slots.live.slot)

    async def _read_all(self, connection: AsyncConnection, standing: Standing) -> Knowledge:
        known = Knowledge(standing, Catalogue(city_wide=self.city_wide))
        query = select(*FOUND_BY).order_by(DOCUMENTS.c.network, DOCUMENTS.c.offer)
        rows = await connection.stream(query.execution_options(yield_per=ROWS_A_STRETCH))
        async for stretch in rows.mappings().partitions():
            for row in stretch:
                known.put(document_in(row))
            await asyncio.sleep(0)
        await _read_vocabulary(connection, known)
        known.synonyms = Synonyms.of(await synonyms.every(connection))
        # What was read stays for good: looking through a hundred thousand offers for garbage holds everybody up for 0.3 s.
        gc.freeze()
        return known


async def _follow(connection: AsyncConnection, known: Knowledge, standing: Standing) -> None:
    """Read first and change then, without a pause: nobody sees half a step."""
    before = known.standing
    subjects = await _subjects_between(connection, before.told, standing.told)
    offers = [UUID(subject.partition("/")[2]) for subject in subjects if subject.startswith("offer/")]
    changed = [document_in(row) for row in await _documents(connection, offers, refreshed_after=before.refreshed)]
    groups = await synonyms.every(connection) if len(offers) < len(subjects) else None
    if (before.heard, before.slot) != (standing.heard, standing.slot):
        await _read_vocabulary(connection, known)
    for offer in set(offers) - {document.offer for document in changed}:
        known.remove(offer)
    for document in changed:
        known.put(document)
    if groups is not None:
        known.synonyms = Synonyms.of(groups)
    known.standing = standing


async def _subjects_between(connection: AsyncConnection, after: int, until: int) -> Sequence[str]:
    if after == until:
        return ()
    return (await connection.execute(_SUBJECTS, {"after": after, "until": until})).scalars().all()


async def _documents(connection: AsyncConnection, offers: list[UUID], *, refreshed_after: int) -> Sequence[RowMapping]:
    changed = or_(DOCUMENTS.c.offer.in_(offers), DOCUMENTS.c.refresh > refreshed_after)
    return (await connection.execute(select(*FOUND_BY).where(changed).order_by(DOCUMENTS.c.offer))).mappings().all()


async def _read_vocabulary(connection: AsyncConnection, known: Knowledge) -> None:
    """What the registry tells: the quarters' names, the life phases, and which organisations were merged."""
    quarters = (await connection.execute(select(QUARTERS).order_by(QUARTERS.c.network).limit(MOST_QUARTERS))).all()
    phase = KNOWN_LIFE_PHASES.c
    ordered = select(KNOWN_LIFE_PHASES).order_by(phase.place_in_order, phase.key).limit(MOST_PHASES)
    phases = (await connection.execute(ordered)).all()
    known.phases = {row.key: Ages(row.min_months, row.max_months) for row in phases}
    named: dict[Term, list[str]] = defaultdict(list)
    for row in quarters:
        for name in {compared_words(name) for name in (row.label, row.network, row.short_label)} - {()}:
            named[name].append(row.network)
    known.quarters = named
    known.merged = await aliases.merged(connection)

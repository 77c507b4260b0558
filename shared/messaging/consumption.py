"""One projection slot being filled from all announced sources; sources that appear while it runs are taken up."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

import httpx
from faststream.redis import RedisBroker
from redis.exceptions import RedisError
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.contracts.catalogue import CATALOGUE, Catalogue
from shared.database.failures import passes_by_itself
from shared.ending import end
from shared.messaging.applying import Applier, Step, _no_step
from shared.messaging.batch import Listener
from shared.messaging.checkpoints import Checkpoint
from shared.messaging.feed_client import FeedClient
from shared.messaging.observation import Observation
from shared.messaging.slots import BeforeSwap, in_slot
from shared.messaging.source_reader import SourceReader, State
from shared.messaging.sources import LISTENER as SOURCES_LISTENER
from shared.messaging.sources import Announced, announced
from shared.messaging.stream import stream_name
from shared.messaging.subscription import Subscription

LOOK_SECONDS = 0.5
FEED_SECONDS = 5.0
# Without the broker, or after a feed that did not answer, the next try comes sooner.
FEED_SECONDS_IN_NEED = 1.0
LONG_AGO = float("-inf")


@dataclass(frozen=True)
class Consumed:
    """What a service listens to: its listeners, the producers they concern and where the first source's feed is."""

    listeners: tuple[Listener, ...]
    producers: frozenset[str]
    registry_source: str
    registry_feed: str
    number: int = 1
    catalogue: Catalogue = CATALOGUE
    step: Step = _no_step
    before_swap: BeforeSwap | None = None


@dataclass
class Following:
    """One source in work: its reader, its stream subscription, and when the feed was asked last."""

    reader: SourceReader
    subscription: Subscription | None = None
    asked_at: float = LONG_AGO
    asking: asyncio.Task[None] | None = None


class Consumption:
    """Follows every source of interest into one slot until cancelled."""

    def __init__(
        self,
        *,
        consumed: Consumed,
        slot: str,
        engine: AsyncEngine,
        broker: RedisBroker,
        http: httpx.AsyncClient,
        observe: Observation,
        clock: Callable[[], datetime],
        rebuilding: bool = False,
    ) -> None:
        self.slot = slot
        self.following: dict[str, Following] = {}
        self._consumed = consumed
        self._engine = engine
        self._broker = broker
        self._http = http
        self._observe = observe
        self._announced = Announced([])
        self._looked = False
        self._applier = Applier(
            engine=engine,
            slot=slot,
            listeners=(SOURCES_LISTENER, *consumed.listeners),
            observe=observe,
            clock=clock,
            rebuilding=rebuilding,
            step=consumed.step,
        )

    @property
    def applier(self) -> Applier:
        """What brings batches into this slot."""
        return self._applier

    @property
    def readers(self) -> Sequence[SourceReader]:
        """The readers of all followed sources."""
        return [following.reader for following in self.following.values()]

    @property
    def has_caught_up(self) -> bool:
        """Return whether every announced source is applied up to its feed's head."""
        return self._looked and all(reader.has_caught_up for reader in self.readers)

    @property
    def diverged(self) -> frozenset[str]:
        """The sources that no longer have the history that was applied."""
        return frozenset(reader.source for reader in self.readers if reader.state is State.DIVERGED)

    @property
    def has_diverged(self) -> bool:
        """Return whether there are any."""
        return bool(self.diverged)

    @property
    def is_spoilt(self) -> bool:
        """Return whether this rebuild has read events that were emptied since, and has to begin again."""
        return self._applier.is_spoilt

    @property
    def reached(self) -> dict[str, int]:
        """The position up to which each source is applied."""
        return {reader.source: reader.checkpoint.position for reader in self.readers if reader.checkpoint is not None}

    async def run(self) -> None:
        """Follow sources until cancelled."""
        try:
            while True:
                await self._look()
                is_up = await self._broker_answers()
                for following in list(self.following.values()):
                    await self._tend(following, is_up=is_up)
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            for following in self.following.values():
                await self._drop(following)

    async def _look(self) -> None:
        """Read which sources are announced; a database that is away is asked again in the next round."""
        knows_all = self._registry_has_caught_up()
        try:
            async with self._engine.connect() as plain:
                self._announced = await announced(await in_slot(plain, self.slot))
        except Exception as failure:
            if not passes_by_itself(failure):
                raise
            self._observe.consumer_away(self._consumed.registry_source, failure)
            return
        feeds = {
            source.source: source.feed_url
            for source in self._announced.by_name.values()
            if source.producer in self._consumed.producers and not source.retired
        }
        feeds.setdefault(self._consumed.registry_source, self._consumed.registry_feed)
        for source, url in feeds.items():
            if source not in self.following:
                self.following[source] = Following(self._reader(source, url))
        for source in self.following.keys() - feeds.keys():
            await self._drop(self.following.pop(source))
        self._looked = knows_all

    def _registry_has_caught_up(self) -> bool:
        """Asked before the announcements are read, or the last of them could be missed."""
        registry = self.following.get(self._consumed.registry_source)
        return registry is not None and registry.reader.has_caught_up

    def _reader(self, source: str, url: str) -> SourceReader:
        return SourceReader(
            source=source,
            feed=FeedClient(self._http, url),
            applier=self._applier,
            engine=self._engine,
            catalogue=self._consumed.catalogue,
            announced=lambda: self._announced,
            observe=self._observe,
            on_epoch=self._change_epoch,
        )

    async def _broker_answers(self) -> bool:
        try:
            client = await self._broker.connect()
            async with asyncio.timeout(2):
                return bool(await client.ping())
        except (RedisError, OSError, TimeoutError) as away:
            self._observe.consumer_away("broker", away)
            return False

    async def _tend(self, following: Following, *, is_up: bool) -> None:
        if following.reader.is_halted:
            await self._drop(following)
            return
        if following.subscription is None and is_up:
            await self._subscribe(following)
        pause = FEED_SECONDS if is_up and not following.reader.feed_is_away else FEED_SECONDS_IN_NEED
        if monotonic() >= following.asked_at + pause and (following.asking is None or following.asking.done()):
            following.asking = asyncio.create_task(following.reader.ask_the_feed())
            following.asked_at = monotonic()

    async def _subscribe(self, following: Following) -> None:
        checkpoint = following.reader.checkpoint
        if checkpoint is None or not checkpoint.epoch:
            return
        following.asked_at = LONG_AGO
        following.subscription = Subscription(
            self._broker,
            name=stream_name(checkpoint.source, checkpoint.epoch),
            after=checkpoint.position,
            read_ahead=following.reader.read_ahead,
            take=following.reader.take,
        )
        try:
            await following.subscription.start()
        except (RedisError, OSError, TimeoutError):
            await self._drop(following)

    async def _change_epoch(self, checkpoint: Checkpoint) -> None:
        following = self.following.get(checkpoint.source)
        if following is not None and following.subscription is not None:
            subscription, following.subscription = following.subscription, None
            await subscription.stop()

    async def _drop(self, following: Following) -> None:
        if following.asking is not None:
            await end(following.asking)
        if following.subscription is not None:
            subscription, following.subscription = following.subscription, None
            await subscription.stop()
        following.reader.stop_looking_ahead()

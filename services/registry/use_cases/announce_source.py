"""The office announces an event source: where its feed is and for which networks it speaks."""

from services.registry.domain.source import Source
from services.registry.storage import sources
from services.registry.use_cases.references import insist_on_networks
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import SourceAnnounced
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def announce_source(work: Work, actor: Actor, source: Source, *, condition: WriteCondition) -> Source:
    """Return the source as it stands now; raises UnknownReference."""
    before = await sources.find(work.connection, source.source)
    check(condition, before)
    await insist_on_networks(work.connection, "networks", *source.networks)
    return await settle(
        work,
        actor,
        subject=f"source/{source.source}",
        before=before,
        after=source,
        save=sources.save,
        contract=SourceAnnounced,
    )

"""The office defines what is measured, and describes where figures come from."""

from services.registry.domain.indicators.indicator import RESERVED_KEYS, Indicator
from services.registry.domain.indicators.source import IndicatorSource
from services.registry.domain.refusals import AlreadyRegistered, UnknownReference
from services.registry.storage.indicators import indicators, sources, values
from services.registry.use_cases.settle import check, settle
from shared.contracts.registry import IndicatorDefined, IndicatorSourceDefined
from shared.identity.actor import Actor
from shared.messaging.edge import Work
from shared.web.etag import WriteCondition


async def define_indicator(work: Work, actor: Actor, indicator: Indicator, *, condition: WriteCondition) -> Indicator:
    """Return the indicator as it stands now; raises AlreadyRegistered for a key that is a route's name."""
    if indicator.key in RESERVED_KEYS:
        raise AlreadyRegistered
    before = await indicators.find(work.connection, indicator.key)
    check(condition, before)
    return await settle(
        work,
        actor,
        subject=f"indicator/{indicator.key}",
        before=before,
        after=indicator,
        save=indicators.save,
        contract=IndicatorDefined,
    )


async def describe_source(
    work: Work, actor: Actor, source: IndicatorSource, *, condition: WriteCondition
) -> IndicatorSource:
    """Return the source as it stands now; raises UnknownReference for indicators or areas that its columns name."""
    before = await sources.find(work.connection, source.key)
    check(condition, before)
    named = set(source.columns.indicators.values())
    unknown = named - await indicators.known(work.connection, named)
    if unknown:
        raise UnknownReference("columns/indicators", sorted(unknown))
    unknown = set(source.columns.area_names.values()) - {area for area, _ in await values.area_names(work.connection)}
    if unknown:
        raise UnknownReference("columns/area_names", sorted(unknown))
    return await settle(
        work,
        actor,
        subject=f"indicator-source/{source.key}",
        before=before,
        after=source,
        save=sources.save,
        contract=IndicatorSourceDefined,
    )

"""The office imports a source's table: first to see what would happen, then for good; the same table again changes nothing."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from services.registry.domain.exchange.sheet import RowFault, Rows, folded, rows_below
from services.registry.domain.indicators.reading import Known, Readings, read_values
from services.registry.domain.indicators.value import IndicatorValue
from services.registry.domain.refusals import NothingHere
from services.registry.storage.indicators import indicators, sources, values
from shared.contracts.registry import IndicatorValuesDefined
from shared.identity.actor import Actor
from shared.identity.audit import record
from shared.messaging.edge import Work


@dataclass(frozen=True, kw_only=True)
class ImportReport:
    """What a table brought, in figures, and what of it could not be taken."""

    dry_run: bool
    rows: int
    new: int
    changed: int
    unchanged: int
    suppressed: int
    faults: tuple[RowFault, ...]


async def import_values(work: Work, actor: Actor, source_key: str, rows: Rows, *, dry_run: bool) -> ImportReport:
    """Return the report; raises NothingHere for the source, HeadingsMissing or TooManyRows."""
    source = await sources.find(work.connection, source_key, locked=not dry_run)
    if source is None:
        raise NothingHere
    sheet = rows_below(rows, wanted=source.columns.headings)
    readings = read_values(sheet, source, await _known(work))
    news = await _news(work, source_key, readings)
    report = _report(readings, news, rows=len(sheet), dry_run=dry_run)
    if news and not dry_run:
        await _settle(work, actor, source_key, news, report)
    return report


async def _known(work: Work) -> Known:
    defined = await indicators.every(work.connection)
    areas = await values.area_names(work.connection)
    return Known(
        areas={folded(name): area for area, label in areas for name in (label, area)},
        indicators={folded(name): each.key for each in defined for name in (each.label, each.key)},
        units={each.key: each.unit for each in defined},
    )


async def _news(work: Work, source: str, readings: Readings) -> Sequence[IndicatorValue]:
    """Return what differs from what stands, each in its next version."""
    standing = await values.standing(work.connection, source, {value.year for value in readings.values})
    news = []
    for value in readings.values:
        before = standing.get(value.place)
        version = 0 if before is None else before.version
        if replace(value, version=version) != before:
            news.append(replace(value, version=version + 1))
    return news


def _report(readings: Readings, news: Sequence[IndicatorValue], *, rows: int, dry_run: bool) -> ImportReport:
    new = sum(value.version == 1 for value in news)
    return ImportReport(
        dry_run=dry_run,
        rows=rows,
        new=new,
        changed=len(news) - new,
        unchanged=len(readings.values) - len(news),
        suppressed=sum(value.suppressed for value in readings.values),
        faults=readings.faults,
    )


async def _settle(work: Work, actor: Actor, source: str, news: Sequence[IndicatorValue], report: ImportReport) -> None:
    assert actor.account is not None, "every changing route asks for a credential"
    await values.save_all(work.connection, news, at=work.now)
    for value in news:
        data = IndicatorValuesDefined.model_validate(asdict(value))
        work.announce(value.subject, version=value.version, data=data)
    await record(
        work.connection,
        account=actor.account,
        action="import-indicator-values",
        subject=("indicator-source", source),
        at=work.now,
        after={"new": report.new, "changed": report.changed, "faults": len(report.faults)},
    )

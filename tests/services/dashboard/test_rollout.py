"""What the office sees of the roll-out: each quarter's plan, what is overdue, and how the networks see themselves."""

from datetime import date
from typing import Any

from sqlalchemy import RowMapping, Table, select

from services.dashboard.storage.rollout_tables import GATE_ALARMS, ROLLOUT_PLANS, ROLLOUT_TEMPLATES, SELF_ASSESSMENTS
from services.registry.domain.rollout.self_assessment import SUCCESS_FACTORS
from services.registry.use_cases.rollout.announce_gates import announce_gates
from shared.calendar_day import local_day
from tests.services.dashboard.city import REGISTRY, City, Quarter

EVIDENCE = {"title": "Beschluss", "dated": "2024-03-01"}


async def kept(quarter: Quarter, table: Table) -> list[RowMapping]:
    """The quarter's rows, after everything told so far was heard."""
    city = quarter.city
    await city.heard()
    query = select(table).where(table.c.network == quarter.network).order_by(*table.primary_key.columns)
    async with city.dashboard.running.edge.reading() as connection:
        return list((await connection.execute(query)).mappings())


async def planned(quarter: Quarter, **said: Any) -> None:
    body = {"started_on": "2024-01-15", **said}
    await quarter.city.put(quarter.city.registry, f"/rollout/plans/{quarter.network}", body)


async def test_a_plan_is_seen_in_its_newest_state(quarter: Quarter) -> None:
    await planned(quarter)
    opening = {"opened_on": "2024-03-01", "evidence": EVIDENCE}
    path = f"/rollout/plans/{quarter.network}/gates/auftrag"
    await quarter.city.put(quarter.city.registry, path, opening, version=1)

    (plan,) = await kept(quarter, ROLLOUT_PLANS)

    first, *rest = plan["gates"]
    assert (plan["round"], plan["started_on"], plan["subject_version"]) == (1, date(2024, 1, 15), 2)
    assert (first["label"], first["opened_on"], {gate["opened_on"] for gate in rest}) == (
        "Auftrag",
        "2024-03-01",
        {None},
    )


async def test_the_template_is_seen(city: City, quarter: Quarter) -> None:
    await planned(quarter)
    await city.heard()

    async with city.dashboard.running.edge.reading() as connection:
        (template,) = (await connection.execute(select(ROLLOUT_TEMPLATES))).mappings().all()

    assert (template["key"], len(template["phases"])) == ("standard", 8)


async def test_an_overdue_gate_is_seen(city: City, quarter: Quarter) -> None:
    await planned(quarter)
    async with city.registry.running.edge.transaction() as work:
        await announce_gates(work, today=local_day(work.now))
    city.told[REGISTRY] = work.position

    alarms = await kept(quarter, GATE_ALARMS)

    overdue = {alarm["phase"]: alarm["planned_end"] for alarm in alarms if alarm["is_overdue"]}
    assert (overdue["auftrag"], len(overdue)) == (date(2024, 3, 15), 7)


async def test_self_assessments_are_seen_year_by_year(city: City, quarter: Quarter) -> None:
    for year, score in ((2025, 3), (2026, 4)):
        body = {"scores": [{"factor": factor, "score": score} for factor in SUCCESS_FACTORS]}
        await city.put(city.registry, f"/rollout/assessments/{quarter.network}/{year}", body)

    assessed = await kept(quarter, SELF_ASSESSMENTS)

    assert [(row["year"], row["scores"][0]["score"]) for row in assessed] == [(2025, 3), (2026, 4)]

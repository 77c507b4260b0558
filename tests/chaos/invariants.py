"""What must hold after every scenario, whatever was killed, emptied or put back."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import orjson

from deploy.local.installation import SECOND_OFFERS
from tests.chaos.environment import WITNESS
from tests.chaos.families import Family
from tests.chaos.fold import COMMON, OFFER, TABLES, audible, differences
from tests.chaos.ledger import MailCount, count_mails
from tests.chaos.load import Written
from tests.chaos.log_reading import Log, Logged, read_log, source_of
from tests.chaos.settling import FOLLOWS, live_slot
from tests.chaos.town import Town

TOLD = (*OFFER[1:], "network-defined", "membership-changed", "anchor-site-defined")
KEPT_ACTIVITIES = 9_000


@dataclass
class Expectation:
    """What a scenario makes of the invariants: what may be parked or refused, and what a restore has taken away."""

    second_offers: bool = False
    poisoned: dict[str, set[tuple[str, int]]] = field(default_factory=dict)
    unparked: bool = False
    refused: tuple[str, ...] = ()
    former_events: list[Logged] = field(default_factory=list)
    base_of_offers: int | None = None
    except_for: frozenset[str] = frozenset()
    mails_may_repeat: int = 0
    mails_forgotten: int = 0
    compares_mails: bool = True


@dataclass
class Findings:
    """What was counted, and what does not hold."""

    events: int = 0
    mails: MailCount = field(default_factory=MailCount)
    problems: list[str] = field(default_factory=list)


async def examine(town: Town, expected: Expectation, families: tuple[Family, ...], **written: Written) -> Findings:
    """Check all invariants."""
    instances = [*town.services, *((SECOND_OFFERS,) if expected.second_offers else ())]
    logs = {instance: await read_log(town, instance) for instance in instances}
    found = Findings(events=sum(len(log) - town.base_heads.get(source_of(name), 0) for name, log in logs.items()))
    for instance, log in logs.items():
        found.problems += _gaps(instance, log)
    for service, known in written.items():
        spoken = [event for name, log in logs.items() if name.partition("-")[0] == service for event in log]
        found.problems += _lost_changes(service, spoken, known)
    for consumer in (*instances, WITNESS):
        if consumer in FOLLOWS and consumer not in expected.except_for:
            found.problems += await _state_differs(town, consumer, logs, expected)
    if expected.compares_mails:
        await _mails(town, logs, expected, families, found)
    if "dashboard" in town.services and "dashboard" not in expected.except_for:
        found.problems += await _activities_differ(town, logs, expected)
    return found


def _gaps(instance: str, log: Log) -> list[str]:
    whole = [event.position for event in log] == list(range(1, len(log) + 1))
    return [] if whole else [f"the log of {instance} has gaps"]


def _lost_changes(service: str, log: Log, known: Written) -> list[str]:
    """Each acknowledged version of a subject stands in the log once, and none beside them."""
    versions = Counter((event.subject, event.version) for event in log)
    wanted = {(subject, version) for subject, newest in known.versions.items() for version in range(1, newest + 1)}
    problems = [f"{service}: acknowledged, but not in the log: {key}" for key in sorted(wanted - versions.keys())[:3]]
    doubled = [key for key, times in versions.items() if times > 1 and key in wanted]
    problems += [f"{service}: was committed and is gone: {subject}" for subject in list(known.lost)[:3]]
    return problems + [f"{service}: twice in the log: {key}" for key in doubled[:3]]


async def _state_differs(town: Town, consumer: str, logs: dict[str, Log], expected: Expectation) -> list[str]:
    service = consumer.partition("-")[0]
    followed = [log for name, log in logs.items() if name.partition("-")[0] in FOLLOWS[consumer]]
    poisoned = expected.poisoned.get(consumer, set())
    heard, foreign = audible(followed, deaf_to=poisoned)
    problems = []
    async with town.databases.of(consumer) as connection:
        slot = await live_slot(connection)
        for name, table in {**COMMON, **TABLES[service]}.items():
            rows = [
                orjson.loads(row[0]) for row in await connection.fetch(f"SELECT to_jsonb(t)::text FROM {slot}.{name} t")
            ]
            problems += [f"{consumer}.{name}: {text}" for text in differences(table, rows, heard)[:2]]
        if consumer == WITNESS:
            effects = await connection.fetch(f"SELECT source, position, event_id FROM {slot}.effects")
            problems += _effects_differ(effects, (event for event in heard if event.name in OFFER))
        letters = await connection.fetch("SELECT source, position FROM dead_letters WHERE state = 'parked'")
    parked = {(row["source"], row["position"]) for row in letters}
    put_aside = {(event.source, event.position) for event in foreign} | poisoned
    if parked != put_aside and not expected.unparked:
        problems.append(f"{consumer} has parked {sorted(parked)[:3]}, not {sorted(put_aside)[:3]}")
    return problems


def _effects_differ(effects: list[Any], events: Iterable[Logged]) -> list[str]:
    seen = Counter((row["source"], row["position"], row["event_id"]) for row in effects)
    wanted = {(event.source, event.position, event.id) for event in events}
    problems = [f"no effect of {key}" for key in list(wanted - seen.keys())[:2]]
    problems += [f"an effect of nothing: {key}" for key in list(seen.keys() - wanted)[:2]]
    return problems + [f"effect {times} times: {key}" for key, times in seen.items() if times > 1][:2]


async def _mails(
    town: Town, logs: dict[str, Log], expected: Expectation, families: tuple[Family, ...], found: Findings
) -> None:
    base = town.base_heads["/offers/city"] if expected.base_of_offers is None else expected.base_of_offers
    heard, _ = audible([log for name, log in logs.items() if name != "notifications"],
                       deaf_to=expected.poisoned.get("notifications", ()))  # fmt: skip
    news = [e for e in heard if e.source.startswith("/offers/") and (e.source != "/offers/city" or e.position > base)]
    found.mails = await count_mails(
        town, [*expected.former_events, *news], families, refused=expected.refused, forgotten=expected.mails_forgotten
    )
    found.problems += found.mails.problems
    if found.mails.doubled > expected.mails_may_repeat:
        found.problems.append(f"{found.mails.doubled} mails came twice, {expected.mails_may_repeat} may")
    told = Counter(
        (event.data["offer"], event.data["notice_version"])
        for event in logs["notifications"]
        if event.name == "offer-announced"
    )
    found.problems += [f"announced {times} times: {key}" for key, times in told.items() if times > 1][:2]


async def _activities_differ(town: Town, logs: dict[str, Log], expected: Expectation) -> list[str]:
    heard, _ = audible(list(logs.values()), deaf_to=expected.poisoned.get("dashboard", ()))
    wanted = {(event.source, event.position): event.id for event in heard if event.name in TOLD}
    async with town.databases.of("dashboard") as connection:
        live = await connection.fetchval("SELECT live FROM projection_slot")
        rows = await connection.fetch(f"SELECT source, source_position, event_id FROM {live}.activity")
    told = Counter((row["source"], row["source_position"]) for row in rows)
    wrong = [row for row in rows if wanted.get((row["source"], row["source_position"])) != row["event_id"]]
    problems = [f"dashboard tells twice of {key}" for key, times in told.items() if times > 1][:2]
    problems += [f"dashboard tells of what is in no log: {row['source']} {row['source_position']}" for row in wrong[:2]]
    is_whole = len(wanted) <= KEPT_ACTIVITIES
    return problems + [
        f"dashboard does not tell of {key}" for key in sorted(wanted.keys() - told.keys())[:2] if is_whole
    ]

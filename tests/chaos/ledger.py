"""Whom notifications must have told of what, what its ledger says, and what the mailbox holds."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from tests.chaos.families import Family
from tests.chaos.log_reading import Logged
from tests.chaos.town import Town

MESSAGE_ID = re.compile(rb"^Message-ID: <([0-9a-f-]{36})@", re.MULTILINE | re.IGNORECASE)
HEAD_BYTES = 4096

TELLING = {"offer-published", "offer-changed", "offer-paused", "offer-withdrawn"}

Owed = tuple[UUID, int, UUID]


@dataclass
class MailCount:
    """The mails of a scenario; `doubled` is how many came more than once."""

    mails: int = 0
    doubled: int = 0
    outdated: int = 0
    problems: list[str] = field(default_factory=list)


def occasions(events: Iterable[Logged]) -> dict[tuple[UUID, int], Logged]:
    """Return the first event of each notice-worthy version of an offer."""
    first: dict[tuple[UUID, int], Logged] = {}
    for event in events:
        if event.name in TELLING and event.data["notice_version"] > 0:
            first.setdefault((UUID(event.data["id"]), event.data["notice_version"]), event)
    return first


def owed(events: Iterable[Logged], families: Sequence[Family]) -> set[Owed]:
    """Return who must be told of which version: person by person, by the rule and not by the service's SQL."""
    return {
        (offer, version, family.person)
        for (offer, version), event in occasions(events).items()
        for family in families
        if family.wants(dict(event.data), at=event.time)
    }


async def count_mails(
    town: Town, events: Sequence[Logged], families: Sequence[Family], *, refused: Iterable[str] = (), forgotten: int = 0
) -> MailCount:
    """Compare ledger and mailbox with what is owed.

    `refused` are addresses whose mails may fail; `forgotten` is how many mails a restored ledger may know nothing of.
    """
    count = MailCount()
    async with town.databases.of("notifications") as connection:
        rows = await connection.fetch(
            "SELECT id, person, offer, notice_version, state FROM deliveries WHERE offer IS NOT NULL"
        )
        suppressed = {
            row["person"]
            for row in await connection.fetch("SELECT person FROM addresses WHERE suppressed_at IS NOT NULL")
        }
    ledger = Counter((row["offer"], row["notice_version"], row["person"]) for row in rows)
    wanted = owed(events, families)
    _tell(count, "mails not in the ledger", wanted - ledger.keys())
    _tell(count, "mails nobody is owed", ledger.keys() - wanted)
    _tell(count, "doubled ledger rows", {key for key, times in ledger.items() if times > 1})
    received = Counter(_message_ids(town.installation.data_dir / "mailbox" / "mails"))
    may_fail = {family.person for family in families if family.address in set(refused)}
    _tell(
        count, "accepted, but not in the mailbox", {r["id"] for r in rows if r["state"] == "accepted"} - received.keys()
    )
    unknown = received.keys() - {row["id"] for row in rows}
    _tell(count, "mails that no ledger knows", unknown if len(unknown) > forgotten else set())
    _tell(count, "failed", {r["id"] for r in rows if r["state"] == "failed" and r["person"] not in may_fail})
    _tell(count, "never sent", {r["id"] for r in rows if r["state"] in {"created", "sending"}})
    standing = _newest(events)
    # An address that was refused for good gets nothing more, whatever was due to it.
    outdated = [row for row in rows if row["state"] == "outdated" and row["person"] not in suppressed & may_fail]
    _tell(
        count, "outdated without reason", {r["id"] for r in outdated if standing.get(r["offer"]) == r["notice_version"]}
    )
    count.mails, count.outdated = len(received), len(outdated)
    count.doubled = received.total() - len(received) + len(unknown)
    return count


def _newest(events: Sequence[Logged]) -> dict[UUID, int]:
    """Return the notice version at which each offer stands that was ever public; its kind fits the state it stands in."""
    standing: dict[UUID, tuple[int, int]] = {}
    for event in events:
        if event.name.startswith("offer-") and "notice_version" in event.data and "id" in event.data:
            offer = UUID(event.data["id"])
            told = event.data["notice_version"]
            standing[offer] = max(standing.get(offer, (0, 0)), (event.version, told))
    return {offer: told for offer, (_, told) in standing.items()}


def _message_ids(folder: Path) -> list[UUID]:
    found = []
    for path in folder.glob("*.eml"):
        with path.open("rb") as file:
            match = MESSAGE_ID.search(file.read(HEAD_BYTES))
        if match is not None:
            found.append(UUID(match[1].decode()))
    return found


def _tell(count: MailCount, what: str, wrong: set[Owed] | set[UUID]) -> None:
    if wrong:
        count.problems.append(f"{len(wrong)} {what}, e.g. {next(iter(wrong))}")

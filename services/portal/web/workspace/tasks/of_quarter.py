"""What waits for the coordination of a quarter."""

from collections.abc import Awaitable, Sequence
from datetime import date

from services.portal.neighbours.signed_calls import SignedCalls
from services.portal.storage.quarters import Quarter
from services.portal.web.workspace.navigation import quarter_path
from services.portal.web.workspace.tasks.task import Task, counted

MOST = 100


def tasks_of_quarter(
    catalogue: SignedCalls, registry: SignedCalls, quarter: Quarter, *, today: date
) -> Sequence[Awaitable[Sequence[Task]]]:
    """Return the questions to ask."""
    return (
        _reviews(catalogue, quarter),
        _suggestions(catalogue, quarter),
        _overdue(catalogue, quarter),
        _double(catalogue, quarter),
        _join_requests(registry, quarter),
        _agreements(registry, quarter),
        _gate(registry, quarter, today),
    )


async def _reviews(catalogue: SignedCalls, quarter: Quarter) -> Sequence[Task]:
    found = await catalogue.every("/offers", most=MOST, network=quarter.id, status="in-review")
    return [
        Task(
            title=f"{counted(len(found), 'Angebot wartet', 'Angebote warten')} auf Ihre Prüfung",
            text=f"{quarter.name}: durchsehen, zusammen freigeben oder mit Begründung zurückgeben.",
            path=quarter_path(quarter.id, "pruefung"), urgency="urgent", count=len(found),
        )
    ]  # fmt: skip


async def _suggestions(catalogue: SignedCalls, quarter: Quarter) -> Sequence[Task]:
    found = await catalogue.every(f"/networks/{quarter.id}/suggestions", most=MOST)
    return [
        Task(
            title=f"{counted(len(found), 'Vorschlag', 'Vorschläge')} zu Angeboten",
            text=f"{quarter.name}: Familien oder Nachbarn haben etwas bemerkt und warten auf Antwort.",
            path=quarter_path(quarter.id, "vorschlaege"), count=len(found),
        )
    ]  # fmt: skip


async def _overdue(catalogue: SignedCalls, quarter: Quarter) -> Sequence[Task]:
    found = await catalogue.every(f"/networks/{quarter.id}/overdue", most=MOST)
    return [
        Task(
            title=f"{counted(len(found), 'Angebot', 'Angebote')} lange nicht bestätigt",
            text=f"{quarter.name}: Die Einrichtungen sind gefragt worden. Haken Sie nach, oder bestätigen Sie selbst.",
            path=f"/arbeitsbereich/angebote?quartier={quarter.id}&stand=pruefen", count=len(found),
        )
    ]  # fmt: skip


async def _double(catalogue: SignedCalls, quarter: Quarter) -> Sequence[Task]:
    found = await catalogue.every("/double-structures", most=MOST, network=quarter.id)
    return [
        Task(
            title=f"{counted(len(found), 'Paar', 'Paare')} ähnlicher Angebote",
            text=f"{quarter.name}: zusammenlegen, abstimmen oder so lassen.",
            path=quarter_path(quarter.id, "doppelungen"), urgency="later", count=len(found),
        )
    ]  # fmt: skip


async def _join_requests(registry: SignedCalls, quarter: Quarter) -> Sequence[Task]:
    asked = await registry.every("/join-requests", most=MOST)
    found = [each for each in asked if each["network"] == quarter.id]
    return [
        Task(
            title=f"{counted(len(found), 'Anfrage', 'Anfragen')} zur Mitarbeit",
            text=f"{quarter.name}: Jemand möchte für eine Einrichtung eintragen.",
            path="/arbeitsbereich/einladungen", count=len(found),
        )
    ]  # fmt: skip


async def _agreements(registry: SignedCalls, quarter: Quarter) -> Sequence[Task]:
    due = await registry.every("/agreements", most=MOST, network=quarter.id, state="due_for_review")
    signed = await registry.every("/agreements", most=MOST, network=quarter.id, state="signed")
    path = quarter_path(quarter.id, "vereinbarungen")
    return [
        Task(
            title=f"{counted(len(due), 'Vereinbarung', 'Vereinbarungen')} zu überprüfen",
            text=f"{quarter.name}: Der Tag der Überprüfung ist gekommen.", path=f"{path}?stand=due_for_review",
            count=len(due),
        ),
        Task(
            title=f"{counted(len(signed), 'Vereinbarung', 'Vereinbarungen')} in Kraft zu setzen",
            text=f"{quarter.name}: Alle haben unterschrieben.", path=f"{path}?stand=signed", count=len(signed),
        ),
    ]  # fmt: skip


async def _gate(registry: SignedCalls, quarter: Quarter, today: date) -> Sequence[Task]:
    standing = await registry.find(f"/rollout/plans/{quarter.id}/forecast")
    if standing is None or standing["next_planned_end"] is None:
        return []
    planned = date.fromisoformat(standing["next_planned_end"])
    is_late = planned < today
    return [
        Task(
            title=f"Tor „{standing['next_phase_label']}“ {'überfällig' if is_late else 'steht an'}",
            text=f"{quarter.name}: geplant bis {planned:%d.%m.%Y}. Es öffnet sich mit einem Nachweis.",
            path=quarter_path(quarter.id, "aufbau"), urgency="soon" if is_late else "later",
        )
    ]  # fmt: skip

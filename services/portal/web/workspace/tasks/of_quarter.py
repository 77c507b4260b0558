"""What waits for the coordination of a quarter."""

from collections.abc import Awaitable, Sequence
from datetime import date

from services.portal.neighbours.signed_calls import SignedCalls
from services.portal.storage.quarters import Quarter
from services.portal.web.workspace.navigation import quarter_path
from services.portal.web.workspace.tasks.task import Task
from shared.web.pages.view import counted, translated
from shared.web.problems import mark

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
            title=counted(
                "{number} Angebot wartet auf Ihre Prüfung", "{number} Angebote warten auf Ihre Prüfung", len(found)
            ),
            text=translated(
                "{name}: durchsehen, zusammen freigeben oder mit Begründung zurückgeben.", name=quarter.name
            ),
            path=quarter_path(quarter.id, "pruefung"),
            urgency="urgent",
            count=len(found),
        )
    ]


async def _suggestions(catalogue: SignedCalls, quarter: Quarter) -> Sequence[Task]:
    found = await catalogue.every(f"/networks/{quarter.id}/suggestions", most=MOST)
    return [
        Task(
            title=counted("{number} Vorschlag zu Angeboten", "{number} Vorschläge zu Angeboten", len(found)),
            text=translated(
                "{name}: Familien oder Nachbarn haben etwas bemerkt und warten auf Antwort.", name=quarter.name
            ),
            path=quarter_path(quarter.id, "vorschlaege"),
            count=len(found),
        )
    ]


async def _overdue(catalogue: SignedCalls, quarter: Quarter) -> Sequence[Task]:
    found = await catalogue.every(f"/networks/{quarter.id}/overdue", most=MOST)
    return [
        Task(
            title=counted(
                "{number} Angebot lange nicht bestätigt", "{number} Angebote lange nicht bestätigt", len(found)
            ),
            text=translated(
                "{name}: Die Einrichtungen sind gefragt worden. Haken Sie nach, oder bestätigen Sie selbst.",
                name=quarter.name,
            ),
            path=f"/arbeitsbereich/angebote?quartier={quarter.id}&stand=pruefen",
            count=len(found),
        )
    ]


async def _double(catalogue: SignedCalls, quarter: Quarter) -> Sequence[Task]:
    found = await catalogue.every("/double-structures", most=MOST, network=quarter.id)
    return [
        Task(
            title=counted("{number} Paar ähnlicher Angebote", "{number} Paare ähnlicher Angebote", len(found)),
            text=translated("{name}: zusammenlegen, abstimmen oder so lassen.", name=quarter.name),
            path=quarter_path(quarter.id, "doppelungen"),
            urgency="later",
            count=len(found),
        )
    ]


async def _join_requests(registry: SignedCalls, quarter: Quarter) -> Sequence[Task]:
    asked = await registry.every("/join-requests", most=MOST)
    found = [each for each in asked if each["network"] == quarter.id]
    return [
        Task(
            title=counted("{number} Anfrage zur Mitarbeit", "{number} Anfragen zur Mitarbeit", len(found)),
            text=translated("{name}: Jemand möchte für eine Einrichtung eintragen.", name=quarter.name),
            path="/arbeitsbereich/einladungen",
            count=len(found),
        )
    ]


async def _agreements(registry: SignedCalls, quarter: Quarter) -> Sequence[Task]:
    due = await registry.every("/agreements", most=MOST, network=quarter.id, state="due_for_review")
    signed = await registry.every("/agreements", most=MOST, network=quarter.id, state="signed")
    path = quarter_path(quarter.id, "vereinbarungen")
    return [
        Task(
            title=counted("{number} Vereinbarung zu überprüfen", "{number} Vereinbarungen zu überprüfen", len(due)),
            text=translated("{name}: Der Tag der Überprüfung ist gekommen.", name=quarter.name),
            path=f"{path}?stand=due_for_review",
            count=len(due),
        ),
        Task(
            title=counted(
                "{number} Vereinbarung in Kraft zu setzen", "{number} Vereinbarungen in Kraft zu setzen", len(signed)
            ),
            text=translated("{name}: Alle haben unterschrieben.", name=quarter.name),
            path=f"{path}?stand=signed",
            count=len(signed),
        ),
    ]


async def _gate(registry: SignedCalls, quarter: Quarter, today: date) -> Sequence[Task]:
    standing = await registry.find(f"/rollout/plans/{quarter.id}/forecast")
    if standing is None or standing["next_planned_end"] is None:
        return []
    planned = date.fromisoformat(standing["next_planned_end"])
    is_late = planned < today
    title = mark("Tor „{phase}“ überfällig") if is_late else mark("Tor „{phase}“ steht an")
    return [
        Task(
            title=translated(title, phase=standing["next_phase_label"]),
            text=translated(
                "{name}: geplant bis {day}. Es öffnet sich mit einem Nachweis.",
                name=quarter.name,
                day=f"{planned:%d.%m.%Y}",
            ),
            path=quarter_path(quarter.id, "aufbau"),
            urgency="soon" if is_late else "later",
        )
    ]

"""What waits for the prevention office, across all quarters."""

from collections.abc import Awaitable, Sequence
from datetime import date

from services.portal.neighbours.signed_calls import SignedCalls
from services.portal.web.workspace.tasks.task import Task
from shared.web.pages.view import counted, translated

MOST = 200


def tasks_of_office(registry: SignedCalls, *, today: date) -> Sequence[Awaitable[Sequence[Task]]]:
    """Return the questions to ask."""
    return (_duplicates(registry), _gates(registry, today), _join_requests(registry), _agreements(registry))


async def _duplicates(registry: SignedCalls) -> Sequence[Task]:
    found = await registry.every("/partners/duplicates", most=MOST)
    return [
        Task(
            title=counted(
                "{number} mögliche Dublette unter den Partnern",
                "{number} mögliche Dubletten unter den Partnern",
                len(found),
            ),
            text=translated("Zwei Einträge, vielleicht eine Einrichtung. Nur Menschen führen zusammen."),
            path="/arbeitsbereich/fachstelle/dubletten",
            count=len(found),
        )
    ]


async def _gates(registry: SignedCalls, today: date) -> Sequence[Task]:
    plans = await registry.every("/rollout/plans", most=MOST)
    late = [each for each in plans if each["next_planned_end"] and date.fromisoformat(each["next_planned_end"]) < today]
    return [
        Task(
            title=counted(
                "{number} Quartier mit überfälligem Tor", "{number} Quartiere mit überfälligem Tor", len(late)
            ),
            text=translated("Der Aufbau wartet auf einen Nachweis."),
            path="/arbeitsbereich/fachstelle/quartiere?sortierung=-verzug",
            count=len(late),
        )
    ]


async def _join_requests(registry: SignedCalls) -> Sequence[Task]:
    found = await registry.every("/join-requests", most=MOST)
    return [
        Task(
            title=counted("{number} Anfrage zur Mitarbeit", "{number} Anfragen zur Mitarbeit", len(found)),
            text=translated("Jemand möchte für eine Einrichtung eintragen."),
            path="/arbeitsbereich/einladungen",
            urgency="later",
            count=len(found),
        )
    ]


async def _agreements(registry: SignedCalls) -> Sequence[Task]:
    found = await registry.every("/agreements", most=MOST, state="due_for_review")
    return [
        Task(
            title=counted("{number} Vereinbarung zu überprüfen", "{number} Vereinbarungen zu überprüfen", len(found)),
            text=translated("In allen Quartieren zusammen; die Koordinationen sehen ihre."),
            path="/arbeitsbereich/fachstelle/quartiere",
            urgency="later",
            count=len(found),
        )
    ]

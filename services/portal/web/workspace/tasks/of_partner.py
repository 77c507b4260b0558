"""What waits for an organisation: its offers, its agreements, what groups ask of it."""

from collections.abc import Awaitable, Sequence
from datetime import date
from uuid import UUID

from services.portal.domain.freshness import recheck_of
from services.portal.neighbours.signed_calls import SignedCalls
from services.portal.neighbours.workshop import Workshop
from services.portal.web.workspace.navigation import partner_path
from services.portal.web.workspace.tasks.task import Task
from shared.contracts.offers import OfferStatus
from shared.web.pages.view import counted, translated

OFFERS = "/arbeitsbereich/angebote"
DAYS_AHEAD = 60
OPEN_STATUSES = ("draft", "in-review", "published", "paused")


def tasks_of_partner(
    workshop: Workshop, registry: SignedCalls, partner: UUID, *, today: date
) -> Sequence[Awaitable[Sequence[Task]]]:
    """Return the questions to ask."""
    return (
        _offers(workshop, partner, today),
        _due(registry, partner, today),
        _to_sign(registry, partner),
        _asked_by_groups(registry, partner),
    )


async def _offers(workshop: Workshop, partner: UUID, today: date) -> Sequence[Task]:
    offers = await workshop.offers(organisations=[partner], statuses=OPEN_STATUSES)
    days = await kinds_of(workshop.calls)
    checks = [recheck_of(each.confirmed_on, each.kind, days=days, today=today) for each in offers if each.is_published]
    due = sum(check is not None and check.is_due for check in checks)
    drafts = sum(offer.status is OfferStatus.DRAFT for offer in offers)
    tasks = [
        Task(
            title=counted("{number} Angebot bitte prüfen", "{number} Angebote bitte prüfen", due),
            text=translated("Stimmt noch alles? Ein Knopf bestätigt es, auch für mehrere zugleich."),
            path=f"{OFFERS}?stand=pruefen",
            urgency="urgent",
            count=due,
        ),
        Task(
            title=counted(
                "{number} Entwurf noch nicht eingereicht", "{number} Entwürfe noch nicht eingereicht", drafts
            ),
            text=translated("Familien finden Ihr Angebot erst, wenn es veröffentlicht ist."),
            path=f"{OFFERS}?stand=draft",
            urgency="later",
            count=drafts,
        ),
    ]
    return tasks if offers else [_first_offer(partner)]


def _first_offer(partner: UUID) -> Task:
    return Task(
        title=translated("Ihr erstes Angebot eintragen"),
        text=translated("Fünf Angaben reichen für den Anfang. Die Koordination prüft es, dann finden es Familien."),
        path=f"{OFFERS}/neu?organisation={partner}",
        urgency="urgent",
    )


async def _due(registry: SignedCalls, partner: UUID, today: date) -> Sequence[Task]:
    due = await registry.every(f"/partners/{partner}/due", most=200, days=DAYS_AHEAD)
    own = [each for each in due if each["is_own"] or each["obligation"] is None]
    overdue = sum(each["is_overdue"] for each in own)
    path = partner_path(partner, "vereinbarungen")
    return [
        Task(
            title=counted(
                "{number} Zusage aus Vereinbarungen überfällig",
                "{number} Zusagen aus Vereinbarungen überfällig",
                overdue,
            ),
            text=translated("Melden Sie, was erledigt ist, oder sprechen Sie mit der Koordination."),
            path=path,
            urgency="urgent",
            count=overdue,
        ),
        Task(
            title=counted(
                "{number} Zusage aus Vereinbarungen bald fällig",
                "{number} Zusagen aus Vereinbarungen bald fällig",
                len(own) - overdue,
            ),
            text=translated("In den nächsten {days} Tagen, ab {day}.", days=DAYS_AHEAD, day=f"{today:%d.%m.%Y}"),
            path=path,
            count=len(own) - overdue,
        ),
    ]


async def _to_sign(registry: SignedCalls, partner: UUID) -> Sequence[Task]:
    proposed = await registry.every("/agreements", most=200, state="proposed", party=str(partner))
    unsigned = [each for each in proposed if not _has_signed(each, partner)]
    return [
        Task(
            title=counted(
                "{number} Vereinbarung zu unterschreiben", "{number} Vereinbarungen zu unterschreiben", len(unsigned)
            ),
            text=translated("Lesen Sie den Text und die Zusagen, dann unterschreiben Sie mit einem Knopf."),
            path=partner_path(partner, "vereinbarungen"),
            count=len(unsigned),
        )
    ]


def _has_signed(agreement: dict[str, object], partner: UUID) -> bool:
    signatures = agreement["signatures"]
    assert isinstance(signatures, list)
    return any(each["party"] == str(partner) and each["edition"] == agreement["edition"] for each in signatures)


async def _asked_by_groups(registry: SignedCalls, partner: UUID) -> Sequence[Task]:
    tasks = await registry.every(f"/partners/{partner}/tasks", most=200, open=True)
    return [
        Task(
            title=counted("{number} Aufgabe aus Gruppen offen", "{number} Aufgaben aus Gruppen offen", len(tasks)),
            text=translated("Was Gruppen und Gremien mit Ihnen vereinbart haben."),
            path=partner_path(partner, "gruppen"),
            count=len(tasks),
        )
    ]


async def kinds_of(catalogue: SignedCalls) -> dict[str, int]:
    """Return after how many days offers of each kind are due."""
    kinds = (await catalogue.read("/offer-kinds"))["kinds"]
    return {kind["key"]: kind["recheck_after_days"] for kind in kinds}

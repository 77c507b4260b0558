"""Hears what professionals may ask to be told of: agreements and gates that fall due, holes in a chain, offers nobody has confirmed."""

from collections.abc import Callable, Collection, Sequence
from datetime import timedelta
from typing import Any

from services.notifications.domain.mail import MailKind
from services.notifications.domain.subscription import Topic
from services.notifications.storage.topics import News, tell_professionals, topic_of
from shared.contracts.contract import Contract
from shared.contracts.offers import ChainChanged, RecheckDue
from shared.contracts.registry import AgreementDue
from shared.contracts.registry.rollout import GateAlarm, GateDue, GateOverdue
from shared.messaging.batch import Batch, Listener
from shared.messaging.event import Event

Teller = Callable[[Any], News | None]


def professionals_listener(*, news_for: timedelta, standing: Collection[str], ring: Callable[[], None]) -> Listener:
    """Return the listener; `standing` are the office's accounts in the settings, `ring` wakes whoever sends mails."""

    async def apply(batch: Batch, events: Sequence[Event[Any]]) -> None:
        told = [TELLERS[type(event.data)](event.data) for event in events if event.time > batch.now - news_for]
        news = list({one.topic: one for one in told if one is not None}.values())
        if news:
            await tell_professionals(batch.connection, news, slot=batch.slot, standing=standing, now=batch.now)
            batch.after_commit.append(ring)

    return Listener(types=tuple(TELLERS), apply=apply)


def _agreement(due: AgreementDue) -> News:
    return News(
        topic=due.id,
        wanted=Topic.AGREEMENTS,
        kind=MailKind.AGREEMENT_DUE,
        network=due.network,
        organisations=due.parties,
        about={"title": due.title, "due_on": f"{due.due_on:%d.%m.%Y}", "network": due.network},
    )


def _gate(alarm: GateAlarm) -> News:
    kind = MailKind.GATE_DUE if isinstance(alarm, GateDue) else MailKind.GATE_OVERDUE
    return News(
        topic=topic_of(kind, alarm.network, alarm.round, alarm.phase, alarm.planned_end),
        wanted=Topic.ROLLOUT,
        kind=kind,
        network=alarm.network,
        about={"title": _told(alarm.phase), "due_on": f"{alarm.planned_end:%d.%m.%Y}", "network": alarm.network},
    )


def _gaps(changed: ChainChanged) -> News | None:
    """Tell of the holes that stand in a theme; the same ones are told once, however often the chain is made anew."""
    chain = changed.chain
    holes = [(hole.ages.min_months, hole.ages.max_months) for hole in chain.holes]
    if not holes:
        return None
    return News(
        topic=topic_of(MailKind.CHAIN_GAP, changed.network, chain.theme, holes),
        wanted=Topic.GAPS,
        kind=MailKind.CHAIN_GAP,
        network=changed.network,
        about={"title": _told(chain.theme), "network": changed.network},
    )


def _recheck(due: RecheckDue) -> News:
    return News(
        topic=topic_of(MailKind.RECHECK_DUE, due.offer, due.confirmed_on, due.stage),
        wanted=Topic.RECHECKS,
        kind=MailKind.RECHECK_DUE,
        network=due.network,
        organisations=(due.organisation,),
        about={"title": due.title, "network": due.network},
    )


def _told(key: str) -> str:
    return key.replace("_", " ").replace("-", " ").capitalize()


TELLERS: dict[type[Contract], Teller] = {
    AgreementDue: _agreement,
    GateDue: _gate,
    GateOverdue: _gate,
    ChainChanged: _gaps,
    RecheckDue: _recheck,
}

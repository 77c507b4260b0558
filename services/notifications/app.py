"""Wires the notifications service: the only place where its parts meet."""

from datetime import timedelta

from fastapi import FastAPI

from services.notifications.api import (
    delivery_figures,
    figures,
    invitation_mails,
    personal_data,
    preferences,
    professionals,
    returned_mails,
    subscriptions,
    webhooks,
    wording_trials,
    wordings,
)
from services.notifications.api.feeds import routes as feeds
from services.notifications.api.refusals import REFUSALS
from services.notifications.delivery.rechecks.worker import recheck_worker
from services.notifications.delivery.webhooks.worker import webhook_worker
from services.notifications.delivery.workers import workers_of
from services.notifications.equipment import equip
from services.notifications.events.life_phases import LIFE_PHASES_LISTENER
from services.notifications.events.networks import NETWORKS_LISTENER
from services.notifications.events.offers import OFFERS_LISTENER, matching_listener
from services.notifications.events.professionals import professionals_listener
from services.notifications.events.rechecks import rechecks_listener
from services.notifications.events.webhooks import webhooks_listener
from services.notifications.settings import NotificationsSettings
from services.notifications.use_cases.pass_time import passing_time
from shared.contracts.registry import Role
from shared.hosting.parts import ServiceParts
from shared.hosting.service import create_service
from shared.identity.grants import standing_grants

PROJECTION_NUMBER = 2


def create_app(settings: NotificationsSettings | None = None) -> FastAPI:
    """Return the service, with settings from the environment unless others are given."""
    settings = settings or NotificationsSettings()
    equipment = equip(settings)
    app = create_service(
        ServiceParts(
            name="notifications",
            settings=settings,
            routers=(
                subscriptions.router,
                preferences.router,
                professionals.router,
                personal_data.router,
                returned_mails.router,
                figures.router,
                delivery_figures.router,
                webhooks.router,
                feeds.router,
                wordings.router,
                wording_trials.router,
                invitation_mails.router,
            ),
            plans_each_time=True,
            refusals=REFUSALS,
            listeners=(
                NETWORKS_LISTENER,
                LIFE_PHASES_LISTENER,
                OFFERS_LISTENER,
                webhooks_listener(
                    news_for=timedelta(hours=settings.notice_hours),
                    portal_url=settings.portal_url.rstrip("/"),
                    ring=equipment.ring_webhooks,
                ),
                matching_listener(news_for=timedelta(hours=settings.notice_hours), ring=equipment.ring),
                professionals_listener(
                    news_for=timedelta(hours=settings.notice_hours),
                    standing=_standing_offices(settings),
                    ring=equipment.ring,
                ),
                rechecks_listener(news_for=timedelta(hours=settings.notice_hours), ring=equipment.recheck_bell.ring),
            ),
            producers=frozenset({"registry", "offers"}),
            projection_number=PROJECTION_NUMBER,
            workers=(
                *workers_of(equipment),
                recheck_worker(equipment),
                webhook_worker(equipment),
                passing_time(equipment.mail_bell.ring),
            ),
        )
    )
    app.state.equipment = equipment
    return app


def _standing_offices(settings: NotificationsSettings) -> frozenset[str]:
    return frozenset(grant.account for grant in standing_grants(settings.identity) if grant.role is Role.OFFICE)

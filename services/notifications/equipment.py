"""What this service has besides the common parts: its keys, its bells, the journal of erasures and the limit for sources."""

import ssl
from dataclasses import dataclass

from pydantic import SecretStr

from services.notifications.delivery.invitation_letters import InvitationLetters
from services.notifications.delivery.letters import Letters
from services.notifications.delivery.messages import Sender
from services.notifications.delivery.wake import LaneBells, Wake
from services.notifications.domain.links import Links
from services.notifications.domain.mail import Lane
from services.notifications.domain.return_path import ReturnPath
from services.notifications.settings import NotificationsSettings
from services.notifications.storage.vault import AddressVault
from services.notifications.storage.webhooks.secrets import WebhookSecrets
from services.notifications.use_cases.keys import Keys
from shared.erasure.journal import ErasureJournal
from shared.fetching.fetch import Fetching
from shared.web.source_limit import SourceLimit

TRIALS_AN_HOUR = 60


@dataclass(frozen=True)
class Equipment:
    """Built once by `create_app`, found by routes through `app.state`."""

    settings: NotificationsSettings
    keys: Keys
    return_path: ReturnPath
    letters: Letters
    invitation_letters: InvitationLetters
    mail_bell: LaneBells
    announcement_bell: Wake
    recheck_bell: Wake
    webhook_bell: Wake
    webhook_secrets: WebhookSecrets
    fetching: Fetching
    journal: ErasureJournal
    source_limit: SourceLimit
    trial_limit: SourceLimit

    def ring(self) -> None:
        """Wake whoever sends mails or announces figures."""
        self.mail_bell.ring()
        self.announcement_bell.ring()

    def ring_webhooks(self) -> None:
        """Wake whoever posts to partners' endpoints."""
        self.webhook_bell.ring()


def equip(settings: NotificationsSettings) -> Equipment:
    """Return the equipment that the settings describe."""
    letters = Letters(sender_of(settings))
    return Equipment(
        settings=settings,
        keys=keys_of(settings),
        return_path=ReturnPath(settings.secret_key.get_secret_value(), settings.bounce_address or settings.mail_from),
        letters=letters,
        invitation_letters=InvitationLetters(sender_of(settings), letters.rendering),
        mail_bell=LaneBells({lane: connections_of(settings, lane) for lane in Lane}),
        announcement_bell=Wake(),
        recheck_bell=Wake(),
        webhook_bell=Wake(),
        webhook_secrets=WebhookSecrets(keys=known_keys(settings), present=settings.address_key_id),
        fetching=Fetching(
            trust=ssl.create_default_context(),
            also=settings.webhook_networks,
            seconds=settings.webhook_timeout_seconds,
        ),
        journal=ErasureJournal(settings.erasure_journal),
        source_limit=SourceLimit(most_per_hour=settings.subscriptions_per_hour),
        trial_limit=SourceLimit(most_per_hour=TRIALS_AN_HOUR),
    )


def sender_of(settings: NotificationsSettings) -> Sender:
    """Return who writes the mails."""
    return Sender(settings.mail_from_name, settings.mail_from, settings.portal_url.rstrip("/"))


def connections_of(settings: NotificationsSettings, lane: Lane) -> int:
    """Return how many connections carry a lane's mails; those for which somebody waits never stand behind the others."""
    return settings.smtp_connections if lane is Lane.NOTICE else 1


def known_keys(settings: NotificationsSettings) -> dict[str, SecretStr]:
    """Return the keys that seal and have sealed, by their names."""
    return {**settings.former_address_keys, settings.address_key_id: settings.address_key}


def keys_of(settings: NotificationsSettings) -> Keys:
    """Return the vault and the maker of links."""
    vault = AddressVault(lookup_key=settings.secret_key, keys=known_keys(settings), present=settings.address_key_id)
    return Keys(vault, Links(settings.secret_key.get_secret_value()))

"""What the notifications service must be told; environment variables begin with NOTIFICATIONS_."""

from datetime import time
from pathlib import Path
from typing import Literal

from pydantic import EmailStr, Field, IPvAnyNetwork, SecretStr

from shared.hosting.settings import ServiceSettings, settings_config


class NotificationsSettings(ServiceSettings):
    """Keys, the mail server, and how eager and patient the service is."""

    model_config = settings_config("NOTIFICATIONS_")

    portal_url: str = Field(description="Where the links in mails lead, without a trailing slash.")
    secret_key: SecretStr = Field(
        min_length=16,
        description="Makes the tokens in links and the blind index of addresses; a new one ends all links.",
    )
    address_key: SecretStr = Field(min_length=16, description="Encrypts addresses.")
    address_key_id: str = Field(
        default="1", max_length=20, description="Names the address key, so that it can be changed."
    )
    former_address_keys: dict[str, SecretStr] = Field(default={}, description="Earlier address keys by their names.")
    erasure_journal: Path = Field(description="The file outside the database in which each erasure is a line.")

    smtp_host: str = "127.0.0.1"
    smtp_port: int = Field(default=25, ge=1, le=65535)
    smtp_tls: Literal["none", "starttls", "tls"] = "none"
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    smtp_authority: Path | None = Field(
        default=None, description="A file with the certificates (PEM) that the mail server's is checked with."
    )
    smtp_connections: int = Field(
        default=6, ge=1, le=50, description="Connections for notices; mails for which somebody waits have one besides."
    )
    smtp_timeout_seconds: float = Field(default=20, gt=0, le=25, description="How long one answer may take.")
    smtp_mails_per_connection: int | None = Field(
        default=None, ge=1, description="After so many mails the connection is opened anew."
    )
    smtp_mails_per_second: float | None = Field(default=None, gt=0, description="The server is never sent more.")
    quiet_from: time | None = Field(default=None, description="From this hour in Dortmund on notices wait, e.g. 21:00.")
    quiet_until: time | None = Field(default=None, description="Until this hour, e.g. 07:00.")
    mail_from: EmailStr = Field(default="angebote@infamilie.example", description="The sender's address, a function's.")
    bounce_address: EmailStr | None = Field(
        default=None,
        max_length=100,
        description="Where mails come back to, each to bounces+…@…; without it they come back to the sender.",
    )
    mail_from_name: str = Field(default="INFamilie Dortmund", max_length=60, pattern=r"^[^\x00-\x1f\x7f]*$")

    webhook_networks: tuple[IPvAnyNetwork, ...] = Field(
        default=(),
        description="Networks besides the public ones to which partners' webhooks may lead, also without TLS.",
    )
    webhook_timeout_seconds: float = Field(default=10, gt=0, le=30, description="How long an endpoint may take.")

    notice_hours: float = Field(default=72, gt=0, description="An older event is no news: nobody is told of it.")
    give_up_hours: float = Field(default=96, gt=0, description="A mail that no server takes for so long has failed.")
    ledger_days: int = Field(default=400, ge=30, description="How long a finished mail stays in the ledger.")
    subscriptions_per_hour: int = Field(
        default=60, ge=1, description="Requests for a subscription that one source may make."
    )

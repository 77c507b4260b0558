"""The mailbox as a process of its own, for containers and tests: `python -m deploy.local.mailbox`."""

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

from deploy.local.mailbox.app import MailboxSettings, create_app
from deploy.local.serving import serve


class MailboxEnvironment(BaseSettings):
    """Settings from MAILBOX_… variables."""

    model_config = SettingsConfigDict(env_prefix="MAILBOX_")

    data_dir: Path
    host: str = "127.0.0.1"
    smtp_port: int = 8425
    web_port: int = 8405


def main() -> None:
    environment = MailboxEnvironment()
    settings = MailboxSettings(
        data_dir=environment.data_dir, smtp_port=environment.smtp_port, smtp_host=environment.host
    )
    serve(create_app(settings), host=environment.host, port=environment.web_port)


if __name__ == "__main__":
    main()

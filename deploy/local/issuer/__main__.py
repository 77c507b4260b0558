"""The issuer as a process of its own, for containers and tests: `python -m deploy.local.issuer`."""

import json
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

from deploy.local.issuer.app import create_app
from deploy.local.issuer.clients import Client
from deploy.local.issuer.settings import IssuerSettings
from deploy.local.serving import serve


class IssuerEnvironment(BaseSettings):
    """Settings from ISSUER_… variables; clients and the operator's secret come from files."""

    model_config = SettingsConfigDict(env_prefix="ISSUER_")

    url: str
    data_dir: Path
    clients_file: Path
    """JSON list of {client_id, secret, redirect_uris, post_logout_redirect_uris}."""
    operator_secret_file: Path
    host: str = "127.0.0.1"
    port: int = 8406


def read_clients(path: Path) -> tuple[Client, ...]:
    """The registered clients of a file."""
    return tuple(
        Client(
            client_id=entry["client_id"],
            secret=entry["secret"],
            redirect_uris=tuple(entry.get("redirect_uris", ())),
            post_logout_redirect_uris=tuple(entry.get("post_logout_redirect_uris", ())),
        )
        for entry in json.loads(path.read_text(encoding="utf-8"))
    )


def main() -> None:
    environment = IssuerEnvironment()
    settings = IssuerSettings(
        issuer_url=environment.url.rstrip("/"),
        data_dir=environment.data_dir,
        clients=read_clients(environment.clients_file),
        operator_secret=environment.operator_secret_file.read_text(encoding="utf-8").strip(),
    )
    serve(create_app(settings), host=environment.host, port=environment.port)


if __name__ == "__main__":
    main()

"""Writes the secrets of a deployment as files: `python -m deploy.containers.secret_files FOLDER [PORTAL_URL [DASHBOARD_URL]]`.

One file a secret, named as docker-compose.yml mounts it. What exists stays, so it may run before every start.
"""

import hashlib
import json
import secrets
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from deploy.containers.addresses import BROKER, DATABASE, SERVICES
from deploy.local.issuer_settings import CALLBACK_PATH
from deploy.local.provision import ServiceDatabase
from deploy.local.valkey import OPERATOR, OPERATOR_RIGHTS, SERVICE_RIGHTS

OWN_KEYS = (
    "account_key",
    "issuer_operator",
    "address_key",
    "link_key",
    "session_key",
    "form_key",
    "dashboard_session_key",
    "dashboard_form_key",
)
PORTAL_URL = "http://127.0.0.1:8400"
DASHBOARD_URL = "http://127.0.0.1:8401"


class SecretFiles:
    """A folder that only its owner can pass; the files in it are readable, for containers run as other users."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def kept(self, name: str, make: Callable[[], str] = lambda: secrets.token_urlsafe(32)) -> str:
        """Return a secret, made anew only when there is no such file."""
        path = self._folder / name
        if not path.exists():
            path.write_text(make(), encoding="utf-8")
            path.chmod(0o444)
        return path.read_text(encoding="utf-8")


def write_secrets(folder: Path, *, portal_url: str, dashboard_url: str = DASHBOARD_URL) -> None:
    """Write every file that docker-compose.yml names."""
    files = SecretFiles(folder)
    administrator = files.kept("postgres_password")
    files.kept("administrator_url", lambda: f"postgresql://postgres:{administrator}@{DATABASE}/postgres")
    for name in OWN_KEYS:
        files.kept(name)
    for service in SERVICES:
        _write_addresses(files, service)
    files.kept("broker_users", lambda: _broker_users(files))
    files.kept("issuer_clients", lambda: _issuer_clients(files, {"portal": portal_url, "dashboard": dashboard_url}))


def _write_addresses(files: SecretFiles, service: str) -> None:
    database = ServiceDatabase(instance=service, owner_password="", service_password="")
    for kind, role in (("database", database.service_role), ("owner", database.owner_role)):
        files.kept(f"{service}_{kind}_url", lambda role=role: _address(role, database.database))  # type: ignore[misc]  # mypy knows no default of a lambda
    password = files.kept(f"{service}_broker_password")
    files.kept(f"{service}_broker_url", lambda: f"redis://{service}:{password}@{BROKER}:6379/0")
    files.kept(f"{service}_client_secret")


def _address(role: str, database: str) -> str:
    return f"postgresql://{role}:{secrets.token_urlsafe(32)}@{DATABASE}/{database}"


def _broker_users(files: SecretFiles) -> str:
    rights = {**dict.fromkeys(SERVICES, SERVICE_RIGHTS), OPERATOR: OPERATOR_RIGHTS}
    digests = {name: hashlib.sha256(files.kept(f"{name}_broker_password").encode()).hexdigest() for name in rights}
    lines = ["user default off", *(f"user {name} on #{digests[name]} {granted}" for name, granted in rights.items())]
    return "\n".join(lines) + "\n"


def _issuer_clients(files: SecretFiles, sites: Mapping[str, str]) -> str:
    return json.dumps(
        [
            {
                "client_id": name,
                "secret": files.kept(f"{name}_client_secret"),
                **(_ways_back(sites[name]) if name in sites else {}),
            }
            for name in SERVICES
        ]
    )


def _ways_back(url: str) -> dict[str, list[str]]:
    return {"redirect_uris": [f"{url}{CALLBACK_PATH}"], "post_logout_redirect_uris": [url, f"{url}/"]}


if __name__ == "__main__":
    portal_url, dashboard_url, *_ = (*sys.argv[2:], *(PORTAL_URL, DASHBOARD_URL)[len(sys.argv) - 2 :])
    write_secrets(Path(sys.argv[1]), portal_url=portal_url, dashboard_url=dashboard_url)

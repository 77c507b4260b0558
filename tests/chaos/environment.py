"""What each process is told: the settings of the embedded stack, with a few that make a failure test shorter."""

from deploy.local import service_environment
from deploy.local.installation import Installation, service_of

WITNESS = "witness"
SMTP_CONNECTIONS = 4
SMTP_TIMEOUT = "NOTIFICATIONS_SMTP_TIMEOUT_SECONDS"


def environment_of(installation: Installation, instance: str, *, port: int | None = None) -> dict[str, str]:
    """Return the environment of a service instance or the witness; a replica gets a port of its own."""
    service = service_of(instance)
    environment = _of_witness(installation) if instance == WITNESS else _of_service(installation, instance)
    return {**environment, f"{service.upper()}_PORT": str(port)} if port is not None else environment


def _of_service(installation: Installation, instance: str) -> dict[str, str]:
    environment = service_environment.environment_of(installation, instance)
    if instance == "notifications":
        environment["NOTIFICATIONS_SUBSCRIPTIONS_PER_HOUR"] = "100000"
        environment["NOTIFICATIONS_SMTP_CONNECTIONS"] = str(SMTP_CONNECTIONS)
    return environment


def _of_witness(installation: Installation) -> dict[str, str]:
    """The witness has a database of its own and borrows the dashboard's names at the issuer and the broker."""
    port = installation.ports.base + 9
    borrowed = service_environment.environment_of(installation, "dashboard")
    own = {
        "DASHBOARD_DATABASE_URL": installation.service_url(WITNESS),
        "DASHBOARD_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "DASHBOARD_PORT": str(port),
    }
    return {name.replace("DASHBOARD_", "WITNESS_", 1): value for name, value in {**borrowed, **own}.items()}

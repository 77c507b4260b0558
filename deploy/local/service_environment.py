"""The environment variables of each service in the embedded stack: the same settings a container gets."""

import json

from deploy.local.installation import SERVICES, Installation, service_of

OFFICE_SUBJECTS = ("demo-office",)


def environment_of(installation: Installation, instance: str) -> dict[str, str]:
    """Return what a service instance (`offers`, `offers-hoerde`) is told."""
    service = service_of(instance)
    settings = {**_shared(installation, instance, service), **_own(installation, instance)}
    return {f"{service.upper()}_{name}": value for name, value in settings.items()}


def _shared(installation: Installation, instance: str, service: str) -> dict[str, str]:
    secrets = installation.secrets
    return {
        "DATABASE_URL": installation.service_url(instance),
        "BROKER_URL": installation.valkey.url(instance),
        "PUBLIC_URL": installation.url_of(instance),
        "REGISTRY_URL": installation.url_of("registry"),
        "PORT": str(installation.port_of(instance)),
        "IDENTITY__ISSUER_URL": installation.url_of("issuer"),
        "IDENTITY__ACCOUNT_KEY": secrets.secret("account-key"),
        "IDENTITY__CLIENT_ID": service,
        "IDENTITY__CLIENT_SECRET": secrets.secret(f"client-{service}"),
        "IDENTITY__OFFICE_SUBJECTS": json.dumps(OFFICE_SUBJECTS),
        "IDENTITY__SERVICE_SUBJECTS": json.dumps(SERVICES),
    }


def _own(installation: Installation, instance: str) -> dict[str, str]:
    secrets = installation.secrets
    match instance:
        case "registry":
            return {
                "ERASURE_JOURNAL": str(installation.data_dir / "registry-erasures.journal"),
                "INVITATION_PAGE": f"{installation.url_of('portal')}/einladung",
            }
        case "offers":
            return {"PORTAL_URL": installation.url_of("portal")}
        case "offers-hoerde":
            return {"INSTANCE": "hoerde", "PORTAL_URL": installation.url_of("portal")}
        case "notifications":
            return {
                "PORTAL_URL": installation.url_of("portal"),
                "SMTP_HOST": "127.0.0.1",
                "SMTP_PORT": str(installation.ports.smtp),
                "ADDRESS_KEY": secrets.secret("address-key"),
                "SECRET_KEY": secrets.secret("link-key"),
                "ERASURE_JOURNAL": str(installation.data_dir / "erasures.journal"),
            }
        case "portal":
            return {
                "OFFERS_URL": installation.url_of("offers"),
                "NOTIFICATIONS_URL": installation.url_of("notifications"),
                "DASHBOARD_URL": installation.url_of("dashboard"),
                "SESSION_KEY": secrets.secret("session-key"),
                "FORM_KEY": secrets.secret("form-key"),
            }
        case "dashboard":
            return {
                "PORTAL_URL": installation.url_of("portal"),
                "SESSION_KEY": secrets.secret("dashboard-session-key"),
                "FORM_KEY": secrets.secret("dashboard-form-key"),
            }
        case _:
            return {}

"""What the registry must be told."""

from pathlib import Path

from pydantic import Field

from shared.hosting.settings import ServiceSettings, settings_config


class RegistrySettings(ServiceSettings):
    """Settings of the registry, read from `REGISTRY_…`."""

    model_config = settings_config("REGISTRY_")

    largest_body_bytes: int = Field(
        default=8 << 20, ge=1024, description="Tables and archives that are imported may be this large."
    )
    erasure_journal: Path | None = Field(
        default=None,
        description="The file outside the database in which each erasure of a person is a line; without it a restored backup brings erased persons back.",
    )
    invitation_page: str | None = Field(
        default=None,
        description="The page that accepts invitations; their links lead there. Without it only the secret is answered.",
    )
    geocoding_url: str | None = Field(
        default=None, description="A Nominatim-compatible service that finds addresses, without a trailing slash."
    )
    wishes_per_hour: int = Field(default=30, ge=1, description="Wishes that one source may send.")

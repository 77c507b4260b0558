"""What the portal must be told beside what every service must."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import Field, SecretStr, field_validator

from shared.contracts.vocabulary import Slug
from shared.hosting.settings import ServiceSettings, settings_config
from shared.web.languages import BY_TAG, LANGUAGES, Language
from shared.web.pages import City


class PortalSettings(ServiceSettings):
    """Read from `PORTAL_…`."""

    model_config = settings_config("PORTAL_")

    largest_body_bytes: int = Field(
        default=6 << 20, ge=1024, description="Tables and documents that people send may be this large."
    )
    offers_url: str = Field(description="How the portal reaches the offer catalogue, without a trailing slash.")
    notifications_url: str = Field(
        description="How the portal reaches the keeper of subscriptions, without a trailing slash."
    )
    dashboard_url: str = Field(description="Where people find the overview of all quarters.")
    session_key: SecretStr = Field(
        min_length=32, description="Seals the sessions of signed-in people; a new one signs everybody out."
    )
    form_key: SecretStr = Field(min_length=32, description="Signs forms; a new one makes open forms invalid.")
    network: Slug | None = Field(
        default=None,
        description="The one quarter of this instance, e.g. hoerde; without it the portal shows all quarters.",
    )
    city_wide_network: Slug | None = Field(
        default=None, description="The network whose offers are shown in each quarter, as the catalogue knows it."
    )
    site_name: str = Field(default="INFamilie", description="How the portal is called, e.g. Familien in Hörde.")
    picture: Path | None = Field(
        default=None, description="A picture of the quarter for the top of its page (SVG, PNG, JPEG, WebP)."
    )
    languages: tuple[str, ...] = Field(
        default=(), description='The languages of the pages in their order, e.g. ["de", "tr"]; without them all.'
    )
    pages_trusted_seconds: float = Field(
        default=1.0,
        ge=0,
        le=60,
        description="How long a family's page is given again without asking whether anything has changed; 0 asks for its parts each time.",
    )
    map_tiles_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^\s;,'\"]+$",
        description="Map tiles of your own, e.g. https://tiles.example/{z}/{x}/{y}.png; without it the map has a plain ground.",
    )
    map_attribution: str = Field(default="", description="Whose map data the tiles show; stands on the map.")
    city: City = Field(default=City(), description="Who runs this installation.")

    @field_validator("languages")
    @classmethod
    def _are_known(cls, tags: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [tag for tag in tags if tag not in BY_TAG]
        if unknown or (tags and "de" not in tags):
            raise ValueError(f"Sprachen der Seiten sind {', '.join(BY_TAG)}; Deutsch ist immer dabei")
        return tags

    def shown_languages(self) -> Sequence[Language]:
        """Return the languages of the pages."""
        return tuple(BY_TAG[tag] for tag in self.languages) or LANGUAGES

    def shows(self, network: str) -> bool:
        """Tell whether this instance speaks for a quarter."""
        return self.network is None or network in {self.network, self.city_wide_network}

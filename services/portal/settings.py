"""What the portal must be told beside what every service must."""

from pydantic import Field, SecretStr

from shared.hosting.settings import ServiceSettings, settings_config
from shared.web.pages import City


class PortalSettings(ServiceSettings):
    """Read from `PORTAL_…`."""

    model_config = settings_config("PORTAL_")

    offers_url: str = Field(description="How the portal reaches the offer catalogue, without a trailing slash.")
    notifications_url: str = Field(
        description="How the portal reaches the keeper of subscriptions, without a trailing slash."
    )
    dashboard_url: str = Field(description="Where people find the overview of all quarters.")
    session_key: SecretStr = Field(
        min_length=32, description="Seals the sessions of signed-in people; a new one signs everybody out."
    )
    form_key: SecretStr = Field(min_length=32, description="Signs forms; a new one makes open forms invalid.")
    map_tiles_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^\s;,'\"]+$",
        description="Map tiles of your own, e.g. https://tiles.example/{z}/{x}/{y}.png; without it the map has a plain ground.",
    )
    map_attribution: str = Field(default="", description="Whose map data the tiles show; stands on the map.")
    city: City = Field(default=City(), description="Who runs this installation.")

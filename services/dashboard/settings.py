"""What the dashboard must be told beside what every service must."""

from pydantic import Field, SecretStr

from shared.hosting.settings import ServiceSettings, settings_config
from shared.web.pages import City


class DashboardSettings(ServiceSettings):
    """Read from `DASHBOARD_…`."""

    model_config = settings_config("DASHBOARD_")

    portal_url: str = Field(description="How families reach the portal from outside, without a trailing slash.")
    session_key: SecretStr = Field(
        min_length=32, description="Seals the sessions of signed-in people; a new one signs everybody out."
    )
    form_key: SecretStr = Field(min_length=32, description="Signs forms; a new one makes open forms invalid.")
    live_clients: int = Field(
        default=200, ge=1, le=10_000, description="How many browsers may follow live events at once."
    )
    heartbeat_seconds: float = Field(
        default=15, gt=0, description="How often a quiet live connection gets a sign of life."
    )
    city: City = Field(default_factory=City)

"""What the catalogue must be told beside what every service must."""

from pydantic import Field, IPvAnyNetwork

from shared.contracts.vocabulary import Slug
from shared.hosting.settings import ServiceSettings, settings_config


class OffersSettings(ServiceSettings):
    """Read from `OFFERS_…`."""

    model_config = settings_config("OFFERS_")

    largest_body_bytes: int = Field(
        default=4 << 20, ge=1024, description="A set of a thousand offers may be this large."
    )
    networks: tuple[Slug, ...] | None = Field(
        default=None,
        description="The networks whose offers this instance keeps; unset: all that no other announced source claims.",
    )
    city_wide_network: Slug | None = Field(
        default=None,
        description="The network whose offers hold for all quarters; a search in any quarter finds them too.",
    )
    portal_url: str | None = Field(
        default=None,
        description="Where families read offers, without a trailing slash: calendars and feeds lead there. "
        "Unset: to the catalogue's own answers.",
    )
    funding_ends_soon_months: int = Field(
        default=6,
        ge=1,
        le=60,
        description="Within how many months the end of an offer's funding makes the prevention chain thin there.",
    )
    import_also_from: tuple[IPvAnyNetwork, ...] = Field(
        default=(),
        description='Networks beside the public internet from which HSDS and calendars may be imported, e.g. the city\'s own: ["10.1.0.0/16"].',
    )
    suggestions_per_hour: int = Field(default=20, ge=1, description="Suggestions that one source may make.")

"""What the catalogue must be told beside what every service must."""

from pydantic import Field

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

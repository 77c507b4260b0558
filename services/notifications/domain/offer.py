"""An offer as this service knows it: enough to match it, to write about it, and to notice that it has changed."""

from dataclasses import dataclass
from uuid import UUID

from services.notifications.domain.interest import Described


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The newest state heard of an offer; `notice_version` grows when subscribers should hear of it again."""

    id: UUID
    title: str
    network_label: str
    described: Described
    status: str
    notice_version: int
    place_name: str | None
    schedule_text: str | None

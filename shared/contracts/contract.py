"""The base of every event payload: a stable type name, a version, who may see it, and how older versions are read.

Types follow CloudEvents 1.0 (`type`); a producer writes one version, consumers read all older ones through upcasts.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict

JsonObject = dict[str, Any]
Upcast = Callable[[JsonObject], JsonObject]


class Visibility(StrEnum):
    """Public events leave the city through `GET /public/events`; internal ones never do."""

    PUBLIC = "public"
    INTERNAL = "internal"


class Contract(BaseModel):
    """The payload of one event type: the whole state of the subject that other services may see.

    `upcasts` maps an older version to the function that lifts its data by one version.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", ser_json_timedelta="iso8601")

    name: ClassVar[str]
    version: ClassVar[int] = 1
    visibility: ClassVar[Visibility] = Visibility.INTERNAL
    effect: ClassVar[Literal["state", "erasure"]] = "state"
    upcasts: ClassVar[Mapping[int, Upcast]] = {}

    @classmethod
    def type(cls) -> str:
        """Return the CloudEvents type, e.g. `de.infamilie.offers.offer-published.v1`."""
        return f"{cls.name}.v{cls.version}"

"""The form of an offer in full: its fields, numbered where there are several of a kind, and what stands in them for an offer."""

from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field, create_model

from services.portal.neighbours.edited_offer import EditedOffer
from services.portal.web.workspace.offer_typed import typed_of
from shared.contracts.vocabulary import Key, LanguageTag, Line, Slug, Text
from shared.web.forms import Form, empty_form

Unit = Literal["years", "months"]
Amount = str

RULES = (1, 2, 3, 4)
PLACES = (1, 2, 3)
TEXTS = (1, 2, 3, 4)
EMPTY: dict[str, Any] = {"languages": ["de"], "cost": "free", "min_unit": "years", "max_unit": "years", "kind": "other", "text_language": "de", "childcare": "unknown"}  # fmt: skip


class OfferFields(BaseModel):
    """The fields as a person fills them in; numbered ones are added below."""

    network: Slug
    organisation: UUID
    title: Line
    description: Text = ""
    kind: Key = "other"
    pregnancy: bool = False
    min_age: int | None = Field(default=None, ge=0, le=300)
    min_unit: Unit = "years"
    max_age: int | None = Field(default=None, ge=0, le=300)
    max_unit: Unit = "years"
    target_groups: str = Field(default="", max_length=500)
    themes: list[Key] = Field(default=[], max_length=20)
    languages: list[LanguageTag] = Field(default=[], max_length=40)
    schedule_text: Line | None = None
    dates: str = Field(default="", max_length=20_000)
    course_label: Line | None = None
    course_from: str = Field(default="", max_length=10)
    course_until: str = Field(default="", max_length=10)
    cost: Literal["free", "amount", "range", "text"] = "free"
    cost_euro: str = Field(default="", max_length=12)
    cost_to_euro: str = Field(default="", max_length=12)
    cost_explanation: Line | None = None
    registration: Literal["", "no", "yes"] = ""
    registration_way: Line | None = None
    registration_url: str = Field(default="", max_length=500)
    registration_until: str = Field(default="", max_length=10)
    capacity: int | None = Field(default=None, ge=0, le=10_000)
    free: int | None = Field(default=None, ge=0, le=10_000)
    waiting: int | None = Field(default=None, ge=0, le=10_000)
    accessibility: list[Key] = Field(default=[], max_length=20)
    childcare: Literal["unknown", "yes", "no"] = "unknown"
    contact_function: Line | None = None
    contact_phone: str = Field(default="", max_length=40)
    contact_mail: str = Field(default="", max_length=200)
    contact_is_public: bool = False
    text_language: LanguageTag = "de"
    bridge: bool = False
    bridge_from: list[Key] = Field(default=[], max_length=10)
    bridge_to: list[Key] = Field(default=[], max_length=10)
    goals: str = Field(default="", max_length=2_100)
    funding_source: Line | None = None
    funding_until: str = Field(default="", max_length=10)
    internal_note: Text = ""
    offer_id: UUID
    version: int = Field(default=0, ge=0)
    then: Literal["", "publish", "submit"] = ""


def _numbered() -> dict[str, Any]:
    """Return the fields of which there are several: rules, places, translations."""
    day, text = (str, Field(default="", max_length=10)), (str, Field(default="", max_length=4_000))
    fields: dict[str, Any] = {}
    for number in RULES:
        fields |= {f"rule{number}_{name}": day for name in ("first", "start", "end", "until", "repeat")}
        fields |= {f"rule{number}_days": (list[int], Field(default=[], max_length=7))}
        fields |= {f"rule{number}_{name}": text for name in ("without", "also")}
        fields |= {f"rule{number}_{name}": (bool, False) for name in ("holidays", "is_course")}
    for number in PLACES:
        fields |= {f"place{number}_{name}": (Line | None, None) for name in ("name", "address")}
        fields |= {f"place{number}_hours": text}
    for number in TEXTS:
        fields |= {f"text{number}_language": (str, Field(default="", max_length=35))}
        fields |= {f"text{number}_title": (Line | None, None), f"text{number}_description": (Text, "")}
        fields |= {f"text{number}_machine": (bool, False)}
    return fields


OfferForm = create_model("OfferForm", __base__=OfferFields, **_numbered())


def new_form(offer_id: UUID, *, network: str, organisation: str) -> Form[Any]:
    """Return an empty form; its offer has an id already, so that sending it twice makes one offer."""
    return empty_form(**{**EMPTY, "offer_id": str(offer_id), "network": network, "organisation": organisation})


def form_of(offer: EditedOffer) -> Form[Any]:
    """Return the form filled with an offer."""
    return empty_form(**typed_of(offer))


def copy_of(offer: EditedOffer, offer_id: UUID) -> Form[Any]:
    """Return the form of a new offer that says what another one said; its dates are over and fall out."""
    return empty_form(**{**typed_of(offer), "offer_id": str(offer_id), "version": "0", "dates": ""})

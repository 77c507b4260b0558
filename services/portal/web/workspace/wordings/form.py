"""The forms of a mail's words: what may be chosen, shown with what is inherited, and where a test mail goes."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from services.portal.neighbours.signed_calls import Record
from services.portal.web.workspace.desk import ROOT
from services.portal.web.workspace.form_view import FormField, FormView
from services.portal.web.workspace.wordings.place import PARTS, Place
from shared.contracts.vocabulary import Line
from shared.web.forms import Form, empty_form
from shared.web.pages.view import translated
from shared.web.problems import mark


class Words(BaseModel):
    """Words of one's own; what is left empty is inherited."""

    subject: str | None = Field(default=None, max_length=150)
    opening: str | None = Field(default=None, max_length=200)
    closing: str | None = Field(default=None, max_length=600)
    step: Literal["save", "preview"] = "save"

    def body(self) -> dict[str, Any]:
        """Return what is kept."""
        return self.model_dump(exclude={"step"})


class Recipient(BaseModel):
    """Where a test mail goes."""

    address: Line


TEST_VIEW = FormView(
    title=mark("Probemail"),
    fields=(FormField("address", mark("E-Mail-Adresse"), hint=mark("Die Mail trägt die gespeicherten Worte und ein ausgedachtes Angebot. Die Adresse wird nicht aufbewahrt.")),),
    submit=mark("Probemail schicken"),
)  # fmt: skip


def view_of(place: Place, words: Record) -> FormView:
    """Return the form as it is drawn."""
    owner_name = translated(place.owner.name)
    return FormView(
        title=place.title,
        above=((translated("Mailtexte für {name}", name=owner_name), ROOT + place.owner.path),),
        intro=translated("Gilt für {name}. Was leer bleibt, folgt weiter: {source}.", name=owner_name, source=place.owner.inherits_from),
        fields=(
            FormField("subject", PARTS["subject"], hint=translated("Ohne eigene Worte: {words}. {{network}} wird zum Namen des Quartiers, {{title}} zu dem des Angebots.", words=_inherited(words, "subject")), is_required=False, longest=150),
            FormField("opening", PARTS["opening"], hint=translated("Ohne eigene Worte: {words}.", words=_inherited(words, "opening")), is_required=False, longest=200),
            FormField("closing", PARTS["closing"], "textarea", hint=translated("Ohne eigene Worte: {words}.", words=_inherited(words, "closing")), is_required=False, longest=600),
        ),
    )  # fmt: skip


def own_words(words: Record) -> Form[Any]:
    """Return the form with one's own words."""
    newest = words["versions"][0]["words"] if words["versions"] else {}
    return empty_form(**{part: newest.get(part) or "" for part in PARTS})


def _inherited(words: Record, part: str) -> str:
    change = words["changes"].get(part)
    said = change["inherited"] if change else words["words"][part]
    return f"„{said}“" if said else translated("nichts")

"""Forms described in code and drawn by one template, so that every change of the workspace looks, refuses and conflicts alike.

Their texts are marked where they stand, and said in the reader's language when the page is made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pydantic import BaseModel
from starlette.responses import Response

from services.portal.neighbours.refusals import Refused
from services.portal.web.workspace.desk import Desk
from shared.web.forms import Form, Values
from shared.web.pages.view import drawn, translated, translated_choices

Kind = Literal["text", "textarea", "select", "checkboxes", "radios", "tick", "date", "time", "moment", "number", "file", "hidden"]  # fmt: skip
Options = Sequence[tuple[str, str]]

SOMEBODY_WAS_FASTER = 412
NOT_ACCEPTED = 422


@dataclass(frozen=True)
class FormField:
    """A field as it is drawn."""

    name: str
    label: str
    kind: Kind = "text"
    hint: str = ""
    is_required: bool = True
    options: Options = ()
    rows: int = 4
    longest: int | str = ""

    @property
    def told(self) -> "FormField":
        """The same in the reader's language."""
        return replace(
            self, label=translated(self.label), hint=translated(self.hint), options=translated_choices(self.options)
        )


@dataclass(frozen=True)
class FormView:
    """A form's page: what it is about, its fields, its button, and the pages above it."""

    title: str
    fields: Sequence[FormField]
    submit: str = "Speichern"
    intro: str = ""
    above: Sequence[tuple[str, str]] = ()
    field_of: Mapping[str, str] = field(default_factory=dict)

    @property
    def told(self) -> "FormView":
        """The same in the reader's language."""
        return replace(
            self,
            title=translated(self.title),
            intro=translated(self.intro),
            submit=translated(self.submit),
            fields=[each.told for each in self.fields],
            above=[(translated(text), path) for text, path in self.above],
        )

    @property
    def labels(self) -> dict[str, str]:
        """How the fields are called in the summary of what is wrong."""
        return {each.name: each.label for each in self.fields}

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """The way here, as links."""
        return [*((text, drawn.get().link(path)) for text, path in self.above), (self.title, "")]

    @property
    def has_file(self) -> bool:
        """Whether a file is sent."""
        return any(each.kind == "file" for each in self.fields)


async def form_page(
    desk: Desk,
    view: FormView,
    form: Form[Any],
    *,
    status: int = 200,
    conflict: Sequence[tuple[str, str]] | None = None,
    template: str = "workspace/form_page.html",
    **context: Any,
) -> Response:
    """Return the form's page; `conflict` tells what somebody else has changed meanwhile."""
    return await desk.page(template, status=status, view=view.told, form=form, conflict=conflict, **context)


async def read(desk: Desk, model: type[Values]) -> Form[Values]:
    """Return the form that was sent; raises 403 unless it came from one of our pages."""
    return await desk.equipment.pages.read_form(desk.request, model)


def with_refusal(form: Form[Any], refusal: Refused, view: FormView) -> Form[Any]:
    """Return the form with what the owner of the data has refused, at the fields where it has any."""
    for refused in refusal.fields:
        form = form.with_error(_field(refused.path, view), refused.sentence)
    return form if refusal.fields else form.with_error("", refusal.sentence)


async def refused_page(
    desk: Desk,
    view: FormView,
    form: Form[Any],
    refusal: Refused,
    *,
    now: Mapping[str, Any] | None = None,
    **context: Any,
) -> Response:
    """Return the form with the refusal; where somebody was faster, with what stands there now (`now`, as the form shows it)."""
    if refusal.status == SOMEBODY_WAS_FASTER and now is not None:
        retyped = Form[Any]({**form.typed, "version": str(now["version"])}, {}, None)
        return await form_page(desk, view, retyped, status=409, conflict=differences(form.typed, now, view), **context)
    return await form_page(desk, view, with_refusal(form, refusal, view), status=NOT_ACCEPTED, **context)


def differences(typed: Mapping[str, Any], now: Mapping[str, Any], view: FormView) -> list[tuple[str, str]]:
    """Return label and present value of the fields that stand there otherwise than this form has them."""
    return [
        (each.label, _readable(now[each.name], each))
        for each in view.told.fields
        if each.name in now and each.kind != "hidden" and (typed.get(each.name) or "") != (now[each.name] or "")
    ]


def _readable(value: Any, shown: FormField) -> str:
    names = dict(shown.options)
    values = value if isinstance(value, list) else [value]
    return ", ".join(names.get(str(one), str(one)) for one in values if one not in ("", None)) or "–"


def _field(path: str, view: FormView) -> str:
    known = view.labels
    for candidate in (path, path.partition("/")[0]):
        name = view.field_of.get(candidate, candidate)
        if name in known:
            return name
    return ""


class Button(BaseModel):
    """A form with nothing but a button: which version of the thing it was shown for."""

    version: int = 0


async def pressed(desk: Desk) -> int:
    """Return the version for which a button was pressed; raises 403 unless it was on one of our pages."""
    form = await read(desk, Button)
    return form.values.version if form.values is not None else 0

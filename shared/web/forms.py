"""A form as sent by a person: what they typed, what of it is wrong, and the checked values when all is right."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import NoneType
from typing import Any, Final, Generic, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from starlette.datastructures import FormData

from shared.web.problems import mark
from shared.web.validation import sentence

Values = TypeVar("Values", bound=BaseModel)
LISTS: Final = (list, tuple, set, frozenset)


@dataclass(frozen=True)
class Form(Generic[Values]):
    """`typed` fills the fields again, `errors` (field → sentence) mark them; `values` is None as long as there are any."""

    typed: Mapping[str, str | list[str]]
    errors: Mapping[str, str]
    values: Values | None = None

    def with_error(self, field: str, error: str) -> "Form[Values]":
        """The same form, refused for a reason only the domain knows; an empty field name means the form as a whole."""
        return Form(self.typed, {**self.errors, field: error})


def empty_form(**typed: str | list[str]) -> Form[Any]:
    """A form nobody has sent yet, with what it shows at first."""
    return Form(typed, {})


def check_form(data: FormData, model: type[Values], *, translate: Callable[[str], str] = mark) -> Form[Values]:
    """Reads the fields of the model from the data. A field left empty counts as not given; unknown fields are ignored."""
    typed = {name: _typed(data, name, field) for name, field in model.model_fields.items()}
    given = {name: value for name, value in typed.items() if value}
    try:
        return Form(typed, {}, model.model_validate(given, by_name=True))
    except ValidationError as error:
        errors: dict[str, str] = {}
        for entry in error.errors():
            errors.setdefault(str(entry["loc"][0]) if entry["loc"] else "", sentence(entry, translate))
        return Form(typed, errors)


def _typed(data: FormData, name: str, field: FieldInfo) -> str | list[str]:
    texts = [_clean(value) for value in data.getlist(name) if isinstance(value, str)]
    if _is_list(field.annotation):
        return [text for text in texts if text]
    return texts[-1] if texts else ""


def _is_list(annotation: Any) -> bool:
    candidates = [part for part in get_args(annotation) if part is not NoneType] or [annotation]
    return get_origin(annotation) in LISTS or any((get_origin(part) or part) in LISTS for part in candidates)


def _clean(text: str) -> str:
    """Browsers send line ends as CR LF; a NUL, which PostgreSQL can't store, comes from no keyboard."""
    return text.replace("\r\n", "\n").replace("\x00", "").strip()

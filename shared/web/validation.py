"""What is wrong with an input, in German: pydantic's error types put into sentences for people (never echoing the input)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from shared.web.problems import mark

SENTENCES: Final = {
    "missing": mark("Diese Angabe fehlt."),
    "extra_forbidden": mark("Diese Angabe ist hier nicht vorgesehen."),
    "string_type": mark("Hier muss ein Text stehen."),
    "string_too_short": mark("Bitte geben Sie mindestens {min_length} Zeichen ein."),
    "string_too_long": mark("Bitte geben Sie höchstens {max_length} Zeichen ein."),
    "string_pattern_mismatch": mark("Diese Angabe hat nicht die erwartete Form."),
    "too_short": mark("Bitte geben Sie mindestens {min_length} Einträge an."),
    "too_long": mark("Bitte geben Sie höchstens {max_length} Einträge an."),
    "list_type": mark("Hier muss eine Liste stehen."),
    "greater_than": mark("Der Wert muss größer als {gt} sein."),
    "greater_than_equal": mark("Der Wert muss mindestens {ge} sein."),
    "less_than": mark("Der Wert muss kleiner als {lt} sein."),
    "less_than_equal": mark("Der Wert darf höchstens {le} sein."),
    "enum": mark("Bitte wählen Sie einen der vorgesehenen Werte."),
    "literal_error": mark("Bitte wählen Sie einen der vorgesehenen Werte."),
    "timezone_aware": mark("Bitte geben Sie die Zeit mit Zeitzone an, zum Beispiel 2026-11-22T10:00:00+01:00."),
}
"""By pydantic's error type; the placeholders are the names in pydantic's error context."""

FAMILIES: Final = {
    "int": mark("Bitte geben Sie eine ganze Zahl ein."),
    "float": mark("Bitte geben Sie eine Zahl ein."),
    "decimal": mark("Bitte geben Sie eine Zahl ein."),
    "finite": mark("Bitte geben Sie eine Zahl ein."),
    "bool": mark("Bitte antworten Sie mit Ja oder Nein."),
    "date": mark("Bitte geben Sie ein gültiges Datum ein."),
    "datetime": mark("Bitte geben Sie einen gültigen Zeitpunkt ein."),
    "time": mark("Bitte geben Sie eine gültige Uhrzeit ein."),
    "uuid": mark("Das ist keine gültige Kennung."),
    "url": mark("Bitte geben Sie eine vollständige Internetadresse ein."),
}
"""By the first word of the error type: int_parsing, int_type and int_from_float are all "not a whole number"."""

FALLBACK: Final = mark("Diese Angabe ist nicht gültig.")


def sentence(error: Mapping[str, Any], translate: Callable[[str], str] = mark) -> str:
    """One German sentence for one pydantic error. A ValueError of our own validators speaks for itself."""
    kind: str = error["type"]
    context = error.get("ctx", {})
    if kind == "value_error" and isinstance(context.get("error"), ValueError):
        return translate(str(context["error"]))
    template = SENTENCES.get(kind) or FAMILIES.get(kind.partition("_")[0]) or FALLBACK
    return translate(template).format_map(context)


def pointer(location: Sequence[str | int]) -> str:
    """The JSON pointer (RFC 6901, as URI fragment) of a place inside the input."""
    return "#" + "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in location)


def described(errors: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The `errors` member of a 422 problem: where ("in" as in OpenAPI, and pointer) and what; at most 50 entries."""
    return [
        {"in": str(error["loc"][0]), "pointer": pointer(error["loc"][1:]), "detail": sentence(error)}
        for error in errors[:50]
    ]

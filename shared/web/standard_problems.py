"""The problems HTTP itself knows, with one German wording for all services."""

from typing import Final

from shared.web.problems import ProblemKind, mark

MALFORMED_JSON: Final = ProblemKind(
    "malformed-json",
    400,
    mark("Die Anfrage ist kein gültiges JSON"),
    mark(
        "Der Inhalt der Anfrage konnte nicht gelesen werden. Bitte prüfen Sie Klammern, Kommas und Anführungszeichen."
    ),
)
INVALID_INPUT: Final = ProblemKind(
    "invalid-input",
    422,
    mark("Einige Angaben stimmen noch nicht"),
    mark("Bitte prüfen Sie die genannten Angaben und senden Sie die Anfrage noch einmal."),
)
INTERNAL_ERROR: Final = ProblemKind(
    "internal-error",
    500,
    mark("Es ist ein Fehler aufgetreten"),
    mark("Das liegt an uns. Bitte versuchen Sie es in ein paar Minuten noch einmal."),
)
PAYLOAD_TOO_LARGE: Final = ProblemKind(
    "payload-too-large",
    413,
    mark("Die Anfrage ist zu groß"),
    mark("Es werden höchstens {limit_bytes} Bytes angenommen. Bitte senden Sie weniger auf einmal."),
)

BY_STATUS: Final = {
    kind.status: kind
    for kind in (
        ProblemKind(
            "bad-request",
            400,
            mark("Die Anfrage ist nicht verständlich"),
            mark("Bitte prüfen Sie die Anfrage und versuchen Sie es noch einmal."),
        ),
        ProblemKind(
            "unauthorized",
            401,
            mark("Sie sind nicht angemeldet"),
            mark("Bitte melden Sie sich an und versuchen Sie es noch einmal."),
        ),
        ProblemKind(
            "forbidden",
            403,
            mark("Das dürfen Sie nicht"),
            mark("Ihr Konto hat dafür keine Berechtigung. Fragen Sie die Koordination Ihres Quartiers."),
        ),
        ProblemKind(
            "not-found",
            404,
            mark("Diese Seite gibt es nicht"),
            mark("Vielleicht wurde sie verschoben oder der Link ist unvollständig."),
        ),
        ProblemKind(
            "method-not-allowed",
            405,
            mark("Das geht mit dieser Adresse nicht"),
            mark("Die Adresse gibt es, aber nicht für diese Art von Anfrage."),
        ),
        ProblemKind(
            "not-acceptable",
            406,
            mark("Dieses Format gibt es nicht"),
            mark("Die gewünschte Darstellung wird hier nicht angeboten."),
        ),
        ProblemKind(
            "conflict",
            409,
            mark("Das passt nicht zum jetzigen Stand"),
            mark("Bitte laden Sie den neuesten Stand und versuchen Sie es noch einmal."),
        ),
        ProblemKind(
            "unsupported-media-type",
            415,
            mark("Dieses Format wird nicht angenommen"),
            mark("Bitte senden Sie JSON mit dem Content-Type application/json."),
        ),
        ProblemKind(
            "too-many-requests",
            429,
            mark("Das war zu oft in kurzer Zeit"),
            mark("Bitte warten Sie einen Moment und versuchen Sie es dann noch einmal."),
        ),
        ProblemKind(
            "unavailable",
            503,
            mark("Der Dienst ist gerade nicht erreichbar"),
            mark("Bitte versuchen Sie es in ein paar Minuten noch einmal."),
        ),
        INTERNAL_ERROR,
    )
}


def kind_for_status(status: int) -> ProblemKind:
    """The kind for a bare HTTP status; a rarer one takes the wording of its class (4xx as 400, 5xx as 500)."""
    family = BY_STATUS[400] if status < 500 else INTERNAL_ERROR
    return BY_STATUS.get(status) or ProblemKind(f"http-{status}", status, family.title, family.detail)

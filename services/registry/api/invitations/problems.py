"""How the refusals around invitations and requests to join read."""

from services.registry.domain.refusals import InvitationIsOver, TooManyOpenRequests
from shared.web.problems import ProblemKind, Refusals, mark

INVITATION_REFUSALS: Refusals = {
    InvitationIsOver: ProblemKind(
        "invitation-is-over",
        410,
        mark("Diese Einladung gilt nicht mehr"),
        mark(
            "Sie wurde schon angenommen, zurückgenommen oder ist älter als 14 Tage. Bitte lassen Sie sich neu einladen."
        ),
    ),
    TooManyOpenRequests: ProblemKind(
        "too-many-open-requests",
        409,
        mark("Sie warten schon auf mehrere Antworten"),
        mark("Bitte warten Sie, bis über Ihre offenen Anfragen entschieden ist."),
    ),
}

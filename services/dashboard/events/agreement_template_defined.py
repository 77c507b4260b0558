"""Keeps the names of the templates that agreements start from."""

from services.dashboard.domain.sort_key import sort_key
from services.dashboard.storage.tables import AGREEMENT_TEMPLATES as TABLE
from shared.contracts.registry import AgreementTemplateDefined
from shared.messaging.batch import Row, state_listener
from shared.messaging.event import Event


def _row(event: Event[AgreementTemplateDefined]) -> Row:
    template = event.data
    return {
        "key": template.key,
        "label": template.label,
        "sort_key": sort_key(template.label),
        "retired": template.retired,
    }


AGREEMENT_TEMPLATES = state_listener((AgreementTemplateDefined,), TABLE, _row)

"""The domain's agreements have words of their own; they must stay those of the contracts, or events would lose them."""

from dataclasses import fields
from enum import StrEnum

import pytest

from services.registry.domain.agreements import agreement, life, template
from shared.contracts.registry import agreements as contracts
from shared.contracts.vocabulary import Part


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (agreement.Agreement, contracts.AgreementChanged),
        (agreement.Transition, contracts.Transition),
        (agreement.Obligation, contracts.Obligation),
        (agreement.Signature, contracts.Signature),
        (agreement.Evaluation, contracts.Evaluation),
        (template.AgreementTemplate, contracts.AgreementTemplateDefined),
        (template.TemplateObligation, contracts.TemplateObligation),
    ],
)
def test_every_field_travels(here: type, there: type[Part]) -> None:
    assert {field.name for field in fields(here)} - {"version"} == set(there.model_fields)


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (life.AgreementState, contracts.AgreementState),
        (agreement.EvaluationResult, contracts.EvaluationResult),
    ],
)
def test_every_word_is_known_to_both(here: type[StrEnum], there: type[StrEnum]) -> None:
    assert [word.value for word in here] == [word.value for word in there]

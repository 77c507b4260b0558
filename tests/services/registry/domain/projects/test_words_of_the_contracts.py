"""The domain's projects have words of their own; they must stay those of the contracts, or events would lose them."""

from dataclasses import fields
from enum import StrEnum

import pytest

from services.registry.domain.projects import funding, life, project
from shared.contracts.registry import projects as contracts
from shared.contracts.vocabulary import Part


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (project.Project, contracts.ProjectDefined),
        (project.ServedGoal, contracts.ServedGoal),
        (project.Prize, contracts.Prize),
        (project.Site, contracts.Site),
        (project.Transfer, contracts.Transfer),
        (funding.Funding, contracts.FundingDefined),
    ],
)
def test_every_field_travels(here: type, there: type[Part]) -> None:
    assert {field.name for field in fields(here)} - {"version"} == set(there.model_fields)


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (life.ProjectState, contracts.ProjectState),
        (project.ProjectKind, contracts.ProjectKind),
        (project.SiteState, contracts.SiteState),
        (project.TransferState, contracts.TransferState),
    ],
)
def test_every_word_is_known_to_both(here: type[StrEnum], there: type[StrEnum]) -> None:
    assert [word.value for word in here] == [word.value for word in there]

"""The words of bodies, working groups and persons are those of the contracts; what is said in meetings stays here."""

from dataclasses import fields
from enum import StrEnum

import pytest

from services.registry.domain import membership as network_membership
from services.registry.domain import opening
from services.registry.domain.aggregate import Aggregate
from services.registry.domain.bodies import body
from services.registry.domain.circles import decision, meeting, task
from services.registry.domain.groups import membership, result, working_group
from services.registry.domain.invitations import join_request
from services.registry.domain.persons import membership as person_membership
from services.registry.domain.persons import person
from shared.contracts import registry as contracts
from shared.contracts.contract import Contract

ONLY_HERE = {"version", "agenda", "results", "text", "decided_at"}


@pytest.mark.parametrize(
    ("aggregate", "contract"),
    [
        (body.Body, contracts.BodyDefined),
        (working_group.WorkingGroup, contracts.WorkingGroupDefined),
        (membership.GroupMembership, contracts.GroupMembershipChanged),
        (result.GroupResult, contracts.GroupResultChanged),
        (meeting.Meeting, contracts.MeetingChanged),
        (decision.Decision, contracts.DecisionChanged),
        (task.Task, contracts.CircleTaskChanged),
        (person_membership.PersonMembership, contracts.PersonMembershipChanged),
        (join_request.JoinRequest, contracts.JoinRequestChanged),
    ],
)
def test_every_field_that_may_travel_does(aggregate: type[Aggregate], contract: type[Contract]) -> None:
    assert {field.name for field in fields(aggregate)} - ONLY_HERE == set(contract.model_fields)


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (body.BodyKind, contracts.BodyKind),
        (meeting.MeetingStatus, contracts.MeetingStatus),
        (decision.DecisionStatus, contracts.DecisionStatus),
        (person.FieldName, contracts.PersonField),
        (join_request.JoinStatus, contracts.JoinStatus),
        (opening.Accessibility, contracts.Accessibility),
        (network_membership.LeftReason, contracts.LeftReason),
    ],
)
def test_every_word_is_known_to_both(here: type[StrEnum], there: type[StrEnum]) -> None:
    assert [word.value for word in here] == [word.value for word in there]


def test_of_a_person_only_the_id_and_what_is_public_travels() -> None:
    assert set(contracts.PersonChanged.model_fields) == {"id", "public_fields"}
    assert set(contracts.PersonErased.model_fields) == {"id"}

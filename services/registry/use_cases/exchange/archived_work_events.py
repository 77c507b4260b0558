"""What is told of a network's roll-out, bodies, groups and agreements when they arrive with an archive."""

from collections.abc import Mapping

from services.registry.domain.exchange.archive import ArchiveRow, NetworkArchive
from services.registry.use_cases.exchange.telling import State, Telling, archived_network, own_network
from shared.contracts.registry import (
    AgreementChanged,
    AgreementTemplateDefined,
    BodyDefined,
    CircleTaskChanged,
    DecisionChanged,
    GroupMembershipChanged,
    GroupResultChanged,
    MeetingChanged,
    RolloutPlanChanged,
    RolloutTemplateDefined,
    SelfAssessed,
    WorkingGroupDefined,
)


def _body(row: ArchiveRow, archive: NetworkArchive) -> State:
    return {**row, "members": _placed(archive, "body_members", body=row["id"])}


def _agreement(row: ArchiveRow, archive: NetworkArchive) -> State:
    parties = _placed(archive, "agreement_parties", agreement=row["id"])
    obligations = _placed(archive, "agreement_obligations", agreement=row["id"])
    return {**row, "parties": [party["partner"] for party in parties], "obligations": obligations}


def _placed(archive: NetworkArchive, part: str, **of: object) -> list[ArchiveRow]:
    """Return the rows of a list that belongs to something, in its order."""
    rows = [row for row in archive.rows(part) if of.items() <= row.items()]
    return sorted(rows, key=lambda row: int(row["place"]))


WORK_TELLINGS: Mapping[str, Telling] = {
    "rollout_templates": Telling(contract=RolloutTemplateDefined, subject="rollout-template/standard"),
    "rollout_plans": Telling(contract=RolloutPlanChanged, subject="rollout-plan/{network}", network=own_network),
    "self_assessments": Telling(contract=SelfAssessed, subject="self-assessment/{network}/{year}", network=own_network),
    "bodies": Telling(contract=BodyDefined, subject="body/{id}", state=_body, network=own_network),
    "working_groups": Telling(contract=WorkingGroupDefined, subject="working-group/{id}", network=own_network),
    "group_memberships": Telling(
        contract=GroupMembershipChanged, subject="group-membership/{group}/{partner}", network=archived_network
    ),
    "group_results": Telling(contract=GroupResultChanged, subject="group-result/{id}", network=archived_network),
    "meetings": Telling(contract=MeetingChanged, subject="meeting/{id}", network=archived_network),
    "decisions": Telling(contract=DecisionChanged, subject="decision/{id}", network=archived_network),
    "circle_tasks": Telling(contract=CircleTaskChanged, subject="circle-task/{id}", network=archived_network),
    "agreement_templates": Telling(contract=AgreementTemplateDefined, subject="agreement-template/{key}"),
    "agreements": Telling(contract=AgreementChanged, subject="agreement/{id}", state=_agreement, network=own_network),
}

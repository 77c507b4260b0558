"""What the dashboard hears of bodies, working groups and people."""

from services.dashboard.events.body_defined import BODIES
from services.dashboard.events.circle_task_changed import CIRCLE_TASKS
from services.dashboard.events.decision_changed import DECISIONS
from services.dashboard.events.group_membership_changed import GROUP_MEMBERSHIPS
from services.dashboard.events.group_result_changed import GROUP_RESULTS
from services.dashboard.events.join_request_changed import JOIN_REQUESTS
from services.dashboard.events.meeting_changed import MEETINGS
from services.dashboard.events.person_changed import PERSONS
from services.dashboard.events.person_membership_changed import PERSON_MEMBERSHIPS
from services.dashboard.events.working_group_defined import WORKING_GROUPS

CIRCLE_STATES = (
    BODIES,
    WORKING_GROUPS,
    GROUP_MEMBERSHIPS,
    GROUP_RESULTS,
    MEETINGS,
    DECISIONS,
    CIRCLE_TASKS,
    PERSONS,
    PERSON_MEMBERSHIPS,
    JOIN_REQUESTS,
)

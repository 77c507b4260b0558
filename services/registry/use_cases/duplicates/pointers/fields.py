"""The kinds of things that name one partner, each settled as whoever changes it settles it."""

from functools import partial

from services.registry.domain.circles.task import Task
from services.registry.domain.contact_point import ContactPoint
from services.registry.domain.grant import Grant
from services.registry.domain.invitations.invitation import Invitation
from services.registry.domain.invitations.join_request import JoinRequest, JoinStatus
from services.registry.domain.persons.person import Person
from services.registry.domain.projects.project import Project
from services.registry.domain.wishes.giver import Giver
from services.registry.storage import contact_points, grants
from services.registry.storage.circles import circles, tasks
from services.registry.storage.circles.tables import TASKS
from services.registry.storage.invitations import invitations, join_requests
from services.registry.storage.invitations.tables import INVITATIONS, JOIN_REQUESTS
from services.registry.storage.persons import persons
from services.registry.storage.persons.tables import PERSONS
from services.registry.storage.projects import projects
from services.registry.storage.projects.tables import PROJECTS
from services.registry.storage.tables import CONTACT_POINTS, GRANTS
from services.registry.storage.wishes import givers
from services.registry.storage.wishes.tables import GIVERS
from services.registry.use_cases.define_contact_point import settle_contact_point
from services.registry.use_cases.duplicates.pointers.field import FieldPointer
from services.registry.use_cases.invitations.invite import record_invitation
from services.registry.use_cases.persons.keep_person import told
from services.registry.use_cases.projects.define_project import only_network
from services.registry.use_cases.settle import settle
from shared.contracts.registry import (
    CircleTaskChanged,
    GiverDefined,
    GrantGiven,
    JoinRequestChanged,
    PersonChanged,
    ProjectDefined,
)
from shared.identity.actor import Actor
from shared.messaging.edge import Work


async def _project(work: Work, actor: Actor, before: Project, after: Project) -> int:
    settled = await settle(
        work,
        actor,
        subject=f"project/{after.id}",
        before=before,
        after=after,
        save=partial(projects.save, at=work.now),
        contract=ProjectDefined,
        network=only_network(after.networks),
    )
    return settled.version


async def _person(work: Work, actor: Actor, before: Person, after: Person) -> int:
    subject = f"person/{after.id}"
    settled = await settle(
        work,
        actor,
        subject=subject,
        before=before,
        after=after,
        save=persons.save,
        contract=PersonChanged,
        state_of=told,
    )
    return settled.version


async def _task(work: Work, actor: Actor, before: Task, after: Task) -> int:
    settled = await settle(
        work,
        actor,
        subject=f"circle-task/{after.id}",
        before=before,
        after=after,
        save=tasks.save,
        contract=CircleTaskChanged,
        network=await circles.network_of(work.connection, after.circle),
    )
    return settled.version


async def _contact_point(work: Work, actor: Actor, before: ContactPoint, after: ContactPoint) -> int:
    return (await settle_contact_point(work, actor, before=before, after=after)).version


async def _giver(work: Work, actor: Actor, before: Giver, after: Giver) -> int:
    settled = await settle(
        work,
        actor,
        subject=f"giver/{after.id}",
        before=before,
        after=after,
        save=givers.save,
        contract=GiverDefined,
        network=after.network,
    )
    return settled.version


async def _grant(work: Work, actor: Actor, before: Grant, after: Grant) -> int:
    settled = await settle(
        work,
        actor,
        subject=f"grant/{after.id}",
        before=before,
        after=after,
        save=grants.save,
        contract=GrantGiven,
        network=after.network,
    )
    return settled.version


async def _join_request(work: Work, actor: Actor, before: JoinRequest, after: JoinRequest) -> int:
    settled = await settle(
        work,
        actor,
        subject=f"join-request/{after.id}",
        before=before,
        after=after,
        save=join_requests.save,
        contract=JoinRequestChanged,
        network=after.network,
    )
    return settled.version


async def _invitation(work: Work, actor: Actor, _: Invitation, after: Invitation) -> int:
    await invitations.replace(work.connection, after)
    await record_invitation(work, actor, "change-invitation", after)
    return 0


# Invitations and requests come before grants: whoever is accepting one finishes first, and then the new grant is seen, too.
FIELDS = (
    FieldPointer(
        kind="invitation",
        names=INVITATIONS.c.organisation,
        find=invitations.find,
        settled=_invitation,
        is_over=lambda invitation: invitation.withdrawn or invitation.accepted_by is not None,
    ),
    FieldPointer(
        kind="join-request",
        names=JOIN_REQUESTS.c.organisation,
        find=join_requests.find,
        settled=_join_request,
        is_over=lambda request: request.status is not JoinStatus.OPEN,
    ),
    FieldPointer(
        kind="grant",
        names=GRANTS.c.organisation,
        find=grants.find,
        settled=_grant,
        is_over=lambda grant: grant.withdrawn,
    ),
    FieldPointer(kind="project", names=PROJECTS.c.lead, find=projects.find, settled=_project),
    FieldPointer(
        kind="person",
        names=PERSONS.c.partner,
        find=persons.find,
        settled=_person,
        is_over=lambda person: person.erased,
    ),
    FieldPointer(kind="circle-task", names=TASKS.c.responsible, find=tasks.find, settled=_task),
    FieldPointer(
        kind="contact-point",
        names=CONTACT_POINTS.c.organisation,
        find=contact_points.find,
        settled=_contact_point,
    ),
    FieldPointer(kind="giver", names=GIVERS.c.partner, find=givers.find, settled=_giver),
)

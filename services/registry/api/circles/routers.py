"""The routes that every kind of circle has; those of files come first, for `{meeting_id}` would take in `{meeting_id}.ics`."""

from fastapi import APIRouter

from services.registry.api.circles import calendars, decisions, meetings, tasks

router = APIRouter()
for _each in (calendars, meetings, decisions, tasks):
    router.include_router(_each.router)

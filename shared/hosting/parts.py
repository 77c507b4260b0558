"""What a service brings; everything else is the same for all of them."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.hosting.running import Clock, Running, utc_now
from shared.hosting.settings import ServiceSettings
from shared.identity.gate import AccountOfRequest
from shared.identity.grants import Grant
from shared.messaging.applying import Step, _no_step
from shared.messaging.batch import Listener
from shared.messaging.slots import BeforeSwap
from shared.web.problem_handlers import ProblemPages
from shared.web.problems import Refusals

GrantsOf = Callable[[AsyncConnection, str, datetime], Awaitable[tuple[Grant, ...]]]
Worker = Callable[[Running], Awaitable[None]]

MIGRATIONS = "storage/migrations"


@dataclass(frozen=True)
class ServiceParts:
    """One service: its name, settings, routes, refusals, what it listens to and what it does beside requests.

    `plans_each_time` is for tables that hold nothing at one moment and a hundred thousand rows at the next: a plan kept from the first
    would read all of them for each question.
    """

    name: str
    settings: ServiceSettings
    routers: tuple[APIRouter, ...]
    refusals: Refusals = field(default_factory=dict)
    listeners: tuple[Listener, ...] = ()
    producers: frozenset[str] = frozenset()
    projection_number: int = 1
    before_swap: BeforeSwap | None = None
    workers: tuple[Worker, ...] = ()
    grants_of: GrantsOf | None = None
    account_of: AccountOfRequest | None = None
    pages: ProblemPages | None = None
    has_home_page: bool = False
    introduction: Mapping[str, object] = field(default_factory=dict)
    also_public: tuple[str, ...] = ()
    customise: Callable[[FastAPI, Running], None] | None = None
    checks: Mapping[str, Callable[[Running], Awaitable[Any]]] = field(default_factory=dict)
    plans_each_time: bool = False
    clock: Clock = utc_now
    step: Step = _no_step

    @property
    def source(self) -> str:
        """The source of this service's events, e.g. `/offers/city`."""
        return f"/{self.name}/{self.settings.instance}"

    @property
    def listens(self) -> bool:
        """Return whether the service follows other services' events."""
        return bool(self.producers)


def migrations_of(service: str) -> Path:
    """Return where a service's migrations stand."""
    return Path(__file__).parents[2] / "services" / service / MIGRATIONS

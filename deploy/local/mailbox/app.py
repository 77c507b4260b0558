"""Puts the mailbox together: one ASGI application whose life is also the SMTP server's."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fastapi import FastAPI

from deploy.local.mailbox.api import behaviour_router, mails_router
from deploy.local.mailbox.behaviour import Behaviour
from deploy.local.mailbox.pages import pages_router
from deploy.local.mailbox.smtp import MailHandler, smtp_server
from deploy.local.mailbox.store import Clock, MailStore


@dataclass(frozen=True, kw_only=True)
class MailboxSettings:
    """Where mails are kept and where they are taken in."""

    data_dir: Path
    smtp_port: int
    smtp_host: str = "127.0.0.1"


def now_utc() -> datetime:
    return datetime.now(UTC)


def create_app(settings: MailboxSettings, *, behaviour: Behaviour | None = None, clock: Clock = now_utc) -> FastAPI:
    """The mailbox; it reads the stored mails at once and takes new ones from its start-up on."""
    store = MailStore(settings.data_dir / "mails", clock=clock)
    handler = MailHandler(store, behaviour or Behaviour())

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with smtp_server(handler, host=settings.smtp_host, port=settings.smtp_port):
            yield

    app = FastAPI(title="INFamilie: Postfach", lifespan=lifespan, docs_url=None, redoc_url=None)
    app.include_router(mails_router(store))
    app.include_router(behaviour_router(handler))
    app.include_router(pages_router(store))
    return app

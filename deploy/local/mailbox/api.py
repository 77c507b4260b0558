"""The mailbox for programs: tests read mails and set how the server misbehaves."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Response
from pydantic import BaseModel, Field

from deploy.local.mailbox.behaviour import Behaviour
from deploy.local.mailbox.mail import Mail
from deploy.local.mailbox.smtp import MailHandler
from deploy.local.mailbox.store import MailStore


class MailAnswer(BaseModel):
    """A mail as JSON; `from` and `to` are the envelope's, repeated headers stand in a list."""

    id: str
    sender: Annotated[str, Field(serialization_alias="from")]
    to: list[str]
    subject: str
    received_at: datetime
    headers: dict[str, list[str]]
    text: str
    html: str | None

    @classmethod
    def of(cls, mail: Mail) -> "MailAnswer":
        headers: dict[str, list[str]] = {}
        for name, value in mail.headers:
            headers.setdefault(name.lower(), []).append(value)
        summary = mail.summary
        return cls(
            id=summary.id,
            sender=summary.sender,
            to=list(summary.recipients),
            subject=summary.subject,
            received_at=summary.received_at,
            headers=headers,
            text=mail.text,
            html=mail.html,
        )


def mails_router(store: MailStore) -> APIRouter:
    router = APIRouter(prefix="/api")

    @router.get("/mails")
    async def list_mails(
        to: str | None = None,
        after: str = "",
        limit: Annotated[int, Query(ge=1, le=1000)] = 100,
        wait_seconds: Annotated[float, Query(ge=0, le=60)] = 0,
    ) -> list[MailAnswer]:
        """Mails in the order of receipt; with `wait_seconds` the answer waits for the first one."""
        if wait_seconds:
            await store.wait_for_mail_after(after, to=to, timeout_seconds=wait_seconds)
        found = (store.read(summary.id) for summary in store.received_after(after, limit=limit, to=to))
        return [MailAnswer.of(mail) for mail in found if mail is not None]

    @router.get("/mails/{mail_id}")
    async def show_mail(mail_id: str) -> MailAnswer:
        mail = store.read(mail_id)
        if mail is None:
            raise HTTPException(404)
        return MailAnswer.of(mail)

    @router.get("/count")
    async def count_mails(
        to: str | None = None, after: str = "", wait_seconds: Annotated[float, Query(ge=0, le=60)] = 0
    ) -> dict[str, int]:
        """How many mails there are, without reading them; with `wait_seconds` the answer waits for the first one."""
        if wait_seconds:
            await store.wait_for_mail_after(after, to=to, timeout_seconds=wait_seconds)
        return {"count": len(store.received_after(after, limit=len(store), to=to))}

    @router.delete("/mails", status_code=204)
    async def delete_mails() -> Response:
        store.clear()
        return Response(status_code=204)

    return router


def behaviour_router(handler: MailHandler) -> APIRouter:
    router = APIRouter(prefix="/api")

    @router.get("/behaviour")
    async def show_behaviour() -> Behaviour:
        return handler.behaviour

    @router.put("/behaviour")
    async def change_behaviour(behaviour: Behaviour) -> Behaviour:
        handler.behaviour = behaviour
        return behaviour

    return router

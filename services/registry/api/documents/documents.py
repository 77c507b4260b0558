"""Documents of a network over HTTP: kept by what they are, given out as files to be saved and never shown."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, UploadFile
from pydantic import BaseModel
from starlette.responses import Response

from services.registry.domain.documents.document import (
    LARGEST_BYTES,
    Document,
    DocumentNotAccepted,
    DocumentTooLarge,
)
from services.registry.domain.refusals import NothingHere
from services.registry.storage.documents import documents
from services.registry.use_cases.documents.keep_document import keep_document
from shared.contracts.vocabulary import Slug
from shared.hosting.running import ServiceEdge
from shared.identity.access import any_of, coordinator_of, office
from shared.identity.actor import Actor
from shared.identity.gate import require
from shared.web.problems import Problem, ProblemKind, Refusals, mark

router = APIRouter(prefix="/networks/{network}/documents", tags=["documents"])

Keeper = Annotated[Actor, Depends(require(any_of(office(), coordinator_of("network"))))]
TOO_LARGE = ProblemKind(
    "document-too-large",
    413,
    mark("Das Dokument ist zu groß"),
    mark("Höchstens {megabytes} MB. Bitte verkleinern Sie es, zum Beispiel als PDF mit kleineren Bildern."),
)
NOT_ACCEPTED = ProblemKind(
    "document-not-accepted",
    422,
    mark("Dieses Dokument können wir nicht aufnehmen"),
    mark("Möglich sind PDF, PNG, JPEG, Word (.docx), Excel (.xlsx) und OpenDocument (.odt), ohne Makros und Skripte."),
)


class DocumentAnswer(BaseModel):
    """A document without its content."""

    id: UUID
    network: Slug
    name: str
    media_type: str
    size: int


@router.post("", status_code=201)
async def post_document(
    network: Slug, file: UploadFile, *, edge: ServiceEdge, actor: Keeper, response: Response
) -> DocumentAnswer:
    """Keep a document; what it is, its content says."""
    content = await file.read(LARGEST_BYTES + 1)
    async with edge.transaction() as work:
        document = await keep_document(work, actor, network=network, name=file.filename or "", content=content)
    response.headers["Location"] = f"/networks/{network}/documents/{document.id}"
    return _answer_of(document)


@router.get("/{document_id}", response_class=Response)
async def get_document(network: Slug, document_id: UUID, *, edge: ServiceEdge, actor: Keeper) -> Response:
    """Return a document's content as a file to be saved."""
    async with edge.reading() as connection:
        document = await documents.find(connection, network, document_id)
    if document is None:
        raise NothingHere
    plain = document.file_name.encode("ascii", "replace").decode().replace("?", "_")
    headers = {
        "Content-Disposition": f'attachment; filename="{plain}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(document.content, media_type=document.media_type, headers=headers)


def _answer_of(document: Document) -> DocumentAnswer:
    return DocumentAnswer(
        id=document.id,
        network=document.network,
        name=document.file_name,
        media_type=document.media_type,
        size=len(document.content),
    )


DOCUMENT_REFUSALS: Refusals = {
    DocumentTooLarge: lambda _: Problem(TOO_LARGE, megabytes=LARGEST_BYTES // (1024 * 1024)),
    DocumentNotAccepted: NOT_ACCEPTED,
}

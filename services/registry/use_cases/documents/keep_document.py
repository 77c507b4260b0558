"""Keeps a document of a network, as what its content is."""

from services.registry.domain.documents.document import Document, document_name, media_type_of
from services.registry.storage.documents import documents
from services.registry.use_cases.references import insist_on_networks
from shared.identity.actor import Actor
from shared.identity.audit import record
from shared.messaging.edge import Work


async def keep_document(work: Work, actor: Actor, *, network: str, name: str, content: bytes) -> Document:
    """Return the document as it is kept; raises NotPermitted, UnknownReference, DocumentTooLarge, DocumentNotAccepted."""
    actor.may_change_network(network)
    await insist_on_networks(work.connection, "network", network)
    document = Document(
        id=work.new_id(),
        network=network,
        name=document_name(name),
        media_type=media_type_of(content),
        content=content,
        kept_at=work.now,
    )
    await documents.keep(work.connection, document)
    assert actor.account is not None
    await record(
        work.connection,
        account=actor.account,
        action="keep-document",
        subject=("document", str(document.id)),
        at=work.now,
        after={"network": network, "media_type": document.media_type, "size": len(content)},
    )
    return document

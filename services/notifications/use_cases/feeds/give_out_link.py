"""Gives a person a secret link to their feed; another one is another secret, all of them can be revoked at once."""

import secrets
from uuid import UUID

from services.notifications.domain.links import fingerprint
from services.notifications.storage.feeds import links
from shared.messaging.edge import Work
from shared.web.problems import Refusal

MOST_OF_A_PERSON = 10
SECRET_BYTES = 32


class TooManyFeeds(Refusal):
    """A person has given out as many links as they may."""


async def give_out_link(work: Work, person: UUID) -> str:
    """Return the secret, of which only the hash is kept; raises TooManyFeeds."""
    if await links.count_of(work.connection, person) >= MOST_OF_A_PERSON:
        raise TooManyFeeds
    secret = secrets.token_urlsafe(SECRET_BYTES)
    await links.add(work.connection, fingerprint(secret), person=person, now=work.now)
    return secret

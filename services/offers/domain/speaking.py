"""Which instance keeps the offers of a network: events of any other one would be put aside by everybody who hears them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.offers.domain.refusals import NetworkSpeaksElsewhere


@dataclass(frozen=True)
class Speaker:
    """An announced source of offers and the networks it claims from a moment on."""

    source: str
    networks: tuple[str, ...]
    speaks_for_the_rest: bool
    since: datetime


@dataclass(frozen=True)
class OwnVoice:
    """This instance: its source, and the networks it is set up for; None means all that no other source claims."""

    source: str
    networks: tuple[str, ...] | None = None

    def insist(self, network: str, speakers: Sequence[Speaker], *, now: datetime) -> None:
        """Return if the network is this instance's business; raises NetworkSpeaksElsewhere."""
        claims = [speaker for speaker in speakers if network in speaker.networks and speaker.since <= now]
        claiming = max(claims, key=lambda claim: claim.since).source if claims else None
        if claiming is not None and claiming != self.source:
            raise NetworkSpeaksElsewhere(network, claiming)
        if claiming is None and self.networks is not None and network not in self.networks:
            raise NetworkSpeaksElsewhere(network, _speaker_for_the_rest(speakers))


def _speaker_for_the_rest(speakers: Sequence[Speaker]) -> str | None:
    return next((speaker.source for speaker in speakers if speaker.speaks_for_the_rest), None)

"""An offer in one version; its content, where it stands, and until when it is known to be true."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.offers.domain.notice import Notice, NoticeKind, notice_of_change
from services.offers.domain.offer_content import OfferContent
from services.offers.domain.offer_status import HIDDEN, Status, Step, after_step
from services.offers.domain.refusals import (
    NetworkIsFixed,
    OfferHasEnded,
    OfferIsNotPublished,
    PublishedOfferNeedsNoTime,
)

__all__ = ["Offer", "OfferContent", "Status"]


@dataclass(frozen=True, kw_only=True)
class Offer:
    """An offer; each step returns the next version.

    `confirmed_on` is the last day on which somebody said that it is right, `publish_at` the time for which its publication is
    planned, `sent_back_because` why a review ended without publication. `notice` is what this version tells subscribers, and each
    notice makes `notice_version` grow.
    """

    id: UUID
    content: OfferContent
    status: Status = Status.DRAFT
    notice_version: int = 0
    version: int = 1
    confirmed_on: date | None = None
    publish_at: datetime | None = None
    sent_back_because: str | None = None
    notice: Notice | None = None

    @property
    def is_hidden(self) -> bool:
        """Tell whether only those who may change it may know of it; what was public once stays known."""
        return self.status in HIDDEN

    def changed(self, content: OfferContent, *, tells_subscribers: bool = False) -> "Offer":
        """Return the offer with another content, itself if nothing differs; raises OfferHasEnded, NetworkIsFixed.

        Subscribers hear of mere wording where `tells_subscribers` is said.
        """
        if self.status is Status.ENDED:
            raise OfferHasEnded
        if content.network != self.content.network:
            raise NetworkIsFixed(self.content.network)
        content = content.after(self.content)
        if not self.content.differing(content):
            return self
        is_public = self.status is Status.PUBLISHED
        notice = notice_of_change(self.content, content, tells_subscribers=tells_subscribers) if is_public else None
        return self._next(content=content, notice=notice)

    def submitted(self) -> "Offer":
        """Return the draft as it waits for the coordination's review."""
        return self._stepped(Step.SUBMIT, sent_back_because=None)

    def sent_back(self, reason: str) -> "Offer":
        """Return the offer as a draft again, with what is to be mended; a planned publication is off."""
        return self._stepped(Step.SEND_BACK, sent_back_because=reason, publish_at=None)

    def published(self, *, on: date | None = None) -> "Offer":
        """Return the offer as families can find it, confirmed on a day; raises OfferIsPublished, OfferHasEnded."""
        return self._stepped(
            Step.PUBLISH,
            notice=Notice(NoticeKind.NEW),
            confirmed_on=on,
            publish_at=None,
            sent_back_because=None,
        )

    def paused(self) -> "Offer":
        """Return the offer as it does not take place for a while."""
        return self._stepped(Step.PAUSE, notice=Notice(NoticeKind.PAUSED))

    def resumed(self, *, on: date | None = None) -> "Offer":
        """Return the offer as it takes place again, confirmed on a day."""
        notice = Notice(NoticeKind.RESUMED)
        return self._stepped(Step.RESUME, notice=notice, confirmed_on=on or self.confirmed_on)

    def withdrawn(self) -> "Offer":
        """Return the offer as ended; raises OfferIsNotPublished, OfferHasEnded."""
        return self._stepped(Step.END, notice=Notice(NoticeKind.CANCELLED))

    def confirmed(self, *, on: date) -> "Offer":
        """Return the offer as somebody confirmed it, itself if that was on the same day; raises OfferIsNotPublished, OfferHasEnded."""
        if self.status is Status.ENDED:
            raise OfferHasEnded
        if self.is_hidden:
            raise OfferIsNotPublished
        return self if self.confirmed_on == on else self._next(confirmed_on=on)

    def planned(self, publish_at: datetime | None) -> "Offer":
        """Return the hidden offer with a time for its publication, or with none; raises PublishedOfferNeedsNoTime, OfferHasEnded."""
        if self.status is Status.ENDED:
            raise OfferHasEnded
        if not self.is_hidden:
            raise PublishedOfferNeedsNoTime
        return self if self.publish_at == publish_at else self._next(publish_at=publish_at)

    def _stepped(self, step: Step, **said: Any) -> "Offer":
        return self._next(status=after_step(self.status, step), **said)

    def _next(self, *, notice: Notice | None = None, **said: Any) -> "Offer":
        told = self.notice_version + (notice is not None)
        return replace(self, **said, version=self.version + 1, notice=notice, notice_version=told)

"""What comes in and goes out; unknown members are refused, so that nobody tells us more than we ask for."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, BaseModel, Field, SecretStr

from services.notifications.api.wishes import Body, Wish, WishView, wish_of
from services.notifications.domain.links import TOKEN_LENGTH
from services.notifications.domain.subscription import Subscription, SubscriptionState
from shared.web.problems import mark

NOT_AN_ADDRESS = mark("Das ist keine E-Mail-Adresse. Sie sieht zum Beispiel so aus: name@anbieter.de")


def _address(value: str) -> str:
    try:
        # Letters outside ASCII before the @ need a mail server of a rare kind; those after it have an ASCII form.
        checked = validate_email(value.strip(), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as refused:
        raise ValueError(NOT_AN_ADDRESS) from refused
    return str(checked.ascii_email)


Address = Annotated[str, Field(max_length=254), AfterValidator(_address)]
Token = Annotated[SecretStr, Field(min_length=TOKEN_LENGTH, max_length=TOKEN_LENGTH)]


class SubscriptionRequest(Wish):
    """A wish to be told, and where."""

    address: Address = Field(repr=False)


class TokenBody(Body):
    """The credential out of a mailed link."""

    token: Token


class UnsubscriptionBody(TokenBody):
    """Without `subscription` everything ends."""

    subscription: UUID | None = None


class SubscriptionView(WishView):
    """One subscription for its owner's page; no address."""

    id: UUID
    state: SubscriptionState
    requested_at: datetime
    confirmed_at: datetime | None
    ended_at: datetime | None
    paused_until: date | None


class PreferencesView(BaseModel):
    """What a person has asked for; `token` is the one that manages it."""

    token: str
    subscriptions: list[SubscriptionView]


class FiguresView(BaseModel):
    """Figures without persons; a count of families below five is null. Ages of mails are in seconds."""

    subscriptions: int | None
    persons_by_network: dict[str, int | None]
    notices_by_state: dict[str, int | None]
    mails_waiting: int
    mails_sending: int
    oldest_undelivered_seconds: float


def view_of(subscription: Subscription) -> SubscriptionView:
    """Return a subscription as its owner sees it."""
    return SubscriptionView(
        **wish_of(subscription.asked_for),
        id=subscription.id,
        state=subscription.state,
        requested_at=subscription.requested_at,
        confirmed_at=subscription.confirmed_at,
        ended_at=subscription.ended_at,
        paused_until=subscription.paused_until,
    )

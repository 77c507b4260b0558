"""What comes in and goes out; unknown members are refused, so that nobody tells us more than we ask for."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, BaseModel, Field, SecretStr

from services.notifications.api.wishes import Body, Wish, WishView, wish_of
from services.notifications.domain.links import TOKEN_LENGTH
from services.notifications.domain.pace import Pace
from services.notifications.domain.subscription import Subscription, SubscriptionState
from shared.web.problems import mark

NOT_FOR_STRANGERS: dict[str, Any] = {
    "around": None,
    "birth_month": None,
    "birth_months": [],
    "min_months": None,
    "max_months": None,
}
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


class AddressBody(Body):
    """Where the managing link goes, if somebody there has asked for anything."""

    address: Address = Field(repr=False)


class ChangeBody(TokenBody):
    """Everything that is wished for from now on."""

    subscription: UUID
    wish: Wish


class PaceBody(UnsubscriptionBody):
    """How often mails come from now on."""

    pace: Pace


class PauseBody(UnsubscriptionBody):
    """Until which day nothing comes; without one until it is resumed."""

    until: date | None = None


class SubscriptionView(WishView):
    """One subscription for its owner's page; no address."""

    id: UUID
    state: SubscriptionState
    requested_at: datetime
    confirmed_at: datetime | None
    ended_at: datetime | None
    paused_until: date | None


class PreferencesView(BaseModel):
    """What a person has asked for, and the token to go on with.

    Where it is a notice's, `may_change` is false and neither children nor places are told.
    """

    token: str
    may_change: bool
    subscriptions: list[SubscriptionView]


class FiguresView(BaseModel):
    """Figures without persons; a count of families below five is null. Ages of mails are in seconds."""

    subscriptions: int | None
    persons_by_network: dict[str, int | None]
    notices_by_state: dict[str, int | None]
    mails_waiting: int
    mails_sending: int
    oldest_undelivered_seconds: float


class SilentView(BaseModel):
    """What so many wait for in vain."""

    cause: str
    value: str
    subscriptions: int | None


def preferences_of(found: Sequence[Subscription], *, token: str, may_change: bool) -> PreferencesView:
    """Return subscriptions as the holder of a link may see them."""
    views = [view_of(one) for one in found]
    if not may_change:
        views = [view.model_copy(update=NOT_FOR_STRANGERS) for view in views]
    return PreferencesView(token=token, may_change=may_change, subscriptions=views)


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

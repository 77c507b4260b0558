"""What comes in and goes out; unknown members are refused, so that nobody tells us more than we ask for."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from email_validator import EmailNotValidError, validate_email
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    model_validator,
)

from services.notifications.domain.interest import Ages, Interest
from services.notifications.domain.links import TOKEN_LENGTH
from services.notifications.domain.subscription import Subscription, SubscriptionState
from shared.contracts.vocabulary import AgeMonths, Key, LanguageTag, Slug
from shared.web.problems import mark

NOT_AN_ADDRESS = mark("Das ist keine E-Mail-Adresse. Sie sieht zum Beispiel so aus: name@anbieter.de")
AGES_REVERSED = mark("Das jüngste Alter muss unter dem ältesten liegen.")
ONE_AGE_ONLY = mark("Bitte geben Sie den Geburtsmonat oder das Alter an, nicht beides.")
NOT_A_MONTH = mark("Bitte geben Sie Jahr und Monat an, zum Beispiel 2026-03.")


def _address(value: str) -> str:
    try:
        # Letters outside ASCII before the @ need a mail server of a rare kind; those after it have an ASCII form.
        checked = validate_email(value.strip(), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as refused:
        raise ValueError(NOT_AN_ADDRESS) from refused
    return str(checked.ascii_email)


def _month(value: Any) -> Any:
    try:
        return date.fromisoformat(f"{value}-01") if isinstance(value, str) else value
    except ValueError as unreadable:
        raise ValueError(NOT_A_MONTH) from unreadable


Address = Annotated[str, Field(max_length=254), AfterValidator(_address)]
BirthMonth = Annotated[date, BeforeValidator(_month, json_schema_input_type=str)]
Token = Annotated[SecretStr, Field(min_length=TOKEN_LENGTH, max_length=TOKEN_LENGTH)]
LowerLanguageTag = Annotated[LanguageTag, StringConstraints(to_lower=True)]


class Body(BaseModel):
    """A request's body."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class SubscriptionRequest(Body):
    """A wish to be told; `birth_month` as YYYY-MM, in the future for a pregnancy."""

    address: Address = Field(repr=False)
    networks: tuple[Slug, ...] = Field(min_length=1, max_length=20)
    birth_month: BirthMonth | None = None
    min_months: AgeMonths | None = None
    max_months: AgeMonths | None = None
    themes: tuple[Key, ...] = Field(default=(), max_length=20)
    languages: tuple[LowerLanguageTag, ...] = Field(default=(), max_length=40)
    text_language: LowerLanguageTag = "de"

    @model_validator(mode="after")
    def _knows_one_age(self) -> "SubscriptionRequest":
        low, high = self.min_months, self.max_months
        if self.birth_month is not None and (low is not None or high is not None):
            raise ValueError(ONE_AGE_ONLY)
        if low is not None and high is not None and low >= high:
            raise ValueError(AGES_REVERSED)
        return self

    def interest(self) -> Interest:
        """Return the wish in the domain's words."""
        return Interest(
            networks=frozenset(self.networks),
            birth_month=self.birth_month,
            ages=Ages(self.min_months, self.max_months),
            themes=frozenset(self.themes),
            languages=frozenset(self.languages),
        )


class TokenBody(Body):
    """The credential out of a mailed link."""

    token: Token


class UnsubscriptionBody(TokenBody):
    """Without `subscription` everything ends."""

    subscription: UUID | None = None


class SubscriptionView(BaseModel):
    """One subscription for its owner's page; no address."""

    id: UUID
    networks: list[str]
    birth_month: str | None
    min_months: int | None
    max_months: int | None
    themes: list[str]
    languages: list[str]
    text_language: str
    state: SubscriptionState
    requested_at: datetime
    confirmed_at: datetime | None
    ended_at: datetime | None


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
    interest = subscription.interest
    return SubscriptionView(
        id=subscription.id,
        networks=sorted(interest.networks),
        birth_month=f"{interest.birth_month:%Y-%m}" if interest.birth_month is not None else None,
        min_months=interest.ages.min_months,
        max_months=interest.ages.max_months,
        themes=sorted(interest.themes),
        languages=sorted(interest.languages),
        text_language=subscription.text_language,
        state=subscription.state,
        requested_at=subscription.requested_at,
        confirmed_at=subscription.confirmed_at,
        ended_at=subscription.ended_at,
    )

"""What a service must be told about the identity provider; three of these replace the demo issuer by Keycloak or the city's own."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr

# Asymmetric only: `none` and HS* can't even be configured (RFC 8725 §3.1).
Algorithm = Literal["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]


class IdentitySettings(BaseModel):
    """Embedded in each service's settings as `identity`."""

    model_config = ConfigDict(frozen=True)

    issuer_url: str = Field(description="The issuer exactly as it stands in the claim `iss`.")
    issuer_backchannel_url: str | None = Field(
        default=None, description="Where this service reaches the issuer, when that differs from what browsers use."
    )
    audience: str = "infamilie"
    algorithms: tuple[Algorithm, ...] = ("RS256", "ES256")
    account_key: SecretStr = Field(
        min_length=16, description="The deployment's key for account ids; the same in every service."
    )
    client_id: str
    client_secret: SecretStr
    clock_skew_seconds: int = Field(default=30, ge=0, le=120)
    office_subjects: tuple[str, ...] = Field(
        default=(), description="Subjects that are office before any grant exists."
    )
    service_subjects: tuple[str, ...] = Field(
        default=(),
        description="Subjects of the platform's own services; they must read feeds before grants can travel.",
    )

"""What every service must be told, read from the environment; each service adds its prefix and its own settings."""

from pydantic import Field, SecretStr
from pydantic_settings import (
    BaseSettings,
    NestedSecretsSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from shared.identity.settings import IdentitySettings


def settings_config(prefix: str) -> SettingsConfigDict:
    """Return where a service's settings come from: `PREFIX_NAME`, nested by `__`, secrets also from /run/secrets."""
    return SettingsConfigDict(
        env_prefix=prefix,
        env_nested_delimiter="__",
        secrets_dir="/run/secrets",
        secrets_dir_missing="ok",
        secrets_nested_delimiter="__",
        frozen=True,
        extra="ignore",
    )


class ServiceSettings(BaseSettings):
    """Settings that all services share."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read arguments, then variables, then secret files; a file may also be a part of a nested setting."""
        return init_settings, env_settings, NestedSecretsSettingsSource(file_secret_settings)

    instance: str = Field(
        default="city",
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        description="The instance in the source's name, e.g. /offers/hoerde.",
    )
    database_url: SecretStr = Field(description="The service's own PostgreSQL database, by its own role.")
    broker_url: SecretStr = Field(description="Redis or Valkey.")
    public_url: str = Field(description="How the service is reached from outside, without a trailing slash.")
    registry_url: str = Field(description="How this service reaches the registry, whose feed names all other sources.")
    registry_instance: str = Field(default="city", description="The registry's instance.")
    identity: IdentitySettings
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    log_level: str = "INFO"
    otlp_endpoint: str | None = Field(default=None, description="Where traces go; off unless set.")
    largest_body_bytes: int = Field(default=1 << 20, ge=1024)
    database_connections: int = Field(default=6, ge=2, le=100)

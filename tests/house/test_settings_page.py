"""Every setting has its line in docs/settings.md; `make docs` writes the page."""

import pytest
from pydantic import BaseModel, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from deploy.document_settings import ANY_SERVICE, PAGE, page, prefix_of, service_settings, settings_of
from shared.hosting.settings import ServiceSettings


class Bell(BaseModel):
    """A part within the settings below."""

    loudness_decibels: int = Field(default=60, description="How loud.")


class PlantedSettings(BaseSettings):
    """A service's settings with every kind of default."""

    model_config = SettingsConfigDict(env_prefix="PLANTED_")

    doors: int = Field(description="How many doors.")
    password: SecretStr = Field(default=SecretStr("hunter2"), description="What opens them.")
    keeper: str | None = Field(default=None, description="Who keeps them.")
    bell: Bell


def undocumented(written: str, services: dict[str, type[BaseSettings]]) -> list[str]:
    """The variables that no line of the page names, neither for this service nor for all of them."""
    variables = [
        (setting.variable, ANY_SERVICE + setting.variable.removeprefix(prefix_of(settings)))
        for settings in services.values()
        for setting in settings_of(settings, prefix=prefix_of(settings))
    ]
    return [own for own, shared in variables if f"`{own}`" not in written and f"`{shared}`" not in written]


@pytest.fixture(scope="module")
def written() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_every_setting_of_every_service_has_a_line(written: str) -> None:
    assert undocumented(written, service_settings()) == []


def test_every_setting_that_all_services_share_has_a_line(written: str) -> None:
    shared = settings_of(ServiceSettings, prefix=ANY_SERVICE)
    assert [setting.variable for setting in shared if f"`{setting.variable}`" not in written] == []


def test_a_setting_without_a_line_is_found(written: str) -> None:
    assert "PLANTED_DOORS" in undocumented(written, {"planted": PlantedSettings})


def test_the_page_shows_defaults_and_parts_but_no_secret() -> None:
    rendered = page({"planted": PlantedSettings})
    assert "| `PLANTED_DOORS` | **must be set** | How many doors. |" in rendered
    assert "| `PLANTED_KEEPER` | off | Who keeps them. |" in rendered
    assert "| `PLANTED_BELL__LOUDNESS_DECIBELS` | `60` | How loud. |" in rendered
    assert "hunter2" not in rendered

"""Where a service's settings come from: variables first, then the files that containers mount for secrets."""

from pathlib import Path

import pytest

from shared.hosting.settings import ServiceSettings, settings_config


class PlantedSettings(ServiceSettings):
    """A service's settings, read from `PLANTED_…`."""

    model_config = settings_config("PLANTED_")


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PLANTED_PUBLIC_URL", "http://planted.example")
    monkeypatch.setenv("PLANTED_REGISTRY_URL", "http://registry:8000")
    monkeypatch.setenv("PLANTED_IDENTITY__ISSUER_URL", "http://issuer.example")
    monkeypatch.setenv("PLANTED_IDENTITY__CLIENT_ID", "planted")
    (tmp_path / "planted_database_url").write_text("postgresql://planted:pw@database/planted\n", encoding="utf-8")
    (tmp_path / "planted_broker_url").write_text("redis://planted:pw@broker", encoding="utf-8")
    (tmp_path / "planted_identity__account_key").write_text("a key of thirty-two characters..", encoding="utf-8")
    (tmp_path / "planted_identity__client_secret").write_text("from a file", encoding="utf-8")
    (tmp_path / "offers_database_url").write_text("postgresql://a/neighbour", encoding="utf-8")
    return tmp_path


def test_secrets_are_read_from_files_beside_the_variables(secrets: Path) -> None:
    settings = PlantedSettings(_secrets_dir=secrets)
    assert settings.database_url.get_secret_value() == "postgresql://planted:pw@database/planted"
    assert settings.identity.client_secret.get_secret_value() == "from a file"
    assert settings.identity.issuer_url == "http://issuer.example"


def test_a_variable_goes_before_a_file(secrets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANTED_IDENTITY__CLIENT_SECRET", "from a variable")
    settings = PlantedSettings(_secrets_dir=secrets)
    assert settings.identity.client_secret.get_secret_value() == "from a variable"
    assert settings.identity.account_key.get_secret_value() == "a key of thirty-two characters.."

"""What the registry must be told: only what every service must."""

from shared.hosting.settings import ServiceSettings, settings_config


class RegistrySettings(ServiceSettings):
    """Settings of the registry, read from `REGISTRY_…`."""

    model_config = settings_config("REGISTRY_")

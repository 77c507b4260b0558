"""A service's workers: each runs under a name of its own."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI

from shared.hosting.parts import ServiceParts, Worker
from shared.hosting.running import Running
from shared.hosting.service import create_service
from shared.hosting.settings import ServiceSettings
from tests.shared.hosting.every_service import NAMES, idle_app


async def carry(_: Running) -> None:
    """A worker."""


def another() -> Worker:
    async def carry(_: Running) -> None:
        """Another one that happens to be called the same."""

    return carry


@pytest.fixture
def made_with(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., FastAPI]:
    settings = idle_app("registry", tmp_path_factory.mktemp("registry")).state.running.settings
    assert isinstance(settings, ServiceSettings)
    return lambda *workers: create_service(
        ServiceParts(name="registry", settings=settings, routers=(), workers=workers)
    )


def test_two_workers_of_one_name_are_refused_for_one_of_them_would_never_work(
    made_with: Callable[..., FastAPI],
) -> None:
    assert made_with(carry).state.running is not None
    with pytest.raises(ValueError, match="same name"):
        made_with(carry, another())


@pytest.mark.parametrize("name", NAMES)
def test_every_service_can_be_made(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert idle_app(name, tmp_path_factory.mktemp(name)).state.running is not None

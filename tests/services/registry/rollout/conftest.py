"""A city of one's own, where a test depends on all plans that there are."""

import pytest

from shared.testing.platform import TestPlatform
from tests.services.registry.city import City


@pytest.fixture
async def own_city(platform: TestPlatform) -> City:
    return await City.start(platform)

"""What holds for every test: property tests judge what comes out, and machines are noisy.

``HYPOTHESIS_PROFILE=deep`` (``make fuzz``) tries many more of the texts that anybody might paste in than ``make test`` does.
"""

import os

import pytest
from hypothesis import settings

from kit.checks import Inventory, check_kit

settings.register_profile("kit", deadline=None, max_examples=60)
settings.register_profile("deep", settings.get_profile("kit"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "kit"))


@pytest.fixture(scope="session")
def inventory() -> Inventory:
    """Give what `check_kit` finds in the kit as it stands; a look at all of it takes seconds."""
    return check_kit()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a report tell which kind of fault its test is about; `make reliability` counts them."""
    for item in items:
        if mark := item.get_closest_marker("fault"):
            item.user_properties.append(("fault", *mark.args))

"""What the stories of the models begin with."""

import pytest

pytest.register_assert_rewrite("tests.models.story")

from tests.models.story import Story, a_meeting  # noqa: E402 - its assertions are to explain themselves


@pytest.fixture
def meeting() -> Story:
    """An open meeting with its agenda and people; nothing is current yet."""
    return a_meeting().opened()

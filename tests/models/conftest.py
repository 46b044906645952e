"""What the stories of the models begin with."""

import pytest

from tests.models.story import Story, a_meeting


@pytest.fixture
def meeting() -> Story:
    """An open meeting with its agenda and people; nothing is current yet."""
    return a_meeting().opened()

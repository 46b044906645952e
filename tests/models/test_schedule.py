"""When terms begin and end by plan, as well as their milestones are dated."""

from datetime import UTC, datetime

from models.presidency.schedule import schedule
from tests.models.presidencies import of_2021


def test_each_term_of_2021_lasts_until_the_next_begins() -> None:
    rotation, milestones = of_2021()
    terms = schedule(rotation.draft, milestones)
    assert [one.begins.at for one in terms] == [
        datetime(2021, 11, 17, 23, tzinfo=UTC),
        datetime(2022, 2, 25, 23, tzinfo=UTC),
        datetime(2022, 4, 29, 4, tzinfo=UTC),
        datetime(2022, 6, 30, 22, tzinfo=UTC),
        datetime(2022, 8, 1, 4, tzinfo=UTC),
        datetime(2022, 8, 31, 17, tzinfo=UTC),
    ]
    ends = [one.ends and one.ends.at for one in terms]
    assert ends == [*(one.begins.at for one in terms[1:]), datetime(2022, 10, 31, 15, tzinfo=UTC)]

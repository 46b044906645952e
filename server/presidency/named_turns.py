"""Offices, milestones and days of a rotation as its sentences name them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from babel import Locale
from babel.lists import format_list

from models.belonging.offices import OfficeId, SectionId
from models.organisation import Organisation
from models.presidency.milestones import Milestone, MilestoneId
from models.presidency.zoned_days import day_at
from server.languages import clock, words_of, zone_label
from server.organisation_pages.dating_words import day_in_words
from server.presidency.milestone_words import days_in_words


@dataclass(frozen=True)
class Named:
    """How things are called in this language. What nobody knows any more is called by its id."""

    organisation: Organisation
    language: str

    def offices(self, offices: Iterable[OfficeId]) -> str:
        """`Mayor of Xi'an and Mayor of Iriga`; `nobody` where there is none."""
        titles = [self.office(office) for office in offices]
        if not titles:
            return words_of(self.language).say("nobody")
        return format_list(titles, locale=Locale.parse(self.language))

    def office(self, office: OfficeId | None) -> str:
        found = self.organisation.offices.office(office)
        return (found.title.read(self.language)[0] if found else "") or str(office)

    def sections(self, sections: Iterable[SectionId]) -> str:
        known = ((one, self.organisation.offices.section(one)) for one in sections)
        names = [(found.name.read(self.language)[0] if found else "") or one for one, found in known]
        return format_list(names, locale=Locale.parse(self.language))

    def milestone(self, milestone: MilestoneId | None) -> str:
        found = self._found(milestone)
        return (found.name.read(self.language)[0] if found else "") or str(milestone)

    def known_as(self, milestone: MilestoneId | None) -> str:
        """Its days, as well as they are known: "July 2022"."""
        found = self._found(milestone)
        return days_in_words(found, self.language) if found else ""

    def date(self, day: date) -> str:
        return day_in_words(day, self.language)

    def day(self, at: datetime, milestone: MilestoneId | None = None) -> str:
        """The day of an instant at the milestone's own place: where it is midnight after that, the day that ends."""
        found = self._found(milestone)
        zone = found.zone if found else "UTC"
        day = day_at(at, zone)
        over = found is not None and found.dating.latest is not None and day > found.dating.latest
        return self.date(day_at(at - timedelta.resolution, zone) if over else day)

    def when(self, at: datetime, milestone: MilestoneId | None) -> str:
        """The day on which the turn passes there; the days of the milestone as they are known, if it is not exact."""
        found = self._found(milestone)
        fuzzy = found is not None and not (found.exact or found.starts or found.ends)
        return self.known_as(milestone) if fuzzy else self.day(at, milestone)

    def moment(self, at: datetime, milestone: MilestoneId | None = None) -> tuple[str, str]:
        """The day and the time of an act, at the milestone's own place: ("28 October 2023", "15:00 UTC+03")."""
        found = self._found(milestone)
        zone = found.zone if found else "UTC"
        return self.date(day_at(at, zone)), f"{clock(at, zone)} {zone_label(at, zone)}"

    def _found(self, milestone: MilestoneId | None) -> Milestone | None:
        return self.organisation.milestones.get(milestone) if milestone else None

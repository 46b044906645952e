"""The organisation's offices as its secretariat goes through them: who holds each today, and under which mandates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.belonging.dating import Answer
from models.belonging.offices import Mandate, Office, OfficeId, Offices
from server.languages import words_of
from server.organisation_pages.dating_words import period_in_words
from server.organisation_pages.member_lines import plain, section_name
from server.organisation_pages.post_lines import Name


@dataclass(frozen=True)
class MandateLine:
    """`over`, `future`: as far as the day of the page is concerned."""

    id: str
    holder: str
    dates: str
    ending: str
    current: bool


@dataclass(frozen=True)
class OfficeLine:
    """One office. `holder` is a name, or empty where `unsaid` says what there is instead of one."""

    id: str
    title: str
    lang: str
    city: str
    country: str
    section: str
    holder: str
    unsaid: str
    listed: str
    dates: str


class OfficeLines:
    """The offices on one day, in one language."""

    def __init__(self, offices: Offices, day: date, language: str, name: Name) -> None:
        self._offices = offices
        self._day = day
        self._language = language
        self._name = name
        self._say = words_of(language).say

    def found(self, wanted: str) -> tuple[OfficeLine, ...]:
        """The offices in whose words, place or holder this is found, by title."""
        words = plain(wanted).split()
        lines = map(self.line, self._offices.offices)
        said = (
            (line, plain(f"{line.title} {line.city} {line.country} {line.section} {line.holder}"))
            for line in lines
        )
        found = (line for line, text in said if all(word in text for word in words))
        return tuple(sorted(found, key=lambda line: plain(line.title)))

    def line(self, office: Office) -> OfficeLine:
        title, lang = office.title.read(self._language)
        holding = self._offices.holder(office.id, self._day)
        mandate = self._offices.mandate(holding.mandate)
        listed = ", ".join(name for person in holding.listed if (name := self._name(person)))
        holder, unsaid = self._name(holding.person), ""
        if holding.person and not holder:
            unsaid = self._say("name erased")
        elif not holder:
            unsaid = self._say("vacant") if holding.answer is Answer.NO else self._say("not known")
        return OfficeLine(
            id=office.id,
            title=title,
            lang=lang,
            city=office.city,
            country=office.country,
            section=section_name(self._offices, office.section, self._language),
            holder=holder,
            unsaid=unsaid,
            listed=listed,
            dates=self._dates(mandate) if mandate else "",
        )

    def mandates(self, office: OfficeId) -> Iterable[MandateLine]:
        """Every mandate of an office, the latest entered first."""
        endings = words_of(self._language).endings
        return tuple(
            MandateLine(
                id=mandate.id,
                holder=self._name(mandate.person) or self._say("name erased"),
                dates=self._dates(mandate) or self._say("dates not known"),
                ending=endings[mandate.ending] if mandate.ending else "",
                current=mandate.period.covers(self._day) is not Answer.NO,
            )
            for mandate in reversed(self._offices.mandates_of(office))
        )

    def _dates(self, mandate: Mandate) -> str:
        known = mandate.period.since.known or mandate.period.until is not None
        return period_in_words(mandate.period, self._language) if known else ""

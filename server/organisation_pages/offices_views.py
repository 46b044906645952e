"""The organisation's offices as pages and programs show them: who holds each on a day, and which posts they have."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from models.belonging.dating import Answer
from models.belonging.holders import Incumbency, Why, incumbencies
from models.belonging.offices import Holding, Mandate, Office, OfficeId, Offices
from models.belonging.posts import LEADING
from models.body import Body
from models.organisation import Organisation
from models.procedure import PersonId
from models.text import Text
from server.languages import words_of
from server.organisation_pages.dating_words import period_in_words

Name = Callable[[PersonId | None], str]


@dataclass(frozen=True)
class Register:
    """All that is asked: the organisation, its bodies, the day, and how people are called."""

    organisation: Organisation
    bodies: Sequence[Body]
    day: date
    name: Name

    @property
    def offices(self) -> Offices:
        return self.organisation.offices

    def posts(self, body: Body) -> tuple[Incumbency, ...]:
        """Who has the posts of this body that everybody is told of."""
        leading = [one for one in body.appointments.values() if one.post in LEADING]
        return incumbencies(leading, self.day, self.offices)


@dataclass(frozen=True)
class Words:
    """A text in the reader's language, or one it is there in: `lang`."""

    text: str
    lang: str


@dataclass(frozen=True)
class HolderLine:
    """Who it is (a name, or words for "not known"), and what that rests on."""

    sure: bool
    name: str
    why: str


@dataclass(frozen=True)
class PostLine:
    post: str
    title: Words
    office: OfficeId | None
    office_title: Words
    holder: HolderLine
    period: str


@dataclass(frozen=True)
class BodyPosts:
    name: Words
    posts: tuple[PostLine, ...]


@dataclass(frozen=True)
class MandateLine:
    name: str
    period: str
    ending: str


@dataclass(frozen=True)
class OfficeLine:
    id: OfficeId
    title: Words
    place: str
    zone: str
    section: Words
    holder: HolderLine
    mandates: tuple[MandateLine, ...]


@dataclass(frozen=True)
class SectionLines:
    name: Words
    offices: tuple[OfficeLine, ...]


def sections_of(register: Register, language: str) -> tuple[SectionLines, ...]:
    """Every office, section by section in the order in which these were entered; those of none come last."""
    groups = [(s.id, words(s.name, language)) for s in register.offices.sections]
    found = [
        SectionLines(
            name,
            tuple(office_line(register, o, language) for o in register.offices.offices if o.section == s),
        )
        for s, name in (*groups, (None, Words("", language)))
    ]
    return tuple(group for group in found if group.offices)


def office_line(register: Register, office: Office, language: str) -> OfficeLine:
    section = register.offices.section(office.section)
    held = register.offices.holder(office.id, register.day)
    mandates = register.offices.mandates_of(office.id)
    return OfficeLine(
        office.id,
        words(office.title, language),
        ", ".join(part for part in (office.city, office.country) if part),
        office.zone,
        words(section.name if section else Text(), language),
        HolderLine(held.answer is Answer.YES, *_office_words(register, held, language)),
        tuple(_mandate_line(register, mandate, language) for mandate in mandates),
    )


def posts_of(register: Register, language: str, office: OfficeId | None = None) -> tuple[BodyPosts, ...]:
    """The posts of every body that has some; with `office` those of that office alone, past ones too."""
    found = [
        BodyPosts(
            words(body.charter.name, language),
            tuple(
                _post_line(register, one, language)
                for one in register.posts(body)
                if (one.appointment.office == office if office else one.why is not Why.NOT_THEN)
            ),
        )
        for body in register.bodies
        if body.charter
    ]
    return tuple(group for group in found if group.posts)


def words(text: Text, language: str) -> Words:
    return Words(*text.read(language))


def _post_line(register: Register, one: Incumbency, language: str) -> PostLine:
    office = register.offices.office(one.appointment.office)
    return PostLine(
        words_of(language).posts[one.appointment.post],
        words(one.appointment.title, language),
        office.id if office else None,
        words(office.title if office else Text(), language),
        HolderLine(one.holding.answer is Answer.YES, *post_words(register, one, language)),
        period_in_words(one.appointment.period, language),
    )


def _mandate_line(register: Register, mandate: Mandate, language: str) -> MandateLine:
    ending = words_of(language).endings[mandate.ending] if mandate.ending else ""
    return MandateLine(
        _called(register, mandate.person, language), period_in_words(mandate.period, language), ending
    )


def _office_words(register: Register, held: Holding, language: str) -> tuple[str, str]:
    _ = words_of(language).say
    if held.person:
        return _called(register, held.person, language), ""
    if held.listed:
        named = ", ".join(_called(register, person, language) for person in held.listed)
        return _("not known"), _("{names} is named, but not for which days").format(names=named)
    return _("not known"), _("nobody has said who held it that day")


def post_words(register: Register, one: Incumbency, language: str) -> tuple[str, str]:
    """Who has the post, and why."""
    _ = words_of(language).say
    named = ", ".join(_called(register, person, language) for person in one.holding.listed)
    said = {
        Why.MANDATE: _("by the mandate of the office"),
        Why.NAMED: _("by name"),
        Why.KEPT: _("the mandate is lost; keeps the function until the Executive Bureau next meets"),
        Why.MANDATE_NOT_KNOWN: _("has the post; whether the mandate still lasted is not known"),
        Why.HOLDER_NOT_KNOWN: _("nobody has said who held the office that day"),
        Why.DATES_NOT_KNOWN: _("nobody has said from when to when"),
        Why.TO_BE_CONFIRMED: _("to be confirmed"),
        Why.NOT_THEN: _("did not have the post that day"),
    }
    if one.holding.person:
        return _called(register, one.holding.person, language), said[one.why]
    if one.why is Why.TO_BE_CONFIRMED:
        return said[one.why], ""
    if one.why is Why.NOT_THEN:
        return _("nobody"), said[one.why]
    if named:
        return _("not known"), f"{said[one.why]} ({named})"
    return _("not known"), said[one.why]


def _called(register: Register, person: PersonId, language: str) -> str:
    return register.name(person) or words_of(language).say("name erased")

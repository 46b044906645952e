"""The editors of the organisation's set-up, each made when somebody opens it: sections, offices, mandates, bodies."""

from collections.abc import Mapping

from models import wire
from models.belonging.dating import Period
from models.belonging.offices import Mandate, MandateId, Office, OfficeId, Section, SectionId
from models.body import BodyId, BodyKind, Charter
from models.procedure import PersonId
from models.text import Text
from server.languages import words_of
from server.organisation_pages.body_editors import section_choices
from server.organisation_pages.desk import Desk
from server.organisation_pages.fields import (
    charter_fields,
    ending_fields,
    mandate_fields,
    office_fields,
    section_fields,
)
from server.organisation_pages.mandate_ends import Ends
from server.organisation_pages.office_lines import OfficeLines
from server.organisation_pages.organisation_words import choices
from server.organisation_pages.written import written_office, written_person
from server.persons.people import Person
from server.setup_pages.setup_editors import Editor, zones


class OrganisationEditors:
    """Makes editors of the organisation for one reader; `known` is everybody, `bodies` there are, by id and name,
    `ends` what the end of the mandate does that is edited.
    """

    def __init__(
        self,
        desk: Desk,
        known: Mapping[PersonId, Person],
        bodies: tuple[tuple[str, str], ...],
        ends: Ends | None = None,
    ) -> None:
        self._desk = desk
        self._offices = desk.offices
        self._known = known
        self._bodies = bodies
        self._ends = ends
        self._words = words_of(desk.language)

    def editor(self, part: str, asked: Mapping[str, str]) -> Editor | None:
        """The editor at this address, with what its query asks; None where there is nothing of the kind."""
        place, _, what = part.partition("/")
        match place, what:
            case "new", "section":
                fresh = Section(SectionId(""), Text())
                return Editor(part, self._words.say("New section"), "", section_fields("section", fresh))
            case "new", "office":
                return self._new_office()
            case "new", "mandate":
                return self._new_mandate(OfficeId(asked.get("office", "")))
            case "new", "body":
                return self._new_body()
            case "new", "secretary":
                return Editor(part, self._words.say("Secretariat"), "", {"person:somebody": ""})
            case "sections", _:
                return self._section(SectionId(what))
            case "offices", _:
                return self._office(OfficeId(what))
            case "mandates", _:
                return self._mandate(MandateId(what), asked)
        return None

    def _section(self, known: SectionId) -> Editor | None:
        section = self._offices.section(known)
        if section is None:
            return None
        name = section.name.read(self._desk.language)[0]
        return Editor(f"sections/{known}", name, "", section_fields("now", section), wire.to_wire(section))

    def _office(self, known: OfficeId) -> Editor | None:
        office = self._offices.office(known)
        if office is None:
            return None
        lines = OfficeLines(self._offices, self._desk.today, self._desk.language, self._name)
        return Editor(
            f"offices/{known}",
            office.title.read(self._desk.language)[0],
            "",
            office_fields("now", office),
            wire.to_wire(office),
            more={
                "office": office,
                "sections": section_choices(self._desk),
                "zones": zones(),
                "mandates": lines.mandates(office.id),
            },
        )

    def _new_office(self) -> Editor:
        fields = office_fields("office", Office(OfficeId(""), Text()))
        return Editor(
            "new/office",
            self._words.say("New office"),
            "",
            {**fields, "holder.person:person": "", "holder.since:dating": ""},
            more={"sections": section_choices(self._desk), "zones": zones()},
        )

    def _mandate(self, known: MandateId, asked: Mapping[str, str]) -> Editor | None:
        mandate = self._offices.mandate(known)
        if mandate is None:
            return None
        return Editor(
            f"mandates/{known}",
            self._name(mandate.person) or self._words.say("name erased"),
            "",
            {
                **mandate_fields("now", mandate, written_person(self._known.get(mandate.person))),
                **ending_fields(mandate.ending),
                **{name: asked[name][:40] for name in ("until:dating", "ending") if asked.get(name)},
            },
            wire.to_wire(mandate),
            more={
                "mandate": mandate,
                "office": written_office(self._offices.office(mandate.office), self._desk.language),
                "ends": self._ends,
                "seen_end": "until:dating" in asked,
                "endings": choices(self._words.endings),
            },
        )

    def _new_mandate(self, of: OfficeId) -> Editor | None:
        office = self._offices.office(of)
        if office is None:
            return None
        fresh = Mandate(MandateId(""), of, PersonId(""), Period())
        return Editor(
            "new/mandate",
            self._words.say("New mandate"),
            "",
            {**mandate_fields("mandate", fresh, ""), "mandate.person:somebody": ""},
            more={"office": office.id, "title": written_office(office, self._desk.language)},
        )

    def _new_body(self) -> Editor:
        fresh = Charter(BodyId(""), Text(), BodyKind.COMMITTEE)
        return Editor(
            "new/body",
            self._words.say("Found a body"),
            "",
            {**charter_fields("charter", fresh), "charter.id:text": ""},
            more={"kinds": choices(self._words.body_kinds), "bodies": self._bodies},
        )

    def _name(self, person: PersonId | None) -> str:
        found = self._known.get(person) if person else None
        return found.name if found else ""

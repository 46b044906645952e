"""The editors of a body's set-up, made when somebody opens one: of a member, a post, a rule, the charter, seats."""

from collections.abc import Mapping
from dataclasses import fields as fields_of
from typing import Any

from models import wire
from models.belonging.dating import Period
from models.belonging.membership import Member, MemberId
from models.belonging.posts import OF_A_MEMBER, Appointment, AppointmentId, Post
from models.body import Charter, Rules
from models.procedure import PersonId
from models.text import Text
from server.languages import words_of
from server.organisation_pages.desk import Desk
from server.organisation_pages.fields import (
    appointment_fields,
    charter_fields,
    ending_fields,
    member_fields,
    rule_fields,
    seat_fields,
)
from server.organisation_pages.organisation_words import choices, organisation_words
from server.organisation_pages.post_lines import PostLines
from server.organisation_pages.rule_lines import RuleWords
from server.organisation_pages.written import written_office, written_person
from server.persons.people import Person
from server.rotation_pages.rotation_words import rotation_words
from server.setup_pages.setup_editors import Editor
from server.setup_pages.setup_forms import text_fields

NO_ONE = AppointmentId("")


class BodyEditors:
    """Makes editors of one body for one reader; `known` is everybody, `bodies` the others by id and name."""

    def __init__(
        self, desk: Desk, known: Mapping[PersonId, Person], bodies: tuple[tuple[str, str], ...] = ()
    ) -> None:
        self._desk = desk
        self._body = desk.body
        self._known = known
        self._bodies = bodies
        self._words = words_of(desk.language)
        self._own = organisation_words(desk.language)
        self._posts = PostLines(desk.body, desk.offices, desk.today, desk.language, self._name)

    def editor(self, part: str, asked: Mapping[str, str]) -> Editor | None:
        """The editor at this address, with what its query asks; None where there is nothing of the kind."""
        place, _, what = part.partition("/")
        match place, what:
            case "new", "member":
                return self._new_member()
            case "new", "appointment":
                return self._new_appointment(asked)
            case "new", "secretary":
                return Editor(part, self._words.say("Secretariat"), "", {"person:somebody": ""})
            case "new", "rotation":
                return self._new_rotation()
            case "members", _:
                return self._member(MemberId(what))
            case "appointments", _:
                return self._appointment(AppointmentId(what))
            case "rules", _:
                return self._rule(what)
            case "charter", "particulars":
                return self._charter()
            case "seats", "sections":
                return self._seats()
        return None

    def _member(self, known: MemberId) -> Editor | None:
        member = self._body.members.get(known)
        if member is None:
            return None
        sitting = {post: self._posts.of_member(member.id, post) for post in (Post.DELEGATE, Post.SUBSTITUTE)}
        return Editor(
            f"members/{member.id}",
            member.name.read(self._desk.language)[0],
            "",
            member_fields("now", member),
            wire.to_wire(member),
            more={"member": member, "seats": self._seats_of(sitting), **self._about_members()},
        )

    def _new_member(self) -> Editor:
        seats = {
            f"{post.value}.{part}": ""
            for post in (Post.DELEGATE, Post.SUBSTITUTE)
            for part in ("person:person", "office:office")
        }
        return Editor(
            "new/member",
            self._words.say("New member"),
            "",
            {**member_fields("member", Member(MemberId(""), Text())), **seats},
            more={"seats": self._seats_of({Post.DELEGATE: (), Post.SUBSTITUTE: ()}), **self._about_members()},
        )

    def _seats_of(self, sitting: Mapping[Post, Any]) -> tuple[tuple[str, str, Any], ...]:
        return tuple((post.value, self._words.posts[post], lines) for post, lines in sitting.items())

    def _about_members(self) -> dict[str, Any]:
        return {
            "sections": section_choices(self._desk),
            "kinds": choices(self._own.members),
            "categories": choices(self._words.categories),
        }

    def _appointment(self, known: AppointmentId) -> Editor | None:
        one = self._body.appointments.get(known)
        if one is None:
            return None
        line = self._posts.line(one)
        office = written_office(self._desk.offices.office(one.office), self._desk.language)
        person = written_person(self._known.get(one.person)) if one.person else ""
        return Editor(
            f"appointments/{one.id}",
            line.title or line.post,
            "",
            {**appointment_fields("now", one, office, person), **ending_fields(one.ending)},
            wire.to_wire(one),
            more={
                "appointment": one,
                "line": line,
                "of": self._member_name(one.member),
                "posts": self._choices(one.post),
                "endings": choices(self._words.endings),
            },
        )

    def _new_appointment(self, asked: Mapping[str, str]) -> Editor | None:
        member = self._body.members.get(MemberId(asked.get("member", "")))
        try:
            post = Post(asked.get("post", Post.CHAIR.value))
        except ValueError:
            return None
        if (member is None) is (post in OF_A_MEMBER):
            return None
        fresh = Appointment(NO_ONE, post, member=member.id if member else None, period=Period())
        title = self._words.posts[post] if member else self._words.say("New appointment")
        return Editor(
            "new/appointment",
            title,
            "",
            appointment_fields("appointment", fresh, "", ""),
            more={
                "member": member.id if member else "",
                "of": self._member_name(member.id if member else None),
                "post": post.value,
                "posts": self._choices(post),
            },
        )

    def _choices(self, post: Post) -> tuple[tuple[str, str], ...]:
        """What it may become: a post of the body stays one, a member's seat stays that."""
        kept = {
            one: words
            for one, words in self._words.posts.items()
            if one is post or (one not in OF_A_MEMBER and post not in OF_A_MEMBER)
        }
        return choices(kept)

    def _rule(self, name: str) -> Editor | None:
        words = RuleWords(self._desk.language)
        if name not in words.labels or name not in {field.name for field in fields_of(Rules)}:
            return None
        rules = self._body.rules
        listed = sorted(
            (member.name.read(self._desk.language)[0], member.id) for member in self._body.members.values()
        )
        return Editor(
            f"rules/{name}",
            words.labels[name],
            "",
            rule_fields(name, rules),
            wire.to_wire(rules),
            more={
                "rule": name,
                "sentence": words.sentences[name],
                "members": listed,
                "excepted": rules.remote_voting_exceptions,
                "orders": choices(self._own.orders),
                "further": [*(one.value for one in rules.further_order_policies), "", ""],
                "remote": choices(self._own.remote),
            },
        )

    def _charter(self) -> Editor | None:
        charter = self._body.charter
        if charter is None:
            return None
        return Editor(
            "charter/particulars",
            self._words.say("The body"),
            "",
            charter_fields("now", charter),
            wire.to_wire(charter),
            more={
                "kinds": choices(self._words.body_kinds),
                "bodies": tuple(one for one in self._bodies if one[0] != charter.id),
            },
        )

    def _seats(self) -> Editor | None:
        charter: Charter | None = self._body.charter
        if charter is None:
            return None
        sections = self._desk.offices.sections
        return Editor(
            "seats/sections",
            self._words.say("Seats of each section"),
            "",
            seat_fields(charter, sections),
            wire.to_wire(charter),
            more={"sections": section_choices(self._desk)},
        )

    def _new_rotation(self) -> Editor:
        return Editor(
            "new/rotation",
            self._words.say("Begin a rotation"),
            "",
            {**text_fields("about.name", Text()), "about.purpose": "presidency", "rotation:text": ""},
            more={"purposes": choices(rotation_words(self._desk.language).purposes), "bodies": self._bodies},
        )

    def _member_name(self, member: MemberId | None) -> str:
        found = self._body.members.get(member) if member else None
        return found.name.read(self._desk.language)[0] if found else ""

    def _name(self, person: PersonId | None) -> str:
        found = self._known.get(person) if person else None
        return found.name if found else ""


def section_choices(desk: Desk) -> tuple[tuple[str, str], ...]:
    return tuple((section.id, section.name.read(desk.language)[0]) for section in desk.offices.sections)

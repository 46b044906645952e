"""A body as its pages show it: what it is, who has its posts, its members by section, what is missing in it."""

from dataclasses import dataclass
from typing import NamedTuple

from models.belonging.posts import Post
from models.belonging.seats import seats_taken
from models.body import Body
from server.calendar_list import MeetingLine
from server.languages import words_of
from server.organisation_pages.desk import Desk
from server.organisation_pages.member_lines import section_name
from server.organisation_pages.post_lines import Name, PostLine, PostLines
from server.organisation_pages.rule_lines import rule_lines

CHAIRING = (Post.PRESIDENT, Post.CHAIR, Post.CO_CHAIR)


@dataclass(frozen=True)
class BodyLine:
    """A body in the list of all. `missing` are sentences, for its secretariat alone."""

    id: str
    name: str
    lang: str
    kind: str
    chairs: tuple[PostLine, ...]
    members: int
    missing: tuple[str, ...]
    keeps: bool


class SeatLine(NamedTuple):
    section: str
    seats: int | None
    taken: int
    over: int
    under: int


class SectionOfMembers(NamedTuple):
    section: str
    names: tuple[tuple[str, str], ...]


def body_line(desk: Desk, name: Name) -> BodyLine:
    """One body in the list, on this desk's day."""
    body, language = desk.body, desk.language
    title, lang = body.charter.name.read(language) if body.charter else ("", language)
    lines = PostLines(body, desk.offices, desk.today, language, name)
    return BodyLine(
        id=body.charter.id if body.charter else "",
        name=title,
        lang=lang,
        kind=words_of(language).body_kinds[body.charter.kind] if body.charter else "",
        chairs=lines.current(*CHAIRING),
        members=len(body.members),
        missing=missing_in(desk, lines) if desk.may_set_up else (),
        keeps=desk.may_set_up,
    )


def missing_in(desk: Desk, lines: PostLines) -> tuple[str, ...]:
    """What a secretariat would want to do next, in sentences."""
    body, words = desk.body, words_of(desk.language)
    sitting = {a.member for a in body.appointed(Post.DELEGATE) if lines.line(a).current and a.confirmed}
    tentative = sum(line.current and not line.confirmed for line in lines.every())
    unset = sum(not rule.value for rule in rule_lines(body, desk.language))
    without = len(body.members.keys() - sitting)
    nowhere = sum(member.section is None for member in body.members.values())
    said = []
    if not body.members:
        said.append(words.say("no members yet"))
    if not lines.current(*CHAIRING):
        said.append(words.say("nobody in the chair"))
    if tentative:
        posts = words.ngettext("%(num)s post to be confirmed", "%(num)s posts to be confirmed", tentative)
        said.append(posts % {"num": tentative})
    if without:
        members = words.ngettext(
            "%(num)s member without a delegate", "%(num)s members without a delegate", without
        )
        said.append(members % {"num": without})
    if nowhere and desk.offices.sections:
        members = words.ngettext("%(num)s member in no section", "%(num)s members in no section", nowhere)
        said.append(members % {"num": nowhere})
    if unset:
        said.append(words.ngettext("%(num)s rule not set", "%(num)s rules not set", unset) % {"num": unset})
    return tuple(said)


def seat_lines(desk: Desk) -> tuple[SeatLine, ...]:
    """The seats of each section and how many are taken; nothing where no seats are given."""
    if not desk.body.charter or not desk.body.charter.seats:
        return ()
    return tuple(
        SeatLine(
            section_name(desk.offices, one.section, desk.language), one.seats, one.taken, one.over, one.under
        )
        for one in seats_taken(desk.body)
    )


def sections_of_members(desk: Desk) -> tuple[SectionOfMembers, ...]:
    """The members' names with their languages, by section, in the organisation's order; those of none at the end."""
    found: dict[str, list[tuple[str, str]]] = {
        section.name.read(desk.language)[0]: [] for section in desk.offices.sections
    }
    found[""] = []
    for member in desk.body.members.values():
        section = section_name(desk.offices, member.section, desk.language)
        found.setdefault(section, []).append(member.name.read(desk.language))
    nowhere = found.pop("")
    return tuple(
        SectionOfMembers(section, tuple(sorted(names)))
        for section, names in (*found.items(), ("", nowhere))
        if names
    )


def meetings_of(body: Body, lines: tuple[MeetingLine, ...]) -> tuple[MeetingLine, ...]:
    """The meetings of this body that the reader may follow; of those that are called of none, who bear its name."""
    if body.charter is None:
        return ()
    names = {name for name in (body.charter.name.en, body.charter.name.fr, body.charter.name.es) if name}
    return tuple(line for line in lines if line.of == body.charter.id or (not line.of and line.body in names))

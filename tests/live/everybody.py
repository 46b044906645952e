"""Meetings, one public, one private, one a draft still, and somebody of every kind who comes with a token.

`household(data)` makes them in a data folder before a server runs on it.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from sqlalchemy import insert
from starlette.datastructures import UploadFile

from models.belonging.offices import Office, OfficeId
from models.belonging.roles import Role
from models.body import BodyId, BodyKind, Charter, stream_of
from models.organisation import ORGANISATION
from models.planning.item import ItemId
from models.presidency.milestones import Milestone, MilestoneId
from models.presidency.rotation import RotationId
from models.presidency.terms import About, Term, TermId
from models.procedure import OPERATOR, Command, CommandId, PersonId, StreamId, Submission
from models.rules.bodies import EnterBody, FoundBody
from models.rules.calendar import EnterMeeting
from models.rules.conduct import ConveneMeeting
from models.rules.milestones import EnterMilestone
from models.rules.offices import EnterOffice
from models.rules.papers import AttachPaper
from models.rules.roles import GrantRole
from models.rules.rotations import BeginRotation, PublishRotation, SetTerm
from models.tables import people
from models.text import Text
from server.app import Parts
from server.demo.world_council import world_council
from server.persons.people import Person
from server.settings import read_settings
from server.world import RealWorld

PUBLIC, ORGANISERS, OPERATING = "public", "organisation", "operator"
IN_A_MEETING = ("observer", "interpreter", "delegate", "desk", "chair", "secretariat")
EVERYBODY = (PUBLIC, *IN_A_MEETING, ORGANISERS, OPERATING)
"""The public shows nothing; `organisation` is its secretariat, with a role in no meeting."""

OPEN_MEETING, PRIVATE_MEETING, DRAFT_MEETING = "open-council", "private-council", "draft-council"
MEETINGS = (OPEN_MEETING, PRIVATE_MEETING, DRAFT_MEETING)
BODY, OFFICE = BodyId("world-council"), OfficeId("mayor-of-soria")
"""The body is the organisation's secretariat's to keep; nobody of the meetings has a part in it."""
ROTATION = RotationId("governing")
RETREAT = Milestone(MilestoneId("retreat"), Text("Annual Retreat"), 1)
SECRET_TITLE, SECRET_BYTES = "Confidential reserves", b"What the reserves are."
SECRET_ADDRESS = "somebody.else@soria.example"
OPEN_TITLE, OPEN_BYTES = "Annual report", b"The year."


@dataclass(frozen=True)
class Household:
    """`tokens` and secrets of `links` by kind of person, `spare` tokens to be revoked.

    `papers` by meeting, and whether for members only; `somebody` is kept here and comes nowhere.
    """

    tokens: Mapping[str, str]
    spare: Mapping[str, str]
    links: Mapping[str, str]
    papers: Mapping[str, Mapping[bool, str]]
    somebody: PersonId


def household(data: Path) -> Household:
    """The meetings, each with a paper for all and one for members; no server runs on the folder."""
    return asyncio.run(_make(data))


async def _make(data: Path) -> Household:
    world = RealWorld()
    parts = Parts(read_settings({"HEMICYCLE_DATA": str(data)}), world)

    def act(command: Command) -> Submission:
        return Submission(CommandId(world.new_id()), OPERATOR, world.now(), command)

    known = {name: await parts.doorkeeper.welcome_person(name) for name in (*IN_A_MEETING, ORGANISERS)}
    async with parts.database.writing() as connection:
        await connection.execute(insert(people).values(id=OPERATOR, name="operator", since=world.now()))
    known[OPERATING] = PersonId(OPERATOR)
    calendar = await parts.house.chamber(ORGANISATION)
    await calendar.submit(act(GrantRole(known[ORGANISERS], Role.SECRETARIAT)))
    await parts.house.together(
        [
            (ORGANISATION, act(EnterBody(BODY))),
            (stream_of(BODY), act(FoundBody(Charter(BODY, Text("World Council"), BodyKind.COUNCIL)))),
            (stream_of(BODY), act(GrantRole(known[ORGANISERS], Role.SECRETARIAT))),
            (ORGANISATION, act(EnterOffice(Office(OFFICE, Text("Mayor of Soria"))))),
            (ORGANISATION, act(EnterMilestone(RETREAT))),
        ]
    )
    for command in (
        BeginRotation(ROTATION, About(Text("Governing Presidency"))),
        SetTerm(ROTATION, None, Term(TermId("first"), RETREAT.id, (OFFICE,))),
        PublishRotation(ROTATION, 0, Text()),
    ):
        await (await parts.house.chamber(stream_of(BODY))).submit(act(command))
    [somebody] = await parts.people.enter([Person("Somebody Else", SECRET_ADDRESS)])
    papers: dict[str, dict[bool, str]] = {}
    for slug in MEETINGS:
        stream = StreamId(f"meeting-{slug}")
        drafted = world_council(world.now(), as_published=False)
        called = replace(drafted.convocation, slug=slug, public=slug != PRIVATE_MEETING)
        await parts.house.together(
            [
                (ORGANISATION, act(EnterMeeting(stream, slug))),
                (stream, act(replace(drafted, convocation=called))),
                *((stream, act(GrantRole(known[name], Role(name)))) for name in IN_A_MEETING),
                *(() if slug == DRAFT_MEETING else ((stream, act(ConveneMeeting())),)),
            ]
        )
        chamber = await parts.house.chamber(stream)
        for title, content, members_only in (
            (OPEN_TITLE, OPEN_BYTES, False),
            (SECRET_TITLE, SECRET_BYTES, True),
        ):
            await parts.files.keep(UploadFile(BytesIO(content)))
            digest = sha256(content).hexdigest()
            await chamber.submit(
                act(
                    AttachPaper(
                        ItemId("item-1"),
                        Text(title),
                        "paper.txt",
                        "text/plain",
                        len(content),
                        digest,
                        members_only=members_only,
                    )
                )
            )
        papers[slug] = {paper.members_only: paper.id for paper in chamber.meeting.papers}
    opened = StreamId(f"meeting-{OPEN_MEETING}")
    made = {name: await parts.doorkeeper.make_link(person, opened) for name, person in known.items()}
    links = {name: link.rpartition("/")[2] for name, link in made.items()}
    tokens = {name: await parts.doorkeeper.make_token(person) for name, person in known.items()}
    spare = {name: await parts.doorkeeper.make_token(person) for name, person in known.items()}
    await parts.house.close()
    await parts.database.close()
    return Household({PUBLIC: "", **tokens}, {PUBLIC: "", **spare}, links, papers, somebody)

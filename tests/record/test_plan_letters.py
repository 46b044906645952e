"""Whom a change of a rotation concerns is told by mail, in the transaction of the act that made it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec
import pytest
import pytest_asyncio
from sqlalchemy import select

from models.belonging.dating import Period, dated
from models.belonging.offices import Mandate, MandateId, Office
from models.belonging.roles import Role
from models.body import BodyId, BodyKind, Charter, stream_of
from models.organisation import ORGANISATION, Organisation
from models.presidency.departures import Departure, Override, OverrideId
from models.presidency.plan_changes import Known, changes
from models.presidency.rotation import Handover, HandoverId
from models.presidency.terms import About
from models.procedure import Command, PersonId, StreamId
from models.rules.bodies import EnterBody, FoundBody
from models.rules.departures import EndOverride, MakeOverride
from models.rules.handing_over import HandOver, UndoHandover
from models.rules.milestones import CancelMilestone, EditMilestone, ImportMilestones
from models.rules.offices import EnterMandate, EnterOffice
from models.rules.roles import GrantRole
from models.rules.rotations import BeginRotation, PublishRotation, SetTerm, SetTerms
from models.tables import outbox
from models.text import Text
from server.acts import carry_out
from server.following.plan_letters import PlanLetters
from server.house import House
from server.mailing.letters import Letter
from server.mailing.mail import Outbox
from server.persons.directory import Directory
from server.persons.people import People, Person
from tests.models.rotations import FIRST, IRIGA, KAZAN, ROTATION, SECOND, SORIA, milestone, term
from tests.record.acts import NINE, Fails, Meddled, World, asked
from tests.record.test_reissues import moved

PRESIDENCY = BodyId("presidency")
BODY = stream_of(PRESIDENCY)
COUNCIL, RETREAT, BUREAU, FORUM = (
    milestone("council", 1),
    milestone("retreat", 2),
    milestone("bureau", 6),
    milestone("forum", 7),
)
LAST = term("last", "bureau", SORIA)


class Nobody:
    """Carries no letter: they wait in the outbox, to be looked at."""

    async def carry(self, *_: object) -> None:
        raise AssertionError


@dataclass
class Told:
    """A house with a rotation, its people, and the letters that wait."""

    house: House
    database: Meddled
    people: Mapping[str, PersonId]
    rung: list[int]
    """At which entry of the body's record the outbox was rung."""
    plan: PlanLetters

    async def press(self, stream: StreamId, command: Command, by: str = "secretary") -> None:
        await carry_out(self.house, await self.house.chamber(stream), asked(command, by=self.people[by]))

    async def letters(self) -> Mapping[str, Letter]:
        async with self.database.reading() as connection:
            found: Sequence[tuple[str, str]] = [
                (row.address, row.letter) for row in await connection.execute(select(outbox))
            ]
        assert len({address for address, _ in found}) == len(found), "nobody is told twice"
        return {address: msgspec.json.decode(letter, type=Letter) for address, letter in found}


PERSONS = {
    "secretary": Person("Ms Staff", "staff@example.org", "en"),
    "colleague": Person("Mr Desk", "desk@example.org", "es"),
    "iriga": Person("Madelaine", "iriga@example.org", "fr-CA"),
    "soria": Person("Carlos", "soria@example.org", "tr"),
    "kazan": Person("Ilsur"),
}


@pytest_asyncio.fixture
async def told(house: House, meddled: Meddled, world: World) -> Told:
    people = People(meddled, Directory(meddled, world), world)
    ids = dict(zip(PERSONS, await people.enter(list(PERSONS.values())), strict=True))
    offices = {KAZAN: "kazan", IRIGA: "iriga", SORIA: "soria"}
    written: list[tuple[StreamId, Command]] = [
        *((ORGANISATION, GrantRole(ids[who], Role.SECRETARIAT)) for who in ("secretary", "colleague")),
        (ORGANISATION, EnterBody(PRESIDENCY)),
        (BODY, FoundBody(Charter(PRESIDENCY, Text("Presidency"), BodyKind.PRESIDENCY))),
        *((BODY, GrantRole(ids[who], Role.SECRETARIAT)) for who in ("secretary", "colleague")),
        *((ORGANISATION, EnterOffice(Office(one, Text(f"Mayor of {who}")))) for one, who in offices.items()),
        *(
            (ORGANISATION, EnterMandate(Mandate(MandateId(who), one, ids[who], Period(dated("2019")))))
            for one, who in offices.items()
        ),
        (ORGANISATION, ImportMilestones((COUNCIL, RETREAT, BUREAU, FORUM))),
        (BODY, BeginRotation(ROTATION, About(Text("Governing Presidency"), ends=FORUM.id))),
        (BODY, SetTerms(ROTATION, (), (FIRST, SECOND, LAST))),
        (BODY, PublishRotation(ROTATION, 0)),
    ]
    await house.together([(stream, asked(command)) for stream, command in written])
    rung: list[int] = []
    mail = Outbox(meddled, world, Nobody())
    letters = PlanLetters(house, people, mail, "https://example.org")
    house.tells(letters.told, lambda: rung.append(house.chambers[BODY].state.seq))
    return Told(house, meddled, ids, rung, letters)


async def test_a_moved_milestone_is_told_to_holders_and_secretariat_as_it_was_and_is(told: Told) -> None:
    await told.press(ORGANISATION, EditMilestone(BUREAU, moved(BUREAU, days=14)))
    letters = await told.letters()
    assert told.rung == [(await told.house.chamber(BODY)).state.seq], "the post is told once it is kept"
    assert set(letters) == {"desk@example.org", "iriga@example.org", "soria@example.org"}
    soria = letters["soria@example.org"]
    assert soria.language == "en", "no letter is written in Turkish"
    assert soria.subject == "Governing Presidency: what has changed"
    assert soria.link == "https://example.org/presidency/presidency/presidency-2021"
    assert soria.before == (
        "Good day, Carlos.",
        "“Governing Presidency” is at version 2 now.",
        "The dates of “Bureau” have changed.",
        (
            "Mayor of iriga and Mayor of soria: from Retreat (3 February 2022) to Bureau (17 June 2022). "
            "It was from Retreat (3 February 2022) to Bureau (3 June 2022)."
        ),
        (
            "Mayor of soria: from Bureau (17 June 2022) to Forum (3 July 2022). "
            "It was from Bureau (3 June 2022) to Forum (3 July 2022)."
        ),
    )
    assert letters["iriga@example.org"].language == "fr"
    assert letters["desk@example.org"].language == "es"


async def test_how_many_will_be_told_is_known_before(told: Told) -> None:
    later = moved(BUREAU, days=14)
    body, known = (await told.house.chamber(BODY)).body, (await told.house.chamber(ORGANISATION)).state
    assert isinstance(known, Organisation)
    [rotation] = body.rotations.values()
    found = changes(
        Known(rotation, known.milestones, known.offices),
        Known(rotation, {**known.milestones, BUREAU.id: later}, known.offices),
    )
    told_of = (body, found, known.offices, NINE.date())
    reached = [await told.plan.reached(*told_of, told.people[who]) for who in ("secretary", "kazan")]
    await told.press(ORGANISATION, EditMilestone(BUREAU, later))
    assert reached == [len(await told.letters()), 4]


async def test_a_cancelled_one_too_and_who_pressed_is_not_told(told: Told) -> None:
    await told.press(ORGANISATION, CancelMilestone(BUREAU.id, "no quorum"), by="colleague")
    letters = await told.letters()
    assert set(letters) == {"staff@example.org", "iriga@example.org", "soria@example.org"}
    assert "“Bureau” is cancelled." in letters["staff@example.org"].before


async def test_what_changes_no_rotation_is_told_to_nobody(told: Told) -> None:
    await told.press(ORGANISATION, EditMilestone(BUREAU, replace(BUREAU, place="Konya")))
    await told.press(BODY, SetTerm(ROTATION, LAST, replace(LAST, holders=())))
    assert await told.letters() == {}


async def test_a_new_version_is_told_to_whom_it_concerns(told: Told) -> None:
    await told.press(BODY, SetTerm(ROTATION, LAST, replace(LAST, holders=(IRIGA,))))
    adopted = Text("adopted on 1 December 2021", "adopté le 1er décembre 2021")
    await told.press(BODY, PublishRotation(ROTATION, 1, adopted))
    letters = await told.letters()
    assert set(letters) == {"desk@example.org", "iriga@example.org", "soria@example.org"}
    assert "adopté le 1er décembre 2021" in letters["iriga@example.org"].before
    assert letters["soria@example.org"].before[-1] == (
        "Mayor of iriga: from Bureau (3 June 2022) to Forum (3 July 2022). "
        "It was Mayor of soria: from Bureau (3 June 2022) to Forum (3 July 2022)."
    )


async def test_a_handover_undone_is_told_to_both(told: Told) -> None:
    for number, (turn, seen) in enumerate(((FIRST, None), (SECOND, FIRST.id))):
        handover = Handover(HandoverId(str(number)), turn.id, NINE)
        await told.press(BODY, HandOver(ROTATION, handover, seen))
    assert await told.letters() == {}
    await told.press(BODY, UndoHandover(ROTATION, HandoverId("1"), "the ceremony was put off"))
    letters = await told.letters()
    assert set(letters) == {"desk@example.org", "iriga@example.org", "soria@example.org"}
    assert letters["soria@example.org"].before[2] == "The last handover is undone: the ceremony was put off"


async def test_terms_that_are_swapped_have_a_new_version_and_are_told_as_they_were_and_are(
    told: Told,
) -> None:
    swap = Override(OverrideId("swap"), Departure.SWAPPED, term=FIRST.id, other=LAST.id, reason="elections")
    await told.press(BODY, MakeOverride(ROTATION, swap))
    presidency = await told.house.chamber(BODY)
    assert presidency.body.rotations[ROTATION].version == 2
    letters = await told.letters()
    assert set(letters) == {"desk@example.org", "soria@example.org"}
    assert letters["soria@example.org"].before[1:4] == (
        "“Governing Presidency” is at version 2 now.",
        "Two terms change places.",
        (
            "Mayor of soria: from Council (3 January 2022) to Retreat (3 February 2022). "
            "It was Mayor of kazan: from Council (3 January 2022) to Retreat (3 February 2022)."
        ),
    )
    await told.press(BODY, MakeOverride(ROTATION, replace(swap, reason="local elections")))
    assert presidency.body.rotations[ROTATION].version == 2, "what is said of it changes no term"
    await told.press(BODY, EndOverride(ROTATION, swap.id))
    assert presidency.body.rotations[ROTATION].version == 3


async def test_letters_are_kept_with_the_act_or_not_at_all(told: Told) -> None:
    told.database.on_commit = Fails()
    with pytest.raises(OSError, match="full"):
        await told.press(ORGANISATION, EditMilestone(BUREAU, moved(BUREAU, days=14)))
    assert await told.letters() == {}
    await told.press(ORGANISATION, EditMilestone(BUREAU, moved(BUREAU, days=14)))
    assert len(await told.letters()) == 3

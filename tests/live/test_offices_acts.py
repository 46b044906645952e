"""Commands to the organisation over HTTP, and what the end of a mandate does in the bodies: one act, or nothing."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from models.belonging.consequences import Effect
from models.belonging.dating import Answer, on
from models.belonging.offices import Ending, MandateId
from models.belonging.posts import Appointment, AppointmentId, Post
from models.belonging.roles import Role
from models.body import BodyId
from models.organisation import ORGANISATION
from models.procedure import CommandId, PersonId, Refusal
from models.rules.posts import Appoint
from models.rules.roles import GrantRole
from server.acts import consequences_in_bodies
from server.house import stream_of
from server.imports.faults import Fault
from server.imports.offices import read_offices
from server.organisation_pages.offices_import import PRESIDENCY
from server.persons.people import Person
from tests.live.offices import LIST, Registry, registry_in

KAZAN = MandateId("mayor-of-kazan-1")
UNTIL = {"earliest": "2022-02-01", "latest": "2022-02-01"}


@pytest.fixture
async def registry(tmp_path: Path) -> AsyncIterator[Registry]:
    async with registry_in(tmp_path / "data") as registry:
        await registry.bring()
        yield registry


async def seqs(registry: Registry) -> list[int]:
    streams = (ORGANISATION, stream_of(PRESIDENCY))
    return [(await registry.parts.house.chamber(stream)).state.seq for stream in streams]


async def end(registry: Registry, ending: str, person: PersonId | None = None, known_as: str = ""):
    data = {"mandate": KAZAN, "until": UNTIL, "ending": ending}
    return await registry.press(person or registry.secretary, "end_mandate", known_as, **data)


async def test_a_lost_mandate_leaves_the_post_with_the_person(registry: Registry) -> None:
    answer = await end(registry, "lost")
    assert (answer.status_code, answer.json()["ok"]) == (200, True)
    before, after = (await registry.on("2022-01-31")), (await registry.on("2022-02-01"))
    assert [one["mayor-of-kazan"]["why"] for one in (before, after)] == ["mandate", "kept"]
    assert after["mayor-of-kazan"]["name"] == "Ilsur Metshin"
    office = next(
        one
        for one in (await registry.http.get("/api/offices?on=2022-02-01")).json()["offices"]
        if one["id"] == "mayor-of-kazan"
    )
    assert office["answer"] == "not_known"


@pytest.mark.parametrize("ending", ["resigned", "died"])
async def test_resignation_and_death_end_the_post_at_once(registry: Registry, ending: str) -> None:
    await end(registry, ending)
    kazan = (await registry.on("2022-02-01"))["mayor-of-kazan"]
    assert (kazan["answer"], kazan["why"], kazan["ending"]) == ("no", "not_then", ending)
    assert (await registry.on("2022-01-31"))["mayor-of-kazan"]["answer"] == "yes"


async def test_a_completed_term_leaves_the_post_with_the_office(registry: Registry) -> None:
    was = await seqs(registry)
    await end(registry, "completed")
    assert await seqs(registry) == [was[0] + 1, was[1]]
    kazan = (await registry.on("2022-06-01"))["mayor-of-kazan"]
    assert (kazan["answer"], kazan["why"], kazan["listed"]) == ("not_known", "holder_not_known", [])


async def test_several_posts_in_one_body_are_one_act_and_counted_once(registry: Registry) -> None:
    second = Appointment(AppointmentId("second"), Post.CHAIR, office="mayor-of-kazan")
    await registry.submit((stream_of(PRESIDENCY), Appoint(second)))
    was = await seqs(registry)
    first, again = [await end(registry, "resigned", known_as="x" * 80) for _ in range(2)]
    assert first.json() == again.json()
    assert first.json()["ok"]
    assert await seqs(registry) == [was[0] + 1, was[1] + 2]


async def test_what_will_follow_can_be_seen_before(registry: Registry) -> None:
    house = registry.parts.house
    organisation = (await house.chamber(ORGANISATION)).state
    mandate = organisation.offices.mandate(KAZAN)
    until = on(organisation.offices.mandate(KAZAN).period.since.latest.replace(year=2022))
    [(chamber, one)] = await consequences_in_bodies(house, organisation, mandate, until, Ending.LOST)
    assert (chamber.stream, one.effect, one.was.post) == (stream_of(PRESIDENCY), Effect.KEPT, Post.PRESIDENT)
    assert one.now.holder(until.latest, organisation.offices).answer is Answer.YES


async def test_who_may_not_in_one_body_may_not_at_all(registry: Registry) -> None:
    [other] = await registry.parts.people.enter([Person("Secretary of the house only")])
    await registry.submit((ORGANISATION, GrantRole(other, Role.SECRETARIAT)))
    was = await seqs(registry)
    answer = await end(registry, "lost", other)
    assert answer.status_code == 403
    assert answer.json()["refusal"]["message"] == (
        "This also changes posts of “Presidency”: it takes the role secretariat in that body."
    )
    assert await seqs(registry) == was
    assert (await end(registry, "completed", other)).status_code == 200  # that changes no post


async def test_the_organisation_answers_as_a_meeting_does(registry: Registry) -> None:
    [guest] = await registry.parts.people.enter([Person("A guest")])
    section = {"section": {"id": "forum", "name": {"en": "Forum of Regions"}}}
    answers = {
        "kept": await registry.press(registry.secretary, "enter_section", **section),
        "same": await registry.press(registry.secretary, "enter_section", **section),
        "guest": await registry.press(guest, "enter_section", **section),
        "shape": await registry.press(registry.secretary, "enter_section", name="x"),
        "unknown": await registry.press(registry.secretary, "open_the_bar"),
        "of a meeting": await registry.press(registry.secretary, "open_meeting"),
        "nobody": await registry.http.post(
            "/api/organisation/commands/enter_section", json={"id": "1", "data": section}
        ),
    }
    codes = {
        name: (a.status_code, a.json().get("refusal", {}).get("code", "")) for name, a in answers.items()
    }
    assert codes == {
        "kept": (200, ""),
        "same": (409, "nothing_changed"),
        "guest": (403, "not_permitted"),
        "shape": (422, "bad_shape"),
        "unknown": (404, "unknown_command"),
        "of a meeting": (404, "unknown_command"),
        "nobody": (401, "sign_in_first"),
    }


async def test_an_end_of_a_mandate_that_is_not_there_is_refused_in_words(registry: Registry) -> None:
    data = {"mandate": "nobody's", "until": UNTIL, "ending": "died"}
    answer = await registry.press(registry.secretary, "end_mandate", **data)
    assert answer.json()["refusal"]["message"] == "There is no such mandate."
    await end(registry, "died")
    assert (await end(registry, "lost")).json()["refusal"]["code"] == "ended_already"


# --------------------------------------------------------------------------------------------- a list


async def test_a_list_is_one_act_in_the_organisation_and_the_body(tmp_path: Path) -> None:
    async with registry_in(tmp_path / "fresh") as registry:
        await registry.bring()
        presidency = await registry.parts.house.chamber(stream_of(PRESIDENCY))
        organisation = await registry.parts.house.chamber(ORGANISATION)
        entered = [entry for entry in organisation.entries if entry.by == registry.secretary]
        appointed = [entry for entry in presidency.entries if entry.by == registry.secretary]
        assert (len(entered), len(appointed)) == (8 + 12 + 12, 11)
        assert {entry.at for entry in (*entered, *appointed)} == {entered[0].at}


async def kept_in_vain(registry: Registry, content: bytes, by: PersonId) -> Refusal:
    was, people = await seqs(registry), await registry.parts.people.everybody()
    with pytest.raises(Refusal) as refused:
        await registry.importing.keep(by, CommandId("list"), read_offices(content))
    assert await seqs(registry) == was
    assert await registry.parts.people.everybody() == people
    return refused.value


async def test_a_list_with_one_fault_leaves_nothing_and_nobody(tmp_path: Path) -> None:
    async with registry_in(tmp_path / "fresh") as registry:
        wrong = LIST.replace(b"Europe/Madrid,,,\nMayor of The", b"Europe/Madird,,,\nMayor of The")
        assert wrong != LIST
        assert (await kept_in_vain(registry, wrong, registry.secretary)).code == "faults_left"
        [guest] = await registry.parts.people.enter([Person("A guest")])
        assert (await kept_in_vain(registry, LIST, guest)).code == "not_permitted"
        await registry.submit((ORGANISATION, GrantRole(guest, Role.SECRETARIAT)))
        refused = await kept_in_vain(registry, LIST, guest)
        assert refused.facts["body"].en == "Presidency"


async def test_a_list_for_a_body_that_is_not_there(registry: Registry) -> None:
    assert (await registry.importing.preview(read_offices(LIST), BodyId("bureau"))).appointments
    with pytest.raises(Refusal, match="unknown_body") as refused:
        await registry.importing.keep(
            registry.secretary, CommandId("list"), read_offices(LIST), BodyId("bureau")
        )
    assert refused.value.code == "unknown_body"


async def test_what_is_known_otherwise_is_a_fault_of_its_line(registry: Registry) -> None:
    heading = LIST.splitlines()[0]
    rows = (
        "Mayor of Kazan,Kasan,Russian Federation,Eurasia,Ilsur Metshin,President,Europe/Moscow,,2021-11-16,",
        "Mayor of Kazan,Kazan,,,Somebody Else,,,,,",
        "Mayor of Al Hoceima,,,,Mohamed Boudra,,,2021-10,,",
        "Mayor of Xi'an,,,,Li Mingyuan,Co-President,,,2020,",
        "Mayor of Lampedusa,,,,Totò Martello,President,,,2022-01,",
    )
    read = read_offices(b"\n".join([heading, *(row.encode() for row in rows)]))
    found = await registry.importing.preview(read)
    assert [in_short(fault) for fault in found.faults] == [
        (2, "city", "known_otherwise"),
        (4, "mandate_to", "known_otherwise"),
        (5, "post_from", "known_otherwise"),
        (6, "post", "post_already"),
    ]
    assert found.faults[0].remark.in_words("en") == (
        "“Mayor of Kazan” is known here otherwise already: Kazan. Correct one of the two."
    )


def in_short(fault: Fault) -> tuple[int, str, str]:
    return fault.row, fault.column, fault.remark.code

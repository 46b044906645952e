"""The organisation's set-up, form by form: founding, sections, offices and mandates, its secretariat."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from models.belonging.dating import dated
from models.belonging.offices import Ending, OfficeId, Section, SectionId
from models.belonging.roles import Role
from models.body import BodyId
from models.rules.offices import EditSection
from models.text import Text
from server.house import stream_of
from tests.live.keeping import COUNCIL, HOME, Keeper, council_in, keeping_in, row_of

OFFICE = "offices/mayor-of-soria"


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("known") / "data"


@pytest_asyncio.fixture
async def desk(tmp_path: Path, known: Path) -> AsyncIterator[Keeper]:
    async with council_in(tmp_path / "data", known) as made:
        yield made


async def test_an_empty_organisation_says_what_to_do_next(tmp_path: Path) -> None:
    async with keeping_in(tmp_path / "data") as desk:
        bodies = await desk.come("/bodies")
        assert "No body has been founded yet." in bodies.words
        assert f"{HOME}/new/body" in bodies.links
        page = await desk.come(HOME)
        assert page.words.count("None yet.") == 3
        public = await (await desk.other()).come("/bodies")
        assert (public.status, f"{HOME}/new/body" in public.links) == (200, False)


async def test_founding_a_body_is_one_act_that_leads_to_its_set_up(desk: Keeper) -> None:
    page = await desk.press(
        HOME,
        "new/body",
        "found_body",
        {
            "charter.name.en:text": "Finance & Audit",
            "charter.kind": "committee",
            "charter.reports_to:none": "council",
        },
    )
    assert page.to == "/bodies/finance-audit/setup"
    body = desk.body("finance-audit")
    assert body.charter
    assert (body.charter.reports_to, body.charter.kind.value) == ("council", "committee")
    assert desk.person
    assert Role.SECRETARIAT in body.roles[desk.person]
    assert desk.organisation.bodies == ("council", "finance-audit")
    assert "Finance & Audit" in (await desk.come("/bodies")).words


@pytest.mark.parametrize(
    ("fields", "at", "words"),
    [
        (
            {"charter.name.en:text": "Council"},
            "charter.id:text",
            "There is a body with the address council already.",
        ),
        ({"charter.name.en:text": "X", "charter.id:text": "No Address"}, "charter.id:text", "is no address"),
        (
            {"charter.name.en:text": "", "charter.id:text": "nameless"},
            "charter.name.en:text",
            "A title is needed",
        ),
    ],
)
async def test_a_body_that_cannot_be_founded_leaves_no_trace(
    desk: Keeper, fields: dict[str, str], at: str, words: str
) -> None:
    before = await desk.seq()
    page = await desk.press(HOME, "new/body", "found_body", fields)
    assert (page.status, page.invalid) == (409, [at])
    assert words in page.words
    assert fields.items() <= page.forms["found_body"].fields.items()
    assert await desk.seq() == before
    assert await desk.seq(stream_of(BodyId("nameless"))) == 0


async def test_the_list_of_bodies_says_who_chairs_and_what_is_missing(desk: Keeper) -> None:
    page = await desk.come("/bodies")
    assert "no members yet · nobody in the chair · 15 rules not set" in page.words
    await desk.press(
        f"{COUNCIL}/setup",
        "new/appointment",
        "appoint",
        {"appointment.post": "chair", "appointment.office:office": "Mayor of Soria"},
    )
    page = await desk.come("/bodies")
    assert "Chair Ana Ruiz Mayor of Soria" in page.words
    public = await (await desk.other()).come("/bodies")
    assert "Chair Ana Ruiz Mayor of Soria" in public.words
    assert "rules not set" not in public.words


async def test_a_section_is_renamed_and_two_who_do_see_both_names(desk: Keeper) -> None:
    seen = (await desk.come(f"{HOME}/sections/europe")).forms["edit_section"]
    page = await desk.post(seen.action, seen.fields | {"now.name.fr:text": "L’Europe"})
    assert row_of(page) == "row-sections-europe"
    known = desk.organisation.offices.section(SectionId("europe"))
    assert known
    assert known.name == Text("Europe", "L’Europe")
    await desk.act(EditSection(known, Section(known.id, Text("Greater Europe", "L’Europe"))))
    late = await desk.post(seen.action, seen.fields | {"now.name.en:text": "Europe and Caucasus"})
    assert (late.status, late.theirs) == (409, ["Greater Europe"])


async def test_an_office_is_edited_and_a_zone_that_is_none_is_refused_at_its_field(desk: Keeper) -> None:
    page = await desk.press(
        HOME, OFFICE, "edit_office", {"now.zone:text": "Europe/Soria", "now.city:text": "Soria"}
    )
    assert (page.status, page.invalid) == (409, ["now.zone:text"])
    assert page.forms["edit_office"].fields["now.city:text"] == "Soria"
    done = await desk.press(HOME, OFFICE, "edit_office", {"now.zone:text": "Europe/Madrid"}, words="sor")
    assert done.to == f"{HOME}?words=sor#row-offices-mayor-of-soria"
    office = desk.organisation.offices.office(OfficeId("mayor-of-soria"))
    assert office
    assert office.zone == "Europe/Madrid"


async def test_a_mandate_is_ended_and_the_next_one_entered(desk: Keeper) -> None:
    [mandate] = desk.organisation.offices.mandates
    await desk.press(
        f"{COUNCIL}/setup", "new/appointment", "appoint", {"appointment.office:office": "Mayor of Soria"}
    )
    editor = await desk.come(f"{HOME}/mandates/{mandate.id}")
    assert "Council Chair" in editor.words  # what goes with it
    early = await desk.press(
        HOME, "new/mandate", "enter_mandate", {"mandate.person:somebody": "Eve Sol"}, office="mayor-of-soria"
    )
    assert (early.status, early.invalid) == (409, ["mandate.period.since:dating"])
    await desk.press(
        HOME, f"mandates/{mandate.id}", "end_mandate", {"until:dating": "2021-09", "ending": "lost"}
    )
    [over] = desk.organisation.offices.mandates
    assert (over.period.until, over.ending) == (dated("2021-09"), Ending.LOST)
    link = next(one for one in (await desk.come(f"{HOME}/{OFFICE}")).links if "new/mandate" in one)
    form = (await desk.come(link)).forms["enter_mandate"]
    page = await desk.post(
        form.action,
        form.fields | {"mandate.person:somebody": "Eve Sol", "mandate.period.since:dating": "2021-10-01"},
    )
    assert row_of(page) == "row-offices-mayor-of-soria"
    words = (await desk.come(HOME)).words
    assert "Eve Sol since 1 October 2021" in words


LOST = "the mandate is lost; keeps the function until the Executive Bureau next meets"
AFTER = {
    "completed": "nobody stays with the office, until its next mandate is entered",
    "replaced": "nobody stays with the office, until its next mandate is entered",
    "lost": f"Ana Ruiz {LOST}",
    "resigned": "nobody the post ends with the mandate",
    "died": "nobody the post ends with the mandate",
}


async def test_what_the_end_of_a_mandate_does_is_shown_before_and_as_it_will_be(desk: Keeper) -> None:
    [mandate] = desk.organisation.offices.mandates
    address = f"{HOME}/mandates/{mandate.id}"
    assert "No post and no seat goes to this office." in (await desk.come(address)).words
    await desk.press(
        f"{COUNCIL}/setup", "new/appointment", "appoint", {"appointment.office:office": "Mayor of Soria"}
    )
    seq = await desk.seq()
    for ending, after in AFTER.items():
        page = await desk.come(address, **{"until:dating": "2035-02", "ending": ending})
        assert page.forms["end_mandate"].fields["ending"] == ending
        before = "Council Chair Before Ana Ruiz by the mandate of the office After"
        assert "No longer from February 2035, " in page.words
        assert f"{before} {after}" in page.words, ending
    odd = await desk.come(address, **{"until:dating": "soon", "ending": "whim"})
    assert AFTER["completed"] in odd.words
    assert await desk.seq() == seq
    await desk.press(
        HOME, f"mandates/{mandate.id}", "end_mandate", {"until:dating": "2021-09", "ending": "lost"}
    )
    assert f"Ana Ruiz {LOST}" in (await desk.come("/offices")).words
    assert "end_mandate" not in (await desk.come(address)).forms


async def test_a_mandate_without_a_person_is_refused_and_one_entered_by_mistake_is_struck_out(
    desk: Keeper,
) -> None:
    page = await desk.press(HOME, "new/mandate", "enter_mandate", {}, office="mayor-of-soria")
    assert (page.status, page.invalid) == (422, ["mandate.person:somebody"])
    [mandate] = desk.organisation.offices.mandates
    await desk.press(HOME, f"mandates/{mandate.id}", "strike_mandate", {})
    assert desk.organisation.offices.mandates == ()


async def test_a_second_office_of_one_name_gets_an_id_of_its_own(desk: Keeper) -> None:
    await desk.press(HOME, "new/office", "enter_office", {"office.title.en:text": "Mayor of Soria"})
    assert [office.id for office in desk.organisation.offices.offices] == [
        "mayor-of-soria",
        "mayor-of-soria-2",
    ]
    page = await desk.press(
        f"{COUNCIL}/setup", "new/appointment", "appoint", {"appointment.office:office": "Mayor of Soria"}
    )
    assert (page.status, page.invalid) == (422, ["appointment.office:office"])
    assert "Several offices are called" in page.words


async def test_offices_are_searched(desk: Keeper) -> None:
    await desk.press(HOME, "new/office", "enter_office", {"office.title.en:text": "Mayor of Paris"})
    for words, found in (("ruiz", 1), ("mayor", 2), ("europe", 1), ("nobody", 0)):
        page = await desk.come(HOME, words=words)
        assert page.html.count('id="row-offices-') == found, words


async def test_whoever_joins_the_secretariat_may_set_up_and_whoever_leaves_it_may_not(desk: Keeper) -> None:
    ben = await desk.other("Ben Okri")
    assert (await ben.come(HOME)).status == 403
    await desk.press(HOME, "new/secretary", "grant_role", {"person:somebody": "Ben Okri"})
    assert (await ben.come(HOME)).status == 200
    assert (await ben.come(f"{COUNCIL}/setup")).status == 200
    form = (await desk.come(HOME)).forms["withdraw_role"]
    assert ben.person
    assert (await desk.post(form.action, form.fields | {"person": ben.person})).status == 303
    assert (await ben.come(HOME)).status == 403


@pytest.mark.parametrize(("name", "status"), [("Mallory", 403), ("", 401)])
async def test_the_set_up_is_the_secretariats_alone(desk: Keeper, name: str, status: int) -> None:
    other, before = await desk.other(name), await desk.seq()
    for address in (HOME, f"{HOME}/{OFFICE}", f"{HOME}/new/body", f"{HOME}/sections/europe?alone"):
        assert (await other.come(address)).status == status, address
    for command in ("found_body", "enter_section", "enter_office", "grant_role", "end_mandate"):
        assert (await other.post(f"/organisation/commands/{command}", {})).status == status
    assert await desk.seq() == before


async def test_an_editor_of_what_is_not_there_is_not_found(desk: Keeper) -> None:
    for part in ("offices/x", "mandates/x", "sections/x", "new/x", "new/mandate", "x/y"):
        assert (await desk.come(f"{HOME}/{part}")).status == 404, part


@pytest.mark.parametrize("language", ["fr", "es"])
async def test_every_page_and_editor_speaks_the_readers_language(desk: Keeper, language: str) -> None:
    [mandate] = desk.organisation.offices.mandates
    await desk.press(f"{COUNCIL}/setup", "new/member", "enter_member", {"member.name.en:text": "Soria"})
    await desk.press(f"{COUNCIL}/setup", "new/appointment", "appoint", {})
    [post] = desk.body().appointments
    setup = f"{COUNCIL}/setup"
    for address in (
        *("/bodies", COUNCIL, setup, HOME, f"{HOME}/{OFFICE}", f"{HOME}/mandates/{mandate.id}"),
        *(f"{HOME}/sections/europe", f"{HOME}/new/mandate?office=mayor-of-soria"),
        *(f"{HOME}/new/{what}" for what in ("body", "section", "office", "secretary")),
        *(f"{setup}/new/{what}" for what in ("member", "appointment", "secretary")),
        *(f"{setup}/{part}" for part in ("members/soria", f"appointments/{post}", "charter/particulars")),
        *(f"{setup}/{part}" for part in ("seats/sections", "rules/remote_voting", "rules/notice_days")),
    ):
        asked = f"{address}{'&' if '?' in address else '?'}lang={language}"
        answer = await desk.http.get(asked, headers=desk.headers)
        assert answer.status_code == 200, address
        assert f'<html lang="{language}"' in answer.text
        assert not [one for one in ("not set", "Add somebody", "Save") if one in answer.text], address

"""A body's set-up, form by form: what each keeps, what it refuses in words at the field, and whose it is."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from models.belonging.dating import Answer, dated, on
from models.belonging.membership import MemberId
from models.belonging.offices import Ending, SectionId
from models.belonging.posts import Appointment, Post
from models.belonging.roles import Role
from models.body import OrderPolicy, RemoteVoting, Seats, Share
from models.rules.bodies import EditMember, SetRules
from models.text import Text
from server.house import stream_of
from tests.live.keeping import COUNCIL, HOME, Keeper, council_in, row_of

SETUP = f"{COUNCIL}/setup"
STREAM = stream_of("council")  # type: ignore[arg-type]
MEMBER = {"member.name.en:text": "Soria", "member.section:none": "europe", "member.country:text": "Spain"}


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("known") / "data"


@pytest_asyncio.fixture
async def desk(tmp_path: Path, known: Path) -> AsyncIterator[Keeper]:
    async with council_in(tmp_path / "data", known) as made:
        yield made


async def entered(desk: Keeper, **more: str) -> None:
    page = await desk.press(SETUP, "new/member", "enter_member", {**MEMBER, **more})
    assert page.status == 303, page.words


async def appointed(desk: Keeper, post: Post = Post.CO_CHAIR, **more: str) -> Appointment:
    fields = {"appointment.post": post.value, **{f"appointment.{k}": v for k, v in more.items()}}
    page = await desk.press(SETUP, "new/appointment", "appoint", fields)
    assert page.status == 303, page.words
    return next(reversed(list(desk.body().appointments.values())))


# --------------------------------------------------------------------------------------------- members


async def test_a_member_and_its_delegate_are_one_act(desk: Keeper) -> None:
    before = await desk.seq(STREAM)
    seats = {
        "delegate.person:person": "Ben Okri <ben@soria.es>",
        "substitute.office:office": "mayor of soria",
    }
    page = await desk.press(SETUP, "new/member", "enter_member", MEMBER | seats)
    assert row_of(page) == "row-members-soria"
    member = desk.body().members[MemberId("soria")]
    assert (member.section, member.country) == ("europe", "Spain")
    delegate, substitute = desk.body().appointments.values()
    assert (delegate.post, delegate.member, substitute.office) == (Post.DELEGATE, "soria", "mayor-of-soria")
    known = await desk.parts.people.everybody()
    assert delegate.person
    assert known[delegate.person].address == "ben@soria.es"
    assert await desk.seq(STREAM) == before + 3
    entries = [str(entry.event) for entry in desk.parts.house.chambers[STREAM].entries]
    assert not any("Ben" in line or "ben@" in line for line in entries)


async def test_whoever_is_entered_without_a_date_sits_today(desk: Keeper) -> None:
    await entered(desk, **{"delegate.person:person": "Ben Okri"})
    [delegate] = desk.body().appointments.values()
    today = desk.parts.world.now().date()
    assert delegate.holder(today, desk.organisation.offices).answer is Answer.YES
    page = await desk.come(SETUP)
    assert "Ben Okri" in page.words
    assert "no delegate" not in page.words


async def test_members_are_found_by_words_section_and_what_is_missing(desk: Keeper) -> None:
    await entered(desk, **{"delegate.person:person": "Zoë Çelik zoe@x.es"})
    await entered(desk, **{"member.name.en:text": "Paris", "member.section:none": ""})

    async def found(**asked: str) -> set[str]:
        page = await desk.come(SETUP, **asked)
        return {name for name in ("soria", "paris") if f'id="row-members-{name}"' in page.html}

    assert await found() == {"soria", "paris"}
    assert await found(words="celik") == {"soria"}
    assert await found(section="europe") == {"soria"}
    assert await found(section="-") == {"paris"}
    assert await found(missing="delegate") == {"paris"}
    assert await found(missing="address") == set()
    assert await found(missing="nonsense") == {"soria", "paris"}


async def test_after_an_edit_the_list_is_filtered_as_it_was(desk: Keeper) -> None:
    await entered(desk)
    page = await desk.press(
        SETUP, "members/soria", "edit_member", {"now.country:text": "España"}, words="sor", missing="delegate"
    )
    assert page.to == f"{SETUP}?words=sor&missing=delegate#row-members-soria"


async def test_the_right_to_vote_stands_beside_each_member_with_its_reason(desk: Keeper) -> None:
    await entered(desk)
    assert "Does not vote: whether the fees are paid is not known" in (await desk.come(SETUP)).words
    year = str(desk.parts.world.now().year - 1)
    await desk.press(SETUP, "members/soria", "edit_member", {"now.fees_paid_to:number": year})
    assert "Votes" in (await desk.come(SETUP)).words
    await desk.press(SETUP, "members/soria", "edit_member", {"now.suspended:text": "By the Council"})
    assert "Does not vote: suspended" in (await desk.come(SETUP)).words


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("now.fees_paid_to:number", "last year", "is no whole number"),
        ("now.name.en:text", "", "A title is needed"),
    ],
)
async def test_a_field_that_cannot_be_so_says_why_and_keeps_what_was_written(
    desk: Keeper, field: str, value: str, words: str
) -> None:
    await entered(desk)
    before = await desk.seq(STREAM)
    page = await desk.press(
        SETUP, "members/soria", "edit_member", {"now.country:text": "España", field: value}
    )
    assert page.status in {409, 422}
    assert page.invalid == [field]
    assert any(words in fault for fault in page.faults.values())
    assert page.forms["edit_member"].fields["now.country:text"] == "España"
    assert await desk.seq(STREAM) == before


async def test_two_who_change_the_same_see_both_texts_and_choose(desk: Keeper) -> None:
    await entered(desk)
    seen = (await desk.come(f"{SETUP}/members/soria")).forms["edit_member"]
    known = desk.body().members[MemberId("soria")]
    theirs = Text("Soria (city)", "Soria (ville)")
    await desk.act(EditMember(known, replace_name(known, theirs)), STREAM)
    page = await desk.post(seen.action, seen.fields | {"now.name.en:text": "Soria, Spain"})
    assert page.status == 409
    assert page.theirs == ["Soria (city)"]
    mine = page.forms["edit_member"]
    assert mine.fields["now.name.en:text"] == "Soria, Spain"
    kept = await desk.post(mine.action, mine.fields)
    assert kept.status == 303
    assert desk.body().members[MemberId("soria")].name == Text("Soria, Spain", "Soria (ville)")


def replace_name(member, name: Text):
    return type(member)(**{**vars(member), "name": name})


async def test_a_member_that_is_removed_meanwhile_is_said_to_be_gone(desk: Keeper) -> None:
    await entered(desk)
    seen = (await desk.come(f"{SETUP}/members/soria")).forms
    gone = await desk.post(seen["remove_member"].action, seen["remove_member"].fields)
    assert gone.status == 303
    late = await desk.post(seen["edit_member"].action, seen["edit_member"].fields | {"now.country:text": "X"})
    assert late.status == 409
    assert "There is no such member in this body." in late.words


async def test_people_of_one_name_are_told_apart_by_their_address(desk: Keeper) -> None:
    for place, who in (("Soria", "Ana Ruiz"), ("Burgos", "Ana Ruiz ana@burgos.es"), ("León", "Ana Ruiz")):
        page = await desk.press(
            SETUP,
            "new/member",
            "enter_member",
            {"member.name.en:text": place, "delegate.person:person": who},
        )
        if place == "León":
            break
        assert page.status == 303
    soria, burgos = (a.person for a in desk.body().appointments.values())
    assert soria != burgos
    assert page.status == 422
    assert page.invalid == ["delegate.person:person"]
    assert "Several people are called" in page.words
    assert page.forms["enter_member"].fields["member.name.en:text"] == "León"


async def test_an_office_that_is_not_known_is_said_at_its_field(desk: Keeper) -> None:
    page = await desk.press(
        SETUP, "new/member", "enter_member", MEMBER | {"delegate.office:office": "Mayor of Nowhere"}
    )
    assert page.invalid == ["delegate.office:office"]
    assert not desk.body().members


# ----------------------------------------------------------------------------------------------- posts


async def test_a_post_to_be_confirmed_is_confirmed(desk: Keeper) -> None:
    one = await appointed(desk)
    assert not one.confirmed
    assert "to be confirmed" in (await desk.come(COUNCIL)).words
    page = await desk.press(
        SETUP,
        f"appointments/{one.id}",
        "edit_appointment",
        {"now.office:office": "Mayor of Soria", "now.period.since:dating": "2021-09"},
    )
    assert row_of(page) == f"row-appointments-{one.id}"
    now = desk.body().appointments[one.id]
    assert (now.office, now.period.since) == ("mayor-of-soria", dated("2021-09"))
    assert "Ana Ruiz" in (await desk.come(COUNCIL)).words
    assert "Ana Ruiz" not in (await desk.come(COUNCIL, on="2021-08-31")).words


async def test_a_post_is_ended_with_its_reason_and_struck_out(desk: Keeper) -> None:
    one = await appointed(desk, **{"person:person": "Ben Okri", "period.since:dating": "2020"})
    await desk.press(
        SETUP,
        f"appointments/{one.id}",
        "end_appointment",
        {"until:dating": "2021-07/2021-08", "ending": "resigned"},
    )
    over = desk.body().appointments[one.id]
    assert (over.period.until, over.ending) == (dated("2021-07/2021-08"), Ending.RESIGNED)
    assert "resigned" in (await desk.come(SETUP)).words
    await desk.press(SETUP, f"appointments/{one.id}", "strike_appointment", {})
    assert not desk.body().appointments


@pytest.mark.parametrize(
    ("command", "fields", "at", "words"),
    [
        ("edit_appointment", {"now.period.since:dating": "soon"}, "now.period.since:dating", "is no date"),
        ("end_appointment", {"until:dating": "2019"}, "until:dating", "end before it begins"),
        (
            "edit_appointment",
            {"now.period.until:ending": "1999"},
            "now.period.until:ending",
            "before it begins",
        ),
        ("edit_appointment", {"now.person:person": "<>"}, "now.person:person", "is no name"),
    ],
)
async def test_a_date_or_a_name_that_cannot_be_is_said_at_its_field(
    desk: Keeper, command: str, fields: dict[str, str], at: str, words: str
) -> None:
    one = await appointed(desk, **{"person:person": "Ben Okri", "period.since:dating": "2020-01-01"})
    before = await desk.seq(STREAM)
    page = await desk.press(SETUP, f"appointments/{one.id}", command, fields)
    assert page.invalid == [at]
    assert any(words in fault for fault in page.faults.values())
    assert fields.items() <= page.forms[command].fields.items()
    assert await desk.seq(STREAM) == before


async def test_a_second_chair_at_the_same_time_is_refused(desk: Keeper) -> None:
    await appointed(desk, Post.CHAIR, **{"person:person": "Ben Okri", "period.since:dating": "2020"})
    page = await desk.press(
        SETUP,
        "new/appointment",
        "appoint",
        {
            "appointment.post": "chair",
            "appointment.person:person": "Eve",
            "appointment.period.since:dating": "2021",
        },
    )
    assert (page.status, page.invalid) == (409, ["appointment.period.since:dating"])
    assert "Somebody else has this post (chair) at that time" in page.words


async def test_whoever_is_erased_stays_where_they_are_when_the_rest_is_edited(desk: Keeper) -> None:
    from sqlalchemy import update  # noqa: PLC0415 - the erasure has a page of its own

    from models.tables import people  # noqa: PLC0415

    one = await appointed(desk, **{"person:person": "Ben Okri"})
    async with desk.parts.database.writing() as connection:
        erased = desk.parts.world.now()
        await connection.execute(
            update(people).where(people.c.id == one.person).values(name="", erased=erased)
        )
    await desk.press(SETUP, f"appointments/{one.id}", "edit_appointment", {"now.title.en:text": "First"})
    now = desk.body().appointments[one.id]
    assert (now.person, now.title.en) == (one.person, "First")


async def test_a_delegate_is_named_from_the_members_editor_and_leads_back_to_its_row(desk: Keeper) -> None:
    await entered(desk)
    editor = await desk.come(f"{SETUP}/members/soria")
    [link] = [one for one in editor.links if "post=delegate" in one]
    form = (await desk.come(link)).forms["appoint"]
    page = await desk.post(form.action, form.fields | {"appointment.person:person": "Ben Okri"})
    assert row_of(page) == "row-members-soria"
    [delegate] = desk.body().appointments.values()
    assert (delegate.post, delegate.member) == (Post.DELEGATE, "soria")


# ------------------------------------------------------------------------------- rules, charter, seats


async def test_a_rule_says_not_set_until_it_is_and_can_be_emptied(desk: Keeper) -> None:
    page = await desk.come(SETUP)
    assert page.words.count("not set") >= 11
    for rule, field, typed in (
        ("quorum_to_open", "share", "1/2"),
        ("proxies", "number", "0"),
        ("speaking_limit", "span", "3:00"),
        ("weighted", "answer", "no"),
        ("languages", "codes", "en, fr es"),
        ("notice_days", "number", "60"),
        ("order_policy", "none", "sections_in_turn"),
        ("requests_at_once", "number", "2"),
        ("presence_demanded", "answer", "yes"),
        ("place_kept_for", "span", "5:00"),
    ):
        pressed = await desk.press(SETUP, f"rules/{rule}", "set_rules", {f"now.{rule}:{field}": typed})
        assert row_of(pressed) == f"row-rules-{rule}", pressed.words
    further = {"now.further_order_policies:each": ["", "least_spoken_in_item", "first_time_first"]}
    await desk.press(SETUP, "rules/order_policy", "set_rules", further)
    rules = desk.body().rules
    assert [one.value for one in rules.order] == [
        "sections_in_turn",
        "least_spoken_in_item",
        "first_time_first",
    ]
    assert (rules.quorum_to_open, rules.proxies, rules.speaking_limit) == (Share(1, 2), 0, 180)
    assert (rules.weighted, rules.languages, rules.notice_days) == (False, ("en", "fr", "es"), 60)
    assert rules.order_policy is OrderPolicy.SECTIONS_IN_TURN
    assert (rules.requests_at_once, rules.presence_demanded, rules.place_kept_for) == (2, True, 300)
    words = (await desk.come(SETUP)).words
    for said in (
        "1/2 of those entitled",
        "none are allowed",
        "3:00 min",
        "one member, one vote",
        "60 full days",
        "sections in turn, then who has spoken least on the item comes first, then who speaks for the first time",
    ):
        assert said in words
    await desk.press(SETUP, "rules/proxies", "set_rules", {"now.proxies:number": ""})
    assert desk.body().rules.proxies is None


async def test_members_are_named_as_exceptions_for_voting_from_afar(desk: Keeper) -> None:
    await entered(desk)
    await entered(desk, **{"member.name.en:text": "Paris"})
    field = "now.remote_voting_exceptions:each"
    chosen = {"now.remote_voting:none": "in_person_only", field: ["", "soria", "paris"]}
    await desk.press(SETUP, "rules/remote_voting", "set_rules", chosen)
    rules = desk.body().rules
    assert (rules.remote_voting, set(rules.remote_voting_exceptions)) == (
        RemoteVoting.IN_PERSON_ONLY,
        {"soria", "paris"},
    )
    assert "with named exceptions: " in (await desk.come(SETUP)).words
    await desk.press(SETUP, "rules/remote_voting", "set_rules", {field: [""]})
    assert desk.body().rules.remote_voting_exceptions == ()


async def test_rules_set_by_two_are_joined_and_the_same_rule_is_chosen(desk: Keeper) -> None:
    seen = (await desk.come(f"{SETUP}/rules/quorum_to_open")).forms["set_rules"]
    was = desk.body().rules
    now = type(was)(**{**vars(was), "quorum_to_open": Share(2, 3), "proxies": 1})
    await desk.act(SetRules(was, now), STREAM)
    page = await desk.post(seen.action, seen.fields | {"now.quorum_to_open:share": "1/2"})
    assert (page.status, page.theirs) == (409, ["2/3"])
    again = page.forms["set_rules"]
    assert (await desk.post(again.action, again.fields)).status == 303
    assert (desk.body().rules.quorum_to_open, desk.body().rules.proxies) == (Share(1, 2), 1)


async def test_what_is_no_share_is_refused_at_the_field(desk: Keeper) -> None:
    for share in ("half", "1", "3/2", "0/2", "1/0", "-1/2"):
        typed = {"now.quorum_to_open:share": share}
        page = await desk.press(SETUP, "rules/quorum_to_open", "set_rules", typed)
        assert page.invalid == ["now.quorum_to_open:share"], share
        assert "is no share" in page.words
    assert desk.body().rules.quorum_to_open is None


async def test_seats_over_and_under_are_shown(desk: Keeper) -> None:
    await entered(desk)
    await desk.press(SETUP, "seats/sections", "edit_charter", {"now.seats:seats.europe": "3"})
    charter = desk.body().charter
    assert charter
    assert charter.seats == (Seats(SectionId("europe"), 3),)
    assert "2 free" in (await desk.come(SETUP)).words
    await desk.press(SETUP, "seats/sections", "edit_charter", {"now.seats:seats.europe": "0"})
    assert "1 over" in (await desk.come(SETUP)).words
    refused = await desk.press(SETUP, "seats/sections", "edit_charter", {"now.seats:seats.europe": "many"})
    assert (refused.status, refused.invalid) == (422, ["now.seats:seats.europe"])


async def test_what_the_body_is_can_be_edited(desk: Keeper) -> None:
    await desk.press(
        HOME, "new/body", "found_body", {"charter.name.en:text": "Bureau", "charter.kind": "bureau"}
    )
    await desk.press(
        SETUP,
        "charter/particulars",
        "edit_charter",
        {"now.name.fr:text": "Conseil", "now.reports_to:none": "bureau"},
    )
    charter = desk.body().charter
    assert charter
    assert (charter.name.fr, charter.reports_to, charter.kind.value) == (
        "Conseil",
        "bureau",
        "council",
    )
    assert "Reports to Bureau" in (await desk.come(COUNCIL)).words


# ------------------------------------------------------------------------------------------ who may


async def test_the_secretariat_of_a_body_is_added_to_and_withdrawn_from(desk: Keeper) -> None:
    await desk.press(SETUP, "new/secretary", "grant_role", {"person:somebody": "Ben Okri"})
    ben = next(p for p, roles in desk.body().roles.items() if p != desk.person and Role.SECRETARIAT in roles)
    again = await desk.press(SETUP, "new/secretary", "grant_role", {"person:somebody": "Ben Okri"})
    assert (again.status, again.invalid) == (409, ["person:somebody"])
    form = (await desk.come(SETUP)).forms["withdraw_role"]
    gone = await desk.post(form.action, form.fields | {"person": ben})
    assert gone.status == 303
    assert Role.SECRETARIAT not in desk.body().roles[ben]


@pytest.mark.parametrize(("name", "status"), [("Mallory", 403), ("", 401)])
async def test_the_set_up_is_its_secretariats_alone(desk: Keeper, name: str, status: int) -> None:
    await entered(desk)
    other = await desk.other(name)
    before = await desk.seq(STREAM)
    for address in (SETUP, f"{SETUP}/members/soria", f"{SETUP}/new/member?alone", f"{SETUP}/rules/proxies"):
        assert (await other.come(address)).status == status, address
    for command in ("enter_member", "edit_member", "set_rules", "appoint", "grant_role", "nonsense"):
        assert (await other.post(f"{COUNCIL}/commands/{command}", MEMBER)).status == status
    assert await desk.seq(STREAM) == before
    public = await other.come(COUNCIL)
    assert public.status == 200
    assert SETUP not in public.links


async def test_an_editor_of_what_is_not_there_is_not_found(desk: Keeper) -> None:
    missing = (
        "members/x",
        "appointments/x",
        "rules/x",
        "rules/remote_voting_exceptions",
        "charter/x",
        "seats/x",
    )
    for part in (*missing, "new/x", "x/y"):
        assert (await desk.come(f"{SETUP}/{part}")).status == 404, part


@pytest.mark.parametrize(
    "query", [{"post": "nonsense"}, {"post": "delegate"}, {"post": "chair", "member": "soria"}]
)
async def test_an_appointment_to_what_there_is_not_is_not_offered(
    desk: Keeper, query: dict[str, str]
) -> None:
    await entered(desk)
    assert (await desk.come(f"{SETUP}/new/appointment", **query)).status == 404


async def test_a_body_there_is_not_is_not_found(desk: Keeper) -> None:
    for address in ("/bodies/nowhere", "/bodies/nowhere/setup", "/bodies/nowhere/setup/new/member"):
        assert (await desk.come(address)).status == 404
    assert (await desk.post("/bodies/nowhere/commands/set_rules", {})).status == 404


HOSTILE: tuple[tuple[str, dict[str, str], int], ...] = (
    ("nonsense", {}, 404),
    ("open_meeting", {}, 404),
    ("enter_office", {}, 404),
    ("set_rules", {"was:seen": "[1]", "now.proxies:number": "1"}, 422),
    ("set_rules", {"was:seen": '{"a":' * 2000}, 422),
    ("enter_member", {"member": "x", "member.name.en:text": "y"}, 422),
    ("enter_member", {"delegate.person:person": "Eve"}, 422),
    ("enter_member", {}, 422),
    ("appoint", {"appointment": "x"}, 422),
    ("appoint", {"appointment.period": "x", "appointment.post": "chair"}, 422),
    ("import_members", {"seen": "x"}, 422),
)


async def test_fields_that_say_nothing_are_refused_in_words(desk: Keeper) -> None:
    before = await desk.seq(STREAM)
    for command, fields, status in HOSTILE:
        page = await desk.post(f"{COUNCIL}/commands/{command}?from=rules/proxies", fields)
        assert page.status == status, (command, page.words)
    assert await desk.seq(STREAM) == before


async def test_a_day_of_the_past_is_asked_for_in_the_address(desk: Keeper) -> None:
    await appointed(desk, Post.CHAIR, **{"office:office": "Mayor of Soria", "period.since:dating": "2020"})
    page = await desk.come(COUNCIL, on="2019-12-31")
    assert "Posts on 31 December 2019" in page.words
    assert "Nobody has been appointed to a post for this day." in page.words
    assert "Ana Ruiz" in (await desk.come(COUNCIL, on="2020-12-31")).words
    assert (await desk.come(COUNCIL, on="nonsense")).status == 200
    assert on(desk.parts.world.now().date()).exact

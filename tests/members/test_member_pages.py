"""Members come in by a file: what would change is shown, put right, kept whole or not at all, and taken back."""

import asyncio
import csv as csv_module
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from models.belonging.membership import Member, MemberId
from models.belonging.posts import Post
from models.belonging.roles import Role
from models.body import Body
from models.organisation import ORGANISATION
from models.rules.bodies import EditMember, EnterMember
from models.rules.roles import GrantRole
from models.text import Text
from server.imports.faults import Unreadable
from server.imports.member_lines import Known
from server.imports.member_matching import plan_of_members
from server.imports.members import read_members
from tests.imports.files import archive
from tests.members.bodies import COUNCIL, HERE, Desk, council_in, press
from tests.members.council import csv, generated, with_line

ROWS = generated(12)
SMALL = (
    b"Name,Country,Section,Delegate: name,Delegate: address\n"
    b"Soria,Spain,Europe,Ana Ruiz,ana@soria.example\n"
    b"Xi'an,China,Asia-Pacific,,\n"
)


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with council_in(tmp_path / "data") as made:
        yield made


async def kept(desk: Desk, content: bytes) -> None:
    page = await desk.keep(await desk.choose(content))
    assert (page.status, page.to) == (303, HERE), page.words


async def test_a_world_council_comes_in_is_corrected_goes_out_and_comes_in_equal(
    desk: Desk, figure: Callable[[str], None]
) -> None:
    rows, begun = generated(), perf_counter()
    page = await desk.choose(csv(rows))
    shown = perf_counter()
    assert "342 new 0 changed 0 the same 0 not in the file" in page.words
    assert (await desk.keep(page)).status == 303
    figure(f"342 members: preview after {shown - begun:.2f} s, kept after {perf_counter() - begun:.2f} s")
    assert len(desk.body.members) == 342
    assert len({one.country for one in desk.body.members.values()}) == 70
    assert len({one.section for one in desk.body.members.values()}) == 9

    out = (await desk.export("members.csv")).content
    read = list(read_members(out).rows)
    corrected = with_line(read, 5, fees_paid_to="2022", country="Ísland")
    page = await desk.choose(csv(corrected))
    assert "0 new 1 changed 341 the same 0 not in the file" in page.words
    assert (await desk.keep(page)).status == 303

    for form in ("csv", "xlsx"):
        for language in ("en", "fr", "es"):
            again = (await desk.export(f"members.{form}", lang=language)).content
            page = await desk.choose(again, f"a.{form}")
            assert "0 new 0 changed 342 the same 0 not in the file" in page.words, (form, language)
            assert "there is nothing to keep" in page.words


async def test_differences_stand_side_by_side_and_are_kept_as_shown(desk: Desk) -> None:
    await kept(desk, SMALL)
    changed = SMALL.replace(b"Ana Ruiz,ana@soria.example", b"Ben King,ben@soria.example").replace(
        b"Spain", b"Espagne"
    )
    page = await desk.choose(
        b"Id," + changed.replace(b"\nSoria", b"\nsoria,Soria").replace(b"\nXi", b"\nxi-an,Xi")
    )
    assert "0 new 1 changed 1 the same" in page.words
    assert "Country Spain Espagne Delegate: name Ana Ruiz Ben King" in page.words
    assert (await desk.keep(page)).status == 303
    assert desk.body.members[MemberId("soria")].country == "Espagne"
    [delegate] = desk.body.appointed(Post.DELEGATE)
    assert desk.parts.directory.name(delegate.person) == "Ben King"


async def test_who_is_not_in_the_file_stays_unless_ticked(desk: Desk) -> None:
    await kept(desk, SMALL)
    short = b"\n".join([*SMALL.splitlines()[:2], b"Konya,Turkey,,,"])
    page = await desk.choose(short)
    assert "1 new 0 changed 1 the same 1 not in the file" in page.words
    await desk.keep(page)
    assert set(desk.body.members) == {"soria", "xi-an", "konya"}
    page = await desk.choose(short)
    assert (await desk.keep(page, {"remove.xi-an": "on"})).status == 303
    assert set(desk.body.members) == {"soria", "konya"}


async def test_names_and_addresses_are_in_the_register_and_in_no_entry(desk: Desk) -> None:
    await kept(desk, SMALL)
    assert await desk.people() == [("Ana Ruiz", "ana@soria.example")]
    assert "Ruiz" not in repr(desk.chamber.entries)
    assert "ana@" not in repr(desk.chamber.entries)


async def test_a_fault_stands_at_its_field_and_is_put_right_in_place(desk: Desk) -> None:
    page = await desk.choose(SMALL.replace(b"Europe", b"Atlantis"))
    assert "Line 2, Section" in page.words
    assert "There is no section “Atlantis”." in page.words
    refused = await desk.keep(page)
    assert (refused.status, len(desk.body.members), await desk.people()) == (422, 0, [])
    assert refused.fields["section.1"] == "Atlantis"
    checked = await desk.press(refused, "check", {"section.1": "Europe"})
    assert "Nothing is wrong with these rows." in checked.words
    assert (await desk.keep(checked)).status == 303


async def test_any_row_can_be_opened_corrected_and_left_out(desk: Desk) -> None:
    page = await desk.press(await desk.choose(SMALL), "open.2")
    assert page.fields["name_en.2"] == "Xi'an"
    page = await desk.press(page, "check", {"fees_paid_to.2": "2021"})
    page = await desk.press(page, "open.1")
    page = await desk.press(page, "drop.1")
    assert (await desk.keep(page)).status == 303
    [member] = desk.body.members.values()
    assert (member.id, member.fees_paid_to) == ("xi-an", 2021)


async def test_a_column_nobody_understands_is_asked_about(desk: Desk) -> None:
    page = await desk.choose(b"Name,Bemerkung,Land\nSoria,gut,Spain\n")
    assert "The column “Bemerkung” was not understood" in page.words
    assert (await desk.keep(page)).status == 422
    again = await desk.keep(page, {"column.1": "-", "column.2": "country"})
    assert "The column “Land” means something else now. Read the file again." in again.words
    read = await desk.press(again, "read")
    assert (await desk.keep(read)).status == 303
    assert desk.body.members[MemberId("soria")].country == "Spain"


async def test_without_names_it_asks_which_column_has_them(desk: Desk) -> None:
    page = await desk.choose(b"Stadt,Land\nSoria,Spain\n")
    assert page.status == 422
    assert "Which column holds the names of the members?" in page.words
    read = await desk.press(page, "read", {"column.0": "name_es", "column.1": "-"})
    assert (await desk.keep(read)).status == 303
    assert desk.body.members[MemberId("soria")].name == Text(es="Soria")


# ------------------------------------------------------------------------------------------- kept once, or not


async def test_the_same_press_twice_keeps_once(desk: Desk) -> None:
    page = await desk.choose(SMALL)
    first, second = await asyncio.gather(desk.keep(page), desk.keep(page))
    assert (first.status, second.status) == (303, 303)
    assert len(await desk.people()) == 1
    assert (await desk.keep(page, {"remove.soria": "on"})).status == 409


async def test_somebody_faster_is_not_overrun(desk: Desk) -> None:
    page = await desk.choose(SMALL)
    await desk.submit(EnterMember(Member(MemberId("m1"), Text("Soria"), country="Spain")))
    late = await desk.keep(page)
    assert late.status == 409
    assert "The members have changed since this preview was made. Look at it again." in late.words
    assert "1 new 1 changed" in late.words
    assert await desk.people() == []
    assert (await desk.keep(late)).status == 303
    assert set(desk.body.members) == {"m1", "xi-an"}


async def test_an_address_alone_is_corrected_without_an_entry(desk: Desk) -> None:
    await kept(desk, SMALL)
    seq = desk.body.seq
    page = await desk.choose(SMALL.replace(b"ana@soria.example", b"Ana.Ruiz@Soria.example"))
    assert "Addresses that are corrected: 1." in page.words
    assert "Delegate: address ana@soria.example ana.ruiz@soria.example" in page.words
    assert (await desk.keep(page)).status == 303
    assert (desk.body.seq, await desk.people()) == (seq, [("Ana Ruiz", "ana.ruiz@soria.example")])


# ---------------------------------------------------------------------------------------------------- taken back


async def test_the_last_import_is_undone_as_long_as_nothing_else_has_changed(desk: Desk) -> None:
    await kept(desk, csv(ROWS))
    before = desk.body
    out = list(read_members((await desk.export("members.csv")).content).rows)
    seated = next(n for n, row in enumerate(out, 1) if row.delegate_from and not row.delegate_to)
    changed = with_line(
        out[:-1], seated, delegate_name="Ben King", delegate_address="", delegate_from="2022-01-01"
    )
    page = await desk.choose(
        csv([*changed, replace(out[-1], id="", name_en="Konya", name_fr="", name_es="")])
    )
    done = await desk.keep(page, {f"remove.{out[-1].id}": "on"})
    assert done.status == 303, done.words
    assert desk.body.members != before.members
    page = await desk.come()
    assert "Members entered: 1, changed: 0, removed: 1." in page.words
    assert (await desk.press(page, "undo")).status == 303
    assert dict(desk.body.members) == dict(before.members)
    assert dict(desk.body.appointments) == dict(before.appointments)
    assert "The last import was undone" in (await desk.come()).words
    assert (await desk.press(page, "undo")).status == 303  # the same press again


async def test_an_import_is_not_undone_once_something_else_has_happened(desk: Desk) -> None:
    await kept(desk, SMALL)
    page = await desk.come()
    soria = desk.body.members[MemberId("soria")]
    await desk.submit(EditMember(soria, replace(soria, country="España")))
    late = await desk.press(page, "undo")
    assert late.status == 422
    assert "The members have changed since this preview was made." in late.words
    assert "Undo this import" not in (await desk.come()).words
    assert len(desk.body.members) == 2


# -------------------------------------------------------------------------------------------------- who may


async def test_only_the_secretariat_of_the_body_comes_to_its_import(desk: Desk) -> None:
    public, delegate = Desk(desk.parts, desk.http), await desk.other(Role.DELEGATE)
    for somebody, status in ((public, 401), (delegate, 403)):
        assert (await somebody.come()).status == status
        assert (await somebody.choose(SMALL)).status == status
    assert len(desk.body.members) == 0
    there = await desk.http.get("/bodies/none/setup/import", headers=desk.headers)
    assert there.status_code == 404


async def test_a_stranger_is_turned_away_before_the_file_is_read(desk: Desk) -> None:
    public = Desk(desk.parts, desk.http)
    assert (await public.choose(b"x" * 13 * 2**20)).status in {401, 413}


async def test_members_are_taken_along_by_the_secretariat_alone(desk: Desk) -> None:
    """Who has another role in the body reads its page, like anybody: members, and no address."""
    await kept(desk, SMALL)
    delegate, public = await desk.other(Role.DELEGATE), Desk(desk.parts, desk.http)
    for what in ("members.csv", "members.xlsx", "popolo.json"):
        assert (await public.export(what)).status_code == 401
        assert (await delegate.export(what)).status_code == 403
        assert (await desk.export(what)).status_code == 200
    for what in ("members.csv", "popolo.json"):
        assert "ana@soria.example" in (await desk.export(what)).text
    page = await desk.http.get(f"/bodies/{COUNCIL}", headers=delegate.headers)
    assert page.status_code == 200
    assert "Soria" in page.text
    assert "ana@" not in page.text
    assert (await desk.export("members.docx")).status_code == 404


async def test_a_file_without_addresses_takes_none_away(desk: Desk) -> None:
    await kept(desk, SMALL)
    out = (await desk.export("members.csv")).content.decode("utf-8-sig")
    head, *rows = csv_module.reader(out.splitlines())
    told = [n for n, heading in enumerate(head) if "address" not in heading]
    written = (",".join(row[n] for n in told) for row in (head, *rows))
    without = "\n".join(written).encode()
    assert b"ana@" not in without
    assert "2 the same" in (await desk.choose(without)).words


# -------------------------------------------------------------------------------------------------- hostile

HOSTILE = {
    "a bomb": (archive({"xl/workbook.xml": b" " * 60_000_000}), "far larger than any agenda or list"),
    "old letters": ("Name\nMálaga\n".encode("latin-1"), "in an old encoding"),
    "a document": (archive({"word/document.xml": b"<a/>"}), "no table that can be read here"),
    "a PDF": (b"%PDF-1.7", "no table that can be read here"),
    "a page": (b"<!DOCTYPE html>", "no table that can be read here"),
    "nothing": (b" \n", "There is nothing to read"),
    "too much": (b"x" * (4_000_001), "at most 4 MB"),
    "headings alone": (b"Name,Country\n", "No member was found"),
    "too many": (b"Name\n" + b"Soria\n" * 2001, "more than 2000"),
    "quotation": (b'Name,Country\n"Soria,Spain\n', "quotation marks fail"),
}


@pytest.mark.parametrize("kind", HOSTILE)
async def test_a_hostile_file_gets_one_clear_sentence(desk: Desk, kind: str) -> None:
    content, words = HOSTILE[kind]
    page = await desk.choose(content)
    assert page.status == 422
    assert words in page.words


async def test_what_a_cell_says_is_text_to_every_page(desk: Desk) -> None:
    evil = "<script>alert(1)</script>"
    page = await desk.choose(f'Name,Country\n{evil},"\'=1+1"\n'.encode())
    assert evil in page.words  # parsed as words, not as an element
    assert (await desk.keep(page)).status == 303
    [member] = desk.body.members.values()
    assert (member.name.en, member.country) == (evil, "=1+1")
    assert "'=1+1" in (await desk.export("members.csv")).text
    assert "1 the same" in (await desk.choose((await desk.export("members.xlsx")).content)).words


async def test_offices_are_entered_with_the_members_by_who_keeps_the_offices_too(desk: Desk) -> None:
    content = b"Name,Country,Delegate: office\nLugo,Spain,Alcaldesa\nVigo,Spain,Alcaldesa\n"
    apart = b'Name,Country,Delegate: office\nLugo,Spain,Alcaldesa\nVigo,Spain,"Alcaldesa, Vigo"\n'
    page = await desk.choose(content)
    assert "There is no office “Alcaldesa”." in page.words
    assert "not known yet" not in page.words
    assert (await desk.keep(page, {"offices": "on"})).status == 422
    organisation = await desk.parts.house.chamber(ORGANISATION)
    await organisation.submit(press(GrantRole(desk.person, Role.SECRETARIAT)))  # type: ignore[arg-type]
    page = await desk.press(page, "check", {"offices": "on"})
    assert "Enter the 2 offices that are not known yet" in page.words
    assert "Several offices are called “Alcaldesa”. Write the city behind a comma." in page.words
    page = await desk.press(page, "check", {"delegate_office.2": "Alcaldesa, Vigo"})
    assert (await desk.keep(page)).status == 303
    assert [one.office for one in desk.body.appointed(Post.DELEGATE)] == ["alcaldesa", "alcaldesa-vigo"]
    assert "2 the same" in (await desk.choose(apart)).words


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: f"Name,Country\n{text}".encode()))
def test_whatever_comes_it_is_read_or_refused(content: bytes) -> None:
    try:
        read = read_members(content)
    except Unreadable as fault:
        assert fault.code  # noqa: PT017 - either is right; anything else is an error
        return
    plan = plan_of_members(read.rows, Known(Body()), "en", given=read.given)
    assert len(plan.rows) == len(read.rows)

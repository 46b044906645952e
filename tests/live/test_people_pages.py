"""Personal data in words and forms: what is kept, put right, handed out, erased; and what the record keeps of it."""

import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from models.belonging.roles import Role
from models.procedure import PersonId
from models.rules.roles import GrantRole
from models.tables import (
    codes,
    links,
    metadata,
    notes,
    outbox,
    passwords,
    people,
    sign_ins,
    tokens,
)
from server import archive
from server.doors.codes import Asked, Verdict
from server.mailing.letters import Letter
from server.persons.personal import EXPORTED, rows_about
from tests.live.drafted import SLUG, STREAM, drafted_in
from tests.live.persons import ADDRESS, NAME, Town, bearer, settled, signed_in

HERE = f"/meetings/{SLUG}"
SECRET = "Ask about the harbour"
PASSWORD = "an anchor in the sand"
WAYS_IN = (codes, passwords, outbox)


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with drafted_in(tmp_path) as house:
        yield await settled(house)


# ------------------------------------------------------------------------------------------------ who may


@pytest.mark.parametrize(
    "path", ["/people", "/people/{ana}", "/people/{ana}/data.json", "/people/{ana}/erase"]
)
async def test_people_are_for_the_organisations_secretariat_alone(town: Town, path: str) -> None:
    address = path.format(ana=town.ana)
    assert (await town.get(address, town.desk)).status_code == 200
    chair = await town.house.token("chair")
    for who, status in (({}, 401), (town.hers, 403), (chair, 403)):
        assert (await town.get(address, who)).status_code == status


async def test_a_meetings_secretariat_is_not_the_organisations(town: Town) -> None:
    [other] = await town.house.parts.people.enter([(await town.house.parts.people.of([town.ana]))[town.ana]])
    await town.act(STREAM, GrantRole(other, Role.SECRETARIAT))
    theirs = await bearer(town.house, other)
    assert (await town.get("/people", theirs)).status_code == 403
    assert (await town.post(f"/people/{town.ana}", theirs, name="X")).status_code == 403
    assert (await town.post(f"/people/{town.ana}/erase", theirs, sure="yes")).status_code == 403
    assert (await town.house.parts.people.of([town.ana]))[town.ana].name == NAME


async def test_forms_come_from_our_own_pages(town: Town) -> None:
    cookie = await signed_in(town.house, town.secretary) | {"Origin": "https://elsewhere.example"}
    for path in ("/me/data", f"/people/{town.ana}", f"/people/{town.ana}/erase", f"{HERE}/badges.pdf"):
        assert (await town.post(path, cookie, sure="yes", name="X")).status_code == 403
    assert (await town.house.parts.people.of([town.ana]))[town.ana].name == NAME


async def test_nobody_of_that_number(town: Town) -> None:
    for path in ("/people/nobody", "/people/nobody/data.json", "/people/nobody/erase"):
        assert (await town.get(path, town.desk)).status_code == 404


# ------------------------------------------------------------------------------------------ found, put right


@pytest.mark.parametrize("find", ["", "ana", "XANADU ruiz", "soria.example", "mayor soria"])
async def test_people_are_found_by_name_address_and_office(town: Town, find: str) -> None:
    page = (await town.get(f"/people?find={find}", town.desk)).text
    assert NAME in page
    assert ADDRESS in page
    assert "Mayor of Soria" in page
    assert ("desk@world.example" in page) is (find == "")


async def test_nobody_is_found_by_what_nobody_has(town: Town) -> None:
    assert "Nobody is found by that." in (await town.get("/people?find=zzz", town.desk)).text


async def test_a_person_is_put_right_and_the_record_is_as_it_was(town: Town) -> None:
    entries = len((await town.house.parts.house.chamber(STREAM)).entries)
    fields = {"name": "Ana Ruíz", "address": " Ana@Soria.Example ", "language": "fr", "gender": "she"}
    answer = await town.post(f"/people/{town.ana}", town.desk, **fields)
    assert answer.headers["location"] == f"/people/{town.ana}?saved"
    known = (await town.house.parts.people.of([town.ana]))[town.ana]
    assert (known.name, known.address, known.language, known.gender) == (
        "Ana Ruíz",
        "ana@soria.example",
        "fr",
        "she",
    )
    assert "Saved." in (await town.get(answer.headers["location"], town.desk)).text
    assert len((await town.house.parts.house.chamber(STREAM)).entries) == entries


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "Everybody here has a name."),
        ("name", "x" * 201, "longer than is kept"),
        ("address", "ana at soria", "No mail can be sent to this address: ana at soria"),
        ("address", "a@b c@d", "No mail can be sent"),
        ("address", "DESK@world.example", "Olga Desk has this address already"),
    ],
)
async def test_what_cannot_be_is_refused_and_stays_to_be_mended(
    town: Town, field: str, value: str, words: str
) -> None:
    fields = {"name": NAME, "address": ADDRESS, "language": "es", "gender": "f"} | {field: value}
    answer = await town.post(f"/people/{town.ana}", town.desk, **fields)
    assert answer.status_code == 409
    assert words in answer.text
    assert (await town.house.parts.people.of([town.ana]))[town.ana].name == NAME
    assert f'value="{value.lower() if field == "address" else value}"' in answer.text


async def test_two_who_put_right_different_things_lose_nothing(town: Town) -> None:
    seen = {"was:name": NAME, "was:address": ADDRESS, "was:language": "es", "was:gender": "f"}
    same = {"name": NAME, "address": ADDRESS, "language": "es", "gender": "f"}
    await town.post(f"/people/{town.ana}", town.desk, **seen, **(same | {"name": "Ana Ruíz"}))
    await town.post(f"/people/{town.ana}", town.desk, **seen, **(same | {"language": "fr"}))
    known = (await town.house.parts.people.of([town.ana]))[town.ana]
    assert (known.name, known.language) == ("Ana Ruíz", "fr")
    late = await town.post(f"/people/{town.ana}", town.desk, **seen, **(same | {"name": "Anna"}))
    assert late.status_code == 409
    assert "It reads now: Ana Ruíz." in late.text
    assert 'value="Anna"' in late.text


# ------------------------------------------------------------------------------------------------ my own


async def test_everybody_sees_what_is_kept_of_them(town: Town) -> None:
    await write_note(town)
    assert (await town.get("/me/data")).status_code == 401
    page = (await town.get("/me/data", town.hers)).text
    for words in (NAME, ADDRESS, "Mayor of Soria", "Delegate", "Executive Bureau", "Español"):
        assert words in page
    assert 'href="/people"' not in page
    assert 'href="/people"' in (await town.get("/me/data", town.desk)).text


async def test_what_is_kept_comes_as_a_file(town: Town) -> None:
    await write_note(town)
    cookie = await signed_in(town.house, town.secretary)
    press = {"id": "1", "data": {"until": None, "text": {"en": "Welcome", "fr": "", "es": ""}}}
    assert (
        await town.house.http.post(f"/api{HERE}/commands/announce", headers=town.desk, json=press)
    ).status_code == 200
    mine = (await town.get("/me/data.json", cookie)).json()
    head = (await town.house.parts.house.chamber(STREAM)).state.seq
    assert [(e["record"], e["number"], e["type"]) for e in mine["entries"]] == [
        (SLUG, head, "announcement_made")
    ]
    assert len(mine["sign_ins"]) == 1
    hers = await town.get("/me/data.json", town.hers)
    assert "attachment" in hers.headers["content-disposition"]
    told = hers.json()
    assert told["person"]["address"] == ADDRESS
    assert [note["text"] for note in told["notes"]] == [SECRET]
    assert {"what": "Mayor of Soria", "kind": "mandate"}.items() <= told["parts"][0].items()
    assert not re.search(r"[0-9a-f]{64}", hers.text)  # no digest of a secret


async def test_a_note_is_its_writers_alone_in_the_secretariats_file_too(town: Town) -> None:
    await write_note(town)
    told = await town.get(f"/people/{town.ana}/data.json", town.desk)
    assert [note["item"] for note in told.json()["notes"]] == ["1"]
    assert SECRET not in told.text
    assert SECRET not in (await town.get(f"/people/{town.ana}", town.desk)).text


async def test_i_say_in_which_language_i_am_written_to(town: Town) -> None:
    assert (await town.post("/me/data", town.hers, language="fr")).status_code == 303
    known = (await town.house.parts.people.of([town.ana]))[town.ana]
    assert (known.language, known.name, known.address) == ("fr", NAME, ADDRESS)
    assert (await town.post("/me/data", town.hers, language="tlh")).status_code == 400
    assert (await town.post("/me/data", {}, language="fr")).status_code == 401


WITHHELD = {
    "sign_ins": {"digest"},
    "links": {"digest"},
    "tokens": {"digest"},
    "codes": {"browser", "code", "link"},
    "passwords": {"hash"},
    "outbox": {"id", "letter"},
    "notes": set(),
}
"""Secrets, what they are known by, and letters that carry them."""


def test_a_file_forgets_no_column_that_names_somebody() -> None:
    """Each is exported, but for what lets in, which is nobody's to read, and whose row it is."""
    told = {table.name: set(columns) for table, columns in EXPORTED.items()}
    named = [t for t in metadata.sorted_tables if rows_about(t, PersonId("ana"), ADDRESS)]
    assert told == {t.name: set(t.columns.keys()) - {"person"} - WITHHELD[t.name] for t in named}


async def test_codes_passwords_and_letters_are_told_of_without_what_lets_in(town: Town) -> None:
    asked = await ways_in(town)
    told = await town.get("/me/data.json", town.hers)
    assert [(one["address"], one["to"]) for one in told.json()["codes"]] == [(ADDRESS, "/me")]
    assert [one["login"] for one in told.json()["passwords"]] == ["ana"]
    assert [one["address"] for one in told.json()["outbox"]] == [ADDRESS]
    for secret in (asked.browser, asked.code, asked.link, "$argon2", PASSWORD):
        assert secret not in told.text
    page = (await town.get("/me/data", town.hers)).text
    for words in ("Passwords", "Codes asked for with the address", "Letters that wait to be sent"):
        assert f"<dt>{words}</dt><dd>1</dd>" in page


async def test_whoever_is_erased_leaves_no_way_in_and_no_letter(town: Town) -> None:
    asked = await ways_in(town)
    await ways_in(town, "olga", "desk@world.example")
    assert (await town.post(f"/people/{town.ana}/erase", town.desk, sure="yes")).status_code == 303
    doors = town.house.parts.doors
    async with town.house.parts.database.reading() as connection:
        kept = {table.name: (await connection.execute(select(table))).all() for table in WAYS_IN}
    assert {name: len(rows) for name, rows in kept.items()} == {"codes": 1, "passwords": 1, "outbox": 1}
    assert ADDRESS not in str(kept)
    assert (await doors.codes.guess(asked.browser, asked.code)).verdict is Verdict.VOID
    assert (await doors.codes.use_link(asked.link)).verdict is Verdict.VOID
    assert await doors.passwords.sign_in("ana", PASSWORD, "") is None


# ------------------------------------------------------------------------------------------------ erased


async def test_erasing_is_asked_once_more_and_says_what_stays(town: Town) -> None:
    page = (await town.get(f"/people/{town.ana}/erase", town.desk)).text
    for words in ("This goes, for ever", "This stays, for ever", "carry a number and the office", "backups"):
        assert words in page
    unsure = await town.post(f"/people/{town.ana}/erase", town.desk)
    assert unsure.headers["location"].endswith("/erase")
    assert (await town.house.parts.people.of([town.ana]))[town.ana].name == NAME
    assert "This is you" in (await town.get(f"/people/{town.secretary}/erase", town.desk)).text


async def test_nothing_outside_the_record_names_who_was_erased(town: Town) -> None:
    await write_note(town)
    cookie = await signed_in(town.house, town.ana)
    await town.house.parts.doorkeeper.make_link(town.ana, STREAM)
    pages = ("", "/agenda", "/programme", "/setup")
    assert NAME in "".join([(await town.get(HERE + page, town.desk)).text for page in pages])
    assert (await town.get(f"/api{HERE}", town.desk)).text.count(NAME) == 1

    answer = await town.post(f"/people/{town.ana}/erase", town.desk, sure="yes")
    assert answer.headers["location"] == "/people?erased"

    shown = [(await town.get(HERE + page, town.desk)).text for page in pages]
    shown.append((await town.get(f"/api{HERE}", town.desk)).text)
    assert NAME not in "".join(shown)
    assert all("Mayor of Soria" in page for page in (shown[1], shown[-1]))
    for who in (town.hers, cookie):
        assert (await town.get("/me/data", who)).status_code == 401
    async with town.house.parts.database.reading() as connection:
        for table in (links, sign_ins, tokens, notes):
            assert (
                list(await connection.scalars(select(table.c.person).where(table.c.person == town.ana))) == []
            )
        row = (await connection.execute(select(people).where(people.c.id == town.ana))).mappings().one()
    assert (row["name"], row["address"], row["language"], row["gender"]) == ("", "", "", "")
    assert row["erased"] is not None
    file = town.house.parts.settings.data / "hemicycle.sqlite3"
    with closing(sqlite3.connect(file)) as kept:
        assert ADDRESS not in "\n".join(kept.iterdump())


async def test_the_record_is_as_it_was_and_verify_says_so(town: Town) -> None:
    chamber = await town.house.parts.house.chamber(STREAM)
    before = list(chamber.entries)
    await town.post(f"/people/{town.ana}/erase", town.desk, sure="yes")
    assert list(chamber.entries) == before
    assert chamber.meeting.actor(town.ana).roles == {Role.DELEGATE}
    assert all(finding.sound for finding in await archive.verify(town.house.parts.database))
    page = (await town.get(f"/people/{town.ana}", town.desk)).text
    assert "Erased on" in page
    assert "Mayor of Soria" in page
    assert (await town.get(f"/people/{town.ana}/erase", town.desk)).status_code == 410
    assert (await town.post(f"/people/{town.ana}", town.desk, name="Ana")).status_code == 410
    assert not await town.house.parts.persons.erasure.erase(town.ana)


async def test_who_is_erased_gets_no_badge_and_no_link(town: Town) -> None:
    await town.post(f"/people/{town.ana}/erase", town.desk, sure="yes")
    assert str(town.ana) not in (await town.get(f"{HERE}/badges", town.desk)).text
    link = await town.house.parts.operator.link("delegate", SLUG)  # somebody new, not who was erased
    assert (await town.house.parts.doorkeeper.read_link(link.rpartition("/")[2])).person != town.ana


async def test_another_process_hears_of_it_at_its_next_beat(town: Town) -> None:
    data = town.house.parts.settings.data
    async with drafted_in(data) as other:
        await other.parts.directory.open()
        here = await other.http.get(f"{HERE}/agenda", headers=town.desk)
        assert NAME in here.text
        assert (await other.http.get("/me/data", headers=town.hers)).status_code == 200
        await town.post(f"/people/{town.ana}/erase", town.desk, sure="yes")
        await other.parts.persons.erasure.beat()
        assert NAME not in (await other.http.get(f"{HERE}/agenda", headers=town.desk)).text
        assert (await other.http.get("/me/data", headers=town.hers)).status_code == 401


async def write_note(town: Town) -> None:
    answer = await town.post(f"{HERE}/notes/1", town.hers, text=SECRET, revision="0")
    assert answer.status_code == 303


async def ways_in(town: Town, login: str = "ana", address: str = ADDRESS) -> Asked:
    """A code that somebody asked for and a password; the letter waits to be sent. What the browser asked for."""
    parts, doors = town.house.parts, town.house.parts.doors
    asked = await doors.codes.ask(address, "", "/me", at_venue=False)
    async with parts.database.writing() as connection:
        [known] = await doors.codes.belong(connection, asked)
        await doors.outbox.post(connection, address, Letter("es", asked.code, (), link=asked.link))
    await doors.passwords.set(known.person, login, PASSWORD)
    return asked

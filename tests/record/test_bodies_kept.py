"""Bodies in the record: founded in one act, kept, replayed, verified; and who keeps them all (server/acts.py)."""

import asyncio
from collections.abc import Mapping

import pytest
from sqlalchemy import text

from models.belonging.dating import Period, dated
from models.belonging.membership import Member, MemberId
from models.belonging.offices import OfficeId
from models.belonging.posts import Appointment, AppointmentId, Post
from models.belonging.roles import Role
from models.body import Body, BodyId, BodyKind, Charter
from models.organisation import ORGANISATION, Organisation
from models.procedure import OPERATOR, Command, PersonId, Receipt, Refusal, StreamId
from models.rules.bodies import EditMember, EnterBody, EnterMember, FoundBody, ImportMembers, RemoveMember
from models.rules.posts import Appoint
from models.rules.roles import GrantRole, WithdrawRole
from models.text import Text
from server import archive
from server.acts import carry_out
from server.chamber import Chamber
from server.house import House, stream_of
from tests.record.acts import Fails, Meddled, asked, kept, memory_is_the_record

COUNCIL, BUREAU = BodyId("world-council"), BodyId("executive-bureau")
ANN, BEN = PersonId("ann"), PersonId("ben")
SORIA = Member(MemberId("soria"), Text("Soria"), fees_paid_to=2020)
DELEGATE = Appointment(
    AppointmentId("d"),
    Post.DELEGATE,
    OfficeId("mayor"),
    member=SORIA.id,
    period=Period(dated("2021-07/2021-08")),
)


def founding(body: BodyId) -> FoundBody:
    return FoundBody(Charter(body, Text(body), BodyKind.COUNCIL))


async def act(
    house: House, stream: StreamId, command: Command, by: str = OPERATOR, id: str | None = None
) -> Receipt:
    return await carry_out(house, await house.chamber(stream), asked(command, by=by, id=id))


async def with_secretary(house: House) -> None:
    await act(house, ORGANISATION, GrantRole(ANN, Role.SECRETARIAT))


async def body(house: House, known_as: BodyId) -> Body:
    chamber = await house.body(known_as)
    assert chamber
    return chamber.body


async def keepers(house: House, *bodies: BodyId) -> list[set[str]]:
    """The secretariat of the organisation, then of each body."""
    organisation = (await house.newest(ORGANISATION)).state
    states = [organisation, *[await body(house, one) for one in bodies]]
    return [{p for p, held in state.roles.items() if Role.SECRETARIAT in held} for state in states]


async def code(coming: object) -> str:
    with pytest.raises(Refusal) as refused:
        await coming  # type: ignore[misc]
    return refused.value.code


# ------------------------------------------------------------------------------------------------ founding


async def test_founding_a_body_is_one_act(house: House, meddled: Meddled) -> None:
    await with_secretary(house)
    before = meddled.transactions
    await act(house, stream_of(COUNCIL), founding(COUNCIL), ANN)
    assert meddled.transactions == before + 1
    assert await keepers(house, COUNCIL) == [{ANN}, {ANN}]
    for stream in (ORGANISATION, stream_of(COUNCIL)):
        await memory_is_the_record(await house.chamber(stream), meddled)


@pytest.mark.parametrize("who", ["stranger", "ben"])
async def test_who_is_not_of_the_organisations_secretariat_founds_nothing(house: House, who: str) -> None:
    await with_secretary(house)
    await act(house, stream_of(BUREAU), founding(BUREAU), ANN)
    await act(house, stream_of(BUREAU), GrantRole(BEN, Role.SECRETARIAT), ANN)  # keeps that one alone
    assert await code(act(house, stream_of(COUNCIL), founding(COUNCIL), who)) == "not_permitted"
    assert await house.body(COUNCIL) is None
    assert (await house.chamber(stream_of(COUNCIL))).state.seq == 0


async def test_what_cannot_be_founded(house: House) -> None:
    await with_secretary(house)
    await act(house, stream_of(COUNCIL), founding(COUNCIL), ANN)
    assert await code(act(house, stream_of(COUNCIL), founding(COUNCIL), ANN)) == "body_taken"
    assert await code(act(house, stream_of(BUREAU), founding(COUNCIL), ANN)) == "bad_shape"
    wrong = BodyId("A Body")
    assert await code(act(house, stream_of(wrong), founding(wrong), ANN)) == "bad_address"
    nameless = FoundBody(Charter(BUREAU, Text(), BodyKind.BUREAU))
    assert await code(act(house, stream_of(BUREAU), nameless, ANN)) == "no_title"
    assert await house.body(BUREAU) is None
    assert await code(act(house, ORGANISATION, EnterBody(BUREAU), ANN)) == "founded_at_once"


async def test_sent_again_it_is_founded_once(house: House, meddled: Meddled) -> None:
    await with_secretary(house)
    await act(house, ORGANISATION, GrantRole(BEN, Role.SECRETARIAT), ANN)
    first = await act(house, stream_of(COUNCIL), founding(COUNCIL), ANN, "press-once")
    assert first.seq == 3
    assert await act(house, stream_of(COUNCIL), founding(COUNCIL), ANN, "press-once") == first
    restarted = House(meddled, house.world)
    assert await act(restarted, stream_of(COUNCIL), founding(COUNCIL), ANN, "press-once") == first
    assert await keepers(restarted, COUNCIL) == [{ANN, BEN}, {ANN, BEN}]


async def test_sent_twice_at_once_it_is_founded_once(house: House) -> None:
    await with_secretary(house)
    await act(house, ORGANISATION, GrantRole(BEN, Role.SECRETARIAT), ANN)
    presses = [act(house, stream_of(COUNCIL), founding(COUNCIL), ANN, "press-twice") for _ in range(3)]
    assert len(set(await asyncio.gather(*presses))) == 1
    state = (await house.chamber(ORGANISATION)).state
    assert isinstance(state, Organisation)
    assert state.bodies == (COUNCIL,)


async def test_a_founding_whose_commit_fails_leaves_nothing(house: House, meddled: Meddled) -> None:
    await with_secretary(house)
    meddled.on_commit = Fails()
    with pytest.raises(OSError, match="the disk is full"):
        await act(house, stream_of(COUNCIL), founding(COUNCIL), ANN)
    assert await house.body(COUNCIL) is None
    assert (await kept(meddled, stream_of(COUNCIL))).entries == ()
    await act(house, stream_of(COUNCIL), founding(COUNCIL), ANN)
    assert await keepers(house, COUNCIL) == [{ANN}, {ANN}]


# -------------------------------------------------------------------------------------------- who keeps them


async def test_who_joins_or_leaves_the_secretariat_joins_or_leaves_every_body(
    house: House, meddled: Meddled
) -> None:
    await with_secretary(house)
    for one in (COUNCIL, BUREAU):
        await act(house, stream_of(one), founding(one), ANN)
    await act(house, stream_of(BUREAU), GrantRole(BEN, Role.SECRETARIAT), ANN)  # of this one already
    before = meddled.transactions
    await act(house, ORGANISATION, GrantRole(BEN, Role.SECRETARIAT), ANN)
    assert meddled.transactions == before + 1
    assert await keepers(house, COUNCIL, BUREAU) == [{ANN, BEN}] * 3
    await act(house, ORGANISATION, WithdrawRole(ANN, Role.SECRETARIAT), ANN)
    assert await keepers(house, COUNCIL, BUREAU) == [{BEN}] * 3
    assert await keepers(House(meddled, house.world), COUNCIL, BUREAU) == [{BEN}] * 3
    assert await code(act(house, stream_of(COUNCIL), EnterMember(SORIA), ANN)) == "not_permitted"


async def test_other_roles_of_the_organisation_stay_there(house: House) -> None:
    await with_secretary(house)
    await act(house, stream_of(COUNCIL), founding(COUNCIL), ANN)
    await act(house, ORGANISATION, GrantRole(BEN, Role.DESK), ANN)
    assert (await body(house, COUNCIL)).roles == {ANN: frozenset({Role.SECRETARIAT})}


async def test_no_body_shuts_out_the_organisations_secretariat(house: House) -> None:
    await with_secretary(house)
    await act(house, stream_of(COUNCIL), founding(COUNCIL), ANN)
    await act(house, stream_of(COUNCIL), GrantRole(BEN, Role.SECRETARIAT), ANN)
    shutting = act(house, stream_of(COUNCIL), WithdrawRole(ANN, Role.SECRETARIAT), BEN)
    assert await code(shutting) == "kept_by_organisation"
    await act(house, stream_of(COUNCIL), WithdrawRole(BEN, Role.SECRETARIAT), ANN)
    assert await keepers(house, COUNCIL) == [{ANN}, {ANN}]


async def test_a_second_process_knows_who_keeps_a_body(house: House, other_house: House) -> None:
    """What one process has granted, the other's founding grants too; what one founds, the other grants in."""
    await with_secretary(house)
    await other_house.chamber(ORGANISATION)
    await act(house, ORGANISATION, GrantRole(BEN, Role.SECRETARIAT), ANN)
    if house.database.is_sqlite:
        return  # one process alone holds the folder
    await act(other_house, stream_of(COUNCIL), founding(COUNCIL), ANN)
    await act(house, ORGANISATION, WithdrawRole(BEN, Role.SECRETARIAT), ANN)
    assert await keepers(other_house, COUNCIL) == [{ANN}, {ANN}]


# --------------------------------------------------------------------------------------- kept, replayed, verified

STORY: tuple[Command, ...] = (
    EnterMember(SORIA),
    EditMember(SORIA, Member(SORIA.id, SORIA.name, country="Spain", fees_paid_to=2020)),
    Appoint(DELEGATE),
    ImportMembers(seen=5, entered=(Member(MemberId("konya"), Text("Konya", "Konya", "Konya")),)),
    RemoveMember(MemberId("konya")),
)


async def told(house: House) -> Chamber:
    await with_secretary(house)
    await act(house, stream_of(COUNCIL), founding(COUNCIL), ANN)
    for command in STORY:
        await act(house, stream_of(COUNCIL), command, ANN)
    return await house.chamber(stream_of(COUNCIL))


async def test_a_body_is_what_its_record_tells(house: House, meddled: Meddled) -> None:
    live = await told(house)
    await memory_is_the_record(live, meddled)
    restarted = await House(meddled, house.world).body(COUNCIL)
    assert restarted
    assert (restarted.state, restarted.epoch, restarted.receipts) == (live.state, live.epoch, live.receipts)
    assert restarted.body.appointments == {"d": DELEGATE}


async def test_many_at_once_are_all_kept_in_order(house: House, meddled: Meddled) -> None:
    live = await told(house)
    entering = [EnterMember(Member(MemberId(f"m-{n}"), Text(f"Member {n}"))) for n in range(40)]
    await asyncio.gather(*(act(house, live.stream, command, ANN) for command in entering))
    assert len(live.body.members) == 41
    await memory_is_the_record(live, meddled)


async def test_a_backup_holds_bodies_and_brings_them_back(
    house: House, meddled: Meddled, tmp_path_factory: pytest.TempPathFactory
) -> None:
    live = await told(house)
    file = tmp_path_factory.mktemp("backup") / "copy.sqlite3"
    await archive.backup(meddled, file)
    copy = Meddled(f"sqlite+aiosqlite:///{file}")
    try:
        back = await House(copy, house.world).body(COUNCIL)
        assert back
        assert back.state == live.state
        assert {finding.sound for finding in await archive.verify(copy)} == {True}
    finally:
        await copy.close()


FAULTS: Mapping[str, str] = {
    "UPDATE entries SET data = '{}' WHERE stream = :stream AND type = 'member_entered'": "cannot be read",
    "DELETE FROM entries WHERE stream = :stream AND type = 'member_edited'": "numbers are missing",
}


@pytest.mark.parametrize("statement", FAULTS)
async def test_verify_covers_bodies(house: House, meddled: Meddled, statement: str) -> None:
    await told(house)
    if not house.database.is_sqlite:
        return  # its triggers are the same; a file is meddled with more easily
    async with meddled.writing() as connection:
        for trigger in ("entries_no_update", "entries_no_delete"):
            await connection.execute(text(f"DROP TRIGGER IF EXISTS {trigger}"))
        await connection.execute(text(statement), {"stream": stream_of(COUNCIL)})
    [unsound] = [f for f in await archive.verify(meddled) if not f.sound]
    assert unsound.text.startswith(stream_of(COUNCIL))
    assert FAULTS[statement] in unsound.text

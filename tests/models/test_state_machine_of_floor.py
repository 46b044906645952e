"""Whatever people press on the floor, and in whatever order: one speech at a time, and every second accounted for."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from models.belonging.granting import RoleGranted
from models.belonging.roles import Role
from models.belonging.roster import RosterTaken
from models.body import OrderPolicy, Rules
from models.meeting import Meeting, MeetingState, TrackAdded, replay
from models.planning.agenda import Agenda, ItemAdded, SittingAdded
from models.planning.item import ItemId
from models.planning.sitting import Contributor, Sitting, SittingId, Track, TrackId
from models.procedure import OPERATOR, Command, CommandId, Entry, Event, PersonId, Refusal, Submission
from models.rules.agenda import OpenItem, OpenNextItem, ReopenPreviousItem
from models.rules.asking import (
    AddSpeaker,
    AskForFloor,
    EditRequest,
    MoveRequest,
    SayReady,
    WithdrawRequest,
)
from models.rules.conduct import AdjournMeeting, CloseMeeting, ReopenMeeting, ResumeMeeting, SuspendMeeting
from models.rules.decide import decide
from models.rules.giving import (
    BringBackSpeakers,
    EndSpeech,
    ExtendSpeech,
    GiveFloor,
    GiveFloorToNext,
    PauseSpeech,
    ResumeSpeech,
    SkipSpeaker,
    YieldTime,
)
from models.rules.listing import (
    CloseList,
    LimitToReplies,
    OpenList,
    ReorderRequests,
    SetLimits,
    SetOrder,
)
from models.rules.lost_lines import GiveUpPlace
from models.rules.motions import (
    EndSpeechOnMotion,
    MoveMotion,
    PauseSpeechOnMotion,
    PutMotion,
    ResumeSpeechOnMotion,
    SpeakOnMotion,
    WithdrawMotion,
)
from models.rules.on_the_floor import in_order, unheard
from models.rules.points import AppealRuling, DecideAppeal, RuleOnPoint, WithdrawAppeal
from models.rules.silence import heard_at, over_at
from models.speaking.allowance import budgets
from models.speaking.attendance import Attendance
from models.speaking.limits import Limits, TimeLimit
from models.speaking.list_of_speakers import ListOfSpeakers
from models.speaking.motions import MotionId, MotionKind, Side, pending
from models.speaking.request import Request, RequestId, RequestKind
from models.speaking.speech import SpeakersBroughtBack, Speech, SpeechBegun
from models.text import Text
from tests.models.rosters import roster, seat
from tests.models.story import NINE, a_meeting, item, through_json

CHAIR = PersonId("chair")
MICROSECOND = timedelta(microseconds=1)
STAYS_SUSPENDED = 3
SIDE = TrackId("side")
PLENARY = [ItemId(one) for one in ("1", "2", "2.1", "3")]
ITEMS = [*PLENARY, ItemId("beside")]
PLANNED = (Contributor("keynote", "Mayor of Konya"), Contributor("panellist", "Envoy"))
SEATS = (
    seat("kazan", "ilsur", substitute="rais", section=Text("Eurasia")),
    seat("iriga", "madel", section=Text("Asia-Pacific")),
    seat("xian", "mingyuan", section=Text("Asia-Pacific")),
)
MEMBERS = [PersonId(one) for one in ("ilsur", "rais", "madel", "mingyuan", "ana", "bo", "observer")]
HELPERS = st.sampled_from([CHAIR, PersonId("desk")])
KINDS = st.sampled_from([RequestKind.STATEMENT, *RequestKind])
PRESENCE = st.sampled_from([Attendance.IN_THE_ROOM, Attendance.REMOTE])
HANDS = st.tuples(st.integers(0, 3), st.integers(0, 3))
LIMITS = st.builds(
    Limits,
    st.sampled_from(
        [(), (TimeLimit(60),), (TimeLimit(30, RequestKind.QUESTION), TimeLimit(90, role=Role.DELEGATE))]
    ),
    together=st.none() | st.integers(0, 600),
    section=st.none() | st.integers(0, 300),
)


class AnyFloor(RuleBasedStateMachine):
    """People press what they like, at the item under discussion mostly, in the plenary or in the track beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.meeting = Meeting()
        self.record: list[Entry] = []
        self.now = NINE
        self.spoken: Counter[ItemId] = Counter()

    @initialize(
        rules=st.builds(
            Rules,
            speaking_limit=st.none() | st.integers(0, 120),
            order_policy=st.none() | st.sampled_from(OrderPolicy),
            requests_at_once=st.none() | st.integers(0, 2),
            place_kept_for=st.none() | st.integers(0, 60),
            motion_speakers_for=st.none() | st.integers(0, 2),
        )
    )
    def opened(self, rules: Rules) -> None:
        story = a_meeting(
            *(item(one, parent="2" if "." in one else None, roles=PLANNED) for one in PLENARY)
        ).given(
            TrackAdded(Track(SIDE, Text("Beside"))),
            SittingAdded(Sitting(SittingId("room"), Text("Room 3"), track=SIDE)),
            ItemAdded(item("beside", sitting="room")),
            RosterTaken(roster(*SEATS, rules=rules)),
            *(RoleGranted(one, Role.DELEGATE) for one in MEMBERS),
        )
        story = story.opened().reached("1").when("chair", OpenItem(ItemId("beside"), closing=None))
        self.meeting, self.record, self.now = story.state, list(story.record), story.clock

    # What people press

    @rule(seconds=st.integers(0, 200), microseconds=st.sampled_from([0, 0, 1, 999_999]))
    def time_passes(self, seconds: int, microseconds: int) -> None:
        self.let_pass(timedelta(seconds=seconds, microseconds=microseconds))

    def let_pass(self, passing: timedelta) -> None:
        for speakers, _ in self.running():
            self.spoken[speakers.item] += passing // MICROSECOND
        self.now += passing

    @rule(who=st.sampled_from(MEMBERS), kind=KINDS, attendance=PRESENCE, at=st.sampled_from(ITEMS))
    def ask(self, who: PersonId, kind: RequestKind, attendance: Attendance, at: ItemId) -> None:
        self.press(who, AskForFloor(at, attendance, kind))

    @rule(
        people=st.lists(st.sampled_from(MEMBERS), min_size=1, max_size=4, unique=True),
        kind=KINDS,
        attendance=PRESENCE,
        data=st.data(),
    )
    def ask_here(
        self, people: list[PersonId], kind: RequestKind, attendance: Attendance, data: st.DataObject
    ) -> None:
        at = self.here(data)
        for who in people:
            self.press(who, AskForFloor(at, attendance, kind))

    @rule(
        who=HELPERS, office=st.sampled_from(["Mayor of Soria", "Mayor of Konya"]), kind=KINDS, data=st.data()
    )
    def add(self, who: PersonId, office: str, kind: RequestKind, data: st.DataObject) -> None:
        at = self.here(data)
        after = data.draw(st.none() | self.known(at))
        self.press(who, AddSpeaker(at, kind, office=office, after=after))

    @rule(who=st.sampled_from([PersonId("desk"), CHAIR, *MEMBERS]), data=st.data())
    def change(self, who: PersonId, data: st.DataObject) -> None:
        at = self.here(data)
        one, after = data.draw(self.known(at)), data.draw(st.none() | self.known(at))
        command = data.draw(
            st.sampled_from(
                [
                    WithdrawRequest(at, one),
                    EditRequest(at, one, Attendance.REMOTE, subject="Housing"),
                    MoveRequest(at, one, after),
                    SayReady(at, one),
                    YieldTime(at, one, after),
                ]
            )
        )
        self.press(who, command)

    @rule(data=st.data())
    def call_next(self, data: st.DataObject) -> None:
        at = self.here(data)
        before = in_order(self.meeting, at)
        if self.press(CHAIR, GiveFloorToNext(at, self.floor(at))):
            assert self.floor(at) == before[0].id

    @rule(data=st.data())
    def call_somebody(self, data: st.DataObject) -> None:
        at = self.here(data)
        self.press(CHAIR, GiveFloor(at, data.draw(self.known(at)), self.floor(at)))

    @rule(seconds=st.integers(0, 90), again=st.booleans(), data=st.data())
    def conduct_the_speech(self, seconds: int, *, again: bool, data: st.DataObject) -> None:
        at = self.here(data)
        one, after = data.draw(self.known(at)), data.draw(st.none() | self.known(at))
        one = self.floor(at) or one
        command = data.draw(
            st.sampled_from(
                [
                    PauseSpeech(at, one),
                    ResumeSpeech(at, one),
                    EndSpeech(at, one),
                    ExtendSpeech(at, one, seconds),
                    YieldTime(at, one, after),
                    SkipSpeaker(at, after or one, None, again),
                ]
            )
        )
        self.press(CHAIR, command)

    @rule(seconds=st.integers(0, 90), called=st.booleans(), data=st.data())
    def bring_back(self, seconds: int, *, called: bool, data: st.DataObject) -> None:
        """What was given a moment ago, mostly by mistake, is undone."""
        at = self.here(data)
        if called:
            self.press(CHAIR, GiveFloorToNext(at, self.floor(at)))
            self.let_pass(timedelta(seconds=seconds))
        self.press(CHAIR, BringBackSpeakers(at, self.floor(at)))

    @rule(who=st.sampled_from([CHAIR, *MEMBERS]), granted=st.booleans(), hands=HANDS, data=st.data())
    def settle_a_point(
        self, who: PersonId, hands: tuple[int, int], data: st.DataObject, *, granted: bool
    ) -> None:
        """Raised, mostly; then ruled on, appealed and voted on, as far as anybody gets."""
        at = self.here(data)
        if data.draw(st.booleans()):
            self.press(who, AskForFloor(at, Attendance.IN_THE_ROOM, RequestKind.POINT_OF_ORDER))
        points = [point.id for point in self.meeting.floor.at(at).points]
        one = data.draw(st.sampled_from(points or [RequestId("request-0")]))
        end = data.draw(st.sampled_from([WithdrawAppeal(at, one), DecideAppeal(at, one, *hands)]))
        for command in (RuleOnPoint(at, one, granted, Text("It stands.")), AppealRuling(at, one), end):
            if data.draw(st.booleans()):
                self.press(data.draw(st.sampled_from([CHAIR, who])), command)

    @rule(
        who=st.sampled_from([CHAIR, *MEMBERS]), kind=st.sampled_from(MotionKind), hands=HANDS, data=st.data()
    )
    def settle_a_motion(
        self, who: PersonId, kind: MotionKind, hands: tuple[int, int], data: st.DataObject
    ) -> None:
        at = self.here(data)
        self.press(who, MoveMotion(at, kind))
        motions = [motion.id for motion in self.meeting.floor.at(at).motions]
        one = data.draw(st.sampled_from(motions or [MotionId("motion-0")]))
        speaks = SpeakOnMotion(at, one, data.draw(st.sampled_from(Side)))
        for command in (
            speaks,
            PauseSpeechOnMotion(at, one),
            ResumeSpeechOnMotion(at, one),
            EndSpeechOnMotion(at, one),
            speaks,
            PutMotion(at, one, *hands),
            WithdrawMotion(at, one),
        ):
            if data.draw(st.booleans()):
                self.press(data.draw(st.sampled_from([CHAIR, who])), command)

    @rule(lost_for=st.integers(0, 90), data=st.data())
    def lose_the_line(self, lost_for: int, data: st.DataObject) -> None:
        at = self.here(data)
        since = self.now - timedelta(seconds=lost_for)
        self.press(OPERATOR, GiveUpPlace(at, data.draw(self.known(at)), since))

    @rule(data=st.data())
    def reorder(self, data: st.DataObject) -> None:
        at = self.here(data)
        order = data.draw(st.permutations([one.id for one in in_order(self.meeting, at)]))
        self.press(CHAIR, ReorderRequests(at, tuple(order)))

    @rule(limits=LIMITS, policies=st.lists(st.sampled_from(OrderPolicy), max_size=2), data=st.data())
    def keep_the_list(self, limits: Limits, policies: list[OrderPolicy], data: st.DataObject) -> None:
        at = self.here(data)
        commands = [
            OpenList(at),
            CloseList(at),
            CloseList(at, self.now + timedelta(seconds=60)),
            LimitToReplies(at),
            SetLimits(at, self.meeting.floor.at(at).limits, limits),
            SetOrder(at, tuple(policies)),
            OpenList(at),
        ]
        self.press(CHAIR, data.draw(st.sampled_from(commands)))

    @rule(track=st.sampled_from([None, None, SIDE]), back=st.booleans())
    def go_on(self, track: TrackId | None, *, back: bool) -> None:
        agenda = self.meeting.running(track)
        kind = ReopenPreviousItem if back else OpenNextItem
        assert agenda
        self.press(CHAIR, kind(closing=agenda.current, track=track))

    @rule(chance=st.integers(0, 9))
    def stand_still(self, chance: int) -> None:
        """Mostly for a moment; now and then until somebody resumes or reopens."""
        still = SuspendMeeting() if chance % 2 else AdjournMeeting()
        self.press(CHAIR, still if chance else CloseMeeting())
        if chance > STAYS_SUSPENDED:
            self.press(CHAIR, ResumeMeeting())

    # How it is pressed

    def press(self, who: PersonId, command: Command) -> bool:
        """Whether it was accepted."""
        try:
            events = decide(self.meeting, Submission(CommandId("one"), who, self.now, command))
        except Refusal:
            return False
        assert events, "what is accepted has happened"
        for event in events:
            self.take_back(event)
            entry = Entry(self.meeting.seq + 1, self.now, who, event)
            self.meeting = self.meeting.after(entry)
            self.record.append(entry)
            assert not isinstance(event, SpeechBegun) or event.limit is None or event.limit >= 0
        return True

    def take_back(self, event: Event) -> None:
        """What a speech that never was had taken was nobody's time."""
        if isinstance(event, SpeakersBroughtBack) and event.instead:
            gone = self.meeting.floor.at(event.item).speech(event.instead)
            assert gone
            self.spoken[event.item] -= gone.taken(self.now) // MICROSECOND

    def here(self, data: st.DataObject) -> ItemId:
        """The item under discussion, in the plenary or beside it; mostly the meeting goes on, if it stood still."""
        if data.draw(st.integers(0, 3)):
            for on in (
                ResumeMeeting(),
                ReopenMeeting(),
                OpenNextItem(closing=None),
                OpenItem(PLENARY[0], None),
            ):
                self.press(CHAIR, on)
        current = [agenda.current for agenda in self.meeting.agendas if agenda.current]
        return data.draw(st.sampled_from(current or ITEMS))

    def known(self, at: ItemId) -> st.SearchStrategy[RequestId]:
        """A request that has ever been made at this item, mostly one that waits."""
        here = self.meeting.floor.at(at)
        every = [
            *in_order(self.meeting, at),
            *here.waiting,
            *here.skipped,
            *(one.request for one in here.speeches),
        ]
        return st.sampled_from([one.id for one in every] or [RequestId("request-0")])

    def floor(self, at: ItemId) -> RequestId | None:
        speech = self.meeting.floor.at(at).floor
        return speech.request.id if speech else None

    def running(self) -> Iterator[tuple[ListOfSpeakers, Speech]]:
        for speakers in self.meeting.floor.lists.values():
            for speech in speakers.speeches:
                if speech.since:
                    yield speakers, speech

    # What must then be so

    @invariant()
    def one_speech_at_a_time_on_each_agenda_and_it_has_the_floor_of_what_is_under_discussion(self) -> None:
        speaking: Counter[Agenda] = Counter()
        for speakers, speech in self.running():
            agenda = self.meeting.agenda_of(speakers.item)
            assert agenda
            assert agenda.current == speakers.item
            assert speakers.floor == speech
            assert self.meeting.state is MeetingState.OPEN
            speaking[agenda.track.id if agenda.track else None] += 1
        assert all(count == 1 for count in speaking.values())

    @invariant()
    def places_are_a_permutation_of_those_who_wait(self) -> None:
        for item_, here in self.meeting.floor.lists.items():
            places = [one.id for one in in_order(self.meeting, item_)]
            expected = unheard(self.meeting, item_)
            assert sorted(places) == sorted(one.id for one in (*here.waiting, *expected))

    @invariant()
    def nobody_is_in_two_places(self) -> None:
        for here in self.meeting.floor.lists.values():
            every: list[Request] = [*here.waiting, *here.skipped, *here.fallen]
            ids = [one.id for one in (*every, *(speech.request for speech in here.speeches))]
            assert len(ids) == len(set(ids))

    @invariant()
    def no_point_of_order_waits_for_the_chair_where_nothing_is_said_any_more(self) -> None:
        for item_, here in self.meeting.floor.lists.items():
            for point in here.points:
                assert point.settled or not over_at(self.meeting, item_)
                assert not point.ruling or here.find(point.id) is None

    @invariant()
    def of_each_kind_of_motion_one_is_pending(self) -> None:
        for here in self.meeting.floor.lists.values():
            kinds = [motion.kind for motion in pending(here.motions)]
            assert len(kinds) == len(set(kinds))

    @invariant()
    def nobody_speaks_on_a_motion_while_another_speaks_or_where_nothing_is_said(self) -> None:
        for item_, here in self.meeting.floor.lists.items():
            heard = [one for motion in here.motions for one in motion.speakers if one.has_the_floor]
            assert len(heard) <= 1
            assert not heard or not (over_at(self.meeting, item_) or here.speaking())
            assert not any(one.since for one in heard) or heard_at(self.meeting, item_)

    @invariant()
    def budgets_are_never_below_nothing(self) -> None:
        for here in self.meeting.floor.lists.values():
            for speech in here.speeches:
                assert all(
                    left is None or left >= 0 for left in budgets(here, speech.request.speaker, self.now)
                )

    @invariant()
    def the_seconds_of_speeches_are_the_time_in_which_somebody_had_the_floor(self) -> None:
        for item_, here in self.meeting.floor.lists.items():
            taken = sum((speech.taken(self.now) for speech in here.speeches), timedelta())
            assert taken // MICROSECOND == self.spoken[item_]

    @invariant()
    def what_is_over_stands_still(self) -> None:
        for here in self.meeting.floor.lists.values():
            for speech in here.speeches:
                assert speech.spoken >= timedelta()
                assert not (speech.ended and speech.since)

    def teardown(self) -> None:
        """Written and read back, it is the same meeting to the last second."""
        if self.record:
            assert replay(through_json(self.record)) == self.meeting


TestAnyFloor = AnyFloor.TestCase
TestAnyFloor.settings = settings(stateful_step_count=50)

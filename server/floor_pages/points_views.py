"""Points of order as pages show them: those that wait for the chair or for a vote, and the rulings on what is now."""

from dataclasses import dataclass

from models.belonging.membership import MemberId
from models.meeting import Meeting, MeetingState
from models.planning.agenda import Agenda
from models.speaking.list_of_speakers import ListOfSpeakers
from models.speaking.points import PointOfOrder
from models.speaking.show_of_hands import ShowOfHands
from server.floor_pages.order_words import called, order_words
from server.meeting_pages.item_views import Name
from server.meeting_pages.moments import Moment, moment_of


@dataclass(frozen=True)
class PointView:
    """One point of order. `floor` is the request that has its item's floor; `speaking`: the point itself has it.

    `ruling` is read in `lang`; `ruled` is what the chair has, `granted` what holds in the end; None: nothing yet.
    """

    id: str
    item: str
    number: str
    who: str
    beside: str
    subject: str
    raised: Moment | None
    state: str
    words: str
    granted: bool | None
    ruled: bool | None
    ruling: str
    lang: str
    appellant: str
    votes: ShowOfHands | None
    floor: str
    speaking: bool
    waits: bool


@dataclass(frozen=True)
class PointsView:
    """`open` wait for a ruling or a vote, the first raised first; `ruled` are settled, the last one first."""

    open: tuple[PointView, ...] = ()
    ruled: tuple[PointView, ...] = ()


def points_view(meeting: Meeting, agenda: Agenda, language: str, name: Name) -> PointsView:
    """The points of order on this agenda; of a closed meeting none."""
    if meeting.state is MeetingState.CLOSED:
        return PointsView()
    lists = [meeting.floor.lists[item.id] for item in agenda.items if item.id in meeting.floor.lists]
    known = [(speakers, point) for speakers in lists for point in speakers.points]
    zone = meeting.convocation.zone if meeting.convocation else "UTC"

    def view(speakers: ListOfSpeakers, point: PointOfOrder) -> PointView:
        return _view(meeting, speakers, point, zone, language, name)

    return PointsView(
        tuple(view(*one) for one in known if not one[1].settled),
        tuple(view(*one) for one in reversed(known) if one[1].settled and one[0].item == agenda.current),
    )


def _view(
    meeting: Meeting, speakers: ListOfSpeakers, point: PointOfOrder, zone: str, language: str, name: Name
) -> PointView:
    request, ruling, appeal = point.request, point.ruling, point.appeal
    who, beside = called(request.speaker, language, name)
    floor = speakers.floor.request.id if speakers.floor else ""
    item = next((i for i in meeting.items() if i.id == speakers.item), None)
    text, lang = ruling.text.read(language) if ruling else ("", language)
    return PointView(
        id=point.id,
        item=speakers.item,
        number=item.number if item else "",
        who=who,
        beside=beside,
        subject=request.subject,
        raised=moment_of(request.asked, zone) if request.asked else None,
        state=point.state.value,
        words=order_words(language).points[point.state],
        granted=point.granted,
        ruled=ruling.granted if ruling else None,
        ruling=text,
        lang=lang,
        appellant=member_called(meeting, appeal.member if appeal else None, language),
        votes=appeal.votes if appeal else None,
        floor=floor,
        speaking=floor == point.id,
        waits=speakers.find(point.id) is not None,
    )


def member_called(meeting: Meeting, member: MemberId | None, language: str) -> str:
    """The name of a member, as the meeting's roster has it; empty where nobody has said, or it has left."""
    seats = meeting.roster.seats if meeting.roster else ()
    return next((seat.name.read(language)[0] for seat in seats if seat.id == member), "")

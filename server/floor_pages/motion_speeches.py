"""Whoever speaks on a procedural motion, as pages show any speech: with a clock, over what it interrupts."""

from dataclasses import replace
from datetime import datetime, timedelta

from models import wire
from models.meeting import Meeting
from models.planning.item import ItemId
from models.speaking.motions import Motion, MotionSpeaker, Side, spoken_on
from models.speaking.request import Request, RequestId, RequestKind, Speaker
from server.floor_pages.floor_views import Floors, FloorView, digits, soon
from server.floor_pages.list_views import typed
from server.floor_pages.request_views import SpeechView
from server.languages import words_of


def with_motion(meeting: Meeting, floor: FloorView | None, language: str, now: datetime) -> FloorView | None:
    """The floor as it is shown while somebody speaks on a motion: what they have interrupted comes after."""
    heard = meeting.floor.at(ItemId(floor.item)) if floor else None
    motion = spoken_on(heard.motions) if heard else None
    if floor is None or heard is None or motion is None or motion.heard is None:
        return floor
    speech = _speech(meeting, motion, motion.heard, language, now)
    speech = replace(speech, soon=soon(speech.limit, heard.limits.warning))
    interrupted = (*((floor.speech,) if floor.speech else ()), *floor.interrupted)
    return replace(floor, speech=speech, interrupted=interrupted)


def _speech(
    meeting: Meeting, motion: Motion, speaker: MotionSpeaker, language: str, now: datetime
) -> SpeechView:
    """It is shown as a request that nobody has made; by its member a browser knows its own reader's."""
    said = words_of(language)
    side = said.say("For the motion") if speaker.side is Side.IN_FAVOUR else said.say("Against the motion")
    seats = meeting.roster.seats if meeting.roster else ()
    seat = next((one for one in seats if one.id == speaker.member), None)
    who = Speaker(member=seat.id, organisation=seat.name, section=seat.section) if seat else Speaker()
    shown = Floors("UTC", language, now, lambda _: said.say("Speaker on the motion")).request(
        Request(RequestId(motion.id), RequestKind.STATEMENT, who, subject=said.motions[motion.kind])
    )
    if seat:
        shown = replace(shown, speaker=replace(shown.speaker, name=""))
    return SpeechView(
        request=replace(shown, kind="motion", kind_words=side, from_where=""),
        running=speaker.since is not None,
        spoken=round(speaker.spoken / timedelta(milliseconds=1)),
        since=wire.moment(speaker.since) if speaker.since else "",
        limit=speaker.limit,
        soon=soon(speaker.limit),
        so_far=digits(int(speaker.taken(now).total_seconds())),
        of=typed(speaker.limit),
        motion=motion.id,
    )

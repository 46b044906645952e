"""An agenda that was planned from rows, as the command that keeps it: known tracks, and ids in place of names."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from models.meeting import Meeting
from models.planning.sitting import Contributor, Track, TrackId
from models.procedure import PersonId
from models.rules.programme import ImportAgenda
from models.text import LANGUAGES
from server.imports.plan import Drafted


def taken_ids(meeting: Meeting, *, instead: bool) -> frozenset[str]:
    """The ids that an imported agenda must not use: what is there, or else what a paper still belongs to."""
    papers = {str(paper.item) for paper in meeting.papers}
    if instead:
        return frozenset(papers)
    tracks = {str(agenda.track.id) for agenda in meeting.agendas if agenda.track}
    sittings = {str(sitting.id) for agenda in meeting.agendas for sitting in agenda.sittings}
    return frozenset({*papers, *tracks, *sittings, *(str(item.id) for item in meeting.items())})


def command_of_plan(plan: Drafted, meeting: Meeting, *, instead: bool) -> ImportAgenda:
    """The command, without a single name. What is in a track that is there already joins that one."""
    there = () if instead else tuple(agenda.track for agenda in meeting.agendas if agenda.track)
    known = {track.id: same for track in plan.tracks if (same := _same(track, there))}
    return ImportAgenda(
        tracks=tuple(track for track in plan.tracks if track.id not in known),
        sittings=tuple(
            replace(sitting, track=known.get(sitting.track, sitting.track)) if sitting.track else sitting
            for sitting in plan.sittings
        ),
        items=plan.items,
        instead=instead,
    )


def with_persons(command: ImportAgenda, plan: Drafted, ids: Mapping[str, PersonId]) -> ImportAgenda:
    """The same with the ids of those who have a name."""
    persons = {(named.of, named.place): ids[named.name.strip()] for named in plan.names if named.name.strip()}

    def known(of: str, contributors: Sequence[Contributor]) -> tuple[Contributor, ...]:
        return tuple(replace(one, person=persons.get((of, at))) for at, one in enumerate(contributors))

    return replace(
        command,
        sittings=tuple(
            replace(one, contributors=known(one.id, one.contributors)) for one in command.sittings
        ),
        items=tuple(replace(one, roles=known(one.id, one.roles)) for one in command.items),
    )


def _same(track: Track, there: Sequence[Track]) -> TrackId | None:
    """The track that is called so already, in any language."""
    for other in there:
        for language in LANGUAGES:
            title = getattr(track.title, language)
            if title and title == getattr(other.title, language):
                return other.id
    return None

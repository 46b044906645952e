"""How papers are attached to items and withdrawn, before, during and after the meeting.

Source: DOMAIN §1 and §2. Older versions stay available; who replaces one says which they saw as the newest.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from models.meeting import Meeting
from models.planning.item import ItemId
from models.planning.papers import (
    MEDIA,
    MOST_BYTES,
    OTHER_MEDIA,
    Paper,
    PaperAttached,
    PaperId,
    PaperWithdrawn,
    find_paper,
    newest,
    next_version,
    paper_id,
)
from models.procedure import Command, Event, Submission, bounded, counted
from models.rules import grounds
from models.rules.preconditions import agenda_with, known_item
from models.text import Text

PAPER_ID = bounded(longest=80)
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}")


@dataclass(frozen=True)
class AttachPaper(Command):
    """Attach a paper to an item, or a new version of one. Its bytes have been uploaded before, under `digest`."""

    item: ItemId = field(metadata=PAPER_ID)
    title: Text
    name: str = field(metadata=bounded(longest=200))
    media: str = field(metadata=bounded(longest=100))
    size: int = field(metadata=counted(most=10**12))
    digest: str = field(metadata=bounded(longest=64))
    language: str = field(default="", metadata=bounded(longest=35))
    members_only: bool = False
    replaces: PaperId | None = field(default=None, metadata=PAPER_ID)


@dataclass(frozen=True)
class WithdrawPaper(Command):
    """Withdraw one version of a paper: it is no longer handed out, and the record says so."""

    paper: PaperId = field(metadata=PAPER_ID)


def attach_paper(command: AttachPaper, meeting: Meeting, _: Submission) -> Iterator[Event]:
    item = known_item(agenda_with(meeting, command.item), command.item)
    if not any((command.title.en, command.title.fr, command.title.es)):
        raise grounds.NO_TITLE.refusal()
    require_language(command.language)
    require_file(command)
    identity = paper_id(meeting.seq + 1)
    series = require_newest(command, meeting).series if command.replaces else identity
    yield PaperAttached(
        Paper(
            identity,
            item.id,
            command.title,
            series,
            next_version(meeting.papers, series),
            command.language,
            command.members_only,
            command.name,
            command.media,
            command.size,
            command.digest,
        )
    )


def withdraw_paper(command: WithdrawPaper, meeting: Meeting, _: Submission) -> Iterator[Event]:
    paper = there(meeting, command.paper)
    yield PaperWithdrawn(paper.id, paper.members_only)


def require_language(language: str) -> None:
    """Refuse what is no BCP 47 code; none at all is none."""
    if language and not LANGUAGE.fullmatch(language):
        raise grounds.UNKNOWN_LANGUAGE.refusal(language=language)


def require_file(command: AttachPaper) -> None:
    """Refuse a file that is none, too large, or of a type that papers do not have."""
    if not command.size or not command.name.strip():
        raise grounds.EMPTY_FILE.refusal()
    if command.size > MOST_BYTES:
        raise grounds.TOO_LARGE.refusal(most=str(MOST_BYTES // 2**20))
    if command.media not in {*MEDIA.values(), OTHER_MEDIA}:
        raise grounds.UNKNOWN_MEDIA.refusal(media=command.media)


def require_newest(command: AttachPaper, meeting: Meeting) -> Paper:
    """The paper that is replaced; refused if it is another item's, or no longer the newest of its versions."""
    paper = there(meeting, command.replaces)
    if paper.item != command.item:
        raise grounds.OTHER_ITEM.refusal(title=paper.title)
    if paper != newest(meeting.papers, paper.series):
        raise grounds.SUPERSEDED.refusal(title=paper.title)
    return paper


def there(meeting: Meeting, identity: PaperId | None) -> Paper:
    """The paper of this id; refused if there is none, or none any more."""
    paper = find_paper(meeting.papers, identity)
    if paper is None:
        raise grounds.UNKNOWN_PAPER.refusal()
    if paper.withdrawn:
        raise grounds.PAPER_WITHDRAWN.refusal(title=paper.title)
    return paper

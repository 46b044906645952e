"""A chamber: one stream live in this process. Its state, its door, and `submit()`.

The door takes all that waits, decides one after another on a draft, and keeps the group in one transaction;
only then is anybody answered and the hub rung. A submitter whose line drops in mid-commit changes nothing.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from models.body import Body
from models.meeting import Meeting
from models.organisation import ORGANISATION, Organisation
from models.procedure import Entry, Receipt, Refusal, StreamId, Submission
from models.rules import grounds
from models.rules.following import is_followed
from server.database import Database
from server.draft import Answer, Draft, Key
from server.metrics import COMMIT_SECONDS, COMMITS, SUBMISSIONS
from server.record import Beside, Tail, Taken, append, since
from server.world import World

MOST_WAITING = 1000
MOST_TOGETHER = 200
MOST_TRIES = 20

log = structlog.get_logger()


State = Meeting | Body | Organisation
Parts = Sequence[tuple[StreamId, Submission]]
Follow = Callable[[Mapping[StreamId, Draft]], Awaitable[Parts]]
"""What follows in other streams from what has been decided on these drafts."""
Tell = Callable[[Mapping[StreamId, Draft]], Awaitable[Beside | None]]
"""What is told outside the record of what has been decided on these drafts: kept beside it, if there is any."""
BEGINNINGS: Mapping[str, State] = {"meeting": Meeting(), "body": Body(), "organisation": Organisation()}


@dataclass
class Waiting:
    submission: Submission
    answer: asyncio.Future[Answer | Exception]


class Chamber:
    """One stream: `state` is what its `entries` tell, `receipts` what has been accepted, per actor and id."""

    def __init__(
        self,
        stream: StreamId,
        database: Database,
        world: World,
        together: Callable[[Parts], Awaitable[list[Receipt]]],
    ) -> None:
        self.stream = stream
        self.kind = kind_of(stream)
        self.state: State = BEGINNINGS[self.kind]
        self.epoch = world.new_epoch()
        self.entries: list[Entry] = []
        self.receipts: dict[Key, tuple[str, int]] = {}
        self.lock = asyncio.Lock()
        self.grown: list[Callable[[], None]] = []
        self._database = database
        self._together = together
        self._waiting: list[Waiting] = []
        self._worker: asyncio.Task[None] | None = None

    @property
    def meeting(self) -> Meeting:
        """The state of a meeting's chamber."""
        if not isinstance(self.state, Meeting):
            raise TypeError(f"{self.stream} is no meeting")
        return self.state

    @property
    def body(self) -> Body:
        """The state of a body's chamber."""
        if not isinstance(self.state, Body):
            raise TypeError(f"{self.stream} is no body")
        return self.state

    async def submit(self, submission: Submission) -> Receipt:
        """Put a submission to the door; returns once it is committed. Raises `Refusal` in words.

        One that may be followed in other streams is an act over several.
        """
        if is_followed(submission.command):
            [receipt] = await self._together([(self.stream, submission)])
            return receipt
        if len(self._waiting) >= MOST_WAITING:
            raise grounds.BUSY.refusal()
        answer: asyncio.Future[Answer | Exception] = asyncio.get_running_loop().create_future()
        self._waiting.append(Waiting(submission, answer))
        if self._worker is None:
            self._worker = asyncio.create_task(self._work(), name=f"door of {self.stream}")
        return answered(await asyncio.shield(answer))

    async def catch_up(self) -> None:
        """Read what another process has added to the stream, and take it for true."""
        async with self._database.reading() as connection:
            self.learn(await since(connection, self.stream, self.state.seq))

    def learn(self, tail: Tail) -> None:
        """Fold a tail of the record into the live state."""
        if tail.epoch:
            self.epoch = tail.epoch
        for kept in tail.submissions:
            self.receipts[(kept.by, kept.id)] = (kept.asked, kept.seq)
        self._fold(tail.entries)

    def keep(self, draft: Draft) -> None:
        """The record has kept this draft: it is the live state now."""
        self.receipts.update(draft.receipts)
        self._fold(tuple(entry for accepted in draft.accepted for entry in accepted.entries))

    async def close(self) -> None:
        """Let what waits at the door be decided and kept."""
        if self._worker:
            await self._worker

    async def _work(self) -> None:
        while self._waiting:
            async with self.lock:
                group, self._waiting = self._waiting[:MOST_TOGETHER], self._waiting[MOST_TOGETHER:]
                await self._take(group)
        self._worker = None

    async def _take(self, group: list[Waiting]) -> None:
        answers: list[Answer] | list[Exception]
        try:
            answers = await decide_and_keep(self._database, [(self, [w.submission for w in group])])
        except Exception as fault:  # whatever it is, everybody who waits has to hear of it: they raise it
            log.exception("nothing was kept", stream=self.stream)
            answers = [fault] * len(group)
        for waiting, answer in zip(group, answers, strict=True):
            if not waiting.answer.done():
                waiting.answer.set_result(answer)

    def _fold(self, entries: tuple[Entry, ...]) -> None:
        for entry in entries:
            self.state = self.state.after(entry)
        self.entries.extend(entries)
        if entries:
            for ring in self.grown:
                ring()


def kind_of(stream: StreamId) -> str:
    """What a stream is the record of, by its id: `organisation`, `body-world-council`, `meeting-…`."""
    if stream == ORGANISATION:
        return "organisation"
    return "body" if stream.startswith("body-") else "meeting"


def answered(answer: Answer | Exception) -> Receipt:
    """The receipt; or the refusal, or the bug, raised where the submitter stands."""
    if isinstance(answer, Receipt):
        return answer
    raise answer


async def decide_and_keep(
    database: Database,
    parts: list[tuple[Chamber, list[Submission]]],
    *,
    whole: bool = False,
    follow: Sequence[Follow] = (),
    tell: Sequence[Tell] = (),
    beside: Beside | None = None,
) -> list[Answer]:
    """Decide these submissions on drafts and keep them in one transaction; the chambers' locks are held.

    With `whole`, all are kept or none; so is what is to `follow`, worked out from the drafts at each try, each from
    what the one before has left there. What stands `beside` the record is kept with the entries, or not at all.
    If another process was first, or may have been where something is refused, its entries are read and everything is
    decided again on them, the streams held meanwhile. What follows from streams that are only read would never meet
    another process's number: so they are held from the first.
    Raises `Taken` only after many tries in a row, which takes processes that do not hold streams.
    """
    answers = None
    if database.is_sqlite or not follow:
        answers = await _try(
            database,
            parts,
            whole=whole,
            sure=database.is_sqlite,
            alone=False,
            follow=follow,
            tell=tell,
            beside=beside,
        )
    for _ in range(MOST_TRIES):
        if answers is not None:
            return answers
        async with database.alone({chamber.stream for chamber, _ in parts}):
            for chamber, _ in parts:
                await chamber.catch_up()
            answers = await _try(
                database, parts, whole=whole, sure=True, alone=True, follow=follow, tell=tell, beside=beside
            )
    if answers is None:
        raise Taken(f"another process was first {MOST_TRIES} times in a row")
    return answers


async def _try(
    database: Database,
    parts: list[tuple[Chamber, list[Submission]]],
    *,
    whole: bool,
    sure: bool,
    alone: bool,
    follow: Sequence[Follow],
    tell: Sequence[Tell],
    beside: Beside | None,
) -> list[Answer] | None:
    """One try; None if another process was first, or (where the state is not `sure`) something is refused."""
    drafts = {chamber.stream: Draft(chamber) for chamber, _ in parts}
    answers = [drafts[chamber.stream].hear(one) for chamber, heard in parts for one in heard]
    if any(isinstance(answer, Refusal) for answer in answers):
        if not sure:
            return None
        if whole:
            return answers
    for one in follow:
        for stream, following in await one(drafts):
            answered(drafts[stream].hear(following, follows=True))
    besides = [beside, *[await one(drafts) for one in tell]]
    growing = [draft for draft in drafts.values() if draft.accepted]
    try:
        if growing:
            with COMMIT_SECONDS.time():
                growths = [draft.growth() for draft in growing]
                await append(database, growths, alone=alone, beside=_all_of(besides))
            COMMITS.inc()
    except Taken:
        return None
    for draft in growing:
        draft.chamber.keep(draft)
    for answer in answers:
        SUBMISSIONS.labels("refused" if isinstance(answer, Refusal) else "accepted").inc()
    return answers


def _all_of(besides: Sequence[Beside | None]) -> Beside | None:
    """All that stands beside the record, as one; None where nothing does."""
    found = [beside for beside in besides if beside]

    async def every(connection: AsyncConnection) -> None:
        for beside in found:
            await beside(connection)

    return every if found else None

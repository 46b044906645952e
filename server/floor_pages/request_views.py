"""Who speaks, who waits and what has the floor, one by one, as pages show them. Nothing personal is in it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SpeakerView:
    """Who speaks. `who` is the office, else the organisation, else the name; the others where they say more."""

    who: str
    name: str
    organisation: str
    section: str
    person: str
    member: str

    @property
    def more(self) -> tuple[str, ...]:
        """What stands beneath, from the person to the section."""
        return tuple(part for part in (self.name, self.organisation, self.section) if part)


@dataclass(frozen=True)
class RequestView:
    """One who waits. `up` and `down` are behind whom it stands after one step, as JSON; empty where it has none.

    `told` are the reasons for those who are not told of anybody's gender. `lost` is after how long without a line its
    place was given up, `5:00`; empty: it was not.
    `lead` are the seconds that those ahead are expected to need, once nobody has the floor.
    """

    id: str
    place: int
    kind: str
    kind_words: str
    speaker: SpeakerView
    remote: bool
    from_where: str
    language: str
    language_words: str
    subject: str
    about: str
    reasons: tuple[str, ...]
    told: tuple[str, ...]
    planned: bool
    ready: bool
    skipped: int
    lost: str
    lead: int | None = None
    up: str = ""
    down: str = ""


@dataclass(frozen=True)
class SpeechView:
    """What has the floor, or waits below what has: `spoken` milliseconds before `since`, `limit` and `soon` seconds.

    A browser counts on from `since`; `so_far` and `of` are for those that run no script. `motion` is the id of the
    procedural motion that it is on; empty: it is no such speech, and `request` has been made.
    """

    request: RequestView
    running: bool
    spoken: int
    since: str
    limit: int | None
    soon: int
    so_far: str
    of: str
    motion: str = ""

    @property
    def rest(self) -> int | None:
        """The seconds it has left while it stands still, at least none; None: nothing limits it."""
        return None if self.limit is None else max(0, self.limit - self.spoken // 1000)

    @property
    def waits(self) -> bool:
        """Whether it stands still and has time left: then it is to go on before anybody else speaks."""
        return not self.running and not self.motion and self.rest != 0

"""The checklist of a meeting in words, each point with the page where it is mended."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from models.meeting import Meeting
from models.planning.checklist import Check, Facts, Point, Standing, checklist
from models.planning.item import AgendaItem
from server.languages import NAMES, words_of
from server.words import Words

IN_THE_BODY = {
    Point.CHAIR: "#posts",
    Point.MEMBERS: "#members",
    Point.ADDRESSES: "?missing=address#members",
    Point.QUORUM: "#row-rules-quorum_to_open",
    Point.NOTICE_RULE: "#row-rules-notice_days",
}
"""What is mended where the body is set up, and where on that page."""


@dataclass(frozen=True)
class CheckView:
    """One line: what it says, how it stands, and where it is mended (empty: nowhere yet)."""

    point: str
    standing: str
    said: str
    href: str


@dataclass(frozen=True)
class ChecklistView:
    lines: tuple[CheckView, ...]
    left: int
    """How many are not ready."""


def checklist_view(meeting: Meeting, now: datetime, facts: Facts, language: str) -> ChecklistView:
    """The checklist for readers of this language; no lines once the meeting has begun."""
    slug = meeting.convocation.slug if meeting.convocation else ""
    checks, words = checklist(meeting, now, facts), words_of(language)
    lines = tuple(
        CheckView(
            check.point.value,
            check.standing.value,
            _said(check, facts, words),
            "" if check.standing is Standing.READY else _mended(check, slug, facts),
        )
        for check in checks
    )
    return ChecklistView(lines, sum(check.standing is not Standing.READY for check in checks))


def _mended(check: Check, slug: str, facts: Facts) -> str:
    """The address of the page on which this is put right."""
    meeting = f"/meetings/{slug}"
    setup = f"{meeting}/setup"
    if check.where:
        kind = "items" if isinstance(check.where, AgendaItem) else "sittings"
        return f"{setup}/{kind}/{quote(check.where.id)}"
    match check.point:
        case Point.NAME | Point.PLACE | Point.STREAM:
            return f"{setup}/meeting/particulars"
        case Point.DAY:
            return f"{setup}/new/sitting"
        case Point.AGENDA:
            return f"{setup}/import"
        case Point.TIMES:
            return f"{setup}#panel-setup"
        case Point.PROPOSALS:
            return f"{setup}#panel-proposals"
        case Point.LINKS | Point.CHAIR | Point.SECRETARIAT if check.count:
            return f"{meeting}/badges"
        case _ if check.point in IN_THE_BODY and facts.body:
            return f"/bodies/{quote(facts.body)}/setup{IN_THE_BODY[check.point]}"
        case Point.CONVENED:
            return f"{meeting}/chair"
    return ""


def _said(check: Check, facts: Facts, words: Words) -> str:
    if check.point is Point.CONVENED:
        return _notice(check, words)
    return _ready(check, words) if check.standing is Standing.READY else _missing(check, facts, words)


def _ready(check: Check, words: Words) -> str:
    say, n = words.say, check.count
    return {
        Point.NAME: say("It has a title and a body in every language."),
        Point.PLACE: say("Its place is known."),
        Point.DAY: say("Its first day is known."),
        Point.AGENDA: words.ngettext("{count} item on the agenda.", "{count} items on the agenda.", n),
        Point.TRANSLATION: say("Every title is there in every language."),
        Point.TIMES: say("The times hold."),
        Point.DRAFT_DECISIONS: say("Every item for decision has its draft decision."),
        Point.STREAM: say("There is a link to the stream."),
        Point.CHAIR: say("The chair has come in."),
        Point.SECRETARIAT: say("The secretariat has come in."),
        Point.MEMBERS: words.ngettext("{count} member.", "{count} members.", n),
        Point.ADDRESSES: say("Every member has an address."),
        Point.QUORUM: say("The quorum rule is set."),
        Point.NOTICE_RULE: say("The notice period is set."),
        Point.LINKS: say("Everybody has come in once, or has a link to."),
    }[check.point].format(count=n)


def _missing(check: Check, facts: Facts, words: Words) -> str:
    say, n = words.say, check.count
    nobody = {
        Point.CHAIR: say("Nobody chairs yet.") if not n else say("The chair has not signed in yet."),
        Point.SECRETARIAT: say("Nobody is of the secretariat yet.")
        if not n
        else say("Nobody of the secretariat has signed in yet."),
    }
    return {
        Point.NAME: say("Title or body is missing in {language}."),
        Point.PLACE: say("Its place is missing."),
        Point.DAY: say("No day is planned yet."),
        Point.AGENDA: say("The agenda is empty: a meeting is convened with an agenda."),
        Point.TRANSLATION: words.ngettext(
            "{count} title is missing in {language}.", "{count} titles are missing in {language}.", n
        ),
        Point.TIMES: words.ngettext(
            "{count} place where the times cannot hold.", "{count} places where the times cannot hold.", n
        ),
        Point.DRAFT_DECISIONS: words.ngettext(
            "{count} item for decision without a draft decision.",
            "{count} items for decision without a draft decision.",
            n,
        ),
        Point.PROPOSALS: words.ngettext(
            "{count} proposal of another meeting waits for an answer.",
            "{count} proposals of other meetings wait for an answer.",
            n,
        ),
        Point.STREAM: say("There is no link to the stream."),
        Point.MEMBERS: say("Its body has no members yet."),
        Point.ADDRESSES: words.ngettext(
            "{count} member without an address.", "{count} members without an address.", n
        ),
        Point.QUORUM: say("The quorum rule is not set."),
        Point.NOTICE_RULE: say("The notice period is not set."),
        Point.LINKS: words.ngettext(
            "{count} person without a sign-in and without a link.",
            "{count} people without a sign-in and without a link.",
            n,
        )
        if facts.linked
        else say("Nobody has been sent a link yet."),
        **nobody,
    }[check.point].format(count=n, language=NAMES.get(check.language, ""))


def _notice(check: Check, words: Words) -> str:
    """Whether it is convened, how long before, and what the rules ask for."""
    said = [words.say("Convened.") if check.count else words.say("Not convened yet.")]
    if check.days is not None:
        n = check.days
        given = words.ngettext("{count} full day of notice.", "{count} full days of notice.", n)
        would = words.ngettext(
            "If it is convened today: {count} full day of notice.",
            "If it is convened today: {count} full days of notice.",
            n,
        )
        said.append((given if check.count else would).format(count=n))
    if check.asked is not None:
        asked = words.ngettext("The rules ask for {count}.", "The rules ask for {count}.", check.asked)
        said.append(asked.format(count=check.asked))
    return " ".join(said)

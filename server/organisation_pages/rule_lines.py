"""A body's rules as settings: what each is now, or "not set", and in a sentence what it does once it is set."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from models.body import Body, Rules, Share
from server.languages import named, words_of
from server.organisation_pages.organisation_words import organisation_words
from server.setup_pages.setup_forms import span


@dataclass(frozen=True)
class RuleLine:
    """One rule; `value` is empty while nobody has set it."""

    name: str
    label: str
    value: str
    sentence: str


class RuleWords:
    """The names of the rules and what they do, in one language, in the order in which they are shown."""

    def __init__(self, language: str) -> None:
        self.language = language
        _ = words_of(language).say
        self.labels: Mapping[str, str] = {
            "quorum_to_open": _("Quorum to open"),
            "quorum_to_decide": _("Quorum to decide"),
            "remote_voting": _("Voting from afar"),
            "proxies": _("Proxies"),
            "weighted": _("Weighted votes"),
            "speaking_limit": _("Speaking limit"),
            "order_policy": _("Order of speakers"),
            "requests_at_once": _("Requests at once"),
            "presence_demanded": _("Presence of speakers"),
            "place_kept_for": _("Lost connection"),
            "motion_speakers_for": _("Speakers for a motion"),
            "motion_speakers_against": _("Speakers against a motion"),
            "motion_speaking_limit": _("Speeches on a motion"),
            "notice_days": _("Notice"),
            "languages": _("Working languages"),
        }
        self.answers: Mapping[str, tuple[str, str]] = {
            "weighted": (_("one member, one vote"), _("votes are weighted")),
            "presence_demanded": (_("not demanded"), _("demanded")),
        }
        self.spans: Mapping[str, str] = {
            "speaking_limit": _("{length} min"),
            "motion_speaking_limit": _("{length} min"),
            "place_kept_for": _("the place is kept for {length} min"),
        }
        self.sentences: Mapping[str, str] = {
            "quorum_to_open": _(
                "The part of the members entitled to vote that must be there before a meeting opens."
            ),
            "quorum_to_decide": _("The part of them that must be there whenever the body decides."),
            "remote_voting": _(
                "Whether members who take part from afar vote there; the page tells them why, if not."
            ),
            "proxies": _("How many votes of absent members one member may carry; 0 allows none."),
            "weighted": _(
                "Whether a vote counts by the weight that stands with the member, or one for each."
            ),
            "speaking_limit": _("How long a statement lasts where an item says nothing else."),
            "order_policy": _("Who is proposed for the floor next; the chair may always choose otherwise."),
            "requests_at_once": _(
                "How many requests for the floor somebody may have waiting on one item; not set: one."
            ),
            "presence_demanded": _(
                "Whether nobody is put on the list of speakers who is in neither the room nor the call."
            ),
            "place_kept_for": _(
                "How long somebody far away keeps their place without a connection, at the item under "
                "discussion; not set: for ever."
            ),
            "motion_speakers_for": _("How many may speak for a procedural motion; 0 allows none."),
            "motion_speakers_against": _("How many may speak against a procedural motion; 0 allows none."),
            "motion_speaking_limit": _(
                "How long each may speak on a procedural motion; not set: as long as a statement."
            ),
            "notice_days": _(
                "The full days between convening and opening; the checklist of a meeting counts them."
            ),
            "languages": _("The languages in which papers are expected and interpretation is arranged."),
        }

    def value(self, rules: Rules, name: str, members: Callable[[Any], str]) -> str:
        """What the rule says now; `members` names one of them."""
        say = words_of(self.language).say
        value: Any = rules.order if name == "order_policy" else getattr(rules, name)
        if value is None or value == ():
            return ""
        match name:
            case "quorum_to_open" | "quorum_to_decide":
                return say("{share} of those entitled to vote").format(share=share_in_words(value))
            case "proxies" | "motion_speakers_for" | "motion_speakers_against":
                return say("at most {count}").format(count=value) if value else say("none are allowed")
            case "weighted" | "presence_demanded":
                return self.answers[name][bool(value)]
            case "requests_at_once":
                return say("at most {count}").format(count=value or 1)
            case "speaking_limit" | "motion_speaking_limit" | "place_kept_for":
                return self.spans[name].format(length=span(value))
            case "notice_days":
                return say("{count} full days").format(count=value)
            case "languages":
                return ", ".join(named(code, self.language) for code in value)
            case "order_policy":
                orders = organisation_words(self.language).orders
                first, *further = (orders[one] for one in value)
                return first + "".join(say(", then {order}").format(order=one) for one in further)
        said = organisation_words(self.language).remote[value]
        excepted = ", ".join(members(one) for one in rules.remote_voting_exceptions)
        return f"{said}: {excepted}" if excepted else said


def rule_lines(body: Body, language: str) -> tuple[RuleLine, ...]:
    words = RuleWords(language)

    def member(known: Any) -> str:
        found = body.members.get(known)
        return found.name.read(language)[0] if found else str(known)

    return tuple(
        RuleLine(name, label, words.value(body.rules, name, member), words.sentences[name])
        for name, label in words.labels.items()
    )


def share_in_words(share: Share) -> str:
    return f"{share.over}/{share.under}"

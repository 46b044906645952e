"""What stands above an agenda: the title of the meeting, when, where and how it is held."""

import re

from models.convocation import Format
from server.imports.clocks import DAY, settled, shown
from server.imports.days import date_in
from server.imports.faults import Remark
from server.imports.parts import CHAIR, part_in
from server.imports.phrases import timed
from server.imports.reading import Found
from server.imports.sittings import Hours, on_day
from server.imports.spelling import folded, tidy
from server.imports.vocabulary import format_said, without_format
from server.imports.zones import LABEL, contradiction

AGENDA = re.compile(
    r"(?:(?:(?:provisional|draft|final|annotated|proposed|revised|tentative) )*"
    r"(?:agenda|programme?|schedule|order of business)"
    r"|(?:projet d')?ordre du jour(?: (?:provisoire|annote))?|(?:projet de )?programme(?: provisoire)?"
    r"|(?:proyecto de )?orden del dia(?: provisional)?|agenda provisional|programa(?: provisional)?)"
    r"(?: (?:for|of|de|du|des|del|pour|para) .*)?"
)
GREETING = re.compile(
    r"(?:dear|hello|hi|good (?:morning|afternoon)|cher\w*|bonjour|madame|mesdames|estimad\w+|querid\w+|hola"
    r"|buenos dias)\b.*[,!:]?"
)
_SENTENCE = re.compile(
    r"(?:please|find|here|below|this|we|i|you|veuillez|voici|vous|nous|adjunt\w+|a continuacion)\b"
)
_PLACES = re.compile(
    r"\b(?:room|hall|headquarters|centre|center|palace|palais|salle|siege|sala|salon|sede|palacio|palau|city hall"
    r"|mairie|auditorium|venue)\b"
)
_LED = re.compile(
    r"(?P<place>venue|place|location|lieu|lugar)|(?P<date>dates?|fechas?|jour|day)"
    r"|(?P<zone>time ?zone|fuseau(?: horaire)?|huso(?: horario)?|all times|zone)"
    r"|(?P<time>time|hours?|heures?|horaires?|hora|horario)|(?P<title>meeting|reunion|title)"
)
_JOINED = re.compile(r"\b(?:and|et|y|plus)\s|[&/+]")
WORDS_OF_A_PLACE = 6
_EDGES = " \t,;:|-–—·/"
_AT = re.compile(r"^(?:at|in|à|a|en|au|held)\s+(?=\S)|\s+(?:at|in|from|on|de|à|en)$")


class Preamble:
    """The facts of the heading so far, and the hours of the first day."""

    def __init__(self, zone: str) -> None:
        self.zone = zone
        self.facts: dict[str, str] = {}
        self.hours: list[Hours] = []

    @property
    def found(self) -> Found:
        return Found(**{field: value for field, value in self.facts.items() if field != CHAIR})

    def take(self, line: str) -> tuple[dict[str, str], list[Remark]] | None:
        """What this line says of the meeting, and what is odd; None if it says nothing of it."""
        if part_in(tidy(line)) and (chair := _chair(line)):
            self.facts.setdefault(CHAIR, chair)
            return {CHAIR: chair}, []
        led, rest = _led(tidy(line))
        given: dict[str, str] = {}
        odd: list[Remark] = []
        rest = self._times(self._date(rest, given, odd), given, odd)
        if form := format_said(rest):
            given["format"] = form.value
        self._words(led, rest.strip(_EDGES), given)
        for field in given.keys() - {"time"}:
            self.facts.setdefault(field, given[field])
        return (given, odd) if given else None

    def _date(self, rest: str, given: dict[str, str], odd: list[Remark]) -> str:
        """Take the date out of a line, and the title before it, if there is none yet."""
        dated = None if "date" in self.facts else date_in(rest)
        if dated is None:
            return rest
        given["date"] = dated.day.isoformat()
        odd += dated.odd
        before, after = rest[: dated.at[0]].strip(_EDGES), rest[dated.at[1] :].strip(_EDGES)
        if before and not self.facts.get("title") and not _SENTENCE.match(folded(before)):
            given["title"], before = before, ""
        return ", ".join(part for part in (before, after) if part)

    def _times(self, rest: str, given: dict[str, str], odd: list[Remark]) -> str:
        """Take the hours of the meeting and the label of its zone out of a line."""
        around, spans, label = timed(rest, anywhere=True)
        if not spans and (found := LABEL.fullmatch(rest.strip(" ()."))):
            label, around = found[0], ""
        last: int | None = None
        for span in spans:
            last, more = settled(span.start, last)
            end, ends = settled(span.end, last) if span.end else (DAY, [])
            self.hours.append((last, end))
            odd += [*more, *ends]
        if spans:
            given["time"] = " / ".join(_span(*one) for one in self.hours)
        if label:
            given["zone"] = label
            day = given.get("date") or self.facts.get("date")
            first = self.hours[0][0] if self.hours else 0
            differs = contradiction(label, self.zone, on_day(day, first)) if day else None
            odd += [differs] if differs else []
        return around

    def _words(self, led: str, rest: str, given: dict[str, str]) -> None:
        """What is left of a line is the title, if there is none yet, or the place."""
        if not rest:
            return
        if not (self.facts.get("title") or given.keys() - {"format"}) and led in {"", "title"}:
            given["title"] = rest
            return
        place = _AT.sub("", without_format(rest)).strip(_EDGES) if "format" in given else _AT.sub("", rest)
        told = (
            given.keys() & {"date", "time"}
            or ("format" in given and "date" in self.facts)
            or _names_place(rest)
        )
        if place and not self.facts.get("place") and (led == "place" or (told and _is_short(place))):
            given["place"] = place
            if given.get("format") == Format.ONLINE and _JOINED.search(folded(rest)):
                given["format"] = Format.HYBRID.value

    def is_fact(self, line: str) -> bool:
        """Whether a line tells when or where the meeting is, and is no item that has a time."""
        led, rest = _led(tidy(line))
        if led or part_in(tidy(line)) or ("date" not in self.facts and date_in(rest)):
            return True
        around, spans, _ = timed(rest, anywhere=True)
        return bool(spans) and not around.strip(_EDGES + "()") and not self.hours


def is_agenda(line: str) -> bool:
    """Whether a line says only that the agenda begins: "AGENDA", "Ordre du jour provisoire"."""
    return bool(AGENDA.fullmatch(folded(tidy(line)).strip(" :.-–")))


def is_greeting(line: str) -> bool:
    """Whether a mail begins so: "Dear colleagues,"."""
    return bool(GREETING.fullmatch(folded(tidy(line)))) and len(line.split()) <= WORDS_OF_A_PLACE


def _chair(line: str) -> str:
    part, who = part_in(tidy(line)) or ("", "")
    return who if part == CHAIR else ""


def _led(line: str) -> tuple[str, str]:
    """What a line calls itself ("Venue: …"), and the rest of it."""
    head, colon, rest = line.partition(":")
    found = _LED.fullmatch(folded(head).strip()) if colon and rest.strip() else None
    return (str(found.lastgroup), rest.strip()) if found else ("", line)


def _span(start: int, end: int) -> str:
    return shown(start) if end == DAY else f"{shown(start)} - {shown(end)}"


def _is_short(place: str) -> bool:
    """Whether this can be where a meeting is: a sentence is not."""
    return all(len(part.split()) <= WORDS_OF_A_PLACE for part in re.split(r"[,;–—|(]", place))


def _names_place(rest: str) -> bool:
    return bool(_PLACES.search(folded(rest))) and format_said(rest) is not Format.ONLINE

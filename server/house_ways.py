"""The pages of the house that are no meeting's, as the head of each of them shows the way to the others."""

from models.procedure import Actor
from models.rules.permission import may_set_up
from server.languages import words_of

Ways = tuple[tuple[str, str, bool], ...]


def house_ways(actor: Actor, language: str, page: str = "") -> Ways:
    """The pages open to `actor` of the organisation: address, words, whether it is this one."""
    _ = words_of(language).say
    ways = {
        "meetings": ("/", _("Meetings")),
        "bodies": ("/bodies", _("Bodies")),
        "offices": ("/offices", _("Offices")),
        "presidency": ("/presidency", _("Presidency")),
    }
    if may_set_up(actor):
        ways |= {
            "people": ("/people", _("People")),
            "organisation": ("/organisation/setup", _("Organisation")),
            "milestones": ("/organisation/milestones", _("Milestones")),
        }
    return tuple((address, words, name == page) for name, (address, words) in ways.items())


def body_ways(body: str, language: str, page: str = "", *, keeps: bool) -> Ways:
    """The pages of a body, likewise; `keeps`: whether the reader sets it up."""
    _, here = words_of(language).say, f"/bodies/{body}"
    ways = {"bodies": ("/bodies", _("Bodies")), "body": (here, _("The body"))}
    if keeps:
        ways |= {
            "setup": (f"{here}/setup", _("Set up")),
            "import": (f"{here}/setup/import", _("Import members")),
        }
    return tuple((address, words, name == page) for name, (address, words) in ways.items())

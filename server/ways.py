"""The pages of a meeting, as the head of every page links to them."""

from models.belonging.roles import Role
from models.procedure import Actor
from server.languages import words_of
from server.watching.groups import ALLOWED


def ways(slug: str, page: str, actor: Actor, language: str) -> tuple[tuple[str, str, bool], ...]:
    """The pages of a meeting that are open to this reader: address, words, whether it is this one."""
    _ = words_of(language).say
    every = {
        "chair": _("Chair"),
        "desk": _("Floor desk"),
        "interpret": _("Interpreters"),
        "setup": _("Set up"),
        "follow": _("Follow"),
        "programme": _("Programme"),
        "papers": _("Papers"),
        "walls": _("Wall"),
        "help": _("Help desk"),
        "speaking-times": _("Speaking times"),
        "lists": _("Lists of speakers"),
        "notes": _("My notes"),
    }
    here, at = f"/meetings/{slug}", page.partition("/")[0]
    return tuple(
        (here if name == "follow" else f"{here}/{name}", words, name == at)
        for name, words in every.items()
        if name in {"papers", at} or (name in ALLOWED and ALLOWED[name](actor) and _theirs(name, actor))
    )


def _theirs(name: str, actor: Actor) -> bool:
    """Whether a page is worth a place in the head: not speaking times and lists; the interpreters' in theirs."""
    return name not in {"speaking-times", "lists"} and (
        name != "interpret" or Role.INTERPRETER in actor.roles
    )

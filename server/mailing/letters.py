"""Letters: what a mail says, in its reader's language. How it is dressed as mail is told in `envelopes.py`."""

from dataclasses import dataclass

from models.text import LANGUAGES
from server.doors.browsers import Browser
from server.doors.codes import CODE_LASTS
from server.languages import words_of
from server.words import Words

MINUTES = int(CODE_LASTS.total_seconds()) // 60


@dataclass(frozen=True)
class Letter:
    """Sentences, a code to type, a link to press, more sentences; what there is not, is empty."""

    language: str
    subject: str
    before: tuple[str, ...]
    code: str = ""
    link: str = ""
    press: str = ""
    after: tuple[str, ...] = ()


def language_of_mail(persons: str, pages: str) -> str:
    """The person's language (a BCP 47 code) if mail is written in it, else that of the page where they asked."""
    own = persons.partition("-")[0].lower()
    return own if own in LANGUAGES else pages


def in_words(browser: Browser, words: Words) -> str:
    """`Firefox on Windows`."""
    _ = words.say
    if browser.name and browser.system:
        return _("{browser} on {system}").format(browser=browser.name, system=browser.system)
    return browser.name or browser.system or _("A browser that does not say its name")


def sign_in_letter(name: str, code: str, link: str, asked_in: Browser, language: str) -> Letter:
    """The way in: a code for the browser that asked, a link for any."""
    words = words_of(language)
    _ = words.say
    return Letter(
        language=language,
        subject=_("{code} is your code for Hemicycle").format(code=code),
        before=(
            _("Good day, {name}.").format(name=name),
            _("Somebody, we hope you, asked to sign in with this address. Asked in: {browser}.").format(
                browser=in_words(asked_in, words)
            ),
            _("Type this code on the page where you asked:"),
        ),
        code=code,
        link=link,
        press=_("Or open this link on the device you want to sign in on:"),
        after=(
            _("Either works once, within {minutes} minutes.").format(minutes=MINUTES),
            _("If it was not you, do nothing. Tell the code to nobody: nobody of ours will ask for it."),
        ),
    )


def shared_letter(language: str) -> Letter:
    """Several people have this address: which of them it is cannot be known."""
    _ = words_of(language).say
    return Letter(
        language=language,
        subject=_("Signing in to Hemicycle"),
        before=(
            _("Somebody, we hope you, asked to sign in with this address."),
            _(
                "Several people are entered with it, so it opens no door. Ask the secretariat for a personal link."
            ),
        ),
    )

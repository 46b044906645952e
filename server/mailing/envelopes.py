"""Letters as mail: plain text and simple HTML, with the headers that mail servers expect of a machine."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP

from server.mailing.letters import Letter
from server.panels import environment
from server.printing.printable import printable


def mail_of(letter: Letter, *, sender: str, to: str, id_: str, made: datetime) -> EmailMessage:
    """The message; the same id makes the same Message-ID, however often it is sent. Raises `ValueError`."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = to
    message["Subject"] = " ".join(printable(letter.subject).split())  # one line, whatever people have named
    message["Date"] = made
    message["Message-ID"] = f"<{id_}@{sender.rpartition('@')[2].rstrip('>')}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(plain(letter))
    html = environment(letter.language).get_template("mail.html").render(letter=letter)
    message.add_alternative(html, subtype="html")
    message["Content-Language"] = letter.language  # last: setting the content drops whatever speaks of it
    return message


def plain(letter: Letter) -> str:
    """The letter as plain text, a blank line between two paragraphs."""
    middle = [f"    {letter.code}"] * bool(letter.code) + [f"{letter.press}\n{letter.link}"] * bool(
        letter.link
    )
    return "\n\n".join([*letter.before, *middle, *letter.after, "Hemicycle"]) + "\n"

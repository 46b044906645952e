"""The mail server that the settings name, and who mail is from."""

from dataclasses import dataclass, field
from email.errors import MessageError
from email.headerregistry import Address
from email.utils import parseaddr
from urllib.parse import parse_qs, unquote, urlsplit

SUBMISSION = {"smtp": 587, "smtps": 465}
LOCAL = {"localhost", "127.0.0.1", "::1"}
EXAMPLE = "smtp://user:password@mail.example:587"


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed in. `tls`: from the first byte; `starttls`: before anything is said."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    tls: bool
    starttls: bool


def a_mail_server(value: str) -> MailServer:
    """`smtp://user:password@host:port` (STARTTLS, save on this machine) or `smtps://` (TLS at once).

    `?starttls=no` goes without. Raises `ValueError` in words that never quote the password.
    """
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    asked = parse_qs(parts.query)
    strange = parts.path.strip("/") or parts.fragment or asked.keys() - {"starttls"}
    if parts.scheme not in SUBMISSION or not parts.hostname or strange:
        raise ValueError(
            f"is smtp:// or smtps://, then user, password, host and port, for example {EXAMPLE}."
        )
    starttls = asked.get("starttls", ["no" if parts.hostname in LOCAL else "yes"])[-1]
    if starttls not in {"yes", "no"}:
        raise ValueError("ends with ?starttls=no or ?starttls=yes, or with neither.")
    return MailServer(
        host=parts.hostname,
        port=port or SUBMISSION[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=parts.scheme == "smtps",
        starttls=parts.scheme == "smtp" and starttls == "yes",
    )


def a_mailbox(value: str) -> str:
    """`Name <user@host>`, or the address alone. Raises `ValueError` in words."""
    name, address = parseaddr(value)
    try:
        return str(Address(name, addr_spec=address))
    except (MessageError, ValueError, IndexError):
        raise ValueError(
            f"is a mailbox, for example Hemicycle <meet@mail.example>; it is {value!r}."
        ) from None

"""Settings, from the environment alone. Each is documented in docs/settings.md, and a test keeps that true."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote, urlsplit

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from models.retention import Keeping
from server.doors.senders import Network, a_number_of_proxies, networks
from server.mailing.mail_server import MailServer, a_mail_server, a_mailbox

T = TypeVar("T")

DEFAULT_BIND = "127.0.0.1:8000"
PORTS = range(1, 65536)
OWN_PORT = {"http": 80, "https": 443}
DAYS = range(1, 36501)
KEEP_SIGN_INS, KEEP_LINKS = "90", "30"
LOOPBACKS = ("127.0.0.1", "localhost")
LOOPBACK_HOSTS = {*LOOPBACKS, "::1"}


class BadSetting(Exception):  # noqa: N818 - said to the operator, in words
    """A setting that cannot be used; its text says which and why."""


@dataclass(frozen=True)
class Settings:
    """`host` and `port` to listen on, the `data` folder, the database, and the `base_url` that links carry.

    Mail goes to `smtp`, from the mailbox `mail_from`. A request comes through `proxies` of ours before it is here;
    those from the `venue` are many people behind one address.
    `keeping` says for how long what is kept beside the record stays.
    """

    host: str
    port: int
    data: Path
    database_url: str
    base_url: str
    origins: frozenset[str]
    smtp: MailServer | None
    mail_from: str
    proxies: int
    venue: tuple[Network, ...]
    keeping: Keeping = Keeping()

    @property
    def secure(self) -> bool:
        return self.base_url.startswith("https:")

    @property
    def local(self) -> bool:
        """Whether this server is for the people at this machine alone."""
        return self.host in LOOPBACK_HOSTS and urlsplit(self.base_url).hostname in LOOPBACK_HOSTS

    @property
    def captures_mail(self) -> bool:
        """Whether mail stays in the data folder, for the developer to read."""
        return self.local and self.smtp is None


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process; an empty one is as good as none. Raises `BadSetting` in words."""
    host, port = _bind(environment.get("HEMICYCLE_BIND") or DEFAULT_BIND)
    data = Path(environment.get("HEMICYCLE_DATA") or "data").absolute()
    database_url = _database(environment.get("HEMICYCLE_DATABASE_URL") or url_of(data / "hemicycle.sqlite3"))
    given = environment.get("HEMICYCLE_BASE_URL")
    base_url = _address(given) if given else _origin("http", _spelled(host), port)
    smtp = _read(environment, "HEMICYCLE_SMTP", a_mail_server, None)
    mail_from = _read(
        environment, "HEMICYCLE_MAIL_FROM", a_mailbox, f"Hemicycle <hemicycle@{urlsplit(base_url).hostname}>"
    )
    behind = host in LOOPBACK_HOSTS and urlsplit(base_url).hostname not in LOOPBACK_HOSTS
    nowhere: tuple[Network, ...] = ()
    proxies = _read(environment, "HEMICYCLE_PROXIES", a_number_of_proxies, int(behind))
    venue = _read(environment, "HEMICYCLE_VENUE", networks, nowhere)
    origins = _origins(base_url)
    keeping = Keeping(
        _days(
            "HEMICYCLE_KEEP_SIGN_INS_DAYS", environment.get("HEMICYCLE_KEEP_SIGN_INS_DAYS") or KEEP_SIGN_INS
        ),
        _days("HEMICYCLE_KEEP_LINKS_DAYS", environment.get("HEMICYCLE_KEEP_LINKS_DAYS") or KEEP_LINKS),
        _days("HEMICYCLE_KEEP_NOTES_DAYS", environment.get("HEMICYCLE_KEEP_NOTES_DAYS")),
    )
    return Settings(
        host, port, data, database_url, base_url, origins, smtp, mail_from, proxies, venue, keeping
    )


def _read(environment: Mapping[str, str], name: str, read: Callable[[str], T], otherwise: T) -> T:
    """A setting that says itself what is wrong with it."""
    value = environment.get(name)
    if not value:
        return otherwise
    try:
        return read(value)
    except ValueError as fault:
        raise BadSetting(f"{name} {fault}") from None


def url_of(file: Path) -> str:
    """The database URL of an SQLite file, whatever characters its path has."""
    return f"sqlite:///{quote(str(file))}"


def _days(variable: str, value: str | None) -> int | None:
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and int(value[:6]) in DAYS):
        raise BadSetting(f"{variable} is a number of days from 1 to {DAYS[-1]}; it is {value!r}.")
    return int(value)


def _bind(value: str) -> tuple[str, int]:
    host, _, port = value.rpartition(":")
    if not host or not (port.isascii() and port.isdigit()) or int(port) not in PORTS:
        raise BadSetting(f"HEMICYCLE_BIND is host:port, for example {DEFAULT_BIND}; it is {value!r}.")
    return host.strip("[]"), int(port)


def _spelled(host: str) -> str:
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound: everywhere is reached by loopback
        return LOOPBACKS[0]
    return f"[{host}]" if ":" in host else host


def _database(value: str) -> str:
    try:
        url = make_url(value)
    except (ArgumentError, ValueError):
        url = None
    if url is not None and url.get_backend_name() == "postgresql":
        return value
    if url is not None and url.get_backend_name() == "sqlite" and url.database not in {None, "", ":memory:"}:
        return value
    shown = url.render_as_string() if url else value
    raise BadSetting(
        f"HEMICYCLE_DATABASE_URL is sqlite:///a/file or postgresql://user@host/database; it is {shown!r}."
    )


def _address(value: str) -> str:
    """An address as browsers spell its origin: lower case, without the scheme's own port."""
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    beyond = parts.path.strip("/") or parts.query or parts.fragment or parts.username
    if parts.scheme not in OWN_PORT or not parts.hostname or beyond:
        raise BadSetting(
            f"HEMICYCLE_BASE_URL is scheme and host, for example https://meet.example; it is {value!r}."
        )
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return _origin(parts.scheme, host, port)


def _origin(scheme: str, host: str, port: int | None) -> str:
    return f"{scheme}://{host}" if port in {None, OWN_PORT[scheme]} else f"{scheme}://{host}:{port}"


def _origins(base_url: str) -> frozenset[str]:
    """The origins a browser may come from: the base URL's, and both spellings of loopback."""
    parts = urlsplit(base_url)
    if parts.hostname not in LOOPBACKS:
        return frozenset({base_url})
    return frozenset(_origin(parts.scheme, host, parts.port) for host in LOOPBACKS)

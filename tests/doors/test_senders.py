"""Who sends: the address our own outermost proxy has seen, and nothing that the client writes itself."""

from ipaddress import ip_network

import pytest
from starlette.requests import Request
from structlog.testing import capture_logs

from server.doors.senders import Senders
from server.settings import BadSetting, read_settings


def request(peer: str, *forwarded: str) -> Request:
    headers = [(b"x-forwarded-for", line.encode()) for line in forwarded]
    return Request({"type": "http", "client": (peer, 40000), "headers": headers})


@pytest.mark.parametrize(
    ("proxies", "forwarded", "sender"),
    [
        (0, ("203.0.113.9",), "127.0.0.1"),
        (1, ("203.0.113.9",), "203.0.113.9"),
        (1, ("6.6.6.6, 203.0.113.9",), "203.0.113.9"),
        (1, ("6.6.6.6", "203.0.113.9"), "203.0.113.9"),
        (2, ("6.6.6.6, 203.0.113.9, 10.0.0.1",), "203.0.113.9"),
        (2, ("203.0.113.9",), ""),
        (1, (), ""),
        (1, ("nonsense",), ""),
        (1, ("::ffff:203.0.113.9",), "203.0.113.9"),
        (1, ("2001:db8:1:2:3:4:5:6",), "2001:db8:1:2::/64"),
        (1, ("2001:db8:1:2:ffff::1",), "2001:db8:1:2::/64"),
    ],
)
def test_the_sender_is_whom_our_outermost_proxy_heard(
    proxies: int, forwarded: tuple[str, ...], sender: str
) -> None:
    assert Senders(proxies, ()).of(request("127.0.0.1", *forwarded)) == sender


def test_a_proxy_that_does_not_say_is_told_of_once() -> None:
    senders = Senders(1, ())
    with capture_logs() as lines:
        for _ in range(3):
            senders.of(request("127.0.0.1"))
    assert [line["log_level"] for line in lines] == ["warning"]


def test_the_venue_is_where_the_settings_say() -> None:
    senders = Senders(1, (ip_network("203.0.113.0/24"), ip_network("2001:db8:1::/48")))
    assert senders.at_venue("203.0.113.9")
    assert senders.at_venue("2001:db8:1:2::/64")
    assert not any(map(senders.at_venue, ("203.0.114.9", "2001:db8:2:2::/64", "")))


@pytest.mark.parametrize(
    ("settings", "proxies"),
    [
        ({}, 0),
        ({"HEMICYCLE_BASE_URL": "https://meet.example"}, 1),
        ({"HEMICYCLE_BASE_URL": "https://meet.example", "HEMICYCLE_BIND": "0.0.0.0:80"}, 0),
        ({"HEMICYCLE_PROXIES": "2"}, 2),
    ],
)
def test_a_server_on_loopback_with_an_address_elsewhere_has_a_proxy(
    settings: dict[str, str], proxies: int
) -> None:
    assert read_settings(settings).proxies == proxies


@pytest.mark.parametrize(
    "setting",
    [
        "HEMICYCLE_SMTP=mail.example",
        "HEMICYCLE_SMTP=smtp://",
        "HEMICYCLE_SMTP=smtp://mail.example:port",
        "HEMICYCLE_SMTP=smtp://mail.example/path",
        "HEMICYCLE_SMTP=smtp://mail.example?starttls=perhaps",
        "HEMICYCLE_SMTP=smtp://user:top-secret@mail.example?tls=no",
        "HEMICYCLE_MAIL_FROM=Hemicycle",
        "HEMICYCLE_MAIL_FROM=a@b@c",
        "HEMICYCLE_PROXIES=many",
        "HEMICYCLE_PROXIES=10",
        "HEMICYCLE_VENUE=203.0.113.9/24",
        "HEMICYCLE_VENUE=here",
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_in_words(setting: str) -> None:
    name, _, value = setting.partition("=")
    with pytest.raises(BadSetting, match=f"^{name} ") as refusal:
        read_settings({name: value})
    assert "top-secret" not in str(refusal.value)


@pytest.mark.parametrize(
    ("value", "port", "tls", "starttls"),
    [
        ("smtp://mail.example", 587, False, True),
        ("smtp://u:p@mail.example:25?starttls=no", 25, False, False),
        ("smtps://mail.example", 465, True, False),
        ("smtp://localhost:2525", 2525, False, False),
        ("smtp://[::1]:2525?starttls=yes", 2525, False, True),
    ],
)
def test_mail_goes_in_the_clear_on_this_machine_only(
    value: str,
    port: int,
    tls: bool,  # noqa: FBT001 - a table
    starttls: bool,  # noqa: FBT001 - the same
) -> None:
    server = read_settings({"HEMICYCLE_SMTP": value}).smtp
    assert server
    assert (server.port, server.tls, server.starttls) == (port, tls, starttls)


def test_a_password_in_a_setting_is_written_as_in_any_address_and_shown_to_nobody() -> None:
    settings = read_settings({"HEMICYCLE_SMTP": "smtp://me%40here:p%3Aw%2F@mail.example"})
    assert settings.smtp
    assert (settings.smtp.user, settings.smtp.password) == ("me@here", "p:w/")
    assert "p:w/" not in repr(settings)

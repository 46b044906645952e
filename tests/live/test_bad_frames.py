"""Frames that are no good: each gets its close code, reaches nobody, and the server goes on (DESIGN §3, RFC 6455)."""

import struct
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from tests.live.clients import SLUG, bearer, token
from tests.live.raw import BINARY, CLOSE, CONT, PING, PONG, Line, command, frame
from tests.provision_product import Product

MOST = 65536
MALFORMED = {
    "nothing": b"",
    "no JSON": b"open the meeting",
    "half of it": b'{"type":"command","id":"1",',
    "something behind it": command() + b"}",
    "a list": b"[]",
    "null": b"null",
    "a number": b"1e400",
    "nesting without end": b"[" * 60_000,
    "nesting that ends": b'{"type":"command","id":"1","name":"open_meeting","data":'
    + b"[" * 30_000
    + b"]" * 30_000
    + b"}",
    "no type": b'{"id":"1","name":"open_meeting","data":{}}',
    "a type of ours": b'{"type":"advance","from":0,"to":1,"events":[],"panels":{}}',
    "an unknown type": b'{"type":"open_meeting"}',
    "an unknown field": b'{"type":"command","id":"1","name":"open_meeting","data":{},"by":"chair"}',
    "no id": b'{"type":"command","name":"open_meeting","data":{}}',
    "no name": b'{"type":"command","id":"1","data":{}}',
    "a number as id": b'{"type":"command","id":1,"name":"open_meeting","data":{}}',
    "a huge number as id": b'{"type":"command","id":1' + b"0" * 5000 + b',"name":"open_meeting","data":{}}',
    "a list as name": b'{"type":"command","id":"1","name":["open_meeting"],"data":{}}',
    "half a surrogate pair": b'{"type":"command","id":"\\ud800","name":"open_meeting","data":{}}',
    "a newline in a text": b'{"type":"command","id":"\n","name":"open_meeting","data":{}}',
}
BAD_DATA: dict[str, tuple[str, Any]] = {
    "an unknown field": ("open_meeting", {"now": True}),
    "a missing field": ("open_next_item", {}),
    "no object": ("open_meeting", [1]),
    "a text": ("open_meeting", "now"),
    "a number for an item": ("open_next_item", {"closing": 6}),
    "a huge number": ("open_next_item", {"closing": 10**400}),
    "a list for a text": ("suspend_meeting", {"reason": ["lunch"]}),
    "a text without end": ("suspend_meeting", {"reason": "x" * 201}),
    "an outcome that is none": ("open_next_item", {"closing": None, "outcome": "postponed"}),
    "a moment without a zone": ("suspend_meeting", {"until": "2021-11-17T15:00:00"}),
    "a moment that is none": ("suspend_meeting", {"until": "2021-02-30T15:00:00Z"}),
    "a moment as a number": ("suspend_meeting", {"until": 1637150400}),
    "a role that is none": ("grant_role", {"person": "p", "role": "king"}),
    "nesting": ("suspend_meeting", {"reason": {"reason": {"reason": {}}}}),
    "a long name of two-byte letters": ("open_meeting", {"é" * 200: 1}),
    "a long name of such and another": ("open_meeting", {"x" + "é" * 200: 1}),
    "no id": ("open_meeting", {}),
    "an id without end": ("open_meeting", {}),
    "a zero in the id": ("open_meeting", {}),
}
IDS = {"no id": "", "an id without end": "x" * 81, "a zero in the id": "\0"}
BROKEN = {
    "an unmasked frame": frame(command(), masked=False),
    "a reserved bit": frame(command(), reserved=4),
    "a reserved opcode": frame(b"", 3),
    "a reserved control opcode": frame(b"", 11),
    "a ping in pieces": frame(b"", PING, last=False),
    "a ping of 126 bytes": frame(b"x" * 126, PING),
    "a continuation of nothing": frame(b"}", CONT),
    "a text within a text": frame(b"{", last=False) + frame(b"{"),
    "a close of one byte": frame(b"\x03", CLOSE),
    "a close code nobody may send": frame(struct.pack("!H", 1005), CLOSE),
}


@pytest.fixture(scope="module")
def chair(standing: Product) -> dict[str, str]:
    return bearer(token(standing, "secretariat"))


@pytest.fixture(autouse=True)
def nothing_changes(standing: Product) -> Iterator[None]:
    """After each of these tests the server serves on, and the record is as long as it was."""
    before = head(standing)
    yield
    assert head(standing) == before
    with Line(standing) as line:
        assert line.take("welcome")["seq"] == before


def head(product: Product) -> int:
    seq: int = httpx2.get(f"{product.base_url}/api/meetings/{SLUG}", trust_env=False).json()["seq"]
    return seq


@pytest.mark.parametrize("fault", MALFORMED)
def test_a_frame_that_is_no_command_closes_the_line_with_4500(
    standing: Product, chair: dict[str, str], fault: str
) -> None:
    with Line(standing, chair) as line:
        line.send(frame(MALFORMED[fault]))
        assert line.closed().code == 4500


@pytest.mark.parametrize("fault", BAD_DATA)
def test_a_command_of_a_bad_shape_is_refused_in_words_and_then_closed_with_4500(
    standing: Product, chair: dict[str, str], fault: str
) -> None:
    name, data = BAD_DATA[fault]
    press = IDS.get(fault, "1")
    with Line(standing, chair) as line:
        line.send(frame(command(name, data, press)))
        reply = line.take("reply")
        assert (reply["id"], reply["ok"]) == (press, False)
        assert reply["refusal"]["code"] == "bad_shape"
        assert reply["refusal"]["message"].startswith("This command was not understood")
        assert line.closed().code == 4500


def test_an_unknown_command_is_refused_in_words_and_the_line_stays(
    standing: Product, chair: dict[str, str]
) -> None:
    with Line(standing, chair) as line:
        for name in ("adjourn_sine_die", "", "x" * 60_000, "__class__"):
            line.send(frame(command(name)))
            reply = line.take("reply")
            assert reply["refusal"]["code"] == "unknown_command"
            assert len(reply["refusal"]["message"]) < 200


def test_a_binary_frame_closes_the_line_with_4500(standing: Product, chair: dict[str, str]) -> None:
    with Line(standing, chair) as line:
        line.send(frame(command(), BINARY))
        assert line.closed().code == 4500


@pytest.mark.parametrize("size", [MOST + 1, 300_000, 20_000_000])
def test_a_message_over_64_kib_closes_the_line_with_1009(
    standing: Product, chair: dict[str, str], size: int
) -> None:
    with Line(standing, chair) as line:
        line.send_while_it_takes(frame(b"x" * size), 1)
        assert line.closed().code == 1009


def test_a_message_over_64_kib_in_pieces_closes_the_line_with_1009(
    standing: Product, chair: dict[str, str]
) -> None:
    with Line(standing, chair) as line:
        line.send(frame(b"x" * 40_000, last=False) + frame(b"x" * 40_000, CONT, last=False))
        assert line.closed().code == 1009


def test_a_message_of_64_kib_is_read(standing: Product, chair: dict[str, str]) -> None:
    bare = command("nothing_of_the_sort")
    with Line(standing, chair) as line:
        line.send(frame(bare + b" " * (MOST - len(bare))))
        assert line.take("reply")["refusal"]["code"] == "unknown_command"


@pytest.mark.parametrize(
    "text", [b"\xff", b"\xc3", b"\xed\xa0\x80", b'{"type":"command","id":"\xc0\x80"}'], ids=repr
)
def test_bad_utf_8_closes_the_line_with_1007(standing: Product, chair: dict[str, str], text: bytes) -> None:
    with Line(standing, chair) as line:
        line.send(frame(text))
        assert line.closed().code == 1007


def test_a_letter_split_over_two_frames_is_good_utf_8(standing: Product, chair: dict[str, str]) -> None:
    first, second = b'{"type":"command","id":"1","name":"|","data":{}}'.split(b"|")
    with Line(standing, chair) as line:
        line.send(frame(first + b"\xc3", last=False) + frame(b"\xa9" + second, CONT))
        assert line.take("reply")["refusal"]["message"] == "There is no command é."


@pytest.mark.parametrize("fault", BROKEN)
def test_a_breach_of_the_protocol_closes_the_line_with_1002(
    standing: Product, chair: dict[str, str], fault: str
) -> None:
    with Line(standing, chair) as line:
        line.send(BROKEN[fault])
        assert line.closed().code == 1002


def test_a_message_in_pieces_is_read_with_a_ping_in_between(standing: Product, chair: dict[str, str]) -> None:
    """Also when it comes byte by byte; and so is whatever follows."""
    text = command("nothing")
    in_pieces = frame(text[:9], last=False) + frame(b"well?", PING) + frame(text[9:], CONT)
    with Line(standing, chair) as line:
        line.take("welcome")
        for sent in ([in_pieces], [bytes([byte]) for byte in in_pieces], [in_pieces[:20], in_pieces[20:]]):
            for part in sent:
                line.send(part)
            assert line.receive() == (PONG, b"well?")
            assert line.take("reply")["refusal"]["code"] == "unknown_command"
        line.send(frame(text) * 3)
        assert [line.take("reply")["ok"] for _ in range(3)] == [False] * 3


def test_a_client_that_says_goodbye_hears_it_back(standing: Product) -> None:
    for payload in (b"", struct.pack("!H", 1000), struct.pack("!H", 3999) + b"bye"):
        with Line(standing) as line:
            line.send(frame(payload, CLOSE))
            assert line.closed().code == (int.from_bytes(payload[:2], "big") or 1005)

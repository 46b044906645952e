"""Frames: the wire's whole vocabulary, down and up (docs/protocol.md). Encoded once, sent to many.

Source: DESIGN §3 for the JSON, RFC 6455 §5.2 for the framing of what a server sends (never masked).
"""

import struct
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec

from models import wire
from models.procedure import Entry, Receipt
from models.speaking.request import RequestId

TEXT, CLOSE, PING, PONG = 0x81, 0x88, 0x89, 0x8A
WIDE, WIDER = 126, 1 << 16
MOST_BYTES = 65536
LONGEST_REASON = 123

BACK_SOON, TOO_SLOW = 4000, 4001
BAD_FRAME, WITHDRAWN, SIGNED_OUT = 4500, 4501, 4502


class Press(msgspec.Struct, forbid_unknown_fields=True):
    """A command frame. `data` is read by the command's own shape."""

    type: Literal["command"]
    id: str
    name: str
    data: msgspec.Raw = msgspec.Raw(b"{}")


def framed(payload: bytes, opcode: int = TEXT) -> bytes:
    """A payload as one WebSocket frame."""
    size = len(payload)
    if size < WIDE:
        return bytes((opcode, size)) + payload
    if size < WIDER:
        return struct.pack("!BBH", opcode, 126, size) + payload
    return struct.pack("!BBQ", opcode, 127, size) + payload


def closing(code: int, reason: str = "") -> bytes:
    """A close frame."""
    return framed(struct.pack("!H", code) + short(reason).encode(), CLOSE)


def short(reason: str) -> str:
    """A reason as long as a close frame takes (RFC 6455 §5.5), cut between two letters."""
    return reason.encode()[:LONGEST_REASON].decode(errors="ignore")


def event_line(entry: Entry) -> bytes:
    """An entry as it is shown whole, in JSON; `behalf` is said only where it was somebody else's."""
    return msgspec.json.encode(
        {
            "seq": entry.seq,
            "type": wire.wire_name(type(entry.event)),
            "at": wire.moment(entry.at),
            "by": entry.by,
            **({"behalf": entry.behalf.value} if entry.behalf else {}),
            "data": wire.to_wire(entry.event),
        }
    )


def seal_line(entry: Entry) -> bytes:
    """An entry of which this audience sees the number alone."""
    return b'{"seq":%d,"sealed":true}' % entry.seq


def advance(start: int, end: int, lines: Sequence[bytes], panels: Mapping[str, str]) -> bytes:
    """What has happened from (not including) seq `start` to `end`, and the panels that changed by it."""
    return b'{"type":"advance","from":%d,"to":%d,"events":[%b],"panels":%b}' % (
        start,
        end,
        b",".join(lines),
        msgspec.json.encode(panels),
    )


def welcome(epoch: str, release: str, seq: int, now: datetime, you: Mapping[str, Any]) -> bytes:
    return _json(type="welcome", epoch=epoch, release=release, seq=seq, now=wire.moment(now), you=you)


def you(seq: int, who: Mapping[str, Any], panels: Mapping[str, str]) -> bytes:
    return _json(type="you", seq=seq, you=who, panels=panels)


def requests(seq: int, own: Sequence[Mapping[str, Any]]) -> bytes:
    return _json(type="requests", seq=seq, requests=own)


def reply(receipt: Receipt) -> bytes:
    return _json(type="reply", **accepted(receipt))


def reply_refused(command: str, refusal: Mapping[str, str]) -> bytes:
    return _json(type="reply", **refused(command, refusal))


def accepted(receipt: Receipt) -> dict[str, Any]:
    """The answer to an accepted command, as socket and HTTP give it."""
    return {"id": receipt.id, "ok": True, "seq": receipt.seq}


def refused(command: str, refusal: Mapping[str, str]) -> dict[str, Any]:
    """The answer to a refused command, as socket and HTTP give it."""
    return {"id": command, "ok": False, "refusal": refusal}


def presence(following: int, away: Sequence[str], lost: Mapping[RequestId, datetime]) -> bytes:
    since = {request: wire.moment(at) for request, at in lost.items()}
    return _json(type="presence", following=following, away=away, lost=since)


def pulse(seq: int, now: datetime) -> bytes:
    return _json(type="pulse", seq=seq, now=wire.moment(now))


def reload(reason: str) -> bytes:
    return _json(type="reload", reason=reason)


def _json(**fields: Any) -> bytes:
    return msgspec.json.encode(fields)


def payloads(framing: bytes) -> list[bytes]:
    """The payloads of text frames that `framed` made, for servers that do the framing themselves."""
    found, at = [], 0
    while at < len(framing):
        size, head = framing[at + 1], 2
        if size == 126:  # noqa: PLR2004 - RFC 6455 §5.2
            (size,), head = struct.unpack_from("!H", framing, at + 2), 4
        elif size == 127:  # noqa: PLR2004
            (size,), head = struct.unpack_from("!Q", framing, at + 2), 10
        if framing[at] == TEXT:
            found.append(framing[at + head : at + head + size])
        at += head + size
    return found

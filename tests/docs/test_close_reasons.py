"""The reason beside a close code is text of at most 123 bytes, cut between letters (RFC 6455 §5.5 and §5.5.1)."""

import pytest

from server import frames

REASONS = {"short": "bad frame", "long": "unknown field " * 20, "accents": "é" * 100, "odd": "x" + "é" * 100}


@pytest.mark.parametrize("reason", REASONS.values(), ids=REASONS)
def test_a_long_reason_is_cut_between_two_letters(reason: str) -> None:
    opcode, size, *payload = frames.closing(frames.BAD_FRAME, reason)
    assert (opcode, size) == (frames.CLOSE, len(payload))
    assert size <= 125
    assert reason.startswith(bytes(payload[2:]).decode())

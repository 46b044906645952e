"""What a person is in one meeting: chair, secretariat, desk, delegate, observer, interpreter.

The public has no role and needs none (DOMAIN §1, DESIGN §3).
"""

from enum import StrEnum


class Role(StrEnum):
    CHAIR = "chair"
    SECRETARIAT = "secretariat"
    DESK = "desk"
    DELEGATE = "delegate"
    OBSERVER = "observer"
    INTERPRETER = "interpreter"

"""The HTTP status of a refusal.

Source: DESIGN §3.
"""

from models.procedure import Refusal
from models.rules import grounds


def status_of(refusal: Refusal) -> int:
    """409, refused by the state, where nothing else is said of its ground."""
    by_code = {
        grounds.SIGN_IN_FIRST.code: 401,
        grounds.NOT_PERMITTED.code: 403,
        grounds.PRESIDENCY_PASSED.code: 403,
        grounds.UNKNOWN_COMMAND.code: 404,
        grounds.BAD_SHAPE.code: 422,
        grounds.NO_DAY.code: 422,
        grounds.BUSY.code: 503,
        grounds.TOO_LARGE.code: 413,
        grounds.NO_DATE.code: 422,
        grounds.NO_NUMBER.code: 422,
        grounds.NO_PERSON.code: 422,
        grounds.SEVERAL_PEOPLE.code: 422,
        grounds.SEVERAL_OFFICES.code: 422,
    }
    return by_code.get(refusal.code, 409)

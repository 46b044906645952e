"""The grounds of the presidency where it meets a meeting: whose turn it is, and who may chair by it."""

from models.procedure import Ground

PRESIDENCY_PASSED = Ground(
    "presidency_passed",
    "succession",
    "The presidency has passed to {offices}: the chair is no longer yours.",
)
PRESIDENCY_OVER = Ground(
    "presidency_passed", "succession", "The presidency is over and nobody has it now: the secretariat acts."
)
PASSED_ALREADY = Ground(
    "passed_already",
    "succession",
    "The presidency has passed to {offices} already. Look at who presides now.",
)
PASSED_TO_NOBODY = Ground(
    "passed_already",
    "succession",
    "The presidency has passed on already, and nobody has it now. Look at who presides now.",
)
NOT_PRESIDED = Ground(
    "not_presided", "succession", "No such rotation presides over the body of this meeting."
)
NOT_DUE = Ground(
    "not_due",
    "succession",
    "No such term begins at this meeting, or is due: hand over on the page of the rotation.",
)
NOT_HANDED_OVER = Ground(
    "not_handed_over", "succession", "Whoever presides now does not do so by this handover any more."
)
NO_UNDOING_REASON = Ground("no_undoing_reason", "succession", "Say why the handover is taken back.")

OF_THE_SUCCESSION = tuple(value for value in globals().copy().values() if isinstance(value, Ground))

"""The grounds of what interrupts the floor: points of order, procedural motions, calls for help."""

from models.procedure import Ground

UNKNOWN_POINT = Ground("unknown_point", "points", "There is no such point of order any more.")
RULED_ALREADY = Ground("ruled_already", "points", "The chair has ruled on this point of order already.")
NOTHING_RULED = Ground("nothing_ruled", "points", "A ruling is given in words, in at least one language.")
NOT_RULED = Ground("not_ruled", "points", "The chair has not ruled on this point of order yet.")
APPEALED_ALREADY = Ground("appealed_already", "points", "This ruling has been appealed already.")
NOT_APPEALED = Ground("not_appealed", "points", "No appeal against this ruling waits for the vote.")
APPEAL_WAITS = Ground(
    "appeal_waits",
    "points",
    "A ruling is appealed: put it to the vote, or withdraw the appeal, before anybody speaks on.",
)
NOBODY_COUNTED = Ground("nobody_counted", "points", "Count the hands first, and type in how many there were.")
NOT_AT_ITEM = Ground(
    "not_at_item", "motions", "A motion is moved at the item that is current. Open it first."
)
COMES_FIRST = Ground(
    "comes_first",
    "motions",
    "The motion to {motion} comes first: put it to the vote, or withdraw it.",
)
UNKNOWN_MOTION = Ground("unknown_motion", "motions", "There is no such motion any more.")
NOT_YOUR_MOTION = Ground(
    "not_your_motion",
    "motions",
    "Somebody else has moved this: they can withdraw it, and so can the chair and the desk.",
)
DECIDED_ALREADY = Ground("decided_already", "motions", "This motion has been decided already.")
HAS_SPOKEN = Ground("has_spoken", "motions", "This member has spoken on the motion already.")
ENOUGH_SPOKEN = Ground(
    "enough_spoken", "motions", "By the body's rules no more than {most} may speak on this side of a motion."
)
NOBODY_ON_MOTION = Ground("nobody_on_motion", "motions", "Nobody speaks on this motion now.")
ASKED_ALREADY = Ground("asked_already", "help", "You have asked for this already: somebody will come.")
UNKNOWN_CALL = Ground("unknown_call", "help", "This call for help is over.")
ANSWERED_ALREADY = Ground("answered_already", "help", "Somebody is on it already.")

OF_THE_POINTS = tuple(value for value in globals().copy().values() if isinstance(value, Ground))

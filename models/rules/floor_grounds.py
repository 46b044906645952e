"""The grounds of the floor: why somebody is not put on a list of speakers, moved on it, or given the floor."""

from models.procedure import Ground

UNKNOWN_REQUEST = Ground("unknown_request", "asking", "This request waits no longer. Look at the list again.")
NOT_YOURS = Ground(
    "not_yours",
    "asking",
    "This is somebody else's request: they can change it, and so can the chair and the desk.",
)
NO_LIST = Ground("no_list", "asking", "Nobody is given the floor in a break: {item} has no list of speakers.")
LIST_NOT_OPEN = Ground(
    "list_not_open", "asking", "The list of speakers of {item} is not open yet: ask when the item is reached."
)
INSCRIPTION_LATER = Ground(
    "list_not_open", "asking", "The list of speakers of {item} opens at {opens}: ask from then on."
)
LIST_CLOSED = Ground(
    "list_closed",
    "asking",
    "The list of speakers of {item} is closed: ask the chair to add you. Points of order are always heard.",
)
REPLIES_ONLY = Ground(
    "replies_only",
    "asking",
    "Only rights of reply are heard on {item} now; the chair can open the list again.",
)
ALREADY_WAITING = Ground(
    "already_waiting",
    "asking",
    "A request of this speaker waits already: change it, or withdraw it before asking anew.",
)
NOT_FOR_MEMBER = Ground(
    "not_for_member",
    "asking",
    "You do not stand for this member: choose one whose delegate or substitute you are.",
)
WHICH_MEMBER = Ground(
    "which_member", "asking", "You stand for several members: choose for which of them you ask."
)
NOBODY_NAMED = Ground(
    "nobody_named", "asking", "Say who is to speak: a member, a person, an office or an organisation."
)
UNKNOWN_SPEAKER = Ground(
    "unknown_speaker", "asking", "Nobody in this meeting has this id: add them by office or organisation."
)
SAID_ABSENT = Ground(
    "said_absent", "asking", "Only who is present may speak: say whether they are in the room or remote."
)
NO_SPEECH = Ground(
    "no_speech", "asking", "Nobody has the floor: ask for a statement, or wait until somebody speaks."
)
SPEECH_OVER = Ground(
    "speech_over",
    "asking",
    "That speech is over: a question or a reply is about a speech that is being made.",
)
TWO_REPLIES = Ground(
    "two_replies", "asking", "A speaker has two rights of reply on an item, and both are used or asked for."
)
SPEECH_STAYS = Ground(
    "speech_stays",
    "asking",
    "This speech has begun: it stays in the record, and can be ended, not withdrawn.",
)
ONLY_DOWN = Ground(
    "only_down", "asking", "You can move your own request down the list; the chair can move it up."
)
REQUESTS_CHANGED = Ground(
    "requests_changed",
    "listing",
    "Others have joined or left the list meanwhile. Look at it, then order it again.",
)
CLOSING_PAST = Ground(
    "closing_past", "listing", "{at} has passed: choose a later moment, or close the list at once."
)
INSCRIPTION_BACKWARDS = Ground(
    "inscription_backwards", "listing", "The inscription would close before it opens: choose a later end."
)
NOT_UNDER_DISCUSSION = Ground(
    "not_under_discussion",
    "giving",
    "{item} is not under discussion: it is opened before anybody speaks on it.",
)
FLOOR_MOVED_ON = Ground(
    "floor_moved_on",
    "giving",
    "The floor has moved on since you looked: see who has it now, then press again.",
)
NOBODY_WAITS = Ground(
    "nobody_waits", "giving", "Nobody waits for the floor: add a speaker, or go on to the next item."
)
SPEECH_BEGUN = Ground(
    "speech_begun", "giving", "This speech has begun already: it cannot begin again, but it can be resumed."
)
NOT_ON_THE_FLOOR = Ground(
    "not_on_the_floor", "giving", "This speech does not have the floor now: look at who has it."
)
NOT_RUNNING = Ground("not_running", "giving", "This speech is paused already: it can be resumed or ended.")
NOT_PAUSED = Ground("not_paused", "giving", "This speech is running already: it can be paused or ended.")
NO_LIMIT = Ground("no_limit", "giving", "No limit is set for this speech: it can go on without an extension.")
NO_SECONDS = Ground("no_seconds", "giving", "Say by how many seconds the speech is extended.")
NOTHING_LEFT = Ground(
    "nothing_left", "giving", "This speech has no time left to yield: end it, and give the floor to the next."
)
ONLY_STATEMENTS = Ground(
    "only_statements", "giving", "Time is yielded by a statement, to somebody who waits to make one."
)
NOTHING_TO_BRING_BACK = Ground(
    "nothing_to_bring_back", "giving", "No earlier speech can be brought back here: give the floor instead."
)
PLACE_KEPT = Ground(
    "place_kept",
    "lost_lines",
    "This place is still kept: only somebody far away loses it, once their line is lost for as long as the rules "
    "of the body say.",
)

OF_THE_FLOOR = tuple(value for value in globals().copy().values() if isinstance(value, Ground))

"""Every reason to refuse, once: its permanent code, the rule it stands in, and its English words.

The words are gettext templates; `{item}` and the like are filled from the refusal's facts.
"""

from models.procedure import Ground

NOT_PERMITTED = Ground(
    "not_permitted", "permission", "You may not do this here: it takes the role {roles} in this meeting."
)
SIGN_IN_FIRST = Ground("sign_in_first", "permission", "Sign in first: only people with a role may do this.")
ID_REUSED = Ground("id_reused", "door", "This id has been used for another command.")
BUSY = Ground("busy", "door", "Too much is waiting at this moment. Nothing was kept; try again.")
UNKNOWN_COMMAND = Ground("unknown_command", "door", "There is no command {name}.")
BAD_SHAPE = Ground("bad_shape", "door", "This command was not understood: {fault}.")
ALREADY_DRAFTED = Ground("already_drafted", "conduct", "This meeting exists already.")
SLUG_TAKEN = Ground("slug_taken", "calendar", "Another meeting already uses the address {slug}.")
UNKNOWN_PARENT = Ground(
    "unknown_parent", "agenda", "“{title}” stands under an item that does not precede it."
)
UNKNOWN_SITTING = Ground("unknown_sitting", "agenda", "“{title}” belongs to a sitting that is not there.")
DOUBLE_ID = Ground("double_id", "agenda", "Two items or sittings have the same id: {id}.")
NOT_A_DRAFT = Ground("not_a_draft", "conduct", "This meeting is convened already.")
NO_ITEMS = Ground("no_items", "conduct", "The agenda is empty: a meeting is convened with an agenda.")
NOT_CONVENED = Ground("not_convened", "conduct", "This meeting is not convened yet.")
ALREADY_OPEN = Ground("already_open", "conduct", "The meeting is open already.")
NOT_OPENED = Ground("not_opened", "conduct", "The meeting is not open yet. Open the meeting first.")
SUSPENDED = Ground("suspended", "conduct", "The meeting is suspended. Resume it first.")
SUSPENDED_UNTIL = Ground(
    "suspended",
    "conduct",
    "The meeting is suspended until {until}. Resume it first, if you want to go on now.",
)
NOT_SUSPENDED = Ground("not_suspended", "conduct", "The meeting is not suspended.")
CLOSED = Ground("closed", "conduct", "The meeting is closed. If that was a mistake, reopen it.")
NOT_CLOSED = Ground("not_closed", "conduct", "The meeting is not closed.")
UNTIL_PAST = Ground("until_past", "conduct", "{until} has passed: choose a later time to resume.")
HAS_ROLE = Ground("has_role", "roles", "This person has that role already.")
HAS_NO_ROLE = Ground("has_no_role", "roles", "This person does not have that role.")
MOVED_ON = Ground("moved_on", "agenda", "Already at {item}.")
NOTHING_CURRENT = Ground("moved_on", "agenda", "No item is open any more: {item} has been concluded.")
NOTHING_BEGUN = Ground("moved_on", "agenda", "No item is open: the one you saw was put back.")
UNKNOWN_ITEM = Ground("unknown_item", "agenda", "There is no such item on this agenda.")
UNDER_WAY = Ground("under_way", "agenda", "{item} is under way: its sub-items are being taken.")
ALREADY_CURRENT = Ground("already_current", "agenda", "Already at {item}.")
ALREADY_CONCLUDED = Ground("already_concluded", "agenda", "{item} is concluded already.")
NOT_BEGUN = Ground(
    "not_begun", "agenda", "{item} has not begun: it can be deferred or withdrawn, or opened first."
)
SUB_ITEM_OPEN = Ground("sub_item_open", "agenda", "Conclude {item} first: it belongs to the item you chose.")
WRONG_OUTCOME = Ground("wrong_outcome", "agenda", "{item} cannot be concluded as {outcome}.")
NOTHING_TO_CONCLUDE = Ground(
    "nothing_to_conclude", "agenda", "This step concludes no item, so there is no outcome to choose."
)
AGENDA_CONCLUDED = Ground(
    "agenda_concluded", "agenda", "That was the last item. Close the meeting, or open an item again."
)
NOTHING_BEFORE = Ground("nothing_before", "agenda", "There is no earlier item to go back to.")

GROUNDS = tuple(value for value in globals().copy().values() if isinstance(value, Ground))

"""The grounds of a rotating presidency: milestones, rotations, handovers, departures from the plan."""

from collections.abc import Mapping

from models.procedure import Ground
from models.text import Text

UNKNOWN_MILESTONE = Ground("unknown_milestone", "milestones", "There is no such milestone.")
MILESTONE_BACKWARDS = Ground(
    "milestone_backwards", "milestones", "“{milestone}” would be over before it begins: look at its dates."
)
PRECISION_MISFITS = Ground(
    "precision_misfits",
    "milestones",
    "The dates of “{milestone}” do not fit how well it is said to be known: {precision}.",
)
SITTING_OF_NOTHING = Ground(
    "sitting_of_nothing",
    "milestones",
    "“{milestone}” names a sitting without its meeting: choose the meeting it is a sitting of.",
)
NO_REASON = Ground("no_reason", "milestones", "Say why: those concerned are told.")
CANCELLED_ALREADY = Ground(
    "cancelled_already", "milestones", "“{milestone}” is cancelled already: restore it to decide otherwise."
)
NOT_CANCELLED = Ground(
    "not_cancelled", "milestones", "“{milestone}” takes place: there is nothing to restore."
)
MERGED_INTO_ITSELF = Ground(
    "merged_into_itself",
    "milestones",
    "“{milestone}” would be merged into itself: choose one that takes place.",
)
MERGED_THOUGH_KEPT = Ground(
    "merged_though_kept",
    "milestones",
    "“{milestone}” takes place, so it is merged into no other: say why it is cancelled.",
)
MILESTONE_IN_USE = Ground(
    "milestone_in_use",
    "milestones",
    "“{milestone}” is where a term or a rotation begins or ends, or another was merged into it: cancel it instead.",
)
UNKNOWN_ROTATION = Ground("unknown_rotation", "rotations", "There is no such rotation in this body.")
BAD_ROTATION = Ground(
    "bad_rotation",
    "rotations",
    "“{id}” is no address: one is made of small letters, figures and hyphens, such as presidency-2022.",
)
UNKNOWN_TERM = Ground("unknown_term", "rotations", "There is no such term in this rotation.")
TERM_TAKEN = Ground("term_taken", "rotations", "There is a term with the id {id} already: look at it first.")
NO_BEGINNING = Ground("no_beginning", "rotations", "A term begins at a milestone: choose which.")
TOO_MANY_HOLDERS = Ground("too_many_holders", "rotations", "A term has one or two holders.")
HOLDER_TWICE = Ground("holder_twice", "rotations", "The two holders of a term are two different offices.")
NO_SITTING_NAMED = Ground(
    "no_sitting_named",
    "rotations",
    "Choose the sitting at whose end the turn passes on, or hand over at the milestone's start or end.",
)
DRAFT_MOVED_ON = Ground(
    "draft_moved_on",
    "rotations",
    "Somebody else has changed the draft since you looked. Nothing is lost: look at it again.",
)
NO_TERMS = Ground("no_terms", "rotations", "There are no terms in the draft: say first who has a turn.")
SEQUENCE_TAKEN = Ground(
    "sequence_taken",
    "rotations",
    "Two terms begin at one moment of a milestone, or at two of one number: nobody could tell which comes first.",
)
CHAIRS_NOTHING = Ground(
    "chairs_nothing",
    "rotations",
    "Say what these turns are about: the bodies that are chaired, or the meeting whose sittings are.",
)
TERM_IN_FORCE = Ground(
    "term_in_force",
    "rotations",
    "The term that has the turn now is not in the draft any more: hand over first, or undo the handover.",
)
ROTATION_MOVED_ON = Ground(
    "rotation_moved_on",
    "rotations",
    "The rotation has been published anew since you looked: it is at version {version} now. Look at it again.",
)
NOT_PUBLISHED = Ground(
    "not_published", "rotations", "This rotation is not published, or withdrawn: nobody has a turn by it yet."
)
ALREADY_HANDED_OVER = Ground(
    "already_handed_over",
    "handing_over",
    "Already handed over: the turn has passed on since you looked. See who has it now.",
)
HAD_TURN = Ground(
    "had_turn",
    "handing_over",
    "This term had the turn before: the turn goes back by undoing the handover, and saying why.",
)
HANDED_OVER_LATER = Ground(
    "handed_over_later", "handing_over", "The last handover was at {at}: this one cannot be before it."
)
HANDOVER_AHEAD = Ground(
    "handover_ahead", "handing_over", "{at} has not come yet: a handover is logged when it has taken place."
)
PASSED_OVER = Ground(
    "passed_over",
    "handing_over",
    "This passes over {offices}, to whom nobody has handed over: do that first, or say in the note why not.",
)
BY_THE_CLOCK = Ground(
    "by_the_clock",
    "handing_over",
    "Only the clock hands over by the clock, where the plan says so: log the handover as an act.",
)
UNKNOWN_HANDOVER = Ground(
    "unknown_handover", "handing_over", "There is no such handover, or it is undone already."
)
NOT_THE_LAST = Ground(
    "not_the_last", "handing_over", "Only the last handover can be undone: undo the later ones first."
)
HISTORY_HERE = Ground(
    "history_here",
    "rotation_history",
    "This rotation has a history of its own here: no file can tell another one.",
)
DEPARTURE_LACKS = Ground(
    "departure_lacks", "departures", "For this departure from the plan something is missing: {field}."
)
SAME_TWICE = Ground("same_twice", "departures", "The two are the same: choose two different ones.")
NO_HOLDER = Ground("no_holder", "departures", "Whose place is taken is no holder of this rotation.")
UNKNOWN_OVERRIDE = Ground(
    "unknown_override", "departures", "There is no such departure from the plan, or it is over already."
)

PRESIDENCY_FIELDS: Mapping[str, Text] = {
    "sequence": Text("place in the sequence", "rang dans la séquence", "lugar en la secuencia"),
    "dating": Text("dates", "dates", "fechas"),
    "precision": Text("precision of the dates", "précision des dates", "precisión de las fechas"),
    "cancelled": Text("reason for the cancellation", "motif de l’annulation", "motivo de la cancelación"),
    "merged_into": Text("milestone it is merged into", "jalon de remplacement", "hito en que se refunde"),
    "meeting": Text("meeting", "réunion", "reunión"),
    "item": Text("agenda item", "point de l’ordre du jour", "tema del programa"),
    "sitting": Text("sitting", "séance", "sesión"),
    "sittings": Text("sittings", "séances", "sesiones"),
    "begins": Text("milestone at which it begins", "jalon de début", "hito de inicio"),
    "holders": Text("holders", "titulaires", "titulares"),
    "handover": Text("moment of the handover", "moment de la passation", "momento del traspaso"),
    "switch": Text("way of the handover", "mode de passation", "modo de traspaso"),
    "policy": Text("policy agenda", "attributions politiques", "atribuciones políticas"),
    "international": Text(
        "international agenda", "attributions internationales", "atribuciones internacionales"
    ),
    "pinned": Text("fixed holders", "titulaires imposés", "titulares fijados"),
    "over": Text("bodies presided over", "organes présidés", "órganos presididos"),
    "ends_at": Text("moment of the end", "moment de la fin", "momento del fin"),
    "instead_of": Text("office that is replaced", "fonction remplacée", "cargo sustituido"),
    "term": Text("term", "période de présidence", "período"),
    "other": Text("other term", "autre période de présidence", "otro período"),
}
"""What two people may have changed at once in a milestone or a rotation, and what a departure may lack, in words."""

OF_THE_PRESIDENCY = tuple(value for value in globals().copy().values() if isinstance(value, Ground))

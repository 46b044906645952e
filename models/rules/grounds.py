"""Every reason to refuse, once: its permanent code, the rule it stands in, and its English words.

The words are gettext templates; `{item}` and the like are filled from the refusal's facts.
"""

from collections.abc import Mapping

from models.procedure import Ground
from models.rules.floor_grounds import *  # noqa: F403 - one vocabulary; the floor's stands in a file of its own
from models.rules.floor_grounds import OF_THE_FLOOR
from models.rules.points_grounds import *  # noqa: F403 - the same of what interrupts it
from models.rules.points_grounds import OF_THE_POINTS
from models.rules.presidency_grounds import *  # noqa: F403 - the same of a rotating presidency
from models.rules.presidency_grounds import OF_THE_PRESIDENCY, PRESIDENCY_FIELDS
from models.rules.succession_grounds import *  # noqa: F403 - the same of the presidency
from models.rules.succession_grounds import OF_THE_SUCCESSION
from models.text import Text

NOT_PERMITTED = Ground("not_permitted", "permission", "You may not do this here: it takes the role {roles}.")
NOT_PERMITTED_THERE = Ground(
    "not_permitted",
    "permission",
    "You may not propose anything to “{meeting}”: it takes the role {roles} in that meeting.",
)
NOT_PERMITTED_IN_BODY = Ground(
    "not_permitted",
    "permission",
    "This also changes posts of “{body}”: it takes the role {roles} in that body.",
)
NOT_PERMITTED_OF_BODY = Ground(
    "not_permitted",
    "permission",
    "You may not call meetings of “{body}”: it takes the role {roles} in that body.",
)
SIGN_IN_FIRST = Ground("sign_in_first", "permission", "Sign in first: only people with a role may do this.")
ID_REUSED = Ground("id_reused", "door", "This id has been used for another command.")
BUSY = Ground("busy", "door", "Too much is waiting at this moment. Nothing was kept; try again.")
UNKNOWN_COMMAND = Ground("unknown_command", "door", "There is no command {name}.")
BAD_SHAPE = Ground("bad_shape", "door", "This command was not understood: {fault}.")
ALREADY_DRAFTED = Ground("already_drafted", "conduct", "This meeting exists already.")
SLUG_TAKEN = Ground("slug_taken", "calendar", "Another meeting already uses the address {slug}.")
BAD_SLUG = Ground(
    "bad_slug",
    "calendar",
    "“{slug}” is no address of a meeting: one is made of small letters, figures and hyphens, like council-2022.",
)
DRAFTED_AT_ONCE = Ground(
    "drafted_at_once",
    "calendar",
    "A meeting is entered in the same moment as it is drafted: enter it on the page for new meetings.",
)
NO_DAY = Ground("no_day", "calendar", "A new meeting has a first day: choose it.")
UNKNOWN_PARENT = Ground(
    "unknown_parent", "agenda", "“{title}” stands under an item that does not precede it."
)
UNKNOWN_SITTING = Ground("unknown_sitting", "agenda", "“{title}” belongs to a sitting that is not there.")
APART = Ground(
    "apart", "agenda", "“{title}” stands apart from the item it belongs to: sub-items follow right behind it."
)
DOUBLE_ID = Ground("double_id", "agenda", "Two things here have the same id: {id}.")
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
ADJOURNED = Ground("suspended", "conduct", "The meeting is adjourned. Resume it first.")
ADJOURNED_TO = Ground(
    "suspended",
    "conduct",
    "The meeting is adjourned to {until}. Resume it first, if you want to go on now.",
)
NOT_SUSPENDED = Ground("not_suspended", "conduct", "The meeting is neither suspended nor adjourned.")
CLOSED = Ground("closed", "conduct", "The meeting is closed. If that was a mistake, reopen it.")
CLOSED_THERE = Ground("closed", "conduct", "“{meeting}” is closed: nothing can be proposed to it any more.")
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
UNKNOWN_LANGUAGE = Ground(
    "unknown_language", "papers", "“{language}” is no code of a language, such as en or zh-Hant."
)
EMPTY_FILE = Ground("empty_file", "papers", "There is no file, or nothing in it. Choose the paper's file.")
TOO_LARGE = Ground("too_large", "papers", "The file is too large: a paper has at most {most} MB.")
UNKNOWN_MEDIA = Ground("unknown_media", "papers", "A paper cannot be of the type {media}.")
FILE_MISSING = Ground("file_missing", "papers", "The file of this paper is not here. Upload it first.")
UNKNOWN_PAPER = Ground("unknown_paper", "papers", "There is no such paper in this meeting.")
PAPER_WITHDRAWN = Ground("paper_withdrawn", "papers", "“{title}” has been withdrawn.")
OTHER_ITEM = Ground("other_item", "papers", "“{title}” is a paper of another item.")
SUPERSEDED = Ground(
    "superseded", "papers", "There is a newer version of “{title}” already. Look at it before you replace it."
)

EDITED_MEANWHILE = Ground(
    "edited_meanwhile",
    "editing",
    "Somebody else has changed the {field} meanwhile. It reads now: “{theirs}”. You wrote: “{yours}”. "
    "Nothing is lost: look at both, then save again.",
)
NOTHING_CHANGED = Ground("nothing_changed", "editing", "Nothing would change by this.")
NO_TITLE = Ground("no_title", "editing", "A title is needed, in at least one language.")
NUMBER_TAKEN = Ground("number_taken", "editing", "Number {number} belongs to “{title}”.")
HAS_BEGUN = Ground("has_begun", "editing", "{item} has begun or is dealt with: it stays where it is.")
UNDER_ITSELF = Ground("under_itself", "editing", "{item} cannot stand behind or under itself.")
NOT_BESIDE = Ground(
    "not_beside", "editing", "That place is not on one agenda: look where the item shall stand."
)
PAST_PLACE = Ground("past_place", "editing", "{item} is dealt with: nothing can be put under it.")
TOO_FEW_PARTS = Ground("too_few_parts", "editing", "An item is split into 2 to {most} sub-items.")
STAYS_PUBLIC = Ground(
    "stays_public", "editing", "The agenda is public: {item} can be withdrawn, not removed."
)
NOT_WITHDRAWN = Ground("not_withdrawn", "editing", "{item} is neither withdrawn nor deferred, or has begun.")
BAD_LINK = Ground("bad_link", "editing", "“{url}” is no link: one begins with https:// or http://.")
BEGUN_IN_DRAFT = Ground(
    "begun_in_draft",
    "editing",
    "“{title}” has begun or is concluded: what is drafted or imported is planned.",
)
UNKNOWN_TRACK = Ground("unknown_track", "editing", "There is no such track in this meeting.")
NO_SUCH_SITTING = Ground("no_such_sitting", "editing", "There is no such sitting in this meeting.")
SITTING_BEGUN = Ground("sitting_begun", "editing", "“{title}” has begun: it stays where it is.")
ENDS_BEFORE = Ground("ends_before", "editing", "“{title}” would end before it starts.")
NOT_ADDED_TWICE = Ground(
    "not_added_twice", "editing", "There is a track or sitting with this id already: {id}."
)
ZONE_FIXED = Ground(
    "zone_fixed", "editing", "Starts are fixed in the time of {zone}: clear them before the zone is changed."
)
BODY_STAYS = Ground(
    "body_stays",
    "editing",
    "This meeting is convened: it can be another body's, but no longer nobody's.",
)
SLUG_STAYS = Ground("slug_stays", "editing", "The address of a meeting stays for ever.")
UNKNOWN_ZONE = Ground(
    "unknown_zone", "door", "There is no time zone {zone}; one is named like Europe/Madrid."
)
UNKNOWN_MEETING = Ground(
    "unknown_meeting", "proposals", "There is no such meeting, or it is not open to you."
)
SAME_MEETING = Ground("same_meeting", "proposals", "An item is deferred to another meeting than its own.")
ALREADY_PROPOSED = Ground("already_proposed", "proposals", "{item} has been proposed there already.")
UNKNOWN_PROPOSAL = Ground("unknown_proposal", "proposals", "This proposal waits no longer.")
NOTHING_SAID = Ground("nothing_said", "screens", "An announcement says something, in at least one language.")
NOTHING_ANNOUNCED = Ground("nothing_announced", "screens", "Nothing is announced.")
OTHER_BODY = Ground("other_body", "roster", "This is the roster of another body than the meeting's.")
UNKNOWN_SECTION = Ground("unknown_section", "offices", "There is no section {section}.")
UNKNOWN_OFFICE = Ground("unknown_office", "offices", "There is no such office.")
UNKNOWN_MANDATE = Ground("unknown_mandate", "offices", "There is no such mandate.")
ID_TAKEN = Ground("id_taken", "offices", "There is something with the id {id} already.")
MANDATES_OVERLAP = Ground(
    "mandates_overlap", "offices", "Somebody else is “{office}” at that time: end that mandate first."
)
ENDED_ALREADY = Ground("ended_already", "offices", "This has ended already. Correct its date instead.")
ENDS_FIRST = Ground("ends_first", "offices", "It would end before it begins.")
BODY_TAKEN = Ground("body_taken", "bodies", "There is a body with the address {id} already.")
BAD_ADDRESS = Ground(
    "bad_address",
    "bodies",
    "“{id}” is no address: one is made of small letters, figures and hyphens, such as policy-council.",
)
FOUNDED_AT_ONCE = Ground(
    "founded_at_once", "bodies", "A body is entered in the same moment as it is founded: found it instead."
)
KEPT_BY_ORGANISATION = Ground(
    "kept_by_organisation",
    "bodies",
    "This person is of the organisation's secretariat, which keeps every body: withdraw the role there.",
)
SEATS_TWICE = Ground("seats_twice", "bodies", "The seats of section {section} are given twice.")
UNKNOWN_BODY = Ground("unknown_body", "bodies", "There is no such body.")
UNKNOWN_MEMBER = Ground("unknown_member", "bodies", "There is no such member in this body.")
UNKNOWN_APPOINTMENT = Ground("unknown_appointment", "bodies", "There is no such appointment in this body.")
POST_TAKEN = Ground(
    "post_taken", "bodies", "Somebody else has this post ({post}) at that time: end that appointment first."
)
NO_SHARE = Ground("no_share", "bodies", "{share} is no share: one is written like 1/2 or 2/3.")
NO_DATE = Ground(
    "no_date",
    "bodies",
    "“{text}” is no date: one is written 2021, 2021-09 or 2021-09-15, or 2021-07/2021-08.",
)
NO_NUMBER = Ground("no_number", "bodies", "“{text}” is no whole number.")
NO_PERSON = Ground(
    "no_person", "bodies", "“{text}” is no name; one is written Ana Ruiz, or Ana Ruiz ana@example.org."
)
SEVERAL_PEOPLE = Ground(
    "several_people",
    "bodies",
    "Several people are called “{text}”: write the address behind the name, as Ana Ruiz ana@example.org.",
)
SEVERAL_OFFICES = Ground(
    "several_offices", "bodies", "Several offices are called “{text}”: give them different titles first."
)
BODY_MOVED_ON = Ground(
    "body_moved_on", "bodies", "The members have changed since this preview was made. Look at it again."
)
FIELDS: Mapping[str, Text] = {
    **PRESIDENCY_FIELDS,
    "title": Text("title", "titre", "título"),
    "kind": Text("kind", "type", "tipo"),
    "minutes": Text("planned minutes", "durée prévue", "duración prevista"),
    "purpose": Text("purpose", "mention", "finalidad"),
    "fixed_start": Text("fixed start", "heure fixe", "hora fija"),
    "roles": Text("speakers", "intervenants", "intervinientes"),
    "draft_decision": Text("draft decision", "projet de décision", "proyecto de decisión"),
    "time_limit": Text("speaking limit", "temps de parole", "tiempo de uso de la palabra"),
    "number": Text("number", "numéro", "número"),
    "chair": Text("chair", "présidence", "presidencia"),
    "track": Text("track", "volet", "itinerario"),
    "place": Text("place", "lieu", "lugar"),
    "zone": Text("time zone", "fuseau horaire", "huso horario"),
    "day": Text("day", "jour", "día"),
    "starts": Text("start", "début", "inicio"),
    "ends": Text("end", "fin", "fin"),
    "contributors": Text("speakers", "intervenants", "intervinientes"),
    "links": Text("links", "liens", "enlaces"),
    "theme": Text("theme", "thème", "tema"),
    "body": Text("body", "organe", "órgano"),
    "of": Text("body", "organe", "órgano"),
    "format": Text("format", "format", "formato"),
    "public": Text("openness to the public", "ouverture au public", "apertura al público"),
    "name": Text("name", "nom", "nombre"),
    "country": Text("country", "pays", "país"),
    "city": Text("city", "ville", "ciudad"),
    "section": Text("section", "section", "sección"),
    "category": Text("category", "catégorie", "categoría"),
    "fees_paid_to": Text("fees", "cotisations", "cuotas"),
    "suspended": Text("suspension", "suspension", "suspensión"),
    "weight": Text("weight", "poids", "peso"),
    "office": Text("office", "fonction", "cargo"),
    "person": Text("person", "personne", "persona"),
    "post": Text("post", "poste", "puesto"),
    "period": Text("dates", "dates", "fechas"),
    "ending": Text("reason for the end", "motif de la fin", "motivo del fin"),
    "reports_to": Text("body it reports to", "organe auquel il rend compte", "órgano al que rinde cuentas"),
    "seats": Text("seats", "sièges", "escaños"),
    "quorum_to_open": Text("quorum to open", "quorum d’ouverture", "quórum de apertura"),
    "quorum_to_decide": Text("quorum to decide", "quorum de décision", "quórum de decisión"),
    "proxies": Text("proxies", "procurations", "representaciones"),
    "speeches": Text("limits of speeches", "temps de parole", "límites de las intervenciones"),
    "together": Text("time for all", "temps total", "tiempo total"),
    "requests_at_once": Text("requests at once", "demandes simultanées", "solicitudes simultáneas"),
    "presence_demanded": Text("demand of presence", "exigence de présence", "exigencia de presencia"),
    "place_kept_for": Text("keeping of places", "conservation du rang", "conservación del turno"),
    "speaking_limit": Text("speaking limit", "temps de parole", "tiempo de uso de la palabra"),
    "order_policy": Text("order of speakers", "ordre des intervenants", "orden de intervención"),
    "remote_voting": Text("voting from afar", "vote à distance", "voto a distancia"),
    "remote_voting_exceptions": Text(
        "exceptions for voting from afar", "exceptions au vote à distance", "excepciones al voto a distancia"
    ),
    "notice_days": Text("notice", "délai de convocation", "plazo de convocatoria"),
    "languages": Text("languages", "langues", "idiomas"),
    "weighted": Text("weighted votes", "vote pondéré", "voto ponderado"),
    "motion_speakers_for": Text(
        "speakers for a motion", "orateurs en faveur d’une motion", "oradores a favor de una moción"
    ),
    "motion_speakers_against": Text(
        "speakers against a motion", "orateurs contre une motion", "oradores en contra de una moción"
    ),
    "motion_speaking_limit": Text(
        "limit of speeches on a motion",
        "temps de parole sur une motion",
        "tiempo de uso de la palabra sobre una moción",
    ),
}
"""What two people may have changed at once, in words: `{field}` of `EDITED_MEANWHILE`."""

_others = (ground for ground in globals().copy().values() if isinstance(ground, Ground))
_apart = (*OF_THE_FLOOR, *OF_THE_POINTS, *OF_THE_PRESIDENCY, *OF_THE_SUCCESSION)
GROUNDS = (*(ground for ground in _others if ground not in _apart), *_apart)

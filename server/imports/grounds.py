"""Every sentence about an imported file, once: its permanent code and its English words.

The words are gettext templates; `{name}` and the like are filled from facts.
"""

from models.procedure import Ground

# Why a file is not read at all.
EMPTY = Ground("empty", "imports", "There is nothing to read: the file or the text is empty.")
TOO_LARGE = Ground("too_large", "imports", "This is {size}; at most {most} can be read at once.")
TOO_MANY_ROWS = Ground(
    "too_many_rows",
    "imports",
    "There are more than {most} lines or rows. Divide the file and read its parts.",
)
TOO_WIDE = Ground(
    "too_wide", "imports", "The table has more than {most} columns. Keep only those that are needed."
)
NOT_UTF8 = Ground(
    "not_utf8",
    "imports",
    "The letters of this file are in an old encoding, so accents would be wrong. Save it as “CSV UTF-8” or as"
    " text in UTF-8, and choose it again.",
)
NOT_KNOWN = Ground(
    "not_known",
    "imports",
    "This is not a file that can be read here: choose CSV, XLSX, DOCX, JSON or plain text, or paste the text.",
)
OLD_OFFICE = Ground(
    "old_office",
    "imports",
    "This file is locked with a password or in an older format of Word or Excel. Save it as DOCX, XLSX or CSV,"
    " without a password.",
)
OPEN_DOCUMENT = Ground(
    "open_document", "imports", "OpenDocument files are not read here. Save this one as DOCX, XLSX or CSV."
)
PDF = Ground(
    "pdf", "imports", "A PDF cannot be read here. Open it, copy the text of the agenda and paste it."
)
RTF = Ground("rtf", "imports", "This is rich text (RTF). Save it as DOCX, or copy its text and paste it.")
WEB_PAGE = Ground("web_page", "imports", "This is a web page. Copy the text of the agenda and paste it.")
DAMAGED = Ground(
    "damaged", "imports", "This file is damaged and cannot be opened. Save it again and try anew."
)
UNPACKS_TOO_LARGE = Ground(
    "unpacks_too_large",
    "imports",
    "Unpacked, this file is far larger than any agenda or list. Copy what is needed into a new file and choose that.",
)
UNSAFE_XML = Ground(
    "unsafe_xml", "imports", "This file holds definitions that no office program writes. It was not opened."
)
NO_TITLES = Ground("no_titles", "imports", "Which column holds the titles? None of the headings says so.")
NO_SHEET = Ground("no_sheet", "imports", "Every sheet of this workbook is empty.")
BAD_TABLE = Ground(
    "bad_table", "imports", "The table cannot be read: near line {line} its quotation marks fail."
)
NO_TABLE = Ground("no_table", "imports", "This is no table that can be read here: choose a CSV or XLSX file.")
BAD_JSON = Ground("bad_json", "imports", "This JSON is not an agenda that can be read here: {fault}.")
NO_AGENDA = Ground("no_agenda", "imports", "No sitting and no item was found in this.")

# What is odd about a line, to be checked in the preview.
NOT_UNDERSTOOD = Ground("not_understood", "imports", "This line was not understood and is left out.")
LINE_TOO_LONG = Ground("line_too_long", "imports", "This line is too long for an agenda and is left out.")
AFTERNOON = Ground(
    "afternoon", "imports", "“{said}” is taken for {clock}: times do not run backwards within a day."
)
HALF_TWICE = Ground(
    "half_twice", "imports", "“{said}” is taken for {clock}: an hour above 12 needs no am or pm."
)
RUNS_BACKWARDS = Ground("runs_backwards", "imports", "{clock} is earlier than the time before it, {before}.")
ZONE_DIFFERS = Ground(
    "zone_differs",
    "imports",
    "The text says {label}, but the clocks of the meeting are those of {zone} ({offset}). Check the times.",
)
UNKNOWN_KIND = Ground("unknown_kind", "imports", "“{said}” is no kind of item; {kind} was guessed.")
UNKNOWN_PURPOSE = Ground("unknown_purpose", "imports", "“{said}” is no label that is known, and is left out.")
UNREAD_CELL = Ground("unread_cell", "imports", "“{said}” was not understood and is left out.")
SLASHED_DATE = Ground(
    "slashed_date", "imports", "“{said}” is taken for {date}: the day first, then the month."
)
CHAIR_NAMED = Ground(
    "chair_named",
    "imports",
    "“{said}” looks like a person's name. A sitting is chaired by an office: write it as the chair.",
)
COLUMN_IGNORED = Ground(
    "column_ignored", "imports", "The column “{said}” was not understood and is left out."
)

# What a row lacks before it can be kept.
NO_WHAT = Ground("no_what", "imports", "Say whether this row is a sitting or an item.")
NO_TITLE = Ground("no_title", "imports", "This row needs a title.")
TOO_LONG = Ground("too_long", "imports", "This text is longer than {most} characters.")
NO_SUCH_KIND = Ground("no_such_kind", "imports", "“{said}” is no kind of item.")
NO_SUCH_PURPOSE = Ground("no_such_purpose", "imports", "“{said}” is no label an item can have.")
NO_SUCH_DATE = Ground("no_such_date", "imports", "“{said}” is no date. Write it as 2021-11-17.")
NO_SUCH_CLOCK = Ground("no_such_clock", "imports", "“{said}” is no time of day. Write it as 09:30.")
NO_DATE = Ground("no_date", "imports", "A time needs a date: give one here or to the sitting.")
SKIPPED_HOUR = Ground(
    "skipped_hour", "imports", "There is no {clock} on {date}: the clocks of {zone} are put forward then."
)
NO_NUMBER = Ground("no_number", "imports", "“{said}” is not a whole number from 0 to {most}.")
TOO_DEEP = Ground("too_deep", "imports", "An item stands at most one level below the row above it.")
NO_SUCH_SITTING = Ground("no_such_sitting", "imports", "“{said}” is not the place of a sitting in this list.")
NOT_YES_OR_NO = Ground("not_yes_or_no", "imports", "“{said}” is neither yes nor no.")
FIXED_NEEDS_START = Ground("fixed_needs_start", "imports", "A fixed start needs a time.")
BAD_LINK = Ground("bad_link", "imports", "“{said}” is no link. Write it as “stream | fr | https://…”.")
NO_SUCH_ZONE = Ground("no_such_zone", "imports", "“{said}” is no time zone.")

# What is wrong with a list of offices, their holders and their posts.
NO_OFFICES = Ground("no_offices", "imports", "Which column holds the offices? None of the headings says so.")
NO_OFFICE = Ground("no_office", "imports", "This row needs an office.")
NO_SUCH_POST = Ground("no_such_post", "imports", "“{said}” is no post that is known here.")
NO_SUCH_DATING = Ground(
    "no_such_dating", "imports", "“{said}” is no date. Write it as 2021, 2021-09 or 2021-09-15."
)
NOBODY_NAMED = Ground(
    "nobody_named", "imports", "There is the end of a mandate here, but nobody who holds it."
)
NO_POST_NAMED = Ground("no_post_named", "imports", "There are dates of a post here, but no post.")
ENDS_FIRST = Ground("ends_first", "imports", "This would end before it begins.")
SAID_TWICE = Ground("said_twice", "imports", "This row says the same as line {line}.")
SAID_OTHERWISE = Ground(
    "said_otherwise", "imports", "Line {line} says something else of “{office}”: {other}."
)
KNOWN_OTHERWISE = Ground(
    "known_otherwise",
    "imports",
    "“{office}” is known here otherwise already: {other}. Correct one of the two.",
)
HELD_TWICE = Ground("held_twice", "imports", "By line {line} somebody else is “{office}” at that time.")
HELD_ALREADY = Ground(
    "held_already", "imports", "Somebody else is “{office}” at that time, as is known here."
)
POST_TWICE = Ground("post_twice", "imports", "By line {line} somebody else has this post at that time.")
POST_ALREADY = Ground(
    "post_already", "imports", "Somebody else has this post at that time, as is known here."
)
FAULTS_LEFT = Ground("faults_left", "imports", "Something in this list is not right yet. Nothing was kept.")

# What is wrong with a list of milestones, terms and turns.
NO_MILESTONES = Ground(
    "no_milestones",
    "imports",
    "Which column holds the milestones, or the turns? None of the headings says so.",
)
NO_MILESTONE = Ground("no_milestone", "imports", "This row needs the name of a milestone.")
SEQUENCE_TWICE = Ground("sequence_twice", "imports", "Line {line} has the number {said} already.")
NO_SUCH_PRECISION = Ground(
    "no_such_precision",
    "imports",
    "“{said}” is not how well a date is known. Write day, range, week, month, months or unknown.",
)
PRECISION_MISFITS = Ground(
    "precision_misfits",
    "imports",
    "These dates do not fit “{said}”: a week has at most seven days, a month lies in one month.",
)
UNKNOWN_OFFICE = Ground(
    "unknown_office", "imports", "There is no office “{said}” here. Enter it first, or correct the name."
)
TOO_MANY_HOLDERS = Ground("too_many_holders", "imports", "A term has one or two holders.")
HOLDER_TWICE = Ground("holder_twice", "imports", "“{said}” stands here twice.")
NO_SUCH_HANDOVER = Ground(
    "no_such_handover", "imports", "“{said}” is no moment of a handover. Write start, end or sitting."
)
NO_SUCH_SWITCH = Ground(
    "no_such_switch", "imports", "“{said}” lets no term begin. Write act, clock or history."
)
NO_SUCH_TURN = Ground(
    "no_such_turn", "imports", "“{said}” is no handover from one turn of this list to the next one."
)
NO_DATE_PRINTED = Ground(
    "no_date_printed", "imports", "No date can be read in “{said}”: give the milestone its date by hand."
)
NOT_A_ROTATION = Ground(
    "not_a_rotation", "imports", "This file holds no rotation as it is exported here: {fault}."
)

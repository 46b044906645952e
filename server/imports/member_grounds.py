"""Every sentence about an imported list of members, once: its permanent code and its English words."""

from models.procedure import Ground

# Why a file is not read at all.
NO_NAMES = Ground(
    "no_names", "imports", "Which column holds the names of the members? None of the headings says so."
)
NO_MEMBERS = Ground("no_members", "imports", "No member was found in this file.")

# What is wrong with the columns.
UNKNOWN_COLUMN = Ground(
    "unknown_column",
    "imports",
    "The column “{said}” was not understood. Say what it means, or that it is left out.",
)
READ_AGAIN = Ground(
    "read_again", "imports", "The column “{said}” means something else now. Read the file again."
)

# What is wrong with a row.
TOO_MANY_CELLS = Ground(
    "too_many_cells", "imports", "This row has more cells than there are columns: “{said}”."
)
FORMULA = Ground("formula", "imports", "“{said}” is a formula. Write what it shows.")
GARBLED = Ground(
    "garbled", "imports", "The letters of “{said}” were damaged by an old encoding. Write them anew."
)
BAD_ID = Ground(
    "bad_id", "imports", "“{said}” is no id: one has letters, figures, points and hyphens, at most {most}."
)
NO_NAME = Ground("no_name", "imports", "This member needs a name.")
NOT_A_KIND = Ground(
    "not_a_kind", "imports", "“{said}” is no kind of member: write local government or association."
)
NOT_A_CATEGORY = Ground(
    "not_a_category",
    "imports",
    "“{said}” is no category: write full, associate, honorary or observer.",
)
NOT_A_SECTION = Ground("not_a_section", "imports", "There is no section “{said}”.")
NOT_A_YEAR = Ground("not_a_year", "imports", "“{said}” is no year. Write it as 2021.")
LONGER = Ground("longer", "imports", "This is longer than {most} characters.")
DOUBLE_MEMBER = Ground("double_member", "imports", "This member stands in line {line} already.")
TWO_DELEGATES = Ground(
    "two_delegates",
    "imports",
    "This member stands in line {line} already, with another delegate. A member has one.",
)
SEVERAL_MEMBERS = Ground(
    "several_members", "imports", "Several members are called so. Write the id of the one that is meant."
)

# What is wrong with a delegate or a substitute.
NOT_A_DATE = Ground("not_a_date", "imports", "“{said}” is no date. Write it as 2021-11-17, 2021-11 or 2021.")
BACKWARDS = Ground("backwards", "imports", "This ends on {until}, before it begins.")
NOT_AN_ADDRESS = Ground("not_an_address", "imports", "“{said}” is no address like ana.ruiz@city.example.")
TWO_PEOPLE = Ground("two_people", "imports", "Two people stand here. Write one: “{said}”.")
NOBODY = Ground(
    "nobody", "imports", "These are dates of nobody. Write an office, a name or “to be confirmed”."
)
NO_PERSON_NAME = Ground(
    "no_person_name", "imports", "Nobody with the address {said} is known here. Write the name as well."
)
ADDRESS_OF = Ground(
    "address_of",
    "imports",
    "The address {said} belongs to {name} here. Correct the name or the address; if somebody else has it now, change"
    " it for {name} first.",
)
SAME_ADDRESS = Ground("same_address", "imports", "The address {said} is that of {name} in line {line}.")
SAME_PERSON = Ground("same_person", "imports", "The substitute is the delegate: {name}.")
DOUBLE_PERSON = Ground(
    "double_person", "imports", "{name} stands in line {line} already, for another member."
)
SEVERAL_PEOPLE = Ground(
    "several_people",
    "imports",
    "Several people are called {name}. Write the address of the one that is meant.",
)
NOT_AN_OFFICE = Ground(
    "not_an_office",
    "imports",
    "There is no office “{said}”. Enter it first, or write the name of the person alone.",
)
SEVERAL_OFFICES = Ground(
    "several_offices", "imports", "Several offices are called “{said}”. Write the city behind a comma."
)
OVERLAPS = Ground(
    "overlaps",
    "imports",
    "Somebody else has this seat until {until}. Begin on that day, or correct that end first.",
)

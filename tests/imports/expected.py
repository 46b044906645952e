"""What a careful secretary would have typed for the four files, written by hand from looking at them.

Sittings: title, track, chair, place, day, start, end (clocks of the venue), contributors.
Items: which sitting (from 1), level, number, title, kind, label, minutes, fixed start, draft decision, contributors.
"""

from typing import NamedTuple


class Sitting(NamedTuple):
    title: str
    track: str = ""
    chair: str = ""
    place: str = ""
    day: str = ""
    start: str = ""
    end: str = ""
    contributors: tuple[tuple[str, str, str], ...] = ()  # part, office, organisation


class Item(NamedTuple):
    sitting: int
    level: int
    number: str
    title: str
    kind: str
    purpose: str = ""
    minutes: int = 0
    fixed: str = ""
    decision: str = ""
    contributors: tuple[tuple[str, str, str], ...] = ()


# World Assembly of Local and Regional Governments, 19 September 2024, 11:00-13:30 and 15:00-18:00 in New York.
# The morning has no name in the programme, the afternoon has. Each session lasts until the next one starts, the last
# of a sitting until its end; points under a session have no minutes of their own.

WORLD_ASSEMBLY = (
    (
        Sitting("Morning", day="2024-09-19", start="11:00", end="13:30"),
        Sitting("Afternoon Sessions", day="2024-09-19", start="15:00", end="18:00"),
    ),
    (
        Item(1, 0, "", "High-Level Opening", "opening", minutes=20, fixed="2024-09-19 11:00"),
        Item(1, 0, "", "Session 1: Digital Futures and Localization", "debate", minutes=35),
        Item(1, 1, "", "Political commitment", "debate"),
        Item(1, 1, "", "Actions for implementation", "debate"),
        Item(1, 1, "", "Multilateral strategies", "debate"),
        Item(1, 0, "", "Session 2: Peaceful Futures and Localization", "debate", minutes=35),
        Item(1, 1, "", "Political commitment", "debate"),
        Item(1, 1, "", "Actions for implementation", "debate"),
        Item(1, 1, "", "Multilateral strategies", "debate"),
        Item(1, 0, "", "Session 3: Sustainable Futures for All and Localization", "debate", minutes=60),
        Item(1, 1, "", "Political commitment", "debate"),
        Item(1, 1, "", "Actions for implementation", "debate"),
        Item(1, 1, "", "Multilateral strategies", "debate"),
        Item(
            2,
            0,
            "",
            "Session 4: Priorities Agreed by Local and Regional Governments",
            "debate",
            minutes=45,
            fixed="2024-09-19 15:00",
        ),
        Item(2, 1, "", "Key priorities identified by the Advisory Group", "debate"),
        Item(2, 1, "", "Final report and its recommendations", "report"),
        Item(
            2,
            0,
            "",
            "Session 5: Boosting Collaboration Between the UN and Local Governments",
            "debate",
            minutes=45,
        ),
        Item(2, 1, "", "Collaboration with UN Resident Coordinators", "debate"),
        Item(2, 1, "", "Case studies", "debate"),
        Item(2, 0, "", "Session 6: Enhancing a seat at the table", "debate", minutes=45),
        Item(2, 1, "", "Inclusive representation in the multilateral system", "debate"),
        Item(2, 1, "", "Panel discussion", "debate"),
        Item(2, 0, "", "World Local and Regional Leaders listen to youth", "debate", minutes=30),
        Item(2, 0, "", "High-Level Closing", "closing", minutes=15),
    ),
)

# Committee on Statutory Affairs, 27 May 2020, 16:30-17:30. No item has a time, and nobody can tell how long each
# takes: minutes stay 0, and only the first is fixed, when the meeting starts.

STATUTORY_AFFAIRS = (
    (Sitting("Committee on Statutory Affairs", day="2020-05-27", start="16:30", end="17:30"),),
    (
        Item(
            1,
            0,
            "1",
            "Report of the Committee on Statutory Affairs in Durban",
            "report",
            "adoption",
            fixed="2020-05-27 16:30",
            decision=(
                "The Committee on Statutory Affairs is invited to:\n1. Adopt the report of the meeting."
            ),
        ),
        Item(1, 0, "2", "UCLG external assessment", "debate"),
        Item(1, 0, "3", "UCLG Awards", "debate"),
        Item(
            1,
            0,
            "4",
            "UCLG Policy Councils and Consultation Mechanisms: Towards renewal for the 2020-2022 period",
            "debate",
        ),
        Item(1, 0, "5", "Updates in governing bodies", "information"),
        Item(1, 0, "6", "Membership issues", "debate"),
    ),
)

# Executive Bureau, June 2022, in Seville and online. Each row is a sitting in its track; it has one item of its
# title, and lasts from start to end where these are given. Leaders and Policy Councils are organisations.

_STATUTORY, _COUNCILS = "Statutory", "Policy Councils"

EXECUTIVE_BUREAU = (
    (
        Sitting("Financial Management Committee", _STATUTORY, place="online", day="2022-06-07"),
        Sitting(
            "Municipal Peace Talks: local governments' roles and solidarity in times of international crisis",
            _COUNCILS,
            place="Seville",
            day="2022-06-13",
            start="10:45",
            end="12:30",
            contributors=(
                ("lead", "", "World Human Rights Cities Forum of Gwangju"),
                (
                    "policy council",
                    "",
                    "Opportunities for All, Culture and City Diplomacy: Keys to Sustainable Development and Peace",
                ),
            ),
        ),
        Sitting(
            "The New Urban Agenda Under Review",
            _COUNCILS,
            place="Seville",
            day="2022-06-13",
            start="14:00",
            end="15:30",
            contributors=(("policy council", "", "Implementation of the New Urban Agenda"),),
        ),
        Sitting(
            "Renewing Democracy from the Bottom Up",
            _COUNCILS,
            place="Seville",
            day="2022-06-13",
            start="16:00",
            end="17:30",
            contributors=(
                ("lead", "", "International Observatory on Participatory Democracy"),
                ("policy council", "", "Territorial Multilevel Governance and Sustainable Financing"),
            ),
        ),
        Sitting(
            "Local Economic Development for an Equitable Recovery",
            _COUNCILS,
            place="Seville",
            day="2022-06-14",
            start="10:00",
            end="11:30",
            contributors=(
                ("lead", "", "Committee on Local Economic and Social Development"),
                (
                    "policy council",
                    "",
                    "Safer, Resilient and Sustainable Cities, Capable of Facing Crises",
                ),
            ),
        ),
        Sitting("Committee on Statutory Affairs", _STATUTORY, place="Seville", day="2022-06-14"),
        Sitting(
            "10, 100, 1000 Human Rights Cities and Territories by 2030",
            _COUNCILS,
            place="Seville",
            day="2022-06-14",
            start="17:00",
            end="18:30",
            contributors=(
                ("lead", "", "Committee on Social Inclusion, Participatory Democracy and Human Rights"),
                ("policy council", "", "Right to the City and Inclusive Territories"),
            ),
        ),
        Sitting("Policy Debate", _STATUTORY, place="Seville", day="2022-06-15"),
        Sitting("Business session of the Executive Bureau", _STATUTORY, place="Seville", day="2022-06-15"),
    ),
    (
        Item(1, 0, "", "Financial Management Committee", "debate"),
        Item(
            2,
            0,
            "",
            "Municipal Peace Talks: local governments' roles and solidarity in times of international crisis",
            "debate",
            minutes=105,
            fixed="2022-06-13 10:45",
        ),
        Item(3, 0, "", "The New Urban Agenda Under Review", "debate", minutes=90, fixed="2022-06-13 14:00"),
        Item(
            4, 0, "", "Renewing Democracy from the Bottom Up", "debate", minutes=90, fixed="2022-06-13 16:00"
        ),
        Item(
            5,
            0,
            "",
            "Local Economic Development for an Equitable Recovery",
            "debate",
            minutes=90,
            fixed="2022-06-14 10:00",
        ),
        Item(6, 0, "", "Committee on Statutory Affairs", "debate"),
        Item(
            7,
            0,
            "",
            "10, 100, 1000 Human Rights Cities and Territories by 2030",
            "debate",
            minutes=90,
            fixed="2022-06-14 17:00",
        ),
        Item(8, 0, "", "Policy Debate", "debate"),
        Item(9, 0, "", "Business session of the Executive Bureau", "debate"),
    ),
)

# World Council, 17 November 2021, in Barcelona. The first items of three sittings have a time and are fixed; lunch
# begins when the business is done.

_COUNCIL_DAY = "2021-11-17"

WORLD_COUNCIL = (
    (
        Sitting("Opening and policy debate", chair="Mayor of Barcelona", day=_COUNCIL_DAY, start="09:30"),
        Sitting("Business session", chair="Mayor of Kazan", day=_COUNCIL_DAY, start="11:40"),
        Sitting("Lunch", day=_COUNCIL_DAY),
        Sitting("Debate and closing", chair="Mayor of Xi'an", day=_COUNCIL_DAY, start="15:00"),
    ),
    (
        Item(
            1,
            0,
            "",
            "Opening of the World Council",
            "opening",
            minutes=20,
            fixed="2021-11-17 09:30",
            contributors=(("opening", "Curator of the Smart City Expo World Congress", ""),),
        ),
        Item(
            1,
            0,
            "",
            "Policy debate: Smart cities and territories, pillars of the Common Agenda",
            "debate",
            minutes=90,
            contributors=(
                ("keynote", "United Nations High Commissioner for Human Rights", ""),
                ("keynote", "United Nations Assistant Secretary-General", ""),
                ("keynote", "Director, Financing for Sustainable Development Office, UN DESA", ""),
            ),
        ),
        Item(1, 0, "", "Break", "break", minutes=20),
        Item(2, 0, "1", "Adoption of the agenda", "decision", "adoption", 5, "2021-11-17 11:40"),
        Item(2, 0, "2", "Report of the previous World Council", "report", "adoption", 10),
        Item(2, 0, "3", "Report of the Executive Bureau", "report", "information", 15),
        Item(2, 0, "4", "Report of the Committee on Statutory Affairs", "report", "adoption", 15),
        Item(
            2,
            0,
            "5",
            "Report of the Financial Management Committee",
            "report",
            "adoption",
            15,
            contributors=(("presenter", "Mayor of Kitchener", ""), ("presenter", "Mayor of Iriga", "")),
        ),
        Item(2, 0, "6", "Work plan 2022", "decision", "decision", 20),
        Item(2, 0, "7", "Budget 2022", "decision", "decision", 15),
        Item(2, 0, "8", "Interim governance: rotating Governing Presidency", "decision", "decision", 25),
        Item(3, 0, "", "Lunch", "break", minutes=80),
        Item(
            4,
            0,
            "9",
            "Forum of Regions: strengthening the voice of regions",
            "debate",
            "information",
            40,
            "2021-11-17 15:00",
        ),
        Item(4, 0, "10", "Outcomes of the Policy Councils", "report", "information", 40),
        Item(4, 1, "10.1", "Right to the City and Inclusive Territories", "report", minutes=8),
        Item(4, 1, "10.2", "Territorial and Multilevel Governance", "report", minutes=8),
        Item(4, 1, "10.3", "Opportunities for All, Culture, and City Diplomacy", "report", minutes=8),
        Item(4, 1, "10.4", "New Urban Agenda", "report", minutes=8),
        Item(4, 1, "10.5", "Safer, resilient and sustainable cities", "report", minutes=8),
        Item(4, 0, "11", "World Congress 2022: state of preparation", "information", "information", 20),
        Item(4, 0, "12", "Any other business", "information", minutes=10),
        Item(4, 0, "", "Closing", "closing", minutes=10),
    ),
)

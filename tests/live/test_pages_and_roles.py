"""Every page and file × every role: what is open to whom stands here by hand, and no route is forgotten.

A new route needs a line in `TABLE`. It says for each kind of person, in the order of `EVERYBODY`, whether what they
ask for is open to them (`+`), refused in words (`-`: 401, 403) or hidden as if it were not there (`0`: 404); of a
route in a meeting first in a public one that is convened, then in a private one and in a draft. Forms bring nonsense,
so that nothing changes: whoever may is told what is wrong with it (400, 409, 410, 422), which counts as open.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx2
import pytest
from starlette.routing import Mount, Route, WebSocketRoute
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from models.organisation import code_of
from server.app import create_app
from server.settings import read_settings
from server.world import RealWorld
from tests.live.clients import bearer
from tests.live.everybody import (
    BODY,
    DRAFT_MEETING,
    EVERYBODY,
    MEETINGS,
    OFFICE,
    OPEN_MEETING,
    ROTATION,
    SECRET_ADDRESS,
    SECRET_BYTES,
    SECRET_TITLE,
    Household,
    household,
)
from tests.provision_product import Product, standing_on

PATIENCE = 20
NONSENSE = {"layout": "nonsense"}
STATUS = {401: "-", 403: "-", 404: "0"}


class Line(NamedTuple):
    """A route, an address of it, and to whom it is open: in the public meeting, in the private one and the draft."""

    route: str
    path: str
    public: str
    private: str = ""


M, B, R = "/meetings/{slug}", "/bodies/{body}", "/presidency/{body}/{rotation}"
T = "/bodies/{body}/rotations/{rotation}"
ALL, STRANGERS_HIDDEN = "+++++++++", "-++++++0+"
KEEPERS, SIGNED_IN = "-------++", "-++++++++"
"""A body and the organisation are open to all who read; nothing in them is hidden, so others are refused in words."""

# The marks: public · observer · interpreter · delegate · desk · chair · secretariat · organisation's · operator
TABLE = (
    Line("GET /", "/", ALL),
    Line("GET /meetings/new", "/meetings/new", "-------++"),
    Line("POST /meetings/new", "/meetings/new", "-------++"),
    Line(f"GET {M}", M, ALL, STRANGERS_HIDDEN),
    Line(f"GET {M}/chair", f"{M}/chair", "-----++-+", "-----++0+"),
    Line(f"GET {M}/chair/order", f"{M}/chair/order", "-----++-+", "-----++0+"),
    Line(f"GET {M}/lists", f"{M}/lists?item=item-2", ALL, STRANGERS_HIDDEN),
    Line(f"GET {M}/wall", f"{M}/wall", ALL, STRANGERS_HIDDEN),
    Line(f"GET {M}/walls", f"{M}/walls", ALL, STRANGERS_HIDDEN),
    Line(f"GET {M}/programme", f"{M}/programme", ALL, STRANGERS_HIDDEN),
    Line(f"GET {M}/overlay", f"{M}/overlay", ALL, STRANGERS_HIDDEN),
    Line(f"GET {M}/desk", f"{M}/desk", "----+++-+", "----+++0+"),
    Line(f"GET {M}/interpret", f"{M}/interpret", "--+-+++-+", "--+-+++0+"),
    Line(f"GET {M}/help", f"{M}/help", "----+-+-+", "----+-+0+"),
    Line(f"GET {M}/setup", f"{M}/setup", "------+-+", "------+0+"),
    Line(f"POST {M}/setup/commands/{{name}}", f"{M}/setup/commands/lay_out_wall", "------+-+", "------+0+"),
    Line(f"POST {M}/setup/report", f"{M}/setup/report", "------+-+", "------+0+"),
    Line(f"GET {M}/setup/{{part}}/{{id}}", f"{M}/setup/items/item-1", "------+-+", "------+0+"),
    Line(f"GET {M}/setup/{{part}}/{{id}}", f"{M}/setup/meeting/particulars", "------+-+", "------+0+"),
    Line(f"GET {M}/preview/{{as}}", f"{M}/preview/delegate", "------+-+", "------+0+"),
    Line(f"GET {M}/preview/{{as}}", f"{M}/preview/public", "------+-+", "------+0+"),
    Line(f"GET {M}/preview/{{as}}", f"{M}/preview/wall", "------+-+", "------+0+"),
    Line(f"POST {M}/contributors", f"{M}/contributors", "------+-+", "------+0+"),
    Line(f"GET {M}/setup/import", f"{M}/setup/import", "------+-+", "------+0+"),
    Line(f"POST {M}/setup/import", f"{M}/setup/import", "------+-+", "------+0+"),
    Line("GET /m/{code}", "/m/{code}", ALL, ALL),  # the way to a page that asks who comes
    Line("GET /m", "/m?code={code}", ALL, ALL),
    Line(f"GET {M}/agenda", f"{M}/agenda", ALL, STRANGERS_HIDDEN),
    Line(f"GET {M}/agenda.pdf", f"{M}/agenda.pdf", ALL, STRANGERS_HIDDEN),
    Line(f"GET {M}/export.{{form}}", f"{M}/export.csv", ALL, STRANGERS_HIDDEN),
    Line(f"GET {M}/list", f"{M}/list", ALL, STRANGERS_HIDDEN),
    Line(f"GET {M}/speaking-times", f"{M}/speaking-times", ALL, STRANGERS_HIDDEN),
    Line(f"GET {M}/speaking-times.csv", f"{M}/speaking-times.csv", ALL, STRANGERS_HIDDEN),
    Line(f"GET {M}/calendar.ics", f"{M}/calendar.ics", ALL, "0++++++0+"),
    Line(f"POST {M}/commands/{{name}}", f"{M}/commands/lay_out_wall", "-----++-+", "-----++0+"),
    Line(f"POST {M}/commands/{{name}}", f"{M}/commands/convene_meeting", "------+-+", "------+0+"),
    Line(f"GET {M}/papers", f"{M}/papers", ALL, STRANGERS_HIDDEN),
    Line(f"POST {M}/papers", f"{M}/papers", "------+-+", "------+0+"),
    Line(f"GET {M}/papers/{{paper}}", f"{M}/papers/{{paper}}", ALL, STRANGERS_HIDDEN),
    Line(f"GET {M}/papers/{{paper}}", f"{M}/papers/{{members_paper}}", "-0+++++0+", "-0+++++0+"),
    Line(f"GET {M}/notes", f"{M}/notes", "-++++++--", "-++++++0-"),
    Line(f"POST {M}/notes/{{item}}", f"{M}/notes/item-1", "-++++++--", "-++++++0-"),
    Line(f"GET {M}/badges", f"{M}/badges", "------+-+", "------+0+"),
    Line(f"GET {M}/badges.pdf", f"{M}/badges.pdf", "------+-+", "------+0+"),
    Line(f"POST {M}/badges.pdf", f"{M}/badges.pdf", "------+-+", "------+0+"),
    Line(f"POST {M}/badges/links", f"{M}/badges/links", "------+-+", "------+0+"),
    Line("GET /bodies", "/bodies", ALL),
    Line(f"GET {B}", B, ALL),
    Line(f"GET {B}/setup", f"{B}/setup", KEEPERS),
    Line(f"GET {B}/setup/{{part}}/{{id}}", f"{B}/setup/charter/particulars", KEEPERS),
    Line(f"GET {B}/setup/import", f"{B}/setup/import", KEEPERS),
    Line(f"POST {B}/setup/import", f"{B}/setup/import", KEEPERS),
    Line(f"GET {B}/rotations/{{rotation}}/propose", f"{B}/rotations/{{rotation}}/propose", KEEPERS),
    Line(f"POST {B}/rotations/{{rotation}}/propose", f"{B}/rotations/{{rotation}}/propose", KEEPERS),
    Line(f"POST {B}/commands/{{name}}", f"{B}/commands/set_rules", KEEPERS),
    Line(f"GET {B}/members.{{form}}", f"{B}/members.csv", KEEPERS),
    Line(f"GET {B}/members.{{form}}", f"{B}/members.xlsx", KEEPERS),
    Line(f"GET {B}/popolo.json", f"{B}/popolo.json", KEEPERS),
    Line("GET /organisation/setup", "/organisation/setup", KEEPERS),
    Line("GET /organisation/setup/import", "/organisation/setup/import", KEEPERS),
    Line("POST /organisation/setup/import", "/organisation/setup/import", KEEPERS),
    Line("GET /organisation/setup/{part}/{id}", "/organisation/setup/new/section", KEEPERS),
    Line("POST /organisation/commands/{name}", "/organisation/commands/enter_section", KEEPERS),
    Line("POST /organisation/commands/{name}", "/organisation/commands/found_body", KEEPERS),
    Line("GET /organisation/milestones", "/organisation/milestones", KEEPERS),
    Line("GET /organisation/milestones/{part}/{id}", "/organisation/milestones/new/milestone", KEEPERS),
    Line(
        "POST /organisation/milestones/commands/{name}",
        "/organisation/milestones/commands/enter_milestone",
        KEEPERS,
    ),
    Line(f"GET {T}/setup", f"{T}/setup", KEEPERS),
    Line(f"GET {T}/setup/{{part}}/{{id}}", f"{T}/setup/new/term", KEEPERS),
    Line(f"GET {T}/setup/import", f"{T}/setup/import", KEEPERS),
    Line(f"POST {T}/setup/import", f"{T}/setup/import", KEEPERS),
    Line(f"POST {T}/check/{{part}}/{{id}}", f"{T}/check/new/term", KEEPERS),
    Line(f"POST {T}/commands/{{name}}", f"{T}/commands/set_term", KEEPERS),
    Line(f"GET {T}/export.{{form}}", f"{T}/export.csv", KEEPERS),
    Line("GET /offices", "/offices", ALL),
    Line("GET /offices/{office}", "/offices/{office}", ALL),
    Line("GET /presidency", "/presidency", ALL),
    Line("GET /presidency/holders/{office}", "/presidency/holders/{office}", ALL),
    Line(f"GET {R}", R, ALL),
    Line(f"GET {R}/print", f"{R}/print", ALL),
    Line(f"GET {R}.pdf", f"{R}.pdf", ALL),
    Line(f"GET {R}/calendar.ics", f"{R}/calendar.ics", ALL),
    Line("GET /presidency/holders/{office}/calendar.ics", "/presidency/holders/{office}/calendar.ics", ALL),
    Line(f"GET {B}/presidency.ics", f"{B}/presidency.ics", ALL),
    Line("GET /people", "/people", KEEPERS),
    Line("GET /people/{person}", "/people/{person}", KEEPERS),
    Line("POST /people/{person}", "/people/{person}", KEEPERS),
    Line("GET /people/{person}/data.json", "/people/{person}/data.json", KEEPERS),
    Line("GET /people/{person}/erase", "/people/{person}/erase", KEEPERS),
    Line("POST /people/{person}/erase", "/people/{person}/erase", KEEPERS),
    Line("GET /people/{person}", "/people/nobody", "-------00"),
    Line("GET /me", "/me", ALL),  # whoever is not signed in is led to where they do
    Line("POST /me/sign-out", "/me/sign-out", SIGNED_IN),
    Line("GET /me/data", "/me/data", SIGNED_IN),
    Line("POST /me/data", "/me/data", SIGNED_IN),
    Line("GET /me/data.json", "/me/data.json", SIGNED_IN),
    Line("GET /sign-in", "/sign-in", ALL),
    Line("POST /sign-in", "/sign-in", ALL),
    Line("GET /sign-in/code", "/sign-in/code", ALL),
    Line("POST /sign-in/code", "/sign-in/code", ALL),
    Line("GET /sign-in/password", "/sign-in/password", ALL),
    Line("POST /sign-in/password", "/sign-in/password", ALL),
    Line("GET /mail", "/mail", ALL),  # at this machine, where no mail server is set
    Line("GET /in/{secret}", "/in/{secret}", ALL),
    Line("POST /in/{secret}", "/in/{secret}", ALL),
    Line("POST /sign-out", "/sign-out", ALL),
    Line(f"SOCKET {M}/live", f"{M}/live", ALL, "0++++++0+"),
    Line(f"GET /api{M}", f"/api{M}", ALL, "0++++++0+"),
    Line(f"GET /api{M}/entries", f"/api{M}/entries?limit=500", ALL, "0++++++0+"),
    Line(f"POST /api{M}/commands/{{name}}", f"/api{M}/commands/lay_out_wall", "-----++-+", "0----++0+"),
    Line("GET /api/bodies", "/api/bodies", ALL),
    Line(f"GET /api{B}", f"/api{B}", ALL),
    Line(f"GET /api{B}/entries", f"/api{B}/entries", ALL),
    Line(f"POST /api{B}/commands/{{name}}", f"/api{B}/commands/set_rules", KEEPERS),
    Line(f"POST /api{B}/commands/{{name}}", "/api/bodies/new/commands/found_body", "0000000++"),
    Line("POST /api/organisation/commands/{name}", "/api/organisation/commands/enter_section", KEEPERS),
    Line("GET /api/offices", "/api/offices", ALL),
    Line("GET /api/popolo", "/api/popolo", ALL),
    Line("GET /api/presidency", "/api/presidency", ALL),
    Line("GET /api/presidency/{body}/{rotation}", "/api/presidency/presidency/none", "0" * len(ALL)),
    Line("GET /healthz", "/healthz", ALL),
    Line("GET /metrics", "/metrics", ALL),
    Line("GET /static/{path}", "/static/css/tokens.css", ALL),
)
KEEPING = EVERYBODY[-2:]
"""Who may read addresses for mail."""
UNPUBLISHED = f"{M}/calendar.ics"  # of a draft there is none for anybody
CASES = [
    pytest.param(line, slug, id=f"{line.route.partition(' ')[0]} {line.path} {slug if line.private else ''}")
    for line in TABLE
    for slug in (MEETINGS if line.private else MEETINGS[:1])
]


def test_every_route_has_its_line_and_there_is_no_other() -> None:
    assert {line.route for line in TABLE} == routes()


def routes() -> set[str]:
    """Every method and path of the running application, sockets and static files included."""
    found = set()
    for route in create_app(read_settings({}), RealWorld()).routes:
        match route:
            case Mount():
                found.add(f"GET {route.path}/{{path}}")
            case WebSocketRoute():
                found.add(f"SOCKET {route.path}")
            case Route():
                found |= {f"{method} {route.path}" for method in (route.methods or {"GET"}) - {"HEAD"}}
    return found


class Street(NamedTuple):
    """The running server, and who walks up to it."""

    product: Product
    house: Household
    http: httpx2.Client

    def asked(self, line: Line, slug: str, who: str) -> tuple[str, bytes]:
        """What somebody gets, as a mark, and the bytes that came with it."""
        papers = self.house.papers[slug]
        path = line.path.format(
            slug=slug,
            paper=papers[False],
            members_paper=papers[True],
            secret=self.house.links["delegate"],
            code=code_of(slug),
            body=BODY,
            office=OFFICE,
            rotation=ROTATION,
            person=self.house.somebody,
        )
        method = line.route.partition(" ")[0]
        tokens = self.house.spare if path == "/sign-out" else self.house.tokens
        if method == "SOCKET":
            return self._connected(path, tokens[who])
        answer = self.http.request(
            method, path, headers=bearer(tokens[who]), data=NONSENSE if method == "POST" else None
        )
        self.http.cookies.clear()  # whoever has used the link signed in by it
        assert answer.status_code < 500, (path, who, answer.text)
        return STATUS.get(answer.status_code, "+"), answer.content

    def _connected(self, path: str, token: str) -> tuple[str, bytes]:
        address = f"ws://127.0.0.1:{self.product.port}{path}?panels=follow&after=0"
        try:
            with connect(address, additional_headers=bearer(token), proxy=None, compression=None) as line:
                return "+", str(line.recv(PATIENCE)).encode() + str(line.recv(PATIENCE)).encode()
        except InvalidStatus as refused:
            return STATUS[refused.response.status_code], b""


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory, demo_folder: Path) -> Iterator[Street]:
    data = tmp_path_factory.mktemp("everybody") / "data"
    shutil.copytree(demo_folder, data)
    house = household(data)
    with (
        standing_on(data) as product,
        httpx2.Client(base_url=product.base_url, timeout=PATIENCE, trust_env=False) as http,
    ):
        yield Street(product, house, http)


@pytest.mark.parametrize(("line", "slug"), CASES)
def test_each_is_open_refused_or_hidden_as_the_table_says(street: Street, line: Line, slug: str) -> None:
    """And what is for members only is in nothing that anybody beyond them is given."""
    expected = line.public if slug == OPEN_MEETING else line.private
    if slug == DRAFT_MEETING and line.path == UNPUBLISHED:
        expected = "0" * len(EVERYBODY)
    given = {who: street.asked(line, slug, who) for who in EVERYBODY}
    assert "".join(mark for mark, _ in given.values()) == expected
    beyond = ["public", "observer", "organisation"]
    told = [who for who in beyond if SECRET_TITLE.encode() in given[who][1] or SECRET_BYTES in given[who][1]]
    assert told == []
    others = [who for who in EVERYBODY if who not in KEEPING]
    assert [who for who in others if SECRET_ADDRESS.encode() in given[who][1]] == []


def test_members_read_of_the_papers_that_others_do_not_hear_of(street: Street) -> None:
    """The test above looks for these words: where they may be read they stand."""
    for path in (f"{M}/papers", f"/api{M}"):
        page = Line(f"GET {path}", path, ALL)
        assert SECRET_TITLE.encode() in street.asked(page, OPEN_MEETING, "delegate")[1]


def test_what_cannot_be_pressed_is_not_offered(street: Street) -> None:
    """The desk sees what the secretariat sees, without its buttons; who enters meetings is offered that."""
    walls = Line(f"GET {M}/walls", f"{M}/walls", ALL)
    offered = {who: b"lay-out-wall" in street.asked(walls, OPEN_MEETING, who)[1] for who in EVERYBODY}
    assert [who for who, shown in offered.items() if shown] == ["chair", "secretariat", "operator"]
    home = Line("GET /", "/", ALL)
    entering = {who: b'href="/meetings/new"' in street.asked(home, OPEN_MEETING, who)[1] for who in EVERYBODY}
    assert [who for who, shown in entering.items() if shown] == ["organisation", "operator"]


def test_a_press_on_the_page_of_walls_stays_there_without_script(street: Street) -> None:
    walls = f"/meetings/{OPEN_MEETING}/walls"
    page = street.asked(Line(f"GET {M}/walls", f"{M}/walls", ALL), OPEN_MEETING, "chair")[1].decode()
    assert f'name="back" value="{walls}"' in page
    chair, address = bearer(street.house.tokens["chair"]), f"/meetings/{OPEN_MEETING}/commands/lay_out_wall"
    kept = street.http.post(address, headers=chair, data={"layout": "agenda", "back": walls})
    assert (kept.status_code, kept.headers["location"]) == (303, walls)
    refused = street.http.post(address, headers=chair, data={"layout": "sideways", "back": walls})
    assert refused.status_code == 422
    assert 'id="panel-walls"' in refused.text

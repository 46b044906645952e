"""The agenda as a PDF: tagged, in its language, what people wrote as text; set beside the server, never in it."""

import asyncio
import re
import sys
import time
import zlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from structlog.testing import capture_logs

from models.planning.agenda import ItemAdded
from models.text import LONGEST_TEXT, Text
from server.printing.pdf import AT_ONCE, MOST_KEPT, MOST_WAITING, CannotSet, Typesetter
from server.printing.printed import printed
from server.printing.typesetting import typeset
from tests.live.drafted import BASE, SLUG, Drafted, drafted_in, happened, item, sitting
from tests.live.test_printed import NINE, SEVILLE

HOSTILE = (
    '#eval("1+1") #panic() $x^2$ *bold* _low_ \\ \\n \\u{41} @ref <label> // no comment /* nor this */ `raw` "q" ~ '
    "[b] {c} = heading - list + enum / term: x https://example.org #sys.inputs"
)
WORD = re.compile(rb"(?s)(\((?:[^\\()]|\\.)*\)|/f\d+|T[jJ])")


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Drafted]:
    async with drafted_in(tmp_path) as drafted:
        yield drafted


def nameless(_: object) -> str:
    """Nobody here has a name beside the record."""
    return ""


def reading(pdf: bytes) -> str:
    """The text of a PDF as Typst writes it, in the order of its pages."""
    return " ".join(" ".join(runs(pdf)).split())


def runs(pdf: bytes) -> list[str]:
    """The same as it stands there: a line, or a part of one; letters looked up in the maps of each page's fonts."""
    objects = {int(found[1]): found[2] for found in re.finditer(rb"(?ms)^(\d+) 0 obj\n(.*?)\nendobj", pdf)}
    said: list[str] = []
    for resources, stream in re.findall(rb"/Type/Page/Resources (\d+) 0 R.*/Contents (\d+) 0 R", pdf):
        fonts = {}
        for name, font in re.findall(rb"/(f\d+) (\d+) 0 R", objects[int(resources)]):
            [cmap] = re.findall(rb"/ToUnicode (\d+) 0 R", objects[int(font)])
            fonts[name] = letters(content(objects[int(cmap)]))
        said += shown(content(objects[int(stream)]), fonts)
    return said


def joined(text: str) -> str:
    """Without its spaces: where a line ends is the paper's affair."""
    return "".join(text.split())


def content(body: bytes) -> bytes:
    start = body.index(b"stream\n") + len(b"stream\n")
    return zlib.decompress(body[start : body.rindex(b"\nendstream")])


def letters(cmap: bytes) -> dict[int, str]:
    return {
        int(code, 16): bytes.fromhex(letter.decode()).decode("utf-16-be")
        for code, letter in re.findall(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>", cmap)
    }


def shown(stream: bytes, fonts: dict[bytes, dict[int, str]]) -> Iterator[str]:
    font, glyphs = b"", b""
    for word in WORD.split(balanced(stream)):
        if word[:1] == b"(":
            glyphs += unescaped(word[1:-1])
        elif word[:2] == b"/f":
            font = word[1:]
        elif word in {b"Tj", b"TJ"}:
            codes = [int.from_bytes(glyphs[n : n + 2]) for n in range(0, len(glyphs), 2)]
            yield "".join(fonts[font].get(code, "\ufffd") for code in codes).replace("\u200b", "")
            glyphs = b""


def balanced(stream: bytes) -> bytes:
    """The same with every bracket inside a string escaped: where they pair, PDF lets them stand as they are."""
    depth, written = 0, bytearray()
    for sign in re.findall(rb"(?s)\\.|.", stream):
        depth += (sign == b"(") - (sign == b")")
        inside = (sign == b"(" and depth > 1) or (sign == b")" and depth > 0)
        written += b"\\" + sign if inside else sign
    return bytes(written)


def unescaped(literal: bytes) -> bytes:
    plain = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
    return re.sub(
        rb"(?s)\\([0-7]{1,3}|.)",
        lambda found: bytes([int(found[1], 8)]) if found[1].isdigit() else plain.get(found[1], found[1]),
        literal,
    )


async def pdf(house: Drafted, language: str = "en") -> bytes:
    answer = await house.get("agenda.pdf", params={"lang": language})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    return answer.content


async def agenda(house: Drafted, title: str | Text, decision: str = "") -> bytes:
    """The JSON of an agenda with this title of an item."""
    more = {"draft_decision": Text(decision)}
    chamber = await house.convene(
        SEVILLE, [sitting("a")], [item("1", title, sitting="a", fixed_start=NINE, **more)]
    )
    return msgspec.json.encode(printed(chamber.meeting, "en", BASE, nameless))


# ------------------------------------------------------------------------------------------------ the document


async def test_it_is_tagged_and_accessible_and_says_its_title_and_language(house: Drafted) -> None:
    await house.convene(SEVILLE, [sitting("a", Text("Morning", "Matinée"))], [item("1", sitting="a")])
    made = await pdf(house, "fr")
    assert made.startswith(b"%PDF-1.7")
    assert re.search(rb"/Lang ?\(fr\)", made)
    assert re.search(rb"/MarkInfo ?<</Marked true", made)
    assert b"/StructTreeRoot" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert "Bureau exécutif".encode() in made
    roles = set(re.findall(rb"/S ?/(\w+)", made))
    assert {b"H1", b"H2", b"H3", b"L", b"LI"} <= roles


async def test_it_says_what_the_page_says_in_the_readers_language(house: Drafted) -> None:
    seated = sitting("a", Text("Morning", "Matinée"), chair="Mayor of Kazan", place="Room 3")
    items = [
        item("1", Text("Report", "Rapport"), 25, sitting="a", fixed_start=NINE),
        item("2", "Budget", sitting="a", draft_decision=Text("", "1. Adopter ;\n2. Noter.")),
    ]
    await house.convene(SEVILLE, [seated], items)
    said = reading(await pdf(house, "fr"))
    for words in (
        "Bureau exécutif",
        "Lundi 13 juin 2022",
        "Matinée",
        "Room 3",
        "09:00 CEST",
        "Rapport",
        "25 min",
    ):
        assert words in said
    assert f"{BASE}/meetings/{SLUG}" in joined(said)
    assert re.search(r"2 Budget .+ 1\. Adopter ; 2\. Noter\.", said)
    assert re.search(rb"/Lang ?\(en\)", await pdf(house, "fr")), (
        "the title that is not translated is in English"
    )


async def test_the_same_record_is_the_same_file_and_304(house: Drafted) -> None:
    chamber = await house.convene(SEVILLE)
    first = await house.get("agenda.pdf")
    mark = {"If-None-Match": first.headers["etag"]}
    assert (await house.get("agenda.pdf", headers=mark)).status_code == 304
    document = msgspec.json.encode(printed(chamber.meeting, "en", f"{BASE}/meetings/{SLUG}", nameless))
    assert typeset(document) == first.content
    assert first.headers["cache-control"] == "private, no-cache"
    assert "default-src 'none'" in first.headers["content-security-policy"]
    assert (await house.http.head(f"/meetings/{SLUG}/agenda.pdf")).headers["etag"] == first.headers["etag"]
    happened(chamber, ItemAdded(item("2", "Another")))
    assert "Another" in reading((await house.get("agenda.pdf", headers=mark)).content)


# ------------------------------------------------------------------------------------------ what people write


async def test_what_people_write_is_never_read_as_typst(house: Drafted) -> None:
    said = reading(typeset(await agenda(house, HOSTILE, decision=HOSTILE)))
    assert joined(said).count(joined(HOSTILE)) == 2


@pytest.mark.parametrize(
    "title",
    ["ميثاق مستقبل الإنسانية", "人类未来契约", "Пакт во имя будущего", "🏙️ Cities", "א" * 300, "A\u202eB"],
    ids=["Arabic", "Chinese", "Russian", "emoji", "Hebrew", "turned round"],
)
async def test_every_script_is_set_or_shown_as_boxes_and_the_file_is_tagged(
    house: Drafted, title: str
) -> None:
    made = typeset(await agenda(house, title))
    assert b"/StructTreeRoot" in made


@pytest.mark.parametrize(
    "title", ["Quay " * (LONGEST_TEXT // 5), "Q" * LONGEST_TEXT, "https://" + "Q" * 3000]
)
async def test_the_longest_texts_stay_on_their_pages(house: Drafted, title: str) -> None:
    found = runs(typeset(await agenda(house, title, decision=title)))
    assert "".join(found).count("Q") == 2 * title.count("Q")
    assert max(map(len, found)) < 120


@pytest.mark.parametrize(
    "nothing", ["", " ", "\n\n", "\x00"], ids=["empty", "a space", "lines", "unprintable"]
)
async def test_what_has_no_title_is_set_all_the_same(house: Drafted, nothing: str) -> None:
    text = Text(nothing)
    nameless = item("1", text, sitting="a", fixed_start=NINE, draft_decision=text)
    chamber = await house.convene(SEVILLE, [sitting("a", text)], [nameless])
    called = replace(
        SEVILLE, title=text, body=text
    )  # as records may say that were begun before titles were asked for
    made = typeset(
        msgspec.json.encode(printed(replace(chamber.meeting, convocation=called), "en", BASE, nameless))
    )
    assert "AGENDA Agenda Seville" in reading(made)
    assert b"/StructTreeRoot" in made


async def test_an_agenda_with_nothing_on_it_is_set_too(house: Drafted) -> None:
    chamber = await house.draft(SEVILLE)
    made = typeset(msgspec.json.encode(printed(chamber.meeting, "en", BASE, nameless)))
    assert "AGENDA · IN PREPARATION Executive Bureau" in reading(made)


async def test_what_no_file_can_hold_is_left_out(house: Drafted) -> None:
    assert "1 abc 30 min" in reading(typeset(await agenda(house, "a\x00b\x07\x1b\x7fc")))


# ------------------------------------------------------------------------------------------------ how it is set

LATE = "import sys, time; sys.stdin.read(); time.sleep(600)"
BROKEN = "import sys; sys.exit('the press is broken')"
PATIENCE = 20  # seconds
ECHO = "import sys; sys.stdout.write('set: ' + sys.stdin.read())"


def python(program: str) -> tuple[str, ...]:
    return (sys.executable, "-c", program)


async def test_what_takes_too_long_is_killed_and_refused() -> None:
    typesetter = Typesetter(python(LATE), seconds=0.3)
    with capture_logs() as lines, pytest.raises(CannotSet):
        await typesetter.pdf(b"{}")
    assert [line["event"] for line in lines] == ["a page took too long to set"]


async def test_the_reader_is_told_so_in_words(house: Drafted) -> None:
    await house.convene(SEVILLE)
    house.parts.agenda_pages._typesetter = Typesetter(python(LATE), seconds=0.3)
    with capture_logs():
        answer = await house.get("agenda.pdf")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
    assert "One moment" in answer.text


async def test_a_broken_press_is_a_bug_and_says_what_it_said() -> None:
    with pytest.raises(RuntimeError, match="the press is broken"):
        await Typesetter(python(BROKEN)).pdf(b"{}")


async def test_two_are_set_at_once_and_only_so_many_may_wait(tmp_path: Path) -> None:
    """Each says that it has begun, and none ends; when no third begins, two are what may be set at once."""
    begin = f"import sys; n = sys.stdin.read(); open(f'{tmp_path}/{{n}}', 'w'); " + LATE
    typesetter = Typesetter(python(begin))
    waiting = [asyncio.create_task(typesetter.pdf(b"%d" % n)) for n in range(MOST_WAITING)]
    await asyncio.to_thread(until_there_are, AT_ONCE, tmp_path)
    assert typesetter._places.locked()
    with pytest.raises(CannotSet):
        await typesetter.pdf(b"one more")
    await typesetter.close()
    assert {type(one) for one in await asyncio.gather(*waiting, return_exceptions=True)} == {
        asyncio.CancelledError
    }
    assert len(list(tmp_path.iterdir())) == AT_ONCE == 2


def until_there_are(files: int, folder: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while len(list(folder.iterdir())) < files:
        assert time.monotonic() < deadline
        time.sleep(0.01)


async def test_who_asks_for_the_same_waits_for_the_same_and_what_was_set_is_kept() -> None:
    started = []
    typesetter = Typesetter(python(ECHO))
    plain = typesetter._set
    typesetter._set = lambda agenda: started.append(agenda) or plain(agenda)  # type: ignore[method-assign]
    assert await asyncio.gather(*(typesetter.pdf(b"a") for _ in range(5))) == [b"set: a"] * 5
    assert await typesetter.pdf(b"a") == b"set: a"
    assert started == [b"a"]
    for n in range(MOST_KEPT):
        await typesetter.pdf(b"%d" % n)
    assert len(typesetter._kept) == MOST_KEPT
    await typesetter.pdf(b"a")
    assert started.count(b"a") == 2


async def test_who_leaves_does_not_take_the_page_along() -> None:
    typesetter = Typesetter(python(ECHO))
    impatient = asyncio.create_task(typesetter.pdf(b"a"))
    await asyncio.sleep(0)
    impatient.cancel()
    assert await typesetter.pdf(b"a") == b"set: a"

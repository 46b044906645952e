"""Papers in a browser: uploaded and withdrawn without script, downloaded and never run."""

from pathlib import Path

from playwright.async_api import Page, expect

from tests.browser.audit import DESK, PHONE, axe_everywhere, dress
from tests.browser.people import House

SILENT = {"java_script_enabled": False}
HOSTILE = {
    "page.html": b"<!doctype html><title>ran</title><script>document.title = 'ran'</script>",
    "image.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>document.title = "ran"</script></svg>',
}


async def papers(house: House, role: str = "secretariat", **browser: bool) -> Page:
    """Somebody on the page of papers."""
    page = await house.come(role, **browser)
    await page.goto(f"{house.meeting}/papers")
    return page


async def upload(
    page: Page, name: str, content: bytes, *, title: str = "", members_only: bool = False
) -> None:
    place = page.locator(".item-papers", has=page.locator("#of-item-2"))
    await place.get_by_text("Add a paper").click()
    form = place.locator("form.upload").last
    await form.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    await form.get_by_label("Title (else the name of the file)").fill(title)
    await form.get_by_label("Language of the document").select_option("fr")
    await form.get_by_label("For members only").set_checked(members_only)
    await form.get_by_role("button", name="Add the paper").click()
    await expect(page).to_have_url(f"{house_of(page)}/papers")


def house_of(page: Page) -> str:
    return page.url.partition("/papers")[0]


async def test_a_paper_is_added_renewed_opened_and_withdrawn_by_forms_alone(house: House, tmp_path: Path):
    house.visitors.expect("status of 410")
    desk = await papers(house, **SILENT)
    await upload(desk, "rapport.pdf", b"%PDF-1.7 one", title="Report of the Council")
    line = desk.locator(".papers > li")
    await expect(line).to_have_count(1)
    await expect(line).to_contain_text("Report of the Council")
    await expect(line.locator("small").first).to_have_text("PDF12 bytesFrench")

    await line.get_by_text("New version").click()
    await (
        line.locator("form.upload")
        .first.locator("input[type=file]")
        .set_input_files(
            {"name": "rapport-2.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 the second"}
        )
    )
    await line.get_by_role("button", name="Add the version").click()
    await expect(line.locator("small").first).to_have_text("PDF19 bytesFrenchversion 2")

    async with desk.expect_download() as coming:
        await line.get_by_role("link", name="Report of the Council").first.click()
    download = await coming.value
    assert download.suggested_filename == "rapport-2.pdf"
    await download.save_as(tmp_path / "got.pdf")
    assert (tmp_path / "got.pdf").read_bytes() == b"%PDF-1.7 the second"

    newest = await line.get_by_role("link", name="Report of the Council").first.get_attribute("href")
    await line.locator("> .desk-act > summary", has_text="Withdraw").click()
    await line.locator("> .desk-act").get_by_role("button", name="Withdraw the paper").click()
    await expect(line.locator("small").first).to_have_text("PDF12 bytesFrench")
    await desk.goto(f"{house.product.base_url}{newest}")
    await expect(desk.locator("main")).to_contain_text("This paper has been withdrawn.")
    await desk.get_by_role("link", name="Back").click()
    await expect(desk.locator("h2")).to_have_text("Papers")


async def test_a_paper_for_members_is_shown_to_a_delegate_and_not_to_an_observer(house: House):
    house.visitors.expect("status of 401")
    desk = await papers(house, **SILENT)
    await upload(desk, "secret.pdf", b"%PDF-1.7 secret", title="Salaries", members_only=True)
    delegate, observer = await papers(house, "delegate", **SILENT), await papers(house, "observer", **SILENT)
    await expect(delegate.locator(".papers .mark")).to_have_text("members only")
    await expect(observer.locator("main")).to_contain_text("No papers have been handed out yet.")
    address = await delegate.get_by_role("link", name="Salaries").get_attribute("href")
    public = await house.visitors(**SILENT)
    await public.goto(f"{house.product.base_url}{address}")
    await expect(public.locator("main")).to_contain_text("Sign in first")


async def test_an_uploaded_page_is_downloaded_and_never_shown(house: House):
    """Neither by a link nor typed in nor in a frame of ours: it is no document of this house."""
    house.visitors.expect("Content Security Policy|frame|ERR_BLOCKED|ERR_ABORTED")
    desk = await papers(house)
    for name, content in HOSTILE.items():
        await upload(desk, name, content, title=name)
    for name, content in HOSTILE.items():
        link = desk.get_by_role("link", name=name)
        address = await link.get_attribute("href")
        async with desk.expect_download() as coming:
            await link.click()
        assert Path(await (await coming.value).path()).read_bytes() == content
        async with desk.expect_download() as coming:
            await desk.evaluate("address => { location.href = address; }", address)
        await coming.value
        assert await desk.title() != "ran"
        said = await desk.evaluate(
            """async address => (await fetch(address)).headers.get('content-security-policy')""", address
        )
        assert said == "default-src 'none'; sandbox"


async def test_the_page_of_papers_is_for_everybody(house: House):
    desk = await papers(house)
    await upload(desk, "a.pdf", b"%PDF-1.7", title="Report of the Council", members_only=True)
    found = []
    for language in ("en", "fr", "es"):
        await desk.goto(f"{house.meeting}/papers?lang={language}")
        await desk.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")
        found += await axe_everywhere(desk, PHONE, DESK)
        await dress(desk, "light", (320, 800))
        assert await desk.evaluate("document.documentElement.scrollWidth") <= 320
    assert found == []

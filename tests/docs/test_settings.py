"""docs/settings.md names every setting and every file in the data folder, and no other."""

import re

import pytest

from server.settings import read_settings
from tests.docs.reading import PAGES, chapters, page, source, spans
from tests.provision_product import Product

SETTINGS = chapters("docs/settings.md")
ROWS = page("docs/settings.md").below["Settings"].rows("variable")
VARIABLE = re.compile(r"\bHEMICYCLE_[A-Z_]+\b")
KNOWN = set(VARIABLE.findall(source("server/**/*.py")))
FOR_TESTS = {"HEMICYCLE_TRIALS", "HEMICYCLE_TEST_POSTGRES"}


def test_every_setting_has_its_chapter_and_its_row_and_there_is_no_other() -> None:
    assert KNOWN
    assert set(SETTINGS) == KNOWN
    assert [spans(row["variable"]) for row in ROWS] == [[title] for title in SETTINGS]


def test_defaults_are_what_they_are_said_to_be() -> None:
    said = {spans(row["variable"])[0]: next(iter(spans(row["default"])), row["default"]) for row in ROWS}
    settings = read_settings({})
    assert said["HEMICYCLE_BIND"] == f"{settings.host}:{settings.port}"
    assert said["HEMICYCLE_DATA"] == settings.data.name
    assert said["HEMICYCLE_DATABASE_URL"].replace("<data>", str(settings.data)) == settings.database_url
    keeping = settings.keeping
    assert said["HEMICYCLE_KEEP_SIGN_INS_DAYS"] == str(keeping.sign_ins)
    assert said["HEMICYCLE_KEEP_LINKS_DAYS"] == str(keeping.links)
    assert keeping.notes is None
    assert said["HEMICYCLE_KEEP_NOTES_DAYS"] == "none"
    assert said["HEMICYCLE_BASE_URL"] + said["HEMICYCLE_BIND"] == settings.base_url
    assert said["HEMICYCLE_MAIL_FROM"].replace("host", settings.host) == settings.mail_from
    assert (said["HEMICYCLE_SMTP"], settings.smtp) == ("none", None)
    assert (said["HEMICYCLE_PROXIES"], settings.proxies) == ("0", 0)
    assert (said["HEMICYCLE_VENUE"], settings.venue) == ("none", ())


@pytest.mark.parametrize("name", SETTINGS)
def test_examples_of_a_setting_can_be_set(name: str) -> None:
    examples = [line for _, text in SETTINGS[name].examples for line in text.splitlines()]
    assert examples
    for example in examples:
        variable, _, value = example.partition("=")
        assert variable == name
        assert read_settings({variable: value})


@pytest.mark.parametrize("name", PAGES)
def test_no_page_names_a_setting_that_does_not_exist(name: str) -> None:
    assert set(VARIABLE.findall(source(name))) <= KNOWN | FOR_TESTS


def test_what_only_tests_read_is_told_to_those_who_test() -> None:
    assert set(VARIABLE.findall(source("tests/*.py"))) - KNOWN == FOR_TESTS
    assert set(VARIABLE.findall(source("CONTRIBUTING.md"))) == FOR_TESTS


def test_every_file_in_the_data_folder_is_explained(served: Product) -> None:
    explained = {word for row in SETTINGS["HEMICYCLE_DATA"].rows("file") for word in spans(row["file"])}
    assert {path.name for path in served.data.iterdir()} == {name for name in explained if "<" not in name}

"""The catalogues of the pages: every English sentence that pages and refusals say, beside its translations.

    python3 scripts/messages.py

A new sentence joins each catalogue untranslated, one that is no longer said leaves it, and the rest stays as
it is: nothing is guessed. The same sentences give the same files, whoever runs it and whenever.
"""

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.core import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "web" / "locale"
LANGUAGES = ("fr", "es")
KEYWORDS: Mapping[str, tuple | None] = {
    "_": None,
    "say": None,
    "pgettext": ((1, "c"), 2),
    "ngettext": (1, 2),
    "Ground": (3,),  # models/rules/grounds.py: code, rule, message
}
JINJA: Mapping[str, str] = {  # as server/panels.py reads them
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "newstyle_gettext": "true",
    "silent": "false",
}
SOURCES = (
    ("models/**/*.py", "python", {}),
    ("server/**/*.py", "python", {}),
    ("web/templates/**/*.html", "jinja2.ext:babel_extract", JINJA),
)
HEADER = """\
# Hemicycle in {language}. Translate here, then `make messages`; the server reads this file when it starts.
msgid ""
msgstr ""
"Project-Id-Version: hemicycle\\n"
"Language: {code}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


class Said(NamedTuple):
    """A sentence as the code says it: a plural is a pair; a context tells apart what English says alike."""

    words: str | tuple[str, ...]
    context: str | None
    path: str


def said() -> Iterator[Said]:
    """Every sentence, in the order of the files that say it first."""
    for pattern, method, options in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            name = path.relative_to(ROOT).as_posix()
            found = extract_from_file(method, path, KEYWORDS, options=options, strip_comment_tags=True)
            yield from sorted((Said(words, context, name) for _, words, _, context in found), key=str)


def place(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "hemicycle.po"


def read(language: str) -> Catalog:
    path = place(language)
    return read_po(BytesIO(path.read_bytes() if path.is_file() else b""), locale=language)


def updated(language: str) -> str:
    """The catalogue of this language as it has to be: what is said now, with the translations there are."""
    kept, made = read(language), Catalog(locale=language)
    for words, context, path in said():
        known = kept.get(words if isinstance(words, str) else words[0], context)
        made.add(words, known.string if known else None, [(path, None)], context=context)
    text = BytesIO()
    write_po(text, made, width=100, omit_header=True, include_lineno=False)
    header = HEADER.format(
        language=Locale.parse(language).english_name, code=language, plural=made.plural_forms
    )
    return header + text.getvalue().decode()


def main() -> None:
    for language in LANGUAGES:
        path = place(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(updated(language), encoding="utf-8")
        missing = sum(1 for message in read(language) if message.id and not message.string)
        print(f"{path.relative_to(ROOT)}: {len(read(language))} sentences, {missing} to translate")


if __name__ == "__main__":
    main()

"""A text in the working languages; what is not yet translated is read in a language that is there."""

from dataclasses import dataclass, field

LANGUAGES = ("en", "fr", "es")
LONGEST_TEXT = 4000


@dataclass(frozen=True)
class Text:
    """A title or a paragraph in English, French and Spanish; an empty one is not yet translated."""

    en: str = field(default="", metadata={"longest": LONGEST_TEXT})
    fr: str = field(default="", metadata={"longest": LONGEST_TEXT})
    es: str = field(default="", metadata={"longest": LONGEST_TEXT})

    def read(self, language: str) -> tuple[str, str]:
        """The text for a reader of `language`, and the language it is really in."""
        for code in (language, *LANGUAGES):
            words = getattr(self, code, "")
            if words:
                return words, code
        return "", language

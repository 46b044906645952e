"""A text in the working languages; what is not yet translated is read in a language that is there."""

from dataclasses import dataclass

LANGUAGES = ("en", "fr", "es")


@dataclass(frozen=True)
class Text:
    """A title or a sentence in English, French and Spanish; an empty one is not yet translated."""

    en: str = ""
    fr: str = ""
    es: str = ""

    def read(self, language: str) -> tuple[str, str]:
        """The text for a reader of `language`, and the language it is really in."""
        for code in (language, *LANGUAGES):
            words = getattr(self, code, "")
            if words:
                return words, code
        return "", language

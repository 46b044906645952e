"""Which browser a sign-in was made with, from the User-Agent: two words of ours, never the header itself."""

import re
from dataclasses import dataclass

BROWSERS = (
    ("Edge", re.compile(r"\bEdg(e|A|iOS)?/")),
    ("Opera", re.compile(r"\b(OPR|OPX|Opera)/")),
    ("Samsung Internet", re.compile(r"\bSamsungBrowser/")),
    ("Firefox", re.compile(r"\b(Firefox|FxiOS)/")),
    ("Chrome", re.compile(r"\b(Headless)?(Chrome|CriOS)/|\bChromium/")),
    ("Safari", re.compile(r"\bVersion/\S+ (Mobile/\S+ )?Safari/")),
)
SYSTEMS = (
    ("iPad", re.compile(r"\biPad\b")),
    ("iPhone", re.compile(r"\biPhone\b")),
    ("Android", re.compile(r"\bAndroid\b")),
    ("ChromeOS", re.compile(r"\bCrOS\b")),
    ("Windows", re.compile(r"\bWindows\b")),
    ("macOS", re.compile(r"\bMacintosh\b|\bMac OS X\b")),
    ("Linux", re.compile(r"\bLinux\b|\bX11\b")),
)


@dataclass(frozen=True)
class Browser:
    """`Firefox` on `Windows`; either is empty where the header does not tell."""

    name: str = ""
    system: str = ""


UNKNOWN = Browser()


def browser_of(user_agent: str) -> Browser:
    """The first that fits: browsers name their forebears too."""

    def first(among: tuple[tuple[str, re.Pattern[str]], ...]) -> str:
        return next((name for name, shape in among if shape.search(user_agent)), "")

    return Browser(first(BROWSERS), first(SYSTEMS))

"""The draft decision under an item: "The Committee … is invited to:", and the numbered lines that follow."""

import re
from dataclasses import dataclass

from server.imports.marks import Marked
from server.imports.spelling import folded

_INVITED = re.compile(
    r"\b(?:(?:is|are) (?:hereby )?(?:invited|requested|asked|called upon) to"
    r"|(?:est|sont) (?:invitee?s?|priee?s?|appelee?s?) (?:a|de|d'|par consequent a)"
    r"|se (?:invita|solicita|pide|ruega) (?:\w+ ){0,8}?a|(?:esta|es|son|estan) invitad[oa]s? a)\b\s*(?P<rest>.*)"
)
_ARTICLES = set("the a an this our la le les l un une el los las lunch dinner cocktail reception".split())
_VERBS = re.compile(
    r"(?:adopt|approv|tak|note|endors|decid|request|elect|welcom|consider|recommend|appoint|ratif|confirm|mandat"
    r"|invit|express|discuss|provide|acknowledg|authori|instruct|thank|agree"
    r"|prend|decid|elire|felicit|accueill|exprim|demand|remerci|examin|nomm|entérin|enterin|charg"
    r"|apro|aprob|tom|elegir|solicit|acog|recomend|expres|agradec|examin|nombr|encarg|ratific)\w*"
)


@dataclass
class Invitation:
    """A draft decision being read: where it was announced, under an item at which indent and number."""

    indent: int
    item_indent: int
    item_number: str
    open: bool
    blank: bool = False
    last: str = ""

    def continues(self, line: Marked) -> bool:
        """Whether a line still belongs to it.

        What is set further in than the item does. Where the indents are lost, a number does that goes on
        counting, unless it goes on the agenda's own count and begins with no verb of a decision.
        """
        if not self.open:
            return False
        if line.marked:
            belongs = line.indent > self.item_indent or (line.indent >= self.indent and self._counts_on(line))
        else:
            belongs = not self.blank and (line.indent > self.item_indent or line.words[:1].islower())
        if belongs and line.number:
            self.last = line.number
        self.blank = False
        return belongs

    def _counts_on(self, line: Marked) -> bool:
        verb = bool(_VERBS.match(folded(line.words)))
        if not line.number:
            return verb
        expected = _next(self.last) if self.last else line.number
        return line.number == expected and (verb or line.number != _next(self.item_number))


def invites(words: str) -> bool:
    """Whether a line announces a draft decision, and no reception."""
    found = _INVITED.search(folded(words))
    if found is None:
        return False
    rest = found["rest"].strip()
    return not rest.strip(" :.…") or rest.split()[0].strip("'’,") not in _ARTICLES


def is_open(words: str) -> bool:
    """Whether more is to follow: the announcement ends with a colon, or with "to"."""
    return not words.rstrip().endswith((".", "!"))


def _next(number: str) -> str:
    head, dot, last = number.rpartition(".")
    return f"{head}{dot}{int(last) + 1}" if last.isdigit() else ""

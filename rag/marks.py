"""Resolve the marks of an answer while it is being written, and take out what must not be shown: pieces → safe text.

    [2] 【2】 ［２］ [2,5] [2-4] [^2] [选段2] 【2†source】   →   [1], [1][2] …: renumbered in the order of first use

A number that no passage has is dropped with its mark. So are pictures, HTML tags and addresses that no passage holds;
of a link its words stay. Signs that nobody sees are dropped first, so that they hide nothing.

What is given out does not depend on how the text is cut into pieces: text that may still become one of these forms is
held until it is decided, a few characters as a rule.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

MARK = re.compile(r"\[(\d{1,3})\]")
"""A mark of a resolved answer; its number is that of a citation."""

_TARGET_CHARS, _LINK_CHARS, _TAG_CHARS, _SPACES = 2000, 200, 500, 50
"""What is longer is no link, no tag, no gap before a mark; nothing is held for longer."""

_SEPARATOR = r"(?:[,，、;；/\-–—~～至]|和|及|and|&)"
BRACKETED = (
    r"[\[［【]{1,2}[ \t]*(?:\^|(?:选段|段落|来源|资料|出处|文献|passages?|sources?|ref)[ \t]*)?"
    rf"\d{{1,3}}(?:[ \t]*{_SEPARATOR}[ \t]*\d{{1,3}}){{0,30}}[ \t]*(?:†[^\[\]［］【】\n]{{0,40}})?[\]］】]{{1,2}}"
)
"""A mark as LLMs write it."""
_RANGE = re.compile(r"(\d{1,3})[ \t]*(?:([\-–—~～至])[ \t]*(\d{1,3}))?")
_WIDEST = 20
"""Passages in a mark such as [1-5], at most."""

_WORDS = rf"[^\[\]［］【】\n]{{0,{_LINK_CHARS}}}"
_INSIDE = rf"(?:[^()\n]|\([^()\n]{{0,{_LINK_CHARS}}}\)){{0,{_TARGET_CHARS}}}"
_ADDRESS = (
    r"(?:[a-z][a-z0-9+.\-]{1,9}://[^\s<>()\[\]（）【】，。；、”’\"']*"
    r"|//[a-z0-9\-]{1,63}\.[^\s<>()\[\]（）【】，。；、”’\"']*|www\.[^\s<>()\[\]（）【】，。；、”’\"']*)"
)
_FORM = re.compile(
    rf"(?P<picture>!\[{_WORDS}\]\({_INSIDE}\))"
    rf"|[ \t]{{0,{_SPACES}}}(?P<mark>{BRACKETED})(?:\({_ADDRESS}\))?(?P<joined>(?=\())?"
    rf"|\[(?P<words>{_WORDS})\]\({_INSIDE}\)"
    rf"|(?P<tag><+[/!?a-z][^>\n]{{0,{_TAG_CHARS}}}>)"
    rf"|(?P<open><(?=[/!?a-z]))"
    rf"|(?P<joint>\]\()"
    rf"|(?P<address>{_ADDRESS})",
    re.IGNORECASE,
)
_UNDECIDED = re.compile(
    rf"(?:[ \t]{{0,{_SPACES}}}!?[\[［【]{{1,2}}{_WORDS}"
    rf"(?:[\]］】]{{1,2}}(?:\({_INSIDE}(?:\([^()\n]{{0,{_LINK_CHARS}}})?\)?)?)?"
    rf"|[!\]]\(?|<+(?:[/!?a-z][^>\n]{{0,{_TAG_CHARS}}})?"
    rf"|[a-z][a-z0-9+.\-]{{0,9}}:?/?|/{{1,2}}(?:[a-z0-9\-]{{1,63}})?|{_ADDRESS}"
    r"|\s+)\Z",
    re.IGNORECASE,
)
"""The end of a text that may become a form, or a longer one, with the text to come."""


class Resolver:
    """Resolves the marks of one answer, piece by piece."""

    def __init__(self, passages: Iterable[str]) -> None:
        """Begin an answer.

        Args:
            passages: the texts that its marks name: [n] the n-th, counted from 1.

        """
        self._passages = tuple(passages)
        self._held = ""
        self._last = ""
        """The sign before what is held."""
        self._space = ""
        """White space that is given when words follow it."""
        self._begun = False
        self._order: dict[int, int] = {}

    @property
    def cited(self) -> tuple[int, ...]:
        """The numbers of the passages cited so far, in the order of first use: the n-th is behind the mark [n]."""
        return tuple(self._order)

    def feed(self, piece: str) -> str:
        """Take some more words and give those that are decided; may be empty."""
        self._held += visible(piece)
        undecided = _UNDECIDED.search(self._held)
        end = undecided.start() if undecided else len(self._held)
        around = next((form for form in _FORM.finditer(self._held) if form.start() < end < form.end()), None)
        end = around.start() if around else end
        decided, self._held = self._held[:end], self._held[end:]
        return self._resolved(decided)

    def close(self) -> str:
        """Give the rest; white space at the end is left out."""
        rest, self._held = self._held, ""
        return self._resolved(rest)

    def _resolved(self, text: str) -> str:
        given = "".join(self._parts(text))
        self._last = given[-1:] or self._last
        given = self._space + given if self._begun else given.lstrip()
        shown = given.rstrip()
        self._space = given[len(shown) :]
        self._begun = self._begun or bool(shown)
        return shown

    def _parts(self, text: str) -> Iterable[str]:
        end, last = 0, self._last
        for form in _FORM.finditer(text):
            for part in (text[end : form.start()], self._said(form, text[end : form.start()][-1:] or last)):
                yield part
                last = part[-1:] or last
            end = form.end()
        yield text[end:]

    def _said(self, form: re.Match[str], before: str) -> str:
        """Give what takes the place of a form; a space where nothing could let its neighbours become a form."""
        if form["mark"]:
            marks = "".join(f"[{self._order[number]}]" for number in self._known(form["mark"]))
            apart = form["joined"] is not None or (not marks and before != "]" and _joins(before))
            return marks + " " * apart
        if form["words"] is not None:
            # The words may hold tags and addresses in their turn.
            words = _FORM.sub(" ", form["words"])
            return " " * _joins(before) + words + " " * (not words or _joins(words[-1]))
        if form["open"]:
            return "‹"
        if form["joint"]:
            return "] ("
        if form["address"] and any(form["address"].rstrip(".,:;!?") in passage for passage in self._passages):
            return form["address"]
        return " "

    def _known(self, mark: str) -> Iterable[int]:
        """Give the numbers of a mark that passages have, and remember them."""
        for match in _RANGE.finditer(mark.partition("†")[0]):
            first = int(match[1])
            last = int(match[3]) if match[2] else first
            for number in range(first, last + 1) if last - first < _WIDEST else ():
                if 1 <= number <= len(self._passages):
                    self._order.setdefault(number, len(self._order) + 1)
                    yield number


def resolve(text: str, passages: Iterable[str]) -> tuple[str, tuple[int, ...]]:
    """Resolve a whole answer.

    Args:
        text: the words of a backend.
        passages: the texts that its marks name.

    Returns: what is shown, and the numbers of the passages behind its marks [1], [2], … in that order.

    """
    resolver = Resolver(passages)
    shown = resolver.feed(text) + resolver.close()
    return shown, resolver.cited


def _joins(sign: str) -> bool:
    """Tell whether a sign could make an address, a tag or a link with what comes to stand behind it."""
    return bool(sign) and sign.isascii() and (sign.isalpha() or sign in ":/[]!<")


def visible(text: str) -> str:
    """Drop the signs that nobody sees: zero-width, direction, tags, control; line ends and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in _UNSEEN)


_UNSEEN = {"Cc", "Cf", "Co", "Cn"}

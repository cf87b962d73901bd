"""Fence what others wrote, so that it stays data: text of a document or a question → text that forms no tag, no mark.

No text can close its fence, open another, pass for a token of a chat template (<|im_start|>, [INST]) or for the number
[n] of a passage. Signs that nobody sees are dropped; nothing else is changed, no figure and no comparison such as <35.
"""

from __future__ import annotations

import re

from rag.marks import BRACKETED, visible

_TAG_START = re.compile(r"[<＜﹤‹〈⟨](?=[\s<＜﹤]*(?:[/／!！?？|｜]|[^\W\d_]))")
_TEMPLATE = re.compile(r"[\[［【](?=\s*/?\s*(?:INST|SYS|SYSTEM|USER|ASSISTANT)\b)", re.IGNORECASE)
_MARK = re.compile(BRACKETED, re.IGNORECASE)
_BRACKETS = str.maketrans("[［【]］】", "((()))")


def defused(text: str) -> str:
    """Break up whatever could pass for a tag, a template's token or a passage's number; `<35` and `[2022]15号` stay."""
    return unmarked(_TEMPLATE.sub("(", _TAG_START.sub("‹ ", visible(text))))


def unmarked(text: str) -> str:
    """Give a document's own [3] round brackets, sign for sign."""
    return _MARK.sub(lambda mark: mark[0].translate(_BRACKETS), text)


def line(text: str) -> str:
    """Break up a text and put it on one line, as a heading or a name must be."""
    return " ".join(defused(text).split())


def fenced(tag: str, text: str) -> str:
    """Put a text that is broken up already between two tags on lines of their own."""
    return f"<{tag}>\n{text}\n</{tag}>"

"""Put a question and its passages into the words an LLM reads: Question, Hit[] → chat messages.

    texts.py    the words themselves, files that a user can override     fence.py   what keeps data from being more
    figures.py  the figures of the passages that the question may be about

The system message holds the rules, in the language of the question; the user message holds the passages, numbered
from 1 in the order of the hits, and then the question, each inside a fence of two tags that none of them can close.
Not here: whether the answer kept to the rules (its marks and figures are checked against the passages afterwards).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.backends.prompts.fence import defused, fenced, line
from rag.backends.prompts.figures import figure_lines
from rag.backends.prompts.texts import REFUSAL, Prompts, declines, load
from rag.question import split
from rag.records import Hit, Language, Question, short_name
from rag.words import normalise

__all__ = ["REFUSAL", "Prompts", "again", "declines", "fitting", "helping", "load", "messages"]

ROOM = 2120
"""Characters of the passages in a prompt, numbers, context lines and fences included."""
ROOM_EACH = 600
"""The same for each further place, period or indicator that a question asks for at once."""
FEW = 3
"""Years of a period longer than this are not told one by one."""
LEAST = 4
"""So many passages are shown, whatever their length."""

Messages = list[dict[str, str]]


def messages(question: Question, hits: Sequence[Hit], prompts: Prompts | None = None) -> Messages:
    """Write the messages for a chat model.

    Args:
        question: asked in its `lang`; how its relative words were read, and what a follow-up leaves out or its asker
            chose otherwise, is told to the model too.
        hits: best first; the first one becomes passage [1].
        prompts: the words around them; the bundled ones unless told otherwise.

    Returns:
        A system and a user message, as {"role", "content"}.

    """
    prompts = prompts or load()
    asked = defused(question.text)
    figures = figure_lines(question, hits)
    if read_as := "; ".join([*question.resolved, *_left_out(question)]):
        asked += f"\n({line(read_as)})"
    user = prompts.filled(
        f"question.{question.lang}",
        passages="\n\n".join(_passage(n, hit) for n, hit in enumerate(hits, start=1)),
        figures=fenced("figures", "\n".join(figures)) if figures else "",
        question=fenced("question", asked),
    )
    return [
        {"role": "system", "content": prompts.filled(f"answer.{question.lang}", refusal=REFUSAL[question.lang])},
        {"role": "user", "content": re.sub(r"\n{3,}", "\n\n", user).strip()},
    ]


def again(doubts: Sequence[str], lang: Language, prompts: Prompts) -> dict[str, str]:
    """Write the message that asks for an answer once again.

    Args:
        doubts: what is wrong with each figure, its words as the LLM wrote them.
        lang: the language of the question.
        prompts: the words around them.

    """
    figures = "\n".join(f"- {line(doubt)}" for doubt in doubts)
    return {"role": "user", "content": prompts.filled(f"again.{lang}", figures=figures)}


def helping(name: str, asked: Sequence[str], prompts: Prompts) -> Messages:
    """Write the messages for a step that helps the search.

    Args:
        name: "rewrite", "hypothetical" or "follow_up".
        asked: the questions of the conversation, oldest first; one for the first two.
        prompts: the words around them.

    """
    questions = "\n".join(map(line, asked))
    return [
        {"role": "system", "content": prompts.filled(name)},
        {"role": "user", "content": fenced("question", questions)},
    ]


def fitting(question: Question, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Choose the passages that a prompt has room for, each whole.

    Args:
        question: one that asks for several things at once gets more room.
        hits: best first.

    Returns: the first LEAST, and in order every further one that still fits.

    """
    room = ROOM + ROOM_EACH * (len(split(question)) - 1)
    chosen: list[Hit] = []
    for hit in hits:
        size = len(_passage(1, hit))
        if len(chosen) < LEAST or size <= room:
            chosen.append(hit)
            room -= size
    return tuple(chosen)


def _left_out(question: Question) -> Iterator[str]:
    """Name the places, years and topic that were understood and do not stand in the words of a question."""
    text = normalise(question.text)
    yield from (region for region in question.regions if normalise(short_name(region)) not in text)
    if not question.resolved:
        yield from (f"{year}年" for year in question.years if str(year) not in text and len(question.years) <= FEW)
    if any(piece not in text for piece in normalise(question.topic).split()):
        yield question.topic


def _passage(n: int, hit: Hit) -> str:
    """Give a passage its number, its context line and its fence; headings come from the document as well."""
    return fenced("passage", f"[{n}] {line(hit.passage.context.line)}\n{defused(hit.passage.text)}")

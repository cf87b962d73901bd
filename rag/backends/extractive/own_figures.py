"""Tell which of the figures that a window lists are those of the thing that a yes/no question states one of.

    新增瞪羚企业是不是有9家 + 新增瞪羚企业3家、独角兽企业9家   →   新增瞪羚企业3家

A figure is of the thing whose clause, or the name of its row, holds most of the question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rag.backends.extractive.pieces import Piece, pieces_of
from rag.backends.extractive.task import Task
from rag.fit import Candidate
from rag.needs import Need, needs_of
from rag.records import Figure
from rag.verdict import stated_figures
from rag.words import normalise

CARRIED, CARRIED_AMONG = 0.5, 0.9
"""What stands in the pieces before counts so much of what stands in its own; behind 其中, where all are parts of one thing, more."""
AS_MUCH = 0.02
"""Pieces hold as much of the question as each other where they differ by no more."""
FAR = 0.3
"""What holds so much less of the question than another is of another thing."""
NAMED = 0.4
"""A piece names the thing asked about where it holds so much of the question."""

_AMONG = re.compile(r"其中")
_PLAIN = re.compile(r"[“”‘’\"《》\s的]")


def own_words(task: Task, candidate: Candidate, text: str) -> str:
    """Give the words of a window without the figures of other things; the text where it lists none, or it is not clear whose they are.

    Empty where only other things have a figure of the unit stated.

    Args:
        task: with the question.
        candidate: the window.
        text: what of it is said of the thing asked about.

    """
    units = {figure.unit for figure in stated_figures(task.question) if figure.unit}
    rows = task.index.figures([task.index.row_of(candidate.passage)])
    pieces = list(pieces_of(candidate.passage.text, candidate.window.span, rows))
    listed = [(piece, row, name) for piece in pieces for row, name in zip(piece.rows, piece.names, strict=True)]
    if len(listed) < 2 or not units:
        return text
    everything = _held(task, pieces, listed)
    held = [much for much, (_, row, _) in zip(everything, listed, strict=True) if row.unit in units]
    if held and max(held) < max(everything) - FAR:
        return ""
    listed = [one for one in listed if one[1].unit in units]
    if len(listed) < 2:
        return text
    best = max(held)
    if best < NAMED:
        return text
    own = [row for (_, row, _), much in zip(listed, held, strict=True) if much >= best - AS_MUCH]
    others = [row for _, row, _ in listed if row not in own]
    return "，".join(filter(None, (_said(piece, own, others) for piece in pieces)))


def _said(piece: Piece, own: Sequence[Figure], others: Sequence[Figure]) -> str:
    """Give the words of a piece, of figures that are dealt out only the own ones; none of a piece with those of others alone."""
    if piece.one_of(own):
        return piece.one_of(own)
    of_others = any(row in others for row in piece.rows)
    return "" if of_others and not any(row in own for row in piece.rows) else piece.text


def _held(task: Task, pieces: Sequence[Piece], listed: Sequence[tuple[Piece, Figure, str]]) -> list[float]:
    """Give for each figure how much of the question its piece holds, 0 to 1."""
    needs = [need for need in needs_of(task.question, task.index) if need.weight]
    whole = _topic(task)
    held = []
    for piece, _, name in listed:
        number = pieces.index(piece)
        before = "".join(one.plain for one in pieces[:number])
        carried = CARRIED_AMONG if any(_AMONG.match(one.text) for one in pieces[: number + 1]) else CARRIED
        own, others = (_bare(words) for words in (name if piece.said else name + piece.text, before))
        held.append(_share(needs, whole, own, others, carried))
    return held


def _topic(task: Task) -> str:
    """Give what is asked about without the figures stated; nothing for an English question, whose words no passage holds."""
    if task.question.lang == "en":
        return ""
    topic = normalise(task.question.topic or task.question.text)
    for figure in stated_figures(task.question):
        topic = topic.replace(figure.text, " ")
    return topic


def _share(needs: Sequence[Need], whole: str, own: str, before: str, carried: float) -> float:
    """Give how much of the question a piece holds, in its words and those of what reports call the same."""
    shares = [_covered(_bare(whole), own, before, carried)] if whole else []
    weights = sum(need.weight for need in needs)
    if weights:
        forms = ((need.weight, (need.word, *need.terms)) for need in needs)
        met = sum(w * max(_covered(_bare(form), own, before, carried) for form in all_) for w, all_ in forms)
        shares.append(met / weights)
    return sum(shares) / len(shares) if shares else 0.0


def _covered(form: str, own: str, before: str, carried: float) -> float:
    """Give how much of a word's pairs of characters a piece holds, or those before it do."""
    pairs = ["".join(pair) for pair in pairwise(form)] or [form]
    return sum(1 if pair in own else carried if pair in before else 0 for pair in pairs) / len(pairs)


def _bare(text: str) -> str:
    return _PLAIN.sub("", normalise(text))

"""Put the figures that a question may be about beside its passages: Question, Hit[] → lines, each with its [n].

    [2] 青石区 2024年 完成：城镇新增就业 1.69万人

A passage names neither its year nor its place, and a model mixes up what stands close together; a row tells both.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.backends.prompts.fence import line
from rag.figures.indicators import canonical, key
from rag.figures.rows import read_figures
from rag.records import Figure, Hit, Question
from rag.tables import figure_words, period

LINES = 12
"""Rows in a prompt at most."""
ALIKE = 0.4
"""Share of an indicator's pairs of characters that the question must hold."""
_STANCES = {"achieved": "完成", "target": "目标", "other": ""}


def figure_lines(question: Question, hits: Sequence[Hit]) -> list[str]:
    """Write the rows whose indicators a question asks about, those most like it first.

    Args:
        question: as understood, with what reports call the same.
        hits: as they are numbered in the prompt.

    """
    asked = _pairs(" ".join([question.topic, *(term for one in question.expansions for term in one.terms)]))
    rated: list[tuple[float, int, Figure]] = []
    for number, hit in enumerate(hits, start=1):
        for figure in read_figures(hit.passage):
            pairs = _pairs(figure.name)
            like = len(pairs & asked) / len(pairs) if pairs else 0.0
            if like >= ALIKE:
                rated.append((like, number, figure))
    rated.sort(key=lambda one: (-one[0], one[1]))
    return [_line(number, figure) for _, number, figure in rated[:LINES]]


def _line(number: int, figure: Figure) -> str:
    when = f" {period(figure.years)}年" if figure.years else ""
    stance = f" {_STANCES[figure.stance]}" if _STANCES[figure.stance] else ""
    rises = "增长" if figure.change == "up" else ""
    return f"[{number}] {line(f'{figure.region}{when}{stance}：{figure.indicator} {rises}{figure_words(figure)}')}"


def _pairs(text: str) -> set[str]:
    """Give the pairs of characters of the names in a text, as indicators are looked up."""
    names = [key(canonical(piece)) for piece in text.split()] + [key(piece) for piece in text.split()]
    return {name[i : i + 2] for name in names for i in range(len(name) - 1)}

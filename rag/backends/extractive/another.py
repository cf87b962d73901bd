"""Tell a near miss: Candidate → whether it is about another thing than the one asked for.

A near miss has the words and the form of the question, and is near to it in meaning: 出口 for 进口, 新建学校11所 for
新建几家医院, a total where it is asked what each gets. How sure a window is, is learned (fit.py) from how much of the
question it holds; what it lacks is judged here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.alike import Alike
from rag.asked import Asked
from rag.figures.extract import unit_kind
from rag.figures.indicators import is_name
from rag.fit import Candidate
from rag.needs import MOVEMENT, Need
from rag.question.contrast import contrast
from rag.records import Question
from rag.sides import of_another_denominator, of_another_side, of_another_state
from rag.verdict import OPENS
from rag.words import normalise

ALIKE = 0.3
"""A word stands for one asked for only if they are so alike."""
UNLIKE = 0.2
"""Less alike than this is it to no word that people call it by, though no passage holds theirs."""
SAME = 0.5
"""So alike must it be to a term of the field that passages hold."""
TELLING = 0.4
"""The things asked about tell what is meant where they are such a part of the question, by weight."""
UNSURE = 0.25
"""A window less sure than this must hold any of the terms of the field that are asked about and that some passage holds."""

_MENTIONED = re.compile(r"提到|提及|说到|谈到")
"""Asks for the thing by its name: what is only alike does not mention it."""
_SHARE = re.compile(r"占(?!地)|比重")
"""Tells no growth where nothing moves."""
_COUNTED = re.compile(r"(?:多少|几).{0,5}$")
"""Stands before the thing that is counted."""
_MEASURED = re.compile(r"资金|钱|经费|费用|投资|投入|金额|数额|人|人数|面积|里程|长度|时间|百分点")
"""What any figure of its unit tells, and no clause need name."""
_USED = re.compile(
    rf"{OPENS.pattern}|能[^，。？]{{0,4}}(?:[坐用住走看喝吃进上读玩逛]|通[上了]?)|[坐用住走喝吃]上|建[成好完]|修[好完通成]|完成|"
    r"\b(?:open|opens|opened|completed?|finish(?:ed)?|in (?:use|operation|service)|ready)\b"
)
"""Asks when a thing can be used."""
_WHEN = re.compile(r"什么时候|何时|几时|啥时候?|哪一?[年天]|几月|\bwhen\b", re.I)
_BEGUN = re.compile(r"开工|动工|启动|奠基|始建|开建|进场")
_ENDS = re.compile(r"了?[呢吗啊]?[?。]?")


def tells_another(question: Question, candidate: Candidate, needs: Sequence[Need], alike: Alike) -> bool:
    """Tell whether a window that is to tell a figure, or whether a thing is mentioned, is about another thing.

    Args:
        question: a Chinese one that asks for a figure, or for yes or no.
        candidate: the window.
        needs: of the question.
        alike: words beside each other, by the bundled model.

    """
    if question.kind == "yes_no" and _MENTIONED.search(question.text):
        around = candidate.around
        things = [need for need in needs if need.thing]
        return bool(things) and not any(need.met_by(around) for need in things)
    if _leaves_out(question, candidate, needs, alike):
        return True
    figures = " ".join(clause.plain for clause in candidate.clauses if clause.figures)
    if Asked(question).growth and _SHARE.search(figures) and not MOVEMENT.search(figures.replace("增加值", "")):
        return True
    clauses = [clause.plain for clause in candidate.clauses if clause.figures]
    if of_another_denominator(normalise(question.text), clauses):
        return True
    # Of two things of which one is to be chosen, each is asked about in its own words alone.
    asked = question.topic if contrast(normalise(question.text)).choice else question.text
    return question.kind != "yes_no" and of_another_side(normalise(asked), figures)


def tells_no_such(question: Question, candidate: Candidate, needs: Sequence[Need], alike: Alike) -> bool:
    """Tell whether the point of a question is a term of the field that no passage holds, and a window holds nothing like it.

    一般公共预算收入 does not answer for 固定资产投资, nor the boats of a race for who won it. What is counted may well be
    told in words of another field (8金 of 几块金牌), an indicator is not.
    """
    figure = question.kind == "figure"
    point = [
        need for need in needs if need.head and need.known and not need.used and (is_name(need.word) or not figure)
    ]
    text = normalise(candidate.text)
    if not point or any(need.met_by(candidate.around) or need.touched_by(text) for need in point):
        return False
    return bool(alike.nearest([text], point).max() < SAME)


def tells_another_state(question: Question, candidate: Candidate) -> bool:
    """Tell whether a window tells when a thing was begun where it is asked when it can be used, or what was done where it is asked what is left."""
    begun = _BEGUN.search(candidate.text) and not OPENS.search(candidate.text)
    if begun and asks_when_used(question):
        return True
    return question.kind == "figure" and of_another_state(normalise(question.text), normalise(candidate.text))


def asks_when_used(question: Question) -> bool:
    """Tell whether it is asked when a thing can be used."""
    return bool(_WHEN.search(question.text) and _USED.search(normalise(question.text)))


def _leaves_out(question: Question, candidate: Candidate, needs: Sequence[Need], alike: Alike) -> bool:
    """Tell whether nothing that is asked about stands in the sentence or the headings, or not what is to be counted."""
    # Of things that no passage names, all that is asked must be missed, since people have words of their own.
    things = [need for need in needs if need.thing and (need.used or need.known)] or needs
    sentence, above = normalise(candidate.sentence), normalise(" ".join(candidate.passage.context.sections))
    if not things:
        return False
    nearest = alike.nearest([sentence, above], things).max(axis=0)
    missed = {
        need.word
        for need, likeness in zip(things, nearest, strict=True)
        if likeness < ALIKE and not need.touched_by(sentence + above)
    }
    known = [need.word for need in things if need.known and need.used]
    if candidate.confidence < UNSURE and known and missed.issuperset(known):
        return True
    official = [need for need in things if need.used and is_name(need.word)]
    unsure = candidate.confidence < UNSURE and question.kind == "compare"
    if unsure and official and not any(need.met_by(sentence + above) for need in official):
        return True  # what is held against the same of another year must be just that
    telling = sum(need.weight for need in things) >= TELLING * sum(need.weight for need in needs)
    counted = next((need for need in needs if need.thing and _is_counted(question, need)), None)
    if (telling and len(missed) == len(things)) or not counted:
        return telling and len(missed) == len(things)
    another_kind = _of_another_kind(question, counted, things, sentence + above)
    return another_kind or _counts_another(counted, candidate, alike)


def _of_another_kind(question: Question, counted: Need, things: Sequence[Need], text: str) -> bool:
    """Tell whether a text names what is counted, and not what kind of it is asked for: 重点项目 are no 招商项目."""
    asked = normalise(question.text)
    kind = [
        need
        for need in things
        if need.used
        and need is not counted
        and ((need.known and need.weight >= counted.weight) or f"{need.word}{counted.word}" in asked)
    ]
    return bool(kind) and counted.word in text and not any(need.touched_by(text) for need in kind)


def _counts_another(counted: Need, candidate: Candidate, alike: Alike) -> bool:
    """Tell whether a window names nothing like what is to be counted; what its sentence tells shares of may well."""
    text = "，".join(
        clause.plain
        for clause in candidate.clauses
        if not clause.figures or any(unit_kind(figure.unit) != "share" for figure in clause.figures)
    )
    # People have words of their own for things.
    unused = UNLIKE if candidate.confidence < UNSURE else 0.0
    least = unused if not counted.used else SAME if counted.known else ALIKE
    return not counted.touched_by(text) and bool(alike.nearest([text], [counted]).max() < least)


def _is_counted(question: Question, need: Need) -> bool:
    """Tell whether a question ends with the thing that it wants counted: 新建了几所医院."""
    before, _, behind = normalise(question.text).rpartition(need.word)
    return not _MEASURED.fullmatch(need.word) and bool(_COUNTED.search(before) and _ENDS.fullmatch(behind))

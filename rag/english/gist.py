"""Say in English the one fact that is asked of a clause which is not known in English as a whole: str, Question → str.

    how many gold medals   在全国运动会上共获得48枚金牌、位列全国第3   →  48 gold medals
    when                   日供水8万吨的第二水厂10月通水               →  October 2023
    who                    我市选手李明夺得自行车金牌                  →  Li Ming (李明)
    which cities           青石、南湖双获“湿地城市”                    →  Qingshi (青石) and Nanhu (南湖)

The clause is quoted behind it. Where several figures or dates may be the one asked for, none is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice, zip_longest

from rag.asked import Asked
from rag.clauses import clauses, sentences
from rag.english.amounts import number, written_out
from rag.english.clause import is_verb
from rag.english.dates import dates
from rag.english.nouns import LEVELS, counted, joined, proper, quantity
from rag.english.proper import person, pinyin, thing
from rag.english.terms import literal_term, singular
from rag.figures.extract import FigureSpan, figures, unit_kind
from rag.needs import MOVEMENT
from rag.records import Context, Question
from rag.stamp.topic import asked_bag, bag
from rag.words import normalise

LONGEST_NOUN = 14
"""Characters of the longest noun looked for at a figure."""

_WHEN = re.compile(r"\bwhen\b|\b(?:what|which) (?:date|day|month)\b", re.I)
_AMOUNT = re.compile(
    r"\bhow (?:many|much|far|fast|long|large|high|big)\b|\b(?:number|share|proportion|percentage|amount) of\b", re.I
)
_MANY = re.compile(r"\bhow many\b", re.I)
_WHO = re.compile(
    r"\bwho(?:m|se)?\b|\bwhich (?:athlete|player|teacher|doctor|person|resident|official|farmer|villager)s?\b", re.I
)
_WHERE = re.compile(
    r"\bwhere\b|\b(?:which|what) (?:[\w'-]+ )?(?:places?|cit(?:y|ies)|count(?:y|ies)|districts?|provinces?|towns?|countries|country|villages?|airports?|lakes?|rivers?|mountains?)\b",
    re.I,
)
_WHICH = re.compile(r"^which (?!(?:[\w'-]+ ){0,3}?\w{2,}s (?!(?:is|was|has|does)\b))", re.I)
"""Asks for one thing."""
_BY_NAME = re.compile(r"^(?:in |at |by )?(?:which|who)\b", re.I)
"""Asks for a name first, and for figures of what bears that name."""
_THAN = re.compile(
    r"比(承诺|计划|目标|预期|上年|去年|前年|年初)(?:的?(?:数|任务|目标|同期))?(?:增加|减少|多出?|少)了?$"
)
_THAN_WHAT = {
    "承诺": "promised", "计划": "planned", "目标": "targeted", "预期": "expected", "上年": "the year before", "去年": "the year before",
    "前年": "two years before", "年初": "at the beginning of the year",
}  # fmt: skip
_PLANNED = ("promised", "planned", "targeted", "expected")
_AGAINST_PLAN = re.compile(r"\b(?:promis|plan|target|goal|expect)", re.I)
_UP = re.compile(r"(?:增长|增加|提高|上升|提升|上涨|多出?|增)了?$")
_DOWN = re.compile(r"(?:下降|降低|减少|回落|压缩|压减|少|降|减)了?$")
_ASKS_MOVED = re.compile(rf"{MOVEMENT.pattern}|\bby how\b|\bmore\b|\bfewer\b|\bless\b", re.I)
_LEADS_ON = re.compile(r"[,;。]$")
"""Stands around a date that leads what is said behind the text, and nothing of it: …满负荷运转；11月28日，."""
_NAMES = ("nr", "ns", "nt", "nz")
"""Parts of speech, by jieba's letters, of names."""
_AND = ("、", "和", "与", "及")
_WORD = re.compile("[a-z]{4,}")
_FROM, _TO = re.compile(r"[由从]$"), re.compile(r"^[^,、]{0,8}[到至为]$")
_NO_NOUN = re.compile(r"[^一-龥]|的")


@dataclass(frozen=True, slots=True)
class _Told:
    """A thing that may be asked for."""

    english: str
    around: str
    """The Chinese words before and behind it, up to the next such thing."""
    moved: bool = False
    """Whether it is how far something moved."""
    counts: bool = False
    """Whether it counts things or people."""
    than: str = ""
    """What it is more or less than: promised."""


def gist(text: str, question: Question, context: Context) -> str:
    """Say what is asked of a clause, as far as that is clear: a date, a person, places, a figure.

    Args:
        text: of the clauses to be quoted.
        question: what they answer.
        context: of their passage.

    Returns: the facts, parted by semicolons; empty where none is clear.

    """
    plain, asked = normalise(text), question.text
    said: list[str] = []
    if question.kind == "when" or _WHEN.search(asked):
        said.append(_best(_dates(plain, context), asked))
    who = question.kind == "who" or _WHO.search(asked)
    if who or (_WHERE.search(asked) and question.kind not in ("figure", "compare")):
        names, of_them = _named(plain, _person if who else partial(_located, region=context.region))
        said.append(names)
        plain = of_them if names or _BY_NAME.search(asked) else plain
    elif question.kind == "list" and _WHICH.match(asked):
        said.append(_best(_subjects(plain), asked))
    if question.kind in ("figure", "compare") or _AMOUNT.search(asked):
        said.append(_best(_amounts(plain, question), asked))
    return "; ".join(dict.fromkeys(filter(None, said)))


def _best(told: Sequence[_Told], asked: str) -> str:
    """Give the one thing whose words, in Chinese or English, share most with the question; empty where two do so as well."""
    wanted, words = asked_bag(asked), set(_WORD.findall(asked.lower()))
    scores = [len(bag(one.around) & wanted) + len(words.intersection(_WORD.findall(one.english))) for one in told]
    best = [one for one, score in zip(told, scores, strict=True) if score == max(scores)]
    return best[0].english if len(best) == 1 else ""


def _dates(plain: str, context: Context) -> list[_Told]:
    """Give the dates of a text; what is said of one stands behind it, or before it in its clause."""
    found = [
        date
        for date in dates(plain, context)
        if not _LEADS_ON.match(plain[: date.span[0]][-1:] + plain[date.span[1] :])
    ]
    edges = [0, *(place for date in found for place in date.span), len(plain)]
    return [
        _Told(
            date.english,
            f"{plain[edges[2 * n] : date.span[0]].rpartition(',')[2]} {plain[date.span[1] : edges[2 * n + 3]]}",
        )
        for n, date in enumerate(found)
    ]


def _amounts(plain: str, question: Question) -> list[_Told]:
    """Give the figures of the kind asked for; how far something moved where that is asked, or nothing else is told."""
    asked = Asked(question)
    told = [
        one
        for sentence in sentences(plain)
        for start, end in clauses(plain, sentence)
        for one in _in_clause(plain[start:end], asked)
    ]
    moved = bool(_ASKS_MOVED.search(question.text))
    if _AGAINST_PLAN.search(question.text):
        told = [_with_plan(one, more) for one, more in zip_longest(told, told[1:])]
    told = [one for one in told if one.moved == moved] or told
    things = bool(_MANY.search(question.text)) and not question.unit
    return [one for one in told if one.counts == things] or told


def _with_plan(one: _Told, more: _Told | None) -> _Told:
    """Say with how many there are by how many they are more than promised."""
    if more is None or more.than not in _PLANNED:
        return one
    return replace(one, english=f"{one.english}, {more.english}")


def _in_clause(clause: str, asked: Asked) -> list[_Told]:
    """Give the figures of a clause; none of those that are dealt out to several things (分别)."""
    told: list[_Told] = []
    found = [] if "分别" in clause else figures(clause)
    since, risen_from = 0, ""
    for n, figure in enumerate(found):
        next_one = found[n + 1].span[0] if n + 1 < len(found) else len(clause)
        before, behind = clause[since : figure.span[0]], clause[figure.span[1] : next_one]
        since = figure.span[1]
        value = _value(figure, before, behind) if asked.told((figure,)) else ""
        if value and _FROM.search(before):
            risen_from, around = value, before
            continue
        if value and risen_from and _TO.search(before):
            value, before = f"from {risen_from} to {value}", f"{around} {before}"
        risen_from = ""
        moves = "up " if _UP.search(before) else "down " if _DOWN.search(before) else ""
        if not value:
            continue
        said, than = f"{moves}{value}", _THAN.search(before)
        if "累计" in before:
            said = f"a cumulative {value}"
        elif "年均" in before:
            said += " a year on average"
        elif "日均" in before:
            said += " a day on average"
        elif than:
            said = f"{value} {'less' if moves == 'down ' else 'more'} than {_THAN_WHAT[than[1]]}"
        told.append(
            _Told(
                said,
                f"{before} {behind}",
                moved=bool(moves) or value.startswith("from "),
                counts=unit_kind(figure.unit) in ("count", "people"),
                than=_THAN_WHAT[than[1]] if than else "",
            )
        )
    return told


def _value(figure: FigureSpan, before: str, behind: str) -> str:
    """Say a figure with what limits it and, where that is known, what it counts: 48 gold medals, over 120 cities, 28 days."""
    head, value, rest = quantity(f"{before}{figure.text}{behind}")
    if not value:
        return ""
    named = (counted(noun, value, figure.unit) for noun in (*_beginnings(rest), *_endings(head)))
    unit = written_out(figure).removeprefix(number(figure.value))
    return next(filter(None, named), value if value.endswith(unit) else f"{value}{unit}")


def _beginnings(text: str) -> Iterator[str]:
    """Give what words begin with, the longest first, as a noun that stands behind its number may."""
    words = _cut(_NO_NOUN.split(text)[0][:LONGEST_NOUN])
    yield from ("".join(words[:end]) for end in range(len(words), 0, -1) if not is_verb(words[end - 1]))


def _endings(text: str) -> Iterator[str]:
    """Give what words end in, the longest first, as a noun that stands before its number may."""
    words = _cut(_NO_NOUN.split(text)[-1][-LONGEST_NOUN:])
    if words and not is_verb(words[-1]):
        yield from ("".join(words[start:]) for start in range(len(words)))


def _named(plain: str, name_of: Callable[[str, str, str], str]) -> tuple[str, str]:
    """Say the names of a text, if they stand beside each other, and give its words from their clause on.

    Both are empty where there are no names, or some elsewhere too.
    """
    import rjieba

    runs: list[list[str]] = [[]]
    start = end = 0
    before = ""
    for word, tag in rjieba.tag(plain, True):
        end += len(word)
        if name := name_of(word, tag, plain[end : end + 1]):
            start = start if runs[-1] else end - len(word)
            runs[-1].append(name)
        elif runs[-1] and before in _AND:
            return "", ""  # one of those beside each other is not known for a name
        elif runs[-1] and word not in _AND:
            runs.append([])
        before = word
    named = [run for run in runs if run]
    alone = len(named) == 1 and plain[start - 1 : start] not in ("、", "和")
    return (joined(named[0]), plain[plain.rfind(",", 0, start) + 1 :]) if alone else ("", "")


def _subjects(plain: str) -> list[_Told]:
    """Give what is named first in each clause, before the verb, where it bears a name and the kind of thing it is, is known."""
    told: list[_Told] = []
    for sentence in sentences(plain):
        for start, end in clauses(plain, sentence):
            clause = plain[start:end]
            ends = (n for n in range(2, LONGEST_NOUN) if any(is_verb(clause[n : n + length]) for length in (2, 3, 4)))
            for subject in (clause[:n] for n in islice(ends, 1)):
                if name := _read(subject):
                    told.append(_Told(f"{name} ({subject})", clause[len(subject) :]))
    return told


def _read(subject: str) -> str:
    """Read a name word by word, in Latin letters or by what a word means: 青石篮球俱乐部 → Qingshi basketball club."""
    import rjieba

    words = [(word, tag.startswith(_NAMES), literal_term(word)) for word, tag in rjieba.tag(subject, True)]
    if not (words and words[0][1] and all(name or english for _, name, english in words)):
        return ""
    return " ".join(pinyin(word) if name else singular(english) for word, name, english in words)


def _person(word: str, tag: str, behind: str) -> str:
    """Read a name of three characters; of two, too many words are taken for names (道德)."""
    named = tag.startswith("nr") and len(word) == 3 and behind not in tuple(LEVELS)
    return person(word) if named and not is_verb(word) else ""


def _located(word: str, tag: str, behind: str, *, region: str) -> str:
    if not tag.startswith(_NAMES) or word in region or literal_term(word):
        return ""
    return f"{thing(word)} ({word})" if word.endswith("村") else proper(word)


def _cut(text: str) -> list[str]:
    import rjieba

    return list(rjieba.cut(text)) if text else []

"""Read how a question holds two things against each other: text → Contrast.

    比周村高几个百分点 · 差多少 · 多了多少 · by how much       a difference
    是周村的几倍 · how many times                              a ratio
    比去年低吗 · 升还是降 · which is higher                    which is the larger

The words that do so name nothing of what is asked about: they are no part of the topic. Not here: which things (parts.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.question.choice import LESS, SHORT_WAY, Choice, choice
from rag.records import Span

FROM_TO = r"从(?:19|20)\d\d年?[^，。？,?从到]{0,6}[到至](?:19|20)\d\d"
"""Names the two years between which something moved."""
_MUCH = r"(?=多少|几)"
_RATIO = re.compile(r"(?:几|多少)倍|倍数|how many times|what multiple|how many[- ]?fold", re.I)
_GAP_MOVES = r"[^，。？]{0,4}(?:缩小|收窄|缩窄|扩大|拉大)了?(?!多少|几)"
"""Asks how a gap moved, of which the two sides at one date tell nothing: 差距缩小了吗."""
GAP_MOVES = re.compile(rf"(?:差距|差额|差别){_GAP_MOVES}")
GAP = re.compile("差距|差额|倍差|收入比|之比")
"""Names what is between two things."""
_DIFFERENCE = re.compile(
    rf"(?:相差|差距|差额|差别)(?!{_GAP_MOVES})(?:是|有)?(?:了|出)?(?:多大)?|差(?:了|出)?{_MUCH}|{SHORT_WAY}(?:了|出)?{_MUCH}|"
    r"by how (?:much|many)|how (?:much|many) (?:more|less|fewer|higher|lower|faster|slower|larger|smaller)|"
    r"(?:difference|gap) (?:between|in)|percentage points (?:more|less|higher|lower|faster|slower)",
    re.I,
)
_CHANGE = re.compile(
    rf"(?:比|较|{FROM_TO})[^，。？,?]*?(?P<word>(?:增加|提高|提升|扩大|上升|上调|减少|降低|下降|下调|缩小)(?:了|出)?{_MUCH})"
)
"""More is asked of a thing than that it rose where another one is named: 2024年比2023年增加多少."""
_OF_LATER = re.compile(rf"{FROM_TO}|相比[，,]?(?:又|各|共)?(?:增加|提高|提升|扩大|上升|减少|降低|下降|缩小)")
"""Asks how far the later of two years is from the earlier."""
_PREDICATE = re.compile(
    rf"(?:比|较)[^，。？,?]*?(?P<word>(?<!多){SHORT_WAY}|增加|提高|上升|上调|减少|降低|下降|下调|有所(?:提高|降低|增加|减少))(?:了|些)?(?:吗|没有|$|[？?，,])|"
    rf"(?P<over>超过|高于|多于|大于|快于|(?P<under>低于|少于|小于|慢于|不及))|"
    r"\b(?P<more>more|higher|faster|larger|greater|above)\b|\b(?P<fewer>less|fewer|lower|slower|smaller|below)\b",
    re.I,
)
_EACH = re.compile(r"各(?:自)?(?:增长|上涨|提高|增加|涨|升)了?(?=多少|几)")
"""Asks for both figures beside which is the larger."""
_RELATED = re.compile(
    r"比起来|比(?:怎么样|怎样|如何)|相比(?:之下|较|起来)?(?:如何|怎样|怎么样)?|对比(?:一下)?|比较(?:一下)?|比一比|(?:有(?:什么|多大|何|啥))?(?:变化|差别|区别)(?:了|有)?(?:多少|多大|如何|怎样|怎么样|吗)?|"
    r"\bcompare(?:d)?(?: with| to)?\b|\b(?:versus|vs\.?|than)\b",
    re.I,
)
_LINK = re.compile(r"(?<=[^一-龥])比(?=[^一-龥]|它|这|那|前者|后者)|要?比它|比(?=20\d\d)|(?<=的)比(?![例重率值])")


@dataclass(frozen=True, slots=True)
class Contrast:
    """How two things are held against each other; all false where they are not."""

    difference: bool = False
    """By how much they differ."""
    ratio: bool = False
    """How many times the other one of them is."""
    choice: Choice | None = None
    """Which of them is the larger, or the smaller."""
    related: bool = False
    """In any other words: 相比, 变化, compared with."""
    of_later: bool = False
    """Whether it is asked how far the later of two years, which is named last, is from the earlier."""
    less: bool = False
    """Whether the first is asked, or supposed, to be the smaller."""
    spans: tuple[Span, ...] = ()
    """Where the words stand that do so."""

    @property
    def of_amounts(self) -> bool:
        """Whether it is asked which is more or fewer, and so how much there is of each."""
        words = {self.choice.more, self.choice.fewer} if self.choice and not self.choice.moved else set()
        return bool(words & {"多", "少", "more", "fewer", "less"})

    def __bool__(self) -> bool:
        """Tell whether two things are held against each other at all."""
        return bool(self.difference or self.ratio or self.choice or self.related)


def contrast(text: str) -> Contrast:
    """Read how a question holds two things against each other.

    Args:
        text: the question, normalised; one that names two places, two periods, or target and result: of one thing alone
            (比上年高多少) it is no contrast but a rise.

    """
    told = {
        name: [match.span() for match in pattern.finditer(text)]
        for name, pattern in (
            ("ratio", _RATIO),
            ("difference", _DIFFERENCE),
            ("related", _RELATED),
        )
    }
    told["difference"] += [match.span("word") for match in _CHANGE.finditer(text)]
    chosen = choice(text)
    of_choice = chosen.spans if chosen else ()
    predicates = list(_PREDICATE.finditer(text))
    last = predicates[-1] if predicates else None
    words = [last.span("word")] if last and last["word"] else []
    links = [match.span() for pattern in (_LINK, _EACH) for match in pattern.finditer(text)]
    return Contrast(
        difference=bool(told["difference"]),
        ratio=bool(told["ratio"]),
        choice=chosen,
        related=bool(told["related"] or last),
        of_later=bool(_OF_LATER.search(text)),
        less=bool(last and (last["under"] or last["fewer"] or (last["word"] and re.search(LESS, last["word"])))),
        spans=tuple(sorted({*(span for spans in told.values() for span in spans), *words, *links, *of_choice})),
    )

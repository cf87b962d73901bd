"""Measure the proof of an answer: Answered → citation precision and recall, figure support.

Recall and precision follow ALCE (Gao, Yen, Yu & Chen, "Enabling Large Language Models to Generate Text with
Citations", EMNLP 2023, section 3): a statement is supported when the passages cited at it, taken together, say it; a
citation counts when its statement is supported and the citation is not idle, that is, supports the statement alone or
cannot be left out. Where ALCE asks a model whether passages say a statement, two things decide here: every figure of
the statement stands in them, and at least WORDS_SHARED of its words. Words are compared only where the statement and
the passages are in the same script: an English statement over Chinese passages is decided by its figures and by the
Chinese words that it quotes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean

from eval.answers import Answered, Cited, Found
from eval.matching import MARK, figures
from rag.backends.prompts import REFUSAL
from rag.words import words

WORDS_SHARED = 0.6
"""Share of a statement's words that its passages must hold."""
FEWEST_WORDS = 4
"""A sentence without figures and with fewer words than this states nothing to be proved."""

_SENTENCE = re.compile(
    rf"(?:[^。！？!?.]|\.(?!\s|$|\s*[\[【]\d))+(?:[。！？!?.]+[”’）》)]*)?(?:{MARK.pattern})*|[。！？!?.]+(?:{MARK.pattern})*"
)
_BULLET = re.compile(
    r"\s*(?:[-*•·]\s+|[—–]{1,2}\s*|\d{1,2}[.、)）]\s*(?!\d)|[(（][\d一二三四五六七八九十]{1,2}[)）]\s*|[一二三四五六七八九十]{1,2}[是、])"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of an answer, without marks, with the numbers cited at it."""

    text: str
    cited: tuple[int, ...]

    @property
    def states(self) -> bool:
        """Whether there is something to be proved."""
        if self.text.startswith(tuple(REFUSAL.values())):
            return False
        return bool(figures(self.text)) or len(_words(self.text)) >= FEWEST_WORDS


@dataclass(frozen=True, slots=True)
class Proof:
    """How well an answer is proved; None where nothing in it can be measured."""

    precision: float | None
    recall: float | None
    figures: int
    """How many different figures the answer states."""
    supported: int
    """How many of them stand in a cited passage."""
    misattributed: tuple[str, ...]
    """Figures found only in passages of documents that the question is not about."""


_OWN = re.compile(r"（(?:[^（）]*，)?计算得出）|\(computed\)|, computed\)|^共查看\d+份报告|^\d+ reports were looked at")
"""What no passage can say: a difference said to be computed, and how many reports were looked at."""


def proof(answer: Answered, documents: Sequence[str]) -> Proof:
    """Measure an answer that does not decline.

    Args:
        answer: with its citations and what was retrieved.
        documents: those that the gold answer rests on; without any, nothing is misattributed.

    """
    passages: dict[int, list[Cited]] = {}
    for citation in answer.citations:
        passages.setdefault(citation.n, []).append(citation)
    supported: list[bool] = []
    useful: list[bool] = []
    for statement in statements(answer.answer):
        cited = {n: "\n".join(_whole(citation) for citation in passages[n]) for n in statement.cited if n in passages}
        if statement.states:
            supported.append(says(list(cited.values()), statement.text))
            useful += [supported[-1] and not _idle(n, cited, statement.text) for n in cited]
    stated = figures("\n".join(statement.text for statement in statements(answer.answer)))
    cited_figures = {figure for citation in answer.citations for figure in figures(_whole(citation))}
    return Proof(
        # As in ALCE, an answer that cites nothing has no precision to be proud of.
        precision=(fmean(useful) if useful else 0.0) if supported else None,
        recall=fmean(supported) if supported else None,
        figures=len(stated),
        supported=sum(figure in cited_figures for figure in stated),
        misattributed=_misattributed(stated, answer, documents) if documents else (),
    )


def statements(text: str) -> list[Statement]:
    """Cut an answer into sentences, each with the numbers of its marks.

    A mark behind the full stop belongs to the sentence before it. A line that ends in a colon announces the lines of the
    list below: its marks stand for those of them that carry none, and it is itself a statement only if it carries some.
    """
    found: list[Statement] = []
    announced: tuple[int, ...] = ()
    for line in filter(str.strip, text.splitlines()):
        bullet = _BULLET.match(line)
        announces = MARK.sub("", line).rstrip(" *").endswith(("：", ":"))
        if announces:
            announced = _numbers(line)
        elif not bullet:
            announced = ()
        for match in _SENTENCE.finditer(line[bullet.end() if bullet else 0 :]):
            said, numbers = MARK.sub("", match[0]).strip(), _numbers(match[0])
            if said.strip("。！？!?. ") and (numbers or not (announces or _OWN.search(said))):
                found.append(Statement(said, numbers or announced))
    return found


def says(texts: Sequence[str], statement: str) -> bool:
    """Tell whether texts, taken together, say a statement; none say nothing."""
    if not texts:
        return False
    whole = "\n".join(texts)
    if not set(figures(statement)) <= set(figures(whole)):
        return False
    if bool(_HAN.search(statement)) != bool(_HAN.search(whole)):
        return bool(figures(statement))
    wanted = _words(statement)
    latin = frozenset(filter(str.isascii, wanted))
    if _HAN.search(whole) and len(latin) >= FEWEST_WORDS:
        wanted -= latin
        if len(wanted) < FEWEST_WORDS:
            return bool(figures(statement))
    return len(wanted & _words(whole)) >= WORDS_SHARED * len(wanted)


def _idle(n: int, cited: dict[int, str], statement: str) -> bool:
    """Tell whether a citation neither says the statement alone nor is missed when it is left out."""
    others = [text for number, text in cited.items() if number != n]
    return not says([cited[n]], statement) and says(others, statement)


def _misattributed(stated: Sequence[str], answer: Answered, documents: Sequence[str]) -> tuple[str, ...]:
    """Find the figures that no passage of the right documents holds, but one of another document does."""
    right: set[str] = set()
    other: set[str] = set()
    passages: tuple[Cited | Found, ...] = (*answer.citations, *answer.retrieved)
    for passage in passages:
        (right if passage.document in documents else other).update(figures(passage.text))
    return tuple(figure for figure in stated if figure in other and figure not in right)


def _whole(citation: Cited) -> str:
    """Give what a reader sees of a citation: its place beside its words."""
    return f"{citation.title}\n{citation.section}\n{citation.text}"


def _numbers(text: str) -> tuple[int, ...]:
    marks = "".join(match[0] for match in MARK.finditer(text))
    return tuple(dict.fromkeys(int(number) for number in re.findall(r"\d+", marks)))


@lru_cache(maxsize=10_000)
def _words(text: str) -> frozenset[str]:
    """Give the words of a text; its figures are compared by themselves."""
    return frozenset(word for word in words(text) if not word[0].isdigit())

"""Find the clause that names things of the class a question asks for: Task → Candidate.

培育壮大哪些新兴产业       培育壮大光电子、新药等新兴产业            the class stands behind them
想发展哪几种旅游           发展田园游、古镇游、研学游                each ends with a character of it
要新开工的水利工程有哪些   开工建设东河灌区和西山水库、南湖引水工程  what they are called shares one with what modifies it
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rag.backends.extractive.members import counts_of, wanted_items
from rag.backends.extractive.task import Task
from rag.clauses import sentences
from rag.fit import Candidate
from rag.opening import of_other_year
from rag.records import Question, short_name
from rag.windows import parsed
from rag.words import normalise

AS_GOOD = 4.0
"""A clause that names such things goes before windows that do not, unless their scores are so much better."""
FEW, TWO = 3, 2
"""Things that a clause names at least, where the question does not say how many it wants."""

_NUMBER = r"(?:几|[两二三四五六七八九十]{1,2}|\d{1,2})"
_WHICH = re.compile(
    rf"^(?P<around>.*?)哪(?>些|{_NUMBER}(?:[个项大条种类座家处张部所段名样点重件场]|方面)?)(?P<class>[^，。？?有是在]{{1,20}})(?:[，。？?]|$)"
)
_WHICH_BEHIND = re.compile(
    r"^(?P<around>.*?)(?P<class>[^，。？?的]{2,10})(?:都|分别|主要|具体)?(?:有|是|包括|包含)(?:了)?(?:哪些|哪几|什么)"
)
_MEASURES = re.compile(r"举措|措施|办法|工作|任务|要求|安排|政策|问题|内容|成绩|变化|目标")
"""Classes of what whole clauses tell, and no enumeration of names."""
_HOLLOW = re.compile(r"主题|重大|重点|主要|大型|新型|建设|发展|方面|[的新大]")
_ANY_VERB = re.compile(r"推进|推动|加快|实施|建设|打造|开展|抓好|[今去明]年|\d+年?|[要将会想把在有了的点名]")
_ITEMS = re.compile(r"(?:[^，。；：、\n]+、)+[^，。；：、\n]+")
_GOES_ON = re.compile(r"分别|就是|即|包括|包含|其中|主要[是有]")
_PARTS = re.compile(r"[、和与及]")
_SIDE_BY_SIDE = re.compile("”“")
"""Parts names in quotation marks as 、 does."""
_TAIL_CHARS = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question wants named: the class in its words, how many, and what else it says."""

    name: str
    count: int
    said: str

    @property
    def head(self) -> str:
        """Give the end of the class, which all its things share: 产业 of 新兴产业."""
        return self.name[-2:]

    @property
    def modifier(self) -> str:
        """Give what narrows the class, without words that narrow nothing."""
        return _HOLLOW.sub("", self.name[:-2])


def naming(task: Task, few: int = FEW) -> Candidate | None:
    """Give the clause that names the things asked for, so few at least; None where none does.

    Where one does, another is given that names but two, if it says more of what the question says of them.
    """
    wanted = wanted_of(task.question)
    first = next(iter([*task.fitting, *task.rated]), None)
    if not wanted or not first:
        return None
    single = (c for c in task.rated if c.window.first == c.window.last)
    near = [c for c in single if c.score >= first.score - AS_GOOD and _names(wanted, c, TWO)]
    named = [c for c in near if not of_other_year(task.question, c.passage, c.window.span)]
    enough = [c for c in named if _names(wanted, c, few)]
    best = max(named, key=lambda c: (_said_in(wanted, c), c in enough, c.score)) if enough else None
    return _with_lead(best) if best else None


def _with_lead(candidate: Candidate) -> Candidate:
    """Add the clause before one that goes on from it: 修桥3座，分别是甲桥、乙桥和丙桥."""
    window = candidate.window
    before = parsed(candidate.passage.text)[window.first - 1] if window.first else None
    if not before or not _GOES_ON.match(candidate.text) or before.span[0] < window.sentence[0]:
        return candidate
    whole = replace(window, first=window.first - 1, span=(before.span[0], window.span[1]))
    return replace(candidate, window=whole)


def _around(candidate: Candidate) -> str:
    """Give the sentence of a window, the headings above it, and the passage's first sentence: it says what the rest is about."""
    text = candidate.passage.text
    lead = text[slice(*sentences(text)[0])]
    return normalise(" ".join([lead, candidate.sentence, *candidate.passage.context.sections]))


def wanted_of(question: Question) -> Wanted | None:
    """Read what a question wants named; None where it asks for what no enumeration of names tells."""
    plain = normalise(question.text)
    match = _WHICH.search(plain) or _WHICH_BEHIND.search(plain)
    if not match or _MEASURES.search(match["class"]) or ("方面" in match["class"] and wanted_items(plain)):
        return None
    told, _, named = match["class"].strip().rpartition("的")
    if told and _is_noun(told) and not _is_noun(named):
        told, named = named, told  # 哪些人的就业 asks for people
    name = _noun(named)
    said = " ".join([match["around"], told, named[len(name) :]])
    for region in question.regions:
        said = said.replace(region, "").replace(short_name(region), "")
    name = re.sub(r"(?<=.)(?:建设|发展)$", "", name)
    return Wanted(name, wanted_items(plain), _ANY_VERB.sub("", said).strip()) if name else None


def _noun(text: str) -> str:
    """Give the things at the beginning of words that go on with what they do or are: 水库|要开工."""
    import rjieba

    cut = list(rjieba.tag(text, True))
    verbs = [i for i, (_, tag) in enumerate(cut) if i and tag in ("v", "vd", "d", "p")]
    return "".join(word for word, _ in cut[: verbs[0]]) if verbs else text


def _is_noun(text: str) -> bool:
    """Tell whether words name things, and do not say how those are that stand behind them: 人, and not 重要."""
    import rjieba

    return all(tag[:1] == "n" for _, tag in rjieba.tag(text, True))


def _names(wanted: Wanted, candidate: Candidate, few: int) -> bool:
    """Tell whether a clause names things of the class, and it or what is around it tells what else the question says."""
    match = _ITEMS.search(_SIDE_BY_SIDE.sub("”、“", normalise(candidate.text)))
    if not match:
        return False
    counts = counts_of(match[0])
    if wanted.count not in counts if wanted.count else counts[-1] < few:
        return False
    # Two may stand beside each other by chance, and 方面 says nothing of what they are.
    alone = counts[-1] < FEW or wanted.name == "方面"
    around = normalise(candidate.text) if alone else _around(candidate)
    said = (not wanted.said and counts[-1] >= FEW) or any(pair in around for pair in pairs(wanted.said))
    return said and (_alike(wanted, match[0]) or _of_class(wanted, match[0], around))


def _alike(wanted: Wanted, items: str) -> bool:
    """Tell whether all the things end with one character of the class: 田园游、古镇游 of 旅游."""
    ends = {item.split("等")[0][-1:] for item in items.split("、")}
    return len(ends) == 1 and ends <= set(wanted.head)


def _of_class(wanted: Wanted, items: str, around: str) -> bool:
    """Tell whether the class stands behind or in the things, and what modifies it there, around, or in a character."""
    parts = _PARTS.split(items)
    if not re.search(rf"{re.escape(wanted.head)}(?!化)", items[items.rfind("、") :]) and not any(
        part.endswith(wanted.head) for part in parts
    ):
        return False
    last = parts[-1].split(wanted.head)[0]
    if "的" in last and "等" not in last:  # 防范主动、化解有力的体系 says how one thing is
        return False
    tails = "".join(part.split(wanted.head)[0][-_TAIL_CHARS:] for part in parts)
    modifier = wanted.modifier
    return not modifier or bool(set(modifier) & set(tails)) or any(pair in around for pair in pairs(modifier))


def _said_in(wanted: Wanted, candidate: Candidate) -> int:
    """Count the pairs of characters that a clause shares with what is said of the things: 开工 of 今年新开工."""
    return sum(pair in normalise(candidate.text) for pair in pairs(wanted.said))


def pairs(words: str) -> list[str]:
    """Give the pairs of characters that stand side by side in words."""
    return [pair for i in range(len(words) - 1) if (pair := words[i : i + 2]).isalnum()]

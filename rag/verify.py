"""Hold the words of an answer against the passages they cite: text + passages → text, citations, figure checks.

Marks are renumbered in the order in which they are first used, marks of passages that were not given are dropped
(marks.py), and each citation gets the words of its passage that say what the sentence says. Every figure of the answer is
looked for in the passages cited at its sentence; what is said without any citation is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rag.backends.prompts import declines
from rag.clauses import clauses, sentences
from rag.figures.extract import FigureSpan, figures, same
from rag.marks import MARK, resolve
from rag.records import Citation, FigureCheck, Passage
from rag.words import normalise, words

VERBATIM = 0.5
"""A statement that has so much of its passage word for word quotes it."""

TOLD = 0.6
"""A sentence without a citation is not named if the cited passages hold so much of its words."""
FEWEST_WORDS = 4
"""A sentence without figures and with fewer words than this states nothing to be proved."""

_SENTENCE = re.compile(rf"(?:[^。！？!?；;.]|[.;](?!\s|$))+[。！？!?；;.]*[”’）》)]*(?:{MARK.pattern})*")
_ITEM = re.compile(r"\s*(?:[-*•·]\s|[（(]?[\d一二三四五六七八九十]{1,3}[）).、．])")
_ITEM_NUMBER = re.compile(r"^\s*(?:[（(]\d{1,2}[）)]|\d{1,2}[.、．](?!\d))", re.M)


@dataclass(frozen=True, slots=True)
class Verified:
    """An answer with its proof."""

    text: str
    citations: tuple[Citation, ...]
    figures: tuple[FigureCheck, ...]
    uncited: tuple[str, ...] = ()
    """Sentences that state something and cite nothing."""


@dataclass(frozen=True, slots=True)
class _Statement:
    """A stretch of the answer and the numbers of the passages cited at it."""

    text: str
    numbers: tuple[int, ...]


def verify(text: str, passages: Sequence[Passage]) -> Verified:
    """Resolve the marks of an answer and check its figures.

    Args:
        text: the words of a backend; a mark [n] names the n-th passage, counted from 1.
        passages: those that the backend was given, in its order.

    """
    shown, order = resolve(text, [passage.text for passage in passages])
    cited = {n: passages[number - 1] for n, number in enumerate(order, start=1)}
    said: dict[int, list[str]] = {n: [] for n in cited}
    checks: list[tuple[FigureSpan, FigureCheck]] = []
    for statement in _statements(shown):
        numbers = [n for n in statement.numbers if n in cited]
        for n in numbers:
            said[n].append(statement.text)
        checks += _checks(statement.text, [(n, cited[n]) for n in numbers])
    citations = [_citation(n, passage, said[n]) for n, passage in cited.items()]
    return Verified(shown, tuple(citations), tuple(_computed(checks)), tuple(_uncited(shown, list(cited.values()))))


def _uncited(text: str, cited: Sequence[Passage]) -> Iterator[str]:
    """Name the sentences that state something without a mark and are not in the words of the cited passages either.

    A line that ends in a colon announces the list below: its marks stand for the lines of the list.
    """
    held = {word for passage in cited for word in words(f"{passage.text}\n{passage.context.line}")}
    announced = False
    for line in text.splitlines():
        announces = MARK.sub("", line).rstrip(" *").endswith(("：", ":"))
        if announces or not line.strip():
            announced = bool(MARK.search(line))
            continue
        if (announced and _ITEM.match(line)) or (MARK.search(line) and line.lstrip().startswith("|")):
            continue
        for match in _SENTENCE.finditer(line):
            sentence = match[0].strip(" |*#-:")
            own = set(words(sentence))
            states = bool(figures(normalise(sentence))) or len(own) >= FEWEST_WORDS
            if states and not MARK.search(sentence) and len(own & held) < TOLD * len(own) and not declines(sentence):
                yield sentence


def _statements(text: str) -> Iterator[_Statement]:
    """Cut an answer behind its marks; what stands before marks, back to the marks before, is proved by them."""
    start = 0
    marks = list(MARK.finditer(text))
    i = 0
    while i < len(marks):
        last = i
        while last + 1 < len(marks) and not text[marks[last].end() : marks[last + 1].start()].strip("，,、；;。 "):
            last += 1
        numbers = [int(mark[1]) for mark in marks[i : last + 1]]
        end = marks[last].end()
        if text[end - 1 : end] and text[marks[i].start() - 1 : marks[i].start()] in "：:":
            end = _end_of_list(text, end, marks[last + 1].start() if last + 1 < len(marks) else len(text))
        yield _Statement(MARK.sub("", text[start:end]).strip("。，；;,. \n"), tuple(dict.fromkeys(numbers)))
        start, i = end, last + 1
    rest = text[start:].strip("。，；;,. \n")
    if rest:
        yield _Statement(rest, ())


def _end_of_list(text: str, start: int, stop: int) -> int:
    """Give the end of the list that a mark behind a colon announces: the lines below it."""
    return stop if "\n" in text[start:stop] else start


def _checks(statement: str, cited: Sequence[tuple[int, Passage]]) -> Iterator[tuple[FigureSpan, FigureCheck]]:
    held = [(n, figures(normalise(f"{passage.text}\n{passage.context.line}"))) for n, passage in cited]
    for figure in figures(normalise(_ITEM_NUMBER.sub("", statement))):
        supported_by = tuple(n for n, there in held if any(same(figure, other) for other in there))
        yield figure, FigureCheck(figure.text, supported_by)


def _computed(checks: Sequence[tuple[FigureSpan, FigureCheck]]) -> Iterator[FigureCheck]:
    """Support a figure that no passage holds by two that are held and whose difference it is."""
    held = [(figure, check) for figure, check in checks if check.supported_by]
    for figure, check in checks:
        pair = next(
            (
                {*one.supported_by, *other.supported_by}
                for a, one in held
                for b, other in held
                if not check.supported_by and a.value - b.value == figure.value and _differ_in(a, b, figure)
            ),
            None,
        )
        yield FigureCheck(check.text, tuple(sorted(pair))) if pair else check


def _differ_in(a: FigureSpan, b: FigureSpan, difference: FigureSpan) -> bool:
    """Tell whether a difference has the unit it must have: that of two shares is in percentage points."""
    return a.unit == b.unit and difference.unit == ("百分点" if a.unit == "%" else a.unit)


def _citation(n: int, passage: Passage, said: Sequence[str]) -> Citation:
    start, end = quote_span(" ".join(said), passage.text)
    return Citation(n, passage, passage.text[start:end], passage.origin(start, end))


def quote_span(statement: str, text: str) -> tuple[int, int]:
    """Find the words of a passage that a statement rests on.

    Args:
        statement: what the answer says with this passage as its proof.
        text: the passage's text.

    Returns: the words that both share in a row, where they are most of the statement; else from the first to the last
        clause that shares words or figures with it; the first sentence where none does.

    """
    verbatim = SequenceMatcher(None, statement, text, autojunk=False).find_longest_match()
    if verbatim.size >= VERBATIM * len(statement):
        return verbatim.b, verbatim.b + verbatim.size
    wanted = set(words(statement))
    figures_wanted = [figure.value for figure in figures(normalise(statement))]
    rated: list[tuple[float, tuple[int, int]]] = []
    for sentence in sentences(text):
        for span in clauses(text, sentence):
            own = words(text[slice(*span)])
            shared = sum(word in wanted for word in own) / (len(own) or 1)
            held = [figure.value for figure in figures(normalise(text[slice(*span)]))]
            rated.append((shared + sum(value in figures_wanted for value in held), span))
    best = max((score for score, _ in rated), default=0.0)
    if best <= 0:
        return sentences(text)[0] if sentences(text) else (0, len(text))
    kept = [span for score, span in rated if score >= max(0.6 * best, 0.3)]
    return (kept[0][0], kept[-1][1]) if kept else next(span for score, span in rated if score == best)

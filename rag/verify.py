"""Hold the words of an answer against the passages they cite: text + passages → text, citations, figure checks.

Marks are renumbered in the order in which they are first used, marks of passages that were not given are dropped, and
each citation gets the words of its passage that say what the sentence says. Every figure of the answer gets its stamp
(rag/stamp); one that stands in another given passage only has its citation moved there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rag.backends.prompts import declines
from rag.clauses import clauses, sentences
from rag.figures.extract import figures
from rag.marks import MARK, resolve
from rag.records import Citation, FigureCheck, Passage, Report, Span
from rag.stamp.claims import blanked
from rag.stamp.places import Places
from rag.stamp.stamps import Cited, Stamp, stamps
from rag.stamp.support import unsupported
from rag.words import normalise, words

VERBATIM = 0.5
"""A statement that has so much of its passage word for word quotes it."""

TOLD = 0.6
"""A sentence without a citation is not named if the cited passages hold so much of its words."""
FEWEST_WORDS = 4
"""A sentence without figures and with fewer words than this states nothing to be proved."""

_SENTENCE = re.compile(rf"(?:[^。！？!?；;.]|[.;](?!\s|$))+[。！？!?；;.]*[”’）》)]*(?:{MARK.pattern})*")
_ITEM = re.compile(r"\s*(?:[-*•·]\s|[（(]?[\d一二三四五六七八九十]{1,3}[）).、．])")


@dataclass(frozen=True, slots=True)
class Verified:
    """An answer with its proof."""

    text: str
    citations: tuple[Citation, ...]
    figures: tuple[FigureCheck, ...]
    uncited: tuple[str, ...] = ()
    """Sentences that state something and cite nothing."""
    unsupported: tuple[str, ...] = ()
    """Sentences that state a fact and cite no passage that says it."""


@dataclass(frozen=True, slots=True)
class _Statement:
    """A stretch of the answer and the numbers of the passages cited at it."""

    text: str
    numbers: tuple[int, ...]
    span: Span = (0, 0)
    """Where it stands in the answer, its marks included."""
    marks: Span = (0, 0)
    """Where its marks stand; empty where it has none."""


def verify(text: str, passages: Sequence[Passage], reports: Sequence[Report] = ()) -> Verified:
    """Resolve the marks of an answer and check its figures.

    Args:
        text: the words of a backend; a mark [n] names the n-th passage, counted from 1.
        passages: those that the backend was given, in its order.
        reports: of the index, whose places an answer may name; those of the passages where left out.

    """
    shown, given, cited = _resolved(text, passages)
    places = Places(reports or _reports_of(passages))
    stamped = _stamped(shown, given, places)
    moved = {k for k, stamp in enumerate(stamped) if stamp.better is not None}
    if moved:
        shown, given, cited = _resolved(_recited(shown, stamped), given)
        stamped = _stamped(shown, given, places)
    said: dict[int, list[str]] = {n: [] for n in range(1, cited + 1)}
    statements = list(_statements(shown))
    for statement in statements:
        for n in statement.numbers:
            said[n].append(statement.text)
    citations = [_citation(n, given[n - 1], said[n]) for n in said]
    checks = [_check(stamp, moved=k in moved) for k, stamp in enumerate(stamped)]
    unproved = unsupported(blanked(shown, MARK), _cited(statements), given, stamped)
    return Verified(shown, tuple(citations), tuple(checks), tuple(_uncited(shown, given[:cited])), unproved)


def _resolved(text: str, passages: Sequence[Passage]) -> tuple[str, list[Passage], int]:
    """Renumber the marks of a text in the order in which they are first used.

    Returns: the text; the passages in the order of their new numbers, those not cited last; and how many are cited.

    """
    shown, order = resolve(text, [passage.text for passage in passages])
    others = [passage for n, passage in enumerate(passages, start=1) if n not in order]
    return shown, [*(passages[n - 1] for n in order), *others], len(order)


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


def _cited(statements: Sequence[_Statement]) -> list[Cited]:
    return [Cited(statement.span, tuple(n - 1 for n in statement.numbers)) for statement in statements]


def _stamped(text: str, given: Sequence[Passage], places: Places) -> list[Stamp]:
    return stamps(blanked(text, MARK), _cited(list(_statements(text))), given, places)


def _recited(text: str, stamped: Sequence[Stamp]) -> str:
    """Move citations: behind what another passage holds stands that passage's mark.

    The old marks stay beside it where they support another figure of the same statement.
    """
    for statement in reversed(list(_statements(text))):
        own = [stamp for stamp in stamped if statement.span[0] <= stamp.place[0] < statement.span[1]]
        better = [stamp.better + 1 for stamp in own if stamp.better is not None]
        start, end = statement.marks
        if better and start < end:
            kept = [n for n in statement.numbers if any(n - 1 in stamp.supported_by for stamp in own)]
            text = text[:start] + "".join(f"[{n}]" for n in dict.fromkeys([*kept, *better])) + text[end:]
    return text


def _check(stamp: Stamp, *, moved: bool) -> FigureCheck:
    return FigureCheck(
        stamp.text,
        tuple(sorted(n + 1 for n in stamp.supported_by)),
        stamp.found,
        stamp.doubts,
        stamp.computed_from,
        moved=moved and bool(stamp.supported_by),
    )


def _reports_of(passages: Sequence[Passage]) -> tuple[Report, ...]:
    regions = dict.fromkeys(passage.context.region for passage in passages)
    return tuple(Report(id=region, path="", region=region) for region in regions)


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
        proved = MARK.sub("", text[start:end]).strip("。，；;,. \n")
        span, of_marks = (start, end), (marks[i].start(), marks[last].end())
        yield _Statement(proved, tuple(dict.fromkeys(numbers)), span, of_marks)
        start, i = end, last + 1
    rest = text[start:].strip("。，；;,. \n")
    if rest:
        yield _Statement(rest, (), (start, len(text)))


def _end_of_list(text: str, start: int, stop: int) -> int:
    """Give the end of the list that a mark behind a colon announces: the lines below it."""
    return stop if "\n" in text[start:stop] else start


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

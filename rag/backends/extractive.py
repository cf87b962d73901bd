"""Answer without any LLM: Question + Hit[] → words, taken from the passages.

The clause that answers is found (fit.py) and said with its place and year, since the report leaves them out; figures
and names stand as printed. A list is read from headings and enumerations, who and when from the head of the report.
Where the question leaves year or place open, each is given, labelled; where nothing fits, the answer declines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rag.backends.phrases import Phrases, phrases
from rag.figures.extract import figures, same
from rag.fit import Candidate, Fit
from rag.reading.markers import chinese_number
from rag.records import Hit, Passage, Question, Report
from rag.words import normalise, words

if TYPE_CHECKING:
    from embeddings.encoder import Encoder
    from rag.index.index import Index

COVERED = 0.5
"""A question is answered only by a window that covers so much of it (coverage of fit.py) …"""
ALIKE = 0.62
"""… or whose vector is so near to the question's."""
AS_GOOD = 0.9
"""Windows of other years or places are given too when they score this share of the best."""
GROUPS = 6
"""Years and places given where the question leaves them open."""
LIST_CHARS = 170
"""Running text given for a list that no heading or enumeration holds."""

_ITEM = re.compile(r"[；\n]")
_RISES, _FALLS = re.compile(r"增长|上升|提高|增加|上涨|回升"), re.compile(r"下降|减少|降低|下滑|回落|缩减")
_QUOTED = re.compile(r"[“\"'《]([^”\"'》]{2,20})[”\"'》]")
_UNFOLDS = re.compile(r"是指|指的是|即|就是|包括|[:：]")
_COUNT = re.compile(r"[一二两三四五六七八九十\d]+(?=个|项|大|条|方面|件)")


class Extractive:
    """Answers from one index; may be shared between threads."""

    def __init__(self, index: Index, encoder: Encoder) -> None:
        self.index = index
        self.encoder = encoder
        self.reports = {report.id: report for report in index.reports}

    def words(self, question: Question, hits: Sequence[Hit]) -> Iterator[str]:
        """Say the answer, statement by statement; a mark [n] names the n-th hit, counted from 1."""
        say = phrases(question.lang)
        yield from self._answers(question, list(hits), say) or [say.refusal(question)]

    def _answers(self, question: Question, hits: list[Hit], say: Phrases) -> list[str]:
        if not hits:
            return []
        if question.kind in ("who", "when") and (told := self._from_head(question, hits, say)):
            return told
        if question.kind == "compare":
            return self._compared(question, hits, say)
        if question.kind == "definition":
            return self._defined(question, hits, say)
        if question.kind == "list" and (listed := self._listed(question, hits, say)):
            return listed
        fitting = self._fitting(question, hits)
        if not fitting:
            return self._nearest(question, hits, say)
        if question.kind == "yes_no":
            return self._verdict(question, hits, fitting[0], say)
        return self._stated(question, hits, fitting, say)

    def _fitting(self, question: Question, hits: Sequence[Hit]) -> list[Candidate]:
        """Give the windows that answer, best first; none where the best does not cover the question."""
        texts = [hit for hit in hits if hit.passage.kind in ("text", "appendix", "items")] or list(hits)
        rated = Fit(question, self.index, self.encoder).candidates(texts)
        return [c for c in rated if c.coverage >= COVERED or c.likeness >= ALIKE]

    def _stated(self, question: Question, hits: Sequence[Hit], fitting: Sequence[Candidate], say: Phrases) -> list[str]:
        groups: dict[tuple[str, tuple[int, ...], str], Candidate] = {}
        for candidate in fitting:
            context = candidate.passage.context
            if candidate.score >= AS_GOOD * fitting[0].score:
                groups.setdefault((context.region, context.years, context.stance), candidate)
        chosen = list(groups.values())[:GROUPS] if self._open(question) else [fitting[0]]
        chosen.sort(key=lambda c: (c.passage.context.region, c.passage.context.years))
        corrected = say.corrected() if len(chosen) == 1 and _contradicts(question, chosen[0]) else ""
        return (
            [corrected, *(self._statement(c, hits, say) for c in chosen)]
            if corrected
            else [self._statement(c, hits, say) for c in chosen]
        )

    def _open(self, question: Question) -> bool:
        return (
            not question.years
            or not (question.regions or len({r.region for r in self.reports.values()}) == 1)
            or len(question.regions) > 1
            or len(question.years) > 1
        )

    def _statement(self, candidate: Candidate, hits: Sequence[Hit], say: Phrases) -> str:
        return say.statement(candidate.passage.context, candidate.text, _number(hits, candidate.passage))

    def _verdict(self, question: Question, hits: Sequence[Hit], best: Candidate, say: Phrases) -> list[str]:
        return [say.verdict(not _contradicts(question, best)), self._statement(best, hits, say)]

    def _compared(self, question: Question, hits: Sequence[Hit], say: Phrases) -> list[str]:
        """Give the best window of each place, year and stance asked about."""
        said: list[str] = []
        for region in question.regions or ("",):
            for year in question.years or (0,):
                own = [
                    hit
                    for hit in hits
                    if (not region or hit.passage.context.region == region)
                    and (not year or not hit.passage.context.years or year in hit.passage.context.years)
                ]
                fitting = self._fitting(question, own) if own else []
                if fitting:
                    said.append(self._statement(fitting[0], hits, say))
        return list(dict.fromkeys(said))

    def _defined(self, question: Question, hits: Sequence[Hit], say: Phrases) -> list[str]:
        term = _term(question)
        for hit in hits:
            for candidate in Fit(question, self.index, self.encoder).candidates([hit]):
                place = candidate.sentence.find(term)
                if place >= 0 and _UNFOLDS.search(candidate.sentence[place + len(term) : place + len(term) + 12]):
                    return [
                        say.statement(
                            hit.passage.context, candidate.sentence.strip("。\n "), _number(hits, hit.passage)
                        )
                    ]
        mentions = [hit for hit in hits if normalise(term) in normalise(hit.passage.text)]
        if not mentions:
            return []
        best = Fit(question, self.index, self.encoder).candidates(mentions[:1])
        with_term = next((c for c in best if normalise(term) in normalise(c.text)), None)
        return [say.undefined(term), self._statement(with_term, hits, say)] if with_term else []

    def _listed(self, question: Question, hits: Sequence[Hit], say: Phrases) -> list[str]:
        structure = self._structure(question, hits)
        if structure:
            intro, items = _parts(structure.passage)
            return [say.listing(structure.passage.context, intro, items, _number(hits, structure.passage))]
        fitting = self._fitting(question, hits)
        if not fitting or (self._open(question) and len({c.passage.report_id for c in fitting[:5]}) > 1):
            return []
        best = fitting[0]
        text = best.sentence.strip("。\n ")
        return [
            say.statement(
                best.passage.context, text if len(text) <= LIST_CHARS else best.text, _number(hits, best.passage)
            )
        ]

    def _structure(self, question: Question, hits: Sequence[Hit]) -> Hit | None:
        """Find the outline or enumeration whose heading the question asks for, if one does."""
        asked = {word for word in words(question.topic) if len(word) > 1 or word.isascii()}
        counted = _COUNT.search(question.text)
        best: tuple[float, Hit] | None = None
        for hit in hits:
            if hit.passage.kind not in ("outline", "items") or not asked:
                continue
            intro, items = _parts(hit.passage)
            covered = sum(word in normalise(intro) for word in asked) / len(asked)
            announced = _COUNT.search(intro)
            if counted and announced and _same_count(counted.group(), announced.group()):
                covered += 0.5
            if covered >= COVERED and len(items) > 1 and (best is None or covered > best[0]):
                best = (covered, hit)
        return best[1] if best else None

    def _from_head(self, question: Question, hits: Sequence[Hit], say: Phrases) -> list[str]:
        """Answer who gave a report, when and at which session, from the head of the report."""
        about_report = re.search(
            r"报告|区长|市长|县长|省长|州长|代表大会|人大|会议|mayor|governor|report|head of|session|congress|deliver",
            question.text,
            re.I,
        )
        if not about_report:
            return []
        said = []
        for report in self._asked(question, hits):
            head = next(
                (hit for hit in hits if hit.passage.report_id == report.id and hit.passage.kind == "head"), None
            )
            proof = head or next(
                (
                    hit
                    for hit in hits
                    if hit.passage.report_id == report.id and report.speaker and report.speaker in hit.passage.text
                ),
                None,
            )
            told = say.head(report, question) if proof else ""
            if proof and told:
                said.append(f"{told}[{_number(hits, proof.passage)}]{say.stop}")
        return said[:GROUPS]

    def _asked(self, question: Question, hits: Sequence[Hit]) -> list[Report]:
        ids = dict.fromkeys(hit.passage.report_id for hit in hits)
        reports = [self.reports[i] for i in ids]
        years = question.report_years or question.years
        fitting = [r for r in reports if not years or r.year in years]
        return sorted(fitting, key=lambda report: (report.region, report.year or 0))

    def _nearest(self, question: Question, hits: Sequence[Hit], say: Phrases) -> list[str]:
        return []


def _number(hits: Sequence[Hit], passage: Passage) -> int:
    return next(n for n, hit in enumerate(hits, start=1) if hit.passage.id == passage.id)


def _parts(passage: Passage) -> tuple[str, list[str]]:
    """Part an outline or enumeration into the words before its items, and the items."""
    intro, _, rest = (
        passage.text.rpartition("：\n")
        if passage.kind == "outline" and "：\n" in passage.text
        else _enumerated(passage.text)
    )
    return intro, [item.strip("。 ") for item in _ITEM.split(rest) if item.strip("。 ")]


def _enumerated(text: str) -> tuple[str, str, str]:
    first = re.search(r"[（(]1[）)]|①|一是|(?<=[。：])1[.．、]", text)
    return (text[: first.start()].rstrip("：:，。"), "", text[first.start() :]) if first else ("", "", text)


def _same_count(one: str, other: str) -> bool:
    return _count(one) == _count(other)


def _count(text: str) -> int:
    return int(text) if text.isdecimal() else chinese_number(text.replace("两", "二"))


def _term(question: Question) -> str:
    quoted = _QUOTED.search(question.text)
    return quoted.group(1) if quoted else question.topic.replace(" ", "").strip("是的指")


def _contradicts(question: Question, best: Candidate) -> bool:
    """Tell whether the window says otherwise: another figure than the one stated, or the opposite movement."""
    own = figures(normalise(best.text))
    stated = figures(normalise(" ".join(question.figures)))
    if stated and own and not any(same(figure, other) for figure in stated for other in own):
        return any(figure.unit == other.unit for figure in stated for other in own)
    rises, falls = _RISES.search(question.text), _FALLS.search(question.text)
    if bool(rises) == bool(falls):
        return False
    return bool(
        (rises and _FALLS.search(best.text) and not _RISES.search(best.text))
        or (falls and _RISES.search(best.text) and not _FALLS.search(best.text))
    )

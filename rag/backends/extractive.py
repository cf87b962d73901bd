"""Answer without any LLM: Question + Hit[] → words, taken from the passages.

The clause that answers is found (fit.py) and said with its place and year, since the report leaves them out; figures
and names stand as printed. A list is read from headings and enumerations, who and when from the head of the report.
Where the question leaves year or place open, each is given, labelled; where nothing fits, the answer declines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.backends.phrases import Phrases, phrases
from rag.decline import decline
from rag.figures.difference import difference, main_figure
from rag.fit import Candidate, Fit
from rag.numerals import read_number
from rag.question import in_any_year, split
from rag.question.wording import about_report
from rag.records import Hit, Passage, Question, Report
from rag.verdict import contradicts, only_planned
from rag.words import normalise, words

if TYPE_CHECKING:
    from embeddings.encoder import Encoder
    from rag.index.index import Index

SURE = 0.45
"""A window answers whose confidence (fit.py) reaches this; below it, the answer declines."""
COVERED = 0.5
"""A heading announces the list asked for when it holds more of the question's words than this share."""
NEAR = 0.75
"""What is offered beside a declining answer covers so much of the question."""
AS_GOOD = 0.85
"""Windows of other years or places are given too when they score this share of the best."""
GROUPS = 6
"""Years and places given where the question leaves them open."""
LIST_CHARS = 340
"""Running text given for a list that no heading or enumeration holds."""

_GOES_ON = re.compile(r"[，,](?:同比|比上年|较上年|比去年|增幅|增速)[^，。；,]{1,18}(?=[，。；,]|$)")
_LARGER = re.compile(r"[高多大快长](?!少)|超过|more|higher|larger|faster", re.I)
_ITEM = re.compile(r"[；\n]")
_ENUMERATES = re.compile(r"^(?P<intro>.{4,60}?)[：:](?P<items>[^：:]+；.+)$", re.S)
_QUOTED = re.compile(r"[“\"'《]([^”\"'》]{2,20})[”\"'》]")
_UNFOLDS = re.compile(r"是指|指的是|即|就是|包括|[:：]")
_COUNT = re.compile(r"([一二两三四五六七八九十]{1,3}|\d{1,3})(?=个|项|大|条|方面|件)")
_SPEAKER = re.compile(
    r"报告.{0,10}(?:谁|哪位)|(?:谁|哪位).{0,10}报告|[省市区县州]长(?:是|叫)?(?:谁|哪位|什么名)|who (?:gave|delivered)",
    re.I,
)
"""Asks who gave a report, which its head alone tells."""


class Extractive:
    """Answers from one index; may be shared between threads."""

    def __init__(self, index: Index, encoder: Encoder) -> None:
        self.index = index
        self.encoder = encoder
        self.reports = {report.id: report for report in index.reports}

    def words(self, question: Question, hits: Sequence[Hit]) -> Iterator[str]:
        """Say the answer, statement by statement.

        Args:
            question: as understood.
            hits: what was found for it.

        Returns: pieces of the answer; a mark [n] names the n-th hit, counted from 1.

        """
        say = phrases(question.lang)
        if not hits:
            yield decline(question, self.index.reports)
            return
        if question.kind in ("who", "when") and (told := self._from_head(question, hits, say)):
            yield from told
            return
        if _SPEAKER.search(question.text):
            yield say.refusal(question)
            return
        said = [statement for one in question.parts or (question,) for statement in self._answer(one, hits, say)]
        if said:
            yield from said
        else:
            yield decline(question, self.index.reports) if question.places else say.refusal(question)

    def nearest(self, question: Question, hits: Sequence[Hit]) -> Iterator[str]:
        """Offer beside a declining answer, as such, what is told of other years or as a target instead of a result.

        Args:
            question: the one declined.
            hits: what was found for it, and after that what was found for any year; marks as in `words`.

        """
        wider = in_any_year(question)
        if not wider or question.kind == "list" or _SPEAKER.search(question.text):
            return
        say = phrases(question.lang)
        near = [c for c in _one_a_context(self._fitting(wider, hits)) if c.coverage >= NEAR][:2]
        if near:
            yield say.nearest()
            yield from (self._statement(candidate, hits, say) for candidate in near)

    def _answer(self, question: Question, hits: Sequence[Hit], say: Phrases) -> list[str]:
        parts = split(question)
        return self._side_by_side(question, parts, hits, say) if len(parts) > 1 else self._part(question, hits, say)

    def _side_by_side(
        self, question: Question, parts: Sequence[Question], hits: Sequence[Hit], say: Phrases
    ) -> list[str]:
        """Answer each part shortly; where two are compared, tell the difference of their figures."""
        best = [self._best(part, hits) for part in parts]
        if not any(best):
            return []
        said = [self._statement(c, hits, say) if c else say.missing(part) for part, c in zip(parts, best, strict=True)]
        pair = [c for c in best if c and c.coverage >= COVERED]
        if question.kind in ("compare", "yes_no") and len(parts) == len(pair) == 2:
            asked = words(question.topic)
            one, other = (main_figure(c.text, question.unit, asked) for c in pair)
            gap = difference(one, other) if one and other else ""
            if one and other and gap:
                larger = pair[0] if one.value > other.value else pair[1]
                said.append(say.difference(gap, larger.passage.context))
                if question.kind == "yes_no":
                    said.insert(0, say.verdict((larger is pair[0]) == bool(_LARGER.search(question.text))))
        return said

    def _best(self, question: Question, hits: Sequence[Hit]) -> Candidate | None:
        own = [hit for hit in hits if _speaks_of(hit.passage, question)]
        return next(iter(self._fitting(question, own)), None)

    def _part(self, question: Question, hits: Sequence[Hit], say: Phrases) -> list[str]:
        """Answer about one place, period and indicator; nothing where no passage does."""
        own = [hit for hit in hits if _speaks_of(hit.passage, question)]
        if question.kind == "definition":
            return self._defined(question, own, hits, say)
        if question.kind == "list" and (listed := self._listed(question, own, hits, say)):
            return listed
        fitting = self._fitting(question, own)
        if not fitting or _items(fitting[0].sentence) < _asked_items(question):
            return []
        chosen = _one_a_context(fitting)[:GROUPS] if self._open(question) else fitting[:1]
        statements = [self._statement(candidate, hits, say) for candidate in chosen]
        otherwise = contradicts(question, fitting[0].text)
        if question.kind == "yes_no":
            planned = only_planned(question, fitting[0].passage.context.stance)
            return [say.only_planned() if planned else say.verdict(not otherwise), *statements]
        if len(chosen) == 1 and otherwise:
            return [say.corrected(), *statements]
        return statements

    def _fitting(self, question: Question, hits: Sequence[Hit]) -> list[Candidate]:
        """Give the windows that answer, best first; none where the best does not cover the question."""
        texts = [hit for hit in hits if hit.passage.kind in ("text", "appendix", "items")] or list(hits)
        fit = Fit(question, self.index, self.encoder)
        told = [c for c in fit.candidates(texts) if fit.may_answer(c)]
        return _done_first(question, [_completed(c) for c in told if c.confidence >= SURE])

    def _open(self, question: Question) -> bool:
        """Tell whether the question leaves the year open, or the place where there are several."""
        places = {report.region for report in self.reports.values()}
        return not (question.periods or question.report_years) or not (question.regions or len(places) == 1)

    def _statement(self, candidate: Candidate, hits: Sequence[Hit], say: Phrases) -> str:
        return say.statement(candidate.passage.context, candidate.text, _number(hits, candidate.passage))

    def _defined(self, question: Question, own: Sequence[Hit], hits: Sequence[Hit], say: Phrases) -> list[str]:
        """Give the sentence that unfolds a term; where none does, say so, with one that uses it."""
        term = _term(question)
        mentions = [hit for hit in own if normalise(term) in normalise(hit.passage.text)]
        for hit in own:
            heading = hit.passage.context.sections[-1] if hit.passage.context.sections else ""
            if hit.passage.kind == "appendix" and term in heading:
                text = hit.passage.text.strip("。\n ")[:LIST_CHARS]
                return [say.definition(term, text, _number(hits, hit.passage))]
        candidates = Fit(question, self.index, self.encoder).candidates(mentions)
        for candidate in candidates:
            sentence = candidate.sentence.strip("。\n ")
            after = sentence[sentence.find(term) + len(term) :][:12] if term in sentence else ""
            if _UNFOLDS.search(after):
                return [say.statement(candidate.passage.context, sentence, _number(hits, candidate.passage))]
        for candidate in candidates:
            if term in candidate.text and 1 < _counted(term) == candidate.text.count("、") + 1:
                return [self._statement(candidate, hits, say)]
        using = next((c for c in candidates if normalise(term) in normalise(c.text)), None)
        return [say.undefined(term), self._statement(using, hits, say)] if using else []

    def _listed(self, question: Question, own: Sequence[Hit], hits: Sequence[Hit], say: Phrases) -> list[str]:
        structure = _structure(question, own)
        if structure:
            intro, items = _parts(structure.passage)
            context = structure.passage.context
            return [say.listing(context, _announcement(intro), items, _number(hits, structure.passage))]
        fitting = self._fitting(question, own)
        if not fitting or (self._open(question) and len({c.passage.report_id for c in fitting[:5]}) > 1):
            return []
        best = fitting[0]
        if _items(best.sentence) < _asked_items(question):
            return []
        sentence = best.sentence.strip("。\n ")
        context, number = best.passage.context, _number(hits, best.passage)
        if enumerates := _ENUMERATES.match(sentence):
            items = [item.strip() for item in _ITEM.split(enumerates["items"]) if item.strip("，, ")]
            return [say.listing(context, enumerates["intro"], items, number)]
        return [say.statement(context, sentence if len(sentence) <= LIST_CHARS else best.text, number)]

    def _from_head(self, question: Question, hits: Sequence[Hit], say: Phrases) -> list[str]:
        """Answer who gave a report, when and at which session, from the head of the report."""
        if not about_report(question.text):
            return []
        reports = [self.reports[hit.passage.report_id] for hit in hits if hit.passage.kind == "head"]
        named = [r for r in reports if (r.speaker and r.speaker in question.text) or _same_session(r, question.text)]
        said = []
        for report in sorted(named or reports, key=lambda report: (report.region, report.year or 0)):
            told = say.head(report, question)
            proof = next((hit for hit in hits if _proves(hit.passage, report, question)), None)
            if told and proof:
                said.append(f"{told}[{_number(hits, proof.passage)}]{say.stop}")
        return said[:GROUPS]


def _speaks_of(passage: Passage, question: Question) -> bool:
    context = passage.context
    place = not question.regions or context.region in question.regions
    years = not question.years or not context.years or bool(set(question.years) & set(context.years))
    return place and (years or any(f"{year}年" in passage.text for year in question.years))


def _done_first(question: Question, fitting: list[Candidate]) -> list[Candidate]:
    """Put what was done before what was promised, where a year is asked about and the question tells neither."""
    if question.stance or not question.periods or not fitting:
        return fitting
    done = [c for c in fitting if c.passage.context.stance == "achieved" and c.score >= AS_GOOD * fitting[0].score]
    return done[:1] + [c for c in fitting if c not in done[:1]]


def _completed(candidate: Candidate) -> Candidate:
    """Add a short clause behind the window that goes on about the same subject: 完成120.9亿元，同比增长31.1%."""
    passage, (start, end) = candidate.passage, candidate.window.span
    match = _GOES_ON.match(passage.text, end)
    if not match or match.end() > candidate.window.sentence[1]:
        return candidate
    return replace(candidate, window=replace(candidate.window, span=(start, match.end())))


def _one_a_context(fitting: Sequence[Candidate]) -> list[Candidate]:
    """Keep the best window of each place, years and stance that is nearly as good as the best of all."""
    best: dict[tuple[str, tuple[int, ...], str], Candidate] = {}
    for candidate in fitting:
        context = candidate.passage.context
        if candidate.score >= AS_GOOD * fitting[0].score:
            best.setdefault((context.region, context.years, context.stance), candidate)
    return sorted(best.values(), key=lambda c: (c.passage.context.region, c.passage.context.years))


def _structure(question: Question, hits: Sequence[Hit]) -> Hit | None:
    """Find the outline or enumeration whose heading the question asks for, if one does."""
    asked = {word for word in words(question.topic) if len(word) > 1 or word.isascii()}
    asked = {word for word in asked if not any(word != other and word in other for other in asked)}
    counted = _COUNT.search(question.text)
    best: tuple[float, Hit] | None = None
    for hit in hits:
        if hit.passage.kind not in ("outline", "items") or not asked:
            continue
        intro, items = _parts(hit.passage)
        held = [word in normalise(intro) or all(word in normalise(item) for item in items) for word in asked]
        covered = sum(held) / len(asked)
        announced = [read_number(match.group()) for match in _COUNT.finditer(intro)]
        if counted and (
            read_number(counted.group()) in announced or (not intro and read_number(counted.group()) == len(items))
        ):
            covered += 0.5
        if hit.passage.context.years in question.periods:
            covered += 0.1
        if covered > COVERED and len(items) > 1 and (best is None or covered > best[0]):
            best = (covered, hit)
    return best[1] if best else None


def _parts(passage: Passage) -> tuple[str, list[str]]:
    """Part an outline or enumeration into the words before its items, and the items."""
    if passage.kind == "outline" and "：\n" in passage.text:
        intro, _, rest = passage.text.rpartition("：\n")
    else:
        first = re.search(r"[（(]1[）)]|①|一是|(?<=[。：])1[.．、]", passage.text)
        start = first.start() if first else 0
        intro, rest = passage.text[:start].rstrip("：:，。"), passage.text[start:]
    return intro, [item.strip("。 ") for item in _ITEM.split(rest) if item.strip("。 ")]


def _announcement(intro: str) -> str:
    """Give the clause that announces a list: the last one with its count, else the last sentence."""
    last = [sentence for sentence in re.split(r"[。\n]", intro) if sentence][-1:]
    clauses = re.split(r"[，,：:]", last[0]) if last else [""]
    counted = [clause for clause in clauses if _COUNT.search(clause)]
    return (counted[-1] if counted else last[0] if last else "").strip()


def _counted(term: str) -> int:
    """Give the number in a term such as 六张时代新答卷; 0 where it has none."""
    match = re.match(r"[一二三四五六七八九十]{1,3}|\d{1,2}(?!\d)", term)
    return read_number(match.group()) if match else 0


def _asked_items(question: Question) -> int:
    """Give how many things a question wants named: 那13件实事都是什么; 0 where it does not say."""
    counted = _COUNT.search(question.text) if question.kind == "list" else None
    return read_number(counted.group()) - 1 if counted and read_number(counted.group()) > 2 else 0


def _items(text: str) -> int:
    """Give how many things a sentence enumerates at most."""
    return max(len(re.findall(r"[、与和及]", text)), len(re.findall(r"[；，]", text))) + 1


def _same_session(report: Report, text: str) -> bool:
    ordinals = re.findall(r"第[一二三四五六七八九十\d]+[届次]", report.session)
    asked = re.findall(r"第[一二三四五六七八九十\d]+[届次]", text)
    return bool(asked) and all(one in ordinals for one in asked)


def _proves(passage: Passage, report: Report, question: Question) -> bool:
    if passage.report_id != report.id:
        return False
    wanted = report.speaker if question.kind == "who" else report.session or report.date
    plain = re.sub(r"\s", "", passage.text)
    return bool(wanted) and wanted in plain


def _number(hits: Sequence[Hit], passage: Passage) -> int:
    return next(n for n, hit in enumerate(hits, start=1) if hit.passage.id == passage.id)


def _term(question: Question) -> str:
    quoted = _QUOTED.search(question.text)
    return quoted.group(1) if quoted else re.sub(r"^的|[是的指]+$|\s", "", question.topic)

"""Find the passages that may answer: Question → Hit[], best first.

    words ── BM25 ───┐                                        ┌ place and year: filter
                     ├─ fused ── the first rated anew, added ──┤
    vector ─ dense ──┘           (rerank.py)                  └ stance, structure, period: prior

The legs are joined by a weighted sum of scaled scores rather than by reciprocal rank fusion (Cormack, Clarke & Büttcher,
SIGIR 2009), since a rank forgets by how much the first stands out. BM25 is scaled by what it could reach (as proposed by
Bruch, Gai & Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", TOIS 2023, for the lower end): where the
passages hold but the least of the question's words, it has little to say. Cosines and what a reranker gives have no
such bound that holds for every model, and are scaled between the worst and the best of the candidates.
Not here: reading the question (question/), the answer (backends/).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

import numpy as np

from rag.config import Config
from rag.index.facets import KINDS, STANCES
from rag.places import pinyin
from rag.question import split
from rag.question.wording import about_report, about_whole
from rag.records import Hit, Passage, Question, Report, short_name
from rag.words import normalise, words

if TYPE_CHECKING:
    from embeddings.encoder import Encoder
    from rag.index.arrays import BoolArray, FloatArray, IntArray
    from rag.index.index import Index
    from rag.rerank import Reranker

    Leg = tuple[IntArray, FloatArray]
    """What one way of searching found: rows, best first, and what each adds to the fused score."""

CANDIDATES = 200
"""Passages that each leg brings."""
RERANKED = 30
"""Passages that are rated anew."""
FOUND = 10
"""Hits given back, before neighbours."""
EACH = 4
"""Hits given back for each part of a question that names several places, periods or indicators."""

RRF_K = 60
"""Of reciprocal rank fusion, as in the paper; ranks count from 1."""
EXPANDED = 0.5
"""Weight of a word that the lexicon adds; the asker's own words weigh 1."""
_COUNTED = re.compile(r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})[个项大](?!月|年|百分)")
OTHER_STANCE = 0.7
"""Prior of a passage that promises where the question asks for what was done, or the other way round."""
WIDER_PERIOD = 0.7
"""Prior of a passage that speaks of five years where the question asks for one."""
WRONG_STRUCTURE = 0.8
"""Prior of headings where no list is asked for, of running text where one is, of a head where neither who nor when is."""


OPENING = 6
"""Passages in which a newspaper's summary names session, date and speaker, its head first."""


class Retriever:
    """Searches one index; may be shared between threads."""

    def __init__(self, index: Index, encoder: Encoder, config: Config, reranker: Reranker | None) -> None:
        self.index = index
        self.encoder = encoder
        self.config = config
        self.reranker = reranker

    def search(self, question: Question) -> tuple[Hit, ...]:
        """Find the passages for a question; where it names several places, periods or indicators, for each of them.

        Returns: FOUND hits at most, scores falling, or the first of each part in turn; none where place and year
            allow none.

        """
        parts = split(question)
        found = [self._search(part) for part in parts]
        asked = (question, *question.parts)
        if self._names_speaker(question) or any(
            one.kind in ("who", "when") and about_report(one.text) for one in asked
        ):
            found.insert(0, self._heads(question))
        if any(about_whole(one) for one in asked):
            found.insert(0, self._outlines(question))
        if len(found) == 1:
            return tuple(found[0][:FOUND])
        kept = dict.fromkeys(hit.passage.id for rank in zip_longest(*found) for hit in rank if hit)
        by_id = {hit.passage.id: hit for hits in found for hit in hits}
        return tuple(by_id[i] for i in list(kept)[: max(FOUND, EACH * len(parts))])

    def _search(self, question: Question) -> list[Hit]:
        allowed = self._allowed(question)
        if not allowed.any():
            return []
        legs = {"sparse": self._by_words(question, allowed), "dense": self._by_vector(question, allowed)}
        prior = self._prior(question)
        fused, found = np.zeros(len(self.index), np.float32), np.zeros(len(self.index), np.bool_)
        for rows, votes in legs.values():
            fused[rows] += votes
            found[rows] = True
        rows = np.flatnonzero(found)
        rows = _first(rows, (fused * prior)[rows], CANDIDATES // 2)
        passages = dict(zip(rows.tolist(), self.index.passages(rows), strict=True))
        if self.reranker:
            legs["reranker"] = again, votes = self._again(question, self.reranker, rows[:RERANKED], passages)
            fused[again] += votes
            rows = _first(rows, (fused * prior)[rows], len(rows))
        scores, ranks = fused * prior, {leg: _ranks(of_leg) for leg, (of_leg, _) in legs.items()}
        hits = [
            Hit(passages[row], float(scores[row]), {leg: of[row] for leg, of in ranks.items() if row in of})
            for row in rows.tolist()
        ]
        return [hit for hit in hits if _mentions(hit.passage, question.places)][:FOUND]

    def _by_words(self, question: Question, allowed: BoolArray) -> Leg:
        asked = query_words(question)
        weights = list(asked.values())
        rows, scores = self.index.sparse_search(list(asked), CANDIDATES, weights=weights, allowed=allowed)
        own = [word for word, weight in asked.items() if weight == 1]
        return self._votes(rows, covered(scores, self.index.full_score(own)), self.config.sparse_weight)

    def _by_vector(self, question: Question, allowed: BoolArray) -> Leg:
        vector = self.encoder.encode_queries([query_text(question)])[0]
        rows, scores = self.index.dense_search(vector, CANDIDATES, allowed=allowed)
        return self._votes(rows, scaled(scores), self.config.dense_weight)

    def _again(self, question: Question, reranker: Reranker, rows: IntArray, passages: Mapping[int, Passage]) -> Leg:
        """Rate the first rows anew."""
        scores = reranker.scores(question, [passages[row] for row in rows.tolist()])
        order = np.argsort(-scores, kind="stable")
        return self._votes(rows[order], scaled(scores[order]), self.config.rerank_weight)

    def _votes(self, rows: IntArray, scores: FloatArray, weight: float) -> Leg:
        """Turn the scaled scores of a leg, best first, into what they add to the fused score."""
        if weight == 0:
            return rows[:0], scores[:0]
        if self.config.fusion == "rrf":
            scores = np.array(1.0 / (RRF_K + 1 + np.arange(len(scores))), np.float32)
        return rows, weight * scores

    def _heads(self, question: Question) -> list[Hit]:
        """Give what tells title, session, date and speaker of the reports that may be asked about."""
        reports = reports_asked(question, self.index.reports)[:FOUND]
        told = [passage for report in reports for passage in self._head(report)]
        return [] if question.places else [Hit(passage, 0.0) for passage in told[:FOUND]]

    def _head(self, report: Report) -> list[Passage]:
        """Give the head of a report, and where that does not name the speaker, the first passage of its opening that does."""
        head, *opening = self.index.passages(list(self.index.rows_of(report.id)[:OPENING]))
        if not report.speaker or report.speaker in re.sub(r"\s", "", head.text):
            return [head]
        return [head, *[passage for passage in opening if report.speaker in passage.text][:1]]

    def _outlines(self, question: Question) -> list[Hit]:
        """Give the headings of the main sections of the reports that may be asked about: all the work of a year."""
        rows = np.flatnonzero(self._allowed(question) & (self.index.facets.kind == KINDS.index("outline")))
        main = [passage for passage in self.index.passages(rows) if len(passage.context.sections) < 2]
        return [Hit(passage, 0.0) for passage in main[:FOUND]]

    def _names_speaker(self, question: Question) -> bool:
        return any(report.speaker and report.speaker in question.text for report in self.index.reports)

    def with_neighbours(self, hits: Sequence[Hit], wanted: int) -> tuple[Hit, ...]:
        """Take the first hits, and after them the passages beside the best one in its section, for the thread of the text."""
        chosen = list(hits[:wanted])
        if chosen:
            best = chosen[0].passage
            have = {hit.passage.id for hit in chosen}
            rows = self.index.rows_of(best.report_id)
            row = self.index.row_of(best)
            beside = self.index.passages([r for r in (row - 1, row + 1) if r in rows])
            chosen += [
                Hit(passage, 0.0)
                for passage in beside
                if passage.id not in have
                and passage.kind == "text"
                and passage.context.sections == best.context.sections
            ]
        return tuple(chosen)

    def _allowed(self, question: Question) -> BoolArray:
        """Keep the places, years and reports that the question names; a passage that names no year is kept.

        Of target and result, only a choice of the asker's own keeps the other one out.
        """
        facets, reports = self.index.facets, self.index.reports
        fitting = [
            (not question.regions or report.region in question.regions)
            and (not question.report_years or report.year in question.report_years)
            for report in reports
        ]
        allowed: BoolArray = np.array(fitting, bool)[facets.report]
        if not self.config.place_year_filter:
            return np.ones(len(self.index), bool)
        if question.years:
            spoken = facets.first_year == 0
            for year in question.years:
                spoken |= (facets.first_year <= year) & (year <= facets.last_year)
                named, _ = self.index.sparse_search([str(year)], len(self.index))
                spoken[named] = True
            allowed &= spoken
        if question.stance and question.stance_chosen:
            allowed &= np.isin(facets.stance, [STANCES.index(question.stance), STANCES.index("other")])
        return allowed

    def _prior(self, question: Question) -> FloatArray:
        facets = self.index.facets
        prior = np.ones(len(self.index), np.float32)
        if question.stance:
            asked, neither = STANCES.index(question.stance), STANCES.index("other")
            prior[(facets.stance != asked) & (facets.stance != neither)] *= OTHER_STANCE
        if len(question.years) == 1:
            prior[facets.last_year > facets.first_year] *= WIDER_PERIOD
        structure = np.isin(facets.kind, [KINDS.index("outline"), KINDS.index("items")])
        prior[~structure if question.kind == "list" else structure] *= WRONG_STRUCTURE
        if question.kind not in ("who", "when"):
            prior[facets.kind == KINDS.index("head")] *= WRONG_STRUCTURE
        return prior


def reports_asked(question: Question, reports: Sequence[Report]) -> list[Report]:
    """Give the reports of the places and years asked about; of a year that has none, that which reviews it."""
    years = question.report_years or question.years
    there = [report for report in reports if not question.regions or report.region in question.regions]
    asked = [report for report in there if not years or report.year in years]
    return asked or [report for report in there if report.year and report.year - 1 in years]


def query_words(question: Question) -> dict[str, float]:
    """Give the words that BM25 looks for, each with its weight: the asker's own, and what reports call the same."""
    counted = [
        word for count in _COUNTED.findall(question.text) if question.kind == "list" for word in words(f"{count}方面")
    ]
    added = [*counted, *(word for expansion in question.expansions for term in expansion.terms for word in words(term))]
    return dict.fromkeys(added, EXPANDED) | dict.fromkeys(words(question.topic or question.text), 1.0)


def query_text(question: Question) -> str:
    """Give the text whose vector is looked for: the topic, and what reports call the same."""
    terms = dict.fromkeys(expansion.terms[0] for expansion in question.expansions)
    return " ".join([question.topic or question.text, *terms])


def covered(scores: FloatArray, full: float) -> FloatArray:
    """Bring scores of BM25 to 0…1 by what a passage gets that holds every word asked for, or by the best if that is more."""
    top = max(full, scores.max(initial=0.0))
    return scores / top if top > 0 else scores


def scaled(scores: FloatArray) -> FloatArray:
    """Bring scores to 0…1 by the worst and the best of them; where all are alike, to 1."""
    low, top = scores.min(initial=np.inf), scores.max(initial=-np.inf)
    return (scores - low) / (top - low) if top > low else np.ones_like(scores)


def _first(rows: IntArray, scores: FloatArray, count: int) -> IntArray:
    """Put rows in order by their scores, best first and equal ones as they were."""
    return rows[np.argsort(-scores, kind="stable")[:count]]


def _ranks(rows: IntArray) -> dict[int, int]:
    return {int(row): rank for rank, row in enumerate(rows, start=1)}


def _mentions(passage: Passage, places: Sequence[str]) -> bool:
    """Tell whether a passage speaks of places that have no report of their own."""
    text = normalise(passage.text)
    return all(normalise(short_name(place)) in (pinyin(text) if place.isascii() else text) for place in places)

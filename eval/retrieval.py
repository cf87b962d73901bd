"""Measure what the retriever found: Evidence[] + Found[] → recall@k, MRR@10, nDCG@10, by ir-measures.

A passage proves an evidence object when it is of the object's document and holds the object's words. Recall is the
share of the objects proved within the first k. For nDCG each object is one thing to be found, at the rank of the first
passage that proves it; a further passage that says the same again counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import fmean
from typing import TYPE_CHECKING

from eval.answers import Found
from eval.gold import Evidence
from eval.matching import found
from rag.errors import BaogaoError

if TYPE_CHECKING:
    from ir_measures import Measure, Qrel, ScoredDoc

CUTOFFS = (1, 3, 5, 10)
"""k of recall@k."""
NAMES = (*(f"recall@{k}" for k in CUTOFFS), "MRR@10", "nDCG@10")

Scores = dict[str, float]
"""By the names above."""


def proves(passage: Found, evidence: Evidence) -> bool:
    """Tell whether a passage proves an evidence object."""
    return passage.document == evidence.document and found(evidence.holds, passage.text)


def scores(evidence: Sequence[Evidence], passages: Sequence[Found]) -> Scores:
    """Measure one question.

    Args:
        evidence: what there is to be found; at least one.
        passages: what was found, best first.

    Returns: the measures by name, each from 0 to 1.

    """
    proved = [{number for number, object_ in enumerate(evidence) if proves(passage, object_)} for passage in passages]
    each = [
        ranked({"proof"}, ["proof" if number in those else f"rank {rank}" for rank, those in enumerate(proved)])
        for number in range(len(evidence))
    ]
    recall = {f"recall@{k}": fmean(of_one[f"recall@{k}"] for of_one in each) for k in CUTOFFS}
    whole = ranked({str(number) for number in range(len(evidence))}, list(_first_proofs(proved)))
    return {**recall, "MRR@10": whole["MRR@10"], "nDCG@10": whole["nDCG@10"]}


def _first_proofs(proved: Iterable[set[int]]) -> Iterator[str]:
    """Name each rank by the object that it is the first to prove; one that proves several takes several ranks."""
    seen: set[int] = set()
    for rank, those in enumerate(proved):
        yield from map(str, sorted(those - seen)) if those - seen else [f"rank {rank}"]
        seen |= those


def ranked(wanted: set[str], ranking: Sequence[str]) -> Scores:
    """Measure one ranking.

    Args:
        wanted: the ids that are relevant; at least one.
        ranking: ids, best first; of one that stands there twice the first counts.

    """
    return of_many({"q": wanted}, {"q": ranking})["q"]


def of_many(wanted: Mapping[str, set[str]], rankings: Mapping[str, Sequence[str]]) -> dict[str, Scores]:
    """Measure many rankings, by the ids of their questions; a question without a ranking counts 0.

    Raises:
        BaogaoError: if ir-measures is not installed.

    """
    names = _measures()
    import ir_measures

    result = {query: dict.fromkeys(NAMES, 0.0) for query in wanted}
    for metric in ir_measures.iter_calc(list(names), _qrels(wanted), _run(rankings)):
        result[metric.query_id][names[metric.measure]] = float(metric.value)
    return result


def _measures() -> dict[Measure, str]:
    try:
        from ir_measures import RR, R, nDCG
    except ModuleNotFoundError as error:
        raise BaogaoError(f"{error.name} is missing; install it with: pip install 'baogao[eval]'") from error
    return {**{R @ k: f"recall@{k}" for k in CUTOFFS}, RR @ 10: "MRR@10", nDCG @ 10: "nDCG@10"}


def _qrels(wanted: Mapping[str, set[str]]) -> list[Qrel]:
    from ir_measures import Qrel

    return [Qrel(query, id_, 1) for query, ids in wanted.items() for id_ in sorted(ids)]


def _run(rankings: Mapping[str, Sequence[str]]) -> list[ScoredDoc]:
    from ir_measures import ScoredDoc

    return [
        ScoredDoc(query, id_, 1 / (rank + 1))
        for query, ranking in rankings.items()
        for rank, id_ in enumerate(dict.fromkeys(ranking))
    ]

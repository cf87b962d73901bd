"""The gold sets that come with the project."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from eval import gold
from eval.gold import SPLITS, Gold
from eval.matching import found, holds_fact
from rag.config import CORPUS

REPORTS = Path(__file__).resolve().parents[3] / "shared" / "reports"
"""Full reports, where a checkout has them beside it."""
JUDGED = ("compare", "yes_no", "false_premise", "target_outcome")
"""Types whose answers hold what no report says: a difference, a verdict, that no result is told."""
COPIED = 20
"""Word characters; a run of so many from a report is a copy."""


@pytest.fixture(scope="module")
def sets() -> dict[str, list[Gold]]:
    return {name: gold.read(path) for name, path in SPLITS.items()}


def test_dev_and_test_are_two_halves_of_one_set(sets: dict[str, list[Gold]]) -> None:
    """At least 400 questions, no question in both, every type in both to nearly the same number."""
    dev, test = sets["dev"], sets["test"]
    types = [Counter(each.type for each in half) for half in (dev, test)]

    assert len(dev) + len(test) >= 400
    assert len(sets["second-domain"]) >= 60
    assert not {each.id for each in dev} & {each.id for each in test}
    assert not {(*each.history, each.question) for each in dev} & {(*each.history, each.question) for each in test}
    assert all(abs(types[0][type_] - types[1][type_]) <= 2 for type_ in types[0] | types[1])


def test_the_evidence_stands_in_the_corpus(sets: dict[str, list[Gold]]) -> None:
    """Each named document is there and holds what it must; figures and names are in it, too, unless computed from it."""
    texts = {path.stem: path.read_text("utf-8") for path in CORPUS.glob("*.md")}
    for each in (*sets["dev"], *sets["test"]):
        assert all(found(evidence.holds, texts[evidence.document]) for evidence in each.evidence), each.id
        whole = "\n".join(texts[document] for document in each.documents)
        missing = [fact for fact in each.gold if not holds_fact(fact, whole)]
        assert not missing or each.type in JUDGED, each.id


def test_nothing_forbidden_is_part_of_a_right_answer(sets: dict[str, list[Gold]]) -> None:
    """No accepted spelling holds a forbidden one."""
    for each in (one for half in sets.values() for one in half):
        assert not [s for fact in each.gold for s in fact for bad in each.forbidden if found(bad, s)], each.id


def test_what_is_answerable_names_its_documents(sets: dict[str, list[Gold]]) -> None:
    """Questions that the reports do not answer have no evidence; all others have."""
    for each in (one for half in sets.values() for one in half):
        assert each.answerable == bool(each.documents) == bool(each.evidence) == (each.type != "unanswerable"), each.id


@pytest.mark.reports
@pytest.mark.skipif(not REPORTS.is_dir(), reason="the full reports are not there")
def test_no_sentence_of_a_report_is_copied(sets: dict[str, list[Gold]]) -> None:
    """No run of twenty word characters of a full report stands in any field."""
    runs = {run for path in REPORTS.glob("*.txt") for run in _runs(path.read_text("utf-8"))}
    for name, half in sets.items():
        for line in SPLITS[name].read_text("utf-8").splitlines():
            assert not runs & set(_runs(line)), name
        assert half


def _runs(text: str) -> Iterator[str]:
    signs = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))
    return (signs[start : start + COPIED] for start in range(len(signs) - COPIED + 1))

"""The figures annotated by hand that come with the project."""

import hashlib
import json
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ANNOTATIONS = Path(__file__).resolve().parents[2] / "eval" / "figures" / "annotations.jsonl"
REPORTS = Path(__file__).resolve().parents[3] / "shared" / "reports"
"""Full reports, where a checkout has them beside it."""


@pytest.fixture(scope="module")
def clauses() -> list[dict[str, Any]]:
    return [json.loads(line) for line in ANNOTATIONS.read_text("utf-8").splitlines()]


def test_at_least_300_clauses_of_five_reports_are_annotated(clauses: list[dict[str, Any]]) -> None:
    """Each report gives at least thirty, and no clause overlaps the next."""
    assert len(clauses) >= 300
    assert min(Counter(clause["document"] for clause in clauses).values()) >= 30
    assert all(
        one["document"] != other["document"] or one["clause"][1] <= other["clause"][0]
        for one, other in pairwise(clauses)
    )


def test_each_figure_lies_in_its_clause_with_a_value_and_an_indicator(clauses: list[dict[str, Any]]) -> None:
    """Values are plain decimals, but for ratios and targets that follow another figure."""
    for clause in clauses:
        start, end = clause["clause"]
        for figure in clause["figures"]:
            assert start <= figure["span"][0] < figure["span"][1] <= end, clause
            assert figure["indicator"], clause
            assert all(part == f"{Decimal(part):f}" for part in figure["value"].split(":")) if figure["value"] else True
            assert bool(figure["value"]) != ("follows" in figure), clause
            assert figure["stance"] in ("achieved", "target", "other"), clause


@pytest.mark.reports
@pytest.mark.skipif(not REPORTS.is_dir(), reason="the full reports are not there")
def test_the_positions_are_those_of_the_reports(clauses: list[dict[str, Any]]) -> None:
    """The files are those annotated, no figure starts within a number, and no indicator is blank or holds its figure."""
    texts = {}
    for clause in clauses:
        path = REPORTS / f"{clause['document']}.txt"
        assert hashlib.sha256(path.read_bytes()).hexdigest()[:16] == clause["sha256"]
        text = texts.setdefault(path, path.read_text("utf-8-sig"))
        for figure in clause["figures"]:
            start, end = figure["span"]
            assert not (text[start].isdigit() and text[start - 1].isdigit()), text[start:end]
            assert all(text[first:last].strip() for first, last in figure["indicator"]), text[start:end]
            assert all(last <= start or end <= first for first, last in figure["indicator"]), text[start:end]

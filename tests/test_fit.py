"""Which clause answers, and why."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from rag.answer import Assistant
from rag.errors import ConfigError
from rag.features import FEATURES
from rag.fit import Candidate
from rag.weights import read, weights
from rag.windows import parsed, windows


def rated(assistant: Assistant, question: str) -> Sequence[Candidate]:
    ((_, found),) = assistant.explain(question)
    return found


def test_windows_are_neighbouring_clauses_of_one_sentence() -> None:
    """Three at most, and none across a full stop."""
    text = "新增企业20家，总数达到91家，增长8%，居全市前列。荣获先进称号。"

    texts = [text[slice(*window.span)] for window in windows(text)]

    assert "新增企业20家，总数达到91家，增长8%" in texts
    assert not any("居全市前列。荣获" in one for one in texts)
    assert not any(one.count("，") > 2 for one in texts)


def test_the_figures_of_a_clause_are_read_once_and_kept() -> None:
    """The number of a list's item is no figure."""
    clause, *_ = parsed("（3）建设口袋公园12处，新增车位800个。")

    assert [figure.text for figure in clause.figures] == ["12处"]
    assert parsed("（3）建设口袋公园12处，新增车位800个。")[0] is clause


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("青石区2023年优良天数是多少？", "优良天数达到301天"),
        ("青石区2023年新改建农村公路多少公里？", "新改建农村公路46公里"),
        ("青石区2023年新增学位多少个？", "新增学位2700个"),
    ],
)
def test_the_clause_that_tells_comes_first(assistant: Assistant, question: str, text: str) -> None:
    """Before its neighbours and before longer windows around it, and surely enough to be given."""
    best = rated(assistant, question)[0]

    assert best.text == text
    assert best.confidence > weights().sure


def test_reasons_add_up_to_the_score(assistant: Assistant) -> None:
    """Each feature says what it adds, so that a person can follow the choice."""
    best = rated(assistant, "青石区2023年优良天数是多少？")[0]

    assert sum(added for _, added in best.reasons()) == pytest.approx(best.score, abs=1e-3)
    assert {name for name, _ in best.reasons()} <= set(FEATURES)


def test_what_nothing_tells_is_less_sure(assistant: Assistant) -> None:
    """A question about something else rates no window as surely as one that is told."""
    told = max(c.confidence for c in rated(assistant, "青石区2023年优良天数是多少？"))
    untold = max(c.confidence for c in rated(assistant, "青石区2023年的航天发射次数是多少？"))

    assert untold < told
    assert weights().sure < told


def test_weights_that_lack_a_feature_are_refused(tmp_path: Path) -> None:
    """The message names the feature and the command that mends it."""
    (tmp_path / "weights.json").write_text('{"windows": {}, "confidence": {}, "bias": 0, "sure": 0.1}')

    with pytest.raises(ConfigError, match=r"words inside.*baogao eval fit"):
        read(tmp_path / "weights.json")

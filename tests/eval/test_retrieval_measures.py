import math
import random

import pytest
from sklearn.metrics import ndcg_score

from eval.answers import Found
from eval.gold import Evidence
from eval.retrieval import CUTOFFS, NAMES, of_many, ranked, scores

JOBS = Evidence("qingshi-2025", "1.24万人")
PLAN = Evidence("qingshi-2024", "1.1万人")


def passages(*told: tuple[str, str]) -> list[Found]:
    return [Found(document, "", text) for document, text in told]


def test_one_proof_at_rank_two() -> None:
    """Reciprocal rank 1/2, nDCG 1/log2(3), recall from the second cutoff on."""
    found = scores([JOBS], passages(("qingshi-2025", "新增1.1万人"), ("qingshi-2025", "新增就业 1.24 万人")))

    assert found == {
        "recall@1": 0.0,
        "recall@3": 1.0,
        "recall@5": 1.0,
        "recall@10": 1.0,
        "MRR@10": 0.5,
        "nDCG@10": pytest.approx(1 / math.log2(3)),
    }


@pytest.mark.parametrize(
    "passage", [("baisha-2025", "新增1.24万人"), ("qingshi-2025", "新增21.24万人"), ("qingshi-2025", "新增1.1万人")]
)
def test_the_right_words_in_the_right_document_are_needed(passage: tuple[str, str]) -> None:
    """Another document, a longer number or another figure prove nothing."""
    assert set(scores([JOBS], passages(passage)).values()) == {0.0}


def test_recall_is_the_share_of_the_objects() -> None:
    """Two objects at ranks 1 and 4: a half, then both; nDCG over two things to be found."""
    found = scores(
        [JOBS, PLAN],
        passages(("qingshi-2025", "1.24万人"), ("d", ""), ("d", ""), ("qingshi-2024", "1.1万人以上")),
    )

    assert [found[f"recall@{k}"] for k in CUTOFFS] == [0.5, 0.5, 1.0, 1.0]
    assert found["MRR@10"] == 1.0
    assert found["nDCG@10"] == pytest.approx((1 + 1 / math.log2(5)) / (1 + 1 / math.log2(3)))


def test_saying_it_again_counts_for_nothing() -> None:
    """A second passage with the same figure neither helps nor hurts."""
    once = scores([JOBS], passages(("qingshi-2025", "1.24万人"), ("d", "")))

    assert scores([JOBS], passages(("qingshi-2025", "1.24万人"), ("qingshi-2025", "12400人"))) == once
    assert once["nDCG@10"] == 1.0


def test_one_passage_may_prove_two_objects() -> None:
    """Both are found at the first rank: everything is 1."""
    other = Evidence("qingshi-2025", "112%")

    assert set(scores([JOBS, other], passages(("qingshi-2025", "1.24万人，完成112%"))).values()) == {1.0}


def test_nothing_retrieved_counts_zero() -> None:
    """An empty ranking and a question without one score 0."""
    assert scores([JOBS], []) == dict.fromkeys(NAMES, 0.0)
    assert of_many({"q": {"p"}}, {})["q"] == dict.fromkeys(NAMES, 0.0)


def test_ndcg_agrees_with_scikit_learn() -> None:
    """Random rankings of 30 passages, 1 to 5 of them relevant, cut at 10."""
    random_ = random.Random(7)
    for _ in range(50):
        ranking = random_.sample(range(30), 30)
        wanted = set(random_.sample(range(30), random_.randint(1, 5)))
        gains = [[float(place in wanted) for place in range(30)]]
        ranks = [[-float(ranking.index(place)) for place in range(30)]]

        found = ranked({str(place) for place in wanted}, [str(place) for place in ranking])

        assert found["nDCG@10"] == pytest.approx(ndcg_score(gains, ranks, k=10))
        first = min(ranking.index(place) for place in wanted) + 1
        assert found["MRR@10"] == pytest.approx(1 / first if first <= 10 else 0.0)
        for k in CUTOFFS:
            assert found[f"recall@{k}"] == pytest.approx(len(wanted & set(ranking[:k])) / len(wanted))

"""What rates the first passages anew, and what it may not do."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tiny_models import write_cross_encoder

from embeddings import cross_encoder
from embeddings.encoder import load
from rag.answer import Assistant
from rag.config import Config
from rag.errors import ModelMissing
from rag.index import Index
from rag.rerank import BestClause
from rag.retrieve import RERANKED


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a cross-encoder with random weights."""
    return write_cross_encoder(tmp_path_factory.mktemp("cross"))


def test_a_passage_is_rated_by_its_best_clause() -> None:
    """Clauses about other things take nothing away, as they do from the vector of the whole."""
    model = load("bundled")
    alone = "改造老旧小区12个。"
    among = f"一般公共预算收入完成28.4亿元，{alone[:-1]}，举办书画展览30场，夏粮总产量达到3.2万吨。"

    rated = BestClause(model).best("老旧小区", [alone, among, "夏粮总产量达到3.2万吨。", "。"])

    assert rated[1] == pytest.approx(rated[0], abs=1e-6)
    assert rated[0] > rated[2]
    assert BestClause(model).best("老旧小区", []).shape == (0,)


def test_a_cross_encoder_reads_both_texts(tiny: Path) -> None:
    """One score a text, another for another question; none for no text."""
    model = cross_encoder.load(str(tiny))

    one, other = model.scores("公园", ["新建口袋公园", "改造道路"]), model.scores("道路", ["新建口袋公园", "改造道路"])

    assert one.shape == (2,)
    assert one.dtype == np.float32
    assert np.abs(one - other).max() > 1e-3
    assert model.scores("公园", []).shape == (0,)


def test_a_cross_encoder_orders_what_was_found(tiny: Path, small_config: Config) -> None:
    """Where it alone counts, hits come in its order, and tell where it ranked them."""
    config = replace(small_config, reranker=str(tiny), rerank_weight=1e6)
    index = Index.open(config.index)
    retriever = Assistant(index, config).retriever

    hits = Assistant(index, config).answer("新增高新技术企业").hits

    assert retriever.reranker is not None
    ranks = [hit.ranks["reranker"] for hit in hits if hit.passage.kind == "text"]
    assert len(ranks) > 3
    assert ranks == sorted(ranks)
    assert {"reranker", "dense"} <= set(hits[0].ranks)
    assert all(1 <= hit.ranks["reranker"] <= RERANKED for hit in hits)
    bare = Assistant(index, small_config).answer("新增高新技术企业").hits
    assert [hit.passage.id for hit in hits] != [hit.passage.id for hit in bare]


def test_no_reranker_brings_up_another_year_or_place(tiny: Path, small_config: Config) -> None:
    """However much it counts, what the question rules out stays out, and a target stays behind results it likes as much."""
    config = replace(small_config, reranker=str(tiny), rerank_weight=1e6)
    index = Index.open(config.index)

    hits = Assistant(index, config).answer("青石区2022年城镇新增就业完成多少人？").hits

    assert hits
    assert {hit.passage.context.region for hit in hits} == {"青石区"}
    assert all(2022 in hit.passage.context.years or "2022" in hit.passage.text for hit in hits)


def test_without_a_reranker_the_order_is_that_of_the_searches(small_config: Config) -> None:
    """`none` leaves it out."""
    index = Index.open(small_config.index)

    hits = Assistant(index, replace(small_config, reranker="none")).answer("新增高新技术企业").hits

    assert hits
    assert not any("reranker" in hit.ranks for hit in hits)


def test_a_missing_reranker_is_named_with_the_way_to_fetch_it() -> None:
    """And the setting that does without."""
    with pytest.raises(
        ModelMissing, match=r"reranker 'nobody/no-such-model' is neither.*hf download nobody/no-such-model"
    ):
        cross_encoder.load("nobody/no-such-model")


def test_a_model_of_several_scores_is_no_reranker(tmp_path: Path) -> None:
    """A classifier of three classes does not say how well a passage answers."""
    with pytest.raises(ModelMissing, match="3 scores a pair"):
        cross_encoder.load(str(write_cross_encoder(tmp_path, labels=3)))


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    """With what to do."""
    with pytest.raises(ModelMissing, match="holds no cross-encoder"):
        cross_encoder.load(str(tmp_path))

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tiny_models import write_bi_encoder

from embeddings.encoder import load
from embeddings.profile import EncoderProfile
from embeddings.prompts import known
from rag.answer import Assistant
from rag.config import Config
from rag.errors import IndexUnusable, ModelMissing
from rag.index import Index, build


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a BERT of one layer with random weights, and a prompt for queries."""
    return write_bi_encoder(tmp_path_factory.mktemp("tiny"), {"query": "查:", "document": ""})


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the same model without prompts, in a folder of a well-known name."""
    folder = tmp_path_factory.mktemp("bare") / "multilingual-e5-small"
    shutil.copytree(write_bi_encoder(tmp_path_factory.mktemp("made")), folder)
    return folder


def test_any_sentence_transformers_folder_is_an_encoder(tiny):
    """A transformer in a folder gives unit float32 rows, and zeros for blank text."""
    encoder = load(str(tiny))

    vectors = encoder.encode_passages(["就业", "new roads", "", "  "])

    assert encoder.dim == 16
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 0, 0], abs=1e-5)
    assert encoder.encode_queries([]).shape == (0, 16)


def test_the_models_own_prompts_are_used(tiny):
    """A query gets the model's prompt for queries, a passage none."""
    encoder = load(str(tiny))

    asked = encoder.encode_queries(["学校"])

    assert asked == pytest.approx(encoder.encode_passages(["查:学校"]), abs=1e-5)
    assert np.abs(asked - encoder.encode_passages(["学校"])).max() > 1e-3


def test_a_well_known_model_gets_the_prompts_it_was_trained_with(bare):
    """Where its files name none, its name tells them."""
    encoder = load(str(bare))
    profile = EncoderProfile(name="plain", model=str(bare), query_prompt="", passage_prompt="")
    plain = load("plain", {"plain": profile})

    assert encoder.encode_queries(["学校"]) == pytest.approx(plain.encode_queries(["query: 学校"]), abs=1e-5)
    assert encoder.encode_passages(["学校"]) == pytest.approx(plain.encode_passages(["passage: 学校"]), abs=1e-5)
    assert encoder.fingerprint != plain.fingerprint


def test_the_settings_have_the_last_word_on_prompts(tiny):
    """They go before what the model's own files say, and change the fingerprint; what is left out stays the model's own."""
    own = load(str(tiny))
    other = load("other", {"other": EncoderProfile(name="other", model=str(tiny), query_prompt="问:")})
    same = load("same", {"same": EncoderProfile(name="same", model=str(tiny))})

    assert other.encode_queries(["学校"]) == pytest.approx(own.encode_passages(["问:学校"]), abs=1e-5)
    assert other.fingerprint != own.fingerprint
    assert same.fingerprint == own.fingerprint


@pytest.mark.parametrize(
    ("model", "query", "passage"),
    [
        ("intfloat/multilingual-e5-small", "query: ", "passage: "),
        ("BAAI/bge-m3", "", ""),
        ("bge-m3:latest", "", ""),
        ("BAAI/bge-small-zh-v1.5", "为这个句子", ""),
        ("Qwen/Qwen3-Embedding-0.6B", "Instruct: ", ""),
        ("intfloat/multilingual-e5-large-instruct", "Instruct: ", ""),
    ],
)
def test_the_recommended_models_are_known(model, query, passage):
    """By hub name, or as a service calls them."""
    prompts = known(model)

    assert prompts is not None
    assert prompts.query.startswith(query)
    assert bool(prompts.query) == bool(query)
    assert prompts.passage == passage
    assert known("text-embedding-3-small") is None


def test_questions_are_answered_with_a_transformer(tiny, bare, small_corpus, tmp_path):
    """It is indexed with and asked; another model in the settings is refused, until all is embedded anew with it."""
    config = Config(index=tmp_path / "index", encoder=str(tiny))
    other = replace(config, encoder=str(bare))
    build([small_corpus], config.index, load(config.encoder))
    index = Index.open(config.index)

    answer = Assistant(index, config).answer("青石区2023年新建口袋公园多少处？")
    with pytest.raises(IndexUnusable, match="baogao index"):
        Assistant(index, other)
    kept = build([small_corpus], config.index, load(config.encoder))
    anew = build([small_corpus], other.index, load(other.encoder))

    assert index.dim == 16
    assert "9处" in answer.text
    assert "dense" in answer.hits[0].ranks
    assert len(kept.unchanged) == len(anew.changed) == 3
    assert "9处" in Assistant(Index.open(other.index), other).answer("青石区2023年新建口袋公园多少处？").text


def test_the_fingerprint_of_a_folder_follows_its_files(tiny, tmp_path):
    """A copy elsewhere has the same fingerprint; other weights or another prompt change it."""
    copy = Path(shutil.copytree(tiny, tmp_path / "copy"))
    assert load(str(copy)).fingerprint == load(str(tiny)).fingerprint

    settings = copy / "config_sentence_transformers.json"
    changed = json.loads(settings.read_text("utf-8"))
    changed["prompts"]["query"] = "问:"
    settings.write_text(json.dumps(changed), "utf-8")
    assert load(str(copy)).fingerprint != load(str(tiny)).fingerprint


def test_a_model_in_the_local_cache_is_found_by_its_hub_name(tiny, tmp_path):
    """A hub name is looked up in the cache, and gives the vectors of the folder it stands for."""
    cached = tmp_path / "models--someone--tiny"
    shutil.copytree(tiny, cached / "snapshots" / "0123abc")
    (cached / "refs").mkdir()
    (cached / "refs" / "main").write_text("0123abc")
    code = (
        "from embeddings.encoder import load; encoder = load('someone/tiny');"
        "print(encoder.name, encoder.fingerprint, encoder.encode_queries(['学校']).tolist())"
    )

    said = subprocess.check_output(
        [sys.executable, "-c", code], text=True, env={**os.environ, "HF_HUB_CACHE": str(tmp_path)}
    )

    name, fingerprint, vector = said.strip().split(" ", 2)
    folder = load(str(tiny))
    assert (name, fingerprint) == ("someone/tiny", folder.fingerprint)
    assert np.array(json.loads(vector)) == pytest.approx(folder.encode_queries(["学校"]), abs=1e-5)


@pytest.mark.parametrize("name", ["nobody/no-such-model", "no-such-model", "/no/such/folder", "two words"])
def test_a_missing_model_is_named_with_the_way_to_fetch_it(name):
    """ModelMissing says the name, where it was looked for, and how to fetch it, without asking the network."""
    with pytest.raises(ModelMissing) as raised:
        load(name)

    message = str(raised.value)
    assert repr(name) in message
    assert "neither a folder nor a model in the local cache" in message
    assert f"hf download {name}" in message


def test_a_folder_without_a_model_is_named(tmp_path):
    """ModelMissing names a folder that holds no model."""
    with pytest.raises(ModelMissing, match="holds no model"):
        load(str(tmp_path))

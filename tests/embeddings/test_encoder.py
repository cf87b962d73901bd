import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from embeddings.encoder import load
from rag.errors import ModelMissing

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "查", ":", "就", "业", "学", "校", "roads", "new"]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a BERT of one layer with random weights, and a prompt for queries."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    bert = tmp_path_factory.mktemp("bert")
    (bert / "vocab.txt").write_text("\n".join(VOCABULARY), "utf-8")
    BertTokenizerFast(str(bert / "vocab.txt")).save_pretrained(bert)
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(VOCABULARY),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(bert)
    transformer = Transformer(str(bert))
    model = SentenceTransformer(
        modules=[transformer, Pooling(16)], prompts={"query": "查:", "document": ""}, device="cpu"
    )
    folder = tmp_path_factory.mktemp("tiny")
    model.save_pretrained(str(folder), create_model_card=False)
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

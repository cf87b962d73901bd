"""An embedding service as encoder, over real HTTP."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from embedding_server import Answer, EmbeddingServer, vectors

from embeddings import endpoint
from embeddings.encoder import Encoder, load
from embeddings.profile import EncoderProfile
from rag.answer import Assistant
from rag.config import Config
from rag.errors import ConfigError, EncoderFailed, IndexUnusable
from rag.index import Index, build

KEY = "sk-invented-0123456789abcdef"


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    """Give a service that works."""
    with EmbeddingServer() as server:
        yield server


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once."""
    monkeypatch.setattr(endpoint, "BACKOFF", 0.0)


def encoder(server: EmbeddingServer, **settings: Any) -> Encoder:
    profile = EncoderProfile(**{"name": "mine", "model": "m", "base_url": server.base_url} | settings)
    return load("mine", {"mine": profile})


def test_texts_become_unit_vectors_in_their_order(server: EmbeddingServer) -> None:
    """Batches are put together, each vector at its text; blank texts are not sent and give zeros."""
    mine = encoder(server, batch=2)

    found = mine.encode_passages(["公园", "", "就业就业", "道路", " "])

    assert found.shape == (5, 5)
    assert found.dtype == np.float32
    assert np.linalg.norm(found, axis=1) == pytest.approx([1, 0, 1, 1, 0])
    assert found.argmax(axis=1).tolist() == [0, 0, 1, 2, 0]
    assert [one["body"]["input"] for one in server.requests] == [["公园", "就业就业"], ["道路"]]
    assert server.requests[0]["path"] == "/v1/embeddings"
    assert mine.encode_queries([]).shape == (0, 5)


def test_the_key_goes_to_the_service_alone(server: EmbeddingServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read from the environment; without a name for it, no key is sent."""
    monkeypatch.setenv("MY_KEY", KEY)

    encoder(server, api_key_env="MY_KEY").encode_queries(["公园"])
    encoder(server).encode_queries(["公园"])

    assert server.requests[0]["headers"]["Authorization"] == f"Bearer {KEY}"
    assert "Authorization" not in server.requests[1]["headers"]


def test_the_length_asked_for_is_asked_for(server: EmbeddingServer) -> None:
    """`dimensions` is part of the request, and of what is known before any."""
    mine = encoder(server, dimensions=3)

    assert mine.dim == 3
    assert server.requests == []
    assert mine.encode_passages(["公园"]).shape == (1, 3)
    assert server.requests[0]["body"]["dimensions"] == 3


def test_known_models_get_their_prompts(server: EmbeddingServer) -> None:
    """A service that serves e5 gets e5's prompts, unless the settings say others."""
    known = encoder(server, model="intfloat/multilingual-e5-small")
    own = encoder(server, model="intfloat/multilingual-e5-small", query_prompt="问：", passage_prompt="")

    for mine in (known, own):
        mine.encode_queries(["公园"])
        mine.encode_passages(["公园"])

    assert [one["body"]["input"][0] for one in server.requests] == ["query: 公园", "passage: 公园", "问：公园", "公园"]


@pytest.mark.parametrize(
    "other",
    [{"model": "n"}, {"base_url": "http://127.0.0.1:9/v1"}, {"dimensions": 4}, {"query_prompt": "问："}],
)
def test_what_changes_the_vectors_changes_the_fingerprint(server: EmbeddingServer, other: dict[str, Any]) -> None:
    """Model, address, length and prompts; not the time allowed, nor a slash at the end."""
    mine = encoder(server).fingerprint

    assert encoder(server, **other).fingerprint != mine
    assert encoder(server, timeout=5.0, base_url=server.base_url + "/").fingerprint == mine


def status(code: int, message: str = "") -> Any:
    return lambda body: (code, {"error": {"message": message}})


def too_few(body: dict[str, Any]) -> Answer:
    return 200, {"data": [{"index": 0, "embedding": [1.0, 2.0]}]}


@pytest.mark.parametrize(
    ("behaviour", "told"),
    [
        (status(401, f"bad key {KEY}"), r"the key in MY_KEY is refused"),
        (status(403), r"may not use the model 'm'"),
        (status(404, "no such model"), r"the model 'm' or the address is unknown.*/v1.*no such model"),
        (status(400, f"too long, {KEY}"), r"status 400.*too long, \*\*\*"),
        (status(429, "slow down"), r"too many requests.*slow down"),
        (status(503), r"the service fails \(status 503\)"),
        (lambda body: (200, b"<!doctype html><p>Welcome"), r"a web page came instead of vectors.*/v1"),
        (lambda body: (200, {"object": "list"}), r"something else came instead of vectors"),
        (too_few, r"1 vectors came for 2 texts"),
        (lambda body: (200, {"data": [{"embedding": ["a"]}] * 2}), r"something else came instead of vectors"),
    ],
)
def test_what_the_service_does_wrong_is_told(behaviour: Any, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its name and address, what to do, and never the key."""
    monkeypatch.setenv("MY_KEY", KEY)
    with EmbeddingServer(behaviour) as server, pytest.raises(EncoderFailed, match=told) as raised:
        encoder(server, api_key_env="MY_KEY").encode_passages(["公园", "就业"])

    assert str(raised.value).startswith(f"encoders.mine ({server.base_url}): ")
    assert KEY not in str(raised.value)
    assert raised.value.__cause__ is None


def test_a_hiccup_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two failures are borne, a third is told; a refusal is not tried again."""
    with EmbeddingServer(status(503), status(429), vectors) as server:
        assert encoder(server).encode_queries(["公园"]).shape == (1, 5)
    with EmbeddingServer(status(503)) as server:
        with pytest.raises(EncoderFailed):
            encoder(server).encode_queries(["公园"])
        assert len(server.requests) == 3
    with EmbeddingServer(status(400)) as server:
        with pytest.raises(EncoderFailed):
            encoder(server).encode_queries(["公园"])
        assert len(server.requests) == 1


def test_another_length_than_before_or_than_said_is_refused() -> None:
    """Vectors of two lengths never reach an index."""

    def shorter(body: dict[str, Any]) -> Answer:
        return 200, {"data": [{"index": 0, "embedding": [1.0, 0.0]}]}

    with EmbeddingServer(vectors, shorter) as server:
        mine = encoder(server, batch=1)
        with pytest.raises(EncoderFailed, match="2 dimensions came, those before had 5"):
            mine.encode_passages(["公园", "就业"])
        with pytest.raises(EncoderFailed, match="2 dimensions came, the settings say 8"):
            encoder(server, dimensions=8).encode_queries(["公园"])


def test_a_silent_service_is_given_up() -> None:
    """After `timeout` seconds."""

    def silent(body: dict[str, Any]) -> Answer:
        time.sleep(3)
        return vectors(body)

    with EmbeddingServer(silent) as server, pytest.raises(EncoderFailed, match=r"no answer for 0\.2 s"):
        encoder(server, timeout=0.2).encode_queries(["公园"])


def test_an_address_where_nothing_listens_is_told() -> None:
    """The message says what to check."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    profile = EncoderProfile(name="mine", model="m", base_url=address)

    with pytest.raises(EncoderFailed, match=r"cannot be reached.*Check base_url"):
        load("mine", {"mine": profile}).encode_queries(["公园"])


def test_a_missing_key_is_told_before_anything_is_sent(server: EmbeddingServer) -> None:
    """With the variable's name."""
    with pytest.raises(EncoderFailed, match="NO_SUCH_KEY is not set"):
        encoder(server, api_key_env="NO_SUCH_KEY").encode_queries(["公园"])

    assert server.requests == []


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"base_url": "ftp://h/v1"}, "http://"),
        ({"base_url": "http://me:secret@h/v1"}, "user name or password"),
        ({"base_url": "http://h/v1/embeddings"}, "leave out /embeddings"),
        ({"base_url": "", "dimensions": 4}, "name its base_url"),
        ({"batch": 0}, "batch"),
    ],
)
def test_an_unfit_table_is_refused(settings: dict[str, Any], told: str) -> None:
    """By its name, without the password."""
    with pytest.raises(ConfigError, match=told) as raised:
        EncoderProfile(**{"name": "mine", "model": "m", "base_url": "http://h/v1"} | settings)

    assert "encoders.mine" in str(raised.value)
    assert "secret" not in str(raised.value)


def test_questions_are_answered_by_a_service_and_never_by_another(
    server: EmbeddingServer, small_corpus: Path, tmp_path: Path
) -> None:
    """The index serves its own encoder alone; with another model in the settings everything is embedded anew."""
    profile = EncoderProfile(name="mine", model="m", base_url=server.base_url)
    config = Config(index=tmp_path / "index", encoder="mine", encoders={"mine": profile})
    other = Config(
        index=config.index, encoder="mine", encoders={"mine": EncoderProfile(**{**vars(profile), "model": "n"})}
    )
    build([small_corpus], config.index, load(config.encoder, config.encoders))
    index = Index.open(config.index)
    assert "9处" in Assistant(index, config).answer("青石区2023年新建口袋公园多少处？").text

    for wrong in (other, Config(index=config.index)):
        with pytest.raises(IndexUnusable, match=r"made with the encoder 'mine'.*baogao index"):
            Assistant(index, wrong)
    index.close()
    again = build([small_corpus], other.index, load(other.encoder, other.encoders))

    assert sorted(again.changed) == ["anlan-2024", "qingshi-2023", "qingshi-2024"]
    assert not again.unchanged
    assert "9处" in Assistant(Index.open(other.index), other).answer("青石区2023年新建口袋公园多少处？").text

"""A real OpenAI-compatible server (`transformers serve`) with a tiny model made on the spot."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import tiny_model

from rag.answer import Assistant
from rag.backends import openai_chat
from rag.backends.check import check
from rag.config import LlmProfile
from rag.errors import BackendError
from rag.records import Delta, Tokens

pytestmark = pytest.mark.server

PATIENCE = 90.0
"""Seconds; the server is up in 4 on a machine that is idle."""
QUESTION = "青石区2023年新建口袋公园多少处？"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LlmProfile]:
    """Start the server; gives the profile that names it."""
    folder = tmp_path_factory.mktemp("real")
    model = folder / "tiny"
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(folder / "hub"), "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, tiny_model.__file__, model], check=True, capture_output=True, env=environment)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [Path(sys.executable).with_name("transformers"), "serve", model, "--device", "cpu"]
    with (folder / "log").open("wb") as log:
        serving = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", str(port)], stdout=log, stderr=log, env=environment
        )
    try:
        ends = time.monotonic() + PATIENCE
        while not answers(f"http://127.0.0.1:{port}/health"):
            assert serving.poll() is None and time.monotonic() < ends, (folder / "log").read_text("utf-8")
            time.sleep(0.2)
        yield LlmProfile(
            name="real", base_url=f"http://127.0.0.1:{port}/v1", model=str(model), max_tokens=40, deadline=PATIENCE
        )
    finally:
        serving.kill()
        serving.wait()


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=1) as reply:
            return bool(reply.status == 200)
    except OSError:
        return False


def test_its_words_are_streamed_counted_and_verified(assistant: Assistant, real: LlmProfile) -> None:
    """The answer of the model comes in pieces, with its tokens, and its mark becomes a citation."""
    asked = Assistant(assistant.index, replace(assistant.config, backend="real", profiles={"real": real}))

    events = list(asked.ask(QUESTION))
    answer = asked.answer(QUESTION)

    assert [event.text for event in events if isinstance(event, Delta) and event.text][:2] != [tiny_model.ANSWER]
    assert "".join(event.text for event in events if isinstance(event, Delta)) == tiny_model.ANSWER
    assert (answer.backend, answer.text, answer.notes) == ("real", tiny_model.ANSWER, ())
    assert isinstance(answer.tokens, Tokens)
    assert answer.tokens.prompt > 500 > answer.tokens.completion > 5
    assert "新建口袋公园9处" in answer.citations[0].quote
    assert [check.supported_by for check in answer.figures] == [(1,)]


def test_an_answer_that_it_had_to_cut_is_lost(assistant: Assistant, real: LlmProfile) -> None:
    """With too few tokens the extractive answer stands in for it, and the reason is told."""
    short = replace(real, max_tokens=4)
    asked = Assistant(assistant.index, replace(assistant.config, backend="real", profiles={"real": short}))

    answer = asked.answer(QUESTION)

    assert answer.backend == "extractive"
    assert "9处" in answer.text
    assert "max_tokens = 4" in answer.notes[-1]


def test_it_goes_on_answering_after_one_was_stopped(real: LlmProfile) -> None:
    """Closing an answer in the middle leaves it fit for the next."""
    message = [{"role": "user", "content": QUESTION}]
    words = openai_chat.said(message, real)
    while not next(words):
        pass
    words.close()

    assert openai_chat.whole(message, real) == tiny_model.ANSWER


def test_a_model_that_it_has_not_is_told(real: LlmProfile) -> None:
    """What the server says of it stands in the error."""
    with pytest.raises(BackendError, match="pinned") as told:
        openai_chat.whole([{"role": "user", "content": QUESTION}], replace(real, model="nobody"))

    assert told.value.kind == "refused"


def test_the_check_passes(real: LlmProfile) -> None:
    """Every step, although this server cannot list its models; and the wrong model fails at its step."""
    assert {step.state for step in check(real)} == {"passed"}

    failed = [step for step in check(replace(real, model="nobody")) if step.state == "failed"]
    assert [step.name for step in failed] == ["model"]

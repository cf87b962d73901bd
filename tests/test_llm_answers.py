"""An LLM in the pipeline: its words are verified; when it fails, the extractive answer takes its place."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from rag.answer import Assistant
from rag.config import LlmProfile
from rag.records import Tokens

QUESTION = "青石区2023年优良天数是多少天？"


class Model(BaseHTTPRequestHandler):
    """Streams one fixed answer, as an OpenAI-compatible server does."""

    said = ""

    def do_POST(self) -> None:
        """Answer a chat completion."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for piece in [{"content": self.said}, {}]:
            choice = {"index": 0, "delta": piece, "finish_reason": None if piece else "stop"}
            self.wfile.write(f"data: {json.dumps({'choices': [choice]})}\n\n".encode())
        usage = {"prompt_tokens": 900, "completion_tokens": 20}
        self.wfile.write(f"data: {json.dumps({'choices': [], 'usage': usage})}\n\n".encode())
        self.wfile.write(b"data: [DONE]\n\n")

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    """Give the address of a model server on this machine."""
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}/v1"
    httpd.shutdown()
    httpd.server_close()


def with_llm(assistant: Assistant, base_url: str) -> Assistant:
    profile = LlmProfile(name="mine", base_url=base_url, model="m", timeout=5)
    return Assistant(assistant.index, replace(assistant.config, profiles={"mine": profile}))


@pytest.mark.server
def test_the_words_of_an_llm_are_verified(assistant: Assistant, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mark becomes a citation with its quote, and a figure that no cited passage holds is not supported."""
    monkeypatch.setattr(Model, "said", "2023年优良天数为301天[1]，公园99处[1]。")

    answer = with_llm(assistant, server).answer(QUESTION, backend="mine")

    assert answer.backend == "mine"
    assert answer.tokens == Tokens(900, 20)
    assert answer.citations[0].quote == "优良天数达到301天"
    assert [(check.text, check.supported_by) for check in answer.figures] == [("301天", (1,)), ("99处", ())]


@pytest.mark.server
def test_an_llm_declines_by_the_named_phrase(
    assistant: Assistant, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The phrase that the prompt asks for is recognised."""
    monkeypatch.setattr(Model, "said", "报告中没有找到相关内容。")

    assert with_llm(assistant, server).answer(QUESTION, backend="mine").declined


def test_when_the_llm_fails_the_extractive_answer_takes_its_place(assistant: Assistant) -> None:
    """The asker gets an answer, and a line that says why another spoke."""
    answer = with_llm(assistant, "http://127.0.0.1:9/v1").answer(QUESTION, backend="mine")

    assert answer.backend == "extractive"
    assert "301天" in answer.text
    assert any("127.0.0.1:9" in note for note in answer.notes)

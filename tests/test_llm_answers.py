"""An LLM in the pipeline: its words are verified; when it fails, the extractive answer takes its place."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from misbehaving import KEY, Behaviour, Server, cut, endless, nonsense, refuses, stalls, streams, web_page

from rag import cli
from rag.answer import Assistant
from rag.backends import budget
from rag.batch import as_dict
from rag.config import LlmProfile
from rag.records import Delta, Finished, Retracted, Retrieved, Tokens
from ui.conversation import Turn, asked
from ui.page import _Page
from ui.texts import ZH

PATIENCE = 30.0
"""Seconds; far more than any of these takes, far less than an hour."""
QUESTION = "青石区2023年优良天数是多少天？"


class Model(BaseHTTPRequestHandler):
    """Streams one fixed answer, as an OpenAI-compatible server does."""

    said = ""

    def do_POST(self) -> None:
        """Answer a chat completion."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.stream(self.said)

    def stream(self, said: str) -> None:
        """Send an answer as server-sent events."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for piece in [{"content": said}, {}]:
            choice = {"index": 0, "delta": piece, "finish_reason": None if piece else "stop"}
            self.wfile.write(f"data: {json.dumps({'choices': [choice]})}\n\n".encode())
        usage = {"prompt_tokens": 900, "completion_tokens": 20}
        self.wfile.write(f"data: {json.dumps({'choices': [], 'usage': usage})}\n\n".encode())
        self.wfile.write(b"data: [DONE]\n\n")

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def model() -> Iterator[str]:
    """Give the address of a model server on this machine."""
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}/v1"
    httpd.shutdown()
    httpd.server_close()


def with_llm(assistant: Assistant, base_url: str) -> Assistant:
    profile = LlmProfile(name="mine", base_url=base_url, model="m", timeout=30)
    return Assistant(assistant.index, replace(assistant.config, profiles={"mine": profile}))


@pytest.mark.server
def test_the_words_of_an_llm_are_verified(assistant: Assistant, model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mark becomes a citation with its quote, and a figure that no cited passage holds is not supported."""
    monkeypatch.setattr(Model, "said", "2023年优良天数为301天[1]，公园99处[1]。")

    answer = with_llm(assistant, model).answer(QUESTION, backend="mine")

    assert answer.backend == "mine"
    assert answer.tokens == Tokens(1800, 40), "the wrong figure is asked for once again"
    assert answer.citations[0].quote == "优良天数达到301天"
    assert [(check.text, check.supported_by) for check in answer.figures] == [("301天", (1,)), ("99处", ())]


@pytest.mark.server
def test_a_wrong_figure_is_asked_for_once_again(
    assistant: Assistant, model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The LLM is told what is wrong, and its better answer stands."""
    said = iter(["2023年优良天数为310天[1]。", "2023年优良天数为301天[1]。"])
    asked: list[str] = []

    def answer(handler: Model) -> None:
        asked.append(handler.rfile.read(int(handler.headers["Content-Length"])).decode())
        handler.stream(next(said))

    monkeypatch.setattr(Model, "do_POST", answer)

    found = with_llm(assistant, model).answer(QUESTION, backend="mine")

    assert found.text == "2023年优良天数为301天[1]。"
    assert "310天：引文中没有找到这个数字" in json.loads(asked[1])["messages"][-1]["content"]
    assert len(asked) == 2


@pytest.mark.server
@pytest.mark.parametrize("again", ["2023年优良天数为320天[1]，公园7处[1]。", ""])
def test_a_repair_that_is_no_better_changes_nothing(
    assistant: Assistant, model: str, monkeypatch: pytest.MonkeyPatch, again: str
) -> None:
    """Another wrong answer, or none, leaves the first one, its figure marked; there is no third call."""
    said = iter(["2023年优良天数为310天[1]。", again])

    def answer(handler: Model) -> None:
        handler.rfile.read(int(handler.headers["Content-Length"]))
        handler.stream(next(said))

    monkeypatch.setattr(Model, "do_POST", answer)

    found = with_llm(assistant, model).answer(QUESTION, backend="mine")

    assert found.text == "2023年优良天数为310天[1]。"
    assert [(check.text, check.found) for check in found.figures] == [("310天", "missing")]


def test_an_answer_that_fills_the_context_is_not_asked_for_again(assistant: Assistant, server: Server) -> None:
    """The second request would be cut by the service; the answer stands, its figure marked."""
    server.behaviours = [streams("优良天数310天[1]。")]
    roomy = server.profile()
    with_chain(assistant, roomy).answer(QUESTION)
    first, second = (budget.of_messages(request["body"]["messages"]) for request in server.requests)
    assert first < second

    narrow = replace(roomy, context_tokens=second + roomy.max_tokens - 1)
    answer = with_chain(assistant, narrow).answer(QUESTION)

    assert [(check.text, check.found) for check in answer.figures] == [("310天", "missing")]
    assert len(server.requests) == 3


@pytest.mark.server
def test_an_llm_declines_by_the_named_phrase(assistant: Assistant, model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The phrase that the prompt asks for is recognised."""
    monkeypatch.setattr(Model, "said", "报告中没有找到相关内容。")

    assert with_llm(assistant, model).answer(QUESTION, backend="mine").declined


def test_when_the_llm_fails_the_extractive_answer_takes_its_place(assistant: Assistant) -> None:
    """The asker gets an answer, and a line that says why another spoke."""
    answer = with_llm(assistant, "http://127.0.0.1:9/v1").answer(QUESTION, backend="mine")

    assert answer.backend == "extractive"
    assert "301天" in answer.text
    assert any("127.0.0.1:9" in note for note in answer.notes)
    assert as_dict("1", QUESTION, answer, assistant.index.reports)["notes"] == [*answer.notes]


def with_chain(assistant: Assistant, *profiles: LlmProfile) -> Assistant:
    """Give an assistant that asks the first, and then the others."""
    first, *others = (profile.name for profile in profiles)
    settings = replace(
        assistant.config,
        backend=first,
        fallback=tuple(others),
        profiles={profile.name: profile for profile in profiles},
    )
    return Assistant(assistant.index, settings)


def test_the_next_in_the_chain_speaks_for_one_that_fails(assistant: Assistant, server: Server) -> None:
    """What the first had said is retracted; the answer says who spoke, and why the others did not."""
    first, second, third = (server.profile(name=name) for name in ("first", "second", "third"))
    server.behaviours = [refuses(401, "no"), streams("优良天数为3", finish="length"), streams("优良天数301天[1]。")]

    events = list(with_chain(assistant, first, second, third).ask(QUESTION))

    kinds = [type(event) for event in events if event != Delta("")]
    assert kinds == [Retrieved, Delta, Retracted, Delta, Finished]
    answer = events[-1].answer  # type: ignore[union-attr]
    assert (answer.backend, answer.text) == ("third", "优良天数301天[1]。")
    assert [note.partition("（")[0] for note in answer.notes] == ["first", "second"]
    assert "被拒绝" in answer.notes[0] and answer.notes[0].endswith("改用second。")
    assert "max_tokens" in answer.notes[1] and answer.notes[1].endswith("改用third。")


def test_the_chain_ends_in_the_extractive_answer(assistant: Assistant, server: Server) -> None:
    """When nobody is left, in the language of the question too."""
    server.behaviours = [refuses(401, "no")]
    chain = with_chain(assistant, server.profile(name="first"), server.profile(name="second"))

    zh, en = chain.answer(QUESTION), chain.answer("How many days of good air did Qingshi District have in 2023?")

    assert zh.backend == en.backend == "extractive"
    assert "301天" in zh.text
    assert zh.notes[-1].endswith("改用原文摘录。")
    assert en.notes[-1].endswith("Instead: excerpts.")
    assert zh.tokens is None


def test_passages_beyond_the_context_are_left_out_and_told(assistant: Assistant, server: Server) -> None:
    """The model reads fewer, and a mark names the passage that it was given under that number."""
    server.behaviours = [streams("优良天数301天[1]。")]
    profile = server.profile(max_tokens=100, context_tokens=2400)

    answer = with_chain(assistant, profile).answer(QUESTION)

    asked = server.requests[-1]["body"]["messages"][1]["content"]
    assert "301天" in answer.citations[0].passage.text
    assert 1 <= asked.count("<passage") < len(answer.hits)
    assert answer.citations[0].passage.text in asked
    assert "context_tokens = 2400" in answer.notes[-1]


FAULTS: dict[str, tuple[Behaviour, str]] = {
    "401": (refuses(401, f"wrong key {KEY}"), "被拒绝"),
    "404 model": (refuses(404, "model not found"), "“tiny”"),
    "429 that asks for an hour": (refuses(429, "slow down", Retry_After="3600"), "请求太多"),
    "429 that asks for a moment": (refuses(429, "slow down", Retry_After="0.1"), "请求太多"),
    "500": (refuses(500, "oops"), "状态 500"),
    "cut inside a character": (cut, "中断"),
    "stalled": (stalls, "2 秒没有回应"),
    "invalid JSON": (nonsense, "JSON"),
    "endless": (endless, "max_tokens = 300"),
    "HTML": (web_page, "网页"),
}


@pytest.mark.parametrize("fault", [*FAULTS])
def test_every_fault_leaves_an_answer_and_its_reason(
    assistant: Assistant, server: Server, fault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the terminal and on the page: the extractive answer, why the LLM did not speak, and the questions before."""
    behave, told = FAULTS[fault]
    server.behaviours = [behave]
    profile = server.profile(timeout=2.0, max_tokens=300)
    settings = tmp_path / "baogao.toml"
    rows = [
        f"{name} = {json.dumps(getattr(profile, name))}"
        for name in ("base_url", "model", "api_key_env", "timeout", "max_tokens")
    ]
    settings.write_text("\n".join(['backend = "test"', "[backends.test]", *rows]))
    asked = ["ask", QUESTION, "--config", str(settings), "--index", str(assistant.config.index)]
    begun = time.monotonic()

    assert cli.main(asked) == 0
    printed = capsys.readouterr()
    before = Turn(1, "青石区2023年新建口袋公园多少处？", stopped=True)
    *_, drawn = page_of(with_chain(assistant, profile), before)

    assert time.monotonic() - begun < PATIENCE
    for shown in (printed.out, drawn):
        assert "301天" in shown
        assert told in shown
    assert "口袋公园" in drawn
    assert KEY not in printed.out + printed.err + drawn


def page_of(assistant: Assistant, *turns: Turn) -> Iterator[str]:
    """Ask on the page; gives all that its chat shows, drawing by drawing."""
    page = _Page(assistant, "zh")
    for update in page._ask(asked(turns, QUESTION), assistant.config.backend, ZH, {}):
        if page._chat in update:
            yield json.dumps(update[page._chat], ensure_ascii=False)


def test_500_then_success_is_an_answer_like_any_other(assistant: Assistant, server: Server) -> None:
    """Nothing is noted of a failure that passed."""
    server.behaviours = [refuses(500, "oops"), streams("优良天数301天[1]。")]

    answer = with_chain(assistant, server.profile()).answer(QUESTION)

    assert (answer.backend, answer.notes) == ("test", ())


def test_stopping_while_the_llm_helps_the_search_closes_the_request(assistant: Assistant, server: Server) -> None:
    """As at any other moment."""
    server.behaviours = [stalls]
    asking = with_chain(assistant, server.profile(timeout=PATIENCE))
    events = Assistant(asking.index, replace(asking.config, rewrite_question=True)).ask(QUESTION)
    while not server.requests:
        assert next(events) == Delta("")

    events.close()  # type: ignore[attr-defined]

    assert server.left.wait(30)


@pytest.mark.parametrize("before", [[], [streams("修路99条[1]。")]], ids=["first", "second"])
def test_stopping_on_the_page_closes_the_request(assistant: Assistant, server: Server, before: list[Behaviour]) -> None:
    """The server sees the client hang up at once, be it silent, or asked once again; the words so far stay."""
    server.behaviours = [*before, stalls]
    page = _Page(with_chain(assistant, server.profile(timeout=PATIENCE)), "zh")
    updates = page._ask(asked((), QUESTION), "test", ZH, {})
    stop = next(updates)[page._stopping]
    shown = ""
    while "修路" not in shown:
        shown = json.dumps(next(updates).get(page._chat, ""), ensure_ascii=False)
    while len(server.requests) <= len(before):
        time.sleep(0.01)
    assert not server.left.is_set()

    stop.set()
    *_, last = updates

    assert server.left.wait(30)
    assert last[page._turns][-1].stopped
    assert last[page._turns][-1].words.startswith("修路")

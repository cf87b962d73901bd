import json
import logging
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterator
from email.utils import formatdate
from typing import Any

import pytest
from misbehaving import (
    KEY,
    KEY_VARIABLE,
    Behaviour,
    Handler,
    Server,
    cut,
    endless,
    gives,
    refuses,
    sends,
    stalls,
    streams,
    web_page,
)

from rag.backends import faults, openai_chat, prompts, stream
from rag.config import LlmProfile
from rag.errors import BackendError
from rag.records import Context, Hit, Passage, Question, Retracted

QUESTION = Question("青石区修了几条路？")
CONTEXT = Context("青石区", 2023, "青石区政府工作报告", ("一、工作回顾",), (2022,), "achieved")
HITS = [Hit(Passage("p", "r", "text", "修路三条。", (0, 5), ((0, 0),), CONTEXT), 1.0)]
LONG = 20.0
"""Seconds; only a test that hangs comes near."""


def ask(server: Server, *behaviours: Behaviour, **settings: Any) -> Generator[str | Retracted, None, None]:
    server.behaviours = list(behaviours)
    return spoken(openai_chat.words(QUESTION, HITS, server.profile(**settings)))


def spoken(words: Generator[str | Retracted, None, None]) -> Generator[str | Retracted, None, None]:
    """Leave out the signs of life."""
    try:
        yield from (word for word in words if word != "")
    finally:
        words.close()


def failed(words: Iterator[str | Retracted]) -> tuple[list[str | Retracted], BackendError]:
    """Take words until the error that must come."""
    got: list[str | Retracted] = []
    with pytest.raises(BackendError) as caught:
        for word in words:
            got.append(word)
    return got, caught.value


def test_words_come_one_by_one(server: Server) -> None:
    """The first piece is there before the server has sent the second."""
    go_on = threading.Event()

    def waits(handler: Handler) -> None:
        handler.start()
        handler.say("修路")
        assert go_on.wait(LONG)
        handler.say("三条[1]。", finish="stop")
        handler.done()

    words = ask(server, waits)

    assert next(words) == "修路"
    go_on.set()
    assert list(words) == ["三条[1]。"]


def test_the_profile_is_what_is_sent(server: Server) -> None:
    """Model, limits, prompt and key reach the address named in the profile."""
    assert "".join(ask(server, streams("三条", "[1]"), max_tokens=77, temperature=0.3)) == "三条[1]"

    (request,) = server.requests
    assert request["path"] == "/v1/chat/completions"
    assert request["headers"]["authorization"] == f"Bearer {KEY}"
    assert request["body"] == {
        "model": "tiny",
        "messages": prompts.messages(QUESTION, HITS),
        "max_tokens": 77,
        "temperature": 0.3,
        "stream": True,
        "stream_options": {"include_usage": True},
    }


def test_variables_of_the_client_reach_no_address(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """What OPENAI_* variables hold is for another address."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-other")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-other")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "proj-other")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "Authorization: Bearer sk-other")

    list(ask(server, streams("三条[1]"), api_key_env=""))

    assert "other" not in str(server.requests[0]["headers"])


def test_a_missing_key_is_named_and_nothing_is_sent(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its key the backend says which variable to set, and how."""
    monkeypatch.delenv(KEY_VARIABLE)

    _, error = failed(ask(server, streams("三条")))

    assert "export INVENTED_API_KEY=" in str(error)
    assert "backends.test" in str(error)
    assert not server.requests


def test_more_than_a_key_in_the_variable_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key pasted with other words is told as such, without showing it."""
    monkeypatch.setenv(KEY_VARIABLE, f"{KEY}\nOTHER=1")

    _, error = failed(ask(server, streams("三条")))

    assert KEY_VARIABLE in str(error)
    assert KEY not in str(error)


@pytest.mark.parametrize(
    ("status", "message", "told"),
    [
        (400, "context length exceeded", "context length exceeded"),
        (401, f"Incorrect API key provided: {KEY}", "INVENTED_API_KEY is refused"),
        (402, "Insufficient Balance", "no credit"),
        (403, f"no access with {KEY}", "may not use the model 'tiny'"),
        (404, "model tiny not found", "model 'tiny' or the address is unknown"),
        (429, "slow down", "too many requests"),
        (503, "overloaded \x1b[31m", "status 503"),
    ],
)
def test_a_refusal_is_told_in_plain_words_without_the_key(
    server: Server, caplog: pytest.LogCaptureFixture, status: int, message: str, told: str
) -> None:
    """Each status says what it means and where, and no message and no log holds the key."""
    caplog.set_level(logging.DEBUG)

    got, error = failed(ask(server, refuses(status, message)))

    assert got == []
    assert told in str(error)
    assert f"backends.test ({server.url})" in str(error)
    assert "\x1b" not in str(error)
    assert KEY not in str(error) + error.zh + caplog.text
    assert error.__suppress_context__
    assert len(server.requests) == (3 if error.retryable else 1)
    assert error.retryable == (status in (429, 503))


def test_a_long_message_is_cut_only_after_the_key_is_out(server: Server) -> None:
    """No part of the key stands at the end of a message that had to be cut."""
    room = faults.MESSAGE_CHARS
    for before in range(room - 160, room, 20):
        _, error = failed(ask(server, refuses(400, "x" * before + KEY + "y" * room)))
        assert KEY[:4] not in str(error) + error.zh


@pytest.mark.parametrize("first", [refuses(429, "slow down", Retry_After="0.05"), refuses(500, "oops")])
def test_a_passing_failure_is_tried_again(server: Server, first: Behaviour) -> None:
    """After 429 or 500 the second try gives the answer."""
    assert "".join(ask(server, first, streams("三条[1]"))) == "三条[1]"
    assert len(server.requests) == 2


@pytest.mark.parametrize("after", ["3600", formatdate(time.time() + 3600, usegmt=True), "inf"])
def test_a_long_retry_after_is_no_reason_to_wait(server: Server, after: str) -> None:
    """An address that asks for an hour is given up at once."""
    _, error = failed(ask(server, refuses(429, "slow down", Retry_After=after), streams("三条")))

    assert error.retryable
    assert len(server.requests) == 1


def test_retry_after_is_waited_for(server: Server) -> None:
    """The wait before the second try is at least what the address asked for."""
    list(ask(server, refuses(429, "slow down", Retry_After="0.4"), refuses(500, "oops"), streams("三条[1]")))

    first, second, third = (request["at"] for request in server.requests)
    assert second - first >= 0.4
    assert third - second < 0.4


def test_a_retry_after_may_be_a_date(server: Server) -> None:
    """A date of whole seconds; the wait is until then."""
    until = int(time.time()) + 2

    list(ask(server, refuses(429, "slow down", Retry_After=formatdate(until, usegmt=True)), streams("三条[1]")))

    assert time.time() >= until
    assert len(server.requests) == 2


def test_an_address_where_nobody_listens_is_told(server: Server) -> None:
    """A refused connection names the address and may be tried again later."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"

        _, error = failed(ask(server, streams("三条"), base_url=url))

    assert "connection failed" in str(error)
    assert error.retryable


def test_base_url_that_is_no_address_is_told(server: Server) -> None:
    """A port that is no number is found before anything is sent."""
    _, error = failed(ask(server, streams("三条"), base_url="http://127.0.0.1:port/v1"))

    assert "base_url is no address" in str(error)


def test_a_proxy_that_cannot_be_used_is_told(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A SOCKS proxy in the environment without its package is no crash."""
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:9")
    monkeypatch.setitem(sys.modules, "socksio", None)

    _, error = failed(ask(server, streams("三条")))

    assert "proxy" in str(error)


@pytest.mark.parametrize("orderly", [True, False])
def test_an_answer_that_breaks_off_begins_anew(server: Server, orderly: bool) -> None:
    """A stream cut inside a character is asked for again, and what was given of it is retracted."""

    def breaks_off(handler: Handler) -> None:
        cut(handler)
        if orderly:
            handler.end()

    assert list(ask(server, breaks_off, streams("修路三条[1]"))) == ["修路", Retracted(), "修路三条[1]"]


def test_an_answer_that_always_breaks_off_is_an_error(server: Server) -> None:
    """After a few tries it is given up."""
    got, error = failed(ask(server, cut))

    assert got == ["修路", Retracted(), "修路", Retracted(), "修路"]
    assert f"backends.test ({server.url})" in str(error)
    assert len(server.requests) == 1 + openai_chat.RETRIES


def test_a_stream_that_just_ends_is_an_error(server: Server) -> None:
    """Without a finish reason and without [DONE] the rest may be missing: 1.2 of 1.2万."""
    chunk = {"choices": [{"delta": {"content": "1.2"}, "finish_reason": None}]}

    got, error = failed(ask(server, sends(b"data: " + json.dumps(chunk).encode() + b"\n\n")))

    assert got[-1] == "1.2"
    assert "broke off" in str(error)


@pytest.mark.parametrize("finish", [None, ""])
def test_done_alone_ends_an_answer(server: Server, finish: str | None) -> None:
    """Some servers give no finish reason; [DONE] says as much."""
    assert "".join(ask(server, streams("三条", "[1]", finish=finish))) == "三条[1]"


def test_a_character_split_over_blocks_arrives_whole(server: Server) -> None:
    """The network may cut anywhere, line ends may be CRLF, and the last line may lack its own."""
    chunk = {"choices": [{"delta": {"content": "三条[1]"}, "finish_reason": "stop"}]}
    data = b": hello\r\n\r\ndata:" + json.dumps(chunk, ensure_ascii=False).encode() + b"\r\n\r\ndata: [DONE]"

    assert list(ask(server, sends(*(data[i : i + 1] for i in range(len(data)))))) == ["三条[1]"]


@pytest.mark.parametrize("comment", [b"", b": keep-alive\n\n"])
def test_a_stalled_stream_is_given_up(server: Server, comment: bytes) -> None:
    """Silence longer than the timeout ends the answer; comments that keep the connection alive are silence too."""

    def stall(handler: Handler) -> None:
        handler.start()
        handler.say("修路")
        while not handler.server.over.wait(0.05):
            if comment:
                handler.send(comment)

    begun = time.monotonic()
    got, error = failed(ask(server, stall, timeout=0.3))

    assert got == ["修路"]
    assert "no answer for 0.3 s" in str(error)
    assert time.monotonic() - begun < LONG


def test_the_deadline_ends_an_answer_that_never_falls_silent(server: Server) -> None:
    """Whatever an address sends to be waited for, it is waited for no longer than the deadline."""

    def drips(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not handler.server.over.wait(0.05):
            handler.wfile.write(b"hm")

    def reasons(handler: Handler) -> None:
        handler.start()
        while not handler.server.over.wait(0.05):
            handler.say(None, reasoning_content="hm")

    begun = time.monotonic()
    for behave, told in ((drips, "no answer for 0.6 s"), (reasons, "not whole after 1 s")):
        _, error = failed(ask(server, behave, timeout=0.6, deadline=1.0))
        assert told in str(error)
        assert server.left.wait(LONG)
    assert time.monotonic() - begun < LONG


def test_invalid_json_is_told(server: Server) -> None:
    """An event that is no JSON, or not of the shape of an answer, ends the answer with an error."""
    for data in (b"data: {nonsense\n\n", b"data: [1, 2]\n\n", b'data: {"choices": 5}\n\n', b"data: \xff\n\n"):
        _, error = failed(ask(server, sends(data)))
        assert "not the JSON of a chat completion" in str(error)


def test_an_endless_answer_is_stopped(server: Server) -> None:
    """An answer far beyond max_tokens is broken off and is no answer."""
    got, error = failed(ask(server, endless, max_tokens=100))

    assert 0 < len("".join(map(str, got))) <= 100 * openai_chat.CHARS_PER_TOKEN
    assert "max_tokens = 100" in str(error)
    assert server.left.wait(LONG)


@pytest.mark.parametrize("data", [b'data: {"choices": [{"delta": {"reasoning_content": "hm"}}]}\n\n', b"<p>hm"])
def test_an_endless_stream_without_an_answer_is_stopped(
    server: Server, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    """Reasoning without end, or a page without end, is broken off."""
    monkeypatch.setattr(stream, "STREAM_BYTES", 10_000)

    def goes_on(handler: Handler) -> None:
        handler.start()
        while True:
            handler.send(data * 10)

    got, error = failed(ask(server, goes_on))

    assert got == []
    assert "does not end" in str(error)


@pytest.mark.parametrize(("status", "told"), [(401, "is refused"), (500, "status 500")])
def test_a_refusal_without_end_is_cut_short(server: Server, status: int, told: str) -> None:
    """So much of it is read as a message may have, and the connection is closed."""

    def goes_on(handler: Handler) -> None:
        handler.head(status, "text/plain", Transfer_Encoding="chunked")
        while True:
            handler.send(b"x" * openai_chat.BODY_BYTES)

    _, error = failed(ask(server, goes_on, timeout=LONG))

    assert told in str(error)
    assert server.left.wait(LONG)


@pytest.mark.parametrize("status", [200, 404, 502])
def test_a_web_page_is_no_answer(server: Server, status: int) -> None:
    """HTML in place of an answer is told without showing the page."""
    _, error = failed(ask(server, lambda handler: web_page(handler, status)))

    assert "html>" not in str(error)
    assert {200: "web page", 404: "base_url", 502: "status 502"}[status] in str(error)


def test_an_answer_that_is_not_streamed_is_told(server: Server) -> None:
    """An address that answers at once, in one JSON, is told apart from one that gives no answer at all."""
    whole = {"choices": [{"index": 0, "message": {"role": "assistant", "content": "三条[1]"}, "finish_reason": "stop"}]}

    _, unstreamed = failed(ask(server, gives(whole)))
    _, none = failed(ask(server, gives({"code": 1001, "msg": "no such app"})))

    assert "does not come as a stream" in str(unstreamed)
    assert "no OpenAI-compatible API" in str(none)
    assert "no such app" in str(none)


@pytest.mark.parametrize(
    "pieces",
    [
        ["<think>路有几条？</think>三条[1]"],
        ["\n<th", "ink>路有", "几条？</", "think", ">\n\n", "三条", "[1]"],
        list("<think>1 < 2</thi</think> 三条[1]"),
        ["<think>路</think>\n<think>几条？</think>三条[1]"],
        ["  三条", "[1]"],
    ],
)
def test_reasoning_is_left_out(server: Server, pieces: list[str]) -> None:
    """What stands in <think> before the answer is not part of it, however it is cut."""
    assert "".join(ask(server, streams(*pieces))) == "三条[1]"


def test_reasoning_that_nothing_announced_is_retracted(server: Server) -> None:
    """Where the model's template has opened the tag, only its end is seen, be it split."""
    got = list(ask(server, streams("路有", "几条？</th", "ink>\n\n三条", "[1]")))

    assert got[-3:] == [Retracted(), "三条", "[1]"]


@pytest.mark.parametrize("pieces", [["<", "5", "[1]"], ["<th"], ["三条[1]，<think>是标签</think>"]])
def test_what_only_looks_like_reasoning_stays(server: Server, pieces: list[str]) -> None:
    """An answer may begin like the tag, and may speak of it."""
    assert "".join(ask(server, streams(*pieces))) == "".join(pieces)


def test_reasoning_in_its_own_field_is_left_out(server: Server) -> None:
    """reasoning_content is never shown."""

    def reasons(handler: Handler) -> None:
        handler.start()
        handler.say(None, reasoning_content="路有几条？")
        handler.say("三条[1]")
        handler.say(finish="stop")
        handler.done()

    assert list(ask(server, reasons)) == ["三条[1]"]


@pytest.mark.parametrize("pieces", [[], ["<think>路有几条？"], ["\n \n"]])
def test_no_words_are_no_answer(server: Server, pieces: list[str]) -> None:
    """An answer of nothing, of white space or of reasoning alone is an error."""
    got, error = failed(ask(server, streams(*pieces)))

    assert got == []
    assert "no answer within max_tokens" in str(error)


@pytest.mark.parametrize(("finish", "told"), [("length", "Raise max_tokens"), ("content_filter", "content filter")])
def test_an_answer_that_was_cut_short_is_an_error(server: Server, finish: str | None, told: str) -> None:
    """Half an answer may end in half a figure."""
    got, error = failed(ask(server, streams("新增1.", finish=finish)))

    assert got == ["新增1."]
    assert told in str(error)


def test_an_error_inside_the_stream_is_told_or_tried_again(server: Server) -> None:
    """It may come before the first word or after it."""
    data = b'data: {"error": {"message": "upstream is busy", "code": 503}}\n\n'

    def breaks(handler: Handler) -> None:
        handler.start()
        handler.say("修路")
        handler.send(data)
        handler.end()

    assert list(ask(server, sends(data), streams("三条[1]"))) == ["三条[1]"]
    assert list(ask(server, breaks, streams("三条[1]"))) == ["修路", Retracted(), "三条[1]"]
    _, error = failed(ask(server, breaks))

    assert "upstream is busy" in str(error)


@pytest.mark.parametrize("status", [400, 422])
def test_models_with_other_parameters_are_asked_their_way(server: Server, status: int) -> None:
    """A model that refuses max_tokens and temperature is asked with max_completion_tokens and without temperature."""

    def picky(handler: Handler) -> None:
        sent = handler.server.requests[-1]["body"]
        for name in ("max_tokens", "temperature"):
            if name in sent:
                message = f"Unsupported parameter: '{name}'. Use 'max_completion_tokens' instead."
                data = json.dumps({"error": {"message": message, "param": name, "code": "unsupported"}}).encode()
                handler.head(status, "application/json", Content_Length=str(len(data)))
                handler.wfile.write(data)
                return
        streams("三条[1]")(handler)

    assert "".join(ask(server, picky, max_tokens=77)) == "三条[1]"

    sent = server.requests[-1]["body"]
    assert sent["max_completion_tokens"] == 77
    assert not {"max_tokens", "temperature"} & set(sent)


def test_a_question_that_is_no_text_is_told(server: Server) -> None:
    """Half a character from a terminal of another encoding is no crash."""
    server.behaviours = [streams("三条")]
    profile = LlmProfile(name="test", base_url=server.url, model="tiny")

    _, error = failed(openai_chat.words(Question("\udcd0"), HITS, profile))

    assert "no text" in str(error)


@pytest.mark.parametrize("behave", [endless, stalls])
def test_closing_the_words_closes_the_connection(server: Server, behave: Behaviour) -> None:
    """Someone who stops an answer leaves no connection behind, be the address talking or silent."""
    words = ask(server, behave, context_tokens=2_000_000, max_tokens=1_000_000)
    next(words)
    assert not server.left.is_set()
    words.close()

    assert server.left.wait(openai_chat.CONNECT_TIMEOUT)


def test_a_silent_address_gives_signs_of_life(server: Server) -> None:
    """While nothing comes, empty pieces do, so that there is a moment to stop."""
    server.behaviours = [stalls]
    words = openai_chat.words(QUESTION, HITS, server.profile(timeout=LONG))

    while not next(words):
        pass
    assert [next(words), next(words)] == ["", ""]
    words.close()

    assert server.left.wait(LONG)


def test_no_more_than_so_many_ask_at_once(server: Server) -> None:
    """Further questions wait in line, and are told when it does not move."""
    go_on = threading.Event()

    def waits(handler: Handler) -> None:
        handler.start()
        handler.say("修路")
        assert go_on.wait(LONG)
        handler.say("三条[1]。", finish="stop")
        handler.done()

    first = ask(server, waits, concurrency=1)
    assert next(first) == "修路"
    _, error = failed(ask(server, waits, concurrency=1, deadline=0.3))
    assert "no turn in line" in str(error)
    assert len(server.requests) == 1

    go_on.set()
    assert list(first) == ["三条[1]。"]
    assert "".join(map(str, ask(server, waits, concurrency=1))) == "修路三条[1]。"


def test_a_redirection_is_not_followed(server: Server) -> None:
    """Question and key go to the address that was named, and to nobody else."""
    with Server() as other:
        threading.Thread(target=other.serve_forever, args=(0.02,), daemon=True).start()
        other.behaviours = [streams("三条[1]")]

        def sends_on(handler: Handler) -> None:
            handler.head(307, "text/plain", Location=f"{other.url}/chat/completions", Content_Length="0")

        _, error = failed(ask(server, sends_on))
        other.shutdown()

    assert "leads elsewhere" in str(error)
    assert not other.requests


@pytest.mark.parametrize("pieces", [[f"你的密钥是{KEY}。"], ["你的密钥是", *KEY, "。"]])
def test_a_key_that_is_said_back_is_not_shown(server: Server, pieces: list[str]) -> None:
    """Neither whole nor split over pieces."""
    assert "".join(map(str, ask(server, streams(*pieces)))) == "你的密钥是***。"


def test_importing_the_backend_is_light() -> None:
    """The openai client and what it rests on are loaded only when an LLM is asked."""
    code = "import sys, rag.backends.openai_chat; print({'openai', 'httpx2', 'asyncio', 'torch'} & set(sys.modules))"

    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"

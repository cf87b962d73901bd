import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from llm_server import LlmServer

from eval import run as runs
from eval import two_step
from eval.gold import Evidence, Gold
from eval.measures import score
from rag.answer import Assistant
from rag.config import LlmProfile, shipped
from rag.errors import ConfigError


def response(id_: str, said: str | None, finish: str = "stop") -> dict[str, Any]:
    choice = {"index": 0, "message": {"role": "assistant", "content": said}, "finish_reason": finish}
    body = {"choices": [choice], "usage": {"prompt_tokens": 900, "completion_tokens": 20}}
    return {"id": f"r-{id_}", "custom_id": id_, "response": {"status_code": 200, "body": body}, "error": None}


def test_requests_are_those_of_a_live_run(with_llm: Assistant, llm: LlmServer, golds: list[Gold]) -> None:
    """One a question, by its id, with the very messages that the LLM would be sent."""
    rows = [json.loads(request.line) for request in two_step.requests(with_llm, golds)]

    assert [(row["custom_id"], row["method"], row["url"]) for row in rows] == [
        (gold.id, "POST", "/v1/chat/completions") for gold in golds
    ]
    runs.ask(with_llm, golds[0])
    sent = llm.requests[0]
    assert rows[0]["body"] == {name: sent[name] for name in ("model", "messages", "max_tokens", "temperature")}


@pytest.mark.server
@pytest.mark.parametrize("name", [*shipped(), "narrow"])
def test_the_prompt_of_a_request_is_that_of_a_live_run_byte_for_byte(
    assistant: Assistant, llm: LlmServer, golds: list[Gold], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For every profile, one of a small context among them; a follow-up has its conversation in both."""
    known = {**shipped(), "narrow": LlmProfile(name="narrow", base_url="http://h/v1", model="m", context_tokens=4600)}
    profile = replace(known[name], base_url=llm.profile.base_url)
    if profile.api_key_env:
        monkeypatch.setenv(profile.api_key_env, "k")
    asking = Assistant(assistant.index, replace(assistant.config, backend=name, profiles={name: profile}))
    follow_up = Gold("then", "那2022年呢？", (("288天",),), history=("青石区2023年优良天数是多少？",))

    for gold in [*golds[:2], follow_up]:
        (request,) = two_step.requests(asking, [gold])
        before = len(llm.raw)
        runs.ask(asking, gold)

        written = _messages(request.line.encode())
        assert written == _messages(llm.raw[before]), "what follows asks again for doubtful figures"
        assert "优良天数" in written.decode()


def _messages(body: bytes) -> bytes:
    """Cut the messages out of a request, as they stand there."""
    start = body.index(b'"messages":[')
    _, end = json.JSONDecoder().raw_decode(body[start:].decode().removeprefix('"messages":'))
    return body[start:].decode()[: len('"messages":') + end].encode()


def test_where_nothing_was_found_no_llm_is_heard(with_llm: Assistant, golds: list[Gold]) -> None:
    """As in a live run, which asks none."""
    answer = two_step.answered(with_llm, golds[2], response("subway", "望海县2023年修了三条地铁[1]。"))

    assert answer.declined
    assert "望海县" in answer.answer
    assert "三条" not in answer.answer


def test_the_summary_tells_length_and_evidence(with_llm: Assistant, golds: list[Gold]) -> None:
    """Evidence counts where the reports tell; a figure that stands nowhere is not in the prompt."""
    elsewhere = replace(golds[0], id="no", evidence=(Evidence("qingshi-2024", "999天"),))
    written = list(two_step.requests(with_llm, [*golds, elsewhere]))

    assert [request.evidence for request in written] == [True, True, None, False]
    assert "evidence in the prompt: 2 of 3 answerable (66.7%)" in two_step.summary(written)
    assert f"longest {max(request.characters for request in written)}" in two_step.summary(written)


def test_an_answer_that_cites_nothing_fails_the_question(with_llm: Assistant, golds: list[Gold]) -> None:
    """A live run drops it as well."""
    answer = two_step.answered(with_llm, golds[0], response("days", "优良天数301天。"))

    assert "cited no passage" in answer.error


def test_help_with_the_search_takes_no_batch(with_llm: Assistant, golds: list[Gold]) -> None:
    """It needs an answer before the request can be written."""
    helped = Assistant(with_llm.index, replace(with_llm.config, rewrite_question=True))

    with pytest.raises(ConfigError, match="rewrite_question"):
        list(two_step.requests(helped, golds))


def test_responses_become_the_answers_of_a_live_run(with_llm: Assistant, llm: LlmServer, golds: list[Gold]) -> None:
    """Marks name the passages of the request; reasoning is left out; tokens are kept."""
    llm.say = lambda _: "优良天数301天[1]，另有[99]。"
    live = runs.ask(with_llm, golds[0])

    later = two_step.answered(
        with_llm, golds[0], response("days", "<think>嗯[3]</think>\n优良天数301天[1]，另有[99]。")
    )

    assert (later.answer, later.citations, later.retrieved) == (live.answer, live.citations, live.retrieved)
    assert later.tokens is not None
    assert (later.tokens.prompt, later.tokens.completion) == (900, 20)
    assert score(golds[0], later).right == 1.0


def test_reasoning_that_the_template_opened_is_left_out(with_llm: Assistant, golds: list[Gold]) -> None:
    """Only its end stands in the response; tags inside an answer stay out of it too, and its words do not."""
    answer = two_step.answered(with_llm, golds[0], response("days", "嗯，310天？[3]</think>\n优良天数301天[1]。"))
    about_tags = two_step.answered(with_llm, golds[0], response("days", "优良天数301天[1]，<think>嗯</think>是标签。"))

    assert answer.answer == "优良天数301天[1]。"
    assert about_tags.answer.startswith("优良天数301天[1]")


def test_a_refusal_is_known_by_its_first_words(with_llm: Assistant, golds: list[Gold]) -> None:
    """As everywhere else."""
    answer = two_step.answered(with_llm, golds[0], response("days", "报告中没有找到优良天数。"))

    assert answer.declined


@pytest.mark.parametrize(
    ("came_back", "said"),
    [
        (None, "no response came back"),
        (response("days", ""), "the answer is empty"),
        (response("days", "<think>301天？"), "the answer is empty"),
        (response("days", "优良天数3", "length"), "cut short"),
        (response("days", "优良天数3", "content_filter"), "content filter"),
        ({"custom_id": "days", "response": None, "error": {"message": "quota"}}, "quota"),
        ({"custom_id": "days", "response": {"status_code": 400, "body": {"error": "bad"}}}, "bad"),
    ],
)
def test_what_is_no_answer_fails_the_question(
    with_llm: Assistant, golds: list[Gold], came_back: dict[str, Any] | None, said: str
) -> None:
    """The reason is kept with the question."""
    answer = two_step.answered(with_llm, golds[0], came_back)

    assert said in answer.error
    assert score(golds[0], answer).failed


def test_only_an_llm_is_asked(assistant: Assistant, golds: list[Gold]) -> None:
    """The extractive backend sends no requests."""
    with pytest.raises(ConfigError, match="no LLM"):
        list(two_step.requests(assistant, golds))


def test_a_line_that_is_no_response_is_named(tmp_path: Path) -> None:
    """With its number."""
    path = tmp_path / "responses.jsonl"
    path.write_text(json.dumps(response("days", "好")) + "\n\n{}\n", "utf-8")

    with pytest.raises(two_step.ResponsesError, match="line 3: no batch response"):
        two_step.read_responses(path)

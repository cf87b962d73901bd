import json
from pathlib import Path
from typing import Any

import pytest
from llm_server import LlmServer

from eval import run as runs
from eval import two_step
from eval.gold import Gold
from eval.measures import score
from rag.answer import Assistant
from rag.errors import ConfigError


def response(id_: str, said: str | None, finish: str = "stop") -> dict[str, Any]:
    choice = {"index": 0, "message": {"role": "assistant", "content": said}, "finish_reason": finish}
    body = {"choices": [choice], "usage": {"prompt_tokens": 900, "completion_tokens": 20}}
    return {"id": f"r-{id_}", "custom_id": id_, "response": {"status_code": 200, "body": body}, "error": None}


def test_requests_are_those_of_a_live_run(with_llm: Assistant, llm: LlmServer, golds: list[Gold]) -> None:
    """One a question, by its id, with the very messages that the LLM would be sent."""
    rows = [json.loads(line) for line in two_step.requests(with_llm, golds)]

    assert [(row["custom_id"], row["method"], row["url"]) for row in rows] == [
        (gold.id, "POST", "/v1/chat/completions") for gold in golds
    ]
    runs.ask(with_llm, golds[0])
    sent = llm.requests[0]
    assert rows[0]["body"] == {name: sent[name] for name in ("model", "messages", "max_tokens", "temperature")}


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


def test_a_refusal_is_known_by_its_first_words(with_llm: Assistant, golds: list[Gold]) -> None:
    """As everywhere else."""
    answer = two_step.answered(with_llm, golds[0], response("days", "报告中没有找到优良天数。"))

    assert answer.declined


@pytest.mark.parametrize(
    ("came_back", "said"),
    [
        (None, "no response came back"),
        (response("days", ""), "the answer is empty"),
        (response("days", "优良天数3", "length"), "cut short"),
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

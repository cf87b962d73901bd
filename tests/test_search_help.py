"""An LLM that helps the search: its words find passages, and never cost an answer."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from scripted import Scripted

from rag.answer import Assistant
from rag.backends import prompts
from rag.records import Retrieved

pytestmark = pytest.mark.server

FOLLOW_UP, REWRITE, HYPOTHETICAL = (prompts.load().texts[name] for name in ("follow_up", "rewrite", "hypothetical"))


@pytest.fixture
def model() -> Iterator[Scripted]:
    """Give an LLM of this machine; by itself it declines."""
    with Scripted() as running:
        running.said = "报告中没有找到。"
        threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
        yield running
        running.shutdown()


def helped(assistant: Assistant, model: Scripted, **settings: Any) -> Assistant:
    profiles = {"scripted": model.profile}
    return Assistant(assistant.index, replace(assistant.config, backend="scripted", profiles=profiles, **settings))


def found(assistant: Assistant, question: str, history: tuple[str, ...] = ()) -> list[str]:
    """Give the texts found."""
    event = next(event for event in assistant.ask(question, history=history) if isinstance(event, Retrieved))
    return [hit.passage.text for hit in event.hits]


@pytest.mark.parametrize(("setting", "step"), [("rewrite_question", REWRITE), ("hypothetical_answer", HYPOTHETICAL)])
def test_what_the_llm_writes_is_searched_for_as_well(
    assistant: Assistant, model: Scripted, setting: str, step: str
) -> None:
    """In the words of reports, a passage comes first that the asker's own words do not lead to."""
    question = "青石区2023年大伙儿最在意的那件事怎么样？"
    model.replies[step] = "2023年青石区优良天数达到若干天"

    assert "优良天数" not in found(assistant, question)[0]
    assert "优良天数" in found(helped(assistant, model, **{setting: True}), question)[0]


def test_without_the_settings_the_llm_is_asked_for_the_answer_alone(assistant: Assistant, model: Scripted) -> None:
    """Off unless asked for."""
    helped(assistant, model).answer("那2022年呢？", history=("青石区2023年优良天数是多少？",))

    assert len(model.requests) == 1


def test_a_follow_up_is_completed_from_the_conversation(assistant: Assistant, model: Scripted) -> None:
    """The completed question is searched, answered, and told to the asker."""
    model.replies[FOLLOW_UP] = "青石区2022年优良天数是多少？"
    assisted = helped(assistant, model, resolve_follow_ups=True)

    answer = assisted.answer("前一年的情况？2022", history=("青石区2023年优良天数是多少？",))

    assert answer.question.regions == ("青石区",)
    assert answer.question.years == (2022,)
    assert any("→ 青石区2022年优良天数是多少？" in note for note in answer.notes)
    assert "青石区2022年优良天数是多少？" in model.requests[-1]["messages"][1]["content"]
    asked = model.requests[0]["messages"][1]["content"]
    assert asked == "<question>\n青石区2023年优良天数是多少？\n前一年的情况？2022\n</question>"


@pytest.mark.parametrize(
    "completed",
    [
        "安澜市2022年优良天数是多少？",
        "青石区2019年优良天数是多少？",
        "青石区2022年优良天数是多少？\n答案是400天。",
        "",
        "很长" * 200,
    ],
)
def test_a_completion_that_names_what_nobody_said_is_passed_over(
    assistant: Assistant, model: Scripted, completed: str
) -> None:
    """Another place, another year, more than a question: the rules read the follow-up."""
    history = ("青石区2023年优良天数是多少？",)
    model.replies[FOLLOW_UP] = completed

    question = helped(assistant, model, resolve_follow_ups=True).answer("那2022年呢？", history=history).question

    assert question == assistant.answer("那2022年呢？", history=history).question


def test_help_that_fails_costs_no_answer(assistant: Assistant, model: Scripted) -> None:
    """Neither the search nor the answer: both are as without help."""
    model.replies = dict.fromkeys((FOLLOW_UP, REWRITE, HYPOTHETICAL))
    model.said = "2022年优良天数288天[1]。"
    every = {"rewrite_question": True, "hypothetical_answer": True, "resolve_follow_ups": True}
    history = ("青石区2023年优良天数是多少？",)

    answer = helped(assistant, model, **every).answer("那2022年呢？", history=history)

    assert answer.backend == "scripted"
    assert answer.hits == assistant.answer("那2022年呢？", history=history).hits
    assert "288天" in answer.text

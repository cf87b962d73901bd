"""What streams is what stays: words come resolved and safe, whoever speaks, and the end changes none of them."""

import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from scripted import Scripted

from rag.answer import Assistant
from rag.backends import prompts
from rag.batch import as_dict
from rag.config import Config
from rag.errors import ConfigError
from rag.records import Answer, Delta, Event, Finished, Retracted

QUESTION = "青石区2023年优良天数是多少天？"


@pytest.fixture
def model() -> Iterator[Scripted]:
    """Give an LLM of this machine."""
    with Scripted() as running:
        threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
        yield running
        running.shutdown()


def with_llm(assistant: Assistant, model: Scripted, config: Config | None = None) -> Assistant:
    profiles = {"scripted": model.profile}
    return Assistant(assistant.index, replace(config or assistant.config, backend="scripted", profiles=profiles))


def streamed(events: Sequence[Event]) -> str:
    """Put together what a reader has seen at the end."""
    seen = ""
    for event in events:
        seen = "" if isinstance(event, Retracted) else seen + (event.text if isinstance(event, Delta) else "")
    return seen


def answer_of(events: Sequence[Event]) -> Answer:
    return next(event.answer for event in events if isinstance(event, Finished))


@pytest.mark.parametrize(
    "question",
    [
        QUESTION,
        "What was the number of good air days in Qingshi in 2023?",
        "青石区2024年要办哪些民生实事？",
        "青石区2022年、2023年新增高新技术企业各多少家？",
        "青石区历年优良天数怎么变？",
        "哪些地方提到高新技术企业？",
        "青石区2023年修了几条地铁？",
        "临江区2023年优良天数是多少？",
    ],
)
def test_the_extractive_answer_streams_as_it_stays(assistant: Assistant, question: str) -> None:
    """Statements, lists, answers over all reports and refusals alike."""
    events = list(assistant.ask(question))

    assert streamed(events) == answer_of(events).text != ""


@pytest.mark.server
def test_marks_have_their_last_numbers_while_they_stream(assistant: Assistant, model: Scripted) -> None:
    """The first passage used is [1] from its first word on."""
    model.said = " 新建口袋公园【2】，优良天数301天[1, 2]，其余[77]见[附件](http://evil.example)。\n"

    events = list(with_llm(assistant, model).ask(QUESTION))

    assert streamed(events) == "新建口袋公园[1]，优良天数301天[2][1]，其余见附件。"
    assert answer_of(events).text == streamed(events)
    assert sum(isinstance(event, Delta) and bool(event.text) for event in events) > 5


@pytest.mark.server
def test_an_answer_that_cites_nothing_gives_way_to_the_excerpts(assistant: Assistant, model: Scripted) -> None:
    """What was shown of it is retracted, and the asker is told."""
    model.said = "优良天数一共是365天，全年无一例外。"

    events = list(with_llm(assistant, model).ask(QUESTION))

    answer = answer_of(events)
    assert any(isinstance(event, Retracted) for event in events)
    assert answer.backend == "extractive"
    assert "301天[1]" in answer.text
    assert streamed(events) == answer.text
    assert any("没有注明任何出处" in note for note in answer.notes)


@pytest.mark.server
def test_a_sentence_without_a_source_is_named(assistant: Assistant, model: Scripted) -> None:
    """One that only sums up what the cited passages say is not."""
    model.said = "优良天数达到301天[1]。青石区优良天数达到301天。量子计算中心将于明年全面建成投用。"

    answer = with_llm(assistant, model).answer(QUESTION)

    assert answer.notes[-1] == "没有注明出处，请勿采信：“量子计算中心将于明年全面建成投用。”"


@pytest.mark.server
def test_an_answer_tells_the_prompts_it_was_asked_with(assistant: Assistant, model: Scripted, tmp_path: Path) -> None:
    """Their fingerprint; none where no LLM spoke."""
    (tmp_path / "answer.zh.md").write_text("只答“{refusal}”或选段。", "utf-8")
    model.said = "优良天数301天[1]。"
    own = with_llm(assistant, model, replace(assistant.config, prompts=str(tmp_path)))

    bundled, changed = with_llm(assistant, model).answer(QUESTION), own.answer(QUESTION)

    assert bundled.prompt == prompts.load().fingerprint != changed.prompt == own.prompts.fingerprint
    assert model.requests[-1]["messages"][0]["content"] == "只答“报告中没有找到”或选段。"
    assert as_dict("q", QUESTION, changed, assistant.index.reports)["prompt"] == changed.prompt
    assert "prompt" not in json.dumps(as_dict("q", QUESTION, assistant.answer(QUESTION), assistant.index.reports))


def test_broken_prompts_are_told_before_anything_is_asked(assistant: Assistant, tmp_path: Path) -> None:
    """When the assistant is made."""
    (tmp_path / "answer.zh.md").write_text("依据选段回答。", "utf-8")

    with pytest.raises(ConfigError, match="refusal"):
        Assistant(assistant.index, replace(assistant.config, prompts=str(tmp_path)))


def test_the_passages_of_an_answer_over_all_reports_are_in_the_prompt(assistant: Assistant) -> None:
    """Those that its rows rest on, beside what the search found."""
    prepared = assistant.prepare("各地2024年地区生产总值增长目标是多少？")

    assert prepared.across is not None
    shown = {hit.passage.id for hit in prepared.shown}
    assert {hit.passage.id for hit in prepared.across.hits} <= shown
    assert prepared.found[0].passage.id in shown

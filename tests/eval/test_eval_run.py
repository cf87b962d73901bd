import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from llm_server import LlmServer

from eval import answers as answer_files
from eval import run as runs
from eval.gold import Gold
from eval.run import RunError
from rag.answer import Assistant
from rag.records import Event


def described(assistant: Assistant, golds: list[Gold], name: str = "dev extractive") -> dict[str, Any]:
    return runs.settings_of(name, "dev", golds, assistant.index, assistant.config)


def test_a_run_directory_holds_everything(assistant: Assistant, golds: list[Gold], tmp_path: Path) -> None:
    """Settings, questions, answers in the batch format, scores and totals; loading it gives the same run."""
    run = runs.run(assistant, golds, described(assistant, golds), tmp_path / "run")

    assert [score.right for score in run.scores] == [1.0, 1.0, 1.0]
    assert [score.value("recall@10") for score in run.scores] == [1.0, 1.0, None]
    answer = json.loads((tmp_path / "run" / "answers.jsonl").read_text("utf-8").splitlines()[0])
    assert set(answer) == {
        *("id", "question", "answer", "declined", "citations", "retrieved", "figures", "backend", "seconds")
    }
    totals = json.loads((tmp_path / "run" / "totals.json").read_text("utf-8"))
    assert totals["all"]["means"]["right"] == 1.0
    assert set(totals) == {"all", "figure", "unanswerable"}
    loaded = runs.load(tmp_path / "run")
    assert (loaded.scores, loaded.golds, loaded.name) == (run.scores, run.golds, "dev extractive")


def test_settings_tell_what_decides_the_answers(assistant: Assistant, golds: list[Gold]) -> None:
    """Another question, weight or name: only what changes answers changes the fingerprint. No path is told."""
    usual = described(assistant, golds)

    assert described(assistant, golds, "another name")["fingerprint"] == usual["fingerprint"]
    assert described(assistant, golds[:2])["fingerprint"] != usual["fingerprint"]
    sparse = replace(assistant.config, dense_weight=0.0)
    assert runs.settings_of("", "dev", golds, assistant.index, sparse)["fingerprint"] != usual["fingerprint"]
    assert usual["index"]["reports"] == ["anlan-2024", "qingshi-2023", "qingshi-2024"]
    assert str(assistant.config.index) not in json.dumps(usual, default=str)


class Stopping(Assistant):
    """Is interrupted at the second question, once."""

    asked: list[str]
    interrupted = False

    def ask(self, text: str, *, backend: str | None = None) -> Iterator[Event]:
        """Answer, or be interrupted."""
        self.asked.append(text)
        if len(self.asked) == 2 and not self.interrupted:
            self.interrupted = True
            raise KeyboardInterrupt
        yield from super().ask(text, backend=backend)


def test_a_stopped_run_goes_on_where_it_stopped(assistant: Assistant, golds: list[Gold], tmp_path: Path) -> None:
    """What was answered is not asked again, even with half a line at the end of the file."""
    stopping = Stopping(assistant.index, assistant.config)
    stopping.asked = []
    settings = described(assistant, golds)
    directory = runs.directory_for(settings, tmp_path)
    with pytest.raises(KeyboardInterrupt):
        runs.run(stopping, golds, settings, directory)
    with (directory / "answers.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "jobs", "quest')

    assert runs.directory_for(settings, tmp_path) == directory
    done: list[int] = []
    run = runs.run(stopping, golds, settings, directory, advance=lambda: done.append(1))

    assert stopping.asked == [golds[0].question, golds[1].question, golds[1].question, golds[2].question]
    assert len(done) == 3
    assert [score.right for score in run.scores] == [1.0, 1.0, 1.0]


def test_a_finished_run_is_not_taken_up_again(assistant: Assistant, golds: list[Gold], tmp_path: Path) -> None:
    """The next run with the same settings gets a directory of its own."""
    settings = described(assistant, golds)
    first = runs.directory_for(settings, tmp_path)
    runs.run(assistant, golds, settings, first)

    second = runs.directory_for(settings, tmp_path)

    assert second != first
    assert not second.exists()


def test_a_directory_of_another_run_is_refused(assistant: Assistant, golds: list[Gold], tmp_path: Path) -> None:
    """Answers of two settings are never mixed."""
    runs.run(assistant, golds[:1], described(assistant, golds[:1]), tmp_path / "run")

    with pytest.raises(RunError, match="a run with other settings"):
        runs.run(assistant, golds, described(assistant, golds), tmp_path / "run")


class Failing(Assistant):
    """Cannot answer one question as long as it is broken."""

    broken = True

    def ask(self, text: str, *, backend: str | None = None) -> Iterator[Event]:
        """Answer, or fail."""
        if "就业" in text and self.broken:
            raise ValueError("a defect")
        yield from super().ask(text, backend=backend)


def test_one_failed_question_does_not_end_the_run(
    assistant: Assistant, golds: list[Gold], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It is kept with its error, counts as wrong, and is asked again by the next run."""
    failing = Failing(assistant.index, assistant.config)
    settings = described(assistant, golds)
    with caplog.at_level(logging.WARNING):
        run = runs.run(failing, golds, settings, runs.directory_for(settings, tmp_path))

    assert run.answers["jobs"].error == "ValueError: a defect"
    assert [score.right for score in run.scores] == [1.0, 0.0, 1.0]
    assert "jobs: a defect" in caplog.text

    failing.broken = False
    assert runs.directory_for(settings, tmp_path) == run.directory
    assert [score.right for score in runs.run(failing, golds, settings, run.directory).scores] == [1.0, 1.0, 1.0]


def test_an_llm_is_asked_by_several_at_once_and_no_more(
    with_llm: Assistant, llm: LlmServer, golds: list[Gold], tmp_path: Path
) -> None:
    """Two at a time; answers stand in the order of the questions, with the time to the first word."""
    many = [replace(golds[1], id=f"q{n}") for n in range(8)]

    run = runs.run(with_llm, many, described(with_llm, many), tmp_path / "run", jobs=2)

    assert llm.most_open == 2
    assert [score.right for score in run.scores] == [1.0] * 8
    written = answer_files.read(tmp_path / "run" / "answers.jsonl")
    assert [*written] == [gold.id for gold in many]
    first_word = written["q0"].seconds.first_word
    assert first_word is not None
    assert 0.05 <= first_word <= written["q0"].seconds.answer
    assert written["q0"].backend == "local"


def test_an_llm_that_fails_is_not_scored_by_what_spoke_instead(
    with_llm: Assistant, llm: LlmServer, golds: list[Gold], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The extractive answer that a user would see in its place is none of the LLM's."""
    monkeypatch.setattr("rag.backends.openai_chat.BACKOFF", 0.01)
    llm.say = lambda body: (
        None if "就业" in body["messages"][1]["content"].split("<question>")[1] else "优良天数301天[1]。"
    )

    run = runs.run(with_llm, golds[:2], described(with_llm, golds[:2]), tmp_path / "run")

    assert [score.failed for score in run.scores] == [False, True]
    assert "500" in run.answers["jobs"].error


class Remembering(Assistant):
    """Takes the questions asked before."""

    def ask(  # type: ignore[override]
        self, text: str, *, backend: str | None = None, history: tuple[str, ...] = ()
    ) -> Iterator[Event]:
        """Answer to all of it."""
        yield from super().ask(" ".join((*history, text)), backend=backend)


def test_the_questions_before_are_told_where_they_are_wanted(assistant: Assistant, golds: list[Gold]) -> None:
    """A follow-up alone is asked of an assistant that takes no history."""
    later = replace(golds[0], question="优良天数是多少？", history=("青石区2023年怎么样？",))

    remembering = Remembering(assistant.index, assistant.config)

    assert "301天" in runs.ask(remembering, later).answer
    assert runs.ask(assistant, later).answer


def test_what_is_no_run_is_told(tmp_path: Path) -> None:
    """Loading names the directory and what is missing."""
    with pytest.raises(RunError, match=r"no run directory \(settings.json cannot be read"):
        runs.load(tmp_path)

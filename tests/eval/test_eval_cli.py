"""`baogao eval`, by its parser and its entry."""

import argparse
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from llm_server import LlmServer

from eval import cli
from eval import gold as gold_files
from eval.ablate import VARIATIONS, WITH_LLM
from eval.gold import Gold
from rag.config import Config
from rag.errors import ConfigError


@pytest.fixture
def gold_file(golds: list[Gold], tmp_path: Path) -> Path:
    path = tmp_path / "mine.jsonl"
    path.write_text("".join(f"{gold_files.to_line(gold)}\n" for gold in golds), "utf-8")
    return path


def evaluate(settings: Config, *arguments: str | Path) -> int:
    parser = argparse.ArgumentParser()
    cli.add_arguments(parser)
    return cli.main(parser.parse_args([str(argument) for argument in arguments]), settings)


def test_the_parser_loads_nothing_heavy() -> None:
    """`baogao --help` must not wait for the evaluation."""
    heavy = ("torch", "numpy", "rich", "ir_measures", "faiss", "openai", "gradio")
    code = f"import sys, argparse; from eval import cli; cli.add_arguments(argparse.ArgumentParser()); print(sorted(set({heavy}) & set(sys.modules)))"

    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_a_gold_set_is_run_with_one_command(
    small_config: Config, gold_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Tables on stdout, the place of the page on stderr, the run directory on disk."""
    assert evaluate(small_config, "--gold", gold_file, "--out", tmp_path / "runs") == 0

    printed = capsys.readouterr()
    assert "mine extractive: answers" in printed.out
    assert "unanswerable" in printed.out
    assert "right 100.0" in printed.out
    (page,) = (tmp_path / "runs").glob("*/report.html")
    assert page.parent.name in "".join(printed.err.split())


def test_questions_are_chosen_by_type_and_number(small_config: Config, gold_file: Path, tmp_path: Path) -> None:
    """An unknown type is refused with those there are; a number is spread over the set."""
    assert evaluate(small_config, "--gold", gold_file, "--out", tmp_path, "--type", "figure", "--limit", "1") == 0
    (asked,) = tmp_path.glob("*/gold.jsonl")
    assert [gold.id for gold in gold_files.read(asked)] == ["days"]

    with pytest.raises(ConfigError, match="types: figure, unanswerable"):
        evaluate(small_config, "--gold", gold_file, "--type", "poem")


def test_the_test_half_shows_totals_alone(
    small_config: Config,
    gold_file: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Unless details are asked for."""
    monkeypatch.setitem(gold_files.SPLITS, "test", gold_file)
    arguments = ("--split", "test", "--out", tmp_path / "runs")

    evaluate(small_config, *arguments)
    assert "unanswerable  " not in capsys.readouterr().out
    (page,) = (tmp_path / "runs").glob("*/report.html")
    assert "By type" not in page.read_text("utf-8")

    evaluate(small_config, *arguments, "--details")
    assert "unanswerable  " in capsys.readouterr().out


def test_variations_stand_in_one_table(
    small_config: Config, gold_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line and a run directory each; those that need an LLM are left out where there is none."""
    evaluate(small_config, "--gold", gold_file, "--out", tmp_path / "runs", "--ablate")

    printed = capsys.readouterr().out
    for name in VARIATIONS:
        assert (f"mine extractive {name}" in printed) == (name not in WITH_LLM)
    assert len(list((tmp_path / "runs").glob("*/totals.json"))) == len(VARIATIONS) - len(WITH_LLM) >= 7


def test_help_of_an_llm_is_measured_with_a_backend(
    small_config: Config, llm: LlmServer, gold_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line each; without an LLM, asking for one of them by name is an error."""
    settings = replace(small_config, profiles={"local": llm.profile})
    arguments = ("--gold", gold_file, "--out", tmp_path / "runs", "--ablate", *WITH_LLM)

    evaluate(settings, *arguments, "--backend", "local")

    printed = capsys.readouterr().out
    assert all(f"mine local {name}" in printed for name in WITH_LLM)
    with pytest.raises(ConfigError, match="name one with --backend"):
        evaluate(settings, *arguments)


def test_several_backends_are_measured_in_one_go(
    small_config: Config, llm: LlmServer, gold_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each with its tables, and one that holds them against each other."""
    settings = replace(small_config, profiles={"local": llm.profile})

    evaluate(settings, "--gold", gold_file, "--out", tmp_path / "runs", "--backend", "extractive", "--backend", "local")

    printed = capsys.readouterr().out
    assert "mine: answers" in printed
    assert printed.count("mine local") >= 3


def test_two_steps_give_what_one_gives(
    small_config: Config, llm: LlmServer, gold_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Requests are written, answered elsewhere, and their responses scored."""
    settings = replace(small_config, profiles={"local": llm.profile})
    requests, responses = tmp_path / "requests.jsonl", tmp_path / "responses.jsonl"
    chosen = ("--gold", gold_file, "--backend", "local", "--out", tmp_path / "runs")

    evaluate(settings, *chosen, "--requests-out", requests)
    ids = [json.loads(line)["custom_id"] for line in requests.read_text("utf-8").splitlines()]
    body = {"choices": [{"message": {"content": "2023年城镇新增就业8600人[1]。"}}]}
    rows = [{"custom_id": id_, "response": {"status_code": 200, "body": body}} for id_ in ids]
    responses.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    evaluate(settings, *chosen, "--responses-in", responses)

    assert not llm.requests
    (totals,) = (tmp_path / "runs").glob("*/totals.json")
    assert json.loads(totals.read_text("utf-8"))["figure"]["means"]["right"] == 0.5


def test_a_fall_below_the_floor_ends_with_status_one(
    small_config: Config, gold_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """So that an automatic check sees it."""
    floors = tmp_path / "floors.toml"
    for floor, status in ((1.0, 0), (1.1, 1)):
        floors.write_text(f"[figure]\nright = {floor}\n", "utf-8")
        assert evaluate(small_config, "--gold", gold_file, "--out", tmp_path / "runs", "--floors", floors) == status
    assert "figure: right 1.000, floor 1.100" in capsys.readouterr().err


def test_two_runs_are_compared(
    small_config: Config, gold_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table with intervals, and a page where one is asked for."""
    evaluate(small_config, "--gold", gold_file, "--out", tmp_path / "runs", "--ablate", "full", "sparse-only")
    capsys.readouterr()

    evaluate(small_config, "compare", *sorted((tmp_path / "runs").iterdir()), "--page", tmp_path / "page.html")

    assert "95 % interval" in capsys.readouterr().out
    assert "Only the second is right" in (tmp_path / "page.html").read_text("utf-8")


def test_a_judge_is_asked_beside_the_measures(
    small_config: Config, llm: LlmServer, gold_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its mean stands below the table, and it is kept with the run."""
    llm.say = lambda _: '{"忠实": 5, "完整": 3}'
    settings = replace(small_config, profiles={"local": llm.profile})

    evaluate(settings, "--gold", gold_file, "--out", tmp_path / "runs", "--judge", "local")

    assert "judged completeness 50.0" in capsys.readouterr().out
    with pytest.raises(ConfigError, match="no LLM"):
        evaluate(settings, "--gold", gold_file, "--judge", "extractive")

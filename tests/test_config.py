"""Settings from a file."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from rag import cli
from rag.config import Config, load, shipped
from rag.errors import ConfigError

KEY = "sk-invented-0123456789abcdef"


def written(folder: Path, text: str) -> Path:
    path = folder / "baogao.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_profile_is_one_table(tmp_path: Path) -> None:
    """Address, model and the variable of the key."""
    config = load(
        written(
            tmp_path,
            'backend = "mine"\n[backends.mine]\nbase_url = "http://127.0.0.1:8000/v1"\nmodel = "m"\napi_key_env = "K"\n',
        )
    )

    profile = config.profile("mine")
    assert profile is not None
    assert (profile.name, profile.model, profile.api_key_env) == ("mine", "m", "K")


def test_an_encoder_is_one_table(tmp_path: Path) -> None:
    """A service with its address, or a model of this machine with prompts of one's own."""
    config = load(
        written(
            tmp_path,
            'encoder = "cloud"\nreranker = "none"\n'
            '[encoders.cloud]\nbase_url = "https://h/v1"\nmodel = "m"\ndimensions = 512\ntimeout = 5\n'
            '[encoders.e5]\nmodel = "intfloat/multilingual-e5-small"\nquery_prompt = ""\n',
        )
    )

    cloud, e5 = config.encoders["cloud"], config.encoders["e5"]
    assert (config.encoder, config.reranker) == ("cloud", "none")
    assert (cloud.name, cloud.model, cloud.dimensions, cloud.query_prompt) == ("cloud", "m", 512, None)
    assert (e5.base_url, e5.query_prompt, e5.passage_prompt) == ("", "", None)


def test_the_defaults_need_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Out of the box, no LLM is asked."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BAOGAO_CONFIG", raising=False)

    assert load() == Config()
    assert Config().profile("extractive") is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("colour = 1", "unknown setting colour"),
        ("passages_shown = 0", "passages_shown = 0"),
        ('passages_shown = "8"', "a number"),
        ('backend = "nobody"', "nobody"),
        ('fallback = ["nobody"]', "nobody"),
        ('fallback = "qwen"', "a list of names"),
        ('[backends.llama.cpp]\nmodel = "m"', r'\[backends."llama.cpp"\]'),
        ("[backends.ollama]\ncontext_tokens = 1000", "context_tokens = 1000"),
        ("[backends.ollama]\nconcurrency = 0", "concurrency = 0"),
        ('[backends.x]\nmodel = "m"', "base_url is missing"),
        ('[backends.x]\nmodel = "m"\nbase_url = "ftp://h"', "http"),
        ('[encoders.x]\nbase_url = "http://h"', "encoders.x.model is missing"),
        ('[encoders.x]\nmodel = "m"\nbase_url = "h"', "encoders.x.base_url"),
        ('[encoders.x]\nmodel = "m"\ncolour = 1', "unknown setting encoders.x.colour"),
        ('[encoders.bundled]\nmodel = "m"', "bundled"),
        ("rerank_weight = -1", "rerank_weight"),
        ("index = [", "not valid TOML"),
    ],
)
def test_a_bad_setting_is_refused_by_name(tmp_path: Path, text: str, told: str) -> None:
    """The error names the file, the setting and what is needed."""
    path = written(tmp_path, text)

    with pytest.raises(ConfigError, match=told) as refused:
        load(path)

    assert str(path) in str(refused.value)


def test_a_table_changes_single_fields_of_a_known_profile(tmp_path: Path) -> None:
    """What it does not name stays as shipped, and the others stay known."""
    config = load(written(tmp_path, 'backend = "deepseek"\n[backends.deepseek]\nmodel = "other"\n'))

    assert config.profile("deepseek") == replace(shipped()["deepseek"], model="other")
    assert {*shipped()} == {*config.profiles}


def test_variables_stand_above_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, fields of known profiles, and whole new profiles."""
    path = written(tmp_path, 'backend = "openai"\npassages_shown = 4\n[backends.ollama]\nmodel = "file"\n')
    for name, value in {
        "BACKEND": "mine",
        "FALLBACK": "qwen, llama.cpp",
        "LEXICON": "false",
        "BACKENDS_OLLAMA_MODEL": "variable",
        "BACKENDS_LLAMA_CPP_TIMEOUT": "7.5",
        "BACKENDS_MINE_BASE_URL": "http://127.0.0.1:9/v1",
        "BACKENDS_MINE_MODEL": "m",
    }.items():
        monkeypatch.setenv(f"BAOGAO_{name}", value)

    config = load(path)

    assert (config.backend, config.passages_shown, config.lexicon) == ("mine", 4, False)
    assert [profile.name for profile in config.chain("mine")] == ["mine", "qwen", "llama.cpp"]
    assert config.profiles["ollama"].model == "variable"
    assert config.profiles["llama.cpp"].timeout == 7.5


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("BAOGAO_PASSAGES_SHOWN", "many", "BAOGAO_PASSAGES_SHOWN='many': a number"),
        ("BAOGAO_LEXICON", "perhaps", "true or false"),
        ("BAOGAO_BACKEND", "nobody", "BAOGAO_BACKEND: backend 'nobody' is not known; known: extractive, openai"),
        ("BAOGAO_BACKENDS_MINE_COLOUR", "red", "BAOGAO_BACKENDS_MINE_COLOUR"),
        ("BAOGAO_BACKENDS_MINE_MODEL", "m", "backends.mine.base_url is missing"),
    ],
)
def test_a_bad_variable_is_refused_by_name(
    variable: str, value: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error names the variable and what is needed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(variable, value)

    with pytest.raises(ConfigError) as refused:
        load()

    assert told in str(refused.value)


@pytest.mark.parametrize(
    "setting",
    [
        f'api_key = "{KEY}"',
        f'api_key_env = "{KEY}"',
        f'api_key_file = "{KEY}"',
        f'base_url = "https://user:{KEY}@llm.example.com/v1"',
        f'base_url = "https://llm.example.com/v1?key={KEY}"',
        f'base_url = "{KEY}"',
    ],
)
def test_a_key_in_the_settings_is_refused_without_repeating_it(setting: str, tmp_path: Path) -> None:
    """Whatever field it was put into."""
    with pytest.raises(ConfigError, match=r"backends\.openai") as refused:
        load(written(tmp_path, f"[backends.openai]\n{setting}\n"))

    assert KEY not in str(refused.value)


def test_the_settings_in_force_can_be_read_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`baogao config` prints a baogao.toml of its own, without any key."""
    path = written(
        tmp_path,
        'fallback = ["qwen"]\n[backends."my.llm"]\nbase_url = "http://127.0.0.1:9/v1"\nmodel = "m"\n'
        '[encoders.e5]\nmodel = "intfloat/multilingual-e5-small"\nquery_prompt = ""\n',
    )
    config = load(path)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)

    assert cli.main(["config", "--config", str(path)]) == 0

    printed = capsys.readouterr().out
    assert KEY not in printed
    assert load(written(tmp_path, printed)) == config
    assert 'api_key_env = "OPENAI_API_KEY"  # 已设置 set ***' in printed


def test_the_example_settings_hold(tmp_path: Path) -> None:
    """As they are they change nothing; with every line in force they load."""
    example = Path(__file__).resolve().parents[1] / "baogao.example.toml"
    in_force = re.sub(r"^# (?=\[backends|\[encoders|\w+ = )", "", example.read_text("utf-8"), flags=re.M)

    assert load(example) == Config()
    config = load(written(tmp_path, in_force))
    assert (config.backend, config.fallback, config.profiles["ollama"].max_tokens) == ("deepseek", ("qwen",), 4000)
    assert config.profiles["mine"].api_key_env == "MINE_API_KEY"
    assert (config.encoders["cloud"].dimensions, config.encoders["mine"].query_prompt) == (512, "问题：")

"""Settings from a file."""

from pathlib import Path

import pytest

from rag.config import Config, load
from rag.errors import ConfigError


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
        ('[backends.x]\nmodel = "m"', "base_url is missing"),
        ('[backends.x]\nmodel = "m"\nbase_url = "ftp://h"', "http"),
        ("index = [", "not valid TOML"),
    ],
)
def test_a_bad_setting_is_refused_by_name(tmp_path: Path, text: str, told: str) -> None:
    """The error names the file, the setting and what is needed."""
    path = written(tmp_path, text)

    with pytest.raises(ConfigError, match=told) as refused:
        load(path)

    assert str(path) in str(refused.value)

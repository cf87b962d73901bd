"""Keys from the environment and from files."""

from dataclasses import replace
from pathlib import Path

import pytest

from rag.backends import keys
from rag.backends.faults import Fault
from rag.config import LlmProfile

KEY = "sk-invented-0123456789abcdef"
PROFILE = LlmProfile(name="mine", base_url="http://127.0.0.1:9/v1", model="m", api_key_env="INVENTED_API_KEY")


def key_file(folder: Path, text: str = f"{KEY}\n", mode: int = 0o600) -> str:
    path = folder / "key"
    path.write_text(text, "utf-8")
    path.chmod(mode)
    return str(path)


def refused(profile: LlmProfile) -> str:
    with pytest.raises(Fault) as fault:
        keys.read(profile)
    error = fault.value.told(profile)
    assert KEY not in f"{error} {error.zh}"
    return str(error)


def test_the_variable_stands_above_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is read where the variable is not set."""
    profile = replace(PROFILE, api_key_file=key_file(tmp_path))

    monkeypatch.delenv("INVENTED_API_KEY", raising=False)
    assert keys.read(profile) == KEY
    monkeypatch.setenv("INVENTED_API_KEY", "sk-other")
    assert keys.read(profile) == "sk-other"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
def test_a_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    """The error gives the command that closes it."""
    path = key_file(tmp_path, mode=mode)

    assert f"Run: chmod 600 {path}" in refused(replace(PROFILE, api_key_env="", api_key_file=path))


@pytest.mark.parametrize(("text", "told"), [("", "empty"), (f"KEY={KEY} # mine", "more than a key")])
def test_a_file_without_a_lone_key_is_refused(tmp_path: Path, text: str, told: str) -> None:
    """And so is one that holds other words beside it."""
    assert told in refused(replace(PROFILE, api_key_env="", api_key_file=key_file(tmp_path, text)))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """With what to do."""
    told = refused(replace(PROFILE, api_key_env="", api_key_file=str(tmp_path / "none")))

    assert str(tmp_path / "none") in told
    assert "chmod 600" in told

"""`baogao config check`: what is wrong with a profile, step by step."""

import socket
from pathlib import Path

import pytest
from misbehaving import KEY, KEY_VARIABLE, Behaviour, Server, cut, endless, gives, nonsense, refuses, streams, web_page

from rag import cli
from rag.backends import openai_chat
from rag.backends.check import STEPS, check, unready
from rag.config import Config, LlmProfile, shipped
from rag.errors import BackendError


def failing(profile: LlmProfile) -> tuple[str, BackendError]:
    """Give the step that fails; those before it passed, those after it are open."""
    steps = list(check(profile))
    [at] = [n for n, step in enumerate(steps) if step.state == "failed"]
    assert [step.name for step in steps] == list(STEPS)
    assert [step.state for step in steps] == ["passed"] * at + ["failed"] + ["open"] * (len(steps) - at - 1)
    assert steps[at].error
    return steps[at].name, steps[at].error


@pytest.mark.parametrize("name", [*shipped()])
def test_a_shipped_profile_is_right_as_far_as_it_goes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each loads, has its limits, and stops only at the missing key, or goes on to the address where it needs none."""
    profile = Config(backend=name).profile(name)
    assert profile
    assert profile.base_url.startswith("https://" if profile.api_key_env else "http://127.0.0.1:")
    if profile.api_key_env:
        monkeypatch.delenv(profile.api_key_env, raising=False)
        step, error = failing(profile)
        assert (step, error.kind) == ("key", "no_key")
        assert f"export {profile.api_key_env}=" in str(error)
        assert f"export {profile.api_key_env}=" in error.zh
    else:
        assert unready(profile) is None or unready(profile).kind == "unreachable"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("behave", "step", "told"),
    [
        (refuses(401, "no"), "key", f"the key in {KEY_VARIABLE} is refused"),
        (refuses(402, "no money"), "key", "no credit"),
        (web_page, "address", "web page"),
        (nonsense, "address", "not the JSON"),
        (refuses(404, "no such page"), "address", "/v1"),
        (refuses(403, "not yours"), "model", "may not use the model 'tiny'"),
        (refuses(400, "bad"), "model", "status 400"),
        (gives({"choices": [{"message": {"content": "2"}}]}), "streaming", "does not come as a stream"),
        (refuses(429, "slow down"), "streaming", "too many requests"),
        (refuses(500, "oops"), "streaming", "status 500"),
        (cut, "streaming", "broke off"),
        (endless, "streaming", "max_tokens"),
        (streams("2", finish="length"), "streaming", "Raise max_tokens"),
    ],
)
def test_each_fault_fails_its_step(server: Server, behave: Behaviour, step: str, told: str) -> None:
    """With what was wrong and what to do."""
    server.behaviours = [behave]

    name, error = failing(server.profile())

    assert name == step
    assert told in str(error)


def test_an_unknown_model_is_told_with_those_that_there_are(server: Server) -> None:
    """The nearest names come first."""
    server.behaviours, server.models = [refuses(404, "model not found")], ["abc", "tiny-2", "xyz"]

    name, error = failing(server.profile())

    assert name == "model"
    assert "Set model to one of: tiny-2, abc, xyz" in str(error)


def test_nobody_at_the_address_is_told() -> None:
    """At its step, and before anything is asked."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        profile = LlmProfile(name="mine", base_url=f"http://127.0.0.1:{free.getsockname()[1]}/v1", model="m")

        name, error = failing(profile)
        near = unready(profile)

    assert (name, error.kind) == ("address", "unreachable")
    assert near and near.kind == "unreachable"


def test_the_command_tells_all_steps_and_ends_with_a_status(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """0 where all is well, 1 where not, 2 for a name that nobody has."""
    monkeypatch.setattr(openai_chat, "RETRIES", 0)
    path = tmp_path / "baogao.toml"
    path.write_text(
        f'backend = "mine"\n[backends.mine]\nbase_url = "{server.url}"\nmodel = "tiny"\napi_key_env = "{KEY_VARIABLE}"\n'
    )
    server.behaviours = [streams("2"), refuses(401, f"wrong key {KEY}")]

    assert cli.main(["config", "check", "mine", "--config", str(path)]) == 0
    assert capsys.readouterr().out.count("✓") == len(STEPS)
    assert cli.main(["config", "check", "--config", str(path)]) == 1
    told = capsys.readouterr().out
    assert "被拒绝" in told and "is refused" in told
    assert "mine → extractive" in told
    assert KEY not in told
    assert cli.main(["config", "check", "nobody", "--config", str(path)]) == 2
    assert "known: extractive, openai, deepseek" in capsys.readouterr().err

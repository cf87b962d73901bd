"""Show settings, and what came of checking them, in a terminal; no key is ever shown."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.text import Text

from embeddings.profile import EncoderProfile
from rag.backends.check import Step
from rag.config import EXTRACTIVE, TABLES, Config, LlmProfile
from rag.errors import BackendError

_STEPS = {"key": "密钥 key", "address": "地址 address", "model": "模型 model", "streaming": "流式作答 streaming"}
_MARKS = {"passed": "[green]✓[/]", "failed": "[red]✗[/]", "open": "[dim]–[/]"}


def settings_lines(settings: Config) -> Iterator[str]:
    """Write settings as the lines of a baogao.toml; keys are not shown, only whether they are there."""
    for f in fields(settings):
        if f.name not in TABLES:
            yield f"{f.name} = {_toml(getattr(settings, f.name))}"
    for kind, table in (("backends", settings.profiles), ("encoders", settings.encoders)):
        for name, profile in table.items():
            yield ""
            yield f"[{kind}.{json.dumps(name)}]"
            yield from _profile_lines(profile)


def _profile_lines(profile: LlmProfile | EncoderProfile) -> Iterator[str]:
    for f in fields(profile):
        value = getattr(profile, f.name)
        if f.name == "api_key_env" and value:
            there = "已设置 set ***" if os.environ.get(value) else "未设置 not set"
            yield f"{f.name} = {_toml(value)}  # {there}"
        elif f.name != "name" and value != f.default:
            yield f"{f.name} = {_toml(value)}"


def _toml(value: object) -> str:
    """Write a value as TOML does; its texts, numbers, truths and lists are those of JSON."""
    return json.dumps(str(value) if isinstance(value, Path) else value, ensure_ascii=False)


def show_check(profile: LlmProfile, steps: Iterable[Step], console: Console) -> bool:
    """Print what came of checking a profile; tells whether all is well."""
    console.print(Text(profile.name, style="bold cyan") + Text(f"  {profile.model}  {profile.base_url}", style="dim"))
    failed = False
    for step in steps:
        console.print(f"  {_MARKS[step.state]} {_STEPS[step.name]}")
        if step.error:
            failed = True
            console.print(Text(f"      {step.error.zh}\n      {step.error}", style="red"), soft_wrap=True)
    return not failed


def show_readiness(settings: Config, unready: Mapping[str, BackendError | None], console: Console) -> None:
    """Print what answers, and for each LLM whether it may, as far as this machine alone can tell."""
    answering = [*(profile.name for profile in settings.chain(settings.backend)), EXTRACTIVE]
    console.print(f"作答 answering: {' → '.join(answering)}")
    for name, error in unready.items():
        told = {
            "": "可用 may work",
            "no_key": f"未设置 not set: {settings.profiles[name].api_key_env}",
            "unreachable": "没有启动 not running",
        }.get(error.kind if error else "", "密钥或地址有误 key or address is wrong")
        mark = _MARKS["failed"] if error else "[dim]○[/]"
        console.print(f"  {mark} {escape(f'{name:12}')} [dim]{escape(told)}[/]")
    console.print(Text("逐步检查 to check one step by step: baogao config check NAME", style="dim"))

"""Find out whether a profile works, step by step: LlmProfile → Step[]; and, without asking anything, whether it may.

    key         there, alone, and kept from others; accepted
    address     reached, and an API answers there, no web page
    model       known there
    streaming   a small question is answered word by word, to its end

The question costs a few tokens. The first step that fails ends the check; it says how to put it right.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

from rag.backends import keys, openai_chat
from rag.backends.faults import Fault
from rag.config import LlmProfile
from rag.errors import BackendError

StepName = Literal["key", "address", "model", "streaming"]
STEPS: tuple[StepName, ...] = ("key", "address", "model", "streaming")

QUESTION = "一加一等于几？只回答一个数字。"

_FAILING: dict[str, StepName] = {
    **dict.fromkeys(("no_key", "no_key_file", "open_key_file", "more_than_a_key"), "key"),
    **dict.fromkeys(("bad_key", "key_wanted", "no_credit"), "key"),
    **dict.fromkeys(
        ("no_address", "no_proxy", "unreachable", "web_page", "no_api", "not_json", "not_found", "moved"), "address"
    ),
    **dict.fromkeys(("forbidden", "unknown_model", "refused"), "model"),
}
"""The step that a fault belongs to; any other is one of streaming."""

_MODELS_SHOWN = 8
_NEAR_TIMEOUT = 0.3
"""Seconds for reaching an address on this machine."""


@dataclass(frozen=True, slots=True)
class Step:
    """What came of one step."""

    name: StepName
    state: Literal["passed", "failed", "open"]
    """Open is what comes after a failure."""
    error: BackendError | None = None
    """Why it failed, and what to do."""


def check(profile: LlmProfile) -> Iterator[Step]:
    """Check a profile by asking it a small question."""
    error = _tried(profile)
    if error and error.kind in ("not_found", "refused"):
        error = _without_its_model(profile) or error
    failing = STEPS.index(_FAILING.get(error.kind, "streaming")) if error else len(STEPS)
    for n, name in enumerate(STEPS):
        if n == failing:
            yield Step(name, "failed", error)
        else:
            yield Step(name, "passed" if n < failing else "open")


def unready(profile: LlmProfile) -> BackendError | None:
    """Say why a profile cannot work as things stand, as far as this machine alone can tell.

    Looks at the key, and knocks where the address is one of this machine. Asks nothing of anyone else.
    """
    try:
        keys.read(profile)
        address = urlsplit(profile.base_url)
        if address.hostname and _near(address.hostname):
            port = address.port or (443 if address.scheme == "https" else 80)
            socket.create_connection((address.hostname, port), _NEAR_TIMEOUT).close()
    except Fault as fault:
        return fault.told(profile)
    except ValueError as error:
        return Fault("no_address", reason=str(error)).told(profile)
    except OSError as error:
        return Fault("unreachable", reason=error.strerror or str(error)).told(profile)
    return None


def _tried(profile: LlmProfile) -> BackendError | None:
    try:
        openai_chat.whole([{"role": "user", "content": QUESTION}], profile)
    except BackendError as error:
        return error
    return None


def _without_its_model(profile: LlmProfile) -> BackendError | None:
    """Say so where the address lists its models and the one asked for is none of them."""
    models = openai_chat.models(profile)
    if not models or profile.model in models:
        return None
    near = get_close_matches(profile.model, models, _MODELS_SHOWN, 0.4)
    shown = list(dict.fromkeys([*near, *models]))[:_MODELS_SHOWN]
    more = " …" if len(models) > len(shown) else ""
    return Fault("unknown_model", models=", ".join(shown) + more).told(profile)


def _near(host: str) -> bool:
    """Tell whether a host is this machine."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False

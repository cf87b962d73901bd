"""Read the key of a profile: from its environment variable, else from its file.

A key goes nowhere but into the header of a request: no message of these functions holds one.
"""

from __future__ import annotations

import os
from pathlib import Path

from rag.backends.faults import Fault
from rag.config import LlmProfile

OTHERS = 0o077
"""Permissions of a file for anyone but its owner."""


def read(profile: LlmProfile) -> str:
    """Read the key; empty where none is needed.

    Raises:
        Fault: if it is missing, or what is there is no key.

    """
    if profile.api_key_env and (key := os.environ.get(profile.api_key_env, "").strip()):
        return _alone(key, profile.api_key_env)
    if profile.api_key_file:
        return _alone(_of_file(Path(profile.api_key_file).expanduser()), profile.api_key_file)
    if profile.api_key_env:
        raise Fault("no_key")
    return ""


def _of_file(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            if os.fstat(file.fileno()).st_mode & OTHERS:
                raise Fault("open_key_file", path=str(path))
            key = file.read(10_000).strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not a text"
        raise Fault("no_key_file", path=str(path), reason=str(reason)) from None
    if not key:
        raise Fault("no_key_file", path=str(path), reason="empty")
    return key


def _alone(key: str, source: str) -> str:
    """Refuse a key that was pasted with other words: no header could hold it."""
    if not (key.isascii() and key.isprintable() and " " not in key):
        raise Fault("more_than_a_key", source=source)
    return key

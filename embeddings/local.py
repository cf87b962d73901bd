"""Where the files of a model are on this machine: name → folder. Nothing is fetched: without a network that would hang."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from rag.errors import ModelMissing

BUNDLED = "bundled"
"""The name of what comes with baogao."""


def folder_of(name: str, setting: str) -> Path:
    """Give the folder named, or the snapshot of a model in the local cache of the hub.

    Args:
        name: a folder, or a name on the hub.
        setting: the setting that names it, for the message.

    Raises:
        ModelMissing: if it is neither.

    """
    if Path(name).is_dir():
        return Path(name)
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    # sentence-transformers' own models are known by their bare names too.
    for hub_name in [name] if "/" in name else [name, f"sentence-transformers/{name}"]:
        with suppress(LocalEntryNotFoundError, HFValidationError):
            return Path(snapshot_download(hub_name, local_files_only=True))
    raise ModelMissing(
        f"{setting} {name!r} is neither a folder nor a model in the local cache. Fetch it with `hf download {name}` "
        f"(needs a network, once), name a folder that holds it, or use {setting} = {BUNDLED!r}."
    )

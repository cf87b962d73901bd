"""Read the texts of the prompts: a folder of the user over the files beside this module → Prompts.

    answer.zh.md    the rules of an answer, in the language of the question; {refusal} is how a declining answer begins
    question.zh.md  what is asked: {passages}, then {figures} if there are any, then {question}
    again.zh.md     asks once again where {figures} of an answer are doubtful
    rewrite.md, hypothetical.md, follow_up.md    what helps the search, where the settings ask for it

and the same for .en. A folder of the user holds those files that differ, under the same names.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rag.errors import ConfigError
from rag.records import Language

REFUSAL: dict[Language, str] = {"zh": "报告中没有找到", "en": "The reports do not say"}
"""How every declining answer begins."""

_REFUSES = re.compile(
    rf"[\W_]*(?:(?:很?抱歉|对不起|sorry)[\W_]*)?(?:{'|'.join(map(re.escape, REFUSAL.values()))})", re.IGNORECASE
)


def declines(text: str) -> bool:
    """Tell whether an answer declines: its first words are the phrase, whatever its language, or a sorry before it."""
    return bool(_REFUSES.match(text))


BUNDLED = Path(__file__).parent
SLOTS: Mapping[str, tuple[str, ...]] = {
    "answer.zh": ("refusal",),
    "answer.en": ("refusal",),
    "question.zh": ("passages", "figures", "question"),
    "question.en": ("passages", "figures", "question"),
    "again.zh": ("figures",),
    "again.en": ("figures",),
    "rewrite": (),
    "hypothetical": (),
    "follow_up": (),
}
"""The texts by their files' stems, with what each of them must have a place for, once."""

MOST_CHARS = 20_000
"""A longer file is no prompt."""

_SLOT = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Prompts:
    """The texts by their names in SLOTS."""

    texts: Mapping[str, str]

    def filled(self, name: str, **values: str) -> str:
        """Give a text with its slots filled; what is filled in is not looked at for slots again."""
        return _SLOT.sub(lambda slot: values.get(slot[1], slot[0]), self.texts[name])

    @property
    def fingerprint(self) -> str:
        """Tell these texts from all others: 12 hexadecimal digits."""
        digest = hashlib.sha256()
        for name in SLOTS:
            digest.update(f"{name}\0{self.texts[name]}\0".encode())
        return digest.hexdigest()[:12]


def load(folder: str = "") -> Prompts:
    """Read the prompts.

    Args:
        folder: where the user's own files are; empty for none.

    Raises:
        ConfigError: if the folder cannot be read, holds a .md file of another name, or a text that lacks a slot.

    """
    return _over(_bundled(), Path(folder)) if folder else _bundled()


@cache
def _bundled() -> Prompts:
    return Prompts({name: _read(BUNDLED / f"{name}.md", slots) for name, slots in SLOTS.items()})


def _over(bundled: Prompts, folder: Path) -> Prompts:
    try:
        names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise ConfigError(
            f"prompts = {str(folder)!r}: cannot be read ({error.strerror}); name a folder with {_files()}"
        ) from error
    own = {name.removesuffix(".md"): folder / name for name in names if name.endswith(".md") and name != "README.md"}
    if unknown := sorted(set(own) - set(SLOTS)):
        raise ConfigError(f"{own[unknown[0]]}: no prompt has this name; known are {_files()}")
    if not own:
        raise ConfigError(f"prompts = {str(folder)!r}: holds none of {_files()}; copy one from {BUNDLED.name}/ first")
    return Prompts({**bundled.texts, **{name: _read(path, SLOTS[name]) for name, path in own.items()}})


def _files() -> str:
    return ", ".join(f"{name}.md" for name in SLOTS)


def _read(path: Path, slots: tuple[str, ...]) -> str:
    try:
        text = path.read_text("utf-8-sig").strip()
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not in UTF-8 ({error}); save it in UTF-8") from error
    if not text or len(text) > MOST_CHARS:
        raise ConfigError(f"{path}: {len(text)} characters; a prompt has 1 to {MOST_CHARS}")
    there = _SLOT.findall(text)
    for slot in slots:
        if there.count(slot) != 1:
            raise ConfigError(f"{path}: {{{slot}}} stands there {there.count(slot)} times; write it once")
    if unknown := sorted(set(there) - set(slots)):
        known = ", ".join(f"{{{slot}}}" for slot in slots) or "none"
        raise ConfigError(f"{path}: {{{unknown[0]}}} is not known here; known: {known}")
    return text

"""Settings: one frozen object, read from baogao.toml and the environment, handed on as an argument.

    index = ".baogao/index"        # the index directory
    encoder = "bundled"            # or any sentence-transformers model, by hub name or folder
    backend = "extractive"         # or the name of a [backends.NAME] table
    passages_shown = 8             # passages that reach the backend

    [backends.deepseek]
    base_url = "https://api.deepseek.com/v1"
    model = "deepseek-chat"
    api_key_env = "DEEPSEEK_API_KEY"

The file is the one named by --config, else by the variable BAOGAO_CONFIG, else baogao.toml in the working folder.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rag.errors import ConfigError

EXTRACTIVE = "extractive"
"""The backend that needs no LLM."""

FUSIONS = ("scaled", "rrf")

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
"""The bundled corpus."""


@dataclass(frozen=True, kw_only=True)
class LlmProfile:
    """One OpenAI-compatible address."""

    name: str
    base_url: str
    model: str
    api_key_env: str = ""
    """Name of the environment variable that holds the key; empty where no key is needed."""
    timeout: float = 60.0
    """Seconds of silence until a connection is given up; keep-alive comments are silence."""
    max_tokens: int = 2000
    """Tokens of an answer, reasoning included; one that is cut off counts as lost."""
    temperature: float = 0.1
    price_prompt: float = 0.0
    price_completion: float = 0.0
    """Price of a million tokens read and written, in your currency; 0 leaves the cost of an evaluation out."""

    def __post_init__(self) -> None:
        where = f"backends.{self.name}"
        address = urlsplit(self.base_url)
        if address.scheme not in ("http", "https") or not address.hostname:
            raise ConfigError(
                f"{where}.base_url = {self.base_url!r}: an address starting with http:// or https:// is needed"
            )
        if address.username or address.password:
            raise ConfigError(
                f"{where}.base_url holds a user name or password; put the key into the variable named by api_key_env"
            )
        if address.path.rstrip("/").endswith("/chat/completions"):
            raise ConfigError(f"{where}.base_url = {self.base_url!r}: leave out /chat/completions, it is added")
        if self.timeout <= 0 or self.max_tokens < 1:
            raise ConfigError(f"{where}: timeout and max_tokens must be above 0")


@dataclass(frozen=True, kw_only=True)
class Config:
    """All settings of one run."""

    index: Path = Path(".baogao/index")
    encoder: str = "bundled"
    backend: str = EXTRACTIVE
    passages_shown: int = 8
    """Passages that reach the backend."""
    sparse_weight: float = 1.0
    dense_weight: float = 0.5
    """Weights of the two legs in the fusion."""
    fusion: str = "scaled"
    """How the legs are joined: by scaled scores, or "rrf" by reciprocal ranks."""
    context: bool = True
    """Whether passages are indexed with their place, years and headings before them."""
    place_year_filter: bool = True
    """Whether a place and year in the question keep out passages of others."""
    lexicon: bool = True
    """Whether other words for the same are looked for."""
    profiles: Mapping[str, LlmProfile] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.passages_shown < 1:
            raise ConfigError(f"passages_shown = {self.passages_shown}: at least 1 passage must reach the backend")
        if self.sparse_weight < 0 or self.dense_weight < 0 or self.sparse_weight + self.dense_weight == 0:
            raise ConfigError("sparse_weight and dense_weight must not be negative, and not both 0")
        if self.fusion not in FUSIONS:
            raise ConfigError(f"fusion = {self.fusion!r}: known are {', '.join(FUSIONS)}")
        self.profile(self.backend)

    def profile(self, backend: str) -> LlmProfile | None:
        """Give the profile of a backend by name; None for the extractive one.

        Raises:
            ConfigError: if no profile has that name.

        """
        if backend == EXTRACTIVE:
            return None
        if backend not in self.profiles:
            known = ", ".join([EXTRACTIVE, *self.profiles])
            raise ConfigError(
                f"backend {backend!r} is not configured; known: {known}. Add [backends.{backend}] to baogao.toml."
            )
        return self.profiles[backend]


def load(path: Path | None = None) -> Config:
    """Read the settings.

    Args:
        path: a TOML file; None looks at BAOGAO_CONFIG, then at ./baogao.toml, then takes the defaults.

    Raises:
        ConfigError: if the file is missing (and was named), is no TOML, or holds an unknown or unfit setting.

    """
    if path is None:
        named = os.environ.get("BAOGAO_CONFIG")
        path = Path(named) if named else Path("baogao.toml")
        if not named and not path.exists():
            return Config()
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}); name another file with --config") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML in UTF-8: {error}") from error
    try:
        return _config(table)
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from error


def _config(table: dict[str, Any]) -> Config:
    backends = table.pop("backends", {})
    if not isinstance(backends, dict):
        raise ConfigError("backends: write one [backends.NAME] table for each LLM")
    profiles = {
        name: LlmProfile(name=name, **_checked(LlmProfile, f"backends.{name}.", row)) for name, row in backends.items()
    }
    settings = _checked(Config, "", table)
    if "index" in settings:
        settings["index"] = Path(settings["index"])
    return Config(profiles=profiles, **settings)


_KINDS: dict[str, tuple[type, ...]] = {"float": (int, float), "int": (int,), "bool": (bool,)}


_KIND_NAMES = {str: "a text", int: "a number", bool: "true or false"}


def _checked(record: type, prefix: str, table: Any) -> dict[str, Any]:
    """Refuse unknown keys, missing keys and values of another type than the field's default."""
    if not isinstance(table, dict):
        raise ConfigError(f"{prefix[:-1]}: a table is needed")
    known = {f.name: f for f in fields(record) if f.name not in ("name", "profiles")}
    unknown = sorted(set(table) - set(known))
    if unknown:
        raise ConfigError(f"unknown setting {prefix}{unknown[0]}; known: {', '.join(known)}")
    for name, f in known.items():
        wanted = _KINDS.get(str(f.type), (str,))
        if name in table and (isinstance(table[name], bool) != (bool in wanted) or not isinstance(table[name], wanted)):
            raise ConfigError(f"{prefix}{name} = {table[name]!r}: {_KIND_NAMES[wanted[0]]} is needed")
    if record is LlmProfile:
        for name in ("base_url", "model"):
            if name not in table:
                raise ConfigError(f"{prefix}{name} is missing")
    return dict(table)

"""Settings: one frozen object, read from baogao.toml and the environment, handed on as an argument.

    index = ".baogao/index"        # the index directory
    encoder = "bundled"            # or any sentence-transformers model, by hub name or folder, or an [encoders.NAME] table
    reranker = "bundled"           # or any cross-encoder, by hub name or folder, or "none"
    backend = "extractive"         # or the name of an LLM
    fallback = ["qwen", "ollama"]  # LLMs that are asked in turn when the backend fails; the last is always extractive
    passages_shown = 10            # passages that reach the backend, as far as the prompt has room

    [backends.deepseek]            # changes single fields of a profile that is known (backends/profiles.toml) …
    model = "deepseek-v4-pro"

    [backends.mine]                # … or adds any other OpenAI-compatible address
    base_url = "https://llm.example.com/v1"
    model = "m"
    api_key_env = "MINE_API_KEY"

The file is the one named by --config, else by the variable BAOGAO_CONFIG, else baogao.toml in the working folder.
Variables stand above the file: BAOGAO_BACKEND, BAOGAO_FALLBACK (names with commas), BAOGAO_INDEX and so on for each
setting, BAOGAO_BACKENDS_NAME_FIELD for each field of a profile, the name in capitals with _ for other signs:
BAOGAO_BACKENDS_LLAMA_CPP_BASE_URL.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from embeddings.local import BUNDLED
from embeddings.profile import EncoderProfile
from rag.errors import ConfigError

EXTRACTIVE = "extractive"
"""The backend that needs no LLM."""

TABLES = ("profiles", "encoders")
"""Fields that stand in tables of their own."""

FUSIONS = ("scaled", "rrf")

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
"""The bundled corpus."""

PROFILES = Path(__file__).resolve().parent / "backends" / "profiles.toml"
"""The LLMs that are known out of the box."""

LEAST_PROMPT = 2000
"""Tokens of `context_tokens` that must be left for rules, question and passages."""

VARIABLES = "BAOGAO_"
"""How the environment variables of the settings begin."""
_PROFILE_VARIABLES = f"{VARIABLES}BACKENDS_"
_VARIABLE_NAME = re.compile(r"[A-Z_][A-Z0-9_]*")


@dataclass(frozen=True, kw_only=True)
class LlmProfile:
    """One OpenAI-compatible address."""

    name: str
    base_url: str
    model: str
    api_key_env: str = ""
    """Name of the environment variable that holds the key; empty where no key is needed."""
    api_key_file: str = ""
    """File that holds the key alone, readable for its owner only; read where the variable is not set."""
    timeout: float = 60.0
    """Seconds of silence until a connection is given up; keep-alive comments are silence."""
    deadline: float = 180.0
    """Seconds until an answer is given up, whatever has come of it; waiting in line and further tries included."""
    context_tokens: int = 32_000
    """Tokens that the model takes in one request, its answer included; passages that do not fit are left out."""
    max_tokens: int = 2000
    """Tokens of an answer, reasoning included; one that is cut off counts as lost."""
    temperature: float = 0.1
    concurrency: int = 4
    """Requests at the same time; more wait in line."""
    price_prompt: float = 0.0
    price_completion: float = 0.0
    """Price of a million tokens read and written, in your currency; 0 leaves the cost of an evaluation out."""

    def __post_init__(self) -> None:
        where = f"backends.{self.name}"
        # None of these messages repeats what may be a key in the wrong place.
        address = urlsplit(self.base_url)
        if "@" in address.netloc:
            raise ConfigError(
                f"{where}.base_url holds a user name or password; put the key into the variable named by api_key_env"
            )
        if address.query or address.fragment:
            raise ConfigError(f"{where}.base_url: leave out what follows ? or #; a key goes into a variable or a file")
        if address.scheme not in ("http", "https") or not address.hostname:
            raise ConfigError(f"{where}.base_url: an address starting with http:// or https:// is needed")
        if address.path.rstrip("/").endswith("/chat/completions"):
            raise ConfigError(f"{where}.base_url = {self.base_url!r}: leave out /chat/completions, it is added")
        if self.api_key_env and not _VARIABLE_NAME.fullmatch(self.api_key_env):
            raise ConfigError(
                f"{where}.api_key_env: the name of an environment variable is needed, in capitals, such as "
                f"{_slug(self.name)}_API_KEY; the key itself goes into that variable, not into the settings"
            )
        if self.api_key_file and not self.api_key_file.startswith(("/", "~/", "./", "../")):
            raise ConfigError(f"{where}.api_key_file: a path is needed that starts with /, ~/, ./ or ../")
        for name in ("timeout", "deadline", "max_tokens", "concurrency"):
            if not 0 < getattr(self, name) < float("inf"):
                raise ConfigError(f"{where}.{name} = {getattr(self, name)}: a number above 0 is needed")
        if self.context_tokens < self.max_tokens + LEAST_PROMPT:
            raise ConfigError(
                f"{where}: context_tokens = {self.context_tokens} leaves less than {LEAST_PROMPT} for the question beside "
                f"max_tokens = {self.max_tokens}; raise the one or lower the other"
            )


@cache
def shipped() -> Mapping[str, LlmProfile]:
    """Give the LLMs that are known out of the box, by name."""
    table = tomllib.loads(PROFILES.read_text("utf-8"))
    return {name: _profile(name, row) for name, row in table.items()}


def _profile(name: str, row: Mapping[str, Any]) -> LlmProfile:
    for needed in ("base_url", "model"):
        if not row.get(needed):
            raise ConfigError(f"backends.{toml_name(name)}.{needed} is missing")
    return LlmProfile(name=name, **row)


@dataclass(frozen=True, kw_only=True)
class Config:
    """All settings of one run."""

    index: Path = Path(".baogao/index")
    encoder: str = "bundled"
    """"bundled", a sentence-transformers model by hub name or folder, or the name of an [encoders.NAME] table."""
    backend: str = EXTRACTIVE
    fallback: tuple[str, ...] = ()
    """LLMs that are asked in turn when the backend fails; after the last of them, the extractive backend answers."""
    passages_shown: int = 10
    """Passages that reach the backend, as far as the prompt has room."""
    reranker: str = "bundled"
    """What rates the first passages anew: "bundled" by their clauses, a cross-encoder by its name or folder, "none"."""
    prompts: str = ""
    """Folder with the user's own texts of the prompts (rag/backends/prompts); empty for none."""
    rewrite_question: bool = False
    """Whether the backend's LLM says the question in the words of reports, for the search."""
    hypothetical_answer: bool = False
    """Whether it writes what a report might say, and what is like that is searched for as well (HyDE)."""
    resolve_follow_ups: bool = False
    """Whether it, rather than rules, completes a question that goes on from those before it."""
    sparse_weight: float = 1.0
    dense_weight: float = 0.4
    rerank_weight: float = 0.8
    """Weights of words, vectors and reranker in the fusion."""
    fusion: str = "scaled"
    """How the legs are joined: by scaled scores, or "rrf" by reciprocal ranks."""
    place_year_filter: bool = True
    """Whether a place and year in the question keep out passages of others."""
    lexicon: bool = True
    """Whether other words for the same are looked for."""
    profiles: Mapping[str, LlmProfile] = field(default_factory=shipped)
    """The LLMs that can be asked, by name."""
    encoders: Mapping[str, EncoderProfile] = field(default_factory=dict)
    """The embedding models told in tables of their own, by name."""

    def __post_init__(self) -> None:
        if self.passages_shown < 1:
            raise ConfigError(f"passages_shown = {self.passages_shown}: at least 1 passage must reach the backend")
        if min(self.sparse_weight, self.dense_weight, self.rerank_weight) < 0:
            raise ConfigError("sparse_weight, dense_weight and rerank_weight must not be negative")
        if self.sparse_weight + self.dense_weight == 0:
            raise ConfigError("sparse_weight and dense_weight must not both be 0")
        if self.fusion not in FUSIONS:
            raise ConfigError(f"fusion = {self.fusion!r}: known are {', '.join(FUSIONS)}")
        for backend in (self.backend, *self.fallback):
            self.profile(backend)

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
                f"backend {backend!r} is not known; known: {known}. "
                f"Take one of them, or add [backends.{toml_name(backend)}] with base_url and model to baogao.toml."
            )
        return self.profiles[backend]

    def chain(self, backend: str) -> tuple[LlmProfile, ...]:
        """Give the LLMs to ask in turn when a backend is asked for; none for the extractive one.

        Raises:
            ConfigError: if no profile has that name.

        """
        if backend == EXTRACTIVE:
            return ()
        profiles = (self.profile(name) for name in dict.fromkeys((backend, *self.fallback)))
        return tuple(profile for profile in profiles if profile)


def load(path: Path | None = None) -> Config:
    """Read the settings: those of the environment, then those of the file, then the defaults.

    Args:
        path: a TOML file; None looks at BAOGAO_CONFIG, then at ./baogao.toml, then takes the defaults.

    Raises:
        ConfigError: if the file is missing (and was named), is no TOML, or holds an unknown or unfit setting.

    """
    path = file_of(path)
    table = _read(path) if path else {}
    try:
        encoders = _encoders(table.pop("encoders", {}))
        settings, backends = _of_file(table)
        known = {name: _row(profile) for name, profile in shipped().items()}
        changed, changed_backends = _of_environment([*known, *backends])
        rows: dict[str, dict[str, Any]] = {}
        for name in (*known, *backends, *changed_backends):
            rows[name] = {**known.get(name, {}), **backends.get(name, {}), **changed_backends.get(name, {})}
        profiles = {name: _profile(name, row) for name, row in rows.items()}
        return Config(profiles=profiles, encoders=encoders, **{**settings, **changed})
    except ConfigError as error:
        sources = [str(path)] if path else []
        sources += [", ".join(names)] if (names := variables()) else []
        raise ConfigError(": ".join([*(["; ".join(sources)] if sources else []), str(error)])) from error


def file_of(path: Path | None) -> Path | None:
    """Give the file that the settings are read from; None where there is none."""
    if path is None and (named := os.environ.get("BAOGAO_CONFIG")):
        path = Path(named)
    if path is None and Path("baogao.toml").exists():
        path = Path("baogao.toml")
    return path


def variables() -> list[str]:
    """Name the environment variables that change a setting."""
    names = {f"{VARIABLES}{f.name.upper()}" for f in fields(Config) if f.name not in TABLES}
    return sorted(name for name in os.environ if name in names or name.startswith(_PROFILE_VARIABLES))


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}); name another file with --config") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML in UTF-8: {error}") from error


def _of_file(table: dict[str, Any]) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Check what a file says: the settings, and the fields of profiles by their names."""
    backends = table.pop("backends", {})
    if not isinstance(backends, dict):
        raise ConfigError("backends: write one [backends.NAME] table for each LLM")
    rows = {name: _checked(LlmProfile, f"backends.{toml_name(name)}.", row) for name, row in backends.items()}
    return _fitted(_checked(Config, "", table)), rows


def _encoders(tables: Any) -> dict[str, EncoderProfile]:
    if not isinstance(tables, dict) or BUNDLED in tables:
        raise ConfigError(f"encoders: write one [encoders.NAME] table for each model; {BUNDLED!r} is the one of baogao")
    encoders = {}
    for name, table in tables.items():
        row = _checked(EncoderProfile, f"encoders.{toml_name(name)}.", table)
        if "model" not in row:
            raise ConfigError(f"encoders.{toml_name(name)}.model is missing")
        encoders[name] = EncoderProfile(name=name, **row)
    return encoders


def _of_environment(names: Iterable[str]) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Read and check what the environment says; the one place where variables of the settings are read.

    Args:
        names: of the profiles that are known without it.

    """
    settings: dict[str, Any] = {}
    backends: dict[str, dict[str, Any]] = {}
    by_slug = {_slug(name): name for name in names}
    kinds = {f.name: str(f.type) for f in fields(Config) if f.name not in TABLES}
    profile_kinds = {f.name: str(f.type) for f in fields(LlmProfile) if f.name != "name"}
    for variable in variables():
        text = os.environ[variable]
        if not variable.startswith(_PROFILE_VARIABLES):
            name = variable.removeprefix(VARIABLES).lower()
            settings[name] = _parsed(variable, text, kinds[name])
            continue
        rest = variable.removeprefix(_PROFILE_VARIABLES)
        name = next((name for name in profile_kinds if rest.endswith(f"_{name.upper()}")), "")
        slug = rest.removesuffix(f"_{name.upper()}")
        if not name or not slug:
            endings = ", ".join(known.upper() for known in profile_kinds)
            raise ConfigError(f"{variable}: {_PROFILE_VARIABLES}NAME_FIELD is needed, with one of the fields {endings}")
        row = backends.setdefault(by_slug.get(slug, slug.lower()), {})
        row[name] = _parsed(variable, text, profile_kinds[name])
    return _fitted(settings), backends


def _fitted(settings: dict[str, Any]) -> dict[str, Any]:
    """Give settings the types of their fields where TOML has others."""
    if "index" in settings:
        settings["index"] = Path(settings["index"])
    if "fallback" in settings:
        settings["fallback"] = tuple(settings["fallback"])
    return settings


def _row(profile: LlmProfile) -> dict[str, Any]:
    return {f.name: getattr(profile, f.name) for f in fields(profile) if f.name != "name"}


def _slug(name: str) -> str:
    """Write a name as part of a variable: llama.cpp → LLAMA_CPP."""
    return re.sub(r"[^A-Z0-9]", "_", name.upper())


def toml_name(name: str) -> str:
    """Write a name as a key of TOML, in quotes where it needs them."""
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else f'"{name}"'


_KINDS: dict[str, tuple[type, ...]] = {
    "float": (int, float),
    "int": (int,),
    "bool": (bool,),
    "tuple[str, ...]": (list,),
}

_KIND_NAMES = {str: "a text", int: "a number", bool: "true or false", list: "a list of names"}

_TRUTHS = {"true": True, "1": True, "yes": True, "on": True, "false": False, "0": False, "no": False, "off": False}


def _parsed(variable: str, text: str, kind: str) -> Any:
    """Read the text of a variable as the type of its field."""
    try:
        if kind == "bool":
            return _TRUTHS[text.strip().lower()]
        if kind == "tuple[str, ...]":
            return tuple(name.strip() for name in text.split(",") if name.strip())
        return {"int": int, "float": float}.get(kind, str)(text)
    except (ValueError, KeyError):
        needed = _KIND_NAMES[_KINDS[kind][0]]
        raise ConfigError(f"{variable}={text!r}: {needed} is needed") from None


def _checked(record: type, prefix: str, table: Any) -> dict[str, Any]:
    """Refuse unknown keys and values of another type than the field's."""
    if not isinstance(table, dict):
        raise ConfigError(f"{prefix[:-1]}: a table is needed")
    known = {f.name: f for f in fields(record) if f.name not in ("name", *TABLES)}
    for name in sorted(set(table) - set(known)):
        if name == "api_key":
            raise ConfigError(
                f"{prefix}api_key: keys do not stand in the settings; name the variable that holds it with "
                "api_key_env, or a file with api_key_file"
            )
        if isinstance(table[name], dict) and prefix:
            whole = f"{prefix.removeprefix('backends.')}{name}"
            raise ConfigError(f'{prefix}{name}: a name with a dot stands in quotes: [backends."{whole}"]')
        raise ConfigError(f"unknown setting {prefix}{name}; known: {', '.join(known)}")
    for name, f in known.items():
        wanted = _KINDS.get(str(f.type), (str,))
        value = table.get(name)
        fits = isinstance(value, wanted) and isinstance(value, bool) == (bool in wanted)
        if isinstance(value, list):
            fits = fits and all(isinstance(each, str) for each in value)
        if name in table and not fits:
            raise ConfigError(f"{prefix}{name} = {value!r}: {_KIND_NAMES[wanted[0]]} is needed")
    return dict(table)

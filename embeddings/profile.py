"""What is told of an encoder in the settings: one [encoders.NAME] table → EncoderProfile."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from rag.errors import ConfigError


@dataclass(frozen=True, kw_only=True)
class EncoderProfile:
    """An embedding model by an OpenAI-compatible address, or, without an address, one on this machine."""

    name: str
    model: str
    """The name the service knows it by; without an address, a hub name or a folder."""
    base_url: str = ""
    """The address without /embeddings; empty for a sentence-transformers model on this machine."""
    api_key_env: str = ""
    """Name of the environment variable that holds the key; empty where no key is needed."""
    dimensions: int = 0
    """Length of the vectors that the service is asked for; 0 takes what it gives."""
    batch: int = 32
    """Texts of a request."""
    timeout: float = 30.0
    """Seconds that a request may take."""
    query_prompt: str | None = None
    passage_prompt: str | None = None
    """Put before each question and passage; left out, those the model was trained with, where they are known."""

    def __post_init__(self) -> None:
        where = f"encoders.{self.name}"
        if not self.model:
            raise ConfigError(f"{where}.model is empty; name a model")
        if self.base_url:
            address = urlsplit(self.base_url)
            if address.scheme not in ("http", "https") or not address.hostname:
                raise ConfigError(
                    f"{where}.base_url = {self.base_url!r}: an address starting with http:// or https:// is needed"
                )
            if address.username or address.password:
                raise ConfigError(
                    f"{where}.base_url holds a user name or password; put the key into the variable named by api_key_env"
                )
            if address.path.rstrip("/").endswith("/embeddings"):
                raise ConfigError(f"{where}.base_url = {self.base_url!r}: leave out /embeddings, it is added")
        elif self.api_key_env or self.dimensions:
            raise ConfigError(f"{where}: api_key_env and dimensions are for a service; name its base_url")
        if self.timeout <= 0 or self.batch < 1 or self.dimensions < 0:
            raise ConfigError(f"{where}: timeout and batch must be above 0, dimensions not below")

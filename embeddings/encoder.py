"""A model by name -> Encoder: texts in, unit vectors out.

"bundled" is the static model beside this file and needs neither torch nor a network (static.py). The name of an
[encoders.NAME] table is a service (endpoint.py), or a model of this machine with prompts of one's own. Every other name
is a sentence-transformers model: a folder, or a name on the hub whose files are in the local cache. Questions and passages
get the prompts that the model was trained with (prompts.py). Not here: searching the vectors (rag/index).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

from embeddings import local
from embeddings.endpoint import EndpointEncoder
from embeddings.local import BUNDLED
from embeddings.profile import EncoderProfile
from embeddings.prompts import Prompts, chosen
from embeddings.static import StaticEncoder, hash_files
from rag.errors import ModelMissing

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

FloatMatrix = npt.NDArray[np.float32]

__all__ = ["BUNDLED", "BUNDLED_FOLDER", "Encoder", "FloatMatrix", "SentenceTransformerEncoder", "bundled", "load"]

BUNDLED_FOLDER = Path(__file__).parent / "bundled"

_MODEL_FILES = {".safetensors", ".bin", ".json", ".txt", ".model"}
"""What a model's vectors follow from: weights, settings, vocabularies; not its card or pictures."""


class Encoder(Protocol):
    """What turns texts into vectors."""

    @property
    def name(self) -> str:
        """The name it was loaded by."""
        ...

    @property
    def dim(self) -> int:
        """Length of a vector."""
        ...

    @property
    def fingerprint(self) -> str:
        """Changes when the vectors would."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        """Turn passages into unit vectors.

        Args:
            texts: n strings; one that is empty or blank gives a row of zeros.

        Returns: (n, dim); other rows have L2 norm 1.

        """
        ...

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        """Turn queries into unit vectors, to be held against those of passages; shapes as for passages."""
        ...


def load(name: str, profiles: Mapping[str, EncoderProfile] = MappingProxyType({})) -> Encoder:
    """Load a model.

    Args:
        name: "bundled", the name of a profile, or a sentence-transformers model: a folder or a name on the hub.
        profiles: those of the settings, by name.

    Raises:
        ModelMissing: if the name is neither a folder with a model nor in the local cache.

    """
    if name == BUNDLED:
        return bundled()
    profile = profiles.get(name) or EncoderProfile(name=name, model=name)
    return EndpointEncoder(profile) if profile.base_url else _load_sentence_transformer(profile)


@cache
def bundled() -> StaticEncoder:
    """Give the bundled model, read once."""
    return StaticEncoder(BUNDLED_FOLDER, BUNDLED)


class SentenceTransformerEncoder:
    """Any sentence-transformers model."""

    def __init__(self, model: SentenceTransformer, name: str, folder: Path, told: str = "") -> None:
        """Take a model.

        Args:
            model: loaded, with the prompts it shall use.
            name: it is called by.
            folder: with its files.
            told: what its vectors follow from beside its files; empty where nothing.

        """
        self.name = name
        self._model = model
        self._folder = folder
        self._told = told

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension())

    @cached_property
    def fingerprint(self) -> str:
        """Hash of what the model's files hold, and of prompts that they do not name."""
        files = hash_files(path for path in self._folder.rglob("*") if path.suffix in _MODEL_FILES and path.is_file())
        return hashlib.sha256(f"{files}{self._told}".encode()).hexdigest()[:32] if self._told else files

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        """Turn passages into unit vectors, with the prompt for passages."""
        return self._encode(self._model.encode_document, texts)

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        """Turn queries into unit vectors, with the prompt for queries."""
        return self._encode(self._model.encode_query, texts)

    def _encode(self, encode: Callable[..., Any], texts: Sequence[str]) -> FloatMatrix:
        if not texts:
            return np.zeros((0, self.dim), np.float32)
        return _finish(encode(list(texts), normalize_embeddings=True, show_progress_bar=False), texts)


def _load_sentence_transformer(profile: EncoderProfile) -> SentenceTransformerEncoder:
    folder = local.folder_of(profile.model, "encoder")
    from sentence_transformers import SentenceTransformer

    try:
        model = SentenceTransformer(str(folder), local_files_only=True)
    except (OSError, ValueError) as error:
        raise ModelMissing(
            f"encoder {profile.model!r}: {folder} holds no model that sentence-transformers can load ({error}). "
            "Name a folder that holds one, or a model on the hub, fetched with `hf download NAME`."
        ) from error
    own = Prompts(model.prompts.get("query") or "", model.prompts.get("document") or "")
    prompts = chosen(profile.model, profile.query_prompt, profile.passage_prompt, own)
    model.prompts = {"query": prompts.query, "document": prompts.passage}
    return SentenceTransformerEncoder(model, profile.name, folder, "" if prompts == own else json.dumps(prompts))


def _finish(encoded: Any, texts: Sequence[str]) -> FloatMatrix:
    """Make the rows float32 of length 1, and those of blank texts zero (a model makes something of its own prompt)."""
    vectors = np.array(encoded, np.float32)
    vectors[[not text.strip() for text in texts]] = 0
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    np.divide(vectors, length, out=vectors, where=length > 0)
    return vectors

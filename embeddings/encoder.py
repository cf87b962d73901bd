"""A model by name -> Encoder: texts in, unit vectors out.

"bundled" is the static model beside this file and needs neither torch nor a network (static.py). Every other name
is a sentence-transformers model: a folder, or a name on the hub whose files are in the local cache (nothing is
fetched here: without a network that would hang for a minute); its own prompts for queries and passages are used.
Not here: searching the vectors (rag/index).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

from embeddings.static import StaticEncoder, hash_files
from rag.errors import ModelMissing

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

FloatMatrix = npt.NDArray[np.float32]

BUNDLED = "bundled"
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


def load(name: str) -> Encoder:
    """Load a model.

    Args:
        name: "bundled", or a sentence-transformers model: a folder or a name on the hub.

    Raises:
        ModelMissing: if the name is neither a folder with a model nor in the local cache.

    """
    if name == BUNDLED:
        return StaticEncoder(BUNDLED_FOLDER, name)
    return _load_sentence_transformer(name)


class SentenceTransformerEncoder:
    """Any sentence-transformers model."""

    def __init__(self, model: SentenceTransformer, name: str, folder: Path) -> None:
        self.name = name
        self._model = model
        self._folder = folder

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension())

    @cached_property
    def fingerprint(self) -> str:
        """Hash of what the model's files hold."""
        return hash_files(path for path in self._folder.rglob("*") if path.suffix in _MODEL_FILES and path.is_file())

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        """Turn passages into unit vectors, with the model's own prompt for documents."""
        return self._encode(self._model.encode_document, texts)

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        """Turn queries into unit vectors, with the model's own prompt for queries."""
        return self._encode(self._model.encode_query, texts)

    def _encode(self, encode: Callable[..., Any], texts: Sequence[str]) -> FloatMatrix:
        if not texts:
            return np.zeros((0, self.dim), np.float32)
        return _finish(encode(list(texts), normalize_embeddings=True, show_progress_bar=False), texts)


def _load_sentence_transformer(name: str) -> SentenceTransformerEncoder:
    folder = _folder(name)
    from sentence_transformers import SentenceTransformer

    try:
        model = SentenceTransformer(str(folder), local_files_only=True)
    except (OSError, ValueError) as error:
        raise ModelMissing(
            f"encoder {name!r}: {folder} holds no model that sentence-transformers can load ({error}). "
            "Name a folder that holds one, or a model on the hub, fetched with `hf download NAME`."
        ) from error
    return SentenceTransformerEncoder(model, name, folder)


def _folder(name: str) -> Path:
    """Where the model's files are: the folder named, or the snapshot in the local cache of the hub."""
    if Path(name).is_dir():
        return Path(name)
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    # sentence-transformers' own models are known by their bare names too.
    for hub_name in [name] if "/" in name else [name, f"sentence-transformers/{name}"]:
        with suppress(LocalEntryNotFoundError, HFValidationError):
            return Path(snapshot_download(hub_name, local_files_only=True))
    raise ModelMissing(
        f"encoder {name!r} is neither a folder nor a model in the local cache. Fetch it with `hf download {name}` "
        f"(needs a network, once), name a folder that holds it, or use encoder = {BUNDLED!r}."
    )


def _finish(encoded: Any, texts: Sequence[str]) -> FloatMatrix:
    """Make the rows float32 of length 1, and those of blank texts zero (a model makes something of its own prompt)."""
    vectors = np.array(encoded, np.float32)
    vectors[[not text.strip() for text in texts]] = 0
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    np.divide(vectors, length, out=vectors, where=length > 0)
    return vectors

"""Read a static-embedding model with numpy and tokenizers alone: texts -> unit vectors, no torch.

A text's vector is the mean of its pieces' rows, scaled to length 1: what sentence-transformers computes from the
same folder with its StaticEmbedding and Normalize modules (to 1e-5 up to some 30,000 characters; beyond that torch's
running sum in float32 drifts, the one here does not). Not here: models with layers (encoder.py).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from rag.errors import ModelMissing

FloatMatrix = npt.NDArray[np.float32]

_WEIGHTS = "model.safetensors"
_TOKENIZER = "tokenizer.json"
_MAKE = "make the model with `python -m embeddings.train --data FOLDER`"
_BATCH = 1024  # texts tokenised at a time
_SHORT = 512  # pieces of a text whose rows are summed one by one, which is faster for few


class StaticEncoder:
    """A static model; queries and passages are encoded alike."""

    def __init__(self, folder: Path, name: str) -> None:
        """Read the folder.

        Raises:
            ModelMissing: if its weights or its tokenizer are missing or damaged.

        """
        self.name = name
        self._files = [folder / _WEIGHTS, folder / _TOKENIZER]
        for path in self._files:
            if not path.is_file():
                raise ModelMissing(f"{path} is missing: reinstall baogao, or {_MAKE}")
        try:
            self._rows: FloatMatrix = load_file(folder / _WEIGHTS)["embedding.weight"]
            self._tokenizer = Tokenizer.from_buffer((folder / _TOKENIZER).read_bytes())
        except (SafetensorError, KeyError, ValueError) as error:
            raise ModelMissing(f"{folder} is damaged ({error}): reinstall baogao, or {_MAKE}") from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return int(self._rows.shape[1])

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the weights and the tokenizer."""
        return hash_files(self._files)

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        """Turn texts into unit vectors.

        Args:
            texts: n strings; one without letters and digits gives a row of zeros.

        Returns: (n, dim); other rows have L2 norm 1.

        """
        vectors = np.zeros((len(texts), self.dim), np.float32)
        for i, ids in enumerate(self.pieces(texts)):
            if len(ids) < _SHORT:
                vectors[i] = self._rows[ids].sum(axis=0)
                continue
            # A long text holds few different pieces: summing by count keeps memory within the vocabulary's size.
            pieces, counts = np.unique(np.array(ids, np.intp), return_counts=True)
            vectors[i] = counts.astype(np.float32) @ self._rows[pieces]
        length = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, length, out=vectors, where=length > 0)
        return vectors

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        """Turn queries into unit vectors, as passages are."""
        return self.encode_passages(texts)

    def rows(self, pieces: Sequence[int] | npt.NDArray[np.int64]) -> FloatMatrix:
        """Give the rows of n pieces by their numbers, (n, dim): those of a text add up to the direction of its vector."""
        return self._rows[np.asarray(pieces, np.intp)]

    def placed(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """Cut a text into pieces: their numbers, and where each stands in it."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        return encoding.ids, encoding.offsets

    def pieces(self, texts: Sequence[str]) -> Iterator[list[int]]:
        """Cut texts into the numbers of their pieces."""
        for start in range(0, len(texts), _BATCH):
            batch = list(texts[start : start + _BATCH])
            for encoding in self._tokenizer.encode_batch_fast(batch, add_special_tokens=False):
                yield encoding.ids


def hash_files(paths: Iterable[Path]) -> str:
    """Hash the names and contents of files, whatever their times and order."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode() + b"\0")
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:32]

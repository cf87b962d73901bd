"""A cross-encoder by name → scores: question and passage read together by one transformer.

Any model that sentence-transformers' CrossEncoder can load with one score a pair: a folder, or a name on the hub whose
files are in the local cache. Not here: which passages are rated, and what the score counts (rag/rerank.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from embeddings import local
from rag.errors import ModelMissing

if TYPE_CHECKING:
    import sentence_transformers

FloatArray = npt.NDArray[np.float32]


class CrossEncoder:
    """A cross-encoder, loaded."""

    def __init__(self, model: sentence_transformers.CrossEncoder) -> None:
        self._model: Any = model

    def scores(self, query: str, texts: Sequence[str]) -> FloatArray:
        """Rate texts for a query.

        Args:
            query: a question.
            texts: n texts; what does not fit into the model is cut off.

        Returns: shape (n,), the better the higher; on the scale of the model.

        """
        if not texts:
            return np.zeros(0, np.float32)
        pairs = [(query, text) for text in texts]
        return np.asarray(self._model.predict(pairs, show_progress_bar=False), np.float32)


def load(name: str) -> CrossEncoder:
    """Load a cross-encoder.

    Args:
        name: a folder or a name on the hub.

    Raises:
        ModelMissing: if it is not on this machine, or no cross-encoder with one score a pair.

    """
    folder = local.folder_of(name, "reranker")
    import sentence_transformers

    try:
        model = sentence_transformers.CrossEncoder(str(folder), local_files_only=True)
    except (OSError, ValueError) as error:
        raise ModelMissing(
            f"reranker {name!r}: {folder} holds no cross-encoder that sentence-transformers can load ({error}). "
            "Name a folder that holds one, or a model on the hub, fetched with `hf download NAME`."
        ) from error
    if model.num_labels != 1:
        raise ModelMissing(
            f"reranker {name!r} gives {model.num_labels} scores a pair, where one is needed: how well a passage "
            "answers. Name a model made for reranking, or use reranker = 'bundled'."
        )
    return CrossEncoder(model)

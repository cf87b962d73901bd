"""The index: passages in SQLite, vectors in FAISS, words in BM25, kept in a directory of generations.

    build.py        files → a new generation          index.py     opens one, searches it
    store.py        reports, texts, passages          dense.py     search by vectors
    facets.py       what passages are filtered by     sparse.py    search by words
    generations.py  one serves, the next is built aside

Importing this loads numpy, but neither FAISS nor bm25s.
"""

from rag.index.arrays import BoolArray, FloatArray, FloatMatrix, IntArray
from rag.index.build import BuildSummary, Progress, build
from rag.index.facets import KINDS, STANCES, Facets
from rag.index.index import Index

__all__ = [
    "KINDS",
    "STANCES",
    "BoolArray",
    "BuildSummary",
    "Facets",
    "FloatArray",
    "FloatMatrix",
    "Index",
    "IntArray",
    "Progress",
    "build",
]

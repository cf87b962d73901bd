"""Build an index of report files: paths + encoder -> a new generation of the index directory.

    find_sources    the files, each with a fingerprint
      │  unchanged  passages and vectors are copied from the generation that serves
      │  otherwise  read_report, cut, and embedded below
    index.sqlite    reports, texts, passages, figures
    vectors.faiss   of new passages from the encoder, of the others copied
    bm25/           always computed anew: what a word weighs depends on all passages
    facets.npz
    manifest.json   then `current` is switched

The index holds exactly what the paths hold: files that are gone leave it. Not here: what the files look like
(store.py, dense.py, sparse.py, facets.py), how generations change places (generations.py).
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rag.errors import IndexUnusable, UnreadableFile
from rag.index import dense, facets, generations
from rag.index.arrays import FloatMatrix
from rag.index.facets import FacetRow, facet_row
from rag.index.ids import report_ids
from rag.index.index import FACETS, STORE, VECTORS, WORDS, Index
from rag.index.sparse import SparseWriter
from rag.index.store import StoreWriter
from rag.records import Figure, Passage, Report
from rag.words import words

if TYPE_CHECKING:
    from embeddings.encoder import Encoder
    from rag.reading import Skipped, Source

Progress = Callable[[int, int, str], None]
"""Called with how many are done, of how many, and what is being done."""

_BLOCK = 256
"""Passages between two calls of the progress."""

_log = logging.getLogger(__name__)


@dataclass
class BuildSummary:
    """What a build did, by report ids."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    """Read and embedded again: the file, its place, what is said of it, or the encoder is another."""
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    passages: int = 0
    """In the whole index."""
    seconds: float = 0.0


@dataclass(frozen=True)
class _Entry:
    """A report on its way into the index."""

    report: Report
    text: str
    passages: list[Passage]
    figures: Sequence[Figure]
    old_rows: range | None = None
    """Where its vectors stand in the generation that serves, if they can be copied."""


@dataclass
class _Gathered:
    """What the later steps need of all passages, in the order of their rows."""

    texts: list[str] = field(default_factory=list)
    facets: list[FacetRow] = field(default_factory=list)
    copies: list[tuple[range, range]] = field(default_factory=list)
    """Rows here, and the rows of the same passages in the generation that serves."""


class _Old:
    """The generation that serves while the next is built, or nothing."""

    def __init__(self, index: Index | None, encoder: Encoder) -> None:
        self.reports = {stored.report.id: stored for stored in index.stored()} if index else {}
        self._index = index
        self._made_alike = index is not None and index.encoder_fingerprint == encoder.fingerprint

    def entry(self, report_id: str, source: Source, fingerprint: str) -> _Entry | None:
        """Give a report as it stands in the index, if reading and embedding the file would give the same again."""
        stored = self.reports.get(report_id)
        if self._index is None or not self._made_alike or stored is None:
            return None
        if (stored.source, stored.fingerprint) != (str(source.path), fingerprint):
            return None
        text, passages = self._index.report_text(report_id), self._index.passages(stored.rows)
        return _Entry(stored.report, text, passages, self._index.figures(stored.rows), stored.rows)

    def vectors(self, rows: range) -> FloatMatrix:
        """Give the vectors of the rows of an entry."""
        assert self._index is not None
        return self._index.vectors(rows)

    def close(self) -> None:
        if self._index is not None:
            self._index.close()


def build(
    paths: Sequence[Path], directory: Path, encoder: Encoder, *, progress: Progress | None = None
) -> BuildSummary:
    """Bring an index up to what the paths hold; the old one serves until the new one is whole.

    Args:
        paths: files, and folders that are searched through.
        directory: the index directory, made where it is missing.
        encoder: makes the vectors.
        progress: called as the work goes on.

    Raises:
        UnreadableFile: if a path is not there, or no report can be read at all.
        IndexUnusable: if another process builds here, or the files cannot be written.

    """
    from rag.reading import find_sources

    started = time.perf_counter()
    report = progress or _silent
    sources, skipped = find_sources(paths)
    summary = BuildSummary(skipped=skipped)
    with _writing(directory), generations.locked(directory), closing(_serving(directory, encoder)) as old:
        with generations.aside(directory) as generation:
            gathered = _read(sources, generation, old, _Gathered(), summary, report)
            if not gathered.texts:
                raise UnreadableFile(_nothing(paths, summary.skipped))
            vectors = _embed(gathered, encoder, old, report)
            _write(gathered, vectors, generation, report)
            generations.seal(
                generation,
                encoder=encoder.name,
                encoder_fingerprint=encoder.fingerprint,
                dim=encoder.dim,
                passages=len(gathered.texts),
            )
        generations.switch(directory, generation)
    summary.passages = len(gathered.texts)
    summary.seconds = time.perf_counter() - started
    return summary


def _read(
    sources: Sequence[Source],
    generation: Path,
    old: _Old,
    gathered: _Gathered,
    summary: BuildSummary,
    progress: Progress,
) -> _Gathered:
    """Store every report, and sort their ids into the summary."""
    from rag.reading import Skipped

    left = dict.fromkeys(old.reports)
    with closing(StoreWriter(generation / STORE)) as store:
        ids = report_ids([source.path for source in sources])
        for done, (source, report_id) in enumerate(zip(sources, ids, strict=True)):
            progress(done, len(sources), "reading")
            try:
                fingerprint = source.fingerprint()
                entry = old.entry(report_id, source, fingerprint) or _entry(source, report_id)
            except UnreadableFile as error:
                summary.skipped.append(Skipped(source.path, str(error).removeprefix(f"{source.path}: ")))
                continue
            _add(entry, store, gathered, str(source.path), fingerprint)
            _outcome(entry, old, summary).append(report_id)
            left.pop(report_id, None)
    summary.removed += left
    return gathered


def _entry(source: Source, report_id: str) -> _Entry:
    from rag.figures.rows import read_figures
    from rag.passages import cut
    from rag.reading import read_report

    parsed = read_report(source, report_id)
    passages = cut(parsed)
    return _Entry(parsed.report, parsed.text, passages, [f for passage in passages for f in read_figures(passage)])


def _add(entry: _Entry, store: StoreWriter, gathered: _Gathered, source: str, fingerprint: str) -> None:
    number, rows = store.add(
        entry.report, entry.text, entry.passages, entry.figures, source=source, fingerprint=fingerprint
    )
    # The text alone: as words, place and years would stand in every passage and make each seem to name the report's own
    # year; they are filtered by (facets.py). Headings find nothing more, measured on dev; those with parts are passages.
    gathered.texts += [passage.text for passage in entry.passages]
    gathered.facets += [facet_row(number, passage) for passage in entry.passages]
    if entry.old_rows is not None:
        gathered.copies.append((rows, entry.old_rows))


def _outcome(entry: _Entry, old: _Old, summary: BuildSummary) -> list[str]:
    if entry.old_rows is not None:
        return summary.unchanged
    return summary.changed if entry.report.id in old.reports else summary.added


def _embed(gathered: _Gathered, encoder: Encoder, old: _Old, progress: Progress) -> FloatMatrix:
    """Give the vectors of all passages, shape (n, dim)."""
    vectors = np.empty((len(gathered.texts), encoder.dim), np.float32)
    fresh = np.ones(len(vectors), np.bool_)
    for rows, old_rows in gathered.copies:
        vectors[rows.start : rows.stop] = old.vectors(old_rows)
        fresh[rows.start : rows.stop] = False
    missing = np.flatnonzero(fresh)
    for start in range(0, len(missing), _BLOCK):
        progress(start, len(missing), "embedding")
        block = missing[start : start + _BLOCK]
        vectors[block] = encoder.encode_passages([gathered.texts[row] for row in block])
    return vectors


def _write(gathered: _Gathered, vectors: FloatMatrix, generation: Path, progress: Progress) -> None:
    sparse = SparseWriter()
    for done, text in enumerate(gathered.texts):
        if done % _BLOCK == 0:
            progress(done, len(gathered.texts), "cutting words")
        sparse.add(words(text))
    progress(0, 1, "writing")
    sparse.write(generation / WORDS)
    dense.write(vectors, generation / VECTORS)
    facets.write(gathered.facets, generation / FACETS)
    progress(1, 1, "writing")


def _serving(directory: Path, encoder: Encoder) -> _Old:
    try:
        generation = generations.current(directory)
        manifest = generations.read_manifest(generation)
        # What is copied from a damaged file would spoil every generation to come.
        generations.verify(generation, manifest)
        return _Old(Index(generation, manifest), encoder)
    except IndexUnusable as error:
        _log.info("everything is read and embedded anew: %s", error)
        return _Old(None, encoder)


@contextmanager
def _writing(directory: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise IndexUnusable(
            f"{directory}: the index could not be written ({error}). An index that was there still serves. "
            "Make room, or name a directory that may be written."
        ) from error


def _nothing(paths: Sequence[Path], skipped: Sequence[Skipped]) -> str:
    looked = ", ".join(str(path) for path in paths)
    reasons = "".join(f"\n  {skip.path}: {skip.reason}" for skip in skipped)
    return f"{looked}: no report to index; an index that was there is left as it was.{reasons}"


def _silent(done: int, total: int, label: str) -> None:
    """Progress that nobody watches."""

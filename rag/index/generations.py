"""The index directory: which generation serves, how a new one takes its place, and whether its files are whole.

    DIR/current                 the number of the generation that serves: 000007
    DIR/generations/000007/     manifest.json, index.sqlite, vectors.faiss, bm25/, facets.npz
    DIR/generations/000006/     the one before, for those who opened the index a moment ago
    DIR/lock                    held by a builder while it works

A generation is written aside, sealed (checksums, fsync), and made current by renaming one small file. Whenever a
builder is killed, `current` names a whole generation; what the killed one left is swept away by the next. Not here:
what the files hold (store.py, dense.py, sparse.py, facets.py).
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from rag.errors import IndexUnusable

FORMAT = 20
"""Version of the files of a generation. Raise it when they change, or what is embedded or cut into words."""

_CURRENT = "current"
_GENERATIONS = "generations"
_MANIFEST = "manifest.json"


@dataclass(frozen=True)
class File:
    """What a file of a generation must be."""

    size: int
    """In bytes."""
    crc32: int


@dataclass(frozen=True)
class Manifest:
    """What a generation is: written last, so that one with a manifest is whole."""

    format: int
    encoder: str
    encoder_fingerprint: str
    dim: int
    passages: int
    files: dict[str, File]
    """By path within the generation."""


def broken(path: Path, what: str) -> IndexUnusable:
    """Make the error for a damaged file of the index."""
    return IndexUnusable(f"{path}: {what}. Run `baogao index` again to rebuild the index.")


def current(directory: Path) -> Path:
    """Give the folder of the generation that serves.

    Raises:
        IndexUnusable: if there is none.

    """
    try:
        number = (directory / _CURRENT).read_text("ascii").strip()
    except FileNotFoundError:
        raise IndexUnusable(f"{directory}: there is no index here. Make one with `baogao index`.") from None
    except (OSError, ValueError) as error:
        raise broken(directory / _CURRENT, f"cannot be read ({error})") from error
    if not re.fullmatch(r"\d{6,}", number):
        raise broken(directory / _CURRENT, f"holds {number[:20]!r} instead of a number")
    return directory / _GENERATIONS / number


def read_manifest(generation: Path) -> Manifest:
    """Read what a generation says of itself, and check that its files have the sizes it says.

    Raises:
        IndexUnusable: if it is of another format, or a file is missing, cut short or grown.

    """
    path = generation / _MANIFEST
    try:
        fields = json.loads(path.read_text("utf-8"))
        found = fields["format"]
        if found == FORMAT:
            fields["files"] = {name: File(**file) for name, file in fields["files"].items()}
            manifest = Manifest(**fields)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise broken(path, f"cannot be read ({error})") from error
    if found != FORMAT:
        raise IndexUnusable(
            f"{generation}: the index is of format {found}, this version of baogao reads format {FORMAT}. "
            "Run `baogao index` again to rebuild it."
        )
    for name, file in manifest.files.items():
        _check_size(generation / name, file.size)
    return manifest


def _check_size(path: Path, wanted: int) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise broken(path, f"cannot be read ({error.strerror})") from error
    if size != wanted:
        raise broken(path, f"has {size} bytes instead of {wanted}")


def verify(generation: Path, manifest: Manifest) -> None:
    """Read every file of a generation and hold it against its checksum: for a builder that copies from it.

    Raises:
        IndexUnusable: if a file has changed since it was written.

    """
    for name, file in manifest.files.items():
        if _crc32(generation / name) != file.crc32:
            raise broken(generation / name, "has changed since it was written")


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Hold the index directory as its only builder; make it where it is missing.

    Raises:
        IndexUnusable: if another process builds here.

    """
    directory.mkdir(parents=True, exist_ok=True)
    # Opened for appending: the number of the process that holds it must stay readable for those who are refused.
    with (directory / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise IndexUnusable(
                f"{directory}: another `baogao index` is building here{_holder(lock)}. Try again when it has finished."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _holder(lock: IO[str]) -> str:
    lock.seek(0)
    number = lock.read().strip()
    return f" (process {number})" if number else ""


@contextmanager
def aside(directory: Path) -> Iterator[Path]:
    """Give an empty folder for the next generation; it is removed again if the work in it fails."""
    serving = _serving(directory)
    number = int(serving.name) if serving else 0
    generations = directory / _GENERATIONS
    generations.mkdir(exist_ok=True)
    # Only killed builders leave anything later than the one that serves.
    _remove(folder for folder in generations.iterdir() if serving is None or folder.name > serving.name)
    folder = generations / f"{number + 1:06d}"
    folder.mkdir()
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def seal(generation: Path, *, encoder: str, encoder_fingerprint: str, dim: int, passages: int) -> None:
    """Write the manifest of a finished generation and wait until all of it is on the disk."""
    paths = sorted(path for path in generation.rglob("*") if path.is_file())
    files = {path.relative_to(generation).as_posix(): File(path.stat().st_size, _crc32(path)) for path in paths}
    manifest = Manifest(FORMAT, encoder, encoder_fingerprint, dim, passages, files)
    (generation / _MANIFEST).write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1), "utf-8")
    for path in [*generation.rglob("*"), generation, generation.parent]:
        _sync(path)


def switch(directory: Path, generation: Path) -> None:
    """Make a sealed generation the current one, and remove all but it and the one before."""
    before = _serving(directory)
    fresh = directory / f"{_CURRENT}.new"
    fresh.write_text(f"{generation.name}\n", "ascii")
    _sync(fresh)
    fresh.replace(directory / _CURRENT)
    _sync(directory)
    _remove(folder for folder in generation.parent.iterdir() if folder not in (generation, before))


def _serving(directory: Path) -> Path | None:
    try:
        return current(directory)
    except IndexUnusable:
        return None


def _remove(folders: Iterator[Path]) -> None:
    for folder in list(folders):
        shutil.rmtree(folder)


def _crc32(path: Path) -> int:
    total = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            total = zlib.crc32(block, total)
    return total


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

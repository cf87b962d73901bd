import json
from collections.abc import Callable
from pathlib import Path

import pytest

from rag.errors import IndexUnusable
from rag.index import generations


def generation(directory: Path, content: str = "whole") -> Path:
    """Build and switch to a generation of two files."""
    with generations.locked(directory), generations.aside(directory) as folder:
        (folder / "part").mkdir()
        (folder / "part" / "a").write_text(content)
        (folder / "b").write_text("b")
        generations.seal(folder, encoder="e", encoder_fingerprint="f", dim=3, passages=7)
    generations.switch(directory, folder)
    return folder


def names(directory: Path) -> list[str]:
    return sorted(folder.name for folder in (directory / "generations").iterdir())


def test_a_switched_generation_serves(directory: Path) -> None:
    """`current` gives the newest, and its manifest what was sealed."""
    generation(directory, "first")
    generation(directory, "second")

    serving = generations.current(directory)
    manifest = generations.read_manifest(serving)

    assert (serving / "part" / "a").read_text() == "second"
    assert (manifest.encoder, manifest.encoder_fingerprint, manifest.dim, manifest.passages) == ("e", "f", 3, 7)
    assert sorted(manifest.files) == ["b", "part/a"]


def test_the_generation_before_is_kept(directory: Path) -> None:
    """A reader that opened the last but one has its files still; older ones are gone."""
    for _ in range(4):
        generation(directory)

    assert names(directory) == ["000003", "000004"]


def test_what_a_killed_builder_left_is_swept_away(directory: Path) -> None:
    """The next builder removes folders later than the one that serves, and takes their number."""
    generation(directory)
    (directory / "generations" / "000002" / "bm25").mkdir(parents=True)
    (directory / "generations" / "000009").mkdir()

    assert generation(directory).name == "000002"
    assert names(directory) == ["000001", "000002"]


def test_work_that_fails_leaves_nothing(directory: Path) -> None:
    """An error while building removes the unfinished folder; the old one serves."""
    generation(directory)

    with pytest.raises(ZeroDivisionError), generations.aside(directory) as folder:
        (folder / "half").write_text("")
        _ = 1 / 0

    assert names(directory) == ["000001"]
    assert generations.current(directory).name == "000001"


def test_no_index_says_how_to_make_one(directory: Path) -> None:
    """An empty or missing directory is told as such."""
    with pytest.raises(IndexUnusable, match=r"no index here.*baogao index"):
        generations.current(directory)


@pytest.mark.parametrize("content", ["", "000", "../../x", "\xff"])
def test_a_damaged_pointer_is_unusable(directory: Path, content: str) -> None:
    """A `current` that holds no number is not followed."""
    generation(directory)
    (directory / "current").write_text(content, "latin-1")

    with pytest.raises(IndexUnusable, match=r"current.*baogao index"):
        generations.current(directory)
    assert generation(directory).name == "000001"


def test_another_format_says_what_to_do(directory: Path) -> None:
    """An index of another version of the files names both versions."""
    manifest = generation(directory) / "manifest.json"
    manifest.write_text(json.dumps({"format": 99, "something": "new"}))

    with pytest.raises(IndexUnusable, match=rf"format 99.*format {generations.FORMAT}.*baogao index"):
        generations.read_manifest(manifest.parent)


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", f'{{"format": {generations.FORMAT}}}', f'{{"format": {generations.FORMAT}, "files": 3}}'],
)
def test_a_damaged_manifest_is_unusable(directory: Path, content: str) -> None:
    """A manifest that is no manifest is told as such."""
    folder = generation(directory)
    (folder / "manifest.json").write_text(content)

    with pytest.raises(IndexUnusable, match=r"manifest\.json.*baogao index"):
        generations.read_manifest(folder)


@pytest.mark.parametrize(
    "damage", [Path.unlink, lambda path: path.write_text("whol"), lambda path: path.write_text("wholes")]
)
def test_a_file_of_another_size_is_noticed_at_once(directory: Path, damage: Callable[[Path], object]) -> None:
    """A missing, a cut and a grown file are told before anything is read from them."""
    folder = generation(directory)
    damage(folder / "part" / "a")

    with pytest.raises(IndexUnusable, match=r"part/a.*baogao index"):
        generations.read_manifest(folder)


def test_a_changed_file_is_noticed_when_verified(directory: Path) -> None:
    """A builder does not copy from a file whose contents have changed."""
    folder = generation(directory)
    manifest = generations.read_manifest(folder)
    generations.verify(folder, manifest)
    (folder / "part" / "a").write_text("wh0le")

    with pytest.raises(IndexUnusable, match="part/a: has changed"):
        generations.verify(folder, manifest)


def test_a_second_builder_is_refused(directory: Path) -> None:
    """Of two builders the second is told which process is at work; afterwards the way is free."""
    refused = pytest.raises(IndexUnusable, match=r"another `baogao index` is building here \(process \d+\)")
    with generations.locked(directory), refused, generations.locked(directory):
        pass
    with generations.locked(directory):
        pass

import json
import lzma
from pathlib import Path

import pytest

from embeddings.encoder import load
from eval import squad
from eval.gold import GoldError
from rag.config import Config

PARKS = "安澜市的清水公园建于1987年，以樱花闻名。"
BRIDGE = "青石大桥横跨柳溪河，全长1320米。"
TEMPLE = "白沙寺里有一口铸于明代的铜钟。"


@pytest.fixture
def rows() -> dict[str, object]:
    """Three paragraphs of two articles, one of them twice."""

    def paragraph(context: str, *questions: str) -> dict[str, object]:
        return {"context": context, "qas": [{"id": q, "question": q, "answers": []} for q in questions]}

    return {
        "version": "1",
        "data": [
            {
                "title": "a",
                "paragraphs": [paragraph(PARKS, "清水公园以什么闻名？"), paragraph(BRIDGE, "青石大桥全长多少米？")],
            },
            {
                "title": "b",
                "paragraphs": [paragraph(TEMPLE, "白沙寺的铜钟铸于哪个朝代？"), paragraph(PARKS, "清水公园建于哪年？")],
            },
        ],
    }


def test_squad_is_read_plain_and_compressed(rows: dict[str, object], tmp_path: Path) -> None:
    """A paragraph that comes twice is one passage."""
    text = json.dumps(rows, ensure_ascii=False)
    (tmp_path / "some-dev.json").write_text(text, "utf-8")
    (tmp_path / "some-dev.json.xz").write_bytes(lzma.compress(text.encode()))

    plain = squad.read(tmp_path / "some-dev.json")

    assert plain == squad.read(tmp_path / "some-dev.json.xz")
    assert plain.name == "some-dev"
    assert plain.paragraphs == (PARKS, BRIDGE, TEMPLE)
    assert [number for _, number in plain.questions] == [0, 1, 2, 0]


@pytest.mark.parametrize("text", ["[]", "{", '{"data": [{"paragraphs": [{}]}]}', '{"data": []}'])
def test_another_form_is_refused(text: str, tmp_path: Path) -> None:
    """The message names the file."""
    (tmp_path / "f.json").write_text(text, "utf-8")

    with pytest.raises(GoldError, match=r"f\.json"):
        squad.read(tmp_path / "f.json")


def test_the_three_ways_of_searching_are_measured(rows: dict[str, object], tmp_path: Path) -> None:
    """Over paragraphs that share no words with each other, all find the right one."""
    (tmp_path / "f.json").write_text(json.dumps(rows), "utf-8")

    legs = squad.measure(squad.read(tmp_path / "f.json"), load("bundled"), Config())

    assert [leg.name for leg in legs] == ["BM25", "dense", "hybrid"]
    assert legs[0].means["recall@1"] == 1.0
    assert legs[2].means["MRR@10"] == 1.0
    assert legs[1].means["recall@10"] == 1.0

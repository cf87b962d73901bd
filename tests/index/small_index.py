"""Small reports and passages to index, and a small real encoder with one axis a keyword."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from rag.index import FloatMatrix
from rag.records import Context, Passage, PassageKind, Stance

PARKS = "新建口袋公园12处，公园绿地面积增加3.5%，市民出门见绿。"
JOBS = "城镇新增就业1.2万人，就业困难人员就业率达到95%。"
ROADS = "改造农村道路86公里，道路完好率提高2.5个百分点。"

KEYWORDS = ("公园", "就业", "粮食", "道路")


class KeywordEncoder:
    """Counts the keywords of a text; a text without any gives zeros."""

    name = "keywords"
    dim = len(KEYWORDS)

    def __init__(self, fingerprint: str = "1") -> None:
        self.fingerprint = fingerprint
        self.seen: list[str] = []
        """All passages it has encoded."""

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        """Encode passages, and remember them."""
        self.seen += texts
        return self.encode_queries(texts)

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        """Encode questions."""
        counts = np.array([[text.count(word) for word in KEYWORDS] for text in texts], np.float32).reshape(-1, self.dim)
        return counts / np.maximum(np.linalg.norm(counts, axis=1, keepdims=True), 1e-9)


def write_report(path: Path, region: str, year: int, *sentences: str) -> Path:
    """Write a small report of what was done last year, each sentence a section of its own."""
    sections = "".join(f"\n### （{number}）第{number}项\n\n{said}\n" for number, said in enumerate(sentences, 1))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"---\ntitle: {region}{year}年政府工作报告\nregion: {region}\nyear: {year}\n---\n\n"
        f"## 一、{year - 1}年工作回顾\n{sections}",
        "utf-8",
    )
    return path


def passage(
    text: str,
    *,
    number: int = 0,
    report_id: str = "qingshi-2023",
    kind: PassageKind = "text",
    stance: Stance = "achieved",
    years: tuple[int, ...] = (2022,),
) -> Passage:
    """Make a passage of an invented report."""
    context = Context("青石区", 2023, "政府工作报告", ("一、工作回顾", "（一）民生"), years, stance)
    span = (10, 10 + len(text))
    return Passage(f"{report_id}:{number}", report_id, kind, text, span, ((0, 10), (3, 14)), context)

"""Index the invented reports, ask, and hold the answers against the truth.

Indexing is a process of its own, as `baogao index` is for a person, so that seconds and memory are what they would see.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eval.provinces import questions as questions_
from eval.provinces import text as text_
from eval.provinces.facts import REGIONS, Fact
from eval.provinces.questions import Asked, Verdict, judge
from rag.config import Config

SEED = 1
YEAR = 2025
TRUTH = "truth.jsonl"


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with its answer and what the answer is worth."""

    asked: Asked
    text: str
    verdict: Verdict
    seconds: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What a run over the invented reports found."""

    speed: tuple[tuple[str, str], ...]
    """What was measured, and the figure with its unit."""
    answers: tuple[Judged, ...]


def make(
    folder: Path,
    regions: Sequence[str] = REGIONS,
    year: int = YEAR,
    *,
    seed: int = SEED,
    chars: tuple[int, int] = text_.CHARS,
) -> list[Fact]:
    """Write reports with their truth, TRUTH in the folder above them, and give the truth."""
    folder.mkdir(parents=True, exist_ok=True)
    made = [text_.report(region, year, seed, chars) for region in regions]
    for one in made:
        text_.write(one, folder)
    facts = list(dict.fromkeys(fact for one in made for fact in one.facts))
    lines = "".join(json.dumps(fact.line(), ensure_ascii=False) + "\n" for fact in facts)
    (folder.parent / f"{folder.name}.{TRUTH}").write_text(lines, "utf-8")
    return facts


def measure(
    folder: Path, settings: Config, regions: Sequence[str] = REGIONS, *, chars: tuple[int, int] = text_.CHARS
) -> Measured:
    """Measure everything.

    Args:
        folder: where reports, truth and index go.
        settings: those of the run; the index they name is left alone.
        regions: whose reports are made.
        chars: length of a report.

    """
    own = replace(settings, index=folder / "index")
    now = make(folder / str(YEAR), regions, chars=chars)
    speed = [_indexed([folder / str(YEAR)], own, f"index {len(regions)} reports of provinces, all new")]
    answers = _asked(questions_.questions(now, YEAR), own)
    before = make(folder / str(YEAR - 1), regions, YEAR - 1, chars=chars)
    speed.append(_indexed([folder], own, "index as many of the year before beside them"))
    facts = list(dict.fromkeys([*now, *before]))
    answers += _asked(questions_.over_years(facts, YEAR), own)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    seconds = [one.seconds for one in answers]
    speed.append(("indexing, peak memory", f"{peak / 1e6:.0f} MB"))
    speed.append(
        (
            "answer over all reports (median / longest)",
            f"{1000 * statistics.median(seconds):.0f} / {1000 * max(seconds):.0f} ms",
        )
    )
    return Measured(tuple(speed), tuple(answers))


def _indexed(paths: Sequence[Path], settings: Config, what: str) -> tuple[str, str]:
    code = "import sys; from rag.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "index", *map(str, paths), "--index", str(settings.index)]
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return what, f"{time.perf_counter() - started:.1f} s"


def _asked(asked: Sequence[Asked], settings: Config) -> list[Judged]:
    from rag.answer import Assistant
    from rag.index import Index

    index = Index.open(settings.index)
    assistant = Assistant(index, settings)
    judged = []
    for one in asked:
        answer = assistant.answer(one.text)
        judged.append(Judged(one, answer.text, judge(one, answer.text), answer.seconds_answer))
    index.close()
    return judged

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

from eval.provinces import text
from eval.provinces.facts import REGIONS, Fact
from eval.provinces.questions import Asked, Verdict, judge, over_years, questions
from rag.config import Config

SEED = 1
YEAR = 2025


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
    chars: tuple[int, int] = text.CHARS,
) -> list[Fact]:
    """Write reports, and their truth beside the folder as JSON Lines.

    Returns: the truth.

    """
    folder.mkdir(parents=True, exist_ok=True)
    made = [text.report(region, year, seed, chars) for region in regions]
    for one in made:
        text.write(one, folder)
    facts = [fact for one in made for fact in one.facts]
    lines = "".join(json.dumps(fact.line(), ensure_ascii=False) + "\n" for fact in facts)
    folder.with_suffix(".truth.jsonl").write_text(lines, "utf-8")
    return facts


def measure(
    folder: Path,
    settings: Config,
    regions: Sequence[str] = REGIONS,
    *,
    seed: int = SEED,
    chars: tuple[int, int] = text.CHARS,
) -> Measured:
    """Measure everything: the reports of a year, then those of the year before indexed beside them.

    Args:
        folder: where reports, truth and index go.
        settings: those of the run; the index they name is left alone.
        regions: whose reports are made.
        seed: of the reports.
        chars: length of a report.

    """
    own = replace(settings, index=folder / "index")
    now = make(folder / str(YEAR), regions, seed=seed, chars=chars)
    speed = _indexed([folder / str(YEAR)], own, f"index {len(regions)} reports, all new")
    answers = _answers(questions(now, YEAR), own)
    before = make(folder / str(YEAR - 1), regions, YEAR - 1, seed=seed, chars=chars)
    speed += _indexed([folder / str(YEAR), folder / str(YEAR - 1)], own, f"index {len(regions)} more beside them")
    answers += _answers(over_years([*now, *before], YEAR), own)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    seconds = [one.seconds for one in answers]
    speed.append(("index, peak memory", f"{peak / 1e6:.0f} MB"))
    both = f"{1000 * statistics.median(seconds):.0f} ms / {1000 * max(seconds):.0f} ms"
    return Measured((*speed, ("answer over all reports (median / longest)", both)), tuple(answers))


def counts(answers: Sequence[Judged]) -> list[tuple[str, str]]:
    """Count the complete answers of each kind of question, and of all."""
    kinds = dict.fromkeys(one.asked.kind for one in answers)
    groups = [*((kind, [one for one in answers if one.asked.kind == kind]) for kind in kinds), ("all", list(answers))]
    return [
        (f"complete answers, {kind}", f"{sum(one.verdict.complete for one in group)} of {len(group)}")
        for kind, group in groups
    ]


def short(one: Judged) -> str:
    """Say in a line how an answer falls short."""
    verdict = one.verdict
    return f"{one.asked.text}  {verdict.right} of {verdict.wanted} places right, {verdict.wrong} wrong"


def _indexed(paths: Sequence[Path], settings: Config, what: str) -> list[tuple[str, str]]:
    """Index as the command does; seconds of the clock and, since other programs may run beside it, of the processor."""
    code = "import sys; from rag.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "index", *map(str, paths), "--index", str(settings.index)]
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return [(what, f"{time.perf_counter() - started:.1f} s"), (f"{what}, processor time", f"{worked:.1f} s")]


def _answers(asked: Sequence[Asked], settings: Config) -> list[Judged]:
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

"""`baogao bench`: how long indexing, starting and answering take here, and how much memory.

    index, all new / unchanged      the folder, built into a fresh index, and built again
    baogao ask, cold                a process of its own, from its start to its end; its peak memory
    lexicon and bundled model       what a process grows by when it loads them and uses them once
    understand, retrieve, answer,
    stamp                           the questions of the development set, one after the other

Times are of this machine at this moment: compare them within one run.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from eval import gold
from rag.config import Config

if TYPE_CHECKING:
    from rag.index import Index
    from rag.records import Answer

COLD_RUNS = 3

_LOADED = """
from pathlib import Path
from resource import RUSAGE_SELF, getpagesize, getrusage
import sys
from embeddings.encoder import load
from rag.lexicon.nearest import expand

def held():
    pages = Path("/proc/self/statm")  # where there is none, the peak is the nearest that can be told
    if pages.exists():
        return int(pages.read_text().split()[1]) * getpagesize()
    return getrusage(RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)

before = held()
model = load("bundled")
model.encode_queries(["大棚种菜给不给钱"]), expand("大棚种菜给不给钱")
print(held() - before)
"""


def bench(paths: Sequence[Path], settings: Config) -> list[tuple[str, str]]:
    """Measure everything.

    Args:
        paths: report files and folders to index.
        settings: those of the run; the index they name is left alone.

    Returns: what was measured, and the figure with its unit.

    """
    with TemporaryDirectory() as folder:
        own = replace(settings, index=Path(folder) / "index")
        return [*_indexing(paths, own), *_cold(own), *_answering(own)]


def _indexing(paths: Sequence[Path], settings: Config) -> list[tuple[str, str]]:
    from embeddings.encoder import load
    from rag.index import build

    encoder = load(settings.encoder, settings.encoders)
    new = build(paths, settings.index, encoder)
    same = build(paths, settings.index, encoder)
    return [
        (f"index {len(new.added)} reports, {new.passages} passages, all new", f"{new.seconds:.2f} s"),
        ("index again, unchanged", f"{same.seconds:.2f} s"),
    ]


def _cold(settings: Config) -> list[tuple[str, str]]:
    question = gold.read(gold.SPLITS["dev"])[0].question
    code = "import sys; from rag.cli import main; sys.exit(main(sys.argv[1:]))"
    seconds = []
    for _ in range(COLD_RUNS):
        started = time.perf_counter()
        command = [sys.executable, "-c", code, "ask", question, "--index", str(settings.index)]
        subprocess.run(command, check=True, capture_output=True)
        seconds.append(time.perf_counter() - started)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return [
        (f"baogao ask, cold (median of {COLD_RUNS})", f"{statistics.median(seconds):.2f} s"),
        ("baogao ask, peak memory", f"{peak / 1e6:.0f} MB"),
        ("lexicon and bundled model, memory", f"{_loaded() / 1e6:.0f} MB"),
    ]


def _loaded() -> int:
    """Give the bytes that the lexicon and the bundled model take."""
    return int(subprocess.run([sys.executable, "-c", _LOADED], check=True, capture_output=True, text=True).stdout)


def _answering(settings: Config) -> list[tuple[str, str]]:
    from rag.answer import Assistant
    from rag.index import Index
    from rag.question import understand

    index = Index.open(settings.index)
    assistant = Assistant(index, settings)
    questions = [one.question for one in gold.read(gold.SPLITS["dev"])]
    understood = []
    for question in questions:
        started = time.perf_counter()
        understand(question, index.reports)
        understood.append(time.perf_counter() - started)
    answers = [assistant.answer(question) for question in questions]
    stamped = [_verifying(answer, index) for answer in answers if answer.figures]
    index.close()
    return [
        ("understand a question (median / 95th percentile)", _both(understood)),
        ("retrieve (median / 95th percentile)", _both([answer.seconds_retrieve for answer in answers])),
        ("answer (median / 95th percentile)", _both([answer.seconds_answer for answer in answers])),
        ("stamp the figures of an answer (median / 95th percentile)", _both(stamped)),
    ]


def _verifying(answer: Answer, index: Index) -> float:
    """Seconds that the check of an answer takes against passages that it has not read before."""
    from rag.stamp.evidence import evidence, values
    from rag.verify import verify

    cited = [citation.passage for citation in sorted(answer.citations, key=lambda citation: citation.n)]
    passages = [*cited, *(hit.passage for hit in answer.hits if hit.passage not in cited)]
    evidence.cache_clear()
    values.cache_clear()
    started = time.perf_counter()
    verify(answer.text, passages, index.reports)
    return time.perf_counter() - started


def _both(seconds: Sequence[float]) -> str:
    return f"{_ms(seconds, 50)} / {_ms(seconds, 95)}"


def _ms(seconds: Sequence[float], percent: int) -> str:
    ordered = sorted(seconds)
    return f"{1000 * ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]:.1f} ms"

"""Run an assistant over a gold set: Assistant + Gold[] → a run directory.

    settings.json    what was run: gold set, backend, settings, index, versions; with a fingerprint of it all
    gold.jsonl       the questions asked
    answers.jsonl    what was answered, in the batch format
    judged.jsonl     an LLM's opinion, where one was asked for
    scores.jsonl     one line a question
    totals.json      all together and by type
    report.html      all of it on one page

Answers are written as they come. A run that was stopped goes on where it stopped, as long as nothing in its
settings.json is another now, the code included. A question that fails is kept with its error, counted as wrong, and
asked again when the run goes on. Not here: scores (measures.py), the page (report.py).
"""

from __future__ import annotations

import hashlib
import inspect
import json
import logging
import platform
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import embeddings
import rag
from eval import answers as answer_files
from eval import gold as gold_files
from eval.answers import Answered
from eval.gold import Gold
from eval.measures import Score, by_type, score, totals
from rag.backends import prompts
from rag.batch import as_dict
from rag.config import EXTRACTIVE, Config
from rag.errors import BaogaoError
from rag.records import Answer, Delta, Finished

if TYPE_CHECKING:
    from rag.answer import Assistant
    from rag.index import Index

JOBS = 4
"""Questions that an LLM is asked at the same time, unless told otherwise."""

_SETTINGS, _GOLD, _ANSWERS, _JUDGED = "settings.json", "gold.jsonl", "answers.jsonl", "judged.jsonl"
_SCORES, _TOTALS = "scores.jsonl", "totals.json"
_PACKAGES = ("numpy", "faiss-cpu", "bm25s", "rjieba", "tokenizers", "sentence-transformers", "torch", "openai")

log = logging.getLogger(__name__)

Advance = Callable[[], None]
"""Called after each question."""


class RunError(BaogaoError):
    """A run directory that cannot be used."""


@dataclass(frozen=True)
class Run:
    """A run with its scores."""

    directory: Path
    settings: Mapping[str, Any]
    golds: tuple[Gold, ...]
    answers: Mapping[str, Answered]
    scores: tuple[Score, ...]
    """In the order of `golds`; only those that have an answer."""

    @property
    def name(self) -> str:
        """What was run, for a person."""
        return str(self.settings.get("name", self.directory.name))


def settings_of(
    name: str, gold_name: str, golds: Sequence[Gold], index: Index, config: Config, *, responses: str = ""
) -> dict[str, Any]:
    """Describe a run so that it can be repeated; two runs of the same description must give the same answers.

    Args:
        name: of the run, for a person.
        gold_name: of the gold set: the split, or the file's name.
        golds: the questions.
        index: what is searched.
        config: the settings, `backend` among them.
        responses: the file of responses that is scored, where nothing is asked.

    """
    profile = config.profile(config.backend)
    described = {
        "gold": {"name": gold_name, "questions": len(golds), "hash": _hash(map(gold_files.to_line, golds))},
        "backend": config.backend,
        "responses": responses,
        "llm": profile
        and {
            "model": profile.model,
            "temperature": profile.temperature,
            "max_tokens": profile.max_tokens,
            "price_prompt": profile.price_prompt,
            "price_completion": profile.price_completion,
            "prompts": prompts.load(config.prompts).fingerprint,
        },
        "config": {
            key: value for key, value in vars(config).items() if key not in ("index", "profiles", "encoders", "backend")
        },
        "index": {
            "reports": [report.id for report in index.reports],
            "passages": len(index),
            "hash": _hash(stored.fingerprint for stored in index.stored()),
            "encoder": index.encoder,
            "encoder_fingerprint": index.encoder_fingerprint,
        },
        "versions": {"baogao": rag.__version__, "code": _code(), "python": platform.python_version(), **_versions()},
    }
    fingerprint = _hash([json.dumps(described, sort_keys=True, default=str)])
    return {"name": name, "fingerprint": fingerprint, "started": time.strftime("%Y-%m-%d %H:%M:%S"), **described}


def directory_for(settings: Mapping[str, Any], folder: Path) -> Path:
    """Give the directory of a run that was stopped and has the same settings, else a new one.

    Args:
        settings: as `settings_of` gives them.
        folder: where run directories are kept.

    """
    for directory in sorted(folder.iterdir(), reverse=True) if folder.is_dir() else ():
        if _same(directory, settings) and not _finished(directory):
            return directory
    name = "".join(sign if sign.isalnum() or sign in "-_." else "-" for sign in settings["name"])
    stem = f"{time.strftime('%Y%m%d-%H%M%S')}-{name}"
    taken = {directory.name for directory in folder.iterdir()} if folder.is_dir() else set()
    return folder / next(each for each in (stem, *(f"{stem}-{n}" for n in range(2, 1000))) if each not in taken)


def _same(directory: Path, settings: Mapping[str, Any]) -> bool:
    try:
        return bool(_read_settings(directory)["fingerprint"] == settings["fingerprint"])
    except (RunError, KeyError):
        return False


def _finished(directory: Path) -> bool:
    """Tell whether every question of a run has an answer."""
    try:
        return bool(json.loads((directory / _TOTALS).read_text("utf-8"))["all"]["failed"] == 0)
    except (OSError, ValueError, KeyError):
        return False


def run(
    assistant: Assistant,
    golds: Sequence[Gold],
    settings: Mapping[str, Any],
    directory: Path,
    *,
    jobs: int = JOBS,
    advance: Advance = lambda: None,
) -> Run:
    """Ask all questions that are not answered yet, and write the run directory.

    Args:
        assistant: answers by the backend of its settings.
        golds: the questions.
        settings: as `settings_of` gives them.
        directory: new, or of a run with the same settings that was stopped.
        jobs: questions asked at the same time, if an LLM answers; else one by one.
        advance: called for each question, those answered before included.

    Raises:
        RunError: if the directory holds another run or cannot be written.

    """
    with _writing(directory):
        directory.mkdir(parents=True, exist_ok=True)
        if (directory / _SETTINGS).exists() and not _same(directory, settings):
            raise RunError(f"{directory}: holds a run with other settings; name another directory with --out")
        _write_json(directory / _SETTINGS, settings)
        _write_lines(directory / _GOLD, map(gold_files.to_line, golds))
        answers = _good_answers(directory / _ANSWERS)
        # Written anew: what a stopped run left of its last line would else run into the next one.
        _write_lines(directory / _ANSWERS, map(answer_files.to_line, answers.values()))
        open_ = [gold for gold in golds if gold.id not in answers]
        for _ in range(len(golds) - len(open_)):
            advance()
        with (directory / _ANSWERS).open("a", encoding="utf-8") as file:
            for answer in _answers(assistant, open_, jobs):
                answers[answer.id] = answer
                file.write(answer_files.to_line(answer) + "\n")
                file.flush()
                advance()
    return finish(directory, settings, golds, answers)


def finish(
    directory: Path,
    settings: Mapping[str, Any],
    golds: Sequence[Gold],
    answers: Mapping[str, Answered],
    judged: Mapping[str, Mapping[str, float]] | None = None,
) -> Run:
    """Score answers and write all files of a run but its page.

    Args:
        directory: the run directory; made where there is none.
        settings: as `settings_of` gives them.
        golds: the questions.
        answers: by the ids of the questions; a question without one is left out of the scores.
        judged: an LLM's opinion, by the ids of the questions.

    Raises:
        RunError: if the directory cannot be written.

    """
    result = _scored(directory, settings, golds, answers, judged or {})
    with _writing(directory):
        directory.mkdir(parents=True, exist_ok=True)
        _write_json(directory / _SETTINGS, settings)
        _write_lines(directory / _GOLD, map(gold_files.to_line, golds))
        ordered = [answers[gold.id] for gold in golds if gold.id in answers]
        _write_lines(directory / _ANSWERS, map(answer_files.to_line, ordered))
        if judged:
            rows = ({"id": id_, **opinion} for id_, opinion in judged.items())
            _write_lines(directory / _JUDGED, (json.dumps(row, ensure_ascii=False) for row in rows))
        _write_lines(directory / _SCORES, (json.dumps(asdict(each), ensure_ascii=False) for each in result.scores))
        together = {"all": totals(result.scores), **by_type(result.scores)} if result.scores else {}
        _write_json(directory / _TOTALS, {name: each.as_dict() for name, each in together.items()})
    return result


def load(directory: Path) -> Run:
    """Read a run back and score it by the measures as they are now.

    Raises:
        RunError: if the directory holds no run.
        GoldError, AnswersError: if its files are damaged.

    """
    settings = _read_settings(directory)
    golds = gold_files.read(directory / _GOLD)
    answers = answer_files.read(directory / _ANSWERS, cut_short=True)
    judged: dict[str, dict[str, float]] = {}
    if (directory / _JUDGED).exists():
        for line in (directory / _JUDGED).read_text("utf-8").splitlines():
            row = json.loads(line)
            judged[row.pop("id")] = row
    return _scored(directory, settings, golds, answers, judged)


def _scored(
    directory: Path,
    settings: Mapping[str, Any],
    golds: Sequence[Gold],
    answers: Mapping[str, Answered],
    judged: Mapping[str, Mapping[str, float]],
) -> Run:
    scores = tuple(score(gold, answers[gold.id], judged.get(gold.id)) for gold in golds if gold.id in answers)
    return Run(directory, settings, tuple(golds), answers, scores)


def _answers(assistant: Assistant, golds: Sequence[Gold], jobs: int) -> Iterator[Answered]:
    """Answer questions as they are done; when the caller stops, those under way are given up at the next word."""
    if assistant.config.profile(assistant.config.backend) is None:
        yield from (ask(assistant, gold) for gold in golds)
        return
    stop = threading.Event()
    with ThreadPoolExecutor(jobs) as pool:
        asked = [pool.submit(ask, assistant, gold, stop) for gold in golds]
        try:
            for future in as_completed(asked):
                yield future.result()
        finally:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)


def ask(assistant: Assistant, gold: Gold, stop: threading.Event | None = None) -> Answered:
    """Ask one question.

    Args:
        assistant: answers by the backend of its settings.
        gold: the question, with those asked before it where the assistant takes them.
        stop: when set, the answer is given up.

    Returns: the answer; one with `error` where there is none, or where another backend had to speak than was asked.

    """
    told: dict[str, Any] = {}
    if gold.history and "history" in inspect.signature(assistant.ask).parameters:
        told["history"] = gold.history
    started, first_word = time.perf_counter(), None
    answer: Answer | None = None
    try:
        for event in assistant.ask(gold.question, **told):
            if stop and stop.is_set():
                break
            if isinstance(event, Delta) and event.text and first_word is None:
                first_word = time.perf_counter() - started
            if isinstance(event, Finished):
                answer = event.answer
    except Exception as error:  # whatever it is, it must not cost the answers to the other questions
        log.warning("%s: %s", gold.id, error)
        return failed(gold, assistant.config.backend, f"{type(error).__name__}: {error}")
    if answer is None:
        return failed(gold, assistant.config.backend, "stopped")
    wanted = assistant.config.backend
    if wanted != EXTRACTIVE and answer.hits and answer.backend != wanted:
        return failed(gold, wanted, answer.notes[-1] if answer.notes else f"{answer.backend} spoke instead")
    row = as_dict(gold.id, gold.question, answer, assistant.index.reports)
    result = replace(answer_files.from_row(row), tokens=answer.tokens)
    return replace(result, seconds=replace(result.seconds, first_word=first_word)) if wanted != EXTRACTIVE else result


def failed(gold: Gold, backend: str, error: str) -> Answered:
    """Make the record of a question that got no answer."""
    return Answered(id=gold.id, question=gold.question, backend=backend, error=error)


def _good_answers(path: Path) -> dict[str, Answered]:
    """Read what a stopped run has answered."""
    if not path.exists():
        return {}
    return {id_: answer for id_, answer in answer_files.read(path, cut_short=True).items() if not answer.error}


def _read_settings(directory: Path) -> dict[str, Any]:
    path = directory / _SETTINGS
    try:
        settings = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise RunError(f"{directory}: no run directory ({_SETTINGS} cannot be read: {error.strerror})") from error
    except ValueError as error:
        raise RunError(f"{path}: damaged ({error}); run again") from error
    if not isinstance(settings, dict):
        raise RunError(f"{path}: damaged; run again")
    return settings


@contextmanager
def _writing(directory: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RunError(
            f"{directory}: cannot be written ({error.strerror}); name another directory with --out"
        ) from error


def _write_json(path: Path, value: object) -> None:
    _write_lines(path, [json.dumps(value, ensure_ascii=False, indent=2, default=str)])


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write a file aside and put it in place at once."""
    aside = path.with_suffix(".new")
    aside.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    aside.replace(path)


def _hash(texts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()[:16]


def _code() -> str:
    """Hash the files that decide what is answered; models have fingerprints of their own."""
    package, encoders = Path(rag.__file__).parent, Path(embeddings.__file__).parent
    files = [path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    files += encoders.glob("*.py")
    return _hash(f"{path.relative_to(package.parent)}\n{path.read_bytes().hex()}" for path in sorted(files))


def _versions() -> dict[str, str]:
    found = {}
    for package in _PACKAGES:
        with suppress(PackageNotFoundError):
            found[package] = version(package)
    return found

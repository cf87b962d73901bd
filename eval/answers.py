"""Answers as files hold them: the batch format (rag/batch.py) → Answered[], and back.

One JSON object a line, as `baogao ask --batch` writes them, so that any system's answers can be judged. Three things
may be there beyond it: `seconds.first_word` (from the question to the first word), `tokens` (what the LLM says it
read and wrote), and `error` (why there is no answer).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rag.errors import BaogaoError
from rag.records import Tokens


class AnswersError(BaogaoError):
    """A file of answers that cannot be read."""


@dataclass(frozen=True, slots=True)
class Cited:
    """The passage behind a mark [n]."""

    n: int
    document: str
    title: str
    section: str
    quote: str
    text: str
    """The whole passage."""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that the retriever found."""

    document: str
    section: str
    text: str
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class CheckedFigure:
    """A figure of the answer with the numbers of the citations that the system found it in."""

    text: str
    supported_by: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Seconds:
    """How long it took."""

    retrieve: float = 0.0
    answer: float = 0.0
    """The whole of it, retrieval included."""
    first_word: float | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """One line of a file of answers."""

    id: str
    question: str
    answer: str = ""
    declined: bool = False
    citations: tuple[Cited, ...] = ()
    retrieved: tuple[Found, ...] = ()
    """The first ten, best first."""
    figures: tuple[CheckedFigure, ...] = ()
    backend: str = ""
    seconds: Seconds = Seconds()
    tokens: Tokens | None = None
    confidence: float | None = None
    """How sure the system was to answer, whether it did or declined; 0…1."""
    error: str = ""
    prompt: str = ""
    """The fingerprint of the prompts that an LLM was asked with."""


def to_line(answer: Answered) -> str:
    """Write an answer as one line of JSON, without what it does not have."""
    row: dict[str, Any] = asdict(answer)
    for name in ("tokens", "error", "prompt"):
        if not row[name]:
            del row[name]
    if answer.confidence is None:
        del row["confidence"]
    if answer.seconds.first_word is None:
        del row["seconds"]["first_word"]
    return json.dumps(row, ensure_ascii=False)


def read(path: Path, *, cut_short: bool = False) -> dict[str, Answered]:
    """Read a file of answers.

    Args:
        path: in the batch format.
        cut_short: the writer may have been stopped in the middle of the last line, which is then passed over.

    Returns: the answers by id, in the order of the file; of several with one id the last.

    Raises:
        AnswersError: if the file cannot be read or a line is not in the batch format.

    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise AnswersError(f"{path}: cannot be read ({error.strerror}); name a file of answers") from error
    found: dict[str, Answered] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or (cut_short and number == len(lines)):
            continue
        try:
            answer = from_row(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            wrong = f"{type(error).__name__}: {error}"
            raise AnswersError(f"{path}, line {number}: not in the batch format ({wrong})") from error
        found[answer.id] = answer
    return found


def from_row(row: Mapping[str, Any]) -> Answered:
    """Read one object of the batch format; unknown fields are passed over.

    Raises:
        KeyError, TypeError or ValueError, if it lacks a field or one is of another kind.

    """
    seconds, tokens = row.get("seconds", {}), row.get("tokens")
    return Answered(
        id=str(row["id"]),
        question=str(row["question"]),
        answer=str(row["answer"]),
        declined=bool(row["declined"]),
        citations=tuple(
            Cited(int(c["n"]), c["document"], c.get("title", ""), c.get("section", ""), c.get("quote", ""), c["text"])
            for c in row["citations"]
        ),
        retrieved=tuple(
            Found(r["document"], r.get("section", ""), r["text"], float(r.get("score", 0))) for r in row["retrieved"]
        ),
        figures=tuple(CheckedFigure(f["text"], tuple(f["supported_by"])) for f in row.get("figures", [])),
        backend=row.get("backend", ""),
        seconds=Seconds(seconds.get("retrieve", 0.0), seconds.get("answer", 0.0), seconds.get("first_word")),
        tokens=Tokens(tokens["prompt"], tokens["completion"]) if tokens else None,
        confidence=row.get("confidence"),
        error=row.get("error", ""),
        prompt=row.get("prompt", ""),
    )

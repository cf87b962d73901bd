"""Answer many questions: questions.jsonl → answers.jsonl, one object a line, in order. The format is stable.

in   {"id", "question"}
out  {"id", "question", "answer", "declined",
      "citations": [{"n", "document", "title", "section", "quote", "text"}],
      "retrieved": [{"document", "section", "text", "score"}],
      "figures": [{"text", "supported_by", "found", "doubts": [{"about", "told"}], "computed_from", "moved"}],
      "unsupported": [sentence], "notes": [sentence], "backend", "seconds": {"retrieve", "answer"},
      "understood": {"regions", "places", "years", "report_years", "stance", "terms", "resolved"}}
     and "prompt", the fingerprint of the prompts, where an LLM answered
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from rag import understood
from rag.errors import BaogaoError
from rag.records import Answer, FigureCheck, Passage, Report

RETRIEVED = 10
"""Passages listed under "retrieved"."""


def read_questions(path: Path) -> list[dict[str, Any]]:
    """Read a file of questions.

    Raises:
        BaogaoError: if the file cannot be read, or a line is not an object with an id and a question.

    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BaogaoError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    return [_question(path, number, line) for number, line in enumerate(lines, start=1) if line.strip()]


def write_answers(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write answers as they come; the file is in place only when all are there.

    Raises:
        BaogaoError: if the file cannot be written.

    """
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, prefix=path.name, delete=False
        ) as file:
            for row in rows:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        Path(file.name).chmod(0o644)
        Path(file.name).replace(path)
    except OSError as error:
        raise BaogaoError(f"{path}: cannot be written ({error.strerror}); name another file with --out") from error


def as_dict(question_id: Any, text: str, answer: Answer, reports: Iterable[Report]) -> dict[str, Any]:
    """Give an answer in the form of the batch format, which `ask --json` prints too.

    Args:
        question_id: the id of the question, of any JSON type.
        text: the question as asked.
        answer: what was answered.
        reports: the reports of the index, for the names of documents.

    """
    documents = {report.id: Path(report.path).stem for report in reports}
    return {
        "id": question_id,
        "question": text,
        "answer": answer.text,
        "declined": answer.declined,
        "citations": [
            {
                "n": c.n,
                **_place(c.passage, documents),
                "title": c.passage.context.title,
                "quote": c.quote,
                "text": c.passage.text,
            }
            for c in answer.citations
        ],
        "retrieved": [
            {**_place(hit.passage, documents), "text": hit.passage.text, "score": round(hit.score, 4)}
            for hit in answer.hits[:RETRIEVED]
        ],
        "figures": [_figure(check) for check in answer.figures],
        "unsupported": list(answer.unsupported),
        "notes": list(answer.notes),
        "backend": answer.backend,
        **({"confidence": round(answer.confidence, 4)} if answer.confidence is not None else {}),
        **({"prompt": answer.prompt} if answer.prompt else {}),
        "seconds": {"retrieve": round(answer.seconds_retrieve, 4), "answer": round(answer.seconds_answer, 4)},
        "understood": understood.as_dict(answer.question),
    }


def _figure(check: FigureCheck) -> dict[str, Any]:
    return {
        "text": check.text,
        "supported_by": list(check.supported_by),
        "found": check.found,
        "doubts": [{"about": doubt.about, "told": doubt.told} for doubt in check.doubts],
        "computed_from": list(check.computed_from),
        "moved": check.moved,
    }


def _place(passage: Passage, documents: Mapping[str, str]) -> dict[str, str]:
    return {"document": documents[passage.report_id], "section": " › ".join(passage.context.sections)}


def _question(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise BaogaoError(f"{path}, line {number}: not JSON ({error})") from error
    if not isinstance(row, dict) or "id" not in row or not isinstance(row.get("question"), str):
        raise BaogaoError(f'{path}, line {number}: an object such as {{"id": "1", "question": "…"}} is needed')
    return row

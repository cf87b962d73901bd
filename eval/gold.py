"""Read gold questions: JSON Lines → Gold[], every line checked.

    {"id": "q1", "question": "青石区2024年新增了多少城镇就业？", "gold": [["1.24万人", "12400"]], "type": "figure",
     "documents": ["qingshi-2025"], "evidence": [{"document": "qingshi-2025", "section": "民生", "holds": "1.24万人"}]}

Only id, question and gold are required; unknown fields are kept in `extra`. Each fact of `gold` is a list of accepted
spellings (or one spelling); no facts at all means that the reports do not tell, and that declining is right.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from rag.errors import BaogaoError

FOLDER = Path(__file__).parent / "gold"
SPLITS = {
    "dev": FOLDER / "dev.jsonl",
    "test": FOLDER / "test.jsonl",
    "second-domain": FOLDER / "second-domain" / "questions.jsonl",
    "third-domain": FOLDER / "third-domain" / "questions.jsonl",
    "third-domain-test": FOLDER / "third-domain" / "test.jsonl",
    "fourth-domain": FOLDER / "fourth-domain" / "questions.jsonl",
    "fifth-domain": FOLDER / "fifth-domain" / "questions.jsonl",
    "fifth-domain-test": FOLDER / "fifth-domain" / "test.jsonl",
    "sixth-domain": FOLDER / "sixth-domain" / "questions.jsonl",
    "sixth-domain-test": FOLDER / "sixth-domain" / "test.jsonl",
    "provinces": FOLDER / "provinces" / "questions.jsonl",
    "provinces-test": FOLDER / "provinces" / "test.jsonl",
}
"""The gold sets that come with the project."""
UNSEEN = ("test", "third-domain-test", "fifth-domain-test", "sixth-domain-test", "provinces-test")
"""Those never tuned on: of them totals alone are shown."""

Fact = tuple[str, ...]
"""The accepted spellings of one fact."""


class GoldError(BaogaoError):
    """A file of gold questions that cannot be used."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the proof of a gold answer stands."""

    document: str
    """The id of the report: its file's stem."""
    holds: str
    """Words that the passage which proves it contains."""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Gold:
    """A question with what a right answer to it holds."""

    id: str
    question: str
    gold: tuple[Fact, ...]
    """Facts that must all stand in a right answer; none where the reports do not tell."""
    type: str = "other"
    lang: str = "zh"
    documents: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    """Words that no right answer holds: the figure of a look-alike."""
    evidence: tuple[Evidence, ...] = ()
    history: tuple[str, ...] = ()
    """The questions asked before this one, oldest first."""
    note: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def answerable(self) -> bool:
        """Whether the reports tell."""
        return bool(self.gold)


def read(path: Path) -> list[Gold]:
    """Read a gold set.

    Args:
        path: a file in UTF-8 with one JSON object a line; blank lines are passed over.

    Raises:
        GoldError: if the file cannot be read, holds no question, or a line is not as it must be; the message
            names the file and the line.

    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise GoldError(f"{path}: cannot be read ({error.strerror}); name a file of gold questions") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: not in UTF-8 ({error}); save it in UTF-8") from error
    first_line: dict[str, int] = {}
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            gold = _gold(_object(line))
            if gold.id in first_line:
                raise GoldError(f"id {gold.id!r} stands in line {first_line[gold.id]} too; give each question its own")
        except GoldError as error:
            raise GoldError(f"{path}, line {number}: {error}") from None
        first_line[gold.id] = number
        found.append(gold)
    if not found:
        raise GoldError(f"{path}: holds no question; one JSON object a line is needed")
    return found


def _object(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise GoldError(f"no JSON ({error.msg} at column {error.colno})") from None
    if not isinstance(row, dict):
        raise GoldError(f"a JSON object is needed, not {_kind(row)}")
    return row


def _gold(row: dict[str, Any]) -> Gold:
    missing = [name for name in ("id", "question", "gold") if name not in row]
    if missing:
        raise GoldError(f"{' and '.join(missing)} missing; id, question and gold are required")
    id_, question = _text(row, "id"), _text(row, "question")
    for name, value in (("id", id_), ("question", question)):
        if not value.strip():
            raise GoldError(f"{name} is empty")
    return Gold(
        id=id_,
        question=question,
        gold=tuple(_facts(row.pop("gold"))),
        type=_text(row, "type", "other"),
        lang=_text(row, "lang", "zh"),
        documents=_texts(row, "documents"),
        forbidden=_texts(row, "forbidden"),
        evidence=tuple(_evidence(row.pop("evidence", []))),
        history=_texts(row, "history"),
        note=_text(row, "note", ""),
        extra=row,
    )


def _facts(value: object) -> Iterator[Fact]:
    if not isinstance(value, list):
        raise GoldError(f"gold: a list of facts is needed, not {_kind(value)}")
    for number, fact in enumerate(value, start=1):
        spellings = [fact] if isinstance(fact, str) else fact
        if not isinstance(spellings, list) or not all(isinstance(spelling, str) for spelling in spellings):
            raise GoldError(f"gold: fact {number} must be a list of accepted spellings, each a text")
        if not spellings or not all(spelling.strip() for spelling in spellings):
            raise GoldError(f"gold: fact {number} is empty or has an empty spelling")
        yield tuple(spellings)


def _evidence(value: object) -> Iterator[Evidence]:
    if not isinstance(value, list):
        raise GoldError(f"evidence: a list is needed, not {_kind(value)}")
    for number, item in enumerate(value, start=1):
        if not isinstance(item, dict):
            raise GoldError(f"evidence: object {number} is {_kind(item)}")
        try:
            document, holds = _text(item, "document"), _text(item, "holds")
            section = _text(item, "section", "")
        except GoldError as error:
            raise GoldError(f"evidence: object {number}: {error}") from None
        if not document.strip() or not holds.strip():
            raise GoldError(f"evidence: object {number} needs a document and what its passage holds")
        yield Evidence(document, holds, section)


def _text(row: dict[str, Any], name: str, default: str | None = None) -> str:
    value = row.pop(name, default)
    if not isinstance(value, str):
        raise GoldError(f"{name}: a text is needed, not {_kind(value)}")
    return value


def _texts(row: dict[str, Any], name: str) -> tuple[str, ...]:
    value = row.pop(name, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise GoldError(f"{name}: a list of texts is needed")
    if not all(item.strip() for item in value):
        raise GoldError(f"{name}: holds an empty text")
    return tuple(value)


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "nothing"}
    return names.get(type(value), "a number")


def to_line(gold: Gold) -> str:
    """Write a question as one line of JSON, as `read` takes it."""
    row = asdict(gold)
    return json.dumps(
        {**row.pop("extra"), **{name: value for name, value in row.items() if value != ""}}, ensure_ascii=False
    )

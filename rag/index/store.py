"""Reports, their texts, passages and figures in one SQLite file: records -> index.sqlite -> records.

Passages are numbered by rows from 0 in the order in which they are added; the vectors, words and facets of a passage
are found under the same number. Not here: searching (dense.py, sparse.py), filtering (facets.py).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from threading import Lock
from typing import Any

from rag.index.arrays import IntArray
from rag.index.generations import broken
from rag.lexicon.defined import Defined, defined
from rag.records import Context, Figure, Passage, Report

_SCHEMA = """
create table reports (
    number integer primary key,      -- from 0
    record text not null,            -- Report as JSON
    source text not null,            -- path of the file
    fingerprint text not null,       -- of the file and of how it is read
    first_row integer not null,
    end_row integer not null         -- one past the last row
);
create table texts (number integer primary key, text text not null);
create table passages (
    row integer primary key,         -- from 0
    id text not null,
    report_id text not null,
    kind text not null,
    text text not null,
    span text not null,              -- JSON, as are all lists below
    runs text not null,
    region text not null,
    report_year integer,
    title text not null,
    sections text not null,
    years text not null,
    stance text not null
);
create table figures (
    row integer not null,            -- of the passage
    name text not null,
    region text not null,
    record text not null             -- the rest of Figure as JSON
);
create table terms (
    row integer not null,            -- of the passage that explains it
    term text not null,
    meaning text not null
);
"""
_FIGURE_KEYS = """
create index figures_row on figures (row);
create index figures_name on figures (name);
"""

_VARIABLES = 500
"""Rows asked for in one query: below the least limit that SQLite is built with, 999."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A report in the index: its metadata, the file it came from, and the rows of its passages."""

    report: Report
    source: str
    fingerprint: str
    rows: range


class StoreWriter:
    """Write a new file; nothing can be read from it before `close`."""

    def __init__(self, path: Path) -> None:
        self._reports = 0
        self._rows = 0
        self._database = sqlite3.connect(path)
        # A generation is synced as a whole when it is finished, and thrown away when it is not.
        self._database.executescript(f"pragma journal_mode = off; pragma synchronous = off; {_SCHEMA}")

    def add(
        self,
        report: Report,
        text: str,
        passages: Sequence[Passage],
        figures: Sequence[Figure] = (),
        *,
        source: str,
        fingerprint: str,
    ) -> tuple[int, range]:
        """Append a report.

        Args:
            report: its metadata.
            text: the text of its file, unrepaired.
            passages: in order of the report.
            figures: of these passages.
            source: path of the file.
            fingerprint: what tells whether the file must be read again.

        Returns:
            The report's number, and the rows of its passages.

        """
        number, rows = self._reports, range(self._rows, self._rows + len(passages))
        record = json.dumps({**asdict(report), "unsure": sorted(report.unsure)}, ensure_ascii=False)
        entry = (number, record, source, fingerprint, rows.start, rows.stop)
        self._database.execute("insert into reports values (?, ?, ?, ?, ?, ?)", entry)
        self._database.execute("insert into texts values (?, ?)", (number, text))
        self._database.executemany(
            "insert into passages values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_columns, rows, passages)
        )
        row_of = {passage.id: row for row, passage in zip(rows, passages, strict=True)}
        self._database.executemany(
            "insert into figures values (?, ?, ?, ?)",
            [(row_of[figure.passage_id], figure.name, figure.region, _figure_record(figure)) for figure in figures],
        )
        self._database.executemany(
            "insert into terms values (?, ?, ?)",
            [(row_of[p.id], one.term, one.meaning) for p in passages if p.kind == "text" for one in defined(p.text)],
        )
        self._reports += 1
        self._rows = rows.stop
        return number, rows

    def close(self) -> None:
        """Finish the file."""
        self._database.executescript(_FIGURE_KEYS)
        self._database.commit()
        self._database.close()


class Store:
    """Read a finished file; may be shared between threads."""

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            IndexUnusable: here and in all methods, if the file is damaged.

        """
        self._path = path
        self._lock = Lock()
        with self._reading():
            # Immutable: no locks and no journal, so that a folder without write permission serves too.
            address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
            self._database = sqlite3.connect(address, uri=True, check_same_thread=False)
        self.reports = self._read_reports()

    def text(self, number: int) -> str:
        """Give the file's text of the report with that number."""
        with self._reading():
            text: str
            (text,) = self._database.execute("select text from texts where number = ?", (number,)).fetchone()
        return text

    def passages(self, rows: Sequence[int] | IntArray) -> list[Passage]:
        """Give the passages of the rows, in the order asked for."""
        found: dict[int, Passage] = {}
        for start in range(0, len(rows), _VARIABLES):
            wanted = [int(row) for row in rows[start : start + _VARIABLES]]
            places = ",".join("?" * len(wanted))
            with self._reading():
                answer = self._database.execute(f"select * from passages where row in ({places})", wanted)
                found.update(_row_and_passage(columns) for columns in answer)
        return [found[int(row)] for row in rows]

    def figures(self, rows: Sequence[int] | IntArray) -> list[Figure]:
        """Give the figures of the passages of the rows, in the order of the rows and of the text."""
        found: dict[int, list[Figure]] = {}
        for start in range(0, len(rows), _VARIABLES):
            wanted = [int(row) for row in rows[start : start + _VARIABLES]]
            places = ",".join("?" * len(wanted))
            query = f"select row, name, region, record from figures where row in ({places}) order by rowid"
            for row, *columns in self._rows(query, wanted):
                found.setdefault(row, []).append(_figure(*columns))
        return [figure for row in rows for figure in found.get(int(row), ())]

    def figures_named(self, names: Sequence[str]) -> list[Figure]:
        """Give all figures of some names, in the order of the reports."""
        found: list[tuple[int, Figure]] = []
        for start in range(0, len(names), _VARIABLES):
            wanted = list(names[start : start + _VARIABLES])
            places = ",".join("?" * len(wanted))
            query = f"select rowid, name, region, record from figures where name in ({places})"
            found += [(number, _figure(*columns)) for number, *columns in self._rows(query, wanted)]
        return [figure for _, figure in sorted(found, key=lambda item: item[0])]

    def terms(self) -> dict[str, Defined]:
        """Give the terms that passages explain; the first explanation of each."""
        rows = self._rows("select term, meaning from terms order by rowid desc", [])
        return {term: Defined(term, meaning) for term, meaning in rows}

    def figure_names(self) -> dict[str, int]:
        """Give every name that figures have, with how many have it."""
        return dict(self._rows("select name, count(*) from figures group by name", []))

    def _rows(self, query: str, values: Sequence[Any]) -> list[Any]:
        with self._reading():
            return self._database.execute(query, values).fetchall()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _read_reports(self) -> tuple[Stored, ...]:
        with self._reading():
            rows = self._database.execute(
                "select record, source, fingerprint, first_row, end_row from reports order by number"
            )
            return tuple(
                Stored(_report(record), source, fingerprint, range(first, end))
                for record, source, fingerprint, first, end in rows
            )

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            with self._lock:
                yield
        # Where SQLite itself does not notice the damage, its columns no longer fit the records.
        except (sqlite3.Error, ValueError, TypeError) as error:
            raise broken(self._path, f"cannot be read ({error})") from error


def sources(path: Path) -> list[str]:
    """Give the paths of the files in a store, of whatever version; none where it cannot be read."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            return [source for (source,) in database.execute("select source from reports")]
    except sqlite3.Error:
        return []


def _report(record: str) -> Report:
    fields = json.loads(record)
    return Report(**{**fields, "unsure": frozenset(fields["unsure"])})


def _columns(row: int, passage: Passage) -> tuple[Any, ...]:
    context = passage.context
    return (
        row,
        passage.id,
        passage.report_id,
        passage.kind,
        passage.text,
        json.dumps(passage.span),
        json.dumps(passage.runs),
        context.region,
        context.report_year,
        context.title,
        json.dumps(context.sections, ensure_ascii=False),
        json.dumps(context.years),
        context.stance,
    )


def _row_and_passage(columns: tuple[Any, ...]) -> tuple[int, Passage]:
    row, id_, report_id, kind, text, span, runs, region, report_year, title, sections, years, stance = columns
    start, end = json.loads(span)
    context = Context(region, report_year, title, tuple(json.loads(sections)), tuple(json.loads(years)), stance)
    pairs = tuple((at, origin) for at, origin in json.loads(runs))
    return row, Passage(id_, report_id, kind, text, (start, end), pairs, context)


def _figure_record(figure: Figure) -> str:
    record = {key: value for key, value in asdict(figure).items() if key not in ("name", "region") and value != ""}
    return json.dumps(record, ensure_ascii=False, default=str)


def _figure(name: str, region: str, record: str) -> Figure:
    fields = json.loads(record)
    for key in ("years", "place", "span"):
        fields[key] = tuple(fields[key])
    for key in ("value", "high"):
        fields[key] = None if fields[key] is None else Decimal(fields[key])
    return Figure(name=name, region=region, **{"unit": "", "indicator": "", **fields})

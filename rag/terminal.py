"""Show answers, reports and progress in a terminal, with colours where it is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from rag import tables
from rag.compare import Comparison, Row
from rag.config import EXTRACTIVE
from rag.errors import BaogaoError
from rag.index import Index
from rag.index.build import BuildSummary, Progress
from rag.records import Answer, Citation, Figure, Language, Report
from rag.stamp.spoken import explained, symbol

_FIELDS = {
    "title": "标题 title  ",
    "region": "地区 region ",
    "level": "级别 level  ",
    "year": "年份 year   ",
    "date": "日期 date   ",
    "session": "会议 session",
    "speaker": "报告人 speaker",
    "office": "职务 office ",
    "kind": "种类 kind   ",
}


def show_answer(answer: Answer, console: Console) -> None:
    """Print an answer, who gave it where that was an LLM, and beneath it the sources with the quoted words marked."""
    for is_table, lines in groupby(answer.text.splitlines(), lambda line: bool(tables.cells_of(line))):
        if is_table:
            console.print(_grid([tables.cells_of(line) for line in lines]))
        else:
            console.print(_with_marks("\n".join(lines), "yellow" if answer.declined else ""))
    for note in answer.notes:
        console.print(Text(f"（{note}）", style="dim"))
    if answer.backend != EXTRACTIVE:
        by = f"由 {answer.backend} 作答" if answer.question.lang == "zh" else f"answered by {answer.backend}"
        console.print(Text(f"（{by}）", style="dim"))
    _show_stamps(answer, console)
    for citation in answer.citations:
        console.print()
        console.print(Text(f"[{citation.n}] ", style="bold cyan") + Text(citation.passage.context.line, style="dim"))
        console.print(_marked(citation), soft_wrap=True)


def show_comparison(
    comparison: Comparison, index: Index, console: Console, *, lang: Language = "zh", markdown: bool = False
) -> None:
    """Print a table of figures, and beneath it the sentences that they stand in."""
    figures = list(comparison.figures)
    table = tables.written(comparison, lambda figure: figures.index(figure) + 1, lang)
    if markdown:
        print(tables.markdown(table))
    else:
        grid = Table(*table.header, title=table.title, title_justify="left")
        for row in table.rows:
            grid.add_row(*row)
        console.print(grid)
        for remark in table.remarks:
            console.print(Text(remark, style="dim"))
    for number, figure in enumerate(figures, start=1):
        console.print()
        _show_figure(number, figure, index, console)


def show_differing(rows: Sequence[Row], index: Index, console: Console) -> None:
    """Print what reports tell differently, with the sentence of each."""
    if not rows:
        console.print("各报告的说法没有出入。No two reports tell the same figure differently.")
    for row in rows:
        told = [*row.target, *row.result]
        console.print(Text(f"{row.region} {tables.period(row.years)} {told[0].name}", style="bold"))
        for number, figure in enumerate(told, start=1):
            _show_figure(number, figure, index, console)
        console.print()


def _show_figure(number: int, figure: Figure, index: Index, console: Console) -> None:
    passage = index.passage_of(figure)
    console.print(Text(f"[{number}] ", style="bold cyan") + Text(passage.context.line, style="dim"), soft_wrap=True)
    sentence = Text(tables.quote(passage, figure))
    sentence.highlight_words([figure.words], "bold")
    console.print(sentence, soft_wrap=True)


def write_text(path: Path, text: str) -> None:
    """Write a file, whole or not at all.

    Raises:
        BaogaoError: if it cannot be written.

    """
    try:
        aside = path.with_name(f".{path.name}.part")
        aside.write_text(text, "utf-8")
        aside.replace(path)
    except OSError as error:
        raise BaogaoError(f"{path}: cannot be written ({error.strerror}); name another file") from error


def _show_stamps(answer: Answer, console: Console) -> None:
    """Print how the figures stood the check: in one line those as printed, each other one for itself."""
    lang = answer.question.lang
    plain = [c for c in answer.figures if c.supported_by and c.found in ("written", None) and not c.moved]
    if plain:
        told = (
            "与引文一致" if lang == "zh" else "agree with the sources" if len(plain) > 1 else "agrees with the source"
        )
        figures = ("、" if lang == "zh" else ", ").join(dict.fromkeys(check.text for check in plain))
        console.print(Text(f"✓ {figures}  {told}", style="dim"))
    for check in answer.figures:
        if check not in plain:
            style = "dim" if check.supported_by else "bold yellow"
            console.print(Text(f"{symbol(check)} {check.text}  {explained(check, lang)}", style=style))
    for sentence in answer.unsupported:
        told = "没有引文支持" if lang == "zh" else "no source supports this"
        console.print(Text(f"⚠ {told}：{sentence}" if lang == "zh" else f"⚠ {told}: {sentence}", style="bold yellow"))


def show_reports(reports: Sequence[Report], console: Console) -> None:
    """Print what was found out of each report; a question mark where it is not sure, a dash where the file does not say."""
    for report in reports:
        console.print(Text(report.id, style="bold cyan"))
        for name, label in _FIELDS.items():
            value = getattr(report, name)
            mark = " ？" if name in report.unsure else ""
            console.print(
                Text(f"    {label}  ", style="dim")
                + Text(f"{value}{mark}" if value else "—", style="yellow" if mark else "")
            )
    if any(report.unsure for report in reports):
        console.print(
            Text(
                "？ 由上下文推断，可在 corpus.toml 或文首 front matter 中写明 · inferred: set it in corpus.toml or front matter",
                style="dim",
            )
        )


def show_summary(summary: BuildSummary, console: Console) -> None:
    """Print what a build did."""
    for skipped in summary.skipped:
        console.print(
            f"[yellow]跳过 skipped[/] {escape(str(skipped.path))}: {escape(_without_path(skipped.reason, str(skipped.path)))}",
            soft_wrap=True,
        )
    counts = [
        ("新增 added", summary.added),
        ("更新 changed", summary.changed),
        ("未变 unchanged", summary.unchanged),
        ("移出 removed", summary.removed),
    ]
    told = " · ".join(f"{name} {len(ids)}" for name, ids in counts if ids)
    console.print(f"{told} · 段落 passages {summary.passages} · {summary.seconds:.1f} s")


@contextmanager
def progress(console: Console) -> Iterator[Progress]:
    """Show a bar while an index is built."""
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("")

        def advance(done: int, total: int, label: str) -> None:
            bar.update(task, completed=done, total=total, description=label)

        yield advance


def _grid(rows: Sequence[Sequence[str]]) -> Table:
    """Draw a table of an answer; its first row is the header."""
    header, *rest = (row for row in rows if not tables.is_rule(row))
    grid = Table(*header)
    for row in rest:
        grid.add_row(*(_with_marks(cell) for cell in row[: len(header)]))
    return grid


def _with_marks(words: str, style: str = "") -> Text:
    text = Text(words, style=style)
    text.highlight_regex(r"\[\d+\]", "bold cyan")
    return text


def _marked(citation: Citation) -> Text:
    text = Text(citation.passage.text, style="")
    start = citation.passage.text.find(citation.quote)
    text.stylize("bold green", start, start + len(citation.quote))
    return text


def _without_path(reason: str, path: str) -> str:
    return re.sub(rf"^{re.escape(path)}[:,]?\s*", "", reason)

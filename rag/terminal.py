"""Show answers, reports and progress in a terminal, with colours where it is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.text import Text

from rag.index.build import BuildSummary, Progress
from rag.records import Answer, Citation, Report

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
    """Print an answer and beneath it the sources with the quoted words marked."""
    text = Text(answer.text, style="yellow" if answer.declined else "")
    text.highlight_regex(r"\[\d+\]", "bold cyan")
    console.print(text)
    for note in answer.notes:
        console.print(Text(f"（{note}）", style="dim"))
    for citation in answer.citations:
        console.print()
        console.print(Text(f"[{citation.n}] ", style="bold cyan") + Text(citation.passage.context.line, style="dim"))
        console.print(_marked(citation), soft_wrap=True)


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


def _marked(citation: Citation) -> Text:
    text = Text(citation.passage.text, style="")
    start = citation.passage.text.find(citation.quote)
    text.stylize("bold green", start, start + len(citation.quote))
    return text


def _without_path(reason: str, path: str) -> str:
    return re.sub(rf"^{re.escape(path)}[:,]?\s*", "", reason)

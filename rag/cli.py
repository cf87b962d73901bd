"""The command line: baogao index · ask · chat · reports · eval · bench · config.

Results go to stdout, remarks to stderr; errors of ours end with one clear line and status 2. Each command imports
what it needs, so that `baogao --help` and `baogao ask` start at once.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from eval import cli as eval_cli
from rag import __version__, config
from rag.config import CORPUS, Config
from rag.errors import BaogaoError
from rag.records import AskedStance

if TYPE_CHECKING:
    from rich.console import Console

    from rag.answer import Assistant
    from rag.index import Index
    from rag.records import Reading


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status."""
    args = _parser().parse_args(arguments)
    try:
        settings = _settings(args)
        return int(args.run(args, settings) or 0)
    except BaogaoError as error:
        print(f"baogao: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nbaogao: stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="baogao",
        description="向政府工作报告提问，答案与原文并列。Ask government work reports questions; every answer stands beside its sources.",
    )
    parser.add_argument("--version", action="version", version=f"baogao {__version__}")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--config", type=Path, metavar="FILE", help="settings (default: baogao.toml here, if there is one)"
    )
    common.add_argument("--index", type=Path, metavar="DIR", help="index directory (default: .baogao/index)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    index = commands.add_parser("index", parents=[common], help="建立索引 build an index of report files")
    index.add_argument(
        "paths",
        type=Path,
        nargs="+",
        metavar="DIR",
        help="folders or files: .txt, .md, .docx, .pdf, .html; the index will hold exactly these",
    )
    index.set_defaults(run=_index)

    ask = commands.add_parser("ask", parents=[common], help="提问 ask a question, or a file of them")
    ask.add_argument("question", nargs="?", help="the question, in Chinese or English")
    ask.add_argument("--backend", metavar="NAME", help="extractive, or a [backends.NAME] of the settings")
    ask.add_argument(
        "--region", action="append", default=[], metavar="PLACE", help="read it of this place; may be given again"
    )
    ask.add_argument(
        "--year", action="append", default=[], metavar="YEAR", help="of this year or period (2024, 2016-2020); again"
    )
    ask.add_argument("--stance", choices=get_args(AskedStance), help="of what was done, what is planned, or either")
    ask.add_argument(
        "--explain", action="store_true", help="print what the clauses of the answer were chosen from, and why"
    )
    ask.add_argument("--json", action="store_true", help="print the answer as one JSON object")
    ask.add_argument("--batch", type=Path, metavar="FILE", help='questions, one {"id", "question"} a line')
    ask.add_argument("--out", type=Path, metavar="FILE", help="where the answers of --batch go")
    ask.set_defaults(run=_ask)

    compare = commands.add_parser(
        "compare", parents=[common], help="比较 compare an indicator through places and years"
    )
    compare.add_argument("indicator", nargs="?", help="as people call it: 地区生产总值增速, GDP, 城镇新增就业")
    compare.add_argument("--regions", type=_listed, default=(), metavar="A,B", help="places (default: all)")
    compare.add_argument("--years", type=_listed_years, default=(), metavar="2023,2024", help="years (default: all)")
    compare.add_argument("--differs", action="store_true", help="list what reports tell differently instead")
    compare.add_argument("--format", choices=("table", "markdown", "csv"), default="table", help="how it is printed")
    compare.add_argument("--chart", type=Path, metavar="FILE.html", help="write a chart too, for any browser")
    compare.add_argument("--lang", choices=("zh", "en"), default="zh", help="of headers and remarks")
    compare.set_defaults(run=_compare)

    chat = commands.add_parser("chat", parents=[common], help="打开问答页面 open the chat page")
    chat.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1, this machine only)"
    )
    chat.add_argument("--port", type=int, help="port to listen on (default: the first free one from 7860)")
    chat.add_argument("--no-browser", action="store_true", help="do not open a browser")
    chat.set_defaults(run=_chat)

    reports = commands.add_parser(
        "reports", parents=[common], help="列出报告 list the indexed reports and what was found out of each"
    )
    reports.set_defaults(run=_reports)

    evaluation = commands.add_parser("eval", parents=[common], help="评测 ask a gold set and score the answers")
    eval_cli.add_arguments(evaluation)
    evaluation.set_defaults(run=_eval)

    bench = commands.add_parser("bench", parents=[common], help="测速 measure speed and memory on this machine")
    bench.add_argument(
        "paths", type=Path, nargs="*", default=[CORPUS], metavar="DIR", help="reports (default: bundled)"
    )
    bench.add_argument(
        "--provinces",
        type=Path,
        metavar="DIR",
        help="invent 31 province-sized reports in DIR instead, index them and judge answers over all",
    )
    bench.set_defaults(run=_bench)

    shown = commands.add_parser(
        "config",
        parents=[common],
        help="查看与检查设置 show the settings in force, or check an LLM: config check [NAME]",
    )
    shown.add_argument("task", nargs="?", choices=["check"], help="say what is wrong with the settings of an LLM")
    shown.add_argument("backend", nargs="?", metavar="NAME", help="which (default: those in use, and which are ready)")
    shown.set_defaults(run=_config)
    return parser


def _settings(args: argparse.Namespace) -> Config:
    settings = config.load(args.config)
    return replace(settings, index=args.index) if args.index else settings


def _index(args: argparse.Namespace, settings: Config) -> None:
    _build(args.paths, settings)


def _ask(args: argparse.Namespace, settings: Config) -> None:
    if bool(args.batch) == bool(args.question):
        raise BaogaoError("give a question, or --batch FILE with --out FILE; see `baogao ask --help`")
    if args.batch and not args.out:
        raise BaogaoError("--batch needs --out FILE for the answers")
    if args.batch:
        _ask_all(args, settings)
        return
    assistant = _assistant(settings)
    answer = assistant.answer(args.question, backend=args.backend, reading=_reading(args, assistant))
    if args.json:
        import json

        from rag.batch import as_dict

        print(json.dumps(as_dict(None, args.question, answer, assistant.index.reports), ensure_ascii=False, indent=2))
    else:
        from rich.console import Console

        from rag.terminal import show_answer

        console = Console(highlight=False)
        show_answer(answer, console)
        if args.explain:
            from rag.terminal_explained import show_explained

            show_explained(assistant.explain(args.question, reading=_reading(args, assistant)), console)


def _ask_all(args: argparse.Namespace, settings: Config) -> None:
    from rich.progress import track

    from rag.batch import as_dict, read_questions, write_answers

    rows = read_questions(args.batch)
    assistant = _assistant(settings)
    settings.profile(args.backend or settings.backend)
    reading = _reading(args, assistant)
    shown = track(rows, description="", console=_stderr(), transient=True)
    write_answers(
        args.out,
        (
            as_dict(
                row["id"],
                row["question"],
                assistant.answer(row["question"], backend=args.backend, reading=reading),
                assistant.index.reports,
            )
            for row in shown
        ),
    )


def _compare(args: argparse.Namespace, settings: Config) -> None:
    from rag import tables
    from rag.compare import compare, differing
    from rag.places import full_names
    from rag.terminal import show_comparison, show_differing

    if bool(args.indicator) == args.differs:
        raise BaogaoError("give an indicator, or --differs alone; see `baogao compare --help`")
    index = _open(settings)
    if args.differs:
        show_differing(differing(index), index, _console())
        return
    comparison = compare(index, args.indicator, regions=full_names(args.regions, index.reports), years=args.years)
    if args.chart:
        from rag.terminal import write_text

        write_text(args.chart, tables.chart(comparison, args.lang).to_html(include_plotlyjs=True))
    if args.format == "csv":
        print(tables.as_csv(comparison, index.passage_of), end="")
    else:
        show_comparison(comparison, index, _console(), lang=args.lang, markdown=args.format == "markdown")


def _reading(args: argparse.Namespace, assistant: Assistant) -> Reading:
    """Take the place, years and stance that a question is to be read with."""
    from rag.question import reading_of

    return reading_of(assistant.index.reports, regions=args.region, years=args.year, stance=args.stance)


def _chat(args: argparse.Namespace, settings: Config) -> None:
    from ui.page import launch

    _refresh_bundled(settings)
    launch(_assistant(settings), host=args.host, port=args.port, open_browser=not args.no_browser)


def _reports(args: argparse.Namespace, settings: Config) -> None:
    from rich.console import Console

    from rag.terminal import show_reports

    show_reports(_open(settings).reports, Console(highlight=False))


def _eval(args: argparse.Namespace, settings: Config) -> int:
    return eval_cli.main(args, settings, _open)


def _bench(args: argparse.Namespace, settings: Config) -> None:
    from eval.bench import bench

    if args.provinces:
        _bench_provinces(args.provinces, settings)
        return
    for what, figure in bench(args.paths, settings):
        print(f"{what:60} {figure:>20}")


def _config(args: argparse.Namespace, settings: Config) -> int:
    from rag.terminal_settings import settings_lines

    if args.task:
        return _config_check(args.backend, settings)
    path, variables = config.file_of(args.config), config.variables()
    print(f"# {', '.join([*([str(path)] if path else []), *variables]) or '默认设置 defaults'}")
    print("\n".join(settings_lines(settings)))
    return 0


def _config_check(backend: str | None, settings: Config) -> int:
    from rich.console import Console

    from rag.backends.check import check, unready
    from rag.terminal_settings import show_check, show_readiness

    console = Console(highlight=False)
    profiles = [settings.profile(backend)] if backend else settings.chain(settings.backend)
    passed = [show_check(profile, check(profile), console) for profile in profiles if profile]
    if not backend or not passed:
        show_readiness(settings, {name: unready(profile) for name, profile in settings.profiles.items()}, console)
    return 0 if all(passed) else 1


def _bench_provinces(folder: Path, settings: Config) -> None:
    from eval.provinces.measure import counts, measure, short

    if folder.exists() and any(folder.iterdir()):
        raise BaogaoError(f"{folder}: is not empty; name a new folder for the invented reports")
    measured = measure(folder, settings)
    for what, figure in [*measured.speed, *counts(measured.answers)]:
        print(f"{what:60} {figure:>20}")
    for one in measured.answers:
        if not one.verdict.complete:
            print(f"not complete: {short(one)}")


def _assistant(settings: Config) -> Assistant:
    from rag.answer import Assistant

    return Assistant(_open(settings), settings)


def _open(settings: Config) -> Index:
    """Open the index; where none was ever made at the default place, make one of the bundled corpus."""
    from rag.index import Index

    if not settings.index.exists() and settings.index == Config().index:
        print(
            f"还没有索引，先为自带的报告摘编建立。No index yet: building one of the bundled corpus in {settings.index}",
            file=sys.stderr,
        )
        _build([CORPUS], settings)
    return Index.open(settings.index)


def _refresh_bundled(settings: Config) -> None:
    """Bring an index of nothing but the bundled corpus up to this version of it and of the index's files."""
    from rag.index import Index

    sources = Index.sources(settings.index) if settings.index.exists() else []
    if sources and all(Path(source).is_relative_to(CORPUS) for source in sources):
        _build([CORPUS], settings, quiet=True)


def _build(paths: Sequence[Path], settings: Config, *, quiet: bool = False) -> None:
    from embeddings.encoder import load
    from rag.index.build import build
    from rag.terminal import progress, show_summary

    console = _stderr()
    with progress(console) as bar:
        summary = build(paths, settings.index, load(settings.encoder, settings.encoders), progress=bar)
    if not quiet:
        show_summary(summary, console)


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace("，", ",").replace("、", ",").split(",") if part.strip())


def _listed_years(text: str) -> tuple[int, ...]:
    years: list[int] = []
    for part in _listed(text):
        first, _, last = part.partition("-")
        if not (first.isdecimal() and (last.isdecimal() or not last)) or len(first) != 4:
            raise argparse.ArgumentTypeError(f"{part!r} is no year: write 2024, 2023,2024 or 2021-2025")
        years += range(int(first), int(last or first) + 1)
    return tuple(years)


def _stderr() -> Console:
    from rich.console import Console

    return Console(stderr=True, highlight=False)

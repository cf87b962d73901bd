"""`baogao eval`: ask the gold questions, score the answers, show and keep the results.

    baogao eval [--split dev] [--backend A --backend B] [--ablate]     tables on the screen, a run directory each
    baogao eval compare RUN RUN                                        two runs, question by question
    baogao eval retrieval --squad FILE                                 a public retrieval benchmark
    baogao eval stamp                                                  the check, on right and on corrupted answers
    baogao eval figures --reports DIR                                  figures read, against those annotated by hand
    baogao eval fit --on dev=INDEX [--on FILE=INDEX]                   learn what the features of an answer are worth

Tables go to stdout, remarks and progress to stderr. This module imports nothing heavy, so that the parser can be
built at once.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from eval import gold as gold_files
from eval.ablate import VARIATIONS, WITH_LLM, varied
from rag.config import Config, LlmProfile
from rag.errors import BaogaoError, ConfigError

if TYPE_CHECKING:
    from rich.console import Console

    from eval.gold import Gold
    from eval.run import Run
    from rag.answer import Assistant
    from rag.index import Index

    OpenIndex = Callable[[Config], Index]

RUNS = Path(".baogao/eval")
"""Where run directories are kept, unless told otherwise."""
_WIDTH = 120
"""Characters of a table's line where the output is no terminal."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `baogao eval` and its commands compare and retrieval."""
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("--split", choices=[*gold_files.SPLITS], default="dev", help="gold set of the project")
    chosen.add_argument("--gold", type=Path, metavar="FILE", help="a gold set of your own, JSON Lines")
    parser.add_argument("--backend", action="append", metavar="NAME", help="backend to measure; may be given again")
    parser.add_argument(
        "--type", action="append", metavar="TYPE", help="only questions of this type; may be given again"
    )
    parser.add_argument("--limit", type=_positive, metavar="N", help="only N questions, spread over the set")
    parser.add_argument("--jobs", type=_positive, metavar="N", help="questions an LLM is asked at once (default: 4)")
    parser.add_argument(
        "--ablate",
        nargs="*",
        choices=[*VARIATIONS],
        metavar="NAME",
        help=f"measure variations of the settings: all, or some of {', '.join(VARIATIONS)}",
    )
    parser.add_argument("--judge", metavar="NAME", help="have this LLM rate faithfulness and completeness as well")
    parser.add_argument(
        "--details", action="store_true", help="for --split test: types and wrong answers, not totals alone"
    )
    parser.add_argument("--floors", type=Path, metavar="FILE", help="end with status 1 if a measure is below its floor")
    parser.add_argument("--requests-out", type=Path, metavar="FILE", help="write batch requests for the LLM and stop")
    parser.add_argument("--responses-in", type=Path, metavar="FILE", help="score the responses to such requests")
    parser.add_argument("--out", type=Path, default=RUNS, metavar="DIR", help=f"where runs are kept (default: {RUNS})")
    commands = parser.add_subparsers(dest="what", metavar="compare | retrieval | figures | stamp | fit")

    compare = commands.add_parser("compare", help="hold two runs against each other")
    compare.add_argument("runs", type=Path, nargs=2, metavar="RUN", help="run directories")
    compare.add_argument("--page", type=Path, metavar="FILE", help="write a page as well")

    retrieval = commands.add_parser("retrieval", help="measure retrieval on a benchmark in SQuAD form")
    retrieval.add_argument("--squad", type=Path, required=True, metavar="FILE", help=".json or .json.xz")

    figures = commands.add_parser("figures", help="hold the figures read from reports against annotations")
    figures.add_argument("--reports", type=Path, required=True, metavar="DIR", help="folder of the annotated reports")
    figures.add_argument("--misses", action="store_true", help="list what is not as annotated")

    stamp = commands.add_parser("stamp", help="hold the check of figures against corrupted answers")
    stamp.add_argument("--misses", action="store_true", help="list what the check missed in the half for developing")

    fit = commands.add_parser("fit", help="learn the weights of features from gold questions")
    fit.add_argument(
        "--on", action="append", required=True, metavar="GOLD=INDEX", help="split or file, and the index it is asked of"
    )
    fit.add_argument("--weights", type=Path, metavar="FILE", help="where they are written (default: those of baogao)")


def main(args: argparse.Namespace, settings: Config, open_index: OpenIndex | None = None) -> int:
    """Run the command.

    Args:
        args: parsed by the parser of `add_arguments`.
        settings: of the command line.
        open_index: opens the index that the settings name; `Index.open` unless told otherwise.

    Returns: the exit status: 1 if a floor was fallen below, else 0.

    """
    if args.what == "compare":
        _compare(args)
        return 0
    if args.what == "retrieval":
        _retrieval(args, settings)
        return 0
    if args.what == "figures":
        _figures(args)
        return 0
    if args.what == "stamp":
        _stamp(args)
        return 0
    if args.what == "fit":
        _fit(args, settings)
        return 0
    # A backend is measured by what it answers itself.
    settings = replace(settings, fallback=())
    golds = _chosen(args)
    index = open_index(settings) if open_index else _open(settings)
    if args.requests_out:
        _write_requests(args.requests_out, golds, _assistant(index, _single(args, settings)))
        return 0
    runs = []
    for backend in args.backend or [settings.backend]:
        for name, config in _variations(args, replace(settings, backend=backend)):
            runs.append(_run(args, name, config, golds, index))
    _show(args, runs)
    return _below_floors(args.floors, runs)


def _chosen(args: argparse.Namespace) -> list[Gold]:
    golds = gold_files.read(args.gold or gold_files.SPLITS[args.split])
    if args.type:
        known = sorted({gold.type for gold in golds})
        unknown = [type_ for type_ in args.type if type_ not in known]
        if unknown:
            raise ConfigError(f"--type {unknown[0]}: there is no such question; types: {', '.join(known)}")
        golds = [gold for gold in golds if gold.type in args.type]
    if args.limit and args.limit < len(golds):
        golds = [golds[place * len(golds) // args.limit] for place in range(args.limit)]
    return golds


def _variations(args: argparse.Namespace, settings: Config) -> Iterator[tuple[str, Config]]:
    """Give the settings to measure, each with the name of its run."""
    stem = f"{_gold_name(args)} {settings.backend}"
    if args.ablate is None:
        yield stem, settings
        return
    for name in args.ablate or VARIATIONS:
        if name in WITH_LLM and settings.profile(settings.backend) is None:
            if name in args.ablate:
                raise ConfigError(f"--ablate {name}: an LLM helps the search there; name one with --backend")
            continue
        yield f"{stem} {name}", varied(settings, name)


def _single(args: argparse.Namespace, settings: Config) -> Config:
    """Give the settings for what is done for one backend only."""
    if args.ablate is not None or len(args.backend or []) > 1:
        raise ConfigError("--requests-out and --responses-in take one --backend and no --ablate")
    return replace(settings, backend=args.backend[0]) if args.backend else settings


def _run(args: argparse.Namespace, name: str, config: Config, golds: Sequence[Gold], index: Index) -> Run:
    from eval import run as runs
    from eval.report import run_page

    judge = _judge(args, config)
    assistant = _assistant(index, config)
    responses = args.responses_in.name if args.responses_in else ""
    described = runs.settings_of(name, _gold_name(args), golds, index, config, responses=responses)
    if args.responses_in:
        run = _score_responses(args, golds, assistant, described)
    else:
        directory = runs.directory_for(described, args.out)
        with _progress(name, len(golds)) as advance:
            run = runs.run(assistant, golds, described, directory, jobs=args.jobs or runs.JOBS, advance=advance)
    if judge:
        run = _judged(run, judge, args.jobs or runs.JOBS)
    (run.directory / "report.html").write_text(run_page(run, details=_details(args)), "utf-8")
    return run


def _score_responses(
    args: argparse.Namespace, golds: Sequence[Gold], assistant: Assistant, described: dict[str, object]
) -> Run:
    from eval import run as runs
    from eval import two_step

    _single(args, assistant.config)
    responses = two_step.read_responses(args.responses_in)
    stray = sorted(set(responses) - {gold.id for gold in golds})
    if stray:
        _stderr().print(
            f"{len(stray)} responses to other questions passed over, the first to {stray[0]!r}", markup=False
        )
    answers = {gold.id: two_step.answered(assistant, gold, responses.get(gold.id)) for gold in golds}
    return runs.finish(runs.directory_for(described, args.out), described, golds, answers)


def _judge(args: argparse.Namespace, config: Config) -> LlmProfile | None:
    if not args.judge:
        return None
    profile = config.profile(args.judge)
    if profile is None:
        raise ConfigError(f"--judge {args.judge}: no LLM; name a [backends.NAME] of the settings")
    return profile


def _judged(run: Run, profile: LlmProfile, jobs: int) -> Run:
    from eval import run as runs
    from eval.judge import judge

    with _progress(f"{run.name}, judged by {profile.name}", len(run.answers)) as advance:
        opinions = judge(run.golds, run.answers, profile, jobs=jobs, advance=advance)
    return runs.finish(run.directory, {**run.settings, "judge": profile.model}, run.golds, run.answers, opinions)


def _write_requests(path: Path, golds: Sequence[Gold], assistant: Assistant) -> None:
    from eval import two_step

    written = list(two_step.requests(assistant, golds))
    try:
        path.write_text("".join(f"{request.line}\n" for request in written), "utf-8")
    except OSError as error:
        raise BaogaoError(f"{path}: cannot be written ({error.strerror}); name another file") from error
    _stderr().print(f"{path}: {two_step.summary(written)}", markup=False, soft_wrap=True)


def _show(args: argparse.Namespace, runs: Sequence[Run]) -> None:
    from eval.tables import show_run, show_runs

    console = _stdout()
    if args.ablate is None:
        for run in runs:
            show_run(run, console, types=_details(args))
    if len(runs) > 1:
        show_runs(_gold_name(args), runs, console)
    for run in runs:
        _stderr().print(f"{run.name}: {run.directory / 'report.html'}", markup=False, soft_wrap=True)


def _below_floors(path: Path | None, runs: Sequence[Run]) -> int:
    if path is None:
        return 0
    from eval import floors
    from eval.measures import by_type, totals

    wanted = floors.read(path)
    fallen = [
        f"{run.name}: {line}"
        for run in runs
        for line in floors.fallen({"all": totals(run.scores), **by_type(run.scores)}, wanted)
    ]
    for line in fallen:
        _stderr().print(line, style="red", markup=False)
    return 1 if fallen else 0


def _compare(args: argparse.Namespace) -> None:
    from eval.compare import compare
    from eval.report import comparison_page
    from eval.run import load
    from eval.tables import show_comparison

    comparison = compare(*map(load, args.runs))
    show_comparison(comparison, _stdout())
    if args.page:
        hidden = any(run.settings["gold"]["name"] in gold_files.UNSEEN for run in (comparison.first, comparison.second))
        try:
            args.page.write_text(comparison_page(comparison, details=args.details or not hidden), "utf-8")
        except OSError as error:
            raise BaogaoError(f"{args.page}: cannot be written ({error.strerror}); name another file") from error


def _retrieval(args: argparse.Namespace, settings: Config) -> None:
    from embeddings.encoder import load
    from eval import squad
    from eval.tables import show_legs

    benchmark = squad.read(args.squad)
    legs = squad.measure(benchmark, load(settings.encoder, settings.encoders), settings)
    title = f"{benchmark.name}: {len(benchmark.questions)} questions, {len(benchmark.paragraphs)} paragraphs"
    show_legs(title, legs, _stdout())


def _fit(args: argparse.Namespace, settings: Config) -> None:
    from eval import fit
    from eval.tables import show_learned
    from rag import weights

    learned_from: list[fit.Lesson] = []
    for one in args.on:
        name, _, directory = one.partition("=")
        golds = gold_files.read(gold_files.SPLITS.get(name, Path(name)))
        assistant = _assistant(_open(replace(settings, index=Path(directory))), settings)
        with _progress(one, len(golds)) as advance:
            learned_from += fit.lessons(assistant, golds, advance)
    learned = fit.learn(learned_from)
    fit.write(learned, args.weights or weights.FILE)
    show_learned(learned, _stdout())


def _figures(args: argparse.Namespace) -> None:
    from eval.extraction import measure
    from eval.tables import show_extraction

    show_extraction(measure(args.reports), _stdout(), misses=args.misses)


def _stamp(args: argparse.Namespace) -> None:
    from eval.stamp import measure_all
    from eval.tables import show_stamp

    show_stamp(measure_all(), _stdout(), misses=args.misses)


def _details(args: argparse.Namespace) -> bool:
    return args.details or _gold_name(args) not in gold_files.UNSEEN


def _gold_name(args: argparse.Namespace) -> str:
    return args.gold.stem if args.gold else str(args.split)


def _open(settings: Config) -> Index:
    from rag.index import Index

    return Index.open(settings.index)


def _assistant(index: Index, config: Config) -> Assistant:
    from rag.answer import Assistant

    return Assistant(index, config)


@contextmanager
def _progress(name: str, total: int) -> Iterator[Callable[[], None]]:
    """Show a bar on stderr."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=_stderr(), transient=True) as bar:
        task = bar.add_task(name, total=total)
        yield lambda: bar.advance(task)


def _stdout() -> Console:
    from rich.console import Console

    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=_WIDTH)


def _stderr() -> Console:
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text}: at least 1 is needed")
    return number

"""Write a comparison down: Comparison → table for the terminal, Markdown, CSV, chart.

Each cell carries the number of its citation; what is computed is said to be. A CSV row is one figure with its passage,
so that a spreadsheet can do what it likes with them.
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from rag.compare import Comparison, Row, signed
from rag.english.facts import with_printed
from rag.english.proper import place
from rag.english.terms import named
from rag.figures.extract import RANK
from rag.records import Figure, Language, Passage

if TYPE_CHECKING:
    import plotly.graph_objects as go

_TEXTS: dict[Language, dict[str, str]] = {
    "zh": {
        "region": "地区",
        "years": "年份",
        "target": "目标",
        "result": "结果",
        "gap": "结果减目标（计算）",
        "met": "达到",
        "missed": "未达到",
        "comparable": "同口径",
        "stretch": "力争",
        "estimate": "预计",
        "average": "年均",
        "growth": "增长",
        "share": "比重",
        "level": "",
        "added": "新增",
        "cumulative": "累计",
        "rank": "位次",
        "covered": "共查看{covered}份报告，其中{without}份没有这项数据：{missing}。",
        "all": "共查看{covered}份报告，都有这项数据。",
        "differs": "{region}{years}：报告说法不一，见各处引用。",
        "apart": "口径不同，未并入：{names}。",
    },
    "en": {
        "region": "Place",
        "years": "Year",
        "target": "Target",
        "result": "Result",
        "gap": "Result − target (computed)",
        "met": "met",
        "missed": "missed",
        "comparable": "on a comparable basis",
        "stretch": "stretch",
        "estimate": "estimate",
        "average": "a year on average ",
        "growth": "growth",
        "share": "share",
        "level": "",
        "added": "added",
        "cumulative": "cumulative",
        "rank": "rank",
        "covered": "{covered} reports were looked at; {without} hold no figure of it: {missing}.",
        "all": "{covered} reports were looked at; all hold a figure of it.",
        "differs": "{region} {years}: reports differ; see each citation.",
        "apart": "Measured otherwise, so not joined: {names}.",
    },
}
_COLOURS = ("#2f6fc4", "#c8553d", "#2f8f6b", "#a9720f", "#7a5bb5", "#14889c", "#b8457f", "#6b7480")
"""Of places, readable on white and on black."""
_LABELLED = 4
"""Places up to which a chart writes values beside its points."""
_RULE = re.compile(r":?-{2,}:?")
EMPTY = "—"
"""A cell of which nothing is told."""


@dataclass(frozen=True, slots=True)
class Written:
    """A table as texts."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    remarks: tuple[str, ...]
    """What was looked at, what differs, what is measured otherwise."""


def written(
    comparison: Comparison, number: Callable[[Figure], int], lang: Language = "zh", *, computed: bool = True
) -> Written:
    """Write a comparison as a table of texts, a row for each place and period.

    Args:
        comparison: to be written.
        number: gives the number of the citation of a figure.
        lang: of headers and remarks; figures stand as printed.
        computed: whether to say by how much a result differs from its target.

    """
    texts = _TEXTS[lang]
    targets, results = any(row.target for row in comparison.rows), any(row.result for row in comparison.rows)
    gaps = computed and any(row.gap is not None for row in comparison.rows)
    columns = [("target", targets), ("result", results), ("gap", gaps)]
    header = (texts["region"], texts["years"], *(texts[name] for name, shown in columns if shown))
    rows = [
        (
            row.region if lang == "zh" else place(row.region),
            period(row.years),
            *([_cell(row.target, number, texts)] if targets else []),
            *([_cell(row.result, number, texts)] if results else []),
            *([_gap(row, texts)] if gaps else []),
        )
        for row in comparison.rows
    ]
    kind = texts[comparison.aspect]
    name = comparison.name if lang == "zh" else named(comparison.name)
    title = f"{name}{f'（{kind}）' if kind and lang == 'zh' else f', {kind}' if kind else ''}"
    return Written(title, header, tuple(rows), _remarks(comparison, texts))


def markdown(table: Written) -> str:
    """Write a table in Markdown (GitHub's pipes), with its remarks beneath."""
    return "\n\n".join([f"**{table.title}**", "\n".join(piped(table)), *table.remarks])


def piped(table: Written) -> list[str]:
    """Write the lines of a table in Markdown."""
    lines = [table.header, tuple("---" for _ in table.header), *table.rows]
    return [f"| {' | '.join(cell.replace('|', '／') for cell in line)} |" for line in lines]


def cells_of(line: str) -> tuple[str, ...]:
    """Read the cells of a line of a Markdown table; none where it is no such line."""
    line = line.strip()
    if len(line) < 3 or not (line.startswith("|") and line.endswith("|")):
        return ()
    return tuple(cell.strip() for cell in line[1:-1].split("|"))


def is_rule(cells: Sequence[str]) -> bool:
    """Tell whether cells are the line between the header of a Markdown table and its rows."""
    return bool(cells) and all(_RULE.fullmatch(cell) for cell in cells)


def as_csv(comparison: Comparison, passage: Callable[[Figure], Passage]) -> str:
    """Write one line a figure: place, years, target or result, value, unit, as printed, report, section and sentence.

    Values are in base units: 1.69万人 is 16900. Cells that a spreadsheet would compute are kept as texts.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        ["indicator", "region", "years", "stance", "value", "high", "unit", "printed", "document", "section", "quote"]
    )
    for figure in comparison.figures:
        source = passage(figure)
        writer.writerow(
            _safe(cell)
            for cell in (
                figure.indicator,
                figure.region,
                period(figure.years),
                figure.stance,
                f"{signed(figure).normalize():f}" if figure.unit else "",
                f"{figure.high.normalize():f}" if figure.high is not None else "",
                figure.unit,
                figure.words,
                source.report_id,
                " › ".join(source.context.sections),
                quote(source, figure),
            )
        )
    return out.getvalue()


def chart(comparison: Comparison, lang: Language = "zh") -> go.Figure:
    """Draw a comparison: lines through the years where there are several, else bars; targets hollow or dashed.

    A place has one colour. No line crosses a year of which nothing is told. Periods of several years are left out, since they are no points in time; where there are many
    places, values stand beside no point, but are told when one is pointed at.
    """
    import plotly.graph_objects as go

    # What comes from a document is escaped: plotly reads markup.
    texts = _TEXTS[lang]
    drawn = go.Figure()
    single = [row for row in comparison.rows if len(row.years) == 1]
    told_of = {row.years[0] for row in single}
    years = list(range(min(told_of, default=0), max(told_of, default=-1) + 1))
    written_out = "+text" if len(comparison.regions) <= _LABELLED else ""
    for number, region in enumerate(comparison.regions):
        place, colour = html.escape(region), _COLOURS[number % len(_COLOURS)]
        rows = [row for row in single if row.region == region]
        for kind in ("result", "target"):
            points = {row.years[0]: told[0] for row in rows if (told := getattr(row, kind)) and told[0].unit}
            if not points:
                continue
            hollow = kind == "target"
            at = range(min(points), max(points) + 1)
            shared = {
                "y": [float(signed(points[year])) if year in points else None for year in at],
                "text": [html.escape(points[year].words) if year in points else "" for year in at],
                "name": f"{place} {texts[kind]}",
                "hovertemplate": f"%{{x}} {texts[kind]}: %{{text}}<extra>{place}</extra>",
            }
            if len(years) > 1:
                drawn.add_scatter(
                    x=[str(year) for year in at], mode=f"lines+markers{written_out}", textposition="top center",
                    line={"color": colour, "dash": "dot" if hollow else "solid"}, cliponaxis=False,
                    marker={"color": colour, "symbol": "circle-open" if hollow else "circle", "size": 10}, **shared,
                )  # fmt: skip
            else:
                fill = "rgba(0,0,0,0)" if hollow else colour
                marker = {"color": fill, "line": {"color": colour, "width": 2}}
                drawn.add_bar(x=[place], marker=marker, textposition="outside", cliponaxis=False, **shared)
    drawn.update_layout(
        title=html.escape(written(comparison, lambda _: 0, lang).title),
        font_family="system-ui, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif",
        yaxis_title="" if comparison.unit == RANK else html.escape(comparison.unit),
        xaxis={"type": "category", "categoryorder": "array", "categoryarray": [str(year) for year in years]}
        if len(years) > 1
        else {"title": str(years[0]) if years else ""},
        template="plotly_white",
        legend={"orientation": "h", "y": -0.15},
        margin={"l": 60, "r": 20, "t": 60, "b": 40},
    )
    if comparison.unit == RANK:
        drawn.update_yaxes(autorange="reversed")
    return drawn


def period(years: Sequence[int]) -> str:
    """Write years: 2024, 2016-2020."""
    return "" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"


def quote(passage: Passage, figure: Figure) -> str:
    """Give the sentence of a passage that holds a figure."""
    from rag.clauses import sentences

    start, end = next(span for span in sentences(passage.text) if span[0] <= figure.place[0] < span[1])
    return passage.text[start:end].strip()


def figure_words(figure: Figure, lang: Language = "zh") -> str:
    """Write a figure as printed, with its movement and basis: 下降29%, 19.12%（同口径）."""
    texts = _TEXTS[lang]
    printed = figure.words if lang == "zh" else with_printed(figure)
    marks = [texts[name] for name in ("estimate", "comparable", "stretch") if getattr(figure, name)]
    falls = ("下降" if lang == "zh" else "−") if figure.change == "down" else ""
    sign = f"第{figure.words}" if figure.unit == RANK else printed
    span = spanned(figure, lang)
    bracket = f"（{'，'.join(marks)}）" if lang == "zh" else f" ({', '.join(marks)})"
    return f"{span}{falls}{sign}{bracket if marks else ''}"


def spanned(figure: Figure, lang: Language = "zh") -> str:
    """Write of what span a figure is where that is no one year: 年均, 累计."""
    cumulative = figure.cumulative if lang == "zh" else "cumulative " if figure.cumulative else ""
    return f"{cumulative}{_TEXTS[lang]['average'] if figure.average else ''}"


def gap_words(gap: Decimal, unit: str, lang: Language = "zh") -> str:
    """Write a difference with its sign and unit; that of two shares is in percentage points."""
    if lang == "en":
        points = " percentage points" if unit == "%" else unit
        return f"{'+' if gap > 0 else '−' if gap < 0 else '±'}{abs(gap).normalize():,f}{points}"
    scale, word = (10**8, "亿") if abs(gap) >= 10**8 else (10**4, "万") if abs(gap) >= 10**4 else (1, "")
    value = (abs(gap) / scale).normalize()
    return f"{'+' if gap > 0 else '−' if gap < 0 else '±'}{value:f}{word}{'个百分点' if unit == '%' else unit}"


def _cell(told: Sequence[Figure], number: Callable[[Figure], int], texts: dict[str, str]) -> str:
    lang: Language = "zh" if texts is _TEXTS["zh"] else "en"
    return " / ".join(f"{figure_words(figure, lang)}[{number(figure)}]" for figure in told) or EMPTY


def _gap(row: Row, texts: dict[str, str]) -> str:
    if row.gap is None:
        return EMPTY
    verdict = "" if row.met is None else f" · {texts['met'] if row.met else texts['missed']}"
    lang: Language = "zh" if texts is _TEXTS["zh"] else "en"
    return gap_words(row.gap, row.target[0].unit, lang) + verdict


def _remarks(comparison: Comparison, texts: dict[str, str]) -> tuple[str, ...]:
    missing = "、".join(f"{report.region or report.id}{report.year or ''}" for report in comparison.without)
    counts = {"covered": len(comparison.covered), "without": len(comparison.without), "missing": missing}
    remarks = [texts["covered" if comparison.without else "all"].format(**counts)]
    remarks += [
        texts["differs"].format(region=row.region, years=period(row.years)) for row in comparison.rows if row.differs
    ]
    apart = dict.fromkeys(f"{f.indicator}（{f.region}{period(f.years)}，{f.words}）" for f in comparison.apart[:6])
    return tuple([*remarks, texts["apart"].format(names="、".join(apart))] if apart else remarks)


def _safe(cell: str) -> str:
    """Keep a spreadsheet from computing a text that begins like a formula; a negative number stays one."""
    return f"'{cell}" if cell.startswith(("=", "+", "@")) or (cell[:1] == "-" and not cell[1:2].isdigit()) else cell

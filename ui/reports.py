"""Draw the header: the product's name and which reports are loaded.

`Report[]` -> HTML: one chip a region with its years, and a disclosure that lists title, date and speaker of each report.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

from rag.records import Report
from ui.texts import PRODUCT, Texts

CHIPS = 6
"""Regions named in the header before the rest is only counted."""


def header(texts: Texts) -> str:
    """Draw the head of the page."""
    name, latin = PRODUCT.split(" · ")
    return (
        f'<header class="bg-head" data-lang="{texts.lang}"><span class="bg-seal" aria-hidden="true">报</span>'
        f'<h1>{name} <span>· {latin}</span></h1><p class="bg-tagline">{escape(texts.tagline)}</p></header>'
    )


def loaded(reports: Sequence[Report], texts: Texts) -> str:
    """Draw the line on the reports; for an empty index, say what to do."""
    if not reports:
        return f'<p class="bg-empty" role="alert">{escape(texts.no_reports)}</p>'
    rows = sorted(reports, key=lambda report: (report.region, report.year or 0, report.id))
    summary = texts.reports_loaded.format(n=len(reports))
    return (
        f'<details class="bg-reports"><summary><span class="bg-loaded">{summary}</span><span class="bg-chips">{_chips(rows, texts)}</span></summary>'
        f'<div class="bg-sheet"><table><thead><tr><th scope="col">{texts.column_title}</th>'
        f'<th scope="col">{texts.column_date}</th><th scope="col">{texts.column_speaker}</th></tr></thead>'
        f"<tbody>{''.join(_row(report, texts) for report in rows)}</tbody></table></div></details>"
    )


def _chips(rows: Sequence[Report], texts: Texts) -> str:
    regions = [(region, list(reports)) for region, reports in groupby(rows, lambda report: report.region)]
    chips = [_chip(region or texts.unknown, reports) for region, reports in regions[:CHIPS]]
    more = len(regions) - CHIPS
    return "".join(chips) + (f'<span class="bg-chip">{texts.more_regions.format(n=more)}</span>' if more > 0 else "")


def _chip(region: str, reports: Sequence[Report]) -> str:
    years = sorted({report.year for report in reports if report.year})
    few = " ".join(map(str, years)) if len(years) <= 3 else f"{years[0]}–{years[-1]}"
    return f'<span class="bg-chip"><span lang="zh-CN">{escape(region)}</span> {few}</span>'


def _row(report: Report, texts: Texts) -> str:
    speaker = " ".join(part for part in (report.office, report.speaker) if part)
    cells = [
        f'<td><span lang="zh-CN">{escape(report.title or report.id)}</span>{_unsure(report, texts, "title", "region", "year")}</td>',
        f"<td>{escape(report.date or texts.unknown)}{_unsure(report, texts, 'date')}</td>",
        f'<td><span lang="zh-CN">{escape(speaker or texts.unknown)}</span>{_unsure(report, texts, "office", "speaker")}</td>',
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _unsure(report: Report, texts: Texts, *fields: str) -> str:
    """Say that a value was inferred rather than read."""
    return f' <span class="bg-inferred">{texts.inferred}</span>' if report.unsure.intersection(fields) else ""

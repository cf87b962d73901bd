"""The full reports, where a checkout has them beside it: what each is, and how many sections it has."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from rag.passages import cut
from rag.reading import ParsedReport, find_sources, read_report

REPORTS = Path(__file__).resolve().parents[3] / "shared" / "reports"

pytestmark = [
    pytest.mark.reports,
    pytest.mark.skipif(not REPORTS.is_dir(), reason="the full reports are not beside this checkout"),
]

TOLD = {
    "zhangdian-2021": ("张店区", 2021, "2021-02-07", "王学刚", "full"),
    "zhangdian-2022-press": ("张店区", 2022, "2022-01-19", "苏振华", "press"),
    "zhangdian-2025": ("张店区", 2025, "", "于寿磊", "full"),
    "zhoucun-2023": ("周村区", 2023, "2023-01-07", "李晓红", "full"),
    "zibo-2024": ("淄博市", 2024, "", "", "full"),
}
MAIN_SECTIONS = {
    "zhangdian-2021": [
        ((2016, 2020), "achieved"),
        ((2021, 2025), "target"),
        ((2021, 2021), "target"),
        ((2021, 2021), "target"),
    ],
    "zhangdian-2022-press": [((2022, 2022), "target")] * 5,
    "zhangdian-2025": [((2024, 2024), "achieved"), ((2025, 2025), "target"), ((2025, 2025), "target")],
    "zhoucun-2023": [((2022, 2022), "achieved"), ((2023, 2023), "target"), ((2023, 2023), "target")],
    "zibo-2024": [((2023, 2023), "achieved"), ((2024, 2024), "target"), ((2024, 2024), "target")],
}
SECTIONS = {"zhangdian-2021": 49, "zhangdian-2022-press": 16, "zhangdian-2025": 37, "zhoucun-2023": 62, "zibo-2024": 53}


def read(name: str) -> ParsedReport:
    [source], _ = find_sources([REPORTS / f"{name}.txt"])
    return read_report(source, name)


@pytest.mark.parametrize("name", TOLD)
def test_what_each_report_is(name: str) -> None:
    """Place, year, date, speaker and kind are those of the report."""
    report = read(name).report

    assert (report.region, report.year, report.date, report.speaker, report.kind) == TOLD[name]


@pytest.mark.parametrize("name", TOLD)
def test_main_sections_and_their_parts(name: str) -> None:
    """The main sections review and plan the years that they should, and the outline has its parts."""
    outline = read(name).outline

    main = [section.told for section in outline.sections if section.parent is None]
    assert [((told.years[0], told.years[-1]), told.stance) for told in main] == MAIN_SECTIONS[name]
    assert len(outline.sections) == SECTIONS[name]


def test_reading_is_quick() -> None:
    """All five, 55,000 characters, are read and cut in a fraction of a second of computing."""
    read("zibo-2024")
    started = time.process_time()
    for name in TOLD:
        cut(read(name))

    assert time.process_time() - started < 1.0


@pytest.mark.parametrize("name", [name for name in TOLD if "press" not in name])
def test_wrapped_pages_give_the_same_outline(name: str, tmp_path: Path) -> None:
    """Broken into lines of 36 characters on numbered pages, a report has the same sections and speaker."""
    lines: list[str] = []
    for paragraph in (REPORTS / f"{name}.txt").read_text("utf-8").split("\n"):
        text = f"　　{paragraph.strip()}" if paragraph.strip() else ""
        lines += [text[i : i + 36] for i in range(0, len(text), 36)]
    pages = [lines[i : i + 22] for i in range(0, len(lines), 22)]
    path = tmp_path / f"{name}.txt"
    path.write_text("".join("\n".join([*page, "", f"- {n} -", ""]) for n, page in enumerate(pages, 1)), "utf-8")

    [source], _ = find_sources([path])
    parsed = read_report(source, name)

    assert len(parsed.outline.sections) == SECTIONS[name]
    assert (parsed.report.region, parsed.report.year, parsed.report.speaker) == (
        TOLD[name][0],
        TOLD[name][1],
        TOLD[name][3],
    )

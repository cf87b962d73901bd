"""Find the outline of a report from its text alone: paragraphs and headings → sections, and paragraphs in them.

Headings stand on lines of their own or run into the body: a number (一、 （一） 1. 一是 ——) with the sentence behind
it, or, without a number, a short first sentence where the paragraphs beside it have one too. How deep a
heading stands follows from its kind of number and from what is open above it, not from markup, which
scans get wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rag.reading.context import Told, of_document, of_heading, of_paragraph
from rag.reading.lines import NUMBERED_TITLE_CHARS, Line, is_title
from rag.reading.markers import DEPTHS, Marker, marker_at
from rag.reading.traced import Traced

LEAD_CHARS = 30
"""A longer first sentence is no heading of its paragraph."""

_SENTENCE_END = re.compile(r"[。！？](?:[”’）》]+)?")
_VOCATIVE = re.compile(r"^(?:各位代表|同志们)[，,！!：:\s]*")
_APPENDIX = re.compile(
    r"^(?:附件|附录|附表|附[：:]|名词解释|名词注释|名词说明|有关名词|相关名词|注释|缩略语|.{0,12}名词解释)"
)
_INNER = re.compile(r"(?<=[。；：])(?=[一二三四五六七八九十]{1,3}[是要](?!否|求))")
_NO_LEAD = re.compile(r"^(?:在此|现在|为此|同时|总之|当前|今年|去年|下面|以上|主要是)|\d|时期，?是|[：:]$")
_RUN_IN = ("part", "一、", "（一）", "1.", "——", "一是", "第一，", "（1）", "①")
_CLOSES_WITH_PARAGRAPH = ("lead", "——", "一是", "第一，", "（1）", "①")


@dataclass(slots=True)
class Section:
    """A heading and what it tells of the years and stance beneath it."""

    heading: Traced
    parent: int | None
    family: str
    """Kind of number before the heading; "title" or "lead" where there is none."""
    told: Told
    appendix: bool = False
    children: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text of one section."""

    traced: Traced
    section: int | None
    told: Told

    @property
    def text(self) -> str:
        """The words."""
        return self.traced.text


@dataclass(frozen=True, slots=True)
class Outline:
    """Sections in order, and the paragraphs in order, each with the number of its section."""

    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]

    def path(self, section: int | None) -> tuple[str, ...]:
        """Headings from the outermost inwards."""
        headings: list[str] = []
        while section is not None:
            headings.append(self.sections[section].heading.text)
            section = self.sections[section].parent
        return tuple(reversed(headings))


def outline(lines: Sequence[Line], report_year: int | None) -> Outline:
    """Arrange paragraphs and headings.

    Args:
        lines: what follows the head of the report, from `lines.paragraphs`.
        report_year: the year of the report, if known, to resolve 今年 and 去年.

    """
    lines = list(_without_contents(lines))
    return _Outliner(report_year, of_document([line.text for line in lines], report_year)).run(lines)


class _Outliner:
    """Walks the lines once; `open` holds the sections that a following line may stand in, outermost first."""

    def __init__(self, report_year: int | None, default: Told) -> None:
        self.report_year = report_year
        self.default = default
        self.sections: list[Section] = []
        self.paragraphs: list[Paragraph] = []
        self.open: list[int] = []
        self.depths: dict[int, int] = {}
        self.sticky: dict[int | None, Told] = {}
        self.appendix = False

    def run(self, lines: Sequence[Line]) -> Outline:
        pieces = [piece for line in lines for piece in _pieces(line)]
        leads = _leads(pieces)
        for i, piece in enumerate(pieces):
            marker = marker_at(piece.text)
            if vocative := _VOCATIVE.match(piece.text):
                self._close_asides()
                if vocative.end() == len(piece.text):
                    continue
            if piece.whole or is_title(piece.text):
                self._heading(piece.traced, marker, piece.depth)
            elif marker and marker.family in _RUN_IN and (cut := _first_sentence(piece.text, NUMBERED_TITLE_CHARS)):
                self._run_in(piece.traced, cut, marker.family, marker)
            elif i in leads:
                self._run_in(piece.traced, leads[i], "lead", None)
            else:
                self._paragraph(piece.traced)
        return Outline(tuple(self.sections), tuple(self.paragraphs))

    def _heading(self, heading: Traced, marker: Marker | None, depth: int) -> None:
        if _APPENDIX.match(heading.text):
            self.appendix, self.open = True, []
        self._open(heading, marker.family if marker else "title", depth)

    def _run_in(self, paragraph: Traced, cut: int, family: str, marker: Marker | None) -> None:
        self._open(paragraph[:cut], family, 0)
        body = paragraph[cut:].strip()
        if body.text:
            self._paragraph(body, heading=paragraph[:cut].text)
        if family in _CLOSES_WITH_PARAGRAPH:
            self.open.pop()

    def _open(self, heading: Traced, family: str, depth: int) -> None:
        self._close_down_to(family, depth)
        parent = self.open[-1] if self.open else None
        number = len(self.sections)
        siblings = (
            self.sections[parent].children
            if parent is not None
            else [i for i, s in enumerate(self.sections) if s.parent is None]
        )
        above = self.sticky.get(parent) or (self.sections[parent].told if parent is not None else self.default)
        before = self.sections[siblings[-1]].told if siblings and parent is None else None
        told = of_heading(heading.text, above, before, self.report_year)
        self.sections.append(Section(_without_end(heading), parent, family, told, self.appendix))
        if parent is not None:
            self.sections[parent].children.append(number)
        self.depths[number] = depth
        self.open.append(number)

    def _close_down_to(self, family: str, depth: int) -> None:
        """Close the sections that a heading of this family cannot stand in."""
        families = [self.sections[i].family for i in self.open]
        if family in families and family != "title":
            del self.open[families.index(family) :]
        elif family in DEPTHS:
            while self.open and DEPTHS.get(self.sections[self.open[-1]].family, 0) > DEPTHS[family]:
                self.open.pop()
            while (
                self.open and self.sections[self.open[-1]].family in ("title", "lead") and self._numbered_above(family)
            ):
                self.open.pop()
        elif family == "title":
            while self.open and not self._may_hold_title(self.open[-1], depth):
                self.open.pop()

    def _close_asides(self) -> None:
        """Go back to the main section: words to the assembly (各位代表，…) conclude it or lead over."""
        while self.open and DEPTHS.get(self.sections[self.open[-1]].family, 0) > DEPTHS["一、"]:
            self.open.pop()

    def _numbered_above(self, family: str) -> bool:
        return family == "一、" and self.depths[self.open[-1]] != 1

    def _may_hold_title(self, section: int, depth: int) -> bool:
        if depth and self.depths[section]:
            return self.depths[section] < depth
        return self.sections[section].family in ("part", "一、", "（一）")

    def _paragraph(self, paragraph: Traced, heading: str = "") -> None:
        section = self.open[-1] if self.open else None
        owner = self.sections[section].parent if heading and section is not None else section
        above = self.sections[section].told if section is not None else self.default
        above = self.sticky.get(section) or above
        told, holds = of_paragraph((heading or paragraph.text), above, self.report_year)
        if heading and told == above:
            told, holds = of_paragraph(paragraph.text, above, self.report_year)[0], False
        if holds:
            self.sticky[owner] = told
            if heading and section is not None:
                self.sections[section].told = told
        self.paragraphs.append(Paragraph(paragraph, section, told))


def _pieces(line: Line) -> Iterator[Line]:
    """Cut a paragraph before 一是, 二是, 三是 where each begins a heading of its own with a body behind it."""
    cuts = [match.start() for match in _INNER.finditer(line.text)]
    parts = [line.traced[a:b] for a, b in zip([0, *cuts], [*cuts, len(line.text)], strict=True)]
    items = [part for part in parts if (marker := marker_at(part.text)) and marker.family == "一是"]
    with_body = [item for item in items if _first_sentence(item.text, NUMBERED_TITLE_CHARS)]
    if len(items) < 2 or len(with_body) < len(items):
        yield line
        return
    for part in parts:
        above = (
            part is parts[0]
            and part is not items[0]
            and len(part) <= NUMBERED_TITLE_CHARS
            and marker_at(part.text) is not None
        )
        if part.text:
            yield Line(part.strip(), line.depth, line.whole or above, line.after_blank)


def _leads(pieces: Sequence[Line]) -> dict[int, int]:
    """Find paragraphs whose short first sentence serves as heading: two at least, side by side between headings.

    Returns: number of the piece → where its heading ends.

    """
    found: dict[int, int] = {}
    group: dict[int, int] = {}
    for i, piece in enumerate(pieces):
        if is_title(piece.text) or piece.whole:
            found |= group if len(group) >= 2 else {}
            group = {}
            continue
        text = _VOCATIVE.sub("", piece.text)
        cut = _first_sentence(piece.text, LEAD_CHARS) if text == piece.text else 0
        if cut and not marker_at(text) and piece.text[cut - 1] == "。" and not _NO_LEAD.search(text[:cut]):
            group[i] = cut
    return found | (group if len(group) >= 2 else {})


def _first_sentence(text: str, longest: int) -> int:
    """Give where the first sentence ends, if it is short and others follow; else 0."""
    match = _SENTENCE_END.search(text)
    return match.end() if match and match.end() <= longest + 1 and match.end() < len(text.rstrip()) else 0


def _without_end(heading: Traced) -> Traced:
    return heading[:-1] if heading.text[-1:] in "。：:；，" else heading


def _without_contents(lines: Sequence[Line]) -> Iterator[Line]:
    """Leave out a table of contents: headings that come once more further down, behind 目录."""
    later = Counter(_plain(line.text) for line in lines)
    inside = False
    for line in lines:
        plain = _plain(line.text)
        if plain == "目录":
            inside = True
            continue
        inside = inside and later[plain] > 1
        later[plain] -= 1
        if not inside:
            yield line


def _plain(heading: str) -> str:
    return re.sub(r"[\s.．·…]+\d*$|\s", "", heading)

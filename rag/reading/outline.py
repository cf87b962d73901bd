"""Find the outline of a report from its text alone: paragraphs and headings → sections, and paragraphs in them.

Headings stand on lines of their own or run into the body: a number (一、 （一） 1. 一是 ——) with the sentence behind
it, or, without a number, a short first sentence where the paragraphs beside it have one too. How deep a
heading stands follows from its kind of number and from what is open above it, not from markup, which
scans get wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from rag.reading.context import Told, named, of_document, of_heading, of_paragraph
from rag.reading.lines import LEAD_CHARS, NUMBERED_TITLE_CHARS, VOCATIVE, Line, is_title
from rag.reading.markers import DEPTHS, Marker, marker_at
from rag.reading.traced import Traced

COLON_CHARS = 24
"""A numbered paragraph whose first words, up to so many, end with a colon, has them as heading."""

_SENTENCE_END = re.compile(r"[。！？](?:[”’）》]+)?")
_COLON_END = re.compile(rf"[^，。；：“]{{2,{COLON_CHARS}}}：(?=.{{20}})")
_APPENDIX = re.compile(
    r"^(?:附件|附录|附表|附[：:]|附$|有关名词|相关名词|注释|缩略语|.{0,14}(?:名词|用语|术语|提法|词语|概念|缩略语)(?:的?(?:解释|注释|释义|说明|[小浅简]释|解读)))"
)
_APPENDIX_LABEL = re.compile(r"^附[件录表]?\s*[\d一二三四五六七八九十]{0,2}[：:]?$")
_INNER = re.compile(r"(?<=[。；：])(?=[一二三四五六七八九十]{1,3}[是要](?!否|求))")
_NO_LEAD = re.compile(
    r"^(?:在此|现在|为此|同时|总之|当前|今年|去年|下面|以上|主要是|这|对此|毛主席)|^\d|\d[%万亿余多个家户人项元处条座所公米亩吨件名张套]|时期，?是|[：:]$|[一二三]是"
)
_RESULT = re.compile(r"\d(?:[%亿万]|个百分点)")
_RUN_IN = ("part", "一、", "（一）", "1.", "——", "一是", "第一，", "（1）", "①")
_COLON_RUN_IN = ("一、", "（一）", "1.")
_CLOSES_WITH_PARAGRAPH = ("lead", "——", "一是", "第一，", "（1）", "①")
_LABEL = "附件"


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
    return _Outliner(report_year, of_document([line.text for line in lines], report_year)).run(lines)


class _Outliner:
    """Walks the lines once; `open` holds the sections that a following line may stand in, outermost first."""

    def __init__(self, report_year: int | None, defaults: Sequence[Told]) -> None:
        self.report_year = report_year
        self.defaults = defaults
        self.default = Told((), "other", open=True)
        self.sections: list[Section] = []
        self.paragraphs: list[Paragraph] = []
        self.open: list[int] = []
        self.depths: dict[int, int] = {}
        self.sticky: dict[int | None, Told] = {}
        """Section → what a paragraph in it told for those behind it."""
        self.stuck_at: dict[int | None, int] = {}
        """How many sections there were then: what those before told counts no more."""
        self.appendix = False
        self.whole_heading = Traced("", ())

    def run(self, lines: Sequence[Line]) -> Outline:
        cut = [(piece, default) for line, default in zip(lines, self.defaults, strict=True) for piece in _pieces(line)]
        pieces = [piece for piece, _ in cut]
        leads = _leads(pieces)
        for i, (piece, default) in enumerate(cut):
            self.default = default
            marker = marker_at(piece.text)
            if vocative := VOCATIVE.match(piece.text):
                self._close_asides()
                if vocative.end() == len(piece.text):
                    continue
            if piece.kind == "heading" or (not piece.kind and is_title(piece.text)):
                self._heading(piece.traced, marker, piece.depth)
            elif marker and not piece.kind and (end := self._head_of(piece.text, marker)):
                self._run_in(piece.traced, end, marker.family)
            elif i in leads:
                self._run_in(piece.traced, leads[i], "lead")
            else:
                if marker and not piece.kind:
                    self._close_family(marker.family)
                self._paragraph(piece.traced)
        self._close(0)
        return Outline(tuple(self.sections), tuple(self.paragraphs))

    def _heading(self, heading: Traced, marker: Marker | None, depth: int) -> None:
        family = marker.family if marker else "title"
        if _APPENDIX.match(heading.text):
            family, self.appendix = _LABEL, True
            if not (self._bare() and _APPENDIX_LABEL.match(self.sections[-1].heading.text)):
                self._close(0)
        self._open(heading, family, depth)

    def _head_of(self, text: str, marker: Marker) -> int:
        """Give where the heading ends that a numbered paragraph begins with; 0 if it has none."""
        if marker.family in _COLON_RUN_IN and not self.appendix:
            colon = _COLON_END.match(text, marker.length)
            if colon:
                return colon.end()
        end = _first_sentence(text, NUMBERED_TITLE_CHARS) if marker.family in _RUN_IN else 0
        # ——地区生产总值486亿元，增长6.4%。其中… tells a result, and leads to nothing.
        return 0 if marker.family == "——" and _RESULT.search(text[:end]) else end

    def _run_in(self, paragraph: Traced, cut: int, family: str) -> None:
        self._open(paragraph[:cut], family, 0)
        body = paragraph[cut:].strip()
        if body.text:
            self._paragraph(body, heading=paragraph[:cut].text)
        if family in _CLOSES_WITH_PARAGRAPH:
            self._close(len(self.open) - 1)

    def _open(self, heading: Traced, family: str, depth: int) -> None:
        self._close_down_to(family, depth)
        parent = self.open[-1] if self.open else None
        number = len(self.sections)
        told = self._told(heading.text, parent, family)
        self.sections.append(Section(_without_end(heading), parent, family, told, self.appendix))
        self.whole_heading = heading
        if parent is not None:
            self.sections[parent].children.append(number)
        self.depths[number] = depth
        self.open.append(number)

    def _told(self, heading: str, parent: int | None, family: str) -> Told:
        """Read years and stance of a new section from its heading and from what stands around and before it."""
        if self.appendix:
            above = self.sections[parent].told if parent is not None else Told((), "other")
            return replace(of_heading(heading, above, None, self.report_year), open=False)
        above = self.sections[parent].told if parent is not None else self.default
        if parent is not None or family in _CLOSES_WITH_PARAGRAPH:
            above = self.sticky.get(parent) or above
        several = parent is None or len(named(self.sections[parent].heading.text, self.report_year)) > 1
        since = self.sections[self.stuck_at.get(parent, 0) :] if several else []
        before = next((s.told for s in reversed(since) if s.parent == parent), None)
        return of_heading(heading, above, before, self.report_year)

    def _bare(self) -> bool:
        """Tell whether the section opened last has neither text nor parts yet."""
        last = len(self.sections) - 1
        return (
            bool(self.open) and self.open[-1] == last and not (self.paragraphs and self.paragraphs[-1].section == last)
        )

    def _close(self, length: int) -> None:
        """Leave the sections beyond the outermost `length`; a heading with nothing beneath it was an item of text."""
        bare = self._bare() and length < len(self.open)
        del self.open[length:]
        if bare:
            section = self.sections.pop()
            if section.parent is not None:
                self.sections[section.parent].children.pop()
            self._paragraph(self.whole_heading, section=section.parent)

    def _close_family(self, family: str) -> None:
        """Close what a numbered paragraph cannot stand in: sections numbered like it."""
        families = [self.sections[i].family for i in self.open]
        if family in families:
            self._close(families.index(family))

    def _close_down_to(self, family: str, depth: int) -> None:
        """Close the sections that a heading of this family cannot stand in."""
        families = [self.sections[i].family for i in self.open]
        length = len(self.open)
        if family in families and family not in ("title", _LABEL):
            length = families.index(family)
        elif family in DEPTHS:
            while length and DEPTHS.get(families[length - 1], 0) > DEPTHS[family]:
                length -= 1
            while length and families[length - 1] in ("title", "lead") and self._numbered_above(family, length):
                length -= 1
        elif family == "title":
            while length and not self._may_hold_title(self.open[length - 1], depth):
                length -= 1
        if length < len(self.open):
            self._close(length)

    def _close_asides(self) -> None:
        """Go back to the main section: words to the assembly (各位代表，…) conclude it or lead over."""
        length = len(self.open)
        while length and DEPTHS.get(self.sections[self.open[length - 1]].family, 0) > DEPTHS["一、"]:
            length -= 1
        if length < len(self.open):
            self._close(length)

    def _numbered_above(self, family: str, length: int) -> bool:
        return family == "一、" and not self.appendix and self.depths[self.open[length - 1]] != 1

    def _may_hold_title(self, section: int, depth: int) -> bool:
        if depth and self.depths[section]:
            return self.depths[section] < depth
        return self.sections[section].family in (_LABEL, "part", "一、", "（一）")

    def _paragraph(self, paragraph: Traced, heading: str = "", section: int | None = None) -> None:
        if section is None:
            section = self.open[-1] if self.open else None
        owner = self.sections[section].parent if heading and section is not None else section
        above = self.sections[section].told if section is not None else self.default
        above = self.sticky.get(section) or above
        told, holds = of_paragraph((heading or paragraph.text), above, self.report_year)
        if heading and told == above:
            told, holds = of_paragraph(paragraph.text, above, self.report_year)[0], False
        if holds:
            self.sticky[owner], self.stuck_at[owner] = told, len(self.sections)
            if heading and section is not None:
                self.sections[section].told = told
        self.paragraphs.append(Paragraph(paragraph, section, replace(told, open=False)))


def _pieces(line: Line) -> Iterator[Line]:
    """Cut a paragraph before 一是, 二是, 三是 where each begins a heading of its own with a body behind it."""
    cuts = [match.start() for match in _INNER.finditer(line.text)]
    parts = [line.traced[a:b] for a, b in zip([0, *cuts], [*cuts, len(line.text)], strict=True)]
    items = [part for part in parts if (marker := marker_at(part.text)) and marker.family == "一是"]
    with_body = [item for item in items if _first_sentence(item.text, NUMBERED_TITLE_CHARS)]
    if len(items) < 2 or len(with_body) < len(items):
        yield line
        return
    before = parts[0] if parts[0] is not items[0] else Traced("", ())
    if before.text:
        heads = len(before) <= NUMBERED_TITLE_CHARS and marker_at(before.text) is not None
        yield replace(line, traced=before.strip(), kind="heading" if heads else line.kind)
    for part in parts[1:] if before.text else parts:
        if part.text:
            yield replace(line, traced=part.strip(), lead=0)


def _leads(pieces: Sequence[Line]) -> dict[int, int]:
    """Find paragraphs whose short first sentence serves as heading: two at least, near each other and built alike.

    A sentence that stood on a line of its own does so anyway.

    Returns: number of the piece → where its heading ends.

    """
    found = {i: piece.lead for i, piece in enumerate(pieces) if piece.lead}
    group: dict[int, int] = {}
    last, before = 0, ""
    for i, piece in enumerate(pieces):
        cut = _lead(piece)
        head = piece.text[:cut]
        if piece.kind or is_title(piece.text):
            before = ""
        if not cut or piece.lead:
            continue
        alike = before and i - last <= 2 and (head[0] == before[0] or head.count("，") == before.count("，"))
        if not alike:
            found |= group if len(group) >= 2 else {}
            group = {}
        group[i] = cut
        last, before = i, head
    return found | (group if len(group) >= 2 else {})


def _lead(piece: Line) -> int:
    """Give where the short first sentence ends that may be a paragraph's heading; 0 if it has none."""
    if piece.kind or marker_at(piece.text) or VOCATIVE.match(piece.text):
        return 0
    cut = _first_sentence(piece.text, LEAD_CHARS)
    return cut if cut and piece.text[cut - 1] == "。" and not _NO_LEAD.search(piece.text[:cut]) else 0


def _first_sentence(text: str, longest: int) -> int:
    """Give where the first sentence ends, if it is short and others follow; else 0."""
    match = _SENTENCE_END.search(text)
    return match.end() if match and match.end() <= longest + 1 and match.end() < len(text.rstrip()) else 0


def _without_end(heading: Traced) -> Traced:
    return heading[:-1] if heading.text[-1:] in "。：:；，" else heading

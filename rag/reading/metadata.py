"""Infer what a report is from its text: title, place, year, date, session, speaker, kind.

The head of a report (everything before its first paragraph) tells most; where a file has none, the headings, the
words 全市 or 全区 and the place named most often must do, and the field is marked unsure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from typing import Any

import rjieba

from rag.errors import UnreadableFile
from rag.periods import periods
from rag.reading.lines import Line, is_title
from rag.reading.markers import chinese_number, marker_at
from rag.records import Report

HEAD_CHARS = 60
"""A longer line ends the head of a report."""
OPENING_CHARS = 400
"""Where a newspaper's summary names session, date and speaker."""

_PLACE = r"(?:[一-龥]{2,9}?(?:自治[区州县旗]|特别行政区|[省市区县州盟旗镇乡]))"
_NUMBER = "[一二三四五六七八九十百]{1,4}"
_VOCATIVE = re.compile(r"^(?:各位代表|各位委员|同志们)[：:，,！!]")
_SESSION = re.compile(
    rf"(?P<place>{_PLACE}{{0,2}})(?P<session>第{_NUMBER}届人民代表大会(?:常务委员会)?第{_NUMBER}次会议)"
)
_OFFICES = r"(?:代理|代)?(?:省长|市长|区长|县长|州长|盟长|旗长|镇长|乡长|总理|主席|主任|行政长官)"
_OFFICE = re.compile(
    rf"(?P<office>(?:{_PLACE}{{0,2}}(?:人民政府|国务院)?|国务院)?(?:常务副)?{_OFFICES})\s*(?P<name>[一-龥·]{{2,4}}|[一-龥]\s[一-龥])$"
)
_GIVES = re.compile(
    rf"(?P<office>(?:{_PLACE}{{0,2}}(?:人民政府)?)?{_OFFICES})(?P<name>[一-龥·]{{2,4}}?)(?:同志)?(?:代表|向大会|作|做|在会上)"
)
_GOVERNMENT = re.compile(rf"(?P<place>{_PLACE}{{1,2}})人民政府")
_I_SPEAK_FOR = re.compile(r"我?代表(?P<place>[一-龥]{0,8}?)(?P<level>省|自治区|市|区|县|州|盟|旗|镇|乡)人民?政府")
_DATE = re.compile(r"((?:19|20)\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
_CHINESE_DATE = re.compile(rf"([一二][〇○零一二三四五六七八九]{{3}})年({_NUMBER})月({_NUMBER})日")
_DAY = re.compile(r"(?<!\d)(\d{1,2})月(\d{1,2})日")
_TITLE = re.compile(r"政府工作(?:的)?报告|工作报告")
_YEAR_IN_TITLE = re.compile(r"((?:19|20)\d\d)年?(?=.{0,20}报告)")
_PRESS = re.compile(r"(?:\d日|电)讯|记者|通讯员|本报|融媒体")
_BYLINE = re.compile(r"记者|通讯员")
_DIGEST = re.compile(r"摘编|摘要|节选|解读")
_YEAR_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_WHOLE = re.compile(r"(?:全|我)(省|市|区|县|州|盟|旗|镇|乡)")
_LEVELS = {
    "自治区": "省",
    "特别行政区": "省",
    "自治州": "市",
    "州": "市",
    "盟": "市",
    "地区": "市",
    "自治县": "县",
    "旗": "县",
    "自治旗": "县",
}
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_ZERO = str.maketrans("〇○零一二三四五六七八九", "0001" + "23456789")


@dataclass(frozen=True, slots=True)
class Head:
    """The lines before a report's first paragraph."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """All lines in a row, without white space."""
        return re.sub(r"\s", "", "".join(line.text for line in self.lines))


def split_head(lines: Sequence[Line]) -> tuple[Head, list[Line]]:
    """Part the head of a report from what follows it.

    A newspaper names its reporters at the end; the line goes to the head, what stands after it is advertising.
    """
    end = next((i for i, line in _last(lines, 12) if is_title(line.text) and _BYLINE.search(line.text)), len(lines))
    body = next((i for i, line in enumerate(lines[:end]) if _is_body(line) or (i and _is_subject(line))), end)
    return Head((*lines[:body], *lines[end : end + 1])), list(lines[body:end])


def _last(lines: Sequence[Line], count: int) -> Iterator[tuple[int, Line]]:
    start = max(0, len(lines) - count)
    return enumerate(lines[start:], start)


def _is_body(line: Line) -> bool:
    marker = marker_at(line.text)
    heading = marker is not None and marker.family != "——" and is_title(line.text)
    return heading or len(line.text) > HEAD_CHARS or bool(_VOCATIVE.match(line.text))


def _is_subject(line: Line) -> bool:
    """Tell a first heading without a number from the lines of a title block."""
    return is_title(line.text) and not _belongs_to_head(line.text)


def infer(head: Head, body: Sequence[Line], *, report_id: str, path: str) -> Report:
    """Tell what a report is, as far as its text does.

    Args:
        head: its first lines.
        body: what follows them.
        report_id: the id it will have; a year in it counts, weakly, where the text names none.
        path: where its file is.

    """
    opening = "".join(line.text for line in body)[:OPENING_CHARS]
    whole = "\n".join(line.text for line in body)
    kind = _kind(head, opening, whole)
    unsure: set[str] = set()
    session, session_place = _session(head.text) or _session(opening) or ("", "")
    office, speaker = _speaker(head) or _speaker_in(opening) or ("", "")
    region, within, sure = _region(head.text, session_place, office, opening, whole)
    if region and not sure:
        unsure.add("region")
    date = _date(head.text)
    year, sure = _year(head, date, body, report_id)
    if year and not sure:
        unsure.add("year")
    if not date and year and kind == "press" and (day := _DAY.search(opening[opening.find("讯") + 1 :])):
        date = _iso(year, int(day.group(1)), int(day.group(2)))
        unsure.add("date")
    return Report(
        id=report_id,
        path=path,
        title=_title(head),
        region=region,
        level=level_of(region),
        within=within,
        year=year,
        date=date,
        session=session,
        speaker=speaker,
        office=office,
        kind=kind,
        unsure=frozenset(unsure),
    )


def override(report: Report, settings: Mapping[str, Any], where: str) -> Report:
    """Put what a person wrote (front matter, corpus.toml) in place of what was inferred.

    Raises:
        UnreadableFile: if a value is of the wrong kind.

    """
    known = {f.name for f in fields(Report)} - {"id", "path", "unsure"}
    values: dict[str, Any] = {}
    for name, value in settings.items():
        if name not in known:
            continue
        if name == "year":
            if not isinstance(value, int) or not 1900 <= value <= 2100:
                raise UnreadableFile(f"{where}: year = {value!r}: a year such as 2025 is needed")
            values[name] = value
        else:
            values[name] = str(value)
    if "region" in values and "level" not in values:
        values["level"] = level_of(values["region"])
    return replace(report, **values, unsure=report.unsure - set(values))


def level_of(region: str) -> str:
    """Give the level of a place by its last word: 省, 市, 区 or 县; empty where it does not tell."""
    if region in _MUNICIPALITIES:
        return "省"
    for ending in sorted(_LEVELS, key=len, reverse=True):
        if region.endswith(ending):
            return _LEVELS[ending]
    return region[-1:] if region[-1:] in ("省", "市", "区", "县", "镇", "乡") else ""


def _belongs_to_head(text: str) -> bool:
    plain = re.sub(r"\s", "", text)
    told = _TITLE, _SESSION, _DATE, _CHINESE_DATE, _GOVERNMENT
    return bool(
        any(p.search(plain) for p in told)
        or _OFFICE.search(text)
        or re.search(r"代表大会|次会议|届|[（(]|日[）)]?$", plain)
        or len(plain) <= 4
    )


def _kind(head: Head, opening: str, whole: str) -> str:
    if _DIGEST.search(head.text):
        return "digest"
    addressed = "各位代表" in whole[:600] or "现在，我代表" in opening
    return "press" if not addressed and _PRESS.search(opening[:120] + whole[-200:]) else "full"


def _title(head: Head) -> str:
    for line in head.lines:
        plain = re.sub(r"\s", "", line.text)
        if _TITLE.search(plain) and not _SESSION.search(plain):
            return plain
    return head.lines[0].text if head.lines else ""


def _session(text: str) -> tuple[str, str] | None:
    match = _SESSION.search(text)
    if not match:
        return None
    place = re.sub(r"^(?:日?[在于，。]|讯)", "", match.group("place"))
    return place + match.group("session"), place


def _speaker(head: Head) -> tuple[str, str] | None:
    lines = [line.text.strip("（）() ") for line in head.lines]
    for text in [*lines, *(f"{a}{b}" for a, b in pairwise(lines))]:
        match = _OFFICE.search(text)
        if match and not _TITLE.search(text):
            return re.sub(r"^[—\s]+", "", match.group("office")), re.sub(r"\s", "", match.group("name"))
    return None


def _speaker_in(opening: str) -> tuple[str, str] | None:
    match = _GIVES.search(opening)
    return (match.group("office"), match.group("name")) if match else None


def _region(head: str, session_place: str, office: str, opening: str, whole: str) -> tuple[str, str, bool]:
    """Give the place, the place above it, and whether the text says so itself."""
    government = _GOVERNMENT.search(office) or _GOVERNMENT.search(head)
    for place in (session_place, government.group("place") if government else "", _place_before_report(head)):
        parts = re.findall(_PLACE, place)
        if parts:
            return parts[-1], parts[-2] if len(parts) > 1 else "", True
    speaks = _I_SPEAK_FOR.search(opening)
    level = speaks.group("level") if speaks else _most(_WHOLE.findall(whole))
    if speaks and speaks.group("place") and re.fullmatch(r"[一-龥]{2,6}", speaks.group("place")):
        return speaks.group("place") + level, "", True
    name = _place_named_most(whole, level)
    return (name, "", False) if name else ("", "", False)


def _place_before_report(head: str) -> str:
    match = re.search(rf"({_PLACE}{{1,2}})(?:(?:19|20)\d\d年)?(?:度)?(?:人民)?政府工作报告", head)
    return match.group(1) if match else ""


def _place_named_most(text: str, level: str) -> str:
    """Guess the place of a report without a head: the one it names most, taken at the level of its 全市 or 全区."""
    if not level:
        return ""
    names = Counter(
        word for word, tag in rjieba.tag(text, True) if tag == "ns" and 2 <= len(word.rstrip("省市区县")) <= 5
    )
    stems: Counter[str] = Counter()
    for word, count in names.items():
        stems[word[:-1] if len(word) > 2 and word[-1] in "省市区县" else word] += count
    for stem, count in stems.most_common(8):
        if count >= 3 and stem not in ("中国", "中华人民共和国"):
            return stem + level
    return ""


def _year(head: Head, date: str, body: Sequence[Line], report_id: str) -> tuple[int | None, bool]:
    titled = _YEAR_IN_TITLE.search(_title(head))
    if titled:
        return int(titled.group(1)), True
    if date:
        return int(date[:4]), True
    votes: Counter[int] = Counter()
    for line in body:
        if not is_title(line.text):
            continue
        named = periods(line.text, None)
        if len(named) == 1 and len(named[0].years) == 1:
            review = re.search(r"回顾|总结|工作情况", line.text)
            plan = re.search(r"目标|任务|安排|重点|部署|打算|计划|要求", line.text)
            if review or plan:
                votes[named[0].years[0] + (1 if review else 0)] += 1
    if votes:
        return votes.most_common(1)[0][0], True
    opening = "".join(line.text for line in body)[:OPENING_CHARS]
    speaks_of = re.search(r"((?:19|20)\d\d)年[，,]?是", opening)
    if speaks_of:
        return int(speaks_of.group(1)), False
    named_so = _YEAR_IN_NAME.search(report_id)
    return (int(named_so.group(1)), False) if named_so else (None, False)


def _date(text: str) -> str:
    if match := _DATE.search(text):
        return _iso(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    if match := _CHINESE_DATE.search(text):
        return _iso(
            int(match.group(1).translate(_ZERO)), chinese_number(match.group(2)), chinese_number(match.group(3))
        )
    return ""


def _iso(year: int, month: int, day: int) -> str:
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else ""


def _most(names: Sequence[str]) -> str:
    return Counter(names).most_common(1)[0][0] if names else ""

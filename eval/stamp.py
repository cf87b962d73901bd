"""Measure the stamp: right answers, and the same answers corrupted by rule → share caught, false alarms.

Right answers are those of the extractive backend on a gold set, and answers in an LLM's manner written by hand
(stamp_answers.jsonl; a mark [document|words] cites the passage of that document that holds the words). Each is given
to the check with the passages that the retriever finds for it, so that there is something to confuse it with.

A corruption changes one thing that makes an answer wrong: a digit, year, district, unit, direction … It counts as
caught where the check then doubts a figure, moves a citation, or names an unsupported sentence, which it did not for the
right answer. Halves are told apart by the answer's id: rules were written looking at `develop`; `report` is measured.
A third part, `domains`, are answers in an LLM's manner from invented reports of other shapes, looked at too; a fourth,
`reckoned`, are such that reckon freely (differences, shares, averages, growth, what it was the year before).
"""

from __future__ import annotations

import json
import random
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from eval.gold import Gold
from rag.config import CORPUS, Config
from rag.english.proper import pinyin, place
from rag.errors import BaogaoError
from rag.marks import MARK
from rag.records import Finished, Hit, Language, Passage, Report, Retrieved, short_name
from rag.verify import Verified, verify

if TYPE_CHECKING:
    from rag.answer import Assistant

WRITTEN = Path(__file__).parent / "stamp_answers.jsonl"
Half = Literal["develop", "report"]
Part = Literal[Half, "domains", "reckoned"]

_COVERED = re.compile(r"\n(?:共查看\d+份报告|\d+ reports were looked at)[^\n]*$")
"""What an answer from all reports says of its search, which no passage tells."""
_BY_WORDS = re.compile(r"\[([a-z0-9-]+)\|([^\]]+)\]")


@dataclass(frozen=True)
class Right:
    """A right answer: its marks name passages, counted from 1."""

    id: str
    lang: Language
    text: str
    passages: tuple[Passage, ...]

    @property
    def half(self) -> Half:
        """Which half it belongs to, by its id."""
        return "develop" if zlib.crc32(self.id.encode()) % 2 else "report"


@dataclass(frozen=True)
class Corrupted:
    """A right answer with one thing made wrong."""

    right: Right
    rule: str
    text: str


@dataclass(frozen=True)
class Outcome:
    """What the check made of a set of answers."""

    made: Counter[str]
    """Corrupted answers, by rule."""
    caught: Counter[str]
    missed: tuple[Corrupted, ...]
    rights: int
    figures: int
    """Right answers, and the figures in them."""
    doubted: int
    """Figures of the right answers that were doubted."""
    alarms: tuple[tuple[Right, str], ...]
    """Right answers that were objected to, with the objections."""


def measure_all() -> dict[Part, Outcome]:
    """Measure on answers from the bundled corpus and from invented reports, each part for itself."""
    from embeddings.encoder import load
    from eval import gold
    from rag.answer import Assistant
    from rag.index import Index, build

    parts: dict[Part, list[tuple[Right, Sequence[Report]]]] = {
        "develop": [],
        "report": [],
        "domains": [],
        "reckoned": [],
    }
    with TemporaryDirectory() as folder:
        for split in ("dev", "second-domain", "third-domain", "fourth-domain", "fifth-domain"):
            folder_of = gold.SPLITS[split].parent
            config = replace(Config(), index=Path(folder) / split)
            build([CORPUS if split == "dev" else folder_of], config.index, load(config.encoder))
            assistant = Assistant(Index.open(config.index), config)
            reports = assistant.index.reports
            if split in ("dev", "second-domain"):
                rights = extracted(assistant, gold.read(gold.SPLITS[split]))
                rights += written(assistant) if split == "dev" else []
                for right in rights:
                    parts[right.half].append((right, reports))
            else:
                part: Part = "reckoned" if split == "fifth-domain" else "domains"
                parts[part] += [(right, reports) for right in written(assistant, folder_of / WRITTEN.name)]
            assistant.index.close()
    return {part: measure(answers) for part, answers in parts.items()}


def written(assistant: Assistant, path: Path = WRITTEN) -> list[Right]:
    """Read the answers written by hand and resolve what they cite.

    Raises:
        BaogaoError: if the index does not hold what an answer cites.

    """
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    index = assistant.index
    texts = [p for p in index.passages(range(len(index))) if p.kind == "text"]
    rights = []
    for row in rows:
        cited: dict[str, Passage] = {}

        def mark(match: re.Match[str], cited: dict[str, Passage] = cited, name: str = row["id"]) -> str:
            found = next((p for p in texts if p.report_id == match.group(1) and match.group(2) in p.text), None)
            if found is None:
                raise BaogaoError(f"{path}, {name}: no passage of {match.group(1)} holds {match.group(2)!r}")
            cited.setdefault(found.id, found)
            return f"[{list(cited).index(found.id) + 1}]"

        text = _BY_WORDS.sub(mark, row["answer"])
        others = (hit.passage for hit in _found(assistant, MARK.sub("", text)))
        passages = (*cited.values(), *(p for p in others if p.id not in cited))
        rights.append(Right(row["id"], row["lang"], text, passages))
    return rights


def extracted(assistant: Assistant, golds: Sequence[Gold]) -> list[Right]:
    """Give the answers of the extractive backend that hold a figure and cite a passage."""
    rights = []
    for gold in golds:
        hits: tuple[Hit, ...] = ()
        for event in assistant.ask(gold.question, backend="extractive"):
            if isinstance(event, Retrieved):
                hits = event.hits
            elif isinstance(event, Finished) and event.answer.citations and event.answer.figures:
                answer = event.answer
                cited = [citation.passage for citation in sorted(answer.citations, key=lambda c: c.n)]
                others = [hit.passage for hit in hits if hit.passage not in cited]
                text = _COVERED.sub("", answer.text)
                rights.append(Right(gold.id, answer.question.lang, text, (*cited, *others)))
    return rights


def _found(assistant: Assistant, text: str) -> tuple[Hit, ...]:
    return next(event.hits for event in assistant.ask(text, backend="extractive") if isinstance(event, Retrieved))


def measure(answers: Iterable[tuple[Right, Sequence[Report]]]) -> Outcome:
    """Check right answers and every corruption of them.

    Args:
        answers: each with the reports of its index.

    """
    made: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    missed: list[Corrupted] = []
    alarms: list[tuple[Right, str]] = []
    rights = figures = doubted = 0
    for right, reports in answers:
        verified = verify(right.text, right.passages, reports)
        before = complaints(verified)
        rights += 1
        figures += len(verified.figures)
        doubted += sum(not check.supported_by or check.moved for check in verified.figures)
        if before:
            alarms.append((right, "; ".join(before)))
        for wrong in corruptions(right, reports):
            made[wrong.rule] += 1
            after = complaints(verify(wrong.text, right.passages, reports))
            if Counter(after) - Counter(before):
                caught[wrong.rule] += 1
            else:
                missed.append(wrong)
    return Outcome(made, caught, tuple(missed), rights, figures, doubted, tuple(alarms))


def complaints(verified: Verified) -> list[str]:
    """Give what the check objects to."""
    return [
        *(
            f"{check.text}: {check.found} {' '.join(f'{d.about}={d.told}' for d in check.doubts)}{' moved' if check.moved else ''}"
            for check in verified.figures
            if not check.supported_by or check.moved
        ),
        *(f"unsupported: {sentence}" for sentence in verified.unsupported),
    ]


def corruptions(right: Right, reports: Sequence[Report]) -> Iterator[Corrupted]:
    """Make an answer wrong in every way that it can be made wrong, one at a time; the same for every run."""
    for name, rule in _RULES.items():
        chance = random.Random(f"{right.id} {name}")
        text = rule(right, chance, reports)
        if text is not None and text != right.text:
            yield Corrupted(right, name, text)


_NUMBER = re.compile(r"(?<![\d.,A-Za-z\[“（(])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\d\]]|,\d|\.\d|年|月|日|th|-)")
_YEAR = re.compile(r"(?<![\d.,])20[12]\d(?![\d.]|,\d)")
_REPORT_AFTER = re.compile(r"年?(?:政府工作)?报告| (?:work )?report")
_UNITS = (
    ("亿元", "万元"), ("万元", "亿元"), ("万人", "人"), ("万户", "户"), ("平方米", "亩"), ("公里", "米"), ("美元", "元"),
    ("万件", "件"), ("billion", "million"), ("million", "billion"), ("kilometres", "metres"), ("US dollars", "yuan"),
    ("square metres", "mu"), ("亿", "万"),
)  # fmt: skip
_DIRECTIONS = (
    ("增长", "下降"), ("下降", "增长"), ("增加", "减少"), ("提高", "降低"), ("grow by", "fall by"), ("grew by", "fell by"),
    ("fell by", "rose by"), ("dropped by", "rose by"), (", up ", ", down "), ("an increase of", "a decrease of"), ("a rise of", "a fall of"),
)  # fmt: skip
_TARGET_WORDS = re.compile(
    r"的?目标(?:是|定在)?：?|计划：?|力争|预期|预计|将(?!军)|(?<![主需重])要(?![点素闻求])|原定|任务|办好|抓好|"
    r"plans? to |plans |planned |aims to |set a |target of |targets of |targets? |the plan for "
)


def _digit(right: Right, chance: random.Random, reports: Sequence[Report]) -> str | None:
    """Change one digit of one figure."""
    numbers = [m for m in _NUMBER.finditer(right.text) if not _YEAR.fullmatch(m.group())]
    if not numbers:
        return None
    number = chance.choice(numbers)
    places = [i for i, sign in enumerate(number.group()) if sign.isdigit()]
    place = chance.choice(places)
    old = number.group()[place]
    new = chance.choice([d for d in "0123456789" if d != old and not (d == "0" and place == places[0])])
    start = number.start() + place
    return right.text[:start] + new + right.text[start + 1 :]


def _year(right: Right, chance: random.Random, reports: Sequence[Report]) -> str | None:
    """Give a figure another year."""
    years = [m for m in _YEAR.finditer(right.text) if _of_figure(right, m) and _is_year_of_figure(right.text, m)]
    if not years:
        return None
    match = chance.choice(years)
    others = [y for y in range(2015, 2027) if str(y) not in right.text]
    return right.text[: match.start()] + str(chance.choice(others)) + right.text[match.end() :]


def _is_year_of_figure(text: str, match: re.Match[str]) -> bool:
    """Tell whether a year is neither a report's nor the end of a range."""
    around = text[max(0, match.start() - 1) : match.end() + 1]
    return not _REPORT_AFTER.match(text, match.end()) and not re.search(r"[-—–至(]", around)


def _of_figure(right: Right, match: re.Match[str]) -> bool:
    """Tell whether words stand outside quotations, before a figure that a citation proves, in its sentence."""
    text = right.text
    quoted = text.count("“", 0, match.start()) > text.count("”", 0, match.start())
    rest = re.split(r"[。\n]|\. ", text[match.end() :])[0]
    first = re.match(r"[^\[]*\[\d+\]", rest)
    declined = re.search(r"没有|not (?:say|give)", re.split(r"[。\n]", text[: match.start()])[-1] + rest)
    return bool(first and _NUMBER.search(_YEAR.sub("", first.group()))) and not quoted and not declined


def _district(right: Right, chance: random.Random, reports: Sequence[Report]) -> str | None:
    """Give a figure to another district: of another report where the index holds several, else an invented one."""
    names = [*dict.fromkeys(r.region for r in reports if r.region)]
    names += ["乌有市"] if len(names) < 2 else []
    forms = {name: [name, short_name(name)] for name in names}
    if right.lang == "en":
        latin = {name: pinyin(short_name(name)) for name in names}
        forms = {name: [place(name), latin[name]] for name in names}
    said: list[tuple[str, int, re.Match[str]]] = []
    for name, spellings in forms.items():
        for k, word in enumerate(spellings):
            for m in re.finditer(re.escape(word), right.text):
                inside = any(o.start() <= m.start() and m.end() <= o.end() for _, _, o in said)
                if not inside and _of_figure(right, m) and not _NAME_AFTER.match(right.text, m.end()):
                    said.append((name, k, m))
    if not said:
        return None
    name, k, match = chance.choice(said)
    present = {n for n, _, _ in said}
    others = [n for n in names if n not in present] or [n for n in names if n != name]
    return right.text[: match.start()] + forms[chance.choice(others)][k] + right.text[match.end() :]


_NAME_AFTER = re.compile(r"[一-龥]{0,4}(?:园|开发区|学院|大学|高新区|站|商城|段)")


def _unit(right: Right, chance: random.Random, reports: Sequence[Report]) -> str | None:
    """Give a figure another unit or scale."""
    found = [(m, new) for old, new in _UNITS for m in re.finditer(rf"(?<=\d){old}|(?<=\d ){old}", right.text)]
    return _swapped(right.text, found, chance)


def _points(right: Right, chance: random.Random, reports: Sequence[Report]) -> str | None:
    """Say percentage points for percent, or the reverse."""
    points = " percentage points" if right.lang == "en" else "个百分点"
    found = [(m, points) for m in re.finditer(r"(?<=\d)(?:%| percent\b)", right.text)]
    found += [(m, "%") for m in re.finditer(r"(?<=\d)(?:个百分点| percentage points)", right.text)]
    return _swapped(right.text, found, chance)


def _direction(right: Right, chance: random.Random, reports: Sequence[Report]) -> str | None:
    """Say that something fell which rose, or the reverse."""
    # Right behind the word must stand a figure: 增长目标 or 经济增长 tell no movement.
    found = [
        (m, new)
        for old, new in _DIRECTIONS
        for m in re.finditer(rf"{old}(?=(?:了|约|近|about | ?an? average of )?\d)", right.text)
    ]
    return _swapped(right.text, found, chance)


def _target(right: Right, chance: random.Random, reports: Sequence[Report]) -> str | None:
    """Tell a target as a result."""
    marks = {int(n) for n in re.findall(r"\[(\d+)\]", right.text)}
    cited = [right.passages[n - 1] for n in marks if n <= len(right.passages)]
    if not cited or any(p.context.stance != "target" or p.kind != "text" for p in cited):
        return None
    if not (_TARGET_WORDS.search(right.text) and _NUMBER.search(right.text)):
        return None
    told = re.sub(r"年(?:目标|计划)：", "年", right.text)
    done = "reached " if right.lang == "en" else ""
    return None if "“" in right.text else _TARGET_WORDS.sub(done, told)


def _citation(right: Right, chance: random.Random, reports: Sequence[Report]) -> str | None:
    """Move a citation to another passage, one that does not hold a figure of its statement's."""
    marks = list(re.finditer(r"\[(\d+)\]", right.text))
    cited = {int(m.group(1)) for m in marks}
    others = [n for n in range(1, len(right.passages) + 1) if n not in cited]
    candidates = []
    for m in marks:
        stretch = right.text[max((o.end() for o in marks if o.end() <= m.start()), default=0) : m.start()]
        if _NUMBER.search(_YEAR.sub("", stretch)):
            candidates.append(m)
    if not others or not candidates:
        return None
    match = chance.choice(candidates)
    # A passage that holds the same words (an outline repeats the passage beneath it) proves the same.
    words = right.text[max(0, match.start() - 8) : match.start()]
    others = [n for n in others if words not in right.passages[n - 1].text]
    if not others:
        return None
    return right.text[: match.start()] + f"[{chance.choice(others)}]" + right.text[match.end() :]


def _swapped(text: str, found: Sequence[tuple[re.Match[str], str]], chance: random.Random) -> str | None:
    if not found:
        return None
    match, new = chance.choice(list(found))
    return text[: match.start()] + new + text[match.end() :]


_RULES: dict[str, Callable[[Right, random.Random, Sequence[Report]], str | None]] = {
    "digit changed": _digit,
    "year swapped": _year,
    "district swapped": _district,
    "unit changed": _unit,
    "points for percent": _points,
    "citation moved": _citation,
    "direction flipped": _direction,
    "target told as result": _target,
}

"""Find the places that an answer speaks of: text → full name (or the name as said, of a place that has no report) and span."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rag.places import Gazetteer, is_common
from rag.records import Passage, Report, Span, short_name

_RANKED_BEFORE = re.compile(r"(?:[占居列为]|[居位处列]于)$")
_COMPARED_BEFORE, _OF_IT = re.compile(r"[比较]$"), re.compile(r"的|20\d\d")
"""比周村区高 tells no figure of 周村区, 比周村区的16.5%低 does."""
_RANKED_AFTER = re.compile(r"[^,，。]{0,4}(?:占|比重|排|位|居|列|领先|率先|首)")
"""What makes a place one that something is ranked in or shared of, not one whose figure is told: 居淄博市前列."""
_LATIN_PLACE = re.compile(
    r"\b([A-Z][a-z]{2,})(?:'s|’s)?\s+(?:District|City|County|Province|Municipality)|\b([A-Z][a-z]{2,}) \((?=[一-龥]+\))"
)
_NO_PLACE = ("The", "This", "Each", "Every", "Central", "Old", "New", "National", "Urban")
_LEADING = re.compile(
    r"(?:^|[,，。;；:：\s年])([一-龥]{2,4}?(?:自治[州县]|[省市区县州盟旗]))(?![域内级重属间块位段场长])", re.M
)


@dataclass(frozen=True)
class Places:
    """The places that have reports, for telling whose figure an answer gives."""

    reports: Sequence[Report]

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer(self.reports)

    def mentions(self, text: str) -> list[tuple[str, Span]]:
        """Find the places in an answer as written, in order; those that are no subject (居淄博市前列) left out."""
        found = [
            (name, span)
            for name, span in self._gazetteer.known(text)
            if not _RANKED_BEFORE.search(text[: span[0]])
            and not (text[: span[0]].endswith("在") and _RANKED_AFTER.match(text, span[1]))
            and not (_COMPARED_BEFORE.search(text[: span[0]]) and not _OF_IT.match(text, span[1]))
        ]
        taken = [span for _, span in self._gazetteer.known(text)]
        for pattern in (_LATIN_PLACE, _LEADING):
            for match in pattern.finditer(text):
                group = match.lastindex or 1
                name, (start, end) = match.group(group), match.span(group)
                known = any(s < end and start < e for s, e in taken)
                if not known and name not in _NO_PLACE and (name.isascii() or _is_name(name, text, end)):
                    found.append((name, (start, end)))
        return sorted(found, key=lambda one: one[1])


def _is_name(name: str, text: str, end: int) -> bool:
    """Tell whether a word that ends like a place's name is one: 到位省外资金 and 主城区 hold none."""
    import rjieba

    clause = text[end - len(name) : end + _AHEAD]
    ends, position = set(), 0
    for word in rjieba.cut(clause):
        position += len(word)
        ends.add(position)
    return len(name) in ends and not is_common(name)


_AHEAD = 6
"""Characters behind a name that are read with it, to see where its word ends."""


def speaks_of(name: str, passage: Passage, clause: str, before: str) -> bool:
    """Tell whether a passage is of a place, or its clause tells of it.

    Args:
        name: full, or as an answer says it, in Chinese or Latin letters.
        passage: whose report and sections count.
        clause: the one that holds the figure.
        before: its sentence up to the figure, where the place must stand by its full name: 淄博分行 is no 淄博市.

    """
    context = passage.context
    around = f"{clause} {context.region} {' '.join(context.sections)}"
    if name == context.region or short_name(name) in around or name in before:
        return True
    if not name.isascii():
        return False
    from pypinyin import lazy_pinyin

    return name.lower() in "".join(lazy_pinyin(f"{around} {passage.text}")).lower()

"""Read a question: text → Question, by rules that hold for any Chinese place and year.

    understand.py   the whole of a question      wording.py   stance, kind, unit
    topic.py        what it is about             parts.py     several things asked for at once
    years.py        the years asked about        spelling.py  mistyped terms
    reading.py      what the asker corrects      contrast.py  what is held against what
    rival.py        one thing against another   choice.py    which of two is asked for

What is found (place, years, stance, kind) guides the retriever and the backends; what is left, the topic, is what the
passages must speak of.
"""

from rag.question.parts import in_any_year, split, with_terms, without_expansions
from rag.question.reading import correction, merged, reading_of
from rag.question.understand import understand

__all__ = [
    "correction",
    "in_any_year",
    "merged",
    "reading_of",
    "split",
    "understand",
    "with_terms",
    "without_expansions",
]

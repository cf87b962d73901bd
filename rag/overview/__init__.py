"""Answer questions about all reports at once: Question + Index → Overview, or nothing where a few passages will do.

    各区2025年GDP目标 · 哪个区最高     a figure of every report, ranked where that is asked
    张店历年财政收入增速怎么变          one indicator through the years of one place
    青石区去年干得怎么样                the main indicators of its review
    2024年的就业目标完成了吗            the target of one report beside the result of the next
    哪些地方提到低空经济                every report, with the clause that does

What a search finds is the first few passages; here every report is looked at, and the answer says how many were and
which of them tell nothing. Figures come from the rows of the index (compare.py); each line has its citation.

    route.py       which kind a question is         indicator.py   what it is about, and the figures of it
    everywhere.py  every place, the highest         picked.py      at least 5 %, the first three, those that missed
    trend.py       through the years                outcome.py     target and result
    beside.py      one figure, or a few compared    between.py     two indicators compared
    several.py     indicators named together        main_results.py  how a place did in a year
    agreement.py   told alike by two reports?       mentions.py    who speaks of it
    asking.py      the words of the question        lines.py       the words of the answer
"""

from rag.overview.lines import Overview
from rag.overview.route import overview

__all__ = ["Overview", "overview"]

"""The backend without any LLM: Question + Hit[] → words, each fact quoted from a passage.

task.py          what a question is answered from: the windows that fit it
answers.py       the answer: one fact, a verdict, what is nearest where it declines
beside.py        several places, years or things side by side
things.py        two things that one window tells
larger.py        which of two is the larger, and what they differ by
lists.py         things named one by one
series.py        the same, where a word of their own names them: three “必须”
gathered.py      the same, where several clauses each name one
honours.py       the same, for honours, which stand in many passages
plans.py         a result held against its target
moved.py         whether a thing rose or fell
premises.py      what a question takes for granted and the report counts otherwise
definitions.py   what a term means
apposed.py       what a term is called that nothing explains
heads.py         who gave a report, when, and where
"""

from rag.backends.extractive.answers import Extractive

__all__ = ["Extractive"]
